"""Figures say no more than was measured."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.figures import chance, chance_in_words, share, whole_percent, whole_percentile


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        *((0.0, "under 1%"), (0.009, "under 1%"), (0.01, "1%"), (0.29, "29%"), (0.799, "79%"), (0.8, "80%")),
        *((0.99, "99%"), (0.995, "over 99%"), (1.0, "over 99%")),
    ],
)
def test_a_probability_is_cut_and_nothing_open_is_sure(probability: float, said: str) -> None:
    assert chance(probability) == said


@pytest.mark.parametrize(("probability", "said"), [(0.0, "under 1%"), (0.978, "about 97%"), (1, "over 99%")])
def test_a_probability_in_a_sentence(probability: float, said: str) -> None:
    assert chance_in_words(probability) == said


@pytest.mark.parametrize(("part", "said"), [(0.0, "0%"), (0.004, "under 1%"), (0.995, "over 99%"), (1.0, "100%")])
def test_a_counted_share_is_all_or_nothing_only_where_it_is(part: float, said: str) -> None:
    assert share(part) == said


@pytest.mark.parametrize(("percentile", "said"), [(98.8, 98), (99.9, 99), (91.0, 91)])
def test_a_percentile_is_rounded_down(percentile: float, said: int) -> None:
    assert whole_percentile(percentile) == said


@given(st.integers(5, 994))
def test_a_share_written_with_three_decimals_is_rounded_half_up(thousandths: int) -> None:
    assert share(thousandths / 1000) == f"{(thousandths + 5) // 10}%"


@given(st.integers(1, 999), st.integers(1, 99))
def test_a_probability_is_printed_on_its_side_of_every_threshold(thousandths: int, threshold: int) -> None:
    p = thousandths / 1000
    assert (whole_percent(p) >= threshold) == (p >= threshold / 100)
