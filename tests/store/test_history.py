"""Verdicts as they were given."""

import json
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from tracker.domain.facts.tables import VERDICTS
from tracker.store.history import VERDICTS_OF, previous_verdicts, save_verdicts, say_again
from tracker.store.plain import rows_of
from tracker.store.runs import note

MONDAYS = [date(2011, 1, 31), date(2011, 2, 7), date(2011, 2, 14), date(2011, 2, 21)]


def verdict(film: str = "Never Let Me Go", label: str = "OVERLOOKED", **more: Any) -> dict[str, Any]:
    values = dict.fromkeys(VERDICTS) | {
        "body": "oscars",
        "ceremony": 83,
        "ceremony_year": 2011,
        "film_year": 2010,
        "category": "picture",
        "level": "film",
        "film": film,
        "film_qid": f"Q{film}",
        "label": label,
        "p_nomination": 0.25,
        "status": "active",
    }
    return values | more


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows), columns=list(VERDICTS), dtype=object)
    return table.astype(
        {"ceremony": "Int64", "film_year": "Int64", "precursor_hits": "Int64", "p_nomination": "float64"}
    )


def dates(table: pd.DataFrame) -> list[tuple[str, str, str]]:
    return [tuple(row) for row in table[["as_of", "first_seen", "last_changed"]].to_numpy().tolist()]


def history(conn: Connection) -> list[tuple[Any, ...]]:
    """Every wording of every verdict, with the run that ended it."""
    return rows_of(conn)('SELECT "row", superseded_run FROM verdict ORDER BY unit, last_changed, first_run')


def test_a_season_without_history_has_an_empty_frame(conn: Connection) -> None:
    previous = previous_verdicts(conn, 2010)
    assert previous.empty
    assert list(previous.columns) == [*VERDICTS, "run"]


def test_verdicts_come_back_as_they_were_given(conn: Connection, make: Any) -> None:
    run = make.run(conn, "weekly")
    save_verdicts(
        conn, frame(verdict("None"), verdict("1917", precursor_hits=2, evidence_ids=["a", "b"])), run, MONDAYS[0]
    )
    previous = previous_verdicts(conn, 2010).set_index("film")
    assert previous.loc["1917", "precursor_hits"] == 2
    assert previous.loc["1917", "evidence_ids"] == ["a", "b"]
    assert previous.loc["None", "category_as_printed"] == ""
    assert previous.loc["None", "p_nomination"] == 0.25
    assert set(previous["run"]) == {run}
    assert str(previous["ceremony"].dtype) == "Int64"
    assert previous_verdicts(conn, 2009).empty


def test_what_a_run_says_again_is_noted_as_if_it_had_been_saved_again(conn: Connection, make: Any) -> None:
    first, second, third = (make.run(conn, "weekly") for _ in range(3))
    hostile = verdict('"as_of":"2011-01-31"', label="SNUB")
    rows = frame(verdict(), hostile, verdict("Other", film_year=2009))
    save_verdicts(conn, rows, first, MONDAYS[0])
    assert not say_again(conn, 2010, "hash", second, MONDAYS[1]), "nobody noted what they were made of"
    note(conn, first, {VERDICTS_OF: "hash"})
    assert not say_again(conn, 2010, "another", second, MONDAYS[1])
    query = "SELECT * FROM verdict WHERE film_year = 2010 ORDER BY unit"
    before = rows_of(conn)(query)
    assert say_again(conn, 2010, "hash", second, MONDAYS[1])
    again = rows_of(conn)(query)
    assert again != before
    save_verdicts(conn, frame(verdict(), hostile), second, MONDAYS[1])
    assert rows_of(conn)(query) == again
    assert {run for (run,) in rows_of(conn)("SELECT last_run FROM verdict WHERE film_year = 2009")} == {first}
    save_verdicts(conn, frame(verdict()), third, MONDAYS[2])
    assert not say_again(conn, 2010, "hash", third, MONDAYS[3]), "the last run noted nothing"


def test_it_is_known_since_when_a_verdict_is_given(conn: Connection, make: Any) -> None:
    runs = [make.run(conn, "weekly") for _ in MONDAYS]
    first = save_verdicts(conn, frame(verdict()), runs[0], MONDAYS[0])
    assert dates(first) == [("2011-01-31", "2011-01-31", "2011-01-31")]
    moved = save_verdicts(conn, frame(verdict(p_nomination=0.3)), runs[1], MONDAYS[1])
    assert dates(moved) == [("2011-02-07", "2011-01-31", "2011-01-31")]
    changed = save_verdicts(conn, frame(verdict(label="SNUB", p_nomination=0.6)), runs[2], MONDAYS[2])
    assert dates(changed) == [("2011-02-14", "2011-01-31", "2011-02-14")]
    (now,) = previous_verdicts(conn, 2010).to_dict("records")
    assert (now["label"], now["run"], now["last_changed"]) == ("SNUB", runs[2], "2011-02-14")
    wordings = [(json.loads(row), ended) for row, ended in history(conn)]
    assert [(row["label"], row["p_nomination"], ended) for row, ended in wordings] == [
        ("OVERLOOKED", 0.3, runs[2]),
        ("SNUB", 0.6, None),
    ]


def test_a_verdict_that_is_no_longer_given_ends_and_may_come_back(conn: Connection, make: Any) -> None:
    runs = [make.run(conn, "weekly") for _ in MONDAYS]
    save_verdicts(conn, frame(verdict("A"), verdict("B")), runs[0], MONDAYS[0])
    save_verdicts(conn, frame(verdict("A")), runs[1], MONDAYS[1])
    assert list(previous_verdicts(conn, 2010)["film"]) == ["A"]
    back = save_verdicts(conn, frame(verdict("A"), verdict("B")), runs[2], MONDAYS[2])
    assert dates(back) == [("2011-02-14", "2011-01-31", "2011-01-31"), ("2011-02-14", "2011-01-31", "2011-02-14")]
    save_verdicts(conn, frame(), runs[3], MONDAYS[3], season=2010)
    assert previous_verdicts(conn, 2010).empty
    assert len(history(conn)) == 3


def test_saving_twice_changes_nothing(conn: Connection, make: Any) -> None:
    run = make.run(conn, "weekly")
    rows = [verdict("A"), verdict("B"), verdict("A", people="Natalie Portman", level="credit")]
    save_verdicts(conn, frame(*rows), run, MONDAYS[0])
    before = history(conn)
    save_verdicts(conn, frame(*reversed(rows)), run, MONDAYS[0])
    assert history(conn) == before
    assert len(before) == 3


def test_other_seasons_are_left_alone(conn: Connection, make: Any) -> None:
    runs = [make.run(conn, "weekly") for _ in range(2)]
    save_verdicts(conn, frame(verdict(film_year=2009, ceremony=82)), runs[0], MONDAYS[0])
    save_verdicts(conn, frame(verdict()), runs[1], MONDAYS[1])
    assert list(previous_verdicts(conn, 2009)["run"]) == [runs[0]]


def test_the_frame_that_is_given_is_not_changed(conn: Connection, make: Any) -> None:
    verdicts = frame(verdict())
    verdicts.index = pd.Index([7])
    save_verdicts(conn, verdicts, make.run(conn), MONDAYS[0])
    assert verdicts["first_seen"].isna().all()
