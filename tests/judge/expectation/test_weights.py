"""What E learns of other seasons is a value: kept, applied to one season alone, and learnt again by a stated rule."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from jobs.steps.judging.weights import weights
from tests.judge.conftest import RULES, World
from tracker.config import Thresholds
from tracker.judge import season
from tracker.judge.evidence import announcements
from tracker.judge.expectation.weights import Kept, as_bytes, of_bytes
from tracker.judge.material.tables import SeasonTables
from tracker.judge.season import Judgement, judge_seasons, learn_seasons

pytestmark = pytest.mark.usefixtures("own_lists_alone")

SEASONS = range(1999, 2012)
DAYS = {"golden_globes": "{}-01-05", "critics_choice": "{}-01-06", "bifa": "", "oscars": "{}-01-20"}
FRAMES = ("verdicts", "evidence", "eligibility", "gates", "factors", "films", "people")


def past() -> World:
    """Seasons of three lists beside the Oscars': one of them without a day in 2010, one by a person each film."""
    world, chance = World(), np.random.default_rng(11)
    for year in SEASONS:
        for body, day in DAYS.items():
            dated = "" if (body, year) == ("critics_choice", 2010) else day.format(year + 1) or f"{year}-12-10"
            world.listed(body, year, announced_on=dated or None, held_on=None if not dated else f"{year + 1}-03-01")
        for i in range(12):
            film = f"{year} film {i}"
            world.film(film, year=year, us=f"{year}-10-01").entry("golden_globes", "picture", film, season=year)
            lists = ["golden_globes", "critics_choice", "bifa"][: i % 4]
            for body in lists:
                world.entry(body, "director", film, f"{film} director", season=year)
                world.entry(body, "lead_actress", film, f"Actress {(i + year) % 9}", season=year)
            if chance.random() < 0.2 + 0.2 * len(lists):
                world.entry("oscars", "director", film, f"{film} director", season=year)
                world.entry("oscars", "lead_actress", film, f"Actress {(i + year) % 9}", season=year)
    return world


@pytest.fixture
def history() -> World:
    return past()


@pytest.fixture(scope="module")
def tables() -> SeasonTables:
    return past().tables()


YEARS = [2005, 2010, 2011]
ASKED: dict[str, Any] = {"rules": RULES, "thresholds": Thresholds(), "as_of": date(2026, 11, 21)}


@pytest.fixture(scope="module")
def together(tables: SeasonTables) -> list[Judgement]:
    """Some seasons, judged at once by what is learnt now."""
    return judge_seasons(tables, seasons=YEARS, **ASKED)


def of_season(tables: SeasonTables, season: int) -> SeasonTables:
    """What is loaded to judge a season alone: its lists and its neighbours', and which lists there are at all."""
    near = [season - 1, season, season + 1]
    windows = {name: rows[rows["film_year"].isin(near)] for name, rows in vars(tables).items() if name in WINDOWED}
    return replace(tables, **{name: rows.reset_index(drop=True) for name, rows in windows.items()})


WINDOWED = ("nominations", "entries", "unheard", "top_tens", "eligibility")


def test_pinned_weights_give_the_verdicts_of_weights_learnt_now(
    tables: SeasonTables, together: list[Judgement]
) -> None:
    lessons = learn_seasons(tables, YEARS, RULES)
    files = Kept({(one.body, one.season): as_bytes(one) for one in lessons})
    for year, now in zip(YEARS, together, strict=True):
        [alone] = judge_seasons(of_season(tables, year), seasons=[year], weights=files, **ASKED)
        assert files["oscars", year].regressions
        same(now, alone)


def test_seasons_judged_some_at_a_time_are_as_judged_together(
    tables: SeasonTables, together: list[Judgement], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(season, "JUDGED", 100)
    lessons = {(one.body, one.season): one for one in learn_seasons(tables, YEARS, RULES)}
    parts = list(season.judge_parts(tables, seasons=YEARS, weights=lessons, **ASKED))
    assert [len(part) for part in parts] == [1, 1, 1]
    apart = [one for part in parts for one in part]
    for one, other in zip(together, apart, strict=True):
        same(one, other)


def same(one: Judgement, other: Judgement) -> None:
    assert one.season == other.season
    for name in FRAMES:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name), check_exact=True)


def test_equal_weights_are_equal_bytes_whichever_seasons_are_asked_for(tables: SeasonTables) -> None:
    together = {(one.body, one.season): as_bytes(one) for one in learn_seasons(tables, list(SEASONS), RULES)}
    for one in learn_seasons(tables, [2010], RULES):
        content = as_bytes(one)
        assert together[one.body, 2010] == content
        again = of_bytes(content)
        assert again is not None
        assert as_bytes(again) == content


@pytest.fixture
def kept(history: World, tmp_path: Path) -> Callable[..., str]:
    """Asks for the weights of the Oscars of 2010 as they are kept, and gives their hash."""
    context: Any = SimpleNamespace(settings=SimpleNamespace(data_dir=tmp_path))
    return lambda **asked: weights(context, history.tables(), [2010], **asked).hashes()["oscars", 2010]


def test_a_corrected_line_of_another_season_leaves_e_alone_until_asked(history: World, kept: Any) -> None:
    before = kept()
    history.entry("oscars", "director", "2005 film 0", "2005 film 0 director", season=2005)
    assert kept() == before
    assert kept(refit=True) != before
    assert kept() != before


def test_a_list_of_the_body_is_learnt_from_when_it_closes(history: World, kept: Any) -> None:
    before = kept()
    history.listed("oscars", 2012, state="trial")
    assert kept() == before
    history.rows["lists"][-1]["state"] = "fit"
    assert kept() != before


def test_a_list_that_comes_in_of_a_season_learnt_from_is_learnt_from(history: World, kept: Any) -> None:
    before = kept()
    history.listed("baftas", 2005)
    assert kept() != before


def test_lists_of_a_season_that_is_open_are_not_waited_for(history: World, kept: Any) -> None:
    before = kept()
    history.listed("golden_globes", 2012, announced_on="2013-01-05").entry(
        "golden_globes", "director", "X", season=2012
    )
    assert kept() == before


def test_a_day_that_is_stated_since_is_learnt_from(kept: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    before = kept()
    day = {"body": "critics_choice", "film_year": 2000, "stated": "2001-01-06", "given": ""}
    days = pd.concat([announcements.stated_days(), pd.DataFrame([day])])
    monkeypatch.setattr(announcements, "stated_days", lambda: days)
    assert kept() != before


@pytest.mark.parametrize("content", [b"", b"PK", b"not an archive"])
def test_a_damaged_file_is_learnt_again(kept: Any, tmp_path: Path, content: bytes) -> None:
    before = kept()
    (tmp_path / "weights" / "oscars" / "2010.npz").write_bytes(content)
    assert kept() == before


def test_where_nothing_can_be_kept_the_season_is_judged_all_the_same(kept: Any, tmp_path: Path) -> None:
    before = kept()
    (tmp_path / "weights" / "oscars" / "2010.npz").unlink()
    (tmp_path / "weights" / "oscars").rmdir()
    (tmp_path / "weights" / "oscars").write_text("a file in the way")
    assert kept() == before
