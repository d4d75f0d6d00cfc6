"""The edition that holds now: what every question and every view reads."""

import logging

from jobs.context import Context
from jobs.steps.editions.holding import Contents, holding, program_of
from jobs.steps.editions.shelf import Shelf
from tracker.domain.errors import InputError, OutputError, StoreError
from tracker.edition.read import Edition
from tracker.store.plain import ANYTHING

_log = logging.getLogger(__name__)


def current(context: Context) -> Edition:
    """The edition that holds now; it is made where statements, program, settings, decisions or the day ask for it.

    Raises:
        StoreError: the database cannot be used.
        OutputError: no edition can be written, and the last one is of another program or other settings.
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
            raise InputError(f"{_empty(context)}, `snubs import` your own lists")
        edition = holding(context, rows, contents)
    return edition or _made(context, contents)


def _empty(context: Context) -> str:
    """What fills an empty database, and where the live data lie that offline work leaves aside."""
    from tracker.store.engine import describe
    from tracker.store.origin import is_live

    if (live := context.settings.set_aside) and is_live(live):
        aside = f"live data lie beside it in {describe(live)}, which SNUBS_OFFLINE or `offline` leaves aside"
        return f"the database of the bundled archive is empty; {aside}: `snubs weekly` reads the bundled season"
    every = "reads the bundled season" if context.origin == "archive" else "reads every ceremony"
    return f"the database is empty: `snubs weekly` {every}"


def _made(context: Context, contents: Contents) -> Edition:
    """A new edition; where none can be written, the last one, which is older than the statements, with a warning."""
    from jobs.steps.editions.make import make

    try:
        return make(context, contents=contents)
    except (OutputError, StoreError) as error:
        edition = _last(context)
        if edition is None:
            raise
        _log.warning("%s; this is from the edition of %s, older than what was taken in since", error, edition.as_of)
        return edition


def _last(context: Context) -> Edition | None:
    """The edition that was made last, if it is what this program and these settings make of what stood then."""
    shelf = Shelf(context.editions_dir)
    mark = shelf.mark()
    return shelf.whole(mark) if mark and mark.program == program_of(context) else None
