"""Words that the page has for figures and lists."""

import pytest

from tracker.report.words import kind_words, precursors


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
