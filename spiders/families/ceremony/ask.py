"""Spider of the families that read one page a ceremony: the page of each ceremony, downloaded only when it changed."""

import asyncio
import hashlib
from dataclasses import dataclass

from spiders.crawl.wiki import WikiSpider
from spiders.formats.mediawiki import BATCH, CONTENT, INFO, ApiPage, Found, batches, page_address
from spiders.formats.replies import RefusalError
from tracker.domain.ceremonies import Ceremony
from tracker.domain.facts.records import PageRecord


@dataclass(frozen=True)
class Plan:
    """What to ask first: revisions of some pages, the content of others."""

    check: tuple[str, ...]
    read: tuple[str, ...]


def plan(titles: list[str], known: dict[str, str]) -> Plan:
    """Pages with a known revision are checked; the rest is read at once.

    Room left in the last batch of checks is filled with pages that have never been there: most of those are still
    missing, which a check tells for nothing. So a crawl in which nothing changed costs pages / 50 requests.
    """
    check = [t for t in titles if t in known]
    rest = [t for t in titles if t not in known]
    room = -len(check) % BATCH
    return Plan(tuple(check + rest[:room]), tuple(rest[room:]))


class CeremonySpider(WikiSpider):
    """Reads the ceremonies of one award body."""

    name = "wikipedia_ceremonies"

    async def collect(self) -> None:
        """Check revisions first, then download what is new or changed."""
        self.by_title = {self.source.page_title(c): c for c in self.ceremonies()}
        self.desk.asked(self.source.name, len(self.by_title))
        rule = self.source.ceremonies
        everything = rule.known_by(self.desk.job.today.year) if rule else []
        self.declared = {*self.by_title, *map(self.source.page_title, everything)}
        self.reached: dict[str, str] = {}
        first = plan(list(self.by_title), self.wanted.known)
        changed: list[str] = []
        for batch in batches(first.check):
            changed += await self._check(batch)
        for batch in batches([*first.read, *changed]):
            await self._read(batch)

    def ceremonies(self) -> list[Ceremony]:
        """The ceremonies that are wanted, newest first, so that what is due this season is read first.

        Raises:
            RefusalError: a ceremony the body never held.
        """
        rule = self.source.ceremonies
        if rule is None:
            raise RefusalError("configuration", "declares no ceremonies")
        if self.wanted.ceremonies is None:
            return rule.known_by(self.desk.job.today.year)[::-1]
        wrong = [n for n in self.wanted.ceremonies if n < rule.first or (rule.last is not None and n > rule.last)]
        if wrong:
            span = f"{rule.first} to {rule.last}" if rule.last else f"{rule.first} on"
            raise RefusalError("unknown_ceremony", f"has no ceremony {wrong[0]}: it is read from {span}")
        return [rule.ceremony(n) for n in sorted(set(self.wanted.ceremonies), reverse=True)]

    async def _check(self, batch: tuple[str, ...]) -> list[str]:
        """The titles of a batch whose content is needed; the others are settled."""
        try:
            lookup, _ = await self.look_up(INFO, batch)
        except RefusalError as refusal:
            self.fail(refusal)
            return []
        needed = []
        for title in batch:
            found = lookup.find(title)
            if found.page and not found.page.absent and found.page.revision != self.wanted.known.get(title):
                needed.append(title)
            else:
                self._settle(title, found)
        return needed

    async def _read(self, batch: tuple[str, ...]) -> None:
        try:
            lookup, _ = await self.look_up(CONTENT, batch)
        except RefusalError as refusal:
            self.fail(refusal)
            return
        for title in batch:
            self._settle(title, lookup.find(title))
            await asyncio.sleep(0)  # a signal to stop is heard between two pages

    def _settle(self, title: str, found: Found) -> None:
        """Put on record what is known of one page now."""
        number = self.by_title[title].number
        self.desk.answered(self.source.name, 1)
        page = found.page
        if page is None:
            self.hold("unanswered", f"{title}: the wiki's answer does not speak of this page", title, number)
        elif page.absent:
            self.keep(self._record(title, page))
        elif wrong := self._astray(title, found, page):
            self.keep(self._record(title, page, own=False))
            self.hold("moved_elsewhere", f"{title}: {wrong}", title, number)
        elif not page.revisions and page.revision == self.wanted.known.get(title):
            self.keep(self._record(title, page).model_copy(update={"unchanged": True}))
        else:
            self._content(title, page)

    def _astray(self, title: str, found: Found, page: ApiPage) -> str | None:
        """Why a page that was reached is not this ceremony's own; None when it is."""
        if not found.moved:
            return None
        if page.title in self.declared:
            return f"leads to {page.title}, which is another ceremony's page"
        if found.section:
            return f"leads to a section of {page.title}"
        owner = self.reached.setdefault(page.title, title)
        return f"leads to {page.title}, as {owner} does" if owner != title else None

    def _content(self, title: str, page: ApiPage) -> None:
        number = self.by_title[title].number
        slot = page.slot
        text = slot.content if slot else None
        if slot is None or text is None:
            self.hold("no_content", f"{title}: the wiki gives no text of this page", page.title, number)
            return
        if slot.contentmodel not in {None, "wikitext"}:
            self.hold("not_wikitext", f"{title}: the page holds {slot.contentmodel}, not wikitext", page.title, number)
            return
        body = text.encode("utf-8", errors="surrogatepass")
        if page.sha1 and hashlib.sha1(body, usedforsecurity=False).hexdigest() != page.sha1:
            self.hold("damaged", f"{title}: the text does not match the wiki's checksum", page.title, number)
            return
        record = self._record(title, page).model_copy(update={"sha256": self.store(body)})
        if not text.strip():
            self.keep(record)
            self.hold("page_empty", f"{title}: the page is empty", page.title, number)
        elif "disambiguation" in page.pageprops:
            self.keep(record)
            self.hold("disambiguation", f"{title}: the page is a list of several meanings", page.title, number)
        else:
            self.keep(record, body)

    def _record(self, title: str, page: ApiPage, own: bool = True) -> PageRecord:
        """The record of a page; one that is another ceremony's (not `own`) counts as missing for this one."""
        return PageRecord(
            id=self.desk.page_id(page.title if own else title, self.source.name),
            source=self.source.name,
            title=title,
            url=page_address(self.desk.job.wikipedia_api_url, page),
            revision=page.revision if own else None,
            revised_at=page.revised_at if own else None,
            retrieved_at=self.desk.retrieved_at(),
            origin=self.desk.origin,
            ceremony=self.by_title[title].number,
            missing=page.absent or not own,
        )
