"""A season of the registry through a proxy that ends long queries, and answers some with 429 or 504 and a pause."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.registry.bar import read, read_with_stops
from benchmarks.registry.service import Proxy, Season, serving
from spiders.families.registry.parts import Portion

SEASON = Season(240, 700)
LIMITS = {"most_rows": 150, "most_seconds": 5, "mood": 0.1}


@pytest.fixture(scope="module")
def moody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Proxy, bytes]]:
    with serving(Proxy(SEASON, **LIMITS)) as proxy:
        yield proxy, read(proxy, tmp_path_factory.mktemp("moody"))


def test_a_season_comes_whole_whatever_the_service_refuses(moody: tuple[Proxy, bytes]) -> None:
    proxy, page = moody
    assert page == SEASON.whole()
    assert {"429", "504", "took too long", "broken off"} <= proxy.statuses.keys(), "the proxy has limits and moods"


def test_one_request_at_a_time_and_none_before_its_time(moody: tuple[Proxy, bytes]) -> None:
    proxy, _ = moody
    assert (proxy.most_at_once, proxy.impatient) == (1, 0)


def test_what_was_answered_is_not_asked_again(moody: tuple[Proxy, bytes]) -> None:
    proxy, _ = moody
    assert set(proxy.answered.values()) == {1}


def test_stopped_ten_times_it_is_the_same(tmp_path: Path) -> None:
    with serving(Proxy(SEASON, **LIMITS | {"mood": 0.0})) as proxy:
        page = read_with_stops(proxy, tmp_path, times=10, after=3)
    assert page == SEASON.whole()
    assert set(proxy.answered.values()) == {1}, "what was answered before a stop is not asked again"


def test_portions_shrink_only_before_an_answer() -> None:
    too_large, moods = Portion(), Portion()
    for _ in range(4):
        too_large.note(halved=True)
    for halved in (True, False, True, True, True):
        moods.note(halved=halved)
    assert (too_large.size, moods.size) == (50, 200)
