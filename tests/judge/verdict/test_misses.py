"""When a film that was shut out is a miss, and when it is a fact in the table."""

import pandas as pd
import pytest

from tracker.config import Thresholds
from tracker.judge.verdict.misses import missed, surprising

RULES = Thresholds()


@pytest.mark.parametrize(
    ("backing", "miss"),
    [
        ({}, False),
        ({"ahead_of": 3}, True),
        ({"ahead_of": 2}, False),
        ({"of_nominees": 0}, False),
        ({"p_nomination": 0.51}, True),
        ({"p_nomination": 0.5}, False),
        ({"near_miss": "starred"}, True),
        ({"near_miss": "longlisted"}, False),
        ({"label": "OVERLOOKED"}, True),
        ({"label": "WEAK_EVIDENCE", "ahead_of": 12}, False),
    ],
)
def test_a_film_shut_out_is_a_miss_only_where_something_backs_it(backing: dict[str, object], miss: bool) -> None:
    unit = {
        "label": "SHUT_OUT",
        "near_miss": "",
        "p_nomination": float("nan"),
        "ahead_of": 0,
        "of_nominees": 12,
    } | backing
    assert missed(pd.DataFrame([unit]), RULES).tolist() == [miss]


def test_a_surprise_is_a_nomination_in_a_category_less_likely_than_not() -> None:
    units = pd.DataFrame(
        [("NOMINATED", "sound", 0.2), ("NOMINATED", "sound", 0.6), ("NOMINATED", "", 0.2), ("SNUB", "sound", 0.2)],
        columns=["label", "category", "p_nomination"],
    )
    assert surprising(units, RULES).tolist() == [True, False, False, False]
