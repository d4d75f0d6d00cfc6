"""Acclaim: percentiles, weights, families, and what more evidence may do."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.judge.evidence.acclaim import CORE, by_count, combine, percentile, selectivity

Contest = Callable[[], Any]
Verdict = Callable[..., dict[str, Any]]

values = st.lists(st.floats(0, 100) | st.just(0.0), min_size=1, max_size=40).map(
    lambda v: pd.Series(v, dtype="float64")
)


@given(values, st.integers(0, 50))
def test_percentiles_lie_between_nought_and_a_hundred(figures: pd.Series, below: int) -> None:
    shares = percentile(figures, below)
    assert ((shares > 0) & (shares < 100)).all()


@given(values)
def test_percentiles_keep_order_and_ties(figures: pd.Series) -> None:
    shares = percentile(figures)
    for a, b in zip(figures.items(), list(figures.items())[1:], strict=False):
        assert (a[1] < b[1]) == (shares[a[0]] < shares[b[0]])
        assert (a[1] == b[1]) == (shares[a[0]] == shares[b[0]])


@given(values, st.randoms())
def test_percentiles_do_not_depend_on_the_order_of_films(figures: pd.Series, random: Any) -> None:
    order = list(figures.index)
    random.shuffle(order)
    pd.testing.assert_series_equal(percentile(figures.loc[order]).sort_index(), percentile(figures))


def test_ties_share_the_middle_rank() -> None:
    assert percentile(pd.Series([0.0, 0.0, 0.0, 9.0])).tolist() == [37.5, 37.5, 37.5, 87.5]


def test_a_film_alone_stands_in_the_middle_and_no_film_nowhere() -> None:
    assert percentile(pd.Series([3.0])).tolist() == [50.0]
    assert percentile(pd.Series([np.nan])).isna().all()
    assert percentile(pd.Series([], dtype="float64")).empty


def test_films_at_hand_stand_above_those_of_which_nothing_is() -> None:
    assert percentile(pd.Series([1.0, 2.0]), below=2).tolist() == [62.5, 87.5]


def entries(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Entries of one field: film, result, starred as "*"."""
    frame = pd.DataFrame(rows, columns=["film_key", "result", "mark"])
    stage = frame["result"].map({"longlisted": "longlisted"}).fillna("nominations")
    same = {"body": "bifa", "ceremony": 1, "category": "director", "category_as_printed": "Best Director"}
    return frame.assign(target=0, stage=stage, starred=frame["mark"] == "*", **same)


def test_a_prize_weighs_more_than_a_nomination_and_a_star_more_than_a_place() -> None:
    field = [(f"F{i}", "nominated", "") for i in range(4)]
    bits = selectivity(entries(("W", "won", ""), *field), films=100)
    assert bits[0] == pytest.approx(np.log2(101))
    assert bits[1] == pytest.approx(np.log2(1 + 100 / 5))
    places = [(f"F{i}", "longlisted", "*" if i < 5 else "") for i in range(15)]
    listed = selectivity(entries(*places), films=100)
    assert listed[0] == pytest.approx(np.log2(21))
    assert listed[10] == pytest.approx(np.log2(1 + 100 / 15))


def test_the_mean_of_the_core_is_raised_by_a_bonus_and_never_lowered() -> None:
    shares = pd.DataFrame(
        {"scores": [40.0, 90.0, np.nan], "peers": [80.0, 90.0, 60.0], "longlists": [90.0, 50.0, 40.0]}
    )
    supported = pd.DataFrame({"scores": True, "peers": True, "longlists": [True, True, False]})
    assert combine(shares, supported, CORE).tolist() == [70.0, 90.0, 60.0]


def test_no_core_family_at_hand_leaves_the_bonus() -> None:
    shares = pd.DataFrame({"festivals": [80.0, 30.0]})
    assert combine(shares, pd.DataFrame({"festivals": [True, False]}), CORE).tolist() == [80.0, 0.0]


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
    made = contest().entry("spirit_awards", category, "Film 3", "Someone")
    before = verdict(made.judge(), "oscars", "", "Film 3")["acclaim_percentile"]
    after = verdict(made.entry(body, category, "Film 3", "Someone", result=result).judge(), "oscars", "", "Film 3")
    assert after["acclaim_percentile"] >= before


def test_five_circles_of_critics_are_one_family(contest: Contest, verdict: Verdict) -> None:
    made = contest()
    for body in ("nyfcc", "lafca", "nsfc", "nbr", "london_critics"):
        made.entry(body, "original_score", "Film 2", "Someone", result="won")
    assert verdict(made.judge(), "baftas", "original_score", "Film 2")["families"] == "critics_prizes"


def test_a_films_scores_do_not_speak_for_its_composer(contest: Contest, verdict: Verdict) -> None:
    made = contest().film("Loved", us="2010-05-07", metascore=99).top_ten("Loved", 99)
    made.entry("bifa", "original_score", "Loved", "Rae")
    made.entry("bifa", "original_score", "Film 1", "Roe")
    found = made.judge()
    assert verdict(found, "oscars", "original_score", "Loved")["families"] == "peers"
    same = [verdict(found, "oscars", "original_score", film)["acclaim_percentile"] for film in ("Loved", "Film 1")]
    assert same[0] == same[1]


def test_the_bodys_own_nominations_do_not_count_for_it(contest: Contest, verdict: Verdict) -> None:
    plain = verdict(contest().judge(), "oscars", "", "Nominee 0")["acclaim_percentile"]
    made = contest()
    for slug in ("sound", "film_editing", "visual_effects"):
        made.entry("oscars", slug, "Nominee 0", result="won")
    assert verdict(made.judge(), "oscars", "", "Nominee 0")["acclaim_percentile"] == plain


def test_a_list_that_names_no_people_speaks_for_the_only_performance(contest: Contest, verdict: Verdict) -> None:
    made = contest().entry("bifa", "lead_actress", "Film 4", "Cara Lead").entry("nyfcc", "lead_actress", "Film 4")
    assert verdict(made.judge(), "oscars", "lead_actress", "Film 4", "Cara")["families"] == "peers;critics_prizes"


def test_a_list_that_names_no_people_speaks_for_neither_of_two(contest: Contest, verdict: Verdict) -> None:
    made = (
        contest()
        .entry("bifa", "lead_actress", "Film 4", "Cara Lead")
        .entry("bifa", "lead_actress", "Film 4", "Dee Lead")
    )
    made.entry("nyfcc", "lead_actress", "Film 4")
    assert verdict(made.judge(), "oscars", "lead_actress", "Film 4", "Cara")["families"] == "peers"


def test_the_worked_example_of_the_docs() -> None:
    from tracker.judge.evidence.acclaim import film_acclaim

    blank = {"body": "", "ceremony": 1, "stage": "", "starred": False, "category": "", "category_as_printed": ""}
    blank |= {"feeds": "acclaimed"}
    score, tally = blank | {"family": "scores", "result": "metascore"}, blank | {"family": "critics_lists"}
    peer = blank | {
        "family": "peers",
        "body": "bifa",
        "stage": "nominations",
        "result": "nominated",
        "category": "sound",
    }
    rows = [
        *(
            score | {"film_key": film, "value": value}
            for film, value in (("one", 90.0), ("two", 80.0), ("three", 70.0))
        ),
        *(tally | {"film_key": film, "value": value} for film, value in (("one", 10.0), ("three", 4.0))),
        *(peer | {"film_key": f} for f in ("one", "three")),
        peer | {"family": "longlists", "stage": "longlisted", "result": "longlisted", "film_key": "three"},
    ]
    films = pd.DataFrame({"target": 0, "film_key": ["one", "two", "three", "four"]})
    unseen = pd.Series([0], dtype="int64")
    found = film_acclaim(pd.DataFrame(rows).assign(target=0, reviews=float("nan")), films, unseen).set_index("film_key")
    assert found["acclaim"].to_dict() == {"one": 87.5, "two": 37.5, "three": 62.5, "four": 12.5}
    assert found.loc["three", ["scores", "peers", "longlists"]].round(1).tolist() == [16.7, 75.0, 87.5]
    assert found["families"].to_dict() == {
        "one": "scores;critics_lists;peers",
        "two": "scores",
        "three": "critics_lists;peers;longlists",
        "four": "",
    }


def test_a_figure_from_few_reviews_says_little_and_one_without_a_count_stays() -> None:
    rows = pd.DataFrame(
        {"target": 0, "result": "metascore", "value": [100.0, 90.0, 50.0], "reviews": [4.0, 45.0, np.nan]}
    )
    found = by_count(rows)
    assert found.tolist() == pytest.approx([(400 + 5 * 80) / 9, (4050 + 5 * 80) / 50, 50.0])
    assert found[0] < found[1]
