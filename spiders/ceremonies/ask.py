"""Request a source's ceremony pages, downloading only those that changed."""

import asyncio
import hashlib
from dataclasses import dataclass

from spiders.asking.client import Client
from spiders.asking.job import JobSource
from spiders.asking.wiki import look_up, page_record
from spiders.ceremonies.source import PagedSource
from spiders.formats.mediawiki import BATCH, CONTENT, INFO, ApiPage, Destination, batches
from spiders.formats.replies import RefusalError
from tracker.domain.ceremonies import Ceremony
from tracker.domain.facts.records import PageRecord
from tracker.domain.titles.forms import comparable


@dataclass(frozen=True)
class Queries:
    """The first requests: revisions of some pages, the content of others."""

    check: tuple[str, ...]
    read: tuple[str, ...]


def queries(titles: list[str], revisions: dict[str, str]) -> Queries:
    """Check pages with a known revision; read the rest at once.

    Room left in the last batch of checks is filled with pages that have never been there: most of those are still
    missing, which a check tells for nothing. So a crawl in which nothing changed costs pages / 50 requests.
    """
    check = [t for t in titles if t in revisions]
    rest = [t for t in titles if t not in revisions]
    room = -len(check) % BATCH
    return Queries(tuple(check + rest[:room]), tuple(rest[room:]))


def _is_general(title: str) -> bool:
    """Whether an article is no edition's own: no number or year is in its title."""
    return not any(map(str.isdigit, comparable(title)))


async def ask(client: Client, source: PagedSource, wanted: JobSource) -> None:
    """Ask for the page of each ceremony."""
    await _CeremonyPages(client, source, wanted).collect()


@dataclass
class _CeremonyPages:
    """Reads the ceremonies of one award body."""

    client: Client
    source: PagedSource
    wanted: JobSource

    async def collect(self) -> None:
        """Check revisions first, then download what is new or changed."""
        self.by_title = {self.source.page_title(c): c for c in self.ceremonies()}
        self.client.asked(len(self.by_title))
        everything = self.source.ceremonies.known_by(self.client.job.today.year)
        self.declared = {*self.by_title, *map(self.source.page_title, everything)}
        self.reached: dict[str, str] = {}
        first = queries(list(self.by_title), self.wanted.known)
        newer: list[str] = []
        for batch in batches(first.check):
            newer += await self._check(batch)
        for batch in batches([*first.read, *newer]):
            await self._read(batch)

    def ceremonies(self) -> list[Ceremony]:
        """The requested ceremonies, newest first, so that this season's are read first.

        Raises:
            RefusalError: a ceremony the body never held.
        """
        rule = self.source.ceremonies
        if self.wanted.ceremonies is None:
            return rule.known_by(self.client.job.today.year)[::-1]
        wrong = [n for n in self.wanted.ceremonies if n < rule.first or (rule.last is not None and n > rule.last)]
        if wrong:
            span = f"{rule.first} to {rule.last}" if rule.last else f"{rule.first} on"
            raise RefusalError("unknown_ceremony", f"has no ceremony {wrong[0]}: it is read from {span}")
        return [rule.ceremony(n) for n in sorted(set(self.wanted.ceremonies), reverse=True)]

    async def _check(self, batch: tuple[str, ...]) -> list[str]:
        """The titles of a batch whose content is needed; the others are settled."""
        try:
            lookup, _ = await look_up(self.client, INFO, batch)
        except RefusalError as refusal:
            self.client.fail(refusal)
            return []
        needed = []
        for title in batch:
            destination = lookup.find(title)
            page = destination.page
            if page and not page.absent and page.revision != self.wanted.known.get(title):
                needed.append(title)
            else:
                self._settle(title, destination)
        return needed

    async def _read(self, batch: tuple[str, ...]) -> None:
        try:
            lookup, _ = await look_up(self.client, CONTENT, batch)
        except RefusalError as refusal:
            self.client.fail(refusal)
            return
        for title in batch:
            self._settle(title, lookup.find(title))
            await asyncio.sleep(0)  # a signal to stop is heard between two pages

    def _settle(self, title: str, destination: Destination) -> None:
        """Record the state of one page."""
        number = self.by_title[title].number
        self.client.answered()
        page = destination.page
        if page is None:
            self.client.hold("unanswered", f"{title}: the wiki's answer does not speak of this page", title, number)
        elif page.absent:
            self.client.keep(self._record(title, page))
        elif destination.moved and _is_general(page.title):
            # A page that is not written yet: nothing is wrong with it.
            self.client.keep(self._record(title, page, own=False))
            self.client.warn("not_written", f"{title}: leads to {page.title}, which is no ceremony's page")
        elif wrong := self._astray(title, destination, page):
            self.client.keep(self._record(title, page, own=False))
            self.client.hold("moved_elsewhere", f"{title}: {wrong}", title, number)
        elif not page.revisions and page.revision == self.wanted.known.get(title):
            self.client.keep(self._record(title, page).model_copy(update={"unchanged": True}))
        else:
            self._content(title, page)

    def _astray(self, title: str, destination: Destination, page: ApiPage) -> str | None:
        """Why a page that was reached is not this ceremony's own; None when it is."""
        if not destination.moved:
            return None
        if page.title in self.declared:
            return f"leads to {page.title}, which is another ceremony's page"
        if destination.section:
            return f"leads to a section of {page.title}"
        owner = self.reached.setdefault(page.title, title)
        return f"leads to {page.title}, as {owner} does" if owner != title else None

    def _content(self, title: str, page: ApiPage) -> None:
        number = self.by_title[title].number
        slot = page.slot
        text = slot.content if slot else None
        if slot is None or text is None:
            self.client.hold("no_content", f"{title}: the wiki gives no text of this page", page.title, number)
            return
        if slot.contentmodel not in {None, "wikitext"}:
            message = f"{title}: the page holds {slot.contentmodel}, not wikitext"
            self.client.hold("not_wikitext", message, page.title, number)
            return
        body = text.encode("utf-8", errors="surrogatepass")
        if page.sha1 and hashlib.sha1(body, usedforsecurity=False).hexdigest() != page.sha1:
            self.client.hold("damaged", f"{title}: the text does not match the wiki's checksum", page.title, number)
            return
        record = self._record(title, page).model_copy(update={"sha256": self.client.store(body)})
        if not text.strip():
            self.client.keep(record)
            self.client.hold("page_empty", f"{title}: the page is empty", page.title, number)
        elif "disambiguation" in page.pageprops:
            self.client.keep(record)
            self.client.hold("disambiguation", f"{title}: the page is a list of several meanings", page.title, number)
        else:
            self.client.keep(record, body)

    def _record(self, title: str, page: ApiPage, own: bool = True) -> PageRecord:
        """The record of a page; one that is another ceremony's (not `own`) counts as missing for this one."""
        number, missing = self.by_title[title].number, page.absent or not own
        if not own:
            nothing = {"revision": None, "revised_at": None}
            return page_record(self.client, title, page, title, ceremony=number, missing=missing, **nothing)
        return page_record(self.client, title, page, ceremony=number, missing=missing)
