"""Frames give back exactly what was read."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from tracker.domain.facts.records import FilmRecord, NominationRecord, Person, Work
from tracker.domain.verdicts import ListState
from tracker.store import frames
from tracker.store.intake.ingest import ingest

PROVENANCE = ["source", "tier", "licence", "page_id", "source_url", "source_revision", "retrieved_at", "origin"]
HOSTILE = [
    *("None", "NA", "NaN", "nan", "null", "No", "TRUE"),
    *("1917", "-30-", "+1", "1e5", "8½", "'71", "10/31", "2:22"),
    *("@Zola", "=1+1", "%s", ":x", "\\u0000", "'; DROP TABLE film; --"),
    *("", " ", "\n", "İ", "千と千尋の神隠し"),
]

printed = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30) | st.sampled_from(
    HOSTILE
)
quiet = settings(
    max_examples=settings.default.max_examples // 2, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def read(conn: Connection, make: Any, entries: list[NominationRecord]) -> None:
    ingest(
        conn,
        run_id=make.run(conn),
        source=make.source(),
        pages=[make.page()],
        records=entries,
        fitness={83: (ListState.FIT, [])},
        now=make.NOW,
    )


@quiet
@example(titles=HOSTILE)
@given(titles=st.lists(printed, min_size=1, max_size=8, unique=True))
def test_titles_come_back_exactly(undone: Any, make: Any, titles: list[str]) -> None:
    entries = [
        make.entry(works=(Work(title=t, link=t),), people=(Person(name=t, role=t),), detail=t, cites=(t,))
        for t in titles
    ]
    with undone() as conn:
        read(conn, make, entries)
        works, people, nominations = frames.works(conn), frames.credits(conn), frames.nominations(conn)
    assert sorted(works["title"]) == sorted(works["link"]) == sorted(people["role"]) == sorted(titles)
    assert sorted(nominations["detail"]) == sorted(c for cites in nominations["cites"] for c in cites) == sorted(titles)
    assert {type(value) for value in works["title"]} == {str}


def test_nul_is_kept_as_the_replacement_character(conn: Connection, make: Any) -> None:
    read(conn, make, [make.entry("Nul\0l", detail="\0", note="ok")])
    assert list(frames.works(conn)["title"]) == ["Nul\ufffdl"]
    assert list(frames.nominations(conn)["detail"]) == ["\ufffd"]


def test_types_are_exact_with_and_without_rows(conn: Connection, make: Any) -> None:
    empty = frames.nominations(conn)
    read(conn, make, [make.entry("1917", category=None, line=None), make.entry("None", people=())])
    full = frames.nominations(conn)
    assert list(empty.columns) == list(full.columns)
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()
    assert str(full["ceremony"].dtype) == str(full["tier"].dtype) == str(full["line"].dtype) == "Int64"
    assert str(full["official"].dtype) == "bool"
    assert sorted(full["category"]) == ["", "picture"]
    assert set(PROVENANCE) <= set(full.columns)
    (place,) = full[PROVENANCE].drop_duplicates().to_dict("records")
    assert place == {
        "source": "oscars",
        "tier": 2,
        "licence": "CC BY-SA 4.0",
        "page_id": "83rd Academy Awards",
        "source_url": "https://en.wikipedia.org/wiki/83rd_Academy_Awards",
        "source_revision": "100",
        "retrieved_at": "2011-02-01T12:00:00Z",
        "origin": "live",
    }


FRAMES = "nominations works credits films releases scores top_tens eligibility links lists"


@pytest.mark.parametrize("name", FRAMES.split())
def test_every_frame_of_an_empty_database_is_empty_and_typed(conn: Connection, name: str) -> None:
    frame = getattr(frames, name)(conn)
    assert isinstance(frame, pd.DataFrame)
    assert frame.empty
    assert len(frame.columns) > 3


def test_seasons_and_ids_narrow_every_frame_alike(conn: Connection, make: Any) -> None:
    for body in ("oscars", "baftas"):
        ingest(
            conn,
            run_id=make.run(conn),
            source=make.source(body),
            pages=[make.page(c, source=body, id=f"{body} {c}") for c in (82, 83)],
            records=[make.entry(f"{body} {c}", c, body=body, page=f"{body} {c}") for c in (82, 83)],
            fitness={c: (ListState.FIT, []) for c in (82, 83)},
            now=make.NOW,
        )
    season = {"film_year": [2010]}
    assert list(frames.works(conn, season)["title"]) == ["baftas 83", "oscars 83"]
    for name in ("credits", "nominations", "lists"):
        assert len(getattr(frames, name)(conn, season)) == 2, name
    assert frames.nominations(conn, {"film_year": []}).empty


def test_a_row_wanted_for_two_reasons_comes_once_and_in_its_place(
    conn: Connection, make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(conn, make, [make.entry(f"Film {n}", line=n) for n in range(7)])
    whole = frames.nominations(conn)
    monkeypatch.setattr(frames, "WANTED", 2)
    ids = whole["statement"].tolist()
    assert frames.nominations(conn, {"statement": ids[2:], "film_year": [2010]}).equals(whole)
    assert frames.nominations(conn, {"statement": ids[5:1:-1]}).equals(whole[2:6].reset_index(drop=True))
    works = frames.works(conn)
    assert frames.works(conn, {"statement": ids}).equals(works)


def test_long_frames_are_read_in_parts(conn: Connection, make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    read(conn, make, [make.entry(f"Film {n}", line=n) for n in range(7)])
    whole = frames.nominations(conn)
    monkeypatch.setattr(frames, "ROWS", 3)
    assert frames.nominations(conn).equals(whole)
    assert list(whole["line"]) == list(range(7))


def test_lists_of_a_film_come_back_as_lists(conn: Connection, make: Any) -> None:
    film = FilmRecord(page="films", qid="Q1", title="None", aliases=("NA", "8½"), directors=(), countries=("Iran",))
    ingest(
        conn,
        run_id=make.run(conn),
        source=make.registry(),
        pages=[make.page(None, source="wikidata", id="films")],
        records=[film],
        fitness={None: (ListState.FIT, [])},
        now=make.NOW,
    )
    (row,) = frames.films(conn).to_dict("records")
    assert (row["title"], row["aliases"], row["directors"], row["countries"]) == ("None", ("NA", "8½"), (), ("Iran",))
    assert pd.isna(row["year"])
    assert row["imdb"] == ""
