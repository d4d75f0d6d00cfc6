"""One step of the schedule: whatever is due now. `snubs run` and the daemon share it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from jobs.context import Context
from jobs.schedule.asking import due_sources
from jobs.schedule.due import weekly_slot
from jobs.steps.collecting.order import collect_sources
from jobs.steps.publishing.weekly import WEEKLY, Round, report_slot
from tracker.store import runs
from tracker.store.engine import transaction


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


def run_due(context: Context) -> Round:
    """Ask the sources that are due and make the weekly report if its slot is open.

    A failed source does not keep the report from being made; it shows in it.
    """
    ready(context)
    due = due_sources(context)
    collected = collect_sources(context, [source.name for source in due], season=None) if due else []
    slot = _claim_weekly(context)
    if slot is None:
        return Round(collected, nothing_due=not due)
    return Round(collected, report_slot(context, slot))
