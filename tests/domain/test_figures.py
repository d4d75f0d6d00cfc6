"""Figures say no more than was measured."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.figures import whole_percent, whole_percentile


@pytest.mark.parametrize(("share", "said"), [(0.0, 0), (0.29, 29), (0.496, 49), (0.9999, 99), (1.0, 100)])
def test_a_share_is_rounded_down_but_not_below_itself(share: float, said: int) -> None:
    assert whole_percent(share) == said


@pytest.mark.parametrize(("percentile", "said"), [(98.8, 98), (99.9, 99), (91.0, 91)])
def test_a_percentile_is_rounded_down(percentile: float, said: int) -> None:
    assert whole_percentile(percentile) == said


@given(st.integers(0, 1000))
def test_a_share_written_with_three_decimals_is_never_off_by_one(thousandths: int) -> None:
    assert whole_percent(thousandths / 1000) == thousandths // 10
