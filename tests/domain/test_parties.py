"""Countries and companies by their names, codes and other spellings."""

import pytest

from tracker.domain.text.parties import country_of, is_country, is_language, is_organisation, parties


@pytest.mark.parametrize(
    ("text", "name"),
    [
        *(("UK", "United Kingdom"), ("US", "United States"), ("DE", "Germany"), ("GB", "United Kingdom"), ("", "")),
        *(("Union of Soviet Socialist Republics", "Soviet Union"), ("Atlantis", "Atlantis"), ("France", "France")),
        *(
            ("Czechia", "Czech Republic"),
            ("Holland", "Netherlands"),
            ("Burma", "Myanmar"),
            ("Timor-Leste", "East Timor"),
        ),
    ],
)
def test_codes_and_spellings_stand_for_a_country(text: str, name: str) -> None:
    assert country_of(text) == name


def test_every_code_stands_for_a_country_of_the_table() -> None:
    assert all(map(is_country, parties().country_codes.values()))


def test_countries_that_made_a_film_together_are_countries() -> None:
    assert all(map(is_country, ["France–Belgium", "France / South Korea", "Chile & Peru", "Bosnia-Herzegovina"]))
    assert not any(map(is_country, ["France–Bell", "Anne-Marie", "World", "European Union"]))


@pytest.mark.parametrize(
    "name",
    [
        *("Republic of Korea", "The Philippines", "Viet Nam", "Russian Federation", "Islamic Republic of Iran"),
        *("Upper Volta", "Zaire", "Swaziland", "The Democratic Republic of the Congo", "the Netherlands"),
    ],
)
def test_official_and_past_names_are_countries_too(name: str) -> None:
    assert is_country(name)


@pytest.mark.parametrize("name", ["Danish", "Norwegian Bokmål", "Greek"])
def test_languages(name: str) -> None:
    assert is_language(name)
    assert not is_country(name)


@pytest.mark.parametrize("name", ["London Films", "United States Navy", "Ek Studio", "Ek (production company)"])
def test_companies_and_offices(name: str) -> None:
    assert is_organisation(name)


@pytest.mark.parametrize("name", ["Co Hoedeman", "Iván Fund", "Thomas Haden Church", "Georgia", "Army Ek"])
def test_names_of_people_are_no_companies(name: str) -> None:
    assert not is_organisation(name)
