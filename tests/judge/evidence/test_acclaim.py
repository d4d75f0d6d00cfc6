"""Acclaim: percentiles, weights, families, and what more evidence may do."""

import math
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.judge.evidence.acclaim import CORE, by_count, combine, film_acclaim, percentiles, selectivity, weighed
from tracker.judge.evidence.feeding import Row
from tracker.judge.evidence.gather import Score

Contest = Callable[[], Any]
Verdict = Callable[..., dict[str, Any]]

values = st.lists(st.floats(0, 100) | st.just(0.0), min_size=1, max_size=40)


@given(values, st.integers(0, 50))
def test_percentiles_lie_between_nought_and_a_hundred(figures: list[float], further: int) -> None:
    assert all(0 < share < 100 for share in percentiles(figures, further))


@given(values)
def test_percentiles_keep_order_and_ties(figures: list[float]) -> None:
    shares = percentiles(figures)
    for a, b in zip(zip(figures, shares, strict=True), zip(figures[1:], shares[1:], strict=True), strict=False):
        assert (a[0] < b[0]) == (a[1] < b[1])
        assert (a[0] == b[0]) == (a[1] == b[1])


@given(values, st.randoms())
def test_percentiles_do_not_depend_on_the_order_of_films(figures: list[float], random: Any) -> None:
    order = list(figures)
    random.shuffle(order)
    assert sorted(zip(order, percentiles(order), strict=True)) == sorted(
        zip(figures, percentiles(figures), strict=True)
    )


def test_ties_share_the_middle_rank() -> None:
    assert percentiles([0.0, 0.0, 0.0, 9.0]) == [37.5, 37.5, 37.5, 87.5]


def test_a_film_alone_stands_in_the_middle_and_no_film_nowhere() -> None:
    assert percentiles([3.0]) == [50.0]
    assert percentiles([]) == []


def test_films_at_hand_stand_above_those_of_which_nothing_is() -> None:
    assert percentiles([1.0, 2.0], 2) == [62.5, 87.5]
    assert percentiles([0.0, 2.0], 2, at=0.0) == [37.5, 87.5]


def row(film: str, family: str = "peers", **more: Any) -> Row:
    blank = {"evidence_id": "", "statement": "", "feeds": "acclaimed", "value": math.nan, "reviews": math.nan}
    blank |= {"result": "nominated", "stage": "nominations", "body": "bifa", "ceremony": 1}
    blank |= {"category": "director", "category_as_printed": "Best Director", "starred": False}
    return Row(target=0, film_key=film, kind=family, **(blank | more))


def test_a_prize_weighs_more_than_a_nomination_and_a_star_more_than_a_place() -> None:
    field = [row("W", result="won"), *(row(f"F{i}") for i in range(4))]
    bits = selectivity(field, {0: 100})
    assert bits[0] == pytest.approx(math.log2(101))
    assert bits[1] == pytest.approx(math.log2(1 + 100 / 5))
    places = [row(f"F{i}", stage="longlisted", result="longlisted", starred=i < 5) for i in range(15)]
    listed = selectivity(places, {0: 100})
    assert listed[0] == pytest.approx(math.log2(21))
    assert listed[10] == pytest.approx(math.log2(1 + 100 / 15))


@pytest.mark.parametrize(
    ("shares", "supports", "mean"),
    [
        ({"scores": 40.0, "peers": 80.0, "longlists": 90.0}, ["longlists"], 70.0),
        ({"scores": 90.0, "peers": 90.0, "longlists": 50.0}, ["longlists"], 90.0),
        ({"peers": 60.0, "longlists": 40.0}, [], 60.0),
        ({"festivals": 80.0}, ["festivals"], 80.0),
        ({"festivals": 30.0}, [], 0.0),
    ],
)
def test_the_mean_of_the_core_is_raised_by_a_bonus_and_never_lowered(
    shares: dict[str, float], supports: list[str], mean: float
) -> None:
    assert combine(shares, supports, CORE) == mean


@pytest.mark.parametrize(
    ("category", "body", "result"),
    [
        ("director", "bifa", "nominated"),
        ("lead_actress", "bifa", "won"),
        ("original_score", "nyfcc", "won"),
        ("lead_actress", "bafta_x", "longlisted"),
    ],
)
def test_more_evidence_never_lowers_a_film(
    contest: Contest, verdict: Verdict, category: str, body: str, result: str
) -> None:
    world = contest().entry("spirit_awards", category, "Film 3", "Someone")
    before = verdict(world.judge(), "oscars", "", "Film 3")["acclaim_percentile"]
    after = verdict(world.entry(body, category, "Film 3", "Someone", result=result).judge(), "oscars", "", "Film 3")
    assert after["acclaim_percentile"] >= before


def test_five_circles_of_critics_are_one_family(contest: Contest, verdict: Verdict) -> None:
    world = contest()
    for body in ("nyfcc", "lafca", "nsfc", "nbr", "london_critics"):
        world.entry(body, "original_score", "Film 2", "Someone", result="won")
    assert verdict(world.judge(), "baftas", "original_score", "Film 2")["families"] == "critics_prizes"


def test_a_films_scores_do_not_speak_for_its_composer(contest: Contest, verdict: Verdict) -> None:
    world = contest().film("Loved", us="2010-05-07", metascore=99).top_ten("Loved", 99)
    world.entry("bifa", "original_score", "Loved", "Rae")
    world.entry("bifa", "original_score", "Film 1", "Roe")
    judgement = world.judge()
    assert verdict(judgement, "oscars", "original_score", "Loved")["families"] == "peers"
    same = [verdict(judgement, "oscars", "original_score", film)["acclaim_percentile"] for film in ("Loved", "Film 1")]
    assert same[0] == same[1]


def test_the_bodys_own_nominations_do_not_count_for_it(contest: Contest, verdict: Verdict) -> None:
    plain = verdict(contest().judge(), "oscars", "", "Nominee 0")["acclaim_percentile"]
    world = contest()
    for slug in ("sound", "film_editing", "visual_effects"):
        world.entry("oscars", slug, "Nominee 0", result="won")
    assert verdict(world.judge(), "oscars", "", "Nominee 0")["acclaim_percentile"] == plain


def test_a_list_that_names_no_people_speaks_for_the_only_performance(contest: Contest, verdict: Verdict) -> None:
    world = contest().entry("bifa", "lead_actress", "Film 4", "Cara Lead").entry("nyfcc", "lead_actress", "Film 4")
    assert verdict(world.judge(), "oscars", "lead_actress", "Film 4", "Cara")["families"] == "peers;critics_prizes"


def test_a_list_that_names_no_people_speaks_for_neither_of_two(contest: Contest, verdict: Verdict) -> None:
    world = (
        contest()
        .entry("bifa", "lead_actress", "Film 4", "Cara Lead")
        .entry("bifa", "lead_actress", "Film 4", "Dee Lead")
    )
    world.entry("nyfcc", "lead_actress", "Film 4")
    assert verdict(world.judge(), "oscars", "lead_actress", "Film 4", "Cara")["families"] == "peers"


def test_the_worked_example_of_the_docs() -> None:
    scores = (("one", 90.0), ("two", 80.0), ("three", 70.0))
    rows = [
        *(row(film, "scores", value=value, result="metascore", stage="") for film, value in scores),
        *(row(film, "critics_lists", value=value, stage="") for film, value in (("one", 10.0), ("three", 4.0))),
        *(row(film, category="sound") for film in ("one", "three")),
        row("three", "longlists", stage="longlisted", result="longlisted"),
    ]
    films = {(0, film): (2010, "oscars") for film in ("one", "two", "three", "four")}
    acclaim = film_acclaim(rows, weighed(rows, films), films, {})
    assert {film: one.acclaim for (_, film), one in acclaim.items()} == {
        "one": 87.5,
        "two": 37.5,
        "three": 62.5,
        "four": 12.5,
    }
    assert acclaim[0, "three"].scores == pytest.approx(16.7, abs=0.05)
    assert {film: one.families for (_, film), one in acclaim.items()} == {
        "one": "scores;critics_lists;peers",
        "two": "scores",
        "three": "critics_lists;peers;longlists",
        "four": "",
    }


def test_a_figure_from_few_reviews_says_little_and_one_without_a_count_stays() -> None:
    counts = zip([100.0, 90.0, 50.0], [4.0, 45.0, math.nan], strict=True)
    figures = by_count([Score((0, "film"), "metascore", value, reviews) for value, reviews in counts])
    assert figures == pytest.approx([(400 + 5 * 80) / 9, (4050 + 5 * 80) / 50, 50.0])
    assert figures[0] < figures[1]
