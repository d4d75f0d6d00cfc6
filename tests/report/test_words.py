"""Words that the page has for figures and lists."""

import pytest

from tracker.report.words import kind_words, likely, precursors, reason_words


@pytest.mark.parametrize(
    ("hits", "possible", "words"),
    [
        (1, 1, "nominated by the one precursor"),
        (2, 2, "nominated by both precursors"),
        (4, 4, "nominated by all four precursors"),
        (3, 4, "nominated by three of the four precursors"),
        (0, 4, "nominated by none of the four precursors"),
    ],
)
def test_precursors_are_counted_in_words(hits: int, possible: int, words: str) -> None:
    assert precursors(hits, possible) == words


def test_a_festival_has_a_line_up_and_no_nominations() -> None:
    assert [kind_words("nominations", body) for body in ("cannes", "oscars")] == ["line-up", "nominations"]


@pytest.mark.parametrize(
    ("p", "low", "high", "words"),
    [
        (0.96, 0.8, 0.99, "96% (80% to 99%)"),
        (0.96, None, None, "96%"),
        (None, None, None, ""),
        (0.01, 0.004, 0.02, "1% (at most 2%)"),
        (0.99, 0.98, 0.996, "99% (at least 98%)"),
        (0.001, 0.0, 0.004, "under 1%"),
        (1.0, 0.999, 1.0, "over 99%"),
        (0.5, 0.001, 0.999, "50% (under 1% to over 99%)"),
    ],
)
def test_a_probability_has_its_interval_in_words(
    p: float | None, low: float | None, high: float | None, words: str
) -> None:
    assert likely(p, low, high) == words


def test_what_a_record_bars_nobody_need_have_ruled_on() -> None:
    """A film that was nominated, or sent by its country, the year before is barred by that record alone."""
    assert reason_words("record_ineligible") == "A record bars it"
