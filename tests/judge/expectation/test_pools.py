"""A script of which nobody tells whether it is original or adapted has a chance below the sum of both awards'."""

import pandas as pd
import pytest

from tracker.domain.rules import load_rules
from tracker.judge.expectation.baserates import Counts
from tracker.judge.expectation.contenders import CONTENDER, Contenders
from tracker.judge.expectation.learn import Expectation, Forecast

SCRIPT = (2010, "screenplay", "Q1", "")


@pytest.mark.parametrize(
    ("original", "adapted", "p"), [(0.7, 0.7, 0.91), (0.5, 0.5, 0.75), (0.9, 0.02, 0.902), (0.0, 0.0, 0.0)]
)
def test_both_awards_together_are_less_than_their_sum(original: float, adapted: float, p: float) -> None:
    ends = [(original, original / 2, original), (adapted, adapted / 2, adapted)]
    rows = [
        (2010, slug, "Q1", "", *share)
        for slug, share in zip(("original_screenplay", "adapted_screenplay"), ends, strict=True)
    ]
    model = pd.DataFrame(rows, columns=[*CONTENDER, "p", "low", "high"])
    none = pd.DataFrame(columns=["film_year", "concept", "film_key", "person", "hits", "bodies", "genre", "possible"])
    lessons = Expectation(frozenset({2010}), Counts(none, none), {}, Contenders.nobody(), model)
    share = Forecast(lessons, load_rules().equivalence).by_model(SCRIPT)
    assert share.p == pytest.approx(p)
    assert share.low <= share.p <= share.high <= 1.0
