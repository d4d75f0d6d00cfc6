"""Days, months and years in running text: every wording that pages use, and none that is no day."""

from datetime import date

import pytest

from tracker.domain.text.dates import days_in, iso_date, month_number


@pytest.mark.parametrize(
    "text",
    ["12 February 2011", "February 12, 2011", "12th Feb. 2011", "Feb 12 , 2011", "2011-02-12", "FEBRUARY 12TH, 2011"],
)
def test_one_day_in_all_its_wordings(text: str) -> None:
    assert list(days_in(f"It was on {text} in London.")) == [date(2011, 2, 12)]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Sept. 2010", "2010-09"),
        ("May 2010", "2010-05"),
        ("since 1999", "1999"),
        ("31 February 2010", None),
        ("1,234 reviews", None),
        ("mayor 2010", "2010"),
    ],
)
def test_a_date_is_as_precise_as_it_is_said(text: str, iso: str | None) -> None:
    assert iso_date(text) == iso


def test_a_shortened_month_counts_like_the_whole_word() -> None:
    assert [month_number(name) for name in ("Jan.", "sept", "DECEMBER")] == [1, 9, 12]
