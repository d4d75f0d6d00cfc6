"""How everything stands: what is held, what is due, and what was done last."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from jobs.context import CRAWL, Context
from jobs.schedule.asking import announcements, due_sources
from jobs.schedule.due import interval, next_slot, slot_now
from tracker.store import overview
from tracker.store.overview import Import, ListLine, Run


@dataclass(frozen=True)
class Status:
    """How everything stands at one moment."""

    lists: Sequence[ListLine]
    due: Collection[str]
    intervals: Mapping[str, timedelta]
    """By source, how often it is asked now."""
    last_read: Mapping[str, datetime | None]
    """By source, when it was last asked and answered."""
    imports: Sequence[Import]
    runs: Sequence[Run]
    """The latest ten."""
    weekly_slot: datetime
    """The latest moment at which a weekly report was due."""
    next_weekly_slot: datetime


def status_now(context: Context) -> Status:
    """How everything stands now."""
    now = context.now()
    with context.glance() as rows:
        lists, recent, imports = overview.lists(rows), overview.recent_runs(rows, 10), overview.imports(rows)
        asked, never = overview.last_asked(rows, CRAWL), overview.Asked()
        days = announcements(rows, now)
    return Status(
        lists,
        {source.name for source in due_sources(context)},
        {name: interval(s.cadence, now, days.get(name)) for name, s in sorted(context.sources.items())},
        {name: asked.get(name, never).done for name in context.sources},
        imports,
        [overview.as_it_stands(run, context.host) for run in recent],
        slot_now(context),
        next_slot(context.settings.schedule, ZoneInfo(context.settings.timezone), now),
    )
