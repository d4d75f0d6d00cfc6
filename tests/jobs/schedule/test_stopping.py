"""Stopped or killed at any point, nothing is lost and nothing is half there, and the next run does the rest."""

import os
import select
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import time_machine

from jobs.steps.collecting import crawling

PATIENCE = 180


def _really_started() -> None:
    """Crawls are processes of their own, as outside the tests."""
    crawling.sys = sys


def _child_of(process: int) -> int:
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    assert len(children) == 1
    return int(children[0])


def _ended(handle: int) -> bool:
    """Whether the process behind a handle ends in time."""
    poll = select.poll()
    poll.register(handle, select.POLLIN)
    return bool(poll.poll(PATIENCE * 1000))


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for the child in /proc")
@pytest.mark.parametrize(
    ("victim", "signum", "code", "kept"),
    [
        ("command", signal.SIGTERM, 143, False),
        ("command", signal.SIGINT, 130, False),
        ("command", signal.SIGKILL, -9, False),
        ("crawl", signal.SIGTERM, 30, True),
        ("crawl", signal.SIGKILL, 30, False),
    ],
)
def test_stopped_in_the_middle_of_a_crawl(  # noqa: PLR0917 - fixtures and one case
    desk: Any, services: Any, week_sqlite: Any, tools: Any, victim: str, signum: int, code: int, kept: bool
) -> None:
    """The second source is not answered when the signal comes; a crawl that can still speak keeps the first."""
    services.faults["British Academy"] = tools.withheld
    tools.live(desk, services)
    line = ["crawl", "oscars", "baftas", "--season", "2010"]
    process = desk.fork(*line, first=_really_started)
    assert services.arrived.wait(PATIENCE)
    crawl = _child_of(process.pid)
    handle = os.pidfd_open(crawl)
    os.kill(process.pid if victim == "command" else crawl, signum)
    ended, err = process.end()
    assert ended == code, err
    assert "Traceback" not in err
    assert len(err.splitlines()) == (0 if signum == signal.SIGKILL and victim == "command" else 1)
    assert _ended(handle), "no crawl goes on without the command that wants it"
    os.close(handle)
    assert bool(desk.statements()) is kept

    services.released.set()
    services.faults.clear()
    again = desk.snubs(*line, at=None)
    assert again.code == 0, again.err
    assert desk.statements() == week_sqlite.desk.statements("oscars", "baftas")
    assert not list((desk.data / "crawls").iterdir())
    before, after = desk.runs()[:2], desk.runs()[2:]
    assert [(run[2], run[3]) for run in after] == [("done", 0), ("done", 0)]
    if (victim, signum) == ("command", signal.SIGKILL):
        assert {run[2:] for run in before} == {("failed", None, "died")}
    elif victim == "command":
        assert {run[2:] for run in before} == {("failed", code, f"stopped by {signal.Signals(signum).name}")}


def test_killed_at_every_stage_of_a_week(desk: Any, small_week: Any, tools: Any) -> None:
    desk.set(offline=True, sources={"on": ["oscars", "nyfcc"]})
    stages = [
        ("jobs.steps.collecting.collect", "_collected", 0),
        ("tracker.export.folder", "sync", 2),
        ("tracker.export.folder", "_settle", 2),
        ("tracker.export.folder", "_point_latest", 2),
    ]
    folder = f"{tools.MONDAY:%Y-%m-%d}"
    for number, (module, name, lists) in enumerate(stages):

        def killed_there(module: str = module, name: str = name, number: int = number) -> None:
            time_machine.travel(tools.MONDAY.replace(minute=number), tick=False).start()
            setattr(import_module(module), name, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))

        ended, err = desk.fork("weekly", first=killed_there).end()
        assert ended == -signal.SIGKILL, err
        assert len(desk.snubs("sources", "--json").json) == 2, "the database is whole"
        assert len({run[1] for run in desk.runs() if run[0] == "crawl" and run[2] == "done"}) == lists, name
        seen = sorted(p.name for p in desk.output.iterdir() if not p.name.startswith("."))
        assert seen == ([folder] if name == "_point_latest" else []), name
        assert all((desk.output / name / "run.json").is_file() for name in seen), "whole or not at all"
    again = desk.snubs("weekly", "--json")
    assert again.code == 0, again.err
    assert sorted(p.name for p in desk.output.iterdir()) == [folder, f"{folder}.2", "latest"]
    assert (desk.output / "latest").resolve().name == f"{folder}.2"
    assert desk.statements() == small_week.desk.statements()
    mine, theirs = tools.tables(desk.output / f"{folder}.2"), tools.tables(small_week.folder)
    for table in theirs:
        assert _without_times(mine[table]) == _without_times(theirs[table]), table


def _without_times(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{name: value for name, value in row.items() if name != "checked_at"} for row in rows]
