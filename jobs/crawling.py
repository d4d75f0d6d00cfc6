"""A crawl as a child process: it writes files and never sees the database; a crash there harms nothing here."""

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from pydantic import ValidationError

from jobs.console import Advance
from jobs.context import Context
from tracker.domain.errors import PolicyError, SourceFailedError
from tracker.domain.problems import Problem
from tracker.domain.records import RECORD, PageRecord, Record


@dataclass(frozen=True)
class Ask:
    """What to ask of one source."""

    source: str
    ceremonies: Sequence[int] | None = None
    film_years: Sequence[int] = ()
    titles: Sequence[str] = ()
    known: Mapping[str, str] = field(default_factory=dict)
    """Page title to the revision already held; such a page is not downloaded again."""

    def spec(self) -> dict[str, Any]:
        """As the child reads it."""
        return {
            "name": self.source,
            "ceremonies": None if self.ceremonies is None else list(self.ceremonies),
            "film_years": list(self.film_years),
            "titles": list(self.titles),
            "known": dict(self.known),
        }


@dataclass(frozen=True)
class Crawl:
    """What a finished child left behind."""

    directory: Path
    records: Sequence[Record]
    stats: Mapping[str, Any]
    problems: Sequence[Problem]

    def of_source(self, name: str) -> tuple[list[PageRecord], list[Record]]:
        """The pages of one source and the records read from them."""
        pages = [r for r in self.records if isinstance(r, PageRecord) and r.source == name]
        ids = {page.id for page in pages}
        rest: list[Record] = [r for r in self.records if not isinstance(r, PageRecord) and r.page in ids]
        return pages, rest


def require_contact(context: Context) -> None:
    """Refuse a live crawl that could not be answered for.

    Raises:
        PolicyError: no contact is set and the bundled archive was not asked for.
    """
    if not context.settings.contact and not context.settings.offline:
        raise PolicyError(
            "a live crawl needs a contact: set `contact` in config.yaml or SNUBS_CONTACT to your mail address or page "
            "(or SNUBS_OFFLINE=1 for the bundled archive)"
        )


@contextmanager
def _forwarding_stop_to(child: "subprocess.Popen[str]") -> Iterator[None]:
    """SIGTERM and SIGINT reach the child first, so that it can close its files."""

    def forward(signum: int, _frame: FrameType | None) -> None:
        child.send_signal(signal.SIGTERM)
        raise SystemExit(128 + signum)

    try:
        before = {s: signal.signal(s, forward) for s in (signal.SIGTERM, signal.SIGINT)}
    except ValueError:  # not the main thread: the scheduler stops its children itself
        before = {}
    try:
        yield
    finally:
        for signum, handler in before.items():
            signal.signal(signum, handler)


def _follow(child: "subprocess.Popen[str]", advance: Advance) -> None:
    assert child.stdout is not None  # noqa: S101 - opened as a pipe below
    for line in child.stdout:
        try:
            step = json.loads(line)
            advance(int(step["done"]), int(step["of"]), str(step.get("what", "")))
        except (ValueError, KeyError, TypeError):
            continue


def _read_records(path: Path) -> list[Record]:
    if not path.exists():
        return []
    with path.open("rb") as lines:
        return [RECORD.validate_json(line) for line in lines if line.strip()]


def crawl(context: Context, run: str, asks: Sequence[Ask], advance: Advance) -> Crawl:
    """Run one child over the given sources and read what it wrote.

    Raises:
        PolicyError: a live crawl without a contact.
        SourceFailedError: the child wrote no usable account of itself.
    """
    settings = context.settings
    archive = settings.archive_only
    if not archive:
        require_contact(context)
    directory = context.crawls_dir / run
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    job = {
        "run": run,
        "sources": [ask.spec() for ask in asks],
        "contact": settings.contact,
        "wikipedia_api_url": settings.wikipedia_api_url,
        "wikidata_sparql_url": settings.wikidata_sparql_url,
        "archive": archive,
        "supplied_dir": None,
        "today": context.today.isoformat(),
    }
    (directory / "job.json").write_text(json.dumps(job), encoding="utf-8")
    command = [sys.executable, "-m", "spiders.crawl", str(directory / "job.json")]
    with (directory / "stderr.log").open("w", encoding="utf-8") as stderr:
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, text=True)  # noqa: S603
        with _forwarding_stop_to(child):
            _follow(child, advance)
            child.wait()
    return _account(directory, child.returncode)


def _account(directory: Path, code: int) -> Crawl:
    """Fitness is judged on what was written; the exit code only explains a missing account."""
    try:
        stats = json.loads((directory / "stats.json").read_text(encoding="utf-8"))
        records = _read_records(directory / "records.jsonl")
        problems = [Problem.model_validate(p) for p in stats.get("problems", ())]
    except (OSError, ValueError, ValidationError) as error:
        last = _last_line(directory / "stderr.log")
        raise SourceFailedError(
            f"the crawl ended without an account (exit {code}{last}); nothing was changed"
        ) from error
    return Crawl(directory, records, stats, problems)


def _last_line(path: Path) -> str:
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    except OSError:
        return ""
    return f": {lines[-1][:200]}" if lines else ""
