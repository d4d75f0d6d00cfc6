"""Nominations and prizes that articles claim, all the way: read, kept, judged, listed, exported and reported."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

FILLER = (
    "It opened quietly and was seen by few, and what was written of it then is mostly forgotten now, which happens to "
    "a film that asks for patience and rewards it slowly. "
)
COLUMN = (
    "What the papers got wrong about Never Let Me Go\n\n"
    + FILLER
    + "Never Let Me Go was nominated for five Oscars, and "
    "the Oscar-winning drama is on television tonight.\n\n" + FILLER + "The King's Speech won the Oscar for Best "
    "Picture. Black Swan was nominated for five Oscars. Inception has six Oscar nominations.\n\n"
    "127 Hours should have won an Oscar. Carey Mulligan, an Oscar nominee, is in Never Let Me Go.\n"
)
SPRING = datetime(2011, 3, 21, 9, 0, tzinfo=UTC)
LATE = "2011-03-10"
"""After the ceremony."""
LIST = "https://en.wikipedia.org/wiki/83rd_Academy_Awards"


def add(desk: Any, name: str, text: str, day: str) -> None:
    file = desk.folder / name
    file.write_text(text, encoding="utf-8")
    added = desk.snubs("press", "add", str(file), "--date", day, "--json", at=SPRING)
    assert added.code == 0, added.err


@pytest.fixture(scope="module")
def readers(short_week: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A desk that has read a column after the ceremony, and the same claims made before the announcement."""
    desk = short_week.desk.copy(tmp_path_factory.mktemp("readers") / "desk")
    add(desk, "late.txt", COLUMN, LATE)
    add(desk, "early.txt", COLUMN.replace(" Oscar", " Academy Award"), "2011-01-10")
    assert desk.snubs("edition").code == 0, "copies need not make their own"
    return desk


@pytest.fixture
def told(readers: Any, tmp_path: Path) -> Any:
    return readers.copy(tmp_path / "told")


def test_claims_are_judged_against_the_list_and_set_no_fact(told: Any, short_week: Any, tools: Any) -> None:
    exported = told.exported()
    claims = [row for row in exported["press_claims"] if row["site"] == "late.txt"]
    verdicts = {(row["film"], row["claimed"], row["claimed_count"]): row for row in claims}
    right = {(film, claimed) for (film, claimed, _), row in verdicts.items() if row["holds"] == "right"}
    assert right == {("Black Swan", "nominated"), ("The King's Speech", "won")}
    wrong = verdicts["Inception", "nominated", "6"]
    assert (wrong["holds"], wrong["claim"], wrong["list_count"]) == ("wrong", "6 nominations", "8")
    assert wrong["list_says"].startswith("8 nominations: ")
    assert wrong["list_url"] == LIST
    assert wrong["list_revision"] == "", "the archive does not know which"
    assert verdicts["Never Let Me Go", "nominated", "5"]["list_says"] == "no nomination"
    assert verdicts["Never Let Me Go", "won", ""]["holds"] == "wrong"
    assert not [film for film, *_ in verdicts if film == "127 Hours"]
    assert {row["holds"] for row in exported["press_claims"] if row["site"] == "early.txt"} == {"open"}
    assert exported["nominations"] == tools.tables(short_week.folder)["nominations"]
    own = [row for row in exported["evidence"] if row["film"] == "Never Let Me Go" and row["family"] == "peers"]
    assert not [row for row in own if "late.txt" in row["source_url"]]


def test_they_are_listed_shown_with_the_film_and_reported(told: Any) -> None:
    rows = told.snubs("press", "list", "--json").json
    errors = {(row["site"], row["film"], row["claim"]) for row in rows["press_errors"]}
    assert errors == {
        ("late.txt", "Inception", "6 nominations"),
        ("late.txt", "Never Let Me Go", "5 nominations"),
        ("late.txt", "Never Let Me Go", "won"),
    }
    sites = {row["site"]: (row["right"], row["wrong"], row["open"]) for row in rows["sites"]}
    assert sites == {"late.txt": (2, 3, 0), "early.txt": (0, 0, 5)}
    assert "5 nominations" in told.snubs("press", "list").out
    report = told.snubs("report", "--json")
    assert report.code == 0, report.err
    film = told.snubs("film", "Inception", "--json").json
    assert [(row["holds"], row["list_count"]) for row in film["press_claims"] if row["site"] == "late.txt"] == [
        ("wrong", 8)
    ]
    assert "What the press says of its nominations" in told.snubs("film", "Inception").out
    text = (Path(report.json["folder"]) / "report.md").read_text(encoding="utf-8")
    assert "## Press errors" in text
    assert "Inception, Academy Awards 2011: 6 nominations" in text


def test_reading_a_text_shows_what_it_claims_and_keeps_nothing(short: Any) -> None:
    file = short.folder / "column.txt"
    file.write_text(COLUMN, encoding="utf-8")
    assert "oscars: 6 nominations" in " ".join(short.snubs("press", "read", str(file)).out.split())
    mentions = short.snubs("press", "read", str(file), "--json").json["mentions"]
    assert {m["title"]: m["nominated"] for m in mentions}["Inception"] == ["oscars:nominated::6"]
    assert short.snubs("press", "list", "--json").json["articles"] == []


def test_what_was_read_is_shown_with_the_signs_that_it_was_read_by(short: Any) -> None:
    file = short.folder / "column.txt"
    file.write_text("The Town was passed over by the Academy. The editing of The Town is superb.", encoding="utf-8")
    why = short.snubs("press", "read", str(file), "--json").json["why"]
    assert [(w["work"], w["voice"], w["says"]) for w in why] == [
        ("The Town", "article", "missed:oscars"),
        ("The Town", "article", "praised:film_editing"),
    ]
    assert all(w["signs"][0].startswith("+") for w in why)
    assert "Why: what weighed most" in short.snubs("press", "read", str(file)).out


@pytest.mark.parametrize("what", ["column.txt", "https://example.org/column"])
def test_nothing_is_taken_in_where_the_press_is_switched_off(desk: Any, what: str) -> None:
    desk.set(contact="desk@example.org", sources={"off": ["press"]})
    file = desk.folder / "column.txt"
    file.write_text(COLUMN, encoding="utf-8")
    outcome = desk.snubs("press", "add", what.replace("column.txt", str(file)))
    assert outcome.code == 2
    assert outcome.err.startswith("snubs: there is no source 'press', or it is switched off")
    assert desk.snubs("press", "read", str(file)).code == 0
