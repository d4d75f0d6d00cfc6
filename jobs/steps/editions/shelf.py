"""Editions as they are kept: one file each, a mark on the one that holds now, and a mark on the one published last."""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path

from jobs.steps.editions.holding import CURRENT, Mark, mark_in
from tracker.domain.errors import OutputError
from tracker.edition.read import Edition, open_edition

PUBLISHED = "published"


class Shelf:
    """A folder of editions."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def mark(self) -> Mark | None:
        """The mark on the edition that was made last; None where there is none that can be read."""
        return mark_in(self.folder)

    def set_mark(self, mark: Mark) -> None:
        """Mark the edition that holds now."""
        self._write(CURRENT, json.dumps(asdict(mark)))

    def published(self) -> str:
        """Name of the edition whose report was published last; "" for none."""
        with suppress(OSError):
            return (self.folder / PUBLISHED).read_text(encoding="utf-8").strip()
        return ""

    def set_published(self, name: str) -> None:
        """Mark an edition as published."""
        self._write(PUBLISHED, f"{name}\n")

    def open(self, name: str) -> Edition | None:
        """An edition by the name of its file; None where there is none that can be read."""
        return open_edition(self.folder / name)

    def files(self) -> Iterator[Path]:
        """The files of editions, by day and key."""
        yield from sorted(self.folder.glob("*-*.sqlite3"))

    def publish(self, edition: Edition, run: str) -> None:
        """Mark an edition as published by a run: it holds on, although a report came after it, which is its own."""
        mark = self.mark()
        if mark and mark.edition == edition.path.name:
            self.set_mark(replace(mark, history=run))
        self.set_published(edition.path.name)

    def _write(self, name: str, text: str) -> None:
        draft = self.folder / f".{name}-{os.getpid()}"
        try:
            draft.write_text(text, encoding="utf-8")
            draft.replace(self.folder / name)
        except OSError as error:
            raise unwritable(self.folder, error) from error
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)


def unwritable(folder: Path, error: Exception) -> OutputError:
    """What to say where no edition can be written."""
    what = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return OutputError(f"{folder}: no edition can be written: {what}; free some space or set data_dir (SNUBS_DATA_DIR)")
