"""The schedule as a long-running process: it ticks; what is due is worked out anew from the run table."""

import os
from collections.abc import Callable
from datetime import timedelta

from jobs.context import Context
from jobs.schedule.running import ready
from jobs.stopping import handling

TICK = timedelta(minutes=1)
GRACE = timedelta(hours=6)
"""A tick missed by a sleeping machine is still made when it wakes; the library forgives one second by default."""


def keep_ticking(context: Context, tick: Callable[[], object], started: Callable[[], object]) -> None:
    """Tick every minute until SIGTERM or SIGINT; a tick in progress is finished first.

    Args:
        context: settings and clock.
        tick: one look at what is due, in another thread.
        started: called once the signals are heard, before the first tick.

    Raises:
        SnubsError: settings, contact or database would fail every tick.
    """
    ready(context)
    from apscheduler.schedulers.background import BackgroundScheduler

    scheduler = BackgroundScheduler(timezone=context.settings.timezone)
    scheduler.add_job(
        tick,
        "interval",
        seconds=int(TICK.total_seconds()),
        next_run_time=context.now(),
        coalesce=True,
        max_instances=1,
        misfire_grace_time=int(GRACE.total_seconds()),
        id="tick",
    )
    # A handler may interrupt anything, so it takes no lock: it writes a byte that the main thread waits for.
    signalled, signal = os.pipe()
    with handling(lambda *_: os.write(signal, b".")):
        started()
        scheduler.start()
        os.read(signalled, 1)
        scheduler.shutdown(wait=True)
    os.close(signalled)
    os.close(signal)
