"""Due-ness follows from what was done and when, never from a counter that can stop."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.schedule.due import AROUND_ANNOUNCEMENT, interval, is_due, next_slot, weekly_slot
from tracker.config import Schedule
from tracker.domain.ceremonies import current_season
from tracker.domain.sources import Cadence

CADENCE = Cadence(off_season="weekly", season="daily", months=(12, 1, 2))
MOMENTS = st.integers(min_value=946_684_800, max_value=2_524_608_000).map(lambda s: datetime.fromtimestamp(s, UTC))
ZONES = st.sampled_from(["UTC", "Europe/London", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Auckland"])


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("last", "now", "due"),
    [
        (None, "2011-06-01T00:00", True),
        ("2011-06-01T00:00", "2011-06-05T00:00", False),
        ("2011-06-01T00:00", "2011-06-08T00:00", True),
        ("2011-01-01T00:00", "2011-01-01T12:00", False),
        ("2011-01-01T00:00", "2011-01-01T23:59", True),
        ("2011-01-01T00:00", "2011-02-20T00:00", True),
    ],
)
def test_a_source_is_due_after_its_season_s_interval(last: str | None, now: str, due: bool) -> None:
    assert is_due(CADENCE, at(last) if last else None, at(now)) is due


def test_around_an_announcement_a_source_is_asked_every_ten_minutes() -> None:
    announcement = at("2011-01-25T13:30")
    assert interval(CADENCE, at("2011-01-25T13:00"), announcement) == AROUND_ANNOUNCEMENT
    assert interval(CADENCE, at("2011-01-27T13:00"), announcement) == timedelta(days=1)


@pytest.mark.parametrize(
    ("now", "slot"),
    [
        ("2026-11-16T05:59", "2026-11-09T06:00"),
        ("2026-11-16T06:00", "2026-11-16T06:00"),
        ("2026-11-22T23:59", "2026-11-16T06:00"),
    ],
)
def test_the_weekly_slot_is_monday_at_six(now: str, slot: str) -> None:
    assert weekly_slot(Schedule(), ZoneInfo("UTC"), at(now)) == at(slot)
    assert next_slot(Schedule(), ZoneInfo("UTC"), at(now)) == at(slot) + timedelta(days=7)


@given(now=MOMENTS, zone=ZONES)
def test_a_slot_is_never_in_the_future_nor_more_than_a_week_back(now: datetime, zone: str) -> None:
    slot = weekly_slot(Schedule(), ZoneInfo(zone), now)
    assert slot <= now < slot + timedelta(days=7, hours=1)
    assert slot.weekday() == 0
    assert (slot.hour, slot.minute) == (6, 0)


def test_the_season_turns_in_november() -> None:
    days = ("2026-10-31", "2026-11-01", "2027-03-01")
    assert [current_season(at(f"{day}T00:00")) for day in days] == [2025, 2026, 2026]
