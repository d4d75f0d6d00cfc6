"""Match what the statements name: only what changed statements of lists can touch, else in stages."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from jobs.context import Context
from jobs.steps.identity.keys import Changes, Keys
from jobs.steps.identity.part import Part
from jobs.steps.identity.stages import Stages

if TYPE_CHECKING:
    from sqlalchemy import Connection


def match(context: Context, conn: "Connection", keys: Keys, changes: Changes | None) -> tuple[set[str], set[str]]:
    """Bring all keys up to date; gives films and people of which anything is different from before.

    Args:
        context: people's decisions.
        conn: a connection.
        keys: as they were.
        changes: of the statements since; None where anything may be different.
    """
    with without_collection():
        stages: Stages = Part(context, conn, keys, changes)
        if not stages.run():
            stages = Stages(context, conn, keys, changes, stages.films, stages.people)
            stages.run()
        _forget_texts()
    return stages.films, stages.people


@contextmanager
def without_collection() -> Iterator[None]:
    """Without a look for cycles among millions of rows, which have none: it takes a third of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _forget_texts() -> None:
    """Free what was kept of titles and names for this matching alone."""
    from tracker.domain.titles.comparable import fold, title_key
    from tracker.identity import cells, names
    from tracker.identity.films import features

    for texts in (fold, title_key, cells.article_title, names.people, names.credits_agree, *features.KEPT):
        texts.cache_clear()
