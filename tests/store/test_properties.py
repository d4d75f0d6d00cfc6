"""What holds for any crawl: order does not count, and reading again changes nothing."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, text

from tracker.domain.facts.records import NominationRecord, Person, Result, Work
from tracker.domain.verdicts import ListState
from tracker.store import frames
from tracker.store.engine import reading, transaction
from tracker.store.intake.ingest import Ingested, ingest

PAGE = "{}rd Academy Awards"
words = st.sampled_from(["None", "1917", "NA", "Black Swan", "black swan", "Black Swan ", "8½"])
maybe = st.none() | words
works = st.lists(st.builds(Work, title=words, link=maybe), max_size=2).map(tuple)
people = st.lists(st.builds(Person, name=words, role=maybe), max_size=2).map(tuple)
entries = st.builds(
    lambda ceremony, result, printed, works, people, detail, line: NominationRecord(
        page=PAGE.format(ceremony),
        body="oscars",
        ceremony=ceremony,
        category=None,
        category_as_printed=printed,
        result=result,
        works=works,
        people=people,
        detail=detail,
        line=line,
    ),
    st.sampled_from([82, 83]),
    st.sampled_from([Result.NOMINATED, Result.WON]),
    words,
    works,
    people,
    maybe,
    st.none() | st.integers(1, 9),
)
crawls = st.lists(entries, max_size=8)
quiet = settings(
    max_examples=settings.default.max_examples // 2, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def read(
    conn: Connection, make: Any, crawl: Sequence[NominationRecord], state: ListState = ListState.FIT, day: int = 0
) -> Ingested:
    now = make.NOW + timedelta(days=day)
    return ingest(
        conn,
        run_id=make.run(conn, now=now),
        source=make.source(),
        pages=[make.page(c, id=PAGE.format(c)) for c in (82, 83)],
        records=crawl,
        fitness={c: (state, []) for c in (82, 83)},
        now=now,
    )


def seen(conn: Connection) -> list[pd.DataFrame]:
    return [frames.nominations(conn), frames.works(conn), frames.credits(conn), frames.lists(conn)]


def same(one: list[pd.DataFrame], other: list[pd.DataFrame]) -> bool:
    return all(a.equals(b) for a, b in zip(one, other, strict=True))


@quiet
@given(crawl=crawls, seed=st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_count(undone: Any, make: Any, crawl: list[NominationRecord], seed: Any) -> None:
    with undone() as conn:
        read(conn, make, crawl)
        straight = seen(conn)
    shuffled = list(crawl)
    seed.shuffle(shuffled)
    with undone() as conn:
        read(conn, make, shuffled)
        assert same(seen(conn), straight)


@quiet
@given(crawl=crawls)
def test_reading_the_same_again_adds_nothing(undone: Any, make: Any, crawl: list[NominationRecord]) -> None:
    with undone() as conn:
        first = read(conn, make, crawl)
        before = seen(conn)
        again = read(conn, make, crawl)
        assert (again.new, again.retracted, again.seen) == (0, 0, first.new)
        assert same(seen(conn), before)


@quiet
@given(one=crawls, other=crawls)
def test_a_held_crawl_loses_and_adds_nothing(
    undone: Any, make: Any, one: list[NominationRecord], other: list[NominationRecord]
) -> None:
    with undone() as conn:
        read(conn, make, one)
        before = seen(conn)[1:3]
        done = read(conn, make, other, ListState.HELD, day=1)
        assert (done.new, done.seen, done.retracted) == (0, 0, 0)
        assert same(seen(conn)[1:3], before)


@quiet
@given(one=crawls, other=crawls)
def test_what_stands_is_the_last_good_list_and_what_was_said_is_never_lost(
    undone: Any, make: Any, one: list[NominationRecord], other: list[NominationRecord]
) -> None:
    with undone() as conn:
        first = read(conn, make, one)
        ids = set(frames.nominations(conn)["statement"])
        done = read(conn, make, other, day=1)
        held = {c for c, state in done.lists.items() if state is ListState.HELD}
        stands = frames.nominations(conn)
        fresh = [entry for entry in other if entry.ceremony not in held]
        assert set(stands.loc[~stands["ceremony"].isin(held), "category_as_printed"]) == {
            entry.category_as_printed for entry in fresh
        }
        assert done.new + done.seen == len(stands.loc[~stands["ceremony"].isin(held)])
        every = set(conn.execute(text("SELECT id FROM nomination")).scalars())
        assert ids <= every
        assert len(every) == first.new + done.new


@settings(max_examples=settings.default.max_examples // 5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(crawl=crawls)
def test_a_reading_that_is_killed_before_its_end_leaves_no_trace(
    engine: Engine, undone: Any, make: Any, crawl: list[NominationRecord]
) -> None:
    with reading(engine) as conn:
        before = seen(conn)
    with undone() as conn:
        read(conn, make, crawl)
    with reading(engine) as conn:
        assert same(seen(conn), before)
    with transaction(engine) as conn:
        read(conn, make, [make.entry(page=PAGE.format(83))])
