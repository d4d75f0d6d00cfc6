"""The edition that holds now: what every question and every view reads."""

from jobs.context import Context
from jobs.steps.editions.holding import Contents, holding
from tracker.domain.errors import InputError
from tracker.edition.read import Edition
from tracker.store.plain import ANYTHING


def current(context: Context) -> Edition:
    """The edition that holds now; it is made where statements, program, settings, decisions or the day ask for it.

    Raises:
        StoreError: the database cannot be used.
        OutputError: no edition can be written.
    """
    contents = Contents()
    with context.glance() as rows:
        edition = holding(context, rows, contents)
    return edition or _made(context, contents)


def to_ask(context: Context) -> Edition:
    """The same, for a question: there must be something to ask.

    Raises:
        InputError: nothing has been read into the database yet; says what would.
    """
    contents = Contents()
    with context.glance() as rows:
        if not rows(ANYTHING):
            every = "reads the bundled season" if context.origin == "archive" else "reads every ceremony"
            raise InputError(f"the database is empty: `snubs weekly` {every}, `snubs import` your own lists")
        edition = holding(context, rows, contents)
    return edition or _made(context, contents)


def _made(context: Context, contents: Contents) -> Edition:
    from jobs.steps.editions.make import make

    return make(context, contents=contents)
