"""Which sources are due."""

from collections.abc import Iterable
from datetime import datetime

from jobs.context import CRAWL, Context
from jobs.schedule.due import is_due
from tracker.domain.sources import Source
from tracker.store import overview


def announcements(lists: Iterable[overview.ListLine], now: datetime) -> dict[str, datetime]:
    """The announcement day nearest to `now` of each source's lists, at noon UTC, where a page states one."""
    nearest: dict[str, datetime] = {}
    for line in lists:
        if len(line.announced_on or "") != len("YYYY-MM-DD"):
            continue
        moment = datetime.fromisoformat(f"{line.announced_on}T12:00:00+00:00")
        if line.source not in nearest or abs(moment - now) < abs(nearest[line.source] - now):
            nearest[line.source] = moment
    return nearest


def due_sources(context: Context) -> list[Source]:
    """Sources whose cadence says that they should be asked now, in the order of their names."""
    now = context.now()
    with context.glance() as rows:
        days, asked = announcements(overview.lists(rows), now), overview.last_asked(rows, CRAWL)
    never = overview.Asked()
    last = {name: asked.get(name, never) for name in context.sources}
    return [
        source
        for name, source in sorted(context.sources.items())
        if is_due(source.cadence, last[name].done, now, days.get(name), last[name].refused)
    ]
