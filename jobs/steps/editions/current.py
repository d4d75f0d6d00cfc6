"""The edition that holds now: what every question and every view reads."""

from jobs.context import Context
from jobs.steps.editions.holding import history_of, holding, material_of
from tracker.edition.read import Edition


def current(context: Context) -> Edition:
    """The edition that holds now; it is made where statements, program, settings, decisions or the day ask for it.

    Raises:
        StoreError: the database cannot be used.
        OutputError: no edition can be written.
    """
    with context.glance() as rows:
        material, history = material_of(context, rows), history_of(rows)
    if edition := holding(context, material, history):
        return edition
    from jobs.steps.editions.make import make

    return make(context)
