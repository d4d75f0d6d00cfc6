"""A category that is held by itself keeps its last good state; everything else of its page is taken in."""

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection

from spiders.catalogue import parse_source
from tracker.domain.facts.records import NominationRecord, Work
from tracker.domain.lists.passes import let_pass
from tracker.domain.lists.problems import Problem
from tracker.domain.verdicts import ListState
from tracker.judge.material.open_categories import open_names
from tracker.store import frames
from tracker.store.intake.ingest import ingest
from tracker.store.overview import judged_lists, lists
from tracker.store.plain import rows_of

SOURCE = parse_source(
    """
body: oscars
title: Academy Awards
publisher: Wikipedia
family: wikipedia_ceremony
tier: 2
licence: CC BY-SA 4.0
page: "{ordinal} Academy Awards"
ceremonies: {film_year: "ceremony + 1927", year: "ceremony + 1928"}
verified_on: ["83rd Academy Awards"]
categories:
  "Best Picture": {is: picture}
  "Best Director": {is: director}
""",
    "oscars",
)


@pytest.fixture
def read(conn: Connection, make: Any) -> Any:
    """Read a page in: titles of each category, and the category that is held with the text that was not read."""
    days = iter(range(9))

    def reading(
        picture: Sequence[str], director: Sequence[str], held: str | None = None, text: str = "", passed: str = ""
    ) -> None:
        now = make.NOW + timedelta(days=next(days))
        records = [entry(make, "picture", "Best Picture", title) for title in picture]
        records += [entry(make, "director", "Best Director", title) for title in director]
        problem = Problem(code="unreadable_entry", message="line 9", category=held, unread=text or None)
        passes = {("oscars", 83): {(held or "", problem.mark): passed}} if passed else {}
        fitness = let_pass(SOURCE, {83: (ListState.FIT, [problem] if held else [])}, passes)
        run = make.run(conn, now=now)
        pages = [make.page(sha256=f"{now.day:064x}", revision=str(now.day))]
        ingest(conn, run_id=run, source=SOURCE, pages=pages, records=records, fitness=fitness, now=now)

    return reading


def entry(make: Any, category: str, printed: str, title: str) -> NominationRecord:
    record: NominationRecord = make.entry(title, category=category, category_as_printed=printed)
    return record.model_copy(update={"works": (Work(title=title),), "people": ()})


def standing(conn: Connection) -> list[str]:
    works = frames.works(conn).set_index("statement")["title"]
    rows = frames.nominations(conn)
    return sorted(f"{c}: {works[s]}" for c, s in zip(rows["category"], rows["statement"], strict=True))


def unread(conn: Connection) -> list[dict[str, Any]]:
    (row,) = frames.lists(conn).to_dict("records")
    assert row["state"] == "fit"
    unread: list[dict[str, Any]] = json.loads(row["unread"] or "[]")
    return unread


def test_what_was_read_whole_is_taken_in_and_the_rest_is_kept_with_its_text(conn: Connection, read: Any) -> None:
    read(["One", "Two"], ["Three"], held="Best Director", text="Fo{{ur}} – Ann Bell")
    assert standing(conn) == ["picture: One", "picture: Two"]
    assert unread(conn) == [
        {"name": "Best Director", "category": "director", "text": "Fo{{ur}} – Ann Bell\nThree", "passed": ""}
    ]
    read(["One", "Two"], ["Three", "Four"])
    assert standing(conn) == ["director: Four", "director: Three", "picture: One", "picture: Two"]
    assert unread(conn) == []


def test_a_category_once_closed_stays_as_it_was_while_another_changes(conn: Connection, read: Any) -> None:
    read(["One", "Two"], ["Three"])
    read(["One", "New"], [], held="Best Director")
    assert standing(conn) == ["director: Three", "picture: New", "picture: One"]
    assert unread(conn) == []


def test_a_line_that_somebody_let_pass_closes_its_category_and_stays_beside_it(conn: Connection, read: Any) -> None:
    read(["One", "Two"], ["Three"], held="Best Director", text="Fo{{ur}}", passed="A. Desk, 2011-02-01: a slip")
    assert standing(conn) == ["director: Three", "picture: One", "picture: Two"]
    (line,) = unread(conn)
    assert (line["name"], line["category"], line["text"]) == ("Best Director", "director", "Fo{{ur}}")
    assert line["passed"].endswith(" (A. Desk, 2011-02-01: a slip)")
    (told,) = lists(rows_of(conn))
    assert (told.not_read, told.withheld, told.problems) == ([], [], [])
    assert told.passed == ["line 9 (A. Desk, 2011-02-01: a slip)"]
    read(["One", "Two"], ["Three"], held="Best Director", text="Fo{{ur}} Five")
    (told,) = lists(rows_of(conn))
    assert (told.not_read, told.withheld, told.problems) == ([], ["Best Director"], ["line 9"])
    assert standing(conn) == ["director: Three", "picture: One", "picture: Two"]
    assert unread(conn) == [line], "what stands rests on the line as it was passed"
    read(["One", "Two"], ["Three", "Four"])
    assert unread(conn) == []


def test_a_list_tells_whether_other_lines_pass_now_than_when_it_was_read(conn: Connection, read: Any) -> None:
    read(["One", "Two"], ["Three"], held="Best Director", text="Fo{{ur}}")
    (held,) = judged_lists(rows_of(conn))
    passes = {("oscars", 83): {("Best Director", held.problems[0].mark): "A. Desk"}}
    assert (held.differs({}), held.differs(passes)) == (False, True)
    read(["One", "Two"], ["Three"], held="Best Director", text="Fo{{ur}}", passed="A. Desk")
    (passed,) = judged_lists(rows_of(conn))
    assert (passed.differs({}), passed.differs(passes)) == (True, False)


def test_what_stands_under_no_category_is_no_category_that_was_not_read() -> None:
    unread = json.dumps([{"name": name, "category": "", "text": "a film"} for name in ("", "Best Sound")])
    row = ("oscars", "oscars", 91, 2018, "nominations", "fit", None, None, None, "2026-11-29", "[]", 120, unread)
    (line,) = lists(lambda _query: [row])
    assert line.not_read == list(open_names(unread)) == ["Best Sound"], "status and report say the same"
