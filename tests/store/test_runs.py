"""The schedule's memory, and claims."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, Engine

from tracker.store import processes, runs
from tracker.store.engine import open_engine, transaction

NOW = datetime(2011, 1, 31, 6, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def dead() -> int:
    """The number of a process that has ended."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


@pytest.fixture
def other() -> Iterator[int]:
    """The number of another process that runs."""
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    yield child.pid
    child.communicate(b"\n")


def test_a_run_is_remembered_as_it_ended(conn: Connection) -> None:
    run = runs.begin(conn, job="crawl", source="oscars", slot="2011-01-31", host="here", now=NOW)
    begun = runs.get(conn, run)
    assert begun is not None
    assert (begun.status, begun.source, begun.started_at, begun.finished_at) == ("running", "oscars", NOW, None)
    runs.finish(conn, run, "held", NOW + HOUR, exit_code=20, reason="2 categories missing", stats={"requests": 3})
    ended = runs.get(conn, run)
    assert ended is not None
    assert (ended.status, ended.finished_at, ended.exit_code) == ("held", NOW + HOUR, 20)
    assert (ended.reason, ended.stats) == ("2 categories missing", {"requests": 3})


def test_ids_sort_by_time_and_may_name_a_folder(conn: Connection) -> None:
    first, second = (runs.begin(conn, job="weekly", host="here", now=NOW + n * HOUR) for n in range(2))
    assert first < second
    assert not set(first) & set('/\\:*?"<>| ')
    assert runs.begin(conn, job="weekly", host="here", now=NOW) != first


def test_a_slot_is_claimed_once(conn: Connection) -> None:
    assert runs.claim(conn, "weekly", "2011-01-31", "here", NOW)
    assert not runs.claim(conn, "weekly", "2011-01-31", "there", NOW)
    assert runs.claim(conn, "weekly", "2011-02-07", "there", NOW)
    runs.release(conn, "weekly", "2011-01-31")
    assert runs.claim(conn, "weekly", "2011-01-31", "there", NOW)


def test_of_many_who_claim_at_once_one_has_it(url: str) -> None:
    engine = open_engine(url)

    def try_it(host: str) -> bool:
        with transaction(engine) as conn:
            return runs.claim(conn, "weekly", "2011-01-31", host, NOW)

    with ThreadPoolExecutor(6) as pool:
        won = list(pool.map(try_it, "abcdef"))
    engine.dispose()
    assert won.count(True) == 1


def test_what_a_dead_process_left_is_failed_and_can_be_done_again(engine: Engine, dead: int) -> None:
    host = f"here:{dead}"
    with transaction(engine) as conn:
        runs.claim(conn, "weekly", "2011-01-31", host, NOW)
        left = runs.begin(conn, job="weekly", slot="2011-01-31", host=host, now=NOW)
    with transaction(engine) as conn:
        assert [run.id for run in runs.reap(conn, "here", NOW + HOUR)] == [left]
        row = runs.get(conn, left)
        assert row is not None
        assert (row.status, row.reason, row.finished_at) == ("failed", "died", NOW + HOUR)
        assert runs.claim(conn, "weekly", "2011-01-31", "here", NOW + HOUR)
        assert runs.reap(conn, "here", NOW + HOUR) == []


def test_the_living_other_hosts_and_work_that_was_done_are_left_alone(conn: Connection, dead: int, other: int) -> None:
    for slot, host in (("alive", f"here:{other}"), ("mine", "here"), ("elsewhere", f"there:{dead}")):
        runs.claim(conn, "weekly", slot, host, NOW)
        runs.begin(conn, job="weekly", slot=slot, host=host, now=NOW)
    runs.claim(conn, "weekly", "done", f"here:{dead}", NOW)
    runs.finish(conn, runs.begin(conn, job="weekly", slot="done", host=f"here:{dead}", now=NOW), "done", NOW)
    assert runs.reap(conn, f"here:{os.getpid()}", NOW + HOUR) == []
    for slot in ("alive", "mine", "elsewhere", "done"):
        assert not runs.claim(conn, "weekly", slot, "here", NOW + HOUR), slot


def test_another_process_with_the_same_number_is_not_the_one_that_died(other: int) -> None:
    mark = processes.token(other)
    assert processes.alive(mark)
    if "/" in mark:
        assert not processes.alive(f"{other}/1")


@pytest.mark.parametrize("mark", ["", "x", "-1"])
def test_a_mark_that_names_no_process_is_not_alive(mark: str) -> None:
    assert not processes.alive(mark)
