"""The one spider: it carries the requests of a source's family, one at a time, and never fails silently.

It asks sequentially from `start`, through Scrapy's downloader and all of its middlewares, so a plan reads from
top to bottom and a host never has two connections.
"""

import logging
import time
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import scrapy
from scrapy import exceptions as trouble
from scrapy.http import Response

from spiders.asking.addresses import Server, host_of, origin_of
from spiders.asking.client import Answer
from spiders.asking.job import Job, JobSource
from spiders.catalogue import family_of, read_page
from spiders.crawl.desk import Desk
from spiders.crawl.middlewares import BUSY, ONCE, ImpatientError, RefusedByPolicyError
from spiders.crawl.output import SourceStats, is_disk_full
from spiders.formats.replies import RefusalError, json_body
from tracker.domain.errors import SnubsError
from tracker.domain.facts.records import PageRecord
from tracker.domain.lists.problems import Problem, Severity
from tracker.domain.sources import Source
from tracker.domain.text.secrets import masked

log = logging.getLogger("snubs.crawl")

_UNREACHABLE: tuple[type[Exception], ...] = (
    trouble.DownloadConnectionRefusedError,
    trouble.CannotResolveHostError,
    trouble.DownloadTimeoutError,
)


_WAITS = 6
"""Times that a busy server is waited for by work whose parts are many."""


class CertificateError(Exception):
    """The server could not prove who it is."""


class SourceSpider(scrapy.Spider):
    """Crawls one source of one job: the client through which its family asks."""

    name = "snubs"

    def __init__(self, desk: Desk, source: Source, wanted: JobSource, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.desk = desk
        self.source = source
        self.wanted = wanted

    @property
    def stats(self) -> SourceStats:
        """This source's figures."""
        return self.desk.sources[self.source.name]

    async def start(self) -> AsyncIterator[Any]:
        """Collect, and record the reason for any failure, so that a failed source never looks empty."""
        self.stats.reason = ""
        begin = time.monotonic()
        try:
            await family_of(self.source).ask(self, self.source, self.wanted)
        except RefusalError as refusal:
            self.fail(refusal)
        except SnubsError as error:
            self.fail(RefusalError("configuration", str(error)))
        except OSError as error:
            self._no_room(error)
        except Exception as error:
            log.exception("%s crashed", self.source.name)
            self.fail(RefusalError("crashed", f"the spider broke: {type(error).__name__}: see crawl.log"))
        self._count()
        self.stats.seconds = round(time.monotonic() - begin, 1)
        self.stats.finished = not self.stats.reason
        return
        yield  # makes this the asynchronous generator that Scrapy expects

    @property
    def job(self) -> Job:
        """The job that this is a part of."""
        return self.desk.job

    @property
    def supplied_dir(self) -> Path | None:
        """Folder of the supplied files."""
        return self.desk.supplied_dir

    @property
    def origins(self) -> frozenset[Server]:
        """The only servers that may be asked."""
        return self.desk.origins

    def admit(self, url: str) -> None:
        """Permit requests to an address's server; the caller has checked that it is public."""
        self.desk.admit(url)

    def asked(self, count: int) -> None:
        """Say how much more is due."""
        self.stats.asked += count
        self.say(self.source.name)

    def answered(self, count: int = 1) -> None:
        """Say that so much was answered."""
        self.stats.answered += count
        self.say(self.source.name)

    def say(self, what: str) -> None:
        """Say what is being done."""
        self.desk.say(what)

    def lacks(self, title: str, count: int) -> None:
        """Say how much of a page that is made of many answers did not come; 0 for a whole one."""
        self.stats.lacking[title] = count

    def fail(self, refusal: RefusalError) -> None:
        """Record that this source could not be read properly; the first reason is kept."""
        self.stats.reason = self.stats.reason or refusal.message
        self._note(Problem(code=refusal.code, message=f"{self.source.name}: {refusal.message}"))

    def hold(self, code: str, message: str, page: str | None = None, ceremony: int | None = None) -> None:
        """Record a problem that holds a list."""
        self._note(Problem(code=code, message=message, page=page, ceremony=ceremony))

    def warn(self, code: str, message: str) -> None:
        """Record a warning."""
        self._note(Problem(code=code, message=message, severity=Severity.WARN))

    def _note(self, problem: Problem) -> None:
        self.stats.problems.append(problem)
        log.warning("%s: %s: %s", self.source.name, problem.code, problem.message)

    def keep(self, page: PageRecord, body: bytes | None = None) -> None:
        """Write a page and, when its bytes came, what it says."""
        self.desk.write(page)
        if body is None:
            return
        try:
            records, problems = read_page(self.source, page, body)
        except Exception as error:
            log.exception("%s: reading %s", self.source.name, page.id)
            message = f"{page.title}: the parser broke: {type(error).__name__}: see crawl.log"
            self.hold("parser_crashed", message, page.id, page.ceremony)
            return
        self.desk.write(*records)
        for problem in problems:
            self._note(problem)

    def page(self, key: str, **fields: Any) -> PageRecord:
        """The record of a page that is read now; `key` is its id, unless another source reads the same page.

        Its address for readers is without secrets.
        """
        origin = fields.get("origin", self.desk.origin)
        about = {"retrieved_at": self.desk.retrieved_at(origin), "origin": origin} | fields
        about |= {"url": masked(fields["url"])} if "url" in fields else {}
        return PageRecord(id=self.desk.page_id(key, self.source.name), source=self.source.name, **about)

    def store(self, body: bytes) -> str:
        """Keep a page's bytes by their hash."""
        self.stats.content_bytes += len(body)
        return self.desk.out.store_page(body)

    def recall(self, work: str, question: str) -> bytes | None:
        """The answer to a question that a crawl got before it was stopped, if that is not long ago."""
        return self.desk.unfinished.recall(work, question)

    def remember(self, work: str, question: str, answer: bytes) -> None:
        """Keep the answer to a question until the work that it is a part of is done."""
        self.desk.unfinished.remember(work, question, answer)

    def forget(self, work: str) -> None:
        """The work is done: its answers are kept no longer."""
        self.desk.unfinished.forget(work)

    async def fetch(self, url: str, timeout: float, *, once: bool = False) -> bytes:
        """The JSON body of one answer.

        Args:
            url: what to ask.
            timeout: seconds to wait for it.
            once: a time-out or an error is not tried again, and says nothing of the server: less will be asked of it.
                A busy server is waited for all the same.

        Raises:
            RefusalError: whatever went wrong, after the retries; a server that is down is not asked again in this job.
        """
        meta = {"download_timeout": max(timeout, 0.1)}
        if once:
            meta |= {ONCE: True, "max_retry_times": max(self.job.limits.retries, _WAITS)}
        response = await self.download(scrapy.Request(url, meta=meta))
        try:
            content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
            return json_body(host_of(url), response.status, content_type, response.body)
        except RefusalError as refusal:
            if response.status in BUSY:
                self.give_up(url, refusal.message)
            raise

    async def get(self, url: str, headers: Mapping[str, str], most: int) -> Answer:
        """One answer of at most so many bytes, redirects not followed.

        Raises:
            RefusalError: there was none, after the retries; a server that is down is not asked again in this job.
        """
        meta = {"dont_redirect": True, "handle_httpstatus_all": True, "download_maxsize": most}
        response = await self.download(scrapy.Request(url, headers=dict(headers), meta=meta, dont_filter=True))
        return Answer(response.status, _texts(response), response.body)

    def give_up(self, url: str, reason: str) -> None:
        """Send no more requests to an address's server in this job."""
        self.desk.gave_up[origin_of(url)] = reason

    def gave_up(self, url: str) -> bool:
        """Whether the server of an address is not asked any more."""
        return origin_of(url) in self.desk.gave_up

    async def download(self, request: scrapy.Request) -> Response:
        """One answer, whatever its status.

        Raises:
            RefusalError: there was none, after the retries; a server that is down is not asked again in this job.
        """
        url = request.url
        server = origin_of(url)
        host = host_of(url)
        if server in self.desk.gave_up:
            raise RefusalError("gave_up", f"not asked again, since {self.desk.gave_up[server]}")
        try:
            response: Response = await self.crawler.engine.download_async(request)
        except Exception as error:
            refusal = _refusal(host, error)
            is_slow = isinstance(error, trouble.DownloadTimeoutError) and request.meta.get(ONCE)
            if isinstance(error, (ImpatientError, *_UNREACHABLE)) and not is_slow:
                self.desk.gave_up[server] = refusal.message
            raise refusal from error
        return response

    def _no_room(self, error: OSError) -> None:
        reason = "disk full" if is_disk_full(error) else f"cannot write the run's folder: {error.strerror}"
        self.fail(RefusalError("disk_full" if is_disk_full(error) else "cannot_write", reason))
        self.desk.halt(reason)

    def _count(self) -> None:
        counts = self.crawler.stats.get_stats()
        prefix = "downloader/response_status_count/"
        self.stats.requests = int(counts.get("downloader/request_count", 0))
        self.stats.retries = int(counts.get("retry/count", 0))
        self.stats.forbidden = int(counts.get("robotstxt/forbidden", 0)) + int(counts.get("snubs/refused", 0))
        self.stats.by_status.update({k.removeprefix(prefix): int(v) for k, v in counts.items() if k.startswith(prefix)})
        if self.stats.forbidden and not self.stats.reason:
            self.fail(RefusalError("forbidden", f"{self.stats.forbidden} requests were forbidden"))


def _texts(response: Response) -> dict[str, str]:
    return {name.decode("latin-1").lower(): values[0].decode("latin-1") for name, values in response.headers.items()}


_MEANINGS: tuple[tuple[type[Exception], str, str], ...] = (
    (ImpatientError, "retry_after", "{text}"),
    (RefusedByPolicyError, "forbidden", "{text}"),
    (trouble.DownloadTimeoutError, "timeout", "{host} did not answer in time"),
    (trouble.CannotResolveHostError, "unreachable", "{host} cannot be found: check the address and the network"),
    (trouble.DownloadConnectionRefusedError, "unreachable", "{host} refuses connections"),
    (trouble.DownloadCancelledError, "too_large", "{host} answered with more than the allowed size"),
    (CertificateError, "certificate", "{host} shows a certificate that cannot be trusted; nothing was asked"),
    (trouble.IgnoreRequest, "forbidden", "{host}: {text}"),
    (trouble.ResponseDataLossError, "truncated", "{host} broke the answer off"),
    (trouble.DownloadFailedError, "truncated", "{host} broke the answer off"),
    (Exception, "download_failed", "{host}: {kind}: {text}"),
)
"""What a failed download means, for people; the first that fits."""


def _refusal(host: str, error: Exception) -> RefusalError:
    text = str(error)
    if "exceeded DOWNLOAD_MAXSIZE" in text:  # a bomb: the decompressing middleware gives no type of its own
        error = trouble.DownloadCancelledError(text)
    if "certificate verify failed" in text:
        error = CertificateError(text)
    code, words = next((code, words) for kind, code, words in _MEANINGS if isinstance(error, kind))
    return RefusalError(code, words.format(host=host, text=text[:300], kind=type(error).__name__))
