"""The edition of today: where nothing but the day is different, or what was published, the one before but for that.

It has the bytes that `make` would give it, and costs no frames and no judgement.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import replace

from jobs.checksum import checksum
from jobs.context import Context
from jobs.steps.editions.content import checked
from jobs.steps.editions.holding import Contents, Mark, holding
from jobs.steps.editions.shelf import Shelf, unwritable
from tracker.edition.read import Edition
from tracker.edition.write import drafting
from tracker.store.plain import Rows


def of_today(context: Context, *, refit: bool = False) -> Edition:
    """The edition that holds now if it is one of today, else a new one; raises as `make`.

    Args:
        context: settings and clock.
        refit: learn what expectation rests on again, and judge every season anew.
    """
    today = context.today.isoformat()
    return _edition(context, lambda edition: edition.as_of == today, refit=refit)


def to_publish(context: Context) -> Edition:
    """An edition of today of which no report was published: a report has its own day, and tells what is new since."""
    today, published = context.today.isoformat(), Shelf(context.editions_dir).published()
    return _edition(context, lambda edition: edition.as_of == today and edition.path.name != published)


def _edition(context: Context, suffices: Callable[[Edition], bool], *, refit: bool = False) -> Edition:
    contents = Contents()
    edition = None if refit else _as_before(context, suffices, contents)
    if edition is None:
        from jobs.steps.editions.make import make

        edition = make(context, suffices, refit=refit, contents=contents)
    return edition


def _as_before(context: Context, suffices: Callable[[Edition], bool], contents: Contents) -> Edition | None:
    """The edition that holds, or one made of it; None where more is to be done, or it is not what was written."""
    shelf = Shelf(context.editions_dir)
    with shelf.alone(), context.glance() as rows:
        edition, mark = holding(context, rows, contents), shelf.mark()
        if edition is None or mark is None or (edition := shelf.whole(mark)) is None:
            return None
        if suffices(edition):
            return edition
        if mark.season != str(context.season):
            return None
        try:
            mark = _renewed(context, rows, shelf, mark, edition)
        except (OSError, sqlite3.Error) as error:
            raise unwritable(shelf.folder, error) from error
        shelf.set_mark(mark)
    return shelf.open(mark.edition)


def _renewed(context: Context, rows: Rows, shelf: Shelf, mark: Mark, edition: Edition) -> Mark:
    today = context.today.isoformat()
    with drafting(shelf.folder, edition.path) as (draft, file):
        draft.note_checked(checked(rows))
        if mark.published:
            draft.settle(int(mark.published), edition.as_of)
        path = shelf.take(file, today, draft.finish_as_before({"as_of": today}))
    return replace(mark, edition=path.name, checksum=checksum(path), compared=mark.history, published="")
