"""One step of the schedule: whatever is due now. `snubs run` and the daemon share it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from jobs.articles import FILM_FAMILY
from jobs.collect import JOB, LINKS_FAMILY, Collected, asks_for, collect
from jobs.console import say
from jobs.context import Context
from jobs.due import is_due, weekly_slot
from tracker.domain.errors import Exit
from tracker.domain.sources import Source
from tracker.store import frames, runs
from tracker.store.engine import reading, transaction

WEEKLY = "weekly"


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
    lists = [n for n in names if context.sources[n].family not in (LINKS_FAMILY, FILM_FAMILY)]
    links = [n for n in names if context.sources[n].family == LINKS_FAMILY]
    whole = [] if context.settings.archive_only else [n for n in lists if _teaches(context.sources[n])]
    rest = [n for n in lists if n not in whole]
    wanted = season or context.season
    collected = collect(context, [*asks_for(context, whole), *asks_for(context, rest, seasons=[wanted])])
    for later in (links, [n for n in names if context.sources[n].family == FILM_FAMILY]):
        collected += collect(context, asks_for(context, later, seasons=[wanted])) if later else []
    return collected


def _teaches(source: Source) -> bool:
    return source.verified and source.ceremonies is not None and source.verifies is None


def slot_now(context: Context) -> datetime:
    """The latest moment at which a weekly report was due."""
    return weekly_slot(context.settings.schedule, ZoneInfo(context.settings.timezone), context.now())


def slot_name(slot: datetime) -> str:
    """A slot's name in the claim table: the moment in UTC."""
    return f"{slot.astimezone(UTC):%Y-%m-%dT%H:%MZ}"


def _claim_weekly(context: Context) -> str | None:
    """The weekly slot if it is this process's to do: not done, and not being done by another."""
    name = slot_name(slot_now(context))
    with transaction(context.engine) as conn:
        runs.reap(conn, context.host, context.now())
        return name if runs.claim(conn, WEEKLY, name, context.host, context.now()) else None


def ready(context: Context) -> None:
    """Refuse at once what could never be done: unknown sources, a live crawl without a contact, an unusable database.

    Raises:
        SnubsError: names the setting.
    """
    if not context.settings.archive_only:
        context.require_contact()
    _ = context.sources, context.engine


def run_due(context: Context, *, detect_changes: bool = False, as_json: bool = False, quiet: bool = False) -> int:
    """Ask the sources that are due and make the weekly report if its slot is open.

    Returns:
        An exit code; a failed source does not keep the report from being made, it shows in it.
    """
    ready(context)
    due = due_sources(context)
    collected = collect_sources(context, [source.name for source in due], season=None) if due else []
    slot = _claim_weekly(context)
    from jobs.weekly import conclude, report_slot

    if slot is None:
        if due or as_json:
            return conclude(collected, None, detect_changes=detect_changes, as_json=as_json)
        if not quiet:
            say("nothing is due")
        return int(Exit.DONE)
    return report_slot(context, slot, collected, detect_changes=detect_changes, as_json=as_json)
