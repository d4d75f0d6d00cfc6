"""Facts that ship with the program speak of their season beside live pages too, and of no other one."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

SOURCES = {"on": ["baftas", "baftas_longlist", "critics_top_tens", "season_eligibility"]}


def rows(desk: Any, sql: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(desk.database) as file:
        return file.execute(sql).fetchall()


@pytest.fixture
def live(desk: Any, tools: Any, services: Any) -> Any:
    return tools.live(desk, services, sources=SOURCES)


def test_they_are_read_once_a_list_of_their_season_is_at_hand(live: Any) -> None:
    assert live.snubs("weekly", "--season", "2010").code in (0, 20)
    [(longlisted,)] = rows(live, "SELECT count(*) FROM nomination WHERE result = 'longlisted'")
    [(tallies,)] = rows(live, "SELECT count(*) FROM top_ten")
    assert longlisted
    assert tallies
    origins = dict(rows(live, "SELECT source, origin FROM page"))
    assert (origins["baftas"], origins["baftas_longlist"]) == ("live", "supplied")


def test_they_are_of_the_day_on_which_they_were_made(live: Any) -> None:
    assert live.snubs("weekly", "--season", "2010").code in (0, 20)
    days = {str(day)[:10] for (day,) in rows(live, "SELECT retrieved_at FROM page WHERE origin = 'supplied'")}
    from spiders.archive.replay import Archive

    assert days == {Archive().recorded_on}


def test_of_another_season_nothing_is_read(live: Any) -> None:
    later = datetime(2013, 2, 14, 9, tzinfo=UTC)
    ran = live.snubs("weekly", "--season", "2012", at=later)
    assert ran.code in (0, 20, 30), ran.err
    assert rows(live, "SELECT count(*) FROM page WHERE origin = 'supplied'") == [(0,)]


def test_the_report_rests_on_them(live: Any) -> None:
    assert live.snubs("weekly", "--season", "2010").code in (0, 20)
    evidence = Path(live.output / "latest" / "csv" / "evidence.csv").read_text(encoding="utf-8")
    assert "longlists" in evidence
    assert "critics_lists" in evidence
