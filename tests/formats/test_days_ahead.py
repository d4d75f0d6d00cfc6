"""Days that a page states of what is still to come: when nominations are due, and when they were moved."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.formats.wikitext.blocks import read_blocks
from spiders.formats.wikitext.dates import announced_on, held_on
from spiders.formats.wikitext.lines import Line
from tracker.domain.text.dates import MONTHS

HELD = date(2027, 3, 14)


def line(text: str) -> Line:
    [read] = (block for block in read_blocks(text).blocks if isinstance(block, Line))
    return read


def printed(day: date, *, american: bool) -> str:
    month = MONTHS[day.month - 1].capitalize()
    return f"{month} {day.day}, {day.year}" if american else f"{day.day} {month} {day.year}"


@given(
    days=st.integers(1, 120),
    american=st.booleans(),
    what=st.sampled_from(["Nominations", "The nominations", "The nominees", "The full list of nominees"]),
    verb=st.sampled_from(
        ["will be announced", "are to be announced", "are scheduled to be announced", "are set to be revealed"]
    ),
)
def test_the_day_on_which_nominations_are_due(days: int, *, american: bool, what: str, verb: str) -> None:
    day = HELD - timedelta(days=days)
    sentence = f"{what} {verb} on {printed(day, american=american)}."
    assert [found for found, _ in announced_on([line(sentence)], HELD)] == [day]


def test_what_was_announced_goes_before_what_was_to_be() -> None:
    lines = [
        line("It was said in May that the nominations would be announced on January 20, 2027."),
        line("The nominations were announced on January 22, 2027."),
    ]
    assert [day for day, _ in announced_on(lines, HELD)] == [date(2027, 1, 22)]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        (
            "Nominations were originally to be announced on January 17, 2027, but this was moved to January 19, 2027, "
            "and then to January 22, 2027.",
            date(2027, 1, 22),
        ),
        (
            "Nominations will be announced on January 22, 2027, ahead of the ceremony on March 14, 2027.",
            date(2027, 1, 22),
        ),
        ("The nominees for the Rising Star award will be announced on January 7, 2027.", None),
        ("The winners will be announced on March 14, 2027.", None),
        ("Nominations will be announced in January 2027.", None),
        ("The nominations will be announced on April 1, 2027.", None),
    ],
)
def test_moved_days_other_lists_and_what_is_no_day(sentence: str, day: date | None) -> None:
    assert [found for found, _ in announced_on([line(sentence)], HELD)] == ([day] if day else [])


def test_longlists_are_due_too() -> None:
    lines = [
        line(
            "The longlists will be published on January 9, 2027. The nominations will be announced on January 27, 2027."
        )
    ]
    assert [day for day, _ in announced_on(lines, HELD, longlist=True)] == [date(2027, 1, 9)]
    assert [day for day, _ in announced_on(lines, HELD)] == [date(2027, 1, 27)]


@pytest.mark.parametrize("verb", ["will be held", "is scheduled to be held", "takes place", "is to take place"])
def test_a_ceremony_to_come_has_its_day(verb: str) -> None:
    found = held_on("", [line(f"The 99th Academy Awards ceremony {verb} on March 14, 2027.")])
    assert found
    assert found[0] == HELD
