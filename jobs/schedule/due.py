"""What is due: each source's cadence and the weekly report's slot, worked out from what was done and when."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from jobs.context import Context
from tracker.config import Schedule
from tracker.domain.sources import Cadence

INTERVALS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
}
AROUND_ANNOUNCEMENT = timedelta(minutes=10)
WINDOW = timedelta(hours=12)
"""How long before and after an announcement a source is asked every ten minutes."""
ASK_AGAIN = timedelta(hours=1)
"""How long a source that could not be read is left alone, unless it is asked more often anyway."""
SLACK = timedelta(minutes=2)
"""A cron job that starts a little early must not skip a day."""

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def interval(cadence: Cadence, now: datetime, announcement: datetime | None = None) -> timedelta:
    """How long a source's data may stand before it is asked again.

    Args:
        cadence: the source's own rhythm.
        now: aware time.
        announcement: the body's next or last known announcement, aware, if a page states one.
    """
    if announcement is not None and abs(now - announcement) <= WINDOW:
        return AROUND_ANNOUNCEMENT
    return INTERVALS[cadence.season if now.month in cadence.months else cadence.off_season]


def is_due(
    cadence: Cadence,
    last: datetime | None,
    now: datetime,
    announcement: datetime | None = None,
    refused: datetime | None = None,
) -> bool:
    """Whether a source should be asked now; one that was never asked is due.

    Args:
        cadence: the source's own rhythm.
        last: when it was last asked and answered.
        now: aware time.
        announcement: as for `interval`.
        refused: when it was last asked and could not be read; it is left alone for a while after that.
    """
    every = interval(cadence, now, announcement)
    if refused is not None and now - refused < min(every, ASK_AGAIN) - SLACK:
        return False
    return last is None or now - last >= every - SLACK


def weekly_slot(schedule: Schedule, zone: ZoneInfo, now: datetime) -> datetime:
    """The latest moment at or before `now` at which a weekly report was due, aware, in the operator's zone."""
    local = now.astimezone(zone)
    hour, minute = map(int, schedule.time.split(":"))
    back = (local.weekday() - _WEEKDAYS.index(schedule.weekday)) % 7
    slot = datetime.combine(local.date() - timedelta(days=back), time(hour, minute), zone)
    return slot if slot <= local else slot - timedelta(days=7)


def next_slot(schedule: Schedule, zone: ZoneInfo, now: datetime) -> datetime:
    """The first moment after `now` at which a weekly report is due, aware, in the operator's zone."""
    return weekly_slot(schedule, zone, weekly_slot(schedule, zone, now) + timedelta(days=7, hours=12))


def slot_now(context: Context) -> datetime:
    """The latest moment at which a weekly report was due."""
    return weekly_slot(context.settings.schedule, ZoneInfo(context.settings.timezone), context.now())


def slot_name(slot: datetime) -> str:
    """A slot's name in the claim table: the moment in UTC."""
    return f"{slot.astimezone(UTC):%Y-%m-%dT%H:%MZ}"
