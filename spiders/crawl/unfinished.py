"""Answers of work that is not done yet, so that a crawl that was stopped goes on where it was."""

import gzip
import hashlib
import shutil
import time
import zlib
from pathlib import Path

from spiders.crawl.output import sync_write

OLDEST = 8 * 24 * 3600.0
"""Seconds for which an answer is taken for today's: an off-season crawl comes every week."""


class Unfinished:
    """A folder of answers, one folder a work; without a folder, nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def _of(self, work: str) -> Path | None:
        return self.folder / hashlib.sha256(work.encode()).hexdigest()[:16] if self.folder else None

    def _file(self, work: str, question: str) -> Path | None:
        folder = self._of(work)
        return folder / f"{hashlib.sha256(question.encode()).hexdigest()}.gz" if folder else None

    def recall(self, work: str, question: str) -> bytes | None:
        """The answer to a question; None where there is none, or it is old or damaged."""
        file = self._file(work, question)
        try:
            if file is None or time.time() - file.stat().st_mtime > OLDEST:
                return None
            return gzip.decompress(file.read_bytes())
        except (OSError, EOFError, zlib.error):
            return None

    def remember(self, work: str, question: str, answer: bytes) -> None:
        """Keep the answer to a question.

        Raises:
            OSError: there is no room for it.
        """
        file = self._file(work, question)
        if file is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
            sync_write(file, gzip.compress(answer, 6, mtime=0))

    def forget(self, work: str) -> None:
        """Remove the answers of a work."""
        if folder := self._of(work):
            shutil.rmtree(folder, ignore_errors=True)
