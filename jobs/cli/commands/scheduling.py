"""Doing what is due: once, for cron, or every minute."""

from typing import TYPE_CHECKING, Annotated

import typer

from jobs.cli.commands.publishing import show_round
from jobs.cli.console import emit_json, say, warn
from jobs.cli.options import DetectChanges, Json, this_context
from tracker.domain.errors import Exit, SnubsError

if TYPE_CHECKING:
    from jobs.context import Context


def run(detect_changes: DetectChanges = False, as_json: Json = False) -> int:
    """Do whatever is due now, then stop; for cron.

    Sources are due by their cadence and season, the report once a week; a missed report is made once.
    """
    return _run(this_context(), detect_changes=detect_changes, as_json=as_json)


def _run(context: "Context", *, detect_changes: bool = False, as_json: bool = False) -> int:
    from jobs.schedule.running import run_due

    done = run_due(context)
    if done is None:
        emit_json({"folder": None, "sources": []}) if as_json else say("nothing is due")
        return Exit.DONE
    show_round(context, done, as_json=as_json)
    return done.exit_code(detect_changes=detect_changes)


def schedule(
    once: Annotated[bool, typer.Option("--once", help="Tick once and stop; what `snubs run` does.")] = False,
) -> int:
    """Keep running and do what is due, checking every minute; stop it with SIGTERM."""
    from jobs.schedule.daemon import keep_ticking

    context = this_context()
    if once:
        return _run(context)
    weekly = context.settings.schedule
    zone = context.settings.timezone
    keep_ticking(
        context,
        lambda: tick(context),
        lambda: say(f"schedule: looking every minute; weekly report {weekly.weekday} {weekly.time} {zone}"),
    )
    say("schedule: stopped")
    return 0


def tick(context: "Context") -> None:
    """One look at what is due; a failure is said and the next tick goes on."""
    from jobs.schedule.running import run_due

    try:
        done = run_due(context)
    except SnubsError as error:
        warn(f"snubs: {error}")
        return
    if done is not None:
        show_round(context, done)
