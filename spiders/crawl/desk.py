"""State shared by one job's spiders: the job, the run's folder, the figures, and abandoned servers."""

import asyncio
import json
import logging
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from spiders.archive.replay import Archive
from spiders.asking.addresses import Server, origin_of
from spiders.asking.job import Job
from spiders.crawl.output import RunDir, SourceStats
from spiders.crawl.unfinished import Unfinished
from tracker.domain.facts.records import Origin, Record

log = logging.getLogger("snubs.crawl")


def _endpoint(url: str) -> tuple[Server, str]:
    return origin_of(url), urlsplit(url).path


SHIPPED = Archive()
"""The bundled archive; its files of facts are read beside live pages too."""


class Desk:
    """One job in progress."""

    def __init__(self, job: Job, out: RunDir) -> None:
        self.job = job
        self.out = out
        self.unfinished = Unfinished(job.unfinished_dir)
        self.sources: dict[str, SourceStats] = {s.name: SourceStats(reason="not started") for s in job.sources}
        self.gave_up: dict[Server, str] = {}
        """Servers that failed for good in this job, and why: no later source waits for them again."""
        self.halted = asyncio.Event()
        self.halt_reason = ""
        self._last_line = ""
        self._page_ids: set[str] = set()
        self._admitted: frozenset[Server] = frozenset()

    def page_id(self, natural: str, source: str) -> str:
        """A page's id in this crawl: its natural one, or with the source's name when two sources read the same page."""
        name = natural if natural not in self._page_ids else f"{natural} [{source}]"
        self._page_ids.add(name)
        return name

    @property
    def origin(self) -> Origin:
        """Where pages of this job come from, supplied files aside."""
        return Origin.ARCHIVE if self.job.archive else Origin.LIVE

    @property
    def origins(self) -> frozenset[Server]:
        """The only servers this job may contact; a private address is among them only if the operator named it."""
        addresses = [a for source in self.job.sources for a in (*source.addresses, *source.feeds)]
        services = (self.job.wikipedia_api_url, self.job.wikidata_sparql_url)
        return frozenset(map(origin_of, (*services, *addresses))) | self._admitted

    def admit(self, url: str) -> None:
        """Permit requests to a server that a page or feed led to; the caller has checked that it is public."""
        self._admitted |= {origin_of(url)}

    def is_api(self, url: str) -> bool:
        """Whether an address is one of the two service endpoints themselves."""
        return _endpoint(url) in {_endpoint(self.job.wikipedia_api_url), _endpoint(self.job.wikidata_sparql_url)}

    def retrieved_at(self, origin: Origin) -> str:
        """When the current reading holds: now, or of what ships with the program the day of its edition."""
        shipped = origin is Origin.SUPPLIED and self.supplied_dir == SHIPPED.supplied
        if self.job.archive or shipped:
            return f"{SHIPPED.recorded_on}T00:00:00Z"
        return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    @property
    def supplied_dir(self) -> Path | None:
        """Folder of the supplied files: the user's, or else those that ship with the program."""
        return self.job.supplied_dir or SHIPPED.supplied

    def halt(self, reason: str) -> None:
        """Stop the whole job; the first reason is kept."""
        self.halt_reason = self.halt_reason or reason
        self.halted.set()

    def write(self, *records: Record) -> None:
        """Append records to the run unless it was stopped."""
        if not self.halted.is_set():
            self.out.write(*records)

    def say(self, what: str) -> None:
        """Send a progress line to the parent process; a missing listener is not an error."""
        done = sum(s.answered for s in self.sources.values())
        line = json.dumps({"done": done, "of": sum(s.asked for s in self.sources.values()), "what": what})
        if line == self._last_line:
            return
        self._last_line = line
        try:
            print(line, flush=True)
        except (BrokenPipeError, OSError):
            log.info("nobody reads the progress any more")
