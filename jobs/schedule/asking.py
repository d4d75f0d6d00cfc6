"""Which sources are asked, and in which order: those that are due, lists before what depends on them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from jobs.context import Context
from jobs.schedule.due import is_due
from jobs.steps.collecting.collect import JOB, Collected, asks_for, collect
from spiders.families import family_of
from tracker.domain.sources import Source
from tracker.store import frames, runs
from tracker.store.engine import reading


def announcements(conn: Connection, now: datetime) -> dict[str, datetime]:
    """The announcement day nearest to `now` of each source's lists, at noon UTC, where a page states one."""
    lists = frames.lists(conn)
    stated = lists[lists["announced_on"].notna()]
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


def collect_sources(context: Context, names: Sequence[str], *, season: int | None) -> list[Collected]:
    """Collect lists and registries first, then the link titles that the lists brought, then candidate films' articles.

    Verified bodies are asked for every ceremony, since expectation is learnt from history; bodies on trial, registries
    and the bundled archive for the season alone.
    """
    whole = [] if context.settings.archive_only else [n for n in names if _teaches(context.sources[n])]
    rest = [n for n in names if n not in whole]
    stages = {name: family_of(context.sources[name]).stage for name in rest}
    wanted, collected = [season or context.season], []
    for stage in sorted({0, *stages.values()}):
        asks = asks_for(context, [name for name in rest if stages[name] == stage], seasons=wanted)
        collected += collect(context, [*asks_for(context, whole), *asks] if stage == 0 else asks)
    return collected


def _teaches(source: Source) -> bool:
    return source.verified and source.ceremonies is not None and source.compared_with is None
