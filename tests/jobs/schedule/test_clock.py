"""A clock that was set back publishes no older week, and one that was ahead keeps no source from being asked."""

import json
from datetime import timedelta
from typing import Any

import pytest

from jobs.cli.commands.scheduling import tick
from jobs.schedule.asking import due_sources

pytestmark = pytest.mark.usefixtures("bare_reports")

WEEK = timedelta(days=7)


@pytest.mark.parametrize("command", ["weekly", "run"])
def test_a_clock_that_was_set_back_publishes_nothing(small: Any, tools: Any, command: str) -> None:
    before, shelf = small.runs(), (small.data / "archive-editions" / "published").read_text(encoding="utf-8")
    ran = small.snubs(command, at=tools.MONDAY - WEEK)
    assert (ran.code, ran.err) == (
        2,
        "snubs: the clock says 2011-02-07, and the last weekly report was published on 2011-02-14: "
        "set the clock; if it is right, say so once: snubs weekly --clock-is-right\n",
    )
    assert small.runs() == before
    assert (small.data / "archive-editions" / "published").read_text(encoding="utf-8") == shelf
    assert [path.name for path in sorted(small.output.iterdir())] == ["2011-02-14", "latest"]
    assert small.snubs(command, at=tools.MONDAY - timedelta(hours=8)).code == 0, "the same day is no older one"


def test_the_daemon_says_it_at_each_tick_and_goes_on_once_the_clock_is_set(
    small: Any, tools: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    for moment in (tools.MONDAY - WEEK, tools.MONDAY + WEEK):
        context = small.context(moment)
        tick(context)
        context.close()
    assert capsys.readouterr().err.count("the clock says 2011-02-07") == 1
    assert (small.output / "latest").resolve().name == "2011-02-21"


def test_who_says_that_the_clock_is_right_publishes_once_and_all_goes_on_from_there(small: Any, tools: Any) -> None:
    earlier = tools.MONDAY - WEEK
    assert small.snubs("weekly", "--clock-is-right", at=earlier).code == 0
    assert (small.output / "latest").resolve().name == "2011-02-07"
    assert small.snubs("run", at=earlier + timedelta(days=1)).code == 0
    assert small.snubs("weekly", at=earlier - WEEK).code == 2


def test_latest_moves_to_no_earlier_day_where_nobody_knows_of_a_publication(small: Any, tools: Any) -> None:
    (small.data / "archive-editions" / "published").unlink()
    ran = small.snubs("weekly", at=tools.MONDAY - WEEK)
    assert ran.code == 0, ran.err
    assert (small.output / "latest").resolve().name == "2011-02-14"
    assert "latest stays with the report of 2011-02-14; --clock-is-right moves it" in ran.out


def test_a_report_of_another_season_by_hand_moves_nothing_back(small: Any, tools: Any) -> None:
    ran = small.snubs("report", "--season", "2010", "--json", at=tools.MONDAY - WEEK)
    assert json.loads(ran.out)["folder"].endswith("2011-02-07")
    assert (small.output / "latest").resolve().name == "2011-02-14"


def test_the_doctor_names_a_clock_that_was_set_back(small: Any, tools: Any) -> None:
    findings = {one["what"]: one for one in small.snubs("doctor", "--json", at=tools.MONDAY - WEEK).json}
    assert findings["clock"]["state"] == "failed"
    assert "the last weekly report was published on 2011-02-14" in findings["clock"]["detail"]


def test_what_a_clock_that_was_ahead_has_noted_keeps_no_source_from_being_asked(
    desk: Any, services: Any, tools: Any
) -> None:
    tools.live(desk, services, sources={"on": ["cdg"]})
    assert desk.snubs("crawl", "cdg", "--season", "2010", at=tools.MONDAY + timedelta(days=3650)).code == 0
    context = desk.context(tools.MONDAY)
    assert [source.name for source in due_sources(context)] == ["cdg"]
    context.close()
    assert desk.snubs("crawl", "cdg", "--season", "2010").code == 0
    context = desk.context(tools.MONDAY + timedelta(hours=1))
    assert due_sources(context) == []
    context.close()
