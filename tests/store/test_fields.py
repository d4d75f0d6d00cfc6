"""Claims about categories given and their sizes are kept, seen again and retracted like every other statement."""

from datetime import timedelta
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from tracker.domain.facts.records import FieldRecord, Record
from tracker.domain.verdicts import ListState
from tracker.store import frames
from tracker.store.intake.ingest import Ingested, ingest


def claim(kind: str, **more: Any) -> FieldRecord:
    about = {"page": "83rd Academy Awards", "body": "oscars", "ceremony": 83, "claim": kind, "line": 46}
    if kind != "stated_categories":
        about |= {"declared": "Best Picture", "category": "picture"}
    if kind in ("given", "size"):
        about |= {"category_as_printed": "Best Picture"}
    return FieldRecord.model_validate(about | more)


GIVEN = claim("given")
TEN = claim("size", value=10, official=10)
RANGE = claim("stated_size", value=5, most=10, as_printed="between five and ten Best Picture nominees", line=28)
ALL = claim("stated_categories", value=24, as_printed="in 24 categories", line=26)


def read(conn: Connection, make: Any, day: int, records: list[Record], state: ListState = ListState.FIT) -> Ingested:
    """One reading a day; every day's page has a revision of its own."""
    now = make.NOW + timedelta(days=day)
    return ingest(
        conn,
        run_id=make.run(conn, now=now),
        source=make.source(),
        pages=[make.page(revision=f"{day}00", sha256=str(day) * 64)],
        records=[make.entry(), *records],
        fitness={83: (state, [])},
        now=now,
    )


def shown(conn: Connection) -> list[tuple[Any, ...]]:
    columns = ["claim", "value", "most", "official", "line", "source_revision"]
    rows = frames.fields(conn)[columns].astype(object).itertuples(index=False, name=None)
    return [tuple(None if pd.isna(value) else value for value in row) for row in rows]


def test_claims_come_back_with_page_revision_line_and_years(conn: Connection, make: Any) -> None:
    done = read(conn, make, 1, [GIVEN, TEN, RANGE, ALL])
    assert done.new == 5
    assert shown(conn) == [
        ("stated_categories", 24, None, None, 26, "100"),
        ("stated_size", 5, 10, None, 28, "100"),
        ("given", None, None, None, 46, "100"),
        ("size", 10, None, 10, 46, "100"),
    ]
    rows = frames.fields(conn, {"film_year": [2010]})
    assert rows["ceremony_year"].tolist() == [2011] * 4
    assert frames.fields(conn, {"film_year": [2011]}).empty
    types = {name: str(rows[name].dtype) for name in ("value", "most", "official", "line", "declared")}
    assert types == {"value": "Int64", "most": "Int64", "official": "Int64", "line": "Int64", "declared": "str"}
    assert frames.fields(conn, {"film_year": [1950]}).dtypes.to_dict() == rows.dtypes.to_dict()


def test_another_line_is_the_same_claim_and_another_size_takes_the_place_of_the_old(
    conn: Connection, make: Any
) -> None:
    read(conn, make, 1, [GIVEN, TEN])
    moved = read(conn, make, 2, [claim("given", line=50), claim("size", value=10, official=10, line=50)])
    assert (moved.new, moved.retracted) == (0, 0)
    assert {(line, revision) for *_, line, revision in shown(conn)} == {(50, "200")}
    smaller = read(conn, make, 3, [GIVEN, claim("size", value=9, official=9)])
    assert (smaller.new, smaller.retracted) == (1, 1)
    assert [(kind, value) for kind, value, *_ in shown(conn)] == [("given", None), ("size", 9)]


def test_a_held_reading_changes_no_claim(conn: Connection, make: Any) -> None:
    read(conn, make, 1, [GIVEN, TEN])
    before = shown(conn)
    read(conn, make, 2, [claim("size", value=3, official=3)], state=ListState.HELD)
    assert shown(conn) == before
