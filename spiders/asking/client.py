"""The client through which a family sends requests and keeps answers; `spiders.crawl` has the only one."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from spiders.asking.addresses import Server
from spiders.asking.job import Job
from spiders.formats.replies import RefusalError
from tracker.domain.facts.records import PageRecord


@dataclass(frozen=True)
class Answer:
    """One answer of a server, whatever its status; headers by their names in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Client(Protocol):
    """Sends requests for one source of one job, one at a time, and records everything."""

    @property
    def job(self) -> Job:
        """The job that this is a part of."""

    @property
    def supplied_dir(self) -> Path | None:
        """Folder of the supplied files."""

    @property
    def origins(self) -> frozenset[Server]:
        """The only servers that may be asked."""

    def admit(self, url: str) -> None:
        """Permit requests to an address's server; the caller has checked that it is public."""

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

    async def get(self, url: str, headers: Mapping[str, str], most: int) -> Answer:
        """One answer of at most so many bytes, redirects not followed.

        Raises:
            RefusalError: there was none, after the retries; a server that is down is not asked again in this job.
        """

    def give_up(self, url: str, reason: str) -> None:
        """Send no more requests to an address's server in this job."""

    def gave_up(self, url: str) -> bool:
        """Whether the server of an address is not asked any more."""

    def page(self, key: str, **fields: Any) -> PageRecord:
        """The record of a page that is read now; `key` is its id, unless another source reads the same page."""

    def store(self, body: bytes) -> str:
        """Keep a page's bytes by their hash."""

    def recall(self, work: str, question: str) -> bytes | None:
        """The answer to a question that a crawl got before it was stopped, if that is not long ago."""

    def remember(self, work: str, question: str, answer: bytes) -> None:
        """Keep the answer to a question until the work that it is a part of is done."""

    def forget(self, work: str) -> None:
        """The work is done: its answers are kept no longer."""

    def keep(self, page: PageRecord, body: bytes | None = None) -> None:
        """Write a page and, when its bytes came, what it says."""

    def lacks(self, title: str, count: int) -> None:
        """Say how much of a page that is made of many answers did not come; 0 for a whole one."""

    def fail(self, refusal: RefusalError) -> None:
        """Record that this source could not be read properly."""

    def hold(self, code: str, message: str, page: str | None = None, ceremony: int | None = None) -> None:
        """Record a problem that holds a list."""

    def warn(self, code: str, message: str) -> None:
        """Record a warning."""

    def asked(self, count: int) -> None:
        """Say how much more is due."""

    def answered(self, count: int = 1) -> None:
        """Say that so much was answered."""

    def say(self, what: str) -> None:
        """Say what is being done."""
