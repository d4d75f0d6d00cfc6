"""How everything stands: what is held, what is due, and what was done last."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from jobs.context import Context
from jobs.schedule.asking import announcements, due_sources
from jobs.schedule.due import interval, slot_now
from tracker.store import overview
from tracker.store.overview import Import, ListLine, Run


@dataclass(frozen=True)
class Status:
    """How everything stands at one moment."""

    lists: Sequence[ListLine]
    due: Collection[str]
    intervals: Mapping[str, timedelta]
    """By source, how often it is asked now."""
    imports: Sequence[Import]
    runs: Sequence[Run]
    """The latest ten."""
    weekly_slot: datetime
    """The latest moment at which a weekly report was due."""


def status_now(context: Context) -> Status:
    """How everything stands now."""
    now = context.now()
    with context.glance() as rows:
        lists, recent, imports = overview.lists(rows), overview.recent_runs(rows, 10), overview.imports(rows)
    days = announcements(lists, now)
    return Status(
        lists,
        {source.name for source in due_sources(context)},
        {name: interval(s.cadence, now, days.get(name)) for name, s in sorted(context.sources.items())},
        imports,
        recent,
        slot_now(context),
    )
