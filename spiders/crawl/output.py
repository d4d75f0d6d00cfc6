"""The folder a crawl writes: `pages/` by hash, `records.jsonl`, and last of all `stats.json`.

Only whole files get a final name: everything is written beside it and renamed, so that a crawl that was
killed, or found the disk full, leaves no file that looks finished.
"""

import contextlib
import errno
import gzip
import hashlib
import os
from collections import Counter
from pathlib import Path
from typing import IO

from pydantic import BaseModel, ConfigDict, Field

from tracker.domain.facts.records import Record
from tracker.domain.lists.problems import Problem

RECORDS = "records.jsonl"
STATS = "stats.json"
PAGES = "pages"

_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def is_disk_full(error: OSError) -> bool:
    """Whether space ran out: the disk, the quota or the file size limit."""
    return error.errno in _NO_SPACE


class SourceStats(BaseModel):
    """How one source's crawl went."""

    model_config = ConfigDict(extra="forbid")

    finished: bool = False
    reason: str = ""
    """Empty when finished, else one line for people."""
    asked: int = 0
    """Pages, link titles or seasons that were due."""
    answered: int = 0
    """Of those, how many the service spoke of, missing pages included."""
    requests: int = 0
    by_status: Counter[str] = Field(default_factory=Counter)
    content_bytes: int = 0
    """Page content received, uncompressed; 0 when nothing had changed."""
    forbidden: int = 0
    """Requests that robots.txt or the tracker's own policy forbade."""
    retries: int = 0
    seconds: float = 0
    """How long it took, pauses and all."""
    lacking: dict[str, int] = Field(default_factory=dict)
    """By title of a page that is made of many answers, of how many films or people the service gave none."""
    problems: list[Problem] = Field(default_factory=list)


class Stats(SourceStats):
    """The whole job's figures: sums over `sources`, finished only if all of them are."""

    sources: dict[str, SourceStats] = Field(default_factory=dict)


def total(sources: dict[str, SourceStats], reason: str = "") -> Stats:
    """The job's figures; `reason` says why it stopped early, empty if it did not."""
    failed = [f"{name}: {stats.reason}" for name, stats in sources.items() if not stats.finished]
    return Stats(
        finished=not reason and not failed,
        reason=reason or "; ".join(failed),
        asked=sum(s.asked for s in sources.values()),
        answered=sum(s.answered for s in sources.values()),
        requests=sum(s.requests for s in sources.values()),
        by_status=sum((s.by_status for s in sources.values()), Counter()),
        content_bytes=sum(s.content_bytes for s in sources.values()),
        seconds=sum(s.seconds for s in sources.values()),
        forbidden=sum(s.forbidden for s in sources.values()),
        retries=sum(s.retries for s in sources.values()),
        problems=[p for s in sources.values() for p in s.problems],
        sources=sources,
    )


def sync_write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        OSError: it could not be written.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


class RunDir:
    """Writes one run's folder. What an earlier attempt of the same run left is removed, except its pages."""

    def __init__(self, path: Path) -> None:
        self.path = path
        (path / PAGES).mkdir(parents=True, exist_ok=True)
        for name in (STATS, RECORDS, f".{STATS}.part", f".{RECORDS}.part"):
            (path / name).unlink(missing_ok=True)
        for part in (path / PAGES).glob(".*.part"):
            part.unlink(missing_ok=True)
        self._part = path / f".{RECORDS}.part"
        self._lines: IO[str] | None = self._part.open("w", encoding="utf-8", newline="\n", errors="strict")

    def store_page(self, body: bytes) -> str:
        """Store a page's bytes and return their SHA-256; equal bytes are one file."""
        name = hashlib.sha256(body).hexdigest()
        target = self.path / PAGES / f"{name}.gz"
        if not target.exists():
            sync_write(target, gzip.compress(body, 6, mtime=0))
        return name

    def write(self, *records: Record) -> None:
        """Append records, in order, and hand them to the operating system."""
        if self._lines is None:
            raise ValueError("the run is over")
        self._lines.writelines(record.model_dump_json() + "\n" for record in records)
        self._lines.flush()

    def finish(self, stats: Stats) -> None:
        """Give the records their final name, then write the stats; only a folder with stats is complete.

        Raises:
            OSError: no room even for the stats; then there are none, and no records under their final name.
        """
        try:
            self._publish_records()
        except OSError as error:
            self.discard_records()
            stats = stats.model_copy(update={"finished": False, "reason": _why(error)})
        sync_write(self.path / STATS, stats.model_dump_json(indent=1).encode())

    def discard_records(self) -> None:
        """Remove unfinished records, which also makes room on a full disk."""
        lines, self._lines = self._lines, None
        if lines:
            with contextlib.suppress(OSError):
                lines.close()
        self._part.unlink(missing_ok=True)

    def _publish_records(self) -> None:
        if self._lines is None:
            return
        self._lines.flush()
        os.fsync(self._lines.fileno())
        self._lines.close()
        self._lines = None
        self._part.replace(self.path / RECORDS)


def _why(error: OSError) -> str:
    return "disk full" if is_disk_full(error) else f"cannot write: {error.strerror}"
