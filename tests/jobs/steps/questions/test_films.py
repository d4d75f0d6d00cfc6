"""A film is found by whatever people call it; what is not found is offered."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from jobs.steps.questions import film, search
from jobs.steps.questions.answers import Answer
from tracker.domain.errors import InputError
from tracker.edition.read import Edition


@pytest.mark.parametrize(
    "text",
    [
        *("Émile’s Garden – A Life", "emile's garden - a life", "EMILE'S GARDEN A LIFE", "  Q2 ", "q2"),
        *("Le jardin d’Emile", "The Garden", "Garden", "Émile's Garden (2001 film)", "Émile’s Garden – A Life (2001)"),
    ],
)
def test_a_film_is_found_by_id_title_original_alias_and_link(edition: Edition, text: str) -> None:
    about = film.answer(edition, text)
    assert isinstance(about, film.Dossier)
    assert (about.film["film_key"], about.seasons) == ("Q2", (2001,))


def test_an_imdb_id_is_read_in_any_case(edition: Edition) -> None:
    assert film.find(edition, "TT0000002")[0]["film_year"] == 1950


def test_films_of_one_title_are_listed_with_their_years(edition: Edition) -> None:
    with pytest.raises(
        InputError, match=r"The Long Night \(1950, tt0000002\); The Long Night \(2001, Q1\); add --year"
    ):
        film.answer(edition, "the long night")


def test_a_fraction_is_one_title_however_it_is_typed(edition: Edition) -> None:
    assert {film.find(edition, text)[0]["film_key"] for text in ("3½ hours", "3 ½ Hours", "3 1/2 hours")} == {"Q9"}


@pytest.mark.parametrize(
    ("text", "film_key"),
    [
        *(("7½", "Q7"), ("7 1/2", "Q7"), ("7-1/2", "Q7"), ("ada moss’s 7½", "Q7")),
        *(("Sam Lee's Juno", "Q3"), ("Party", ""), ("Nobody's Juno", "")),
    ],
)
def test_a_film_is_found_with_and_without_the_name_of_whose_it_is(edition: Edition, text: str, film_key: str) -> None:
    assert {row["film_key"] for row in film.find(edition, text)} == ({film_key} if film_key else set())


@pytest.mark.parametrize(("text", "year"), [("The Long Night", 2001), ("The Long Night (2001)", None)])
def test_a_year_tells_films_of_one_title_apart(edition: Edition, text: str, year: int | None) -> None:
    assert {row["film_key"] for row in film.find(edition, text, year)} == {"Q1"}


def test_a_film_of_its_own_title_comes_before_one_that_is_also_called_so(edition: Edition) -> None:
    assert {row["film_key"] for row in film.find(edition, "The Garden Party")} == {"Q5"}


@pytest.mark.parametrize(
    ("text", "near"),
    [
        *[("The Long Nite", "The Long Night"), ("Jumo", "Juno"), ("garden partie", "The Garden Party")],
        *[("O.K.", "O.K. the Last of the Line"), ("ok", "O.K. the Last of the Line"), ("a leg", "Broke a Leg")],
    ],
)
def test_a_typing_error_offers_near_titles(edition: Edition, text: str, near: str) -> None:
    with pytest.raises(InputError, match=f"near: .*{near}"):
        film.answer(edition, text)


@pytest.mark.parametrize(
    "text", ["", "  ", "!!!", "Nothing of the kind whatever", "\x1b[31m", "'; DROP TABLE films", '"']
)
def test_what_names_no_film_is_refused(edition: Edition, text: str) -> None:
    with pytest.raises(InputError):
        film.answer(edition, text)


def test_a_person_s_name_leads_to_the_person(edition: Edition) -> None:
    about = film.answer(edition, "Ada Moss")
    assert isinstance(about, Answer)
    assert about.about["person_key"] == "Ada Moss"


def test_a_film_of_another_season_is_said(edition: Edition) -> None:
    with pytest.raises(InputError, match="no film of 1950 is called 'Juno'; Juno is of season 2001"):
        film.answer(edition, "Juno", 1950)


def test_a_film_is_told_of_in_the_season_in_which_it_missed_something(edition: Edition, tmp_path: Path) -> None:
    path = Path(shutil.copy(edition.path, tmp_path))
    with closing(sqlite3.connect(path)) as file, file:
        for year in (2002, 2003):  # seasons in which it stands by a release alone
            file.execute("CREATE TEMP TABLE again AS SELECT * FROM films WHERE film_key = 'Q2' AND film_year = 2001")
            file.execute("UPDATE again SET film_year = ?", (year,))
            file.execute("INSERT INTO films SELECT * FROM again")
            file.execute("DROP TABLE again")
    again = Edition(path)
    assert film.film_of(again, "Q2", None)["film_year"] == 2001
    assert film.film_of(again, "Q2", None, missed_at="baftas")["film_year"] == 2001
    assert film.film_of(again, "Q2", None, missed_at="oscars")["film_year"] == 2003
    assert film.film_of(again, "Q2", 2002)["film_year"] == 2002


def test_a_film_of_two_seasons_is_offered_in_the_first_and_told_of_in_both(edition: Edition, tmp_path: Path) -> None:
    path = Path(shutil.copy(edition.path, tmp_path))
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE films SET year = NULL WHERE film_key = 'Q1'")
        file.execute("CREATE TEMP TABLE again AS SELECT * FROM films WHERE film_key = 'Q1'")
        file.execute("CREATE TEMP TABLE called AS SELECT * FROM titles WHERE film_key = 'Q1'")
        file.execute("UPDATE again SET film_year = 2002")
        file.execute("UPDATE called SET film_year = 2002")
        file.execute("INSERT INTO films SELECT * FROM again")
        file.execute("INSERT INTO titles SELECT * FROM called")
    again = Edition(path)
    for year in (2001, 2002):
        about = film.answer(again, "The Long Night", year)
        assert isinstance(about, film.Dossier)
        assert about.seasons == (2001, 2002)
        assert any(row["label"] == "NOMINATED" for row in about.verdicts)
    assert film.find(again, "The Long Night", season=2002)[0]["film_key"] == "Q1"
    with pytest.raises(InputError, match=r"The Long Night \(2001, Q1\); add --year"):
        film.answer(again, "the long night")
    asks = {row["ask"] for row in search.answer(again, "the long night").parts[0].rows}
    assert "snubs film 'The Long Night' --year 2001" in asks
