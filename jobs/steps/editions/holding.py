"""Which edition holds now, by what it was made from."""

import hashlib
import json
import os
import sqlite3
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import jobs
import spiders
import tracker
from jobs.checksum import checksum
from jobs.context import WEEKLY, Context, state_of
from tracker.edition.read import Edition, open_edition
from tracker.store.plain import Rows, statements_state

if TYPE_CHECKING:
    from jobs.steps.editions.content import Content

CURRENT = "current"
"""Name of the file with the mark on the edition that was made last."""
REPORTS = f"SELECT id FROM run WHERE job = '{WEEKLY}' AND status = 'done' ORDER BY id"  # noqa: S608 - a constant


@dataclass(frozen=True)
class Mark:
    """The edition that was made last, and what it was made from."""

    edition: str
    """Name of its file."""
    checksum: str
    """Of its file: what other bytes say, however readable they are, is not carried on."""
    season: str
    """Film year that was running."""
    program: str
    """A hash of the program, its settings and people's decisions."""
    state: str
    """A hash that changes with every crawl and import."""
    content: "Content"
    """What they brought."""
    history: str
    """A hash of the reports that have been published: those before it, or its own too."""
    compared: str
    """The same of those before it."""
    published: str
    """Film year of its own report; "" where there is none."""
    keys: str
    """How the kept keys stood (`jobs.steps.identity.keys.Keys.state`)."""


def mark_of(context: Context, path: Path, basis: tuple[str, str, str], content: "Content", keys: str) -> Mark:
    """The mark on an edition that was just made from a basis (`basis_of`)."""
    program, state, history = basis
    return Mark(
        edition=path.name,
        checksum=checksum(path),
        season=str(context.season),
        program=program,
        state=state,
        content=content,
        history=history,
        compared=history,
        published="",
        keys=keys,
    )


def mark_in(folder: Path) -> Mark | None:
    """The mark in a folder of editions; None where there is none that can be read."""
    path = folder / CURRENT
    with suppress(OSError, ValueError, TypeError, RecursionError):
        mark = Mark(**json.loads(path.read_text(encoding="utf-8") if path.is_file() else ""))
        texts = (value for name, value in asdict(mark).items() if name != "content")
        return mark if all(isinstance(value, str) for value in texts) else None
    return None


def set_mark(folder: Path, mark: Mark) -> None:
    """Mark the edition that holds now.

    Raises:
        OSError: it cannot be written.
    """
    draft = folder / f".{CURRENT}-{os.getpid()}"
    draft.write_text(json.dumps(asdict(mark)), encoding="utf-8")
    draft.replace(folder / CURRENT)


def basis_of(context: Context, rows: Rows) -> tuple[str, str, str]:
    """What an edition of now would be made from: program, state and history as in `Mark`."""
    return program_of(context), statements_state(rows), history_of(rows)


def history_of(rows: Rows) -> str:
    """A hash of the reports that have been published."""
    return _key_of(reports=[run for (run,) in rows(REPORTS)])


class Contents:
    """What the statements say, which one command reads once as long as their state is the same."""

    def __init__(self) -> None:
        self._latest: tuple[str, Content] | None = None

    def of(self, rows: Rows, state: str) -> "Content":
        """What stands in a database whose state is at hand (`tracker.store.plain.statements_state`)."""
        if self._latest is None or self._latest[0] != state:
            from jobs.steps.editions.content import content_of

            self._latest = state, content_of(rows)
        return self._latest[1]


def holding(context: Context, rows: Rows, contents: Contents | None = None) -> Edition | None:
    """The edition that was made last, if it would be made alike today.

    Args:
        context: settings and clock.
        rows: plain queries.
        contents: what they said, for a caller who asks for that again.
    """
    mark = mark_in(context.editions_dir)
    program, state, history = basis_of(context, rows)
    if mark is None or (mark.program, mark.history) != (program, history):
        return None
    edition = open_edition(context.editions_dir / mark.edition)
    with suppress(sqlite3.Error, ValueError, TypeError):  # what damage ends in
        contents = contents or Contents()
        if (
            edition
            and _still(edition, context)
            and (mark.state == state or _unchanged(context, mark, state, contents.of(rows, state)))
        ):
            return edition
    return None


def _unchanged(context: Context, mark: Mark, state: str, content: "Content") -> bool:
    """Whether what was crawled since brought nothing new; if so, that is noted."""
    if mark.content != content:
        return False
    with suppress(OSError):
        set_mark(context.editions_dir, replace(mark, state=state))
    return True


def _still(edition: Edition, context: Context) -> bool:
    """Whether no day since that of the edition changes what counts, and the season of today is in it."""
    today = context.today.isoformat()
    until = edition.about["unsettled_on"]
    return edition.as_of <= today and (not until or today < until) and context.season in edition.seasons


def program_of(context: Context) -> str:
    """What a judgement depends on besides statements and the day."""
    settings = context.settings
    return _key_of(
        program=state_of(*(Path(package.__path__[0]) for package in (tracker, jobs, spiders))),
        corrections=_content_of(settings.corrections_file),
        thresholds=settings.thresholds.model_dump(mode="json"),
        tiers=settings.press.tiers,
        sources=settings.sources.model_dump(mode="json"),
        archive=settings.archive_only,
    )


def _key_of(**parts: object) -> str:
    """One hash of everything that a judgement depends on; days and the like count as they print."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


def _content_of(path: Path) -> str:
    """A hash of a file's bytes; the error's number where it cannot be read, most often because none is there."""
    try:
        return "a pipe" if path.is_fifo() else hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        return f"error {error.errno}"
