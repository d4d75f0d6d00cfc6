"""The ranking of misses: surprise first, the film's acclaim next, what readers ask about first before the rest."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.judge.verdict.news import news, weights_of


def verdicts(*rows: dict[str, Any]) -> pd.DataFrame:
    plain = {
        "body": "oscars",
        "ceremony": 83,
        "film_key": "Q1",
        "film": "Film",
        "label": "SNUB",
        "category": "sound",
        "film_year": 2010,
    }
    figures = {"p_nomination": None, "acclaim_percentile": None, "missed": True}
    return pd.DataFrame([plain | figures | row for row in rows])


def test_what_readers_ask_about_first_counts_twice() -> None:
    rows = verdicts({"category": "lead_actress", "p_nomination": 0.6}, {"category": "sound", "p_nomination": 0.6})
    assert weights_of(rows).tolist() == pytest.approx([1.2, 0.6])


def test_the_films_acclaim_stands_in_where_nothing_is_expected() -> None:
    rows = verdicts({"category": "", "acclaim_percentile": 90.0}, {"category": "sound"}, {"film_key": "Q2"})
    assert weights_of(rows).tolist() == pytest.approx([2 * 0.36, 0.36, 0.0])


def test_a_performance_admired_more_than_its_film_has_its_own_acclaim() -> None:
    rows = verdicts(
        {"category": "", "acclaim_percentile": 50.0}, {"category": "lead_actor", "acclaim_percentile": 90.0}
    )
    assert weights_of(rows).tolist() == pytest.approx([2 * 0.2, 2 * 0.36])


ANIMATED = {"category": "animated_feature", "p_nomination": 0.76, "acclaim_percentile": 99.0}
WHOLE = {"category": "", "p_nomination": 0.77, "acclaim_percentile": 96.0}


def test_a_shut_out_that_rests_on_one_category_has_the_weight_of_that_category() -> None:
    rows = verdicts(WHOLE, ANIMATED, ANIMATED | {"film_key": "Q2", "film": "Likelier", "p_nomination": 0.86})
    weights = weights_of(rows)
    assert weights[1] < weights[0] < weights[2] < 1.0
    assert news(rows).tolist() == [2, 3, 1]


def test_a_shut_out_that_rests_on_several_categories_or_on_a_great_one_counts_twice() -> None:
    several = verdicts(WHOLE | {"p_nomination": 0.94}, ANIMATED, {"category": "sound", "p_nomination": 0.75})
    assert weights_of(several)[0] > 1.5
    acted = verdicts(WHOLE, {"category": "lead_actress", "p_nomination": 0.76})
    assert weights_of(acted)[0] == pytest.approx(2 * (1 - 0.23 * (1 - 0.4 * 0.96)))


def test_the_acclaim_of_a_film_that_was_shut_out_counts_whatever_rests_on_one_category() -> None:
    rows = verdicts({"category": "", "acclaim_percentile": 90.0}, {"category": "sound", "p_nomination": 0.1})
    assert weights_of(rows)[0] == pytest.approx(2 * 0.36)


def test_another_bodys_word_on_the_film_does_not_count() -> None:
    rows = verdicts({"category": "", "body": "baftas", "acclaim_percentile": 90.0}, {"category": "sound"})
    assert weights_of(rows)[1] == 0.0


def test_only_misses_are_ranked_and_ties_go_by_title() -> None:
    rows = verdicts({"film": "B"}, {"film": "A"}, {"film": "C", "missed": False}, {"film": "D", "p_nomination": 0.2})
    assert news(rows).fillna(0).tolist() == [3, 2, 0, 1]


def test_each_season_has_its_own_news() -> None:
    assert news(verdicts({}, {"film_year": 2011})).tolist() == [1, 1]


shares = st.floats(0, 1)


@given(shares, shares, st.floats(0, 100))
def test_more_surprise_never_ranks_lower(less: float, more: float, acclaim: float) -> None:
    less, more = sorted((less, more))
    rows = verdicts(
        {"category": "", "acclaim_percentile": acclaim},
        {"p_nomination": less},
        {"p_nomination": more, "category": "casting"},
    )
    weights = weights_of(rows)
    assert weights[1] <= weights[2] <= 1.0
