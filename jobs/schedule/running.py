"""One step of the schedule: whatever is due now. `snubs run` and the daemon share it."""

from typing import TYPE_CHECKING

from jobs.context import NOTHING, WEEKLY, Context
from jobs.schedule.asking import due_sources
from jobs.schedule.due import slot_name, slot_now
from jobs.steps.editions.clock import refuse_setback
from tracker.store import overview

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from jobs.steps.publishing.weekly import Round


def ready(context: Context) -> None:
    """Refuse at once what could never be done: unknown sources, a live crawl without a contact, an unusable database.

    Raises:
        SnubsError: names the setting.
    """
    if not context.settings.archive_only:
        context.require_contact()
    _ = context.sources
    with context.glance():
        pass


def run_due(context: Context) -> "Round | None":
    """Ask the sources that are due and make the weekly report if its slot is open; None when nothing is due.

    A failed source does not keep the report from being made; it shows in it.

    Raises:
        ConfigError: the clock lies behind the last published report.
    """
    ready(context)
    refuse_setback(context)
    due = due_sources(context)
    with context.glance() as rows:
        idle = not due and overview.is_done(rows, WEEKLY, slot_name(slot_now(context)))
    return None if idle else _work(context, [source.name for source in due])


def _work(context: Context, due: list[str]) -> "Round | None":
    from jobs.steps.collecting.order import collect_sources
    from jobs.steps.publishing.publish import publish_season
    from jobs.steps.publishing.weekly import Round, claimed

    outcomes = collect_sources(context, due, season=None) if due else []
    if silent := set(due) - {outcome.source for outcome in outcomes}:
        _note_nothing(context, silent)
    slot = _claim_weekly(context)
    if slot is None:
        return Round(outcomes) if outcomes else None
    with claimed(context, slot):
        return Round(outcomes, publish_season(context, None, None, slot=slot))


def _note_nothing(context: Context, names: "Iterable[str]") -> None:
    """Note of which sources nothing could be asked, so that it is not worked out again at every run of a day."""
    from tracker.store import runs
    from tracker.store.engine import transaction

    with transaction(context.engine) as conn:
        for name in sorted(names):
            run = runs.begin(conn, job=NOTHING, host=context.host, now=context.now(), slot=name)
            runs.finish(conn, run, "done", context.now(), exit_code=0)


def weekly_now(context: Context, *, season: int | None, out: "Path | None", clock_is_right: bool = False) -> "Round":
    """The whole job by hand; it is this week's report, if that is still to be made and nothing else was asked for.

    Raises:
        ConfigError: the clock lies behind the last published report, and nobody says that it `clock_is_right`.
    """
    from jobs.steps.publishing.weekly import claimed, weekly

    ready(context)
    if not clock_is_right:
        refuse_setback(context)
    slot = _claim_weekly(context) if season is None and out is None else None
    with claimed(context, slot):
        return weekly(context, season=season, out=out, slot=slot, clock_is_right=clock_is_right)


def _claim_weekly(context: Context) -> str | None:
    """The weekly slot if it is this process's to do: not done, and not being done by another."""
    from tracker.store import runs
    from tracker.store.engine import transaction

    name = slot_name(slot_now(context))
    with transaction(context.engine) as conn:
        runs.reap(conn, context.host, context.now())
        return name if runs.claim(conn, WEEKLY, name, context.host, context.now()) else None
