"""A crawl as a child process: it writes files and never sees the database; a crash there harms nothing here."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from jobs.context import Context
from jobs.progress import Advance
from jobs.stopping import Stopped, handling
from spiders.asking.job import Job, JobSource, Limits
from spiders.crawl.output import RECORDS, STATS, SourceStats, Stats
from tracker.domain.errors import SourceFailedError
from tracker.domain.facts.records import RECORD, PageRecord, Record


@dataclass(frozen=True)
class Crawl:
    """What a finished child left behind."""

    directory: Path
    records: Sequence[Record]
    stats: Stats

    def of_source(self, name: str) -> tuple[list[PageRecord], list[Record], SourceStats]:
        """The pages of one source, the records read from them, and how its crawl went."""
        pages = [r for r in self.records if isinstance(r, PageRecord) and r.source == name]
        ids = {page.id for page in pages}
        rest: list[Record] = [r for r in self.records if not isinstance(r, PageRecord) and r.page in ids]
        return pages, rest, self.stats.sources.get(name, SourceStats(reason="was not crawled"))


@contextmanager
def _forwarding_stop_to(child: "subprocess.Popen[str]") -> Iterator[None]:
    """A signal to stop reaches the child first, so that it can close its files; a second one ends it at once.

    The handler itself waits for nothing: the wait that it may have interrupted would never give its lock up.

    Raises:
        Stopped: the child has ended after such a signal.
    """
    signals: list[int] = []

    def forward(signum: int, _frame: FrameType | None) -> None:
        child.kill() if signals else child.terminate()
        signals.append(signum)

    with handling(forward):
        yield
    if signals:
        raise Stopped(signals[0])


def _follow(child: "subprocess.Popen[str]", advance: Advance) -> None:
    for line in child.stdout or ():
        try:
            step = json.loads(line)
            advance(int(step["done"]), int(step["of"]), str(step.get("what", "")))
        except (ValueError, KeyError, TypeError):
            continue


def crawl(
    context: Context, run: str, sources: Sequence[JobSource], advance: Advance, *, sources_dir: Path | None = None
) -> Crawl:
    """Run one child over the given sources and read what it wrote.

    Args:
        context: settings and clock.
        run: names the folder.
        sources: what to ask.
        advance: is told how far it is.
        sources_dir: where the source files are; None means the built-in ones.

    Raises:
        PolicyError: a live crawl without a contact.
        SourceFailedError: the child wrote no usable account of itself.
        Stopped: this process was asked to stop, and the child has ended.
    """
    settings = context.settings
    job = Job(
        run=run,
        sources=tuple(sources),
        contact=settings.contact,
        wikipedia_api_url=settings.wikipedia_api_url,
        wikidata_sparql_url=settings.wikidata_sparql_url,
        archive=settings.archive_only,
        today=context.today,
        limits=context.limits or Limits(),
        parent=os.getpid(),
        unfinished_dir=None if settings.archive_only else context.unfinished_dir,
        sources_dir=sources_dir,
    )
    job.require_contact()
    directory = context.crawls_dir / run
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    (directory / "job.json").write_text(job.model_dump_json(), encoding="utf-8")
    # -P: a folder called `spiders` where the operator happens to stand is not ours.
    command = [sys.executable, "-P", "-m", "spiders.crawl.process", str(directory / "job.json")]
    with (directory / "stderr.log").open("w", encoding="utf-8") as stderr:
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, text=True)  # noqa: S603
        with _forwarding_stop_to(child), child:
            _follow(child, advance)
            child.wait()
    return _account(directory, child.returncode)


def _account(directory: Path, code: int) -> Crawl:
    """Fitness is judged on what was written; the exit code only explains a missing account."""
    try:
        stats = Stats.model_validate_json((directory / STATS).read_bytes())
        records = _read_records(directory / RECORDS)
    except (OSError, ValueError) as error:
        last = _last_line(directory / "stderr.log")
        raise SourceFailedError(
            f"the crawl ended without an account of itself (exit {code}{last}); nothing was changed"
        ) from error
    return Crawl(directory, records, stats)


def _read_records(path: Path) -> list[Record]:
    if not path.exists():
        return []
    with path.open("rb") as lines:
        return [RECORD.validate_json(line) for line in lines if line.strip()]


def _last_line(path: Path) -> str:
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    except OSError:
        return ""
    return f": {lines[-1][:200]}" if lines else ""
