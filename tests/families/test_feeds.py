"""Feeds: the day that an entry states, and none where it states none that can be read."""

from datetime import date

import pytest
import time_machine

from spiders.families.press.feeds import Entry, read_feed

ADDRESS = "https://feed.example/rss"


def entry(stamp: str, name: str = "pubDate") -> Entry:
    item = f"<item><title>t</title><link>/one</link><{name}>{stamp}</{name}></item>"
    (entry,) = read_feed(ADDRESS, f"<rss version='2.0'><channel><title>x</title>{item}</channel></rss>".encode())
    return entry


@pytest.mark.parametrize(
    "stamp",
    [
        "Tue, 25 Jan 2011 08:00:00 GMT",
        "Tue, 25 Jan 2011 08:00:00 +0000",
        "Tue, 25 Jan 2011 8:0:0 EST",
        "Tue,25 Jan 2011 08:00:00 GMT",
        "Tuesday, 25 January 2011 08:00 GMT",
        "25 Jan 2011 08:00 -0000",
        "Tue, 25 Jan 11 08:00:00 GMT",
        "Tuesday, 25-Jan-11 08:00:00 GMT",
        "Sun, 25 Jan 2011 08:00:00 GMT",
        "Mon, 24 Jan 2011 23:30:00 -0500",
        "Tue Jan 25 08:00:00 2011",
        "2011-01-25",
        "2011-01-25T08:00:00Z",
        "2011-01-25T08:00:00.123+00:00",
        "2011-01-24T23:30:00-05:00",
        "2011-01-25 08:00:00",
        "20110125T080000Z",
        "2011/1/25 15:07:41",
        "Jan 25, 2011",
        "January 25th, 2011 at 8:00 am",
    ],
)
def test_a_day_is_read_in_every_form_that_states_it_whole(stamp: str) -> None:
    assert entry(stamp) == Entry("https://feed.example/one", date(2011, 1, 25))


@pytest.mark.parametrize(
    "stamp",
    [
        "2011",
        "2011-01",
        "January 2011",
        "2011-02-30",
        "Tue, 30 Feb 2011 08:00:00 GMT",
        "2011-13-01T08:00:00Z",
        "1295942400",
        "1295942400000",
        "0",
        "01/25/2011",
        "25/01/2011",
        "02.03.2011",
        "11-01-25",
        "mar., 25 janv. 2011 08:00:00 +0100",
        "25 janvier 2011",
        "2011年1月25日",
        "\u0661\u0662\u0669\u0665",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "0001-01-01T00:00:00+14:00",
        "1899-12-30",
        "between Jan 25, 2011 and Feb 2, 2011",
        "yesterday",
        "Invalid Date",
        "{{ post.date }}",
    ],
)
def test_a_date_that_cannot_be_read_is_none_and_is_kept_as_printed(stamp: str) -> None:
    assert entry(stamp) == Entry("https://feed.example/one", None, stamp)


@pytest.mark.parametrize("today", ["2026-11-28", "2027-02-03"])
@pytest.mark.parametrize("stamp", ["2011/1/29 15:07:41", "1295942400", "2011", "2011-025"])
def test_a_date_says_the_same_on_every_day(stamp: str, today: str) -> None:
    with time_machine.travel(today, tick=False):
        assert entry(stamp).published in (None, date(2011, 1, 29))


def test_an_entry_without_a_date_is_undated_and_nothing_is_unread() -> None:
    assert entry("", "pubDate") == Entry("https://feed.example/one")


def test_a_feed_of_the_other_kind_says_when_it_was_updated() -> None:
    assert entry("2011-01-25T08:00:00Z", "updated").published == date(2011, 1, 25)
