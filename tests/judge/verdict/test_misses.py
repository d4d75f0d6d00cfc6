"""When a film that was shut out is a miss, and when it is a fact in the table."""

import pandas as pd
import pytest

from tracker.config import Thresholds
from tracker.judge.verdict.misses import ahead_of_nominated, missed, surprising

RULES = Thresholds()


def films(*rows: tuple[str, bool, float | None, int]) -> pd.DataFrame:
    """Films as a whole at one ceremony: key, whether nominated, acclaim and families."""
    frame = pd.DataFrame(rows, columns=["film_key", "nominated", "acclaim", "families_n"])
    return frame.assign(target=0, acclaim=frame["acclaim"].astype("float64"))


def kinds(frame: pd.DataFrame, **short: str) -> pd.DataFrame:
    return frame[["target", "film_key"]].assign(work_kind=[short.get(key, "feature") for key in frame["film_key"]])


def test_the_share_counts_features_that_were_nominated_for_anything() -> None:
    whole = films(("A", True, 99, 3), ("B", True, 60, 2), ("S", True, 10, 1), ("Gem", False, 80, 2))
    assert ahead_of_nominated(whole, kinds(whole, S="short")).iloc[-1] == pytest.approx(1 / 2)


def test_acclaim_of_one_family_or_none_is_ahead_of_nobody() -> None:
    whole = films(("A", True, 50, 3), ("One family", False, 80, 1), ("None", False, None, 0))
    assert ahead_of_nominated(whole, kinds(whole)).tolist()[1:] == [0.0, 0.0]


def test_a_nominee_of_unknown_acclaim_is_behind_nobody() -> None:
    whole = films(("A", True, None, 0), ("Gem", False, 80, 2))
    assert ahead_of_nominated(whole, kinds(whole)).iloc[-1] == 0.0


@pytest.mark.parametrize(
    ("backing", "miss"),
    [
        ({}, False),
        ({"ahead": 0.25}, True),
        ({"ahead": 0.24}, False),
        ({"p_nomination": 0.51}, True),
        ({"p_nomination": 0.5}, False),
        ({"near_miss": "starred"}, True),
        ({"near_miss": "longlisted"}, False),
        ({"label": "OVERLOOKED"}, True),
        ({"label": "WEAK_EVIDENCE", "ahead": 1.0}, False),
    ],
)
def test_a_film_shut_out_is_a_miss_only_where_something_backs_it(backing: dict[str, object], miss: bool) -> None:
    unit = {"label": "SHUT_OUT", "near_miss": "", "p_nomination": float("nan"), "ahead": 0.0} | backing
    assert missed(pd.DataFrame([unit]), RULES).tolist() == [miss]


def test_a_surprise_is_a_nomination_in_a_category_less_likely_than_not() -> None:
    units = pd.DataFrame(
        [("NOMINATED", "sound", 0.2), ("NOMINATED", "sound", 0.6), ("NOMINATED", "", 0.2), ("SNUB", "sound", 0.2)],
        columns=["label", "category", "p_nomination"],
    )
    assert surprising(units, RULES).tolist() == [True, False, False, False]
