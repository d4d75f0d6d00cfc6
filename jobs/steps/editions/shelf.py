"""Editions as they are kept: one file each, a mark on the one that holds now, and a mark on the one published last."""

import errno
import os
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jobs.checksum import checksum
from jobs.steps.editions.holding import Mark, mark_in, set_mark
from tracker.domain.errors import OutputError, StoreError, unread
from tracker.edition.read import Edition, is_readable, open_edition

PUBLISHED = "published"
_REPORT = re.compile(r"\d{4}-\d\d-\d\d-\S+\.sqlite3( \d{4}( \S+)?)?")
_GARBLED = (
    "does not name the editions of which reports were published; put back a copy, or move it away: the next report is "
    "then compared with what the database knows alone, and `snubs editions prune` takes no edition for published"
)
_ASIDE = ".damaged"
_DAY = 10
"""Letters of the day with which the name of an edition's file begins."""


class Published(NamedTuple):
    """An edition of which a report was published."""

    edition: str
    """Name of its file."""
    season: str
    """Film year of the report; "" where an older version wrote the line."""
    run: str
    """The run that made it, by its id in the database; "" as before."""


class Shelf:
    """A folder of editions."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Wait until no other process makes an edition here, and keep them waiting.

        Raises:
            OutputError: the folder cannot be made.
        """
        from tracker.export.folder import locked

        with ExitStack() as stack:
            with self._writing():
                self.folder.mkdir(parents=True, exist_ok=True)
                stack.enter_context(locked(self.folder))
            yield

    def mark(self) -> Mark | None:
        """The mark on the edition that was made last; None where there is none that can be read."""
        return mark_in(self.folder)

    def set_mark(self, mark: Mark) -> None:
        """Mark the edition that holds now."""
        with self._writing():
            set_mark(self.folder, mark)

    def published(self) -> str:
        """Name of the edition whose report was published last; "" for none."""
        return next(reversed(self.published_ever()), "")

    def published_on(self) -> date | None:
        """Day of that report; None for none."""
        with suppress(ValueError):
            return date.fromisoformat(self.published()[:_DAY])
        return None

    def published_ever(self) -> list[str]:
        """Names of all editions of which a report was published, the last one at the end; some may be gone."""
        return [report.edition for report in self.reports()]

    def reports(self) -> list[Published]:
        """The same with the reports.

        Raises:
            StoreError: the file that names them is not what was written; without it none was published.
        """
        path = self.folder / PUBLISHED
        if not os.path.lexists(path):
            return []
        try:
            lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(f"{path}: {unread(error)}") from error
        if not lines or not all(map(_REPORT.fullmatch, lines)):
            raise StoreError(f"{path}: {_GARBLED}")
        return [Published(*(*line.split(), "", "")[:3]) for line in lines]

    def _set_published(self, report: Published) -> None:
        others = [one for one in self.reports() if one.edition != report.edition]
        at_hand = [one for one in others if (self.folder / one.edition).is_file()]
        draft = self.folder / f".{PUBLISHED}-{os.getpid()}"
        with self._writing():
            draft.write_text("".join(f"{' '.join(one).strip()}\n" for one in (*at_hand, report)), encoding="utf-8")
            draft.replace(self.folder / PUBLISHED)

    def open(self, name: str) -> Edition | None:
        """An edition by the name of its file; None where there is none that can be read."""
        return open_edition(self.folder / name)

    def files(self) -> Iterator[Path]:
        """The files of editions, by day, and within a day as they were made."""
        yield from sorted(self.folder.glob("*-*.sqlite3"), key=lambda file: (file.name[:_DAY], file.stat().st_mtime_ns))

    def whole(self, mark: Mark) -> Edition | None:
        """The edition of a mark; None where its file is not the one that was marked."""
        with suppress(OSError):
            return self.open(mark.edition) if checksum(self.folder / mark.edition) == mark.checksum else None
        return None

    def damaged(self) -> list[Path]:
        """The files that are not what was written: of the marked one every byte counts."""
        return [path for path in self.files() if self._is_damaged(path)]

    def _is_damaged(self, path: Path) -> bool:
        mark = self.mark()
        if mark is None or mark.edition != path.name:
            return not is_readable(path)
        return self.whole(mark) is None

    def put_aside(self, name: str) -> None:
        """Let a damaged file be no edition any longer, without losing it; one that may not be read may be sound."""
        path = self.folder / name
        with suppress(OSError):
            if path.is_file():
                path.open("rb").close()
            path.replace(self.folder / f"{name}{_ASIDE}")

    def put_aside_ever(self) -> list[Path]:
        """Damaged files that are no editions any longer, by day."""
        return sorted(path for path in self.folder.glob(f"*{_ASIDE}") if not path.is_dir())

    def take(self, draft: Path, day: str, key: str) -> Path:
        """Give a finished draft its name.

        Raises:
            OSError: it cannot be moved.
        """
        from tracker.export.folder import sync

        path = self.folder / f"{day}-{key[:8]}.sqlite3"
        sync(draft)
        draft.replace(path)
        return path

    def publish(self, edition: Edition, season: int, run: str, history: str) -> None:
        """Mark an edition as published: it holds on, although a report came after it, which is its own.

        Args:
            edition: which one.
            season: film year of the report.
            run: the id of the run that made it.
            history: a hash of all reports, this one too.
        """
        mark = self.mark()
        if mark and mark.edition == edition.path.name:
            self.set_mark(replace(mark, history=history, published=str(season)))
        self._set_published(Published(edition.path.name, str(season), run))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise unwritable(self.folder, error) from error


_IN_THE_WAY = (errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.ENOTEMPTY)
"""A file stands where a folder should, or the other way round: neither space nor rights would mend it."""


def unwritable(folder: Path, error: Exception) -> OutputError:
    """What to say where no edition can be written."""
    what = (error.strerror if isinstance(error, OSError) else None) or str(error)
    remedy = "give this user the right to write there" if _is_forbidden(error) else "free some space"
    if isinstance(error, OSError) and error.errno in _IN_THE_WAY:
        remedy = f"move {error.filename2 or error.filename or folder} away"
    return OutputError(f"{folder}: no edition can be written: {what}; {remedy} or set data_dir (SNUBS_DATA_DIR)")


def _is_forbidden(error: Exception) -> bool:
    forbidden = isinstance(error, OSError) and error.errno in (errno.EACCES, errno.EPERM, errno.EROFS)
    return forbidden or getattr(error, "sqlite_errorname", "").startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN"))
