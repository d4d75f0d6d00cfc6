"""The edition that holds now: what every question and every view reads."""

from jobs.context import Context
from jobs.steps.editions.holding import holding
from tracker.edition.read import Edition


def current(context: Context) -> Edition:
    """The edition that holds now; it is made where statements, program, settings, decisions or the day ask for it.

    Raises:
        StoreError: the database cannot be used.
        OutputError: no edition can be written.
    """
    with context.glance() as rows:
        edition = holding(context, rows)
    if edition:
        return edition
    from jobs.steps.editions.make import make

    return make(context)
