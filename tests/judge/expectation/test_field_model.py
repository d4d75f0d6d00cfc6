"""The regression behind E: learnt from other seasons, sized to the field, blind to what came later."""

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import brentq

from tracker.domain.rules import RuleBook
from tracker.judge.evidence import announcements
from tracker.judge.evidence.announcements import with_days
from tracker.judge.expectation import scoring
from tracker.judge.expectation.evaluation import Evaluation, evaluate
from tracker.judge.expectation.learn import BY_MODEL, Expectation, Forecast, learn
from tracker.judge.expectation.logistic import Floats, Part, fit, logits, shift_to_sum, sigmoid
from tracker.judge.expectation.shutout import Seen, learn_spread, nothing
from tracker.judge.material.lists import ceremonies
from tracker.judge.verdict.news import surprises

pytestmark = pytest.mark.usefixtures("own_lists_alone")

World = Any
announcements_data = announcements.stated_days
SEASONS = range(2000, 2012)
DAYS = {"golden_globes": "{}-01-05", "critics_choice": "{}-01-06", "oscars": "{}-01-20"}
HITS = (2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0)
"""By how many of two bodies each film of a season is named for its direction."""


@pytest.fixture(autouse=True)
def no_stated_days(monkeypatch: pytest.MonkeyPatch) -> None:
    """The days of this file's lists are those it gives them."""
    none = pd.DataFrame({"body": [], "film_year": pd.array([], "Int64"), "stated": [], "given": []})
    monkeypatch.setattr(announcements, "stated_days", lambda: none)


def films(world: World, season: int) -> World:
    """Fourteen films; all stand on the Globes' list of pictures, ten on lists of directors."""
    for body, day in DAYS.items():
        world.listed(body, season, announced_on=day.format(season + 1), held_on=f"{season + 1}-03-01")
    for i, hits in enumerate(HITS):
        film = f"{season} film {i}"
        world.film(film, year=season).entry("golden_globes", "picture", film, season=season)
        for body in ("golden_globes", "critics_choice")[:hits]:
            world.entry(body, "director", film, season=season)
    return world


def seasons(world: World, draws: int = 7) -> World:
    """Seasons in which five of the fourteen are nominated: mostly those with two hits, sometimes one with none."""
    chance = np.random.default_rng(draws)
    for season in SEASONS:
        films(world, season)
        odds = np.array([{2: 8.0, 1: 2.0, 0: 0.3}[hits] for hits in HITS])
        for i in chance.choice(len(HITS), 5, replace=False, p=odds / odds.sum()):
            world.entry("oscars", "director", f"{season} film {i}", season=season)
        for i in range(5):
            world.entry("oscars", "picture", f"{season} film {i}", season=season)
    return world


def learnt(world: World, rules: RuleBook, season: int = 2010) -> Expectation:
    tables = world.tables()
    return learn(tables, "oscars", [season], ceremonies(tables, rules), rules.equivalence)


def asked(world: World, rules: RuleBook, found: Expectation, category: str = "director") -> pd.DataFrame:
    keys = [world.films[f"2010 film {i}"] for i in range(len(HITS))]
    return pd.DataFrame(Forecast(found, rules.equivalence).expect([(2010, category, key, "") for key in keys]))


def test_more_hits_never_make_a_nomination_less_likely(world: World, rules: RuleBook) -> None:
    chances = asked(seasons(world), rules, learnt(world, rules))
    assert set(chances["e_basis"]) == {BY_MODEL}
    by_hits = chances.groupby(list(HITS))["p_nomination"].mean()
    assert by_hits[0] < by_hits[1] < by_hits[2]
    assert ((chances["p_low"] < chances["p_nomination"]) & (chances["p_nomination"] < chances["p_high"])).all()


def test_a_field_adds_up_to_what_it_holds(world: World, rules: RuleBook) -> None:
    learning = learnt(seasons(world), rules)
    totals = learning.weights[2010].totals
    sums = learning.model.groupby("category")["p"].sum()
    assert totals["director"] == pytest.approx(5.0)
    assert sums["director"] == pytest.approx(totals["director"])
    assert sums["picture"] == pytest.approx(totals["picture"])


def test_the_same_data_gives_the_same_probabilities(world: World, rules: RuleBook) -> None:
    seasons(world)
    pd.testing.assert_frame_equal(learnt(world, rules).model, learnt(world, rules).model)


def test_a_season_is_judged_alike_alone_and_among_others(world: World, rules: RuleBook) -> None:
    tables = seasons(world).tables()
    held = ceremonies(tables, rules)
    every = learn(tables, "oscars", list(SEASONS), held, rules.equivalence).model
    alone = learnt(world, rules).model
    together = every[every["film_year"] == 2010].reset_index(drop=True)
    pd.testing.assert_frame_equal(alone, together, check_exact=True)


def test_what_the_body_then_nominated_does_not_change_its_season(world: World, rules: RuleBook) -> None:
    before = learnt(seasons(world), rules).model
    for i in range(8, 14):
        world.entry("oscars", "director", f"2010 film {i}", season=2010)
    pd.testing.assert_frame_equal(before, learnt(world, rules).model)


@pytest.mark.parametrize("day", ["2011-01-20", "2011-01-27"])
def test_a_list_that_came_with_or_after_the_announcement_changes_nothing(
    world: World, rules: RuleBook, day: str
) -> None:
    seasons(world)
    for season in SEASONS:
        late = day if season == 2010 else f"{season + 1}-01-10"
        world.listed("baftas", season, announced_on=late, held_on=f"{season + 1}-02-20")
        for i in range(5) if season != 2010 else ():
            world.entry("baftas", "director", f"{season} film {i}", season=season)
    before = asked(world, rules, learnt(world, rules))
    for i in range(9, 14):
        world.entry("baftas", "director", f"2010 film {i}", season=2010)
    pd.testing.assert_frame_equal(before, asked(world, rules, learnt(world, rules)))


def stated(body: str, film_year: int) -> str:
    days = announcements_data()
    return str(days[(days["body"] == body) & (days["film_year"] == film_year)]["stated"].iloc[0])


def test_the_year_in_which_baftas_followed_the_oscars(world: World, rules: RuleBook) -> None:
    """The 79th British Academy Film Awards announced on 27 January 2026, the 98th Academy Awards on 22 January."""
    assert stated("baftas", 2025) > stated("oscars", 2025)
    assert stated("baftas", 2023) < stated("oscars", 2023)
    world.film("Film", year=2025)
    for body in ("oscars", "baftas"):
        world.listed(body, 2025, announced_on=stated(body, 2025))
        world.entry(body, "picture", "Film", season=2025)
    tables = world.tables()
    own = ceremonies(tables, rules)
    heard = {body: announcements.known(tables.entries, own[own["body"] == body]).entries for body in own["body"]}
    assert heard["oscars"].empty
    assert set(heard["baftas"]["body"]) == {"oscars"}


@pytest.mark.parametrize(
    ("earlier", "later", "known"),
    [("-01-05", "-01-05", 1), ("-01-25", "-01-05", 0), ("-01-05", "-01-25", 0), ("-01-05", "", 0)],
)
def test_a_list_without_a_day_goes_by_its_neighbours(
    world: World, rules: RuleBook, earlier: str, later: str, known: int
) -> None:
    for season, day in ((2005, earlier), (2006, ""), (2007, later)):
        world.listed("oscars", season, announced_on=f"{season + 1}-01-20")
        world.listed("golden_globes", season, announced_on=f"{season + 1}{day}" if day else None, held_on=None)
        world.film(f"Film {season}", year=season).entry("golden_globes", "picture", f"Film {season}", season=season)
    tables = world.tables()
    own = ceremonies(tables, rules)
    entries = announcements.known(tables.entries, own[own["body"] == "oscars"]).entries
    assert (entries["film_year"] == 2006).sum() == known


def test_lists_of_the_nineties_go_by_the_days_on_record(
    world: World, rules: RuleBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No page at hand states a day between the 63rd and the 67th Academy Awards; the Globes came first in both."""
    monkeypatch.setattr(announcements, "stated_days", announcements_data)
    for season in (1990, 1993, 1999):
        for body in ("oscars", "golden_globes", "baftas"):
            world.listed(body, season, announced_on=None, held_on=None)
            world.film(f"{body} {season}", year=season).entry(body, "picture", f"{body} {season}", season=season)
    tables = world.tables()
    own = with_days(ceremonies(tables, rules).query("body == 'oscars'"))
    before = announcements.known(tables.entries[tables.entries["body"] != "oscars"], own)
    assert set(before.entries["title"]) == {"golden_globes 1990", "golden_globes 1993", "golden_globes 1999"}
    assert 1993 in before.seasons


def test_short_history_leaves_it_to_the_table(world: World, rules: RuleBook) -> None:
    for season in range(2006, 2011):
        films(world, season)
        for i in range(5):
            world.entry("oscars", "director", f"{season} film {i}", season=season)
    learning = learnt(world, rules)
    assert learning.model.empty
    assert set(asked(world, rules, learning)["e_basis"]) == {"base_rates"}


def test_no_nomination_at_all_is_likelier_than_categories_multiplied() -> None:
    p, film = np.array([0.5, 0.5, 0.5, 0.2]), np.array([0, 0, 0, 1])
    alone = nothing(p, film, spread=0.0)
    together = nothing(p, film, spread=2.0)
    assert alone == pytest.approx([0.125, 0.8], abs=1e-6)
    assert together[0] > 0.2
    assert together[1] == pytest.approx(0.8, abs=0.03)
    assert (nothing(p, film, 2.0) == together).all()
    assert nothing(p, film, 2.0, seed=1) == pytest.approx(together, abs=0.01)


def test_how_far_categories_go_together_is_learnt() -> None:
    chance = np.random.default_rng(3)
    liked = chance.standard_normal(600) * 2.0
    film = np.repeat(np.arange(600), 6)
    won = (chance.random(3600) < np.repeat(sigmoid(liked), 6)).astype(float)
    p = np.full(3600, 0.5)
    season = np.full(3600, 2009)
    assert learn_spread(p, Seen.of(film, season, won), without=2010) >= 1.5
    apart = (chance.random(3600) < 0.5).astype(float)
    assert learn_spread(p, Seen.of(film, season, apart), without=2010) <= 0.5


def test_coefficients_do_not_depend_on_the_start_and_recover_the_truth() -> None:
    chance = np.random.default_rng(5)
    design = np.column_stack([np.ones(4000), chance.standard_normal((4000, 2))])
    truth = np.array([-0.5, 1.0, -2.0])
    won = (chance.random(4000) < sigmoid(design @ truth)).astype(float)
    parts = [Part(design, [(np.arange(3), np.arange(3))], np.ones(4000), won)]
    regression = fit(parts, np.full(3, 0.1))
    assert regression.coefficients == pytest.approx(truth, abs=0.15)
    again = fit(parts, np.full(3, 0.1), np.full(3, 3.0))
    assert again.coefficients == pytest.approx(regression.coefficients, abs=1e-4)
    p = sigmoid(design @ regression.coefficients)
    assert scoring.calibration_error(won, p) < 0.03
    spread = logits(design, regression.coefficients, regression.covariance)[1]
    assert (spread > 0).all()
    assert spread.max() < 0.5


@given(st.lists(st.floats(-6, 6), min_size=2, max_size=30), st.floats(0.05, 0.95))
def test_shifted_probabilities_add_up(logits: list[float], share: float) -> None:
    z = np.array(logits)
    shifted = sigmoid(z + shift_to_sum(z, share * len(z)))
    assert shifted.sum() == pytest.approx(share * len(z), abs=1e-6)
    assert (np.diff(shifted[np.argsort(z)]) >= 0).all()


@given(st.lists(st.floats(-6, 6), min_size=1, max_size=30), st.floats(0.05, 8.0), st.floats(0.01, 2.0))
def test_a_sum_that_other_seasons_did_not_keep_is_believed_in_part(
    logits: list[float], total: float, dispersion: float
) -> None:
    z = np.array(logits)
    sums = [sigmoid(z).sum(), *(sigmoid(z + shift_to_sum(z, total, d)).sum() for d in (2 * dispersion, dispersion))]
    assert (sorted(sums) if sums[0] < total else sorted(sums, reverse=True)) == pytest.approx(sums, abs=1e-6)
    assert min(sums[0], total) - 1e-6 <= sums[-1] <= max(sums[0], total) + 1e-6


def test_one_contender_of_a_season_is_not_made_certain_by_what_others_held() -> None:
    alone = np.array([-0.4, *[-8.0] * 40])
    assert sigmoid(alone + shift_to_sum(alone, 1.5))[0] > 0.95
    assert sigmoid(alone + shift_to_sum(alone, 1.5, dispersion=0.12))[0] < 0.75


@given(
    st.lists(st.floats(-12.0, 12.0), min_size=1, max_size=40).map(np.array),
    st.floats(0.01, 12.0),
    st.sampled_from([0.0, 0.1, 1.0, 5.0]),
)
def test_a_shift_is_the_root_that_scipy_finds(z: Floats, total: float, dispersion: float) -> None:
    def slope(shift: float) -> float:
        p = sigmoid(z + shift)
        return float((p.sum() - total) * (p * (1.0 - p)).sum()) + dispersion * total * shift

    shift = shift_to_sum(z, total, dispersion)
    assume(shift)
    far = math.copysign(30.0 + float(np.abs(z).max()), shift)
    assert shift == brentq(slope, 0.0, far, xtol=1e-9)


def test_scores_of_known_forecasts() -> None:
    won, p = np.array([1.0, 0.0, 1.0, 0.0]), np.array([0.9, 0.1, 0.6, 0.4])
    assert scoring.brier(won, p) == pytest.approx((0.01 + 0.01 + 0.16 + 0.16) / 4)
    assert scoring.log_loss(won, p) == pytest.approx(-(2 * np.log(0.9) + 2 * np.log(0.6)) / 4)
    assert scoring.calibration_error(np.array([1.0, 0.0]), np.array([0.5, 0.5])) == pytest.approx(0.0)
    assert scoring.slots_named(won, p, 2) == 2.0


def test_a_tie_at_the_last_place_is_shared_and_a_missing_score_stands_last() -> None:
    assert scoring.slots_named(np.array([1.0, 1.0, 0.0]), np.array([3.0, 1.0, 1.0]), 2) == pytest.approx(1.5)
    assert scoring.slots_named(np.array([1.0, 0.0]), np.array([np.nan, 1.0]), 1) == 0.0


@pytest.fixture
def measured(world: World, rules: RuleBook) -> Evaluation:
    return evaluate(seasons(world).tables(), "oscars", list(SEASONS), rules)


def test_an_evaluation_compares_models_on_the_same_films(measured: Evaluation) -> None:
    whole = measured.figures.set_index("group").loc["all"]
    assert whole["films"] == len(measured.films) == len(SEASONS) * (10 + 14)
    assert whole["nominated"] == int(measured.films["won"].sum())
    assert 0.0 < whole["log_loss_model"] < np.log(2)
    assert 0.0 <= whole["slots_model"] <= 1.0
    assert pd.isna(whole["slots_metascore"])
    bins = measured.reliability[measured.reliability["model"] == "model"]
    assert bins["films"].sum() == whole["films"]


def test_surprises_are_nominations_least_expected_first(world: World) -> None:
    rows = surprises(seasons(world, draws=1).judge().verdicts)
    assert len(rows) == 2
    assert rows["p_nomination"].is_monotonic_increasing
    assert (rows["p_nomination"] < 0.5).all()
    assert set(rows["label"]) == {"NOMINATED"}
    assert rows["sentence"].str.contains("was nominated").all()


def test_a_nominee_no_less_likely_than_anybody_passed_over_surprises_nobody(world: World) -> None:
    verdicts = seasons(world).judge().verdicts
    directors = verdicts[(verdicts["body"] == "oscars") & (verdicts["category"] == "director")]
    nominated = directors["label"] == "NOMINATED"
    least = directors["p_nomination"][nominated].min()
    assert least < 0.5
    assert directors["p_nomination"][~nominated].max() <= least
    assert surprises(verdicts).empty


@pytest.mark.parametrize(("also", "peers"), [((), {"Ann": 3, "Bea": 1}), (("Bea",), {"Ann": 2, "Bea": 2})])
def test_a_list_without_names_speaks_for_whom_most_lists_name(
    world: World, rules: RuleBook, also: tuple[str, ...], peers: dict[str, int]
) -> None:
    made = seasons(world).entry("bifa", "lead_actress", "2010 film 0", "Ann", "Bea")
    made.listed("bifa", 2010, announced_on="2011-01-02", held_on="2011-01-03")
    made.entry("golden_globes", "lead_actress", "2010 film 0", "Ann", *also)
    made.entry("critics_choice", "lead_actress", "2010 film 0")
    made.entry("oscars", "lead_actress", "2010 film 1", "Cat")
    rows = learnt(made, rules).field.rows
    rows = rows[(rows["category"] == "lead_actress") & (rows["film_year"] == 2010) & (rows["person"] != "")]
    assert {who.removeprefix("name:").title(): n for who, n in zip(rows["person"], rows["peers"], strict=True)} == peers
