"""What tables call absent, held against records of nominations: made-up ones, and those of the bundled season."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.sentences.absence import Outcome, measure, read_truth, summary

RECORD = (
    {"category": "picture", "film": "The Gem: A Story", "film_imdb": "tt0000001", "nominees": "Ada Bell"},
    {"category": "lead_actress", "film": "The Gem: A Story", "film_imdb": "tt0000001", "nominees": "Eva Moss"},
    {"category": "visual_effects", "film": "Storm Part Two", "film_imdb": "tt0000002", "nominees": "Cy Dunn"},
)
COMMON = {"body": "oscars", "ceremony": "83", "film_year": "2010", "official": "true", "category_alt": ""}

Check = Callable[..., Outcome]


def write(path: Path, rows: list[dict[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(key for row in rows for key in row)))
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """What the record says of one row of snubs.csv."""
    write(tmp_path / "truth" / "nominations" / "oscars.csv", [COMMON | row for row in RECORD])

    def checked(sentence: str, **row: str) -> Outcome:
        write(tmp_path / "out" / "csv" / "snubs.csv", [COMMON | {"sentence": sentence, "label": ""} | row])
        (one,) = measure(tmp_path / "out", truth=read_truth(tmp_path / "truth"))
        return one

    return checked


def test_a_film_that_the_record_has_by_id_is_not_absent(check: Check) -> None:
    one = check("Gem received no nomination at the 83rd Academy Awards.", film="Gem", film_imdb="tt01")
    assert (one.state, one.how) == ("false", "id")


@pytest.mark.parametrize("title", ["The Gem", "Gem: A Story", "Storm 2", "STORM II"])
def test_a_film_without_an_id_is_found_by_every_form_of_its_title(check: Check, title: str) -> None:
    assert check(f"{title} was not nominated for anything at the 83rd Academy Awards.", film=title).state == "false"


def test_a_film_with_another_id_is_another_film(check: Check) -> None:
    one = check(
        "Gem received no nomination at the 83rd Academy Awards.", film="The Gem: A Story", film_imdb="tt0000009"
    )
    assert (one.state, one.how) == ("unchecked", "title, another id")


def test_what_is_not_for_a_film_is_checked_by_person(check: Check) -> None:
    sentence = "Eva Moss was nominated for Lead Actress at the 83rd Academy Awards for The Gem: A Story, not for Gem."
    assert check(sentence, film="Gem", category="lead_actress", people="Eva Moss").state == "false"
    assert check(sentence, film="Gem", category="lead_actress", people="Una Reed").how == "by people"


def performance(person: str) -> dict[str, str]:
    """What is said of a performance in a film of the record."""
    sentence = f"{person} was not nominated for Best Actress at the 83rd Academy Awards for Gem."
    return {"sentence": sentence, "film": "Gem", "film_imdb": "tt01", "category": "lead_actress", "people": person}


def test_a_nominee_under_a_second_name_is_not_absent(check: Check) -> None:
    one = check(**performance('EVA "Eve" ROE'))
    assert (one.state, one.how, one.entry) == ("false", "second name", "Eva Moss")
    assert check(**performance("Ann Roe")).state == "true"


def test_two_whom_a_record_names_for_one_film_are_two_people(check: Check, tmp_path: Path) -> None:
    row = {"body": "actor_awards", "ceremony_year": "2011", "film": "The Gem: A Story"}
    award = row | {"category_as_printed": "Female Supporting Role"}
    write(tmp_path / "truth" / "bodies" / "people.csv", [award | {"person": who} for who in ("Eva Moss", "Eva Roe")])
    assert check(**performance("Eva Roe")).state == "true"


def test_a_category_without_a_record_is_counted_and_not_checked(check: Check) -> None:
    one = check("Gem was not nominated for Sound at the 83rd Academy Awards.", film="Gem", category="sound")
    assert (one.state, one.how) == ("unchecked", "no record of the category")


def test_nothing_of_the_bundled_season_is_falsely_called_absent(week_sqlite: Any, shared: Path) -> None:
    outcomes = measure(week_sqlite.folder, truth=read_truth(shared / "truth"))
    wrong = [f"{one.claim.sentence} {one.how}: {one.entry}" for one in outcomes if one.state == "false"]
    assert summary(outcomes)["sentences"] > 400
    assert wrong == []
