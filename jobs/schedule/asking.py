"""Which sources are due."""

from datetime import datetime

from sqlalchemy import Connection

from jobs.context import Context
from jobs.schedule.due import is_due
from jobs.steps.collecting.collect import JOB
from tracker.domain.sources import Source
from tracker.store import frames, runs
from tracker.store.engine import reading


def announcements(conn: Connection, now: datetime) -> dict[str, datetime]:
    """The announcement day nearest to `now` of each source's lists, at noon UTC, where a page states one."""
    lists = frames.lists(conn)
    stated = lists[lists["announced_on"] != ""]
    nearest: dict[str, datetime] = {}
    for source, day in zip(stated["source"], stated["announced_on"], strict=True):
        moment = datetime.fromisoformat(f"{day}T12:00:00+00:00") if len(day) == len("YYYY-MM-DD") else None
        if moment and (source not in nearest or abs(moment - now) < abs(nearest[source] - now)):
            nearest[source] = moment
    return nearest


def due_sources(context: Context) -> list[Source]:
    """Sources whose cadence says that they should be asked now, in the order of their names."""
    now = context.now()
    with reading(context.engine) as conn:
        known = announcements(conn, now)
        last = {name: runs.last_done(conn, JOB, name) for name in context.sources}
        refused = {name: runs.last_refused(conn, JOB, name) for name in context.sources}
    return [
        source
        for name, source in sorted(context.sources.items())
        if is_due(source.cadence, _begun(last[name]), now, known.get(name), _begun(refused[name]))
    ]


def _begun(run: runs.Run | None) -> datetime | None:
    return None if run is None else run.started_at
