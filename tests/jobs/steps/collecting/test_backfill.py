"""`snubs backfill`: past seasons of a live database, with an estimate first, and again from wherever it was stopped."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from sqlite3 import connect
from typing import Any

import pytest

from jobs.steps.collecting import backfill
from jobs.steps.collecting.collect import collect
from jobs.stopping import Stopped

pytestmark = pytest.mark.usefixtures("bare_reports")

AUTUMN = datetime(2012, 11, 28, 9, tzinfo=UTC)
"""The films of 2012 are running; the wiki has nominations, and the registry films, of 2010 alone."""
SOURCES = ["oscars", "nyfcc", "wikipedia_titles", "wikidata_films"]
TABLES = ("nomination", "link", "film", "score", '"release"')


@pytest.fixture
def live(desk: Any, services: Any, tools: Any) -> Any:
    return tools.live(desk, services, sources={"on": SOURCES})


def fill(desk: Any, *more: str, days: int = 0) -> Any:
    return desk.snubs("backfill", "--from", "2010", "--to", "2010", *more, at=AUTUMN + timedelta(days=days))


def statements(desk: Any) -> dict[str, list[str]]:
    with closing(connect(desk.database)) as database:
        return {
            table: sorted(id_ for (id_,) in database.execute(f"SELECT id FROM {table} WHERE retracted_run IS NULL"))  # noqa: S608
            for table in TABLES
        }


def test_the_archive_has_nothing_to_backfill(desk: Any) -> None:
    ended = desk.snubs("backfill", "--dry-run")
    assert ended.code == 40
    assert ended.err.startswith("snubs: there is nothing to backfill: the bundled archive")
    assert "SNUBS_CONTACT" in ended.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--to", "2012"], "the last one is 2011"),
        (["--from", "2012"], "--from 2012: comes after the last season to fill, 2011"),
        (["--from", "2005", "--to", "2004"], "comes after the last season to fill, 2004"),
        (["oscar"], "there is no source 'oscar'"),
    ],
)
def test_what_is_no_past_season_is_refused_in_words(live: Any, services: Any, words: list[str], said: str) -> None:
    ended = live.snubs("backfill", *words, at=AUTUMN)
    assert (ended.code, services.requests) == (2, [])
    assert said in ended.err


def test_a_source_without_past_seasons_is_refused(desk: Any, services: Any, tools: Any) -> None:
    ended = tools.live(desk, services).snubs("backfill", "oscars_official", at=AUTUMN)
    assert ended.code == 2
    assert "oscars_official: has no past seasons to fill" in ended.err


def test_the_estimate_asks_nothing_and_says_where_its_figures_come_from(live: Any, services: Any) -> None:
    first = fill(live, "--dry-run")
    assert (first.code, services.requests) == (0, [])
    assert "stated in wikidata_films.yml, not measured yet" in first.out
    live.snubs("crawl", "wikidata_films", "--season", "2010", at=AUTUMN)
    services.requests.clear()
    estimate = live.snubs("backfill", "--from", "2008", "--dry-run", "--json", at=AUTUMN).json["estimate"]
    (films,) = (one for one in estimate if one["source"] == "wikidata_films")
    assert services.requests == []
    assert (films["count"], films["measured"][:10]) == (3, "2012-11-28"), "of 2008, 2009 and 2011"
    with closing(connect(live.database)) as database:
        ((requests, size),) = database.execute(
            "SELECT stats ->> 'requests', stats ->> 'content_bytes' FROM run WHERE source = 'wikidata_films'"
        )
    assert (films["requests"], films["bytes"]) == (3 * int(requests), 3 * int(size))


def test_a_season_is_filled_once(live: Any, services: Any) -> None:
    filled = fill(live)
    assert filled.code == 0
    assert "wikidata_films: films of 2010: " in filled.out
    assert [table for table, ids in statements(live).items() if not ids] == []
    services.requests.clear()
    again = fill(live, days=1)
    assert (again.code, services.requests) == (0, [])
    assert again.out == "films of 2010: nothing to fill; what the sources have is at hand, or was asked for lately\n"


def test_lists_come_first_then_the_newest_season(live: Any) -> None:
    sources = live.snubs("backfill", "--from", "2009", "--to", "2010", "--json", at=AUTUMN).json["sources"]
    assert [one["source"] for one in sources] == ["nyfcc", "oscars", "wikipedia_titles", *["wikidata_films"] * 2]
    assert [one["status"] for one in sources[3:]] == ["done", "failed"], "nothing is known there of the films of 2009"


def test_no_request_names_more_than_fifty_titles(live: Any, services: Any) -> None:
    fill(live)
    asked = [parameters["titles"].split("|") for _, parameters, _ in services.requests if "titles" in parameters]
    assert 40 < max(map(len, asked)) <= 50


@pytest.fixture
def stopped_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Lets so many crawls be made, and the next one be stopped in the middle."""

    def stop_after(crawls: int) -> None:
        left = [crawls]

        def until_then(context: Any, asks: Any) -> Any:
            if not left[0]:
                raise Stopped(2)
            left[0] -= 1
            return collect(context, asks)

        monkeypatch.setattr(backfill, "collect", until_then)

    return stop_after


def test_wherever_it_is_stopped_it_goes_on_there(
    live: Any, services: Any, tools: Any, tmp_path: Any, stopped_before: Any
) -> None:
    whole = fill(live, "--json").json["sources"]
    expected = statements(live)
    for crawls in range(len(whole)):
        other = tools.live(tools.Desk(tmp_path / f"stopped{crawls}"), services, sources={"on": SOURCES})
        stopped_before(crawls)
        assert fill(other).code == 130
        stopped_before(len(whole))
        rest = fill(other, "--json", days=1).json["sources"]
        assert [one["source"] for one in rest] == [one["source"] for one in whole[crawls:]]
        assert statements(other) == expected


def test_a_source_that_fails_twice_is_left_for_another_day(live: Any, services: Any, tools: Any) -> None:
    services.faults["snubs:ids"] = lambda *_: tools.Reply(b"", status=500)
    ended = live.snubs("backfill", "--from", "2006", at=AUTUMN)
    assert ended.code == 30
    assert "wikidata_films: not asked any further, since it failed twice" in ended.err
    assert len(re.findall(r"^wikidata_films: films of (\d+)", ended.out, re.MULTILINE)) == 2
    assert statements(live)["nomination"], "its lists were taken in"
    services.faults.clear()
    assert fill(live).code == 0


def test_the_first_live_run_offers_it_in_one_line(live: Any) -> None:
    offers = ["snubs backfill --dry-run" in live.snubs("weekly", at=AUTUMN + timedelta(days=d)).out for d in (0, 7)]
    assert offers == [True, False]


def test_an_offline_run_offers_nothing_that_it_cannot_do(desk: Any) -> None:
    assert "backfill" not in desk.snubs("weekly").out
