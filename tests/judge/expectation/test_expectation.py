"""Expectation: learnt from other seasons, from what was known before the announcement, and from nothing else."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from tracker.domain.rules import RuleBook
from tracker.judge.evidence import announcements
from tracker.judge.expectation.baserates import MIN_SEASONS
from tracker.judge.expectation.contenders import CONTENDER
from tracker.judge.expectation.learn import Expectation, Forecast, learn
from tracker.judge.material.lists import ceremonies

pytestmark = pytest.mark.usefixtures("own_lists_alone")

World = Any
EARLY, LATE = "{}-01-05", "{}-01-25"


@pytest.fixture(autouse=True)
def no_stated_days(monkeypatch: pytest.MonkeyPatch) -> None:
    """The days of this file's lists are those it gives them."""
    none = pd.DataFrame({"body": [], "film_year": pd.array([], "Int64"), "stated": [], "given": []})
    monkeypatch.setattr(announcements, "stated_days", lambda: none)


def history(world: World, seasons: range, *, dated: str = EARLY) -> World:
    """Seasons in which the Oscars nominated all ten films with both precursors and two of ten with one of them."""
    for season in seasons:
        for body, day in (("golden_globes", dated), ("critics_choice", dated), ("oscars", "{}-01-20")):
            world.listed(body, season, announced_on=day.format(season + 1), held_on=f"{season + 1}-03-01")
        for i in range(20):
            film = f"{season} film {i}"
            world.film(film, year=season, us=f"{season}-10-01")
            world.entry("golden_globes", "director", film, f"{film} dir", season=season)
            if i < 10:
                world.entry("critics_choice", "director", film, f"{film} dir", season=season)
            if i < 12:
                world.entry("oscars", "director", film, f"{film} dir", season=season)
    return world


def learnt(world: World, rules: RuleBook, season: int = 2010) -> Expectation:
    tables = world.tables()
    return learn(tables, "oscars", [season], ceremonies(tables, rules), rules.equivalence)


def asked(
    world: World, learning: Expectation, rules: RuleBook, film: str, category: str = "director"
) -> dict[str, Any]:
    (answer,) = Forecast(learning, rules.equivalence).expect([(2010, category, world.films[film], "")])
    return answer._asdict()


def test_the_base_rate_is_the_smoothed_share_of_other_seasons(world: World, rules: RuleBook) -> None:
    history(world, range(2006, 2011))
    learning = learnt(world, rules)
    cells = {cell[:3]: cell for cell in learning.weights[2010].cells}
    two, one = cells["director", 2, 2], cells["director", 2, 1]
    assert (two.n, two.k, one.n, one.k) == (40, 40, 40, 8)
    p = two.a / (two.a + two.b)
    assert p == pytest.approx((40 + 4 * 41 / 42) / 44)
    both = asked(world, learning, rules, "2010 film 0")
    assert both["p_nomination"] == round(p, 3)
    assert both["p_low"] < both["p_nomination"] < both["p_high"]
    assert (both["precursor_hits"], both["precursor_possible"]) == (2, 2)
    assert both["e_reason"] == ""


@pytest.mark.parametrize(("said", "kept"), [(0.0, 0.001), (0.0004, 0.001), (0.9996, 0.999), (1.0, 0.999)])
def test_no_probability_is_certain(world: World, rules: RuleBook, said: float, kept: float) -> None:
    learning = learnt(history(world, range(2006, 2011)), rules)
    row = (2010, "director", world.films["2010 film 0"], "", said, said, said)
    sure = replace(learning, model=pd.DataFrame([row], columns=[*CONTENDER, "p", "low", "high"]))
    answer = asked(world, sure, rules, "2010 film 0")
    assert [answer[name] for name in ("p_nomination", "p_low", "p_high")] == [kept] * 3


def test_the_judged_season_teaches_nothing_about_itself(world: World, rules: RuleBook) -> None:
    before = learnt(history(world, range(2006, 2011)), rules).weights
    for i in range(12, 20):
        world.entry("oscars", "director", f"2010 film {i}", "x", season=2010)
    assert before == learnt(world, rules).weights


@pytest.mark.parametrize("dated", ["{}-01-20", LATE, ""])
def test_evidence_not_dated_before_the_announcement_feeds_nothing(world: World, rules: RuleBook, dated: str) -> None:
    history(world, range(2006, 2011))
    before, units = learnt(world, rules), asked(world, learnt(world, rules), rules, "2010 film 15")
    world.listed("baftas", 2010, announced_on=None, held_on=None)
    for i in range(20):
        extra = {"announced_on": dated.format(2011)} if dated else {}
        world.entry("baftas", "director", f"2010 film {i}", "x", season=2010, **extra)
    after = learnt(world, rules)
    assert before.weights[2010].cells == after.weights[2010].cells
    pd.testing.assert_frame_equal(before.seen.possible, after.seen.possible)
    assert asked(world, after, rules, "2010 film 15") == units


def test_evidence_dated_before_the_announcement_does(world: World, rules: RuleBook) -> None:
    history(world, range(2006, 2011)).listed("baftas", 2010, announced_on="2011-01-18")
    world.entry("baftas", "director", "2010 film 15", "x")
    assert asked(world, learnt(world, rules), rules, "2010 film 15")["precursor_hits"] == 2


def test_a_ceremony_held_before_the_announcement_dates_its_list(world: World, rules: RuleBook) -> None:
    history(world, range(2006, 2011)).listed("baftas", 2010, announced_on=None, held_on="2011-01-16")
    world.entry("baftas", "director", "2010 film 15", "x")
    assert asked(world, learnt(world, rules), rules, "2010 film 15")["precursor_hits"] == 2


def test_too_few_seasons_teach_nothing(world: World, rules: RuleBook) -> None:
    history(world, range(2011 - MIN_SEASONS, 2011))
    chances = asked(world, learnt(world, rules), rules, "2010 film 0")
    assert pd.isna(chances["p_nomination"])
    assert chances["e_reason"] == "not_enough_history"


def test_without_the_day_of_the_announcement_nothing_is_expected(world: World, rules: RuleBook) -> None:
    history(world, range(2006, 2011))
    for one in world.rows["lists"]:
        if one["body"] == "oscars" and one["film_year"] == 2010:
            one["announced_on"] = None
    assert asked(world, learnt(world, rules), rules, "2010 film 0")["e_reason"] == "announcement_date_unknown"


def test_a_list_on_trial_may_be_a_precursor_and_is_no_history(world: World, rules: RuleBook) -> None:
    history(world, range(2006, 2011))
    for one in world.rows["lists"]:
        one["state"] = "trial" if one["body"] == "oscars" else one["state"]
    assert not learnt(world, rules).weights[2010].cells


def test_one_screenplay_award_counts_for_either_list(world: World, rules: RuleBook) -> None:
    for season in range(2006, 2011):
        for body, day in (("golden_globes", EARLY), ("oscars", "{}-01-20")):
            world.listed(body, season, announced_on=day.format(season + 1))
        for i, slug in enumerate(["original_screenplay", "adapted_screenplay"] * 2):
            film = f"{season} film {i}"
            world.film(film, year=season).entry("golden_globes", "screenplay", film, season=season)
            if i < 2:
                world.entry("oscars", slug, film, season=season)
    chances = asked(world, learnt(world, rules), rules, "2010 film 3", "adapted_screenplay")
    assert chances["p_nomination"] == pytest.approx(0.5, abs=0.01)


def test_expected_and_missed_is_a_snub_and_a_shock(world: World, verdict: Callable[..., dict[str, Any]]) -> None:
    history(world, range(2004, 2011))
    world.rows["nominations"] = [
        r for r in world.rows["nominations"] if (r["body"], r["film_year"]) != ("oscars", 2010)
    ]
    for i in range(1, 6):
        world.entry("oscars", "director", f"2010 film {i}", "x", season=2010)
    judgement = world.judge()
    shock = verdict(judgement, "oscars", "director", "2010 film 0")
    assert (shock["label"], shock["reason_code"]) == ("SNUB_SHOCK", "expected_not_nominated")
    assert "over 99% of those with as many earlier nominations" in shock["sentence"]
    assert verdict(judgement, "oscars", "director", "2010 film 1")["label"] == "NOMINATED"
    whole = verdict(judgement, "oscars", "", "2010 film 0")
    assert whole["label"] == "SHUT_OUT"
    assert whole["p_nomination"] > 0.9


@pytest.mark.parametrize("recorded", [False, True])
def test_a_song_that_may_be_barred_is_no_back_door_to_the_chance_of_its_film(
    world: World, verdict: Callable[..., dict[str, Any]], recorded: bool
) -> None:
    history(world, range(2004, 2011))
    for season in range(2004, 2011):
        for i in range(15, 20):
            for body in ("golden_globes", "critics_choice", *["oscars"] * (season < 2010)):
                world.entry(body, "original_song", f"{season} film {i}", season=season)
    world.entry("oscars", "original_song", "2010 film 1", season=2010)
    if recorded:
        world.record("oscars", "2010 film 15", "eligible", "original_song")
    whole = verdict(world.judge(), "oscars", "", "2010 film 15")
    assert whole["label"] == "SHUT_OUT"
    assert bool(whole["p_nomination"] > 0.9) is recorded
    assert ("of those with as many earlier nominations" in whole["sentence"]) is recorded
    assert whole["p_low"] <= whole["p_nomination"] <= whole["p_high"]
