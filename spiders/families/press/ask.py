"""Request the operator's press pages and the articles of feeds.

A page that fails is a warning: a single article never holds a list.
"""

from dataclasses import dataclass
from http import HTTPStatus

from spiders.asking.addresses import without_fragment
from spiders.asking.client import Client
from spiders.asking.job import JobSource
from spiders.asking.web import conditions, get, may_be_read, validator
from spiders.families.press.feeds import Entry, read_feed
from spiders.family import Agenda
from spiders.formats.replies import RefusalError
from tracker.domain.facts.records import MAX_TEXT
from tracker.domain.sources import Source

MOST_ENTRIES = 50
"""Newest articles of one feed that are looked at."""


def plan(source: Source, agenda: Agenda) -> JobSource | None:
    """The operator's pages and feeds."""
    press = agenda.press()
    if not (press.pages or press.feeds):
        return None
    revisions = agenda.revisions(source.name)
    return JobSource(name=source.name, known=revisions, addresses=press.pages, feeds=press.feeds, blocked=press.blocked)


async def ask(client: Client, source: Source, wanted: JobSource) -> None:
    """Ask for every page, and for the articles of every feed."""
    await _Press(client, wanted).collect()


@dataclass
class _Press:
    """Reads named pages, then the articles of named feeds."""

    client: Client
    wanted: JobSource

    async def collect(self) -> None:
        """Ask for every page once."""
        addresses = list(dict.fromkeys(map(without_fragment, self.wanted.addresses)))
        self.client.asked(len(addresses) + len(self.wanted.feeds))
        entries = {address: Entry(address) for address in addresses}
        for feed in self.wanted.feeds:
            for entry in await self._feed(feed):
                entries.setdefault(entry.url, entry)
            self.client.answered()
        self.client.asked(len(entries) - len(addresses))
        reasons = []
        for entry in entries.values():
            if reason := await self._article(entry):
                reasons.append(reason)
            self.client.answered()
        if entries and len(reasons) == len(entries):
            raise RefusalError("nothing_read", f"not one of {len(reasons)} articles could be fetched: {reasons[0]}")

    async def _feed(self, address: str) -> list[Entry]:
        """The newest articles of a feed; one that cannot be read fails the source, since it hides all of its own."""
        try:
            answer, url = await get(self.client, address, {}, self.wanted.blocked)
            entries = read_feed(url, answer.body) if answer.status == HTTPStatus.OK else None
        except RefusalError as refusal:
            self.client.fail(RefusalError(refusal.code, f"{address}: {refusal.message}"))
            return []
        if entries is None:
            self.client.fail(RefusalError("http_status", f"{address}: answered {answer.status}"))
            return []
        if unread := [entry.unread for entry in entries if entry.unread]:
            shown = ", ".join(map(repr, unread[:3]))
            self.client.warn("feed_date", f"{address}: {len(unread)} dates cannot be read and count as none: {shown}")
        return [entry for entry in entries[:MOST_ENTRIES] if may_be_read(entry.url, self.wanted.blocked)]

    async def _article(self, entry: Entry) -> str | None:
        """Fetch and keep one article; gives the reason where the site did not answer with one."""
        if not may_be_read(entry.url, self.wanted.blocked):
            self.client.warn("blocked", f"{entry.url}: its site is not read from")
            return None
        last = self.wanted.known.get(entry.url)
        try:
            answer, url = await get(self.client, entry.url, conditions(last), self.wanted.blocked)
        except RefusalError as refusal:
            return self._unread(entry, refusal.code, refusal.message)
        title = entry.url[:MAX_TEXT]
        page = self.client.page(title, title=title, url=url[:MAX_TEXT], revision=validator(answer) or last)
        if answer.status == HTTPStatus.NOT_MODIFIED:
            self.client.keep(page.model_copy(update={"unchanged": True, "revision": last}))
            return None
        if answer.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
            return self._unread(entry, "gone", f"answered {answer.status}: it is not there any more")
        if answer.status != HTTPStatus.OK:
            return self._unread(entry, "http_status", f"answered {answer.status}")
        body = entry.dated(answer.body)
        self.client.keep(page.model_copy(update={"sha256": self.client.store(body)}), body)
        return None

    def _unread(self, entry: Entry, code: str, why: str) -> str:
        reason = f"{entry.url}: {why}"
        self.client.warn(code, reason)
        return reason
