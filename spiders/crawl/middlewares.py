"""Etiquette between the spiders and the network: who may be asked, how often, and how patiently."""

import asyncio
import logging
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from spiders.asking.addresses import origin_of
from spiders.crawl.desk import Desk
from spiders.formats.mediawiki import BUSY_CODES, error_code

log = logging.getLogger("snubs.crawl")

LAG_PAUSE = 5.0
"""Seconds to wait when the server lags and names no time; what https://www.mediawiki.org/wiki/Manual:Maxlag_parameter
recommends."""

BUSY = frozenset({429, 503})
ONCE = "snubs_once"
"""Mark of a request that is not repeated as it is, unless the server is busy."""


class RefusedByPolicyError(IgnoreRequest):
    """A request that the tracker's own policy forbids; the text says why."""


class ImpatientError(IgnoreRequest):
    """The server asked for a longer pause than this job waits for."""


def _desk(crawler: Any) -> Desk:
    desk: Desk = crawler.spider.desk
    return desk


class ConfiguredServers:
    """Allow requests only to the servers that the job permits, whatever an answer says."""

    def __init__(self, crawler: Any) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Any) -> "ConfiguredServers":
        """Scrapy's constructor."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refuse any other server."""
        if origin_of(request.url) not in _desk(self.crawler).origins:
            self.crawler.stats.inc_value("snubs/refused")
            raise RefusedByPolicyError(f"{origin_of(request.url)[1]} is not a configured server")


class Robots(RobotsTxtMiddleware):
    """Every request obeys robots.txt, except those to the two service endpoints.

    Wikimedia's robots.txt disallows `/w/` and `/api/` for crawlers, while the API's own etiquette page
    (https://www.mediawiki.org/wiki/API:Etiquette) invites clients that name a contact. This is the one place where
    such requests are marked as not bound by it.
    """

    async def process_request(self, request: Request) -> None:  # type: ignore[override]  # the spider argument is deprecated
        """Check everything that is not a service endpoint."""
        if not _desk(self.crawler).is_api(request.url):
            await super().process_request(request)


class SameServerRedirects(RedirectMiddleware):
    """Follow a redirect only within the requested server (or from its http to its https)."""

    def process_response(  # type: ignore[override]  # the spider argument is deprecated
        self, request: Request, response: Response
    ) -> Request | Response:
        """Refuse a redirect that leads elsewhere."""
        result = super().process_response(request, response)
        if isinstance(result, Request) and origin_of(result.url) not in _same_server(request.url):
            self.crawler.stats.inc_value("snubs/refused")
            raise RefusedByPolicyError(
                f"{origin_of(request.url)[1]} redirects to another server, {origin_of(result.url)[1]}: not followed"
            )
        return result


def _same_server(url: str) -> set[tuple[str, str, int]]:
    scheme, host, port = origin_of(url)
    return {(scheme, host, port)} | ({("https", host, 443)} if (scheme, port) == ("http", 80) else set())


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds a `Retry-After` header asks for (a number or an HTTP date, RFC 9110 section 10.2.3); None if it has none.

    A date in the past is 0.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        until = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())


class PatientRetries(RetryMiddleware):
    """Retry temporary failures after the pause that the server asks for, up to a limit.

    The pause holds the only connection, so nothing else is asked meanwhile.
    """

    async def process_response(  # type: ignore[override]  # the spider argument is deprecated
        self, request: Request, response: Response
    ) -> Request | Response:
        """Wait and try again when the server is busy or lags."""
        lagging = response.status == HTTPStatus.OK and error_code(response.body) in BUSY_CODES
        if not lagging and response.status not in self.retry_http_codes:
            return response
        if request.meta.get(ONCE) and not lagging and response.status not in BUSY:
            await self._pause(request, self._wait_for(request, response, lagging))  # less is asked, but no sooner
            return response
        why = "lag" if lagging else str(response.status)
        retry = self._retry(request, why)
        if retry is None:
            return response
        await self._pause(request, self._wait_for(request, response, lagging))
        return retry

    async def process_exception(  # type: ignore[override]  # the spider argument is deprecated
        self, request: Request, exception: Exception
    ) -> Request | None:
        """Wait and try again when the connection failed."""
        if not isinstance(exception, self.exceptions_to_retry):
            return None
        if request.meta.get(ONCE):
            await self._pause(request, self._backoff(request))
            return None
        retry = self._retry(request, exception)
        if retry is not None:
            await self._pause(request, self._backoff(request))
        return retry

    def _wait_for(self, request: Request, response: Response, lagging: bool) -> float:
        header = response.headers.get("Retry-After")
        seconds = retry_after(header.decode("latin-1") if header else None, datetime.now(UTC))
        if seconds is None:
            return LAG_PAUSE if lagging else self._backoff(request)
        limit = _desk(self.crawler).job.limits.retry_after
        if seconds > limit:
            host = origin_of(request.url)[1]
            raise ImpatientError(
                f"{host} asks to wait {seconds:.0f} s ({'lag' if lagging else response.status}), "
                f"longer than the {limit:.0f} s this crawl waits: try again later"
            )
        return seconds

    def _backoff(self, request: Request) -> float:
        first: float = _desk(self.crawler).job.limits.backoff
        tries: int = request.meta.get("retry_times", 0)
        return first * 2.0**tries

    async def _pause(self, request: Request, seconds: float) -> None:
        if seconds > 0:
            log.info("waiting %.1f s for %s", seconds, origin_of(request.url)[1])
            _desk(self.crawler).say(f"waiting {seconds:.0f} s for {origin_of(request.url)[1]}")
            await asyncio.sleep(seconds)
