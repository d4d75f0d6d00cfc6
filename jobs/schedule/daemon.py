"""The schedule as a long-running process: it ticks; what is due is worked out anew from the run table."""

import os
from datetime import timedelta

from jobs.cli.console import say, warn
from jobs.context import Context
from jobs.schedule.running import ready, run_due
from jobs.schedule.stopping import handling
from tracker.domain.errors import Exit, SnubsError

TICK = timedelta(minutes=1)
GRACE = timedelta(hours=6)
"""A tick missed by a sleeping machine is still made when it wakes; the library forgives one second by default."""


def _tick(context: Context) -> None:
    """One look at what is due; a failure is said and the next tick goes on."""
    try:
        run_due(context, quiet=True)
    except SnubsError as error:
        warn(f"snubs: {error}")


def run_schedule(context: Context, *, once: bool = False) -> int:
    """Tick every minute until SIGTERM or SIGINT; a tick in progress is finished first.

    Raises:
        SnubsError: settings, contact or database would fail every tick.
    """
    if once:
        return run_due(context)
    ready(context)
    from apscheduler.schedulers.background import BackgroundScheduler

    scheduler = BackgroundScheduler(timezone=context.settings.timezone)
    scheduler.add_job(
        _tick,
        "interval",
        args=[context],
        seconds=int(TICK.total_seconds()),
        next_run_time=context.now(),
        coalesce=True,
        max_instances=1,
        misfire_grace_time=int(GRACE.total_seconds()),
        id="tick",
    )
    weekly = context.settings.schedule
    # A handler may interrupt anything, so it takes no lock: it writes a byte that the main thread waits for.
    heard, told = os.pipe()
    with handling(lambda *_: os.write(told, b".")):
        say(f"schedule: looking every minute; weekly report {weekly.weekday} {weekly.time} {context.settings.timezone}")
        scheduler.start()
        os.read(heard, 1)
        scheduler.shutdown(wait=True)
    os.close(heard)
    os.close(told)
    say("schedule: stopped")
    return int(Exit.DONE)
