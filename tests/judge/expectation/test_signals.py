"""A signal is what it is: a prize for one genre, and a list that is not at hand."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.special import logit

from tracker.domain.categories import genre_of
from tracker.domain.rules import RuleBook
from tracker.judge.evidence import announcements
from tracker.judge.expectation.learn import BY_MODEL, BY_TABLE, Forecast, learn
from tracker.judge.material.lists import ceremonies

pytestmark = pytest.mark.usefixtures("own_lists_alone")

World = Any
DAYS = {"golden_globes": "{}-01-05", "critics_choice": "{}-01-06", "oscars": "{}-01-20"}


@pytest.fixture(autouse=True)
def no_stated_days(monkeypatch: pytest.MonkeyPatch) -> None:
    """The days of this file's lists are those it gives them."""
    none = pd.DataFrame({"body": [], "film_year": pd.array([], "Int64"), "stated": [], "given": []})
    monkeypatch.setattr(announcements, "stated_days", lambda: none)


@pytest.mark.parametrize(
    ("printed", "genre"),
    [
        ("Best Motion Picture – Musical or Comedy", "comedy"),
        ("golden globe: best motion picture - comedy or musical", "comedy"),
        ("Best Performance in a Motion Picture – Drama – Actor", "drama"),
        ("Best Supporting Performance in a Motion Picture – Drama, Musical or Comedy – Supporting Actor", ""),
        ("Excellence in Period Film", "period"),
        ("Best Picture", ""),
    ],
)
def test_a_printed_name_tells_of_one_genre_or_of_none(printed: str, genre: str) -> None:
    assert genre_of(printed) == genre


def seasons(world: World, years: range) -> World:
    """Ten dramas and ten comedies a season on one list, half of them on another too; dramas win out."""
    chance = np.random.default_rng(3)
    for year in years:
        for body, day in DAYS.items():
            world.listed(body, year, announced_on=day.format(year + 1), held_on=f"{year + 1}-03-01")
        for i in range(3):
            world.film(f"{year} other {i}", year=year).entry(
                "golden_globes", "director", f"{year} other {i}", season=year
            )
            world.entry("oscars", "director", f"{year} other {i}", season=year)
        for genre, printed, odds in (("drama", "Drama", 0.9), ("comedy", "Musical or Comedy", 0.2)):
            for i in range(10):
                film = f"{year} {genre} {i}"
                world.film(film, year=year)
                world.entry("golden_globes", "picture", film, season=year, category_as_printed=f"Best Film – {printed}")
                if i < 5:
                    world.entry("critics_choice", "picture", film, season=year)
                if chance.random() < odds * (1.0 if i < 5 else 0.5):
                    world.entry("oscars", "picture", film, season=year)
    return world


def expected(world: World, rules: RuleBook, *films: str) -> pd.DataFrame:
    tables = world.tables()
    learning = learn(tables, "oscars", [2010], ceremonies(tables, rules), rules.equivalence)
    units = [(2010, "picture", world.films[film], "") for film in films]
    return pd.DataFrame(Forecast(learning, rules.equivalence).expect(units))


@pytest.mark.parametrize(("years", "basis"), [(range(2006, 2011), BY_TABLE), (range(1999, 2011), BY_MODEL)])
def test_a_prize_for_comedies_is_not_one_for_dramas(world: World, rules: RuleBook, years: range, basis: str) -> None:
    answer = expected(seasons(world, years), rules, "2010 drama 1", "2010 comedy 1")
    assert set(answer["e_basis"]) == {basis}
    assert answer["p_nomination"].iloc[0] > 0.75
    assert answer["p_nomination"].iloc[1] < 0.4
    assert answer["precursor_hits"].tolist() == [2, 2]


def test_a_list_that_is_not_at_hand_widens_the_interval(world: World, rules: RuleBook) -> None:
    whole = expected(seasons(world, range(1999, 2011)), rules, "2010 drama 7").iloc[0]
    _without(world, "critics_choice", 2010)
    part = expected(world, rules, "2010 drama 7").iloc[0]
    wide, narrow = (logit(row["p_high"]) - logit(row["p_low"]) for row in (part, whole))
    assert wide > 1.5 * narrow
    assert (part["unheard"], whole["unheard"]) == (True, False)


def test_a_body_whose_lists_few_seasons_have_moves_and_widens_nothing(world: World, rules: RuleBook) -> None:
    alone = expected(seasons(world, range(1999, 2011)), rules, "2010 drama 7").iloc[0]
    world.listed("nbr", 2010, announced_on="2010-12-02", held_on="2011-01-11")
    for category in ("director", "film_editing", "cinematography"):
        world.entry("nbr", category, "2010 drama 7", season=2010)
    beside = expected(world, rules, "2010 drama 7").iloc[0]
    ends = ["p_nomination", "p_low", "p_high"]
    assert beside[ends].tolist() == alone[ends].tolist()


def test_an_expectation_on_fewer_lists_is_less_sure(world: World, verdict: Callable[..., dict[str, Any]]) -> None:
    seasons(world, range(2003, 2011)).film("Other", year=2010, us="2010-10-01")
    for film in [f"2010 drama {i}" for i in range(10)]:
        world.release(film, "2010-10-01", "United States").record("oscars", film, "eligible")
    world.rows["nominations"] = [
        r for r in world.rows["nominations"] if (r["body"], r["film_year"]) != ("oscars", 2010)
    ]
    world.entry("oscars", "picture", "Other", season=2010)
    before = verdict(world.judge(), "oscars", "picture", "2010 drama 1")
    _without(world, "critics_choice", 2003, 2004, 2005, 2010)
    after = verdict(world.judge(), "oscars", "picture", "2010 drama 1")
    assert {before["label"], after["label"]} <= {"SNUB_SHOCK", "SNUB"}
    assert (before["confidence"], after["confidence"]) == ("medium", "low")


def _without(world: World, body: str, *years: int) -> None:
    """Takes a body's lists of some seasons away."""
    for name in ("nominations", "lists"):
        world.rows[name] = [r for r in world.rows[name] if r["body"] != body or r["film_year"] not in years]
