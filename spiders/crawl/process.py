"""The child process of a crawl: `python -m spiders.crawl.process RUN_DIR/job.json`.

It reads the job, asks the services, and writes files beside the job; it never sees the database. Progress goes to
standard output as JSON lines, one line for people to standard error when it fails, the log to `crawl.log`.
"""

import asyncio
import contextlib
import logging
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spiders.asking.job import Job, load_job
from spiders.catalogue import family_of
from spiders.crawl.output import RunDir, Stats, is_disk_full, total
from tracker.domain.errors import ConfigError, Exit, SnubsError
from tracker.domain.sources import Source
from tracker.domain.text.secrets import masked

if TYPE_CHECKING:
    from spiders.crawl.desk import Desk

log = logging.getLogger("snubs.crawl")

WATCH = 1.0
"""Seconds between two looks at whether the parent process is still there."""

REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"


def main(arguments: list[str] | None = None) -> int:
    """Run one job and return an exit code of `tracker.domain.errors.Exit`.

    Fitness is not judged by the code but by `stats.json`: without that file the crawl did not end.
    """
    words = sys.argv[1:] if arguments is None else arguments
    if len(words) != 1:
        print("usage: python -m spiders.crawl.process RUN_DIR/job.json", file=sys.stderr)
        return Exit.USAGE
    path = Path(words[0])
    try:
        return _run(load_job(path), path.parent)
    except SnubsError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except OSError as error:
        reason = "disk full" if is_disk_full(error) else f"cannot write {path.parent}: {error.strerror}"
        print(reason, file=sys.stderr)
        return Exit.SOURCE_FAILED


def _run(job: Job, folder: Path) -> int:
    out = RunDir(folder)
    try:
        sources = _sources(job)
        if any(family_of(source).networked for source in sources.values()):
            job.require_contact()
    except SnubsError as error:
        out.finish(Stats(reason=str(error)))
        raise
    _log_to(folder / "crawl.log")
    stats = _crawl(job, sources, out)
    if stats.finished:
        return Exit.DONE
    print(stats.reason, file=sys.stderr)
    return Exit.SOURCE_FAILED


def _sources(job: Job) -> dict[str, Source]:
    from spiders.catalogue import load_sources

    catalogue = load_sources(job.sources_dir)
    for wanted in job.sources:
        if wanted.name not in catalogue:
            raise ConfigError(f"no source is called {wanted.name!r}; `snubs sources` lists them")
    return {wanted.name: catalogue[wanted.name] for wanted in job.sources}


class _Masking(logging.Formatter):
    """Lines of the log without the secrets of addresses, whoever writes them."""

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))


def _log_to(path: Path) -> None:
    """Log to the run's own file, without settings and the addresses of single requests."""
    logging.raiseExceptions = False  # a full disk must not fill standard error as well
    handler = logging.FileHandler(path, mode="w", encoding="utf-8", delay=True)
    handler.setFormatter(_Masking("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for noisy in ("scrapy.crawler", "scrapy.middleware", "scrapy.addons", "asyncio", "twisted"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    logging.getLogger("scrapy.downloadermiddlewares.redirect").setLevel(logging.ERROR)  # warns that it adds no Referer


def _crawl(job: Job, sources: dict[str, Source], out: RunDir) -> Stats:
    from spiders.crawl.desk import Desk

    desk = Desk(job, out)
    if job.sources:
        _run_reactor(desk, sources)
    _explain_breaking_off(desk)
    stats = total(desk.sources, desk.halt_reason)
    if desk.halt_reason == "disk full":
        out.discard_records()
    out.finish(stats)
    return stats


def _explain_breaking_off(desk: "Desk") -> None:
    """Record for every unfinished source why the crawl stopped."""
    for stats in desk.sources.values() if desk.halt_reason else ():
        if not stats.finished:
            stats.reason = ": ".join(dict.fromkeys(filter(None, (stats.reason, desk.halt_reason))))


def _run_reactor(desk: "Desk", sources: dict[str, Source]) -> None:
    """Run every spider in one reactor, and leave as soon as all are done or the job is stopped."""
    from scrapy.utils.reactor import install_reactor

    install_reactor(REACTOR)
    from twisted.internet import reactor as installed

    reactor: Any = installed  # a module that stands in for the reactor; its types are those of an interface
    loop = asyncio.get_event_loop()
    for signum in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(signum, desk.halt, f"stopped by {signum.name}")

    async def supervise() -> None:
        crawl = loop.create_task(_all_spiders(desk, sources))
        halted = loop.create_task(desk.halted.wait())
        watch = loop.create_task(_watch_parent(desk))
        await asyncio.wait({crawl, halted}, return_when=asyncio.FIRST_COMPLETED)
        if crawl.done() and (error := crawl.exception()):
            log.error("the crawl broke", exc_info=error)
            desk.halt(f"the crawl broke: {type(error).__name__}: {error}")
        watch.cancel()
        reactor.stop()

    reactor.callWhenRunning(lambda: loop.create_task(supervise()))
    reactor.run(installSignalHandlers=False)


async def _watch_parent(desk: "Desk") -> None:
    """Stop once the waiting parent process is gone, since its next run would send the same requests."""
    while desk.job.parent in (None, os.getppid()):
        await asyncio.sleep(WATCH)
    desk.halt("the process that asked for this crawl is gone")


async def _all_spiders(desk: "Desk", sources: dict[str, Source]) -> None:
    """Run one source after another, so that no server gets two requests at once."""
    from scrapy.crawler import AsyncCrawlerRunner

    from spiders.crawl.settings import scrapy_settings
    from spiders.crawl.spider import SourceSpider

    runner = AsyncCrawlerRunner(scrapy_settings(desk.job))
    for number, wanted in enumerate(desk.job.sources):
        if number:
            await asyncio.sleep(0 if desk.job.archive else desk.job.limits.delay)
        await runner.crawl(SourceSpider, desk=desk, source=sources[wanted.name], wanted=wanted)


def _exit(code: int) -> None:
    """Leave without waiting for threads that still look up a host's name."""
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    _exit(main())
