"""Where the store has a value, the table has it: counted on the bundled season."""

import sqlite3
from collections import defaultdict
from contextlib import closing
from typing import Any

import pytest

CREDITS = """SELECT qid, craft, name FROM film_credit WHERE retracted_run IS NULL
    UNION SELECT f.qid, json_extract(c.value, '$[0]'), json_extract(c.value, '$[1]')
    FROM film f, json_each(f.credits) c WHERE f.retracted_run IS NULL"""
DISTRIBUTORS = """SELECT qid, distributor FROM film WHERE retracted_run IS NULL AND distributor <> ''
    UNION SELECT qid, value FROM film_fact WHERE retracted_run IS NULL AND property = 'distributor'"""


@pytest.fixture(scope="module")
def week(week_sqlite: Any, tools: Any) -> dict[str, Any]:
    written = tools.tables(week_sqlite.folder)
    with closing(sqlite3.connect(week_sqlite.desk.database)) as database:
        stored = {"credits": database.execute(CREDITS).fetchall(), "firms": database.execute(DISTRIBUTORS).fetchall()}
    return written | {"stored": stored}


def test_every_stored_credit_of_the_seasons_films_is_in_the_table(week: dict[str, Any]) -> None:
    films = {film["film_qid"] for film in week["films"]} - {""}
    stored = {row for row in week["stored"]["credits"] if row[0] in films}
    written = {(row["film_qid"], row["craft"], row["person"]) for row in week["credits"]}
    assert len(stored) > 5_000
    assert stored - written == set()


def test_every_film_with_a_stored_cast_or_distributor_shows_it(week: dict[str, Any]) -> None:
    cast = {qid for qid, craft, _ in week["stored"]["credits"] if craft == "cast"}
    firms = {qid for qid, _ in week["stored"]["firms"]}
    for column, stored, least in (("cast", cast, 300), ("distributor", firms, 70)):
        filled = {film["film_qid"] for film in week["films"] if film[column]}
        assert filled == stored & {film["film_qid"] for film in week["films"]}
        assert len(filled) > least


def test_people_have_an_id_for_each_name_or_none_at_all(week: dict[str, Any]) -> None:
    """None of the bundled records gives a person's id; see tests/judge for records that do."""
    ids = defaultdict(set)
    for row in week["snubs"]:
        ids[bool(row["people_qids"])].add((row["people"].count(";"), row["people_qids"].count(";")))
    assert all(names == qids for names, qids in ids[True])
    assert not any(row["people_qids"] and not row["people_qids"].strip(";") for row in week["snubs"])


def test_a_row_that_names_a_film_has_its_key(week: dict[str, Any]) -> None:
    """A blank key holds in every data package, and joins nothing."""
    for table in ("snubs", "nominations", "matches", "films", "people", "credits", "evidence", "eligibility"):
        keyless = [row for row in week[table] if row["film"] and not row["film_key"]]
        assert not keyless, (table, len(keyless), keyless[0])
