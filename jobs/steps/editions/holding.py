"""Which edition holds now, by what it was made from."""

import sqlite3
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import jobs
import spiders
import tracker
from jobs.context import WEEKLY, Context
from jobs.steps.editions.shelf import Shelf
from tracker.edition.key import content_of, key_of, state_of
from tracker.edition.read import Edition
from tracker.store.plain import STATEMENTS_STATE, Rows

_LAST_REPORT = f"SELECT max(id) FROM run WHERE job = '{WEEKLY}' AND status = 'done'"  # noqa: S608 - a constant


def holding(context: Context, material: str, history: str) -> Edition | None:
    """The edition that was made last, if it would be made alike today."""
    shelf = Shelf(context.editions_dir)
    mark = shelf.mark()
    if mark is None or (mark.material, mark.history) != (material, history):
        return None
    edition = shelf.open(mark.edition)
    with suppress(sqlite3.Error):
        if edition and _still(edition, context):
            return edition
    return None


def _still(edition: Edition, context: Context) -> bool:
    """Whether no day since that of the edition changes what counts, and the season of today is in it."""
    today = context.today.isoformat()
    until = edition.about["unsettled_on"]
    return edition.as_of <= today and (not until or today < until) and context.season in edition.seasons


def material_of(context: Context, rows: Rows) -> str:
    """What a judgement depends on, the day aside."""
    settings = context.settings
    return key_of(
        statements=rows(STATEMENTS_STATE),
        program=state_of(*(Path(package.__path__[0]) for package in (tracker, jobs, spiders))),
        corrections=content_of(settings.corrections_file),
        thresholds=settings.thresholds.model_dump(mode="json"),
        tiers=settings.press.tiers,
        sources=settings.sources.model_dump(mode="json"),
        archive=settings.archive_only,
    )


def history_of(rows: Rows) -> str:
    """Which report was published last."""
    return str(rows(_LAST_REPORT)[0][0] or "")


def mark_published(context: Context, edition: Edition, run: str) -> None:
    """Mark an edition as published by a run: it holds on, although a report came after it, which is its own."""
    shelf = Shelf(context.editions_dir)
    mark = shelf.mark()
    if mark and mark.edition == edition.path.name:
        shelf.set_mark(replace(mark, history=run))
    shelf.set_published(edition.path.name)
