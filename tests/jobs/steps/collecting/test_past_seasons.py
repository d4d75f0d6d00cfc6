"""Seasons before the running one: what a live run asks of them besides the lists of verified bodies."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("bare_reports")

AUTUMN = datetime(2012, 11, 28, 9, tzinfo=UTC)
"""The films of 2012 are running; the wiki has nominations, and the registry films, of 2010 alone."""


@pytest.fixture
def live(desk: Any, services: Any, tools: Any) -> Any:
    return tools.live(desk, services, sources={"on": ["oscars", "nyfcc", "wikidata_films"]})


def titles(desk: Any, source: str) -> list[str]:
    """Of the pages that came of a source."""
    with closing(sqlite3.connect(desk.database)) as database:
        query = "SELECT title FROM page WHERE source = ? ORDER BY title"
        return [title for (title,) in database.execute(query, [source])]


def queries(services: Any, year: int) -> int:
    """How often the registry was asked for the films of a year."""
    return sum(f"{year}-" in parameters.get("query", "") for _, parameters, _ in services.requests)


def test_a_first_live_run_asks_for_films_and_lists_on_trial_of_the_last_season_too(live: Any) -> None:
    live.snubs("weekly", at=AUTUMN)
    assert titles(live, "wikidata_films") == ["films of 2010"]
    assert titles(live, "nyfcc") == [f"{year} New York Film Critics Circle Awards" for year in (2010, 2012)]


def test_a_past_seasons_films_are_asked_for_once(live: Any, services: Any) -> None:
    counts = []
    for days in (0, 7):
        services.requests.clear()
        live.snubs("weekly", at=AUTUMN + timedelta(days=days))
        counts.append((queries(services, 2010) > 0, queries(services, 2012) > 0))
    assert counts == [(True, True), (False, True)]


def test_a_past_season_that_came_in_part_is_asked_for_until_it_is_whole(live: Any, services: Any, tools: Any) -> None:
    def without_one(wiki: Any, parameters: dict[str, str]) -> Any:
        is_refused = "wd:Q927826 " in parameters["query"]
        return tools.Reply(b"", status=504) if is_refused else wiki.honest("/sparql", parameters)

    services.faults["snubs:scores 2010"] = without_one
    live.snubs("weekly", at=AUTUMN)
    assert titles(live, "wikidata_films") == ["films of 2010"]
    services.faults.clear()
    counts = []
    for days in (7, 14):
        services.requests.clear()
        live.snubs("weekly", at=AUTUMN + timedelta(days=days))
        counts.append(sum("snubs:scores 2010" in parameters.get("query", "") for _, parameters, _ in services.requests))
    assert counts[0] > 0, "what is lacking is asked again"
    assert counts[1] == 0, "a whole season is not"


def test_who_asks_for_a_season_gets_no_other(live: Any, services: Any) -> None:
    live.snubs("weekly", "--season", "2010", at=AUTUMN)
    assert titles(live, "wikidata_films") == ["films of 2010"]
    assert not queries(services, 2012)
