"""The calendar: days that somebody names, in lines that every reader can read."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from tracker.report.feeds.calendar import render
from tracker.report.model import build


def lines(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_each_day_that_a_list_names_is_one_event(make: Any) -> None:
    text = render(build(make()))
    assert sorted(line for line in lines(text) if line.startswith("SUMMARY")) == [
        "SUMMARY:64th British Academy Film Awards: ceremony",
        "SUMMARY:64th British Academy Film Awards: longlist announced",
        "SUMMARY:64th British Academy Film Awards: nominations announced",
        "SUMMARY:83rd Academy Awards: ceremony",
        "SUMMARY:83rd Academy Awards: nominations announced",
    ]
    assert "DTSTART;VALUE=DATE:20110125" in lines(text)
    assert "DTEND;VALUE=DATE:20110126" in lines(text)


@pytest.mark.parametrize(
    ("announced", "held", "events"),
    [
        ("", "2010-12-02", ["vote announced"]),
        ("2010-12-02", "2010-12-02", ["vote announced"]),
        ("2010-12-02", "2011-01-11", ["ceremony", "vote announced"]),
    ],
)
def test_a_body_that_votes_once_has_a_ceremony_only_where_another_day_is_stated(
    make: Any, announced: str, held: str, events: list[str]
) -> None:
    vote = {"source": "nbr", "body": "nbr", "ceremony": 2010, "kind": "nominations", "state": "fit"}
    other = vote | {"source": "nbr_page", "held_on": held, "announced_on": ""}
    lists = [vote | {"held_on": "", "announced_on": announced}, other]
    text = render(build(make(lists=lists, bodies={"nbr": "Board"})))
    assert sorted(line.rpartition(": ")[2] for line in lines(text) if line.startswith("SUMMARY")) == events


def test_no_day_means_no_event(make: Any) -> None:
    text = render(build(make(lists=[])))
    assert "VEVENT" not in text
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.endswith("END:VCALENDAR\r\n")


def test_an_event_that_moves_keeps_its_id(make: Any) -> None:
    def uid(day: str) -> list[str]:
        dates = [{"day": day, "body": "oscars", "ceremony": 98, "what": "nominations announced"}]
        return [line for line in lines(render(build(make(lists=[], dates=dates)))) if line.startswith("UID")]

    assert uid("2026-01-22") == uid("2026-01-29")


def test_text_cannot_end_a_line_or_start_a_property(make: Any) -> None:
    dates = [
        {"day": "2026-02-01", "body": "oscars", "what": "a;b,c\\d\r\nATTENDEE:x", "source_url": "https://a.org/\nX:y"}
    ]
    events = lines(render(build(make(lists=[], dates=dates, bodies={"oscars": "Oscars"}))))
    assert r"SUMMARY:Oscars: a\;b\,c\\d\nATTENDEE:x" in events
    assert not [line for line in events if line.startswith(("ATTENDEE", "X:y"))]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.text(st.characters(exclude_categories=["C", "Z"]), max_size=200))
def test_long_titles_are_folded_and_unfold_to_the_same(make: Any, title: str) -> None:
    dates = [{"day": "2026-02-01", "body": "oscars", "what": "x", "source_url": ""}]
    text = render(build(make(lists=[], dates=dates, bodies={"oscars": title})))
    assert all(len(piece.encode()) <= 75 for piece in text.split("\r\n"))
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert event["summary"] == f"{title or 'Oscars'}: x"


def test_a_ceremony_that_is_numbered_by_its_year_is_no_ordinal(make: Any) -> None:
    dates = [{"day": "2010-12-02", "body": "nbr", "ceremony": 2010, "what": "nominations announced"}]
    text = render(build(make(lists=[], dates=dates, bodies={"nbr": "National Board of Review"})))
    assert "SUMMARY:2010 National Board of Review: nominations announced" in lines(text)
