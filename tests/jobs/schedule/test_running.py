"""What is due is done once: by two at once, after a death, after weeks of silence, and by cron and daemon alike."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from jobs.cli.commands.scheduling import tick
from jobs.context import NOTHING, WEEKLY
from jobs.schedule.asking import due_sources
from jobs.schedule.due import slot_name, slot_now
from jobs.schedule.running import run_due
from jobs.steps.publishing import publish as publishing
from tracker.domain.errors import StoreError
from tracker.export.folder import publish
from tracker.store import runs
from tracker.store.engine import transaction

PATIENCE = 180


@pytest.fixture
def office(desk: Any) -> Any:
    """A desk with one small source."""
    return desk.set(offline=True, sources={"on": ["cdg"]})


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports in name only: these tests are about when one is made."""

    def write(context: Any, _report: object, out: Path | None, _run: str, *, latest: bool) -> Path:
        def fill(folder: Path) -> None:
            (folder / "report.html").write_text("a report", encoding="utf-8")

        return publish((out or context.settings.output_dir) / context.today.isoformat(), fill, latest=latest)

    nothing = SimpleNamespace(frames={"snubs": pd.DataFrame()}, as_of=date(2011, 2, 14))
    edition = SimpleNamespace(digest=lambda *_: "", seasons={})
    shelf = SimpleNamespace(publish=lambda *_: None)
    for name, stand_in in (("to_publish", edition), ("report_of", nothing), ("Shelf", shelf)):
        monkeypatch.setattr(publishing, name, lambda *_, stand_in=stand_in: stand_in)
    monkeypatch.setattr(publishing, "write_report", write)


def _folders(desk: Any) -> list[str]:
    return sorted(p.name for p in desk.output.iterdir() if p.name != "latest") if desk.output.exists() else []


def _weeklies(desk: Any) -> list[str]:
    return [run[2] for run in desk.runs() if run[0] == "weekly"]


@pytest.mark.usefixtures("plain")
def test_a_run_does_what_is_due_and_the_next_finds_nothing(office: Any, tools: Any) -> None:
    first = office.snubs("run", "--json")
    assert first.code == 0, first.err
    assert first.json["folder"] == str(office.output / f"{tools.MONDAY:%Y-%m-%d}")
    assert [(s["source"], s["status"]) for s in first.json["sources"]] == [("cdg", "done")]
    second = office.snubs("run", "--json", at=tools.MONDAY + timedelta(hours=1))
    assert (second.code, second.json) == (0, {"folder": None, "sources": []})
    assert office.snubs("run", at=tools.MONDAY + timedelta(hours=1)).out == "nothing is due\n"
    assert len(_folders(office)) == 1


@pytest.mark.usefixtures("plain")
def test_the_first_run_asks_also_what_its_lists_bring(desk: Any) -> None:
    desk.set(offline=True, sources={"on": ["oscars", "wikipedia_titles"]})
    ran = desk.snubs("run", "--json")
    assert [(s["source"], s["status"]) for s in ran.json["sources"]] == [
        ("oscars", "done"),
        ("wikipedia_titles", "done"),
    ]


@pytest.mark.usefixtures("plain")
def test_what_had_nothing_to_ask_is_left_alone_for_a_day(
    desk: Any, services: Any, tools: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools.live(desk, services, sources={"on": ["wikipedia_film"]})
    looked: list[object] = []
    monkeypatch.setattr("jobs.steps.collecting.collect.candidate_articles", lambda *given: looked.append(given) or {})
    for hours in (0, 1, 23, 25):
        context = desk.context(tools.MONDAY + timedelta(hours=hours))
        run_due(context)
        context.close()
    assert len(looked) == 2


@pytest.mark.usefixtures("plain")
def test_lists_that_had_nothing_to_ask_bring_nothing_to_what_depends_on_them(
    desk: Any, services: Any, tools: Any
) -> None:
    names = ["saturn_awards", "wikipedia_film"]
    tools.live(desk, services, sources={"on": names})
    context = desk.context(tools.MONDAY)
    due = [source.name for source in due_sources(context)]
    with transaction(context.engine) as conn:
        for name in names:
            run = runs.begin(conn, job=NOTHING, host=context.host, now=context.now(), slot=name)
            runs.finish(conn, run, "done", context.now(), exit_code=0)
    assert (due, due_sources(context)) == (names, [])
    context.close()


@pytest.mark.usefixtures("plain")
def test_the_job_by_hand_is_this_weeks_report_unless_something_else_was_asked_for(office: Any, tools: Any) -> None:
    elsewhere = office.snubs("weekly", "--out", str(office.output / "elsewhere"))
    assert elsewhere.code == 0, elsewhere.err
    assert office.snubs("run", "--json").json["folder"], "that was not the week's"
    later = {"at": tools.MONDAY + timedelta(days=7, hours=1)}
    assert office.snubs("weekly", **later).code == 0
    assert office.snubs("run", **later).out == "nothing is due\n"
    again = office.snubs("weekly", "--json", **later)
    assert again.json["folder"].endswith(".2"), "who asks for one gets one"


@pytest.mark.usefixtures("plain")
def test_missed_weeks_are_caught_up_once(office: Any, tools: Any) -> None:
    office.snubs("run")
    later = tools.MONDAY + timedelta(days=30)
    caught_up = office.snubs("run", "--json", at=later)
    assert caught_up.json["folder"] == str(office.output / f"{later:%Y-%m-%d}")
    assert office.snubs("run", "--json", at=later + timedelta(hours=1)).json["folder"] is None
    assert _folders(office) == [f"{tools.MONDAY:%Y-%m-%d}", f"{later:%Y-%m-%d}"]


@pytest.mark.usefixtures("plain")
def test_two_at_once_make_one_report(office: Any) -> None:
    assert office.snubs("db", "upgrade").code == 0
    both = [office.fork("run"), office.fork("run")]
    ended = [process.end() for process in both]
    assert [code for code, _ in ended] == [0, 0], ended
    assert len(_folders(office)) == 1
    assert _weeklies(office) == ["done"]


@pytest.fixture
def somebody() -> Iterator["subprocess.Popen[str]"]:
    """Another process on this host, alive until it is told to go."""
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, text=True)
    yield process
    process.communicate("", timeout=PATIENCE) if process.poll() is None else None


def _go(process: "subprocess.Popen[str]") -> None:
    process.communicate("\n", timeout=PATIENCE)


@pytest.mark.usefixtures("plain")
def test_a_slot_is_left_to_a_living_claim_and_taken_from_a_dead_one(office: Any, somebody: Any) -> None:
    context = office.context()
    host = f"{context.host.partition(':')[0]}:{somebody.pid}"
    slot = slot_name(slot_now(context))
    with transaction(context.engine) as conn:
        assert runs.claim(conn, WEEKLY, slot, host, context.now())
        runs.begin(conn, job=WEEKLY, host=host, now=context.now(), slot=slot)
    context.close()
    assert office.snubs("run", "--json").json["folder"] is None
    assert _weeklies(office) == ["running"]
    _go(somebody)
    assert office.snubs("run", "--json").json["folder"] is not None
    assert sorted(_weeklies(office)) == ["done", "failed"]
    assert ("weekly", None, "failed", None, "died") in office.runs()


@pytest.mark.usefixtures("plain")
def test_a_report_that_fails_gives_its_slot_back(office: Any, monkeypatch: pytest.MonkeyPatch, tools: Any) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "report.html")

    with monkeypatch.context() as patch:
        patch.setattr("tracker.export.folder._settle", full)
        ran = office.snubs("run")
    assert ran.code == 2
    assert "no space left" in ran.err
    assert _folders(office) == []
    assert office.snubs("run", "--json", at=tools.MONDAY + timedelta(minutes=1)).json["folder"] is not None


@pytest.mark.usefixtures("plain")
def test_a_source_that_fails_is_left_alone_for_an_hour(desk: Any, services: Any, tools: Any) -> None:
    services.faults["Costume"] = lambda _wiki, _parameters: tools.Reply(b"no", status=403)
    tools.live(desk, services, sources={"on": ["cdg"]})

    def asked_at(moment: datetime) -> tuple[int, int]:
        before = len(services.requests)
        context = desk.context(moment)
        done = run_due(context)
        code = done.exit_code(detect_changes=False) if done else 0
        context.close()
        return code, len(services.requests) - before

    assert asked_at(tools.MONDAY) == (30, 1)
    assert len(_folders(desk)) == 1, "the report is made all the same"
    assert asked_at(tools.MONDAY + timedelta(minutes=10)) == (0, 0)
    assert asked_at(tools.MONDAY + timedelta(hours=1)) == (30, 1)


# --- the daemon ---


@pytest.mark.usefixtures("plain")
def test_one_tick_of_the_daemon_is_one_run(office: Any, tools: Any) -> None:
    assert office.snubs("schedule", "--once").code == 0
    assert _weeklies(office) == ["done"]
    context = office.context(tools.MONDAY + timedelta(days=7))
    tick(context)
    tick(context)
    context.close()
    assert _weeklies(office) == ["done", "done"]


@pytest.mark.usefixtures("plain")
def test_a_tick_that_fails_is_said_and_the_next_goes_on(
    office: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def locked(*_: object, **__: object) -> int:
        raise StoreError("snubs.sqlite3: locked by another process")

    context = office.context()
    with monkeypatch.context() as patch:
        patch.setattr("jobs.schedule.running.run_due", locked)
        tick(context)
    assert capsys.readouterr().err == "snubs: snubs.sqlite3: locked by another process\n"
    tick(context)
    context.close()
    assert _weeklies(office) == ["done"]


@pytest.mark.usefixtures("plain")
@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT])
def test_the_daemon_stops_when_it_is_asked_to(office: Any, signum: int) -> None:
    office.snubs("run", at=None)  # so that nothing is due
    process = office.start("schedule")
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line == "schedule: looking every minute; weekly report mon 06:00 UTC\n"
    os.kill(process.pid, signum)
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, err
    assert out.endswith("schedule: stopped\n")
    assert "Traceback" not in err
