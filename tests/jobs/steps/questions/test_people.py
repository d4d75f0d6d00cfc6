"""A person's nominations, misses and near misses, told apart from those of others of the name."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from jobs.steps.questions import person
from jobs.steps.questions.answers import Answer
from tracker.domain.errors import InputError
from tracker.edition.read import Edition


def rows(about: Answer, part: str) -> list[tuple[object, ...]]:
    [own] = [one for one in about.parts if one.name == part]
    return [
        (row["body"], row["year"], row["category"], row["film"], row.get("result") or row.get("label"))
        for row in own.rows
    ]


@pytest.mark.parametrize("name", ["Ada Moss", "ada moss", "A. Moss", "Q11", "person:Ada Moss"])
def test_a_person_is_found_by_name_spelling_id_and_key(edition: Edition, name: str) -> None:
    assert person.answer(edition, name).title == "Ada Moss"


def test_an_entry_of_two_documents_counts_once_with_its_highest_result(edition: Edition) -> None:
    about = person.answer(edition, "Ada Moss")
    assert rows(about, "nominations") == [("oscars", 2002, "lead_actress", "The Long Night", "won")]
    assert about.notes[0] == "One nomination or prize (won), one miss, one near miss."


def test_a_longlist_is_a_near_miss_and_no_nomination(edition: Edition) -> None:
    assert rows(person.answer(edition, "Ada Moss"), "near_misses")[0][:3] == ("baftas", 2002, "lead_actress")


def test_a_near_miss_is_a_step_short_of_a_nomination_whether_it_was_missed_or_not(edition: Edition) -> None:
    about = person.answer(edition, "person:Sam Lee (director)")
    [near] = [part for part in about.parts if part.name == "near_misses"]
    assert [(row["category"], row["reached"], row["label"]) for row in near.rows] == [
        ("director", "shortlisted", "SNUB_SHOCK")
    ]
    assert "one miss, one near miss (one of the misses)" in about.notes[0]
    assert all("near miss" not in part.columns.values() for part in about.parts)


def test_one_prize_for_several_films_counts_once(edition: Edition) -> None:
    about = person.answer(edition, "Eve Roe")
    assert about.notes[0] == "One nomination or prize (won), no misses, no near misses."
    assert [row["film"] for row in about.parts[0].rows] == ["Émile", "The Garden Party"]


SELECTED = """INSERT INTO nominations (statement, body, film_year, category, category_as_printed, result)
VALUES ('s', 'cannes', 2003, 'other', 'Out of Competition', 'selected')"""
SEEN = """INSERT INTO people
(statement, position, film_key, film, film_year, body, category, person, person_key, role, result) VALUES
('s', 0, 'Q5', 'The Garden Party', 2001, 'cannes', 'other', 'Eve Roe', 'Eve Roe', 'as Vi', 'selected')"""


SONG = """INSERT INTO nominations (statement, body, ceremony, film_year, category, category_as_printed, detail, result)
VALUES (?, 'oscars', 74, 2001, 'original_song', 'Best Song', ?, ?)"""
SUNG = """INSERT INTO people
(statement, position, film_key, film, film_year, ceremony, body, category, person, person_key, detail, result) VALUES
(?, 0, 'Q5', 'The Garden Party', 2001, 74, 'oscars', 'original_song', 'Eve Roe', 'Eve Roe', ?, ?)"""


@pytest.mark.parametrize(
    ("songs", "counted", "shown"),
    [
        ([("Away", "nominated"), ("Home", "won"), ("“home”", "nominated")], "Three nominations or prizes (two", 2),
        ([("Away", "nominated"), ("Home", "nominated"), (None, "nominated")], "Three nominations or prizes (one", 2),
        ([("Away", "nominated"), (None, "won")], "Two nominations or prizes (all won)", 1),
        ([(None, "nominated"), (None, "won")], "Two nominations or prizes (all won)", 1),
    ],
)
def test_two_songs_of_one_film_are_two_nominations(
    edition: Edition, tmp_path: Path, songs: list[tuple[str | None, str]], counted: str, shown: int
) -> None:
    file = Path(shutil.copy(edition.path, tmp_path / "more.sqlite3"))
    with closing(sqlite3.connect(file)) as db, db:
        for at, (title, result) in enumerate(songs):
            db.execute(SONG, (f"song {at}", title, result))
            db.execute(SUNG, (f"song {at}", title, result))
    with closing(Edition(file)) as more:
        about = person.answer(more, "Eve Roe")
    assert about.notes[0].startswith(counted)
    assert sum(row["category"] == "original_song" for row in about.parts[0].rows) == shown


PRINTED = """INSERT INTO nominations (statement, body, ceremony, film_year, category, category_as_printed, result)
VALUES (?, 'critics', 31, 2001, 'lead_actor', ?, ?)"""
PLAYED = """INSERT INTO people
(statement, position, film_key, film, film_year, ceremony, body, category, person, person_key, source, result) VALUES
(?, 0, 'Q5', 'The Garden Party', 2001, 31, 'critics', 'lead_actor', 'Eve Roe', 'Eve Roe', ?, ?)"""


@pytest.mark.parametrize(
    ("entries", "shown"),
    [
        ([("Actor", "won", "page"), ("British Actor", "nominated", "page"), ("British actor", "won", "file")], 2),
        ([("Actor", "won", "page"), ("Best Actor", "nominated", "file")], 1),
    ],
)
def test_two_awards_of_one_concept_are_two_nominations_where_one_list_has_both(
    edition: Edition, tmp_path: Path, entries: list[tuple[str, str, str]], shown: int
) -> None:
    file = Path(shutil.copy(edition.path, tmp_path / "more.sqlite3"))
    with closing(sqlite3.connect(file)) as db, db:
        for at, (printed, result, source) in enumerate(entries):
            db.execute(PRINTED, (f"entry {at}", printed, result))
            db.execute(PLAYED, (f"entry {at}", source, result))
    with closing(Edition(file)) as more:
        documents = person.documents_of(more, "Eve Roe")
        about = person.answer(more, "Eve Roe")
    own = [row for row in documents if row["body"] == "critics"]
    assert person.nominations(own)[0] == shown == sum(row["body"] == "critics" for row in about.parts[0].rows)


def test_a_film_in_a_line_up_is_counted_as_what_it_is(edition: Edition, tmp_path: Path) -> None:
    file = Path(shutil.copy(edition.path, tmp_path / "more.sqlite3"))
    with closing(sqlite3.connect(file)) as db, db:
        db.execute(SELECTED)
        db.execute(SEEN)
    with closing(Edition(file)) as more:
        about = person.answer(more, "Eve Roe")
    assert about.notes[0].startswith("One nomination or prize (won), one film in a line-up, no misses")
    assert {row["role"] for row in about.parts[0].rows if row["result"] == "selected"} == {"Vi"}


@pytest.mark.parametrize(
    ("category", "role", "detail", "shown"),
    [
        ("lead_actress", "as Vi", "Vi", "Vi"),
        ("lead_actress", None, "Vi", "Vi"),
        ("picture", "producers", None, "producer"),
        ("international_feature", "Directed", "France", "director"),
        ("original_song", "Music and lyrics", "“Away”", "“Away”"),
        ("original_song", "Music", None, "Music"),
        ("director", None, None, None),
    ],
)
def test_a_role_is_one_person_s(category: str, role: str | None, detail: str | None, shown: str | None) -> None:
    assert person._with_role({"category": category, "role": role, "detail": detail})["role"] == shown


def test_entries_that_name_a_film_alone_are_shown_and_not_counted(edition: Edition) -> None:
    about = person.answer(edition, "Eve Roe")
    assert about.notes[1:] == [
        "Not counted: one entry of a list that names the film only, where a colleague may be meant.",
    ]
    assert rows(about, "film_only") == [("oscars", 2002, "casting", "The Garden Party", "nominated")]
    assert all(row["source_url"] for row in about.parts[-1].rows)


def test_an_entry_that_names_a_film_alone_has_the_highest_result_of_its_documents(
    edition: Edition, tmp_path: Path
) -> None:
    file = Path(shutil.copy(edition.path, tmp_path / "more.sqlite3"))
    with closing(sqlite3.connect(file)) as db, db:
        [own] = db.execute(
            "SELECT statement FROM nominations WHERE body = 'oscars' AND category = 'casting'"
        ).fetchone()
        for table in ("nominations", "works"):
            db.execute(f"CREATE TEMP TABLE again AS SELECT * FROM {table} WHERE statement = ?", (own,))  # noqa: S608
            db.execute("UPDATE again SET statement = 'again'")
            db.execute(f"INSERT INTO {table} SELECT * FROM again")  # noqa: S608
            db.execute("DROP TABLE again")
        db.execute("UPDATE nominations SET result = 'won' WHERE statement = 'again'")
    with closing(Edition(file)) as more:
        about = person.answer(more, "Eve Roe")
    assert rows(about, "film_only") == [("oscars", 2002, "casting", "The Garden Party", "won")]


MISS = """INSERT INTO snubs (verdict_id, body, ceremony, ceremony_year, film_year, category, film, film_key, label,
missed, near_miss) VALUES ('m', 'baftas', 55, 2002, 2001, ?, 'The Garden Party', 'Q5', ?, ?, ?)"""
CREDIT = "INSERT INTO credits (film_year, film, film_key, craft, person) VALUES (2001, 'The Garden Party', 'Q5', ?, ?)"
WRITER = """INSERT INTO people (statement, position, film_key, film, film_year, body, category, person, person_key)
VALUES ('x', 0, 'Q5', 'The Garden Party', 2001, 'globes', ?, ?, ?)"""
Insertion = tuple[str, tuple[object, ...]]
DIRECTION: Insertion = (MISS, ("director", "SNUB", True, None))


def film_only(edition: Edition, tmp_path: Path, *insertions: Insertion) -> list[tuple[object, ...]]:
    """What is not counted of Eve Roe where an edition has more rows."""
    file = shutil.copy(edition.path, tmp_path / "more.sqlite3")
    with closing(sqlite3.connect(file)) as connection, connection:
        for sql, values in insertions:
            connection.execute(sql, values)
    about = person.answer(Edition(Path(file)), "Eve Roe")
    rows = [row for row in about.parts[-1].rows if row["body"] == "baftas"]
    return [(row["category"], row["reached"], row.get("label"), row["tie"]) for row in rows]


def test_a_miss_that_names_a_film_alone_is_shown_to_whom_lists_name_for_the_award(
    edition: Edition, tmp_path: Path
) -> None:
    miss: Insertion = (MISS, ("casting", "SNUB", True, None))
    assert film_only(edition, tmp_path, (WRITER, ("casting", "Eve Roe", "Eve Roe"))) == []
    lists_alone: Insertion = ("DELETE FROM people WHERE film_key = 'Q5' AND body = 'baftas'", ())
    credit: Insertion = (WRITER, ("casting", "Eve Roe", "Eve Roe"))
    assert film_only(edition, tmp_path, lists_alone, credit, miss)[-1] == (
        "casting", None, "SNUB", "lists name them for it"
    )  # fmt: skip


def test_a_miss_or_near_miss_that_names_a_film_alone_is_shown_to_whom_credits_name(
    edition: Edition, tmp_path: Path
) -> None:
    credit: Insertion = (CREDIT, ("director", "Eve Roe"))
    missed = ("director", None, "SNUB", "credited as director")
    assert film_only(edition, tmp_path, DIRECTION, credit) == [missed]
    near: Insertion = (MISS, ("director", "WEAK_EVIDENCE", False, "longlisted"))
    reached = ("director", "longlisted", "WEAK_EVIDENCE", "credited as director")
    assert film_only(edition, tmp_path, near, credit) == [reached]
    assert film_only(edition, tmp_path, DIRECTION, (CREDIT, ("director", "Sam Lee"))) == []
    assert film_only(edition, tmp_path, DIRECTION, (CREDIT, ("cast", "Eve Roe"))) == []


def test_direction_that_no_record_gives_to_anybody_is_shown_to_whom_lists_name_for_the_script(
    edition: Edition, tmp_path: Path
) -> None:
    script: Insertion = (WRITER, ("adapted_screenplay", "Eve Roe", "Eve Roe"))
    tie = "lists name them for Adapted Screenplay, nobody for this"
    assert film_only(edition, tmp_path, DIRECTION, script) == [("director", None, "SNUB", tie)]
    assert film_only(edition, tmp_path, DIRECTION, script, (CREDIT, ("director", "Bo Ek"))) == []
    other: Insertion = (WRITER.replace("'x', 0", "'x', 1"), ("director", "Bo Ek", "Bo Ek"))
    assert film_only(edition, tmp_path, DIRECTION, script, other) == []


def test_a_mere_part_of_a_name_is_no_other_spelling_of_it() -> None:
    parts = {short: person._is_part(short, "Charlie Chaplin") for short in ("Charlie", "Charles Chaplin", "Char")}
    assert parts == {"Charlie": True, "Charles Chaplin": False, "Char": False}
    assert not person._is_part("Emile", "Émile"), "an accent makes another spelling"


def test_people_of_one_name_are_told_apart_and_listed(edition: Edition) -> None:
    about = person.answer(edition, "Sam Lee")
    [part] = about.parts
    assert [row["years"] for row in part.rows] == [2001, 1950]
    assert [row["ask"] for row in part.rows] == [
        'snubs person "person:Sam Lee (director)"',
        'snubs person "person:name:sam lee"',
    ]
    assert about.notes[0].endswith("nothing at hand says whether they are one person's.")


@pytest.mark.parametrize("name", ["Moss", "moss", "Ada"])
def test_a_part_of_a_name_leads_to_those_who_have_it(edition: Edition, name: str) -> None:
    about = person.answer(edition, name)
    assert (about.title, [row["name"] for row in about.parts[0].rows]) == (name, ["Ada Moss"])
    assert about.parts[0].rows[0]["ask"] == 'snubs person "person:Ada Moss"'
    assert about.notes == ["One person has this name as a part of theirs."]


def test_a_verdict_without_an_id_is_nobody_s_where_two_have_the_name(edition: Edition) -> None:
    director = person.answer(edition, "person:Sam Lee (director)")
    assert [row[2] for row in rows(director, "misses")] == ["director"], "the score may be either one's"
    assert "Others have this name" in director.notes[-1]
    assert rows(person.answer(edition, "person:name:sam lee"), "misses") == []


def test_a_person_is_cited(edition: Edition) -> None:
    [row] = person.answer(edition, "Ada Moss").parts[0].rows
    assert (row["source_url"], row["source_revision"]) == ("https://en.wikipedia.org/wiki/a", "77")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Ada Mos", "near: Ada Moss"),
        ("The Long Night", r"near, for snubs film: The Long Night \(1950\); The"),
        ("", "say which person"),
    ],
)
def test_a_name_that_nobody_has_offers_near_ones(edition: Edition, name: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        person.answer(edition, name)
