"""Spider of the family `press`: pages that the operator named, and the articles of feeds.

What a feed or a redirect leads to is somebody else's choice, so it is followed to public addresses only, on http and
https, never in circles. A page that fails is a warning: one article more or less keeps no list from being believed.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Iterable
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit, urlunsplit

import scrapy
from scrapy.http import Response

from spiders.crawl.desk import host_of, origin_of
from spiders.crawl.spider import SourceSpider
from spiders.families.press.article import MAX_BYTES, of_site
from spiders.families.press.feeds import Entry, read_feed
from spiders.formats.replies import RefusalError
from tracker.domain.facts.records import MAX_TEXT, PageRecord

MAX_HOPS = 5
MOST_ENTRIES = 50
"""Newest articles of one feed that are looked at."""
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,text/plain;q=0.8"


class PressSpider(SourceSpider):
    """Reads named pages, then the articles of named feeds."""

    name = "press"

    async def collect(self) -> None:
        """Ask for every page once."""
        named = list(dict.fromkeys(map(without_fragment, self.wanted.addresses)))
        self.desk.asked(self.source.name, len(named) + len(self.wanted.feeds))
        entries = {address: Entry(address) for address in named}
        for feed in self.wanted.feeds:
            for entry in await self._feed(feed):
                entries.setdefault(entry.url, entry)
            self.desk.answered(self.source.name, 1)
        self.desk.asked(self.source.name, len(entries) - len(named))
        failed = 0
        for entry in entries.values():
            failed += not await self._article(entry)
            self.desk.answered(self.source.name, 1)
        if entries and failed == len(entries):
            raise RefusalError("nothing_read", f"not one of {failed} articles could be fetched")

    async def _feed(self, address: str) -> list[Entry]:
        try:
            response, url = await self._get(address, {})
            found = read_feed(url, response.body)
        except RefusalError as refusal:
            self.warn(refusal.code, f"{address}: {refusal.message}")
            return []
        return [entry for entry in found[:MOST_ENTRIES] if self._wanted(entry.url)]

    def _wanted(self, address: str) -> bool:
        parts = urlsplit(address)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and not blocked(address, self.wanted.blocked)

    async def _article(self, entry: Entry) -> bool:
        """Fetch and keep one article; gives whether the site answered with one."""
        if not self._wanted(entry.url):
            self.warn("blocked", f"{entry.url}: its site is not read from")
            return True
        known = self.wanted.known.get(entry.url)
        try:
            response, url = await self._get(entry.url, conditions(known))
        except RefusalError as refusal:
            self.warn(refusal.code, f"{entry.url}: {refusal.message}")
            return False
        page = PageRecord(
            id=self.desk.page_id(entry.url[:MAX_TEXT], self.source.name),
            source=self.source.name,
            title=entry.url[:MAX_TEXT],
            url=url[:MAX_TEXT],
            revision=validator(response) or known,
            retrieved_at=self.desk.retrieved_at(),
            origin=self.desk.origin,
        )
        if response.status == HTTPStatus.NOT_MODIFIED:
            self.keep(page.model_copy(update={"unchanged": True, "revision": known}))
            return True
        if response.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
            self.warn("gone", f"{entry.url}: answered {response.status}: it is not there any more")
            return False
        if response.status != HTTPStatus.OK:
            self.warn("http_status", f"{entry.url}: answered {response.status}")
            return False
        body = entry.dated(response.body)
        self.keep(page.model_copy(update={"sha256": self.store(body)}), body)
        return True

    async def _get(self, address: str, headers: dict[str, str]) -> tuple[Response, str]:
        """The answer at the end of all redirects, and its address.

        Raises:
            RefusalError: no answer, a redirect in circles, or one that leads where nobody may be led.
        """
        seen: list[str] = []
        url = address
        while True:
            if url in seen or len(seen) > MAX_HOPS:
                raise RefusalError("redirect_loop", f"redirects in circles ({len(seen)} times)")
            seen.append(url)
            if origin_of(url) not in self.desk.origins:
                await self._admit(url)
            meta = {"dont_redirect": True, "handle_httpstatus_all": True, "download_maxsize": MAX_BYTES}
            request = scrapy.Request(url, headers={"Accept": _ACCEPT, **headers}, meta=meta, dont_filter=True)
            response = await self.download(request)
            target = response.headers.get("Location")
            if not 300 <= response.status < 400 or response.status == HTTPStatus.NOT_MODIFIED or not target:  # noqa: PLR2004
                return response, url
            url = without_fragment(urljoin(url, target.decode("latin-1")))
            if not self._wanted(url):
                raise RefusalError("redirect_refused", f"redirects to {url[:200]}, which is not read from")

    async def _admit(self, url: str) -> None:
        host = host_of(url)
        port = origin_of(url)[2]
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise RefusalError("unreachable", f"{host} cannot be found: check the address and the network") from error
        if not is_public(info[4][0] for info in found):
            raise RefusalError("private_address", f"{host} is in a private network: not followed")
        self.desk.admit(url)


def is_public(addresses: Iterable[object]) -> bool:
    """Whether every one of the IP addresses is reachable for all the world; an empty answer is not."""
    parsed = [ipaddress.ip_address(str(address).partition("%")[0]) for address in addresses]
    return bool(parsed) and all(ip.is_global and not ip.is_multicast for ip in parsed)


def blocked(address: str, sites: Iterable[str]) -> bool:
    """Whether an address belongs to one of the sites, or to a part of one."""
    return any(of_site(address, site) for site in sites)


def without_fragment(address: str) -> str:
    """An address without what comes behind `#`."""
    return urlunsplit(urlsplit(address)._replace(fragment=""))


def validator(response: Response) -> str | None:
    """What to ask with next time: the answer's ETag, or when it was last modified."""
    for name in ("ETag", "Last-Modified"):
        value = response.headers.get(name)
        if value:
            return f"{name}: {value.decode('latin-1')[:200]}"
    return None


def conditions(known: str | None) -> dict[str, str]:
    """Headers that ask for a page only if it is not the known one any more."""
    name, _, value = (known or "").partition(": ")
    if name == "ETag":
        return {"If-None-Match": value}
    if name == "Last-Modified":
        try:
            parsedate_to_datetime(value)
        except ValueError:
            return {}
        return {"If-Modified-Since": value}
    return {}
