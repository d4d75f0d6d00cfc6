"""Spider of the family `book_prize`: the one page of a prize, downloaded only when it changed."""

from spiders.crawl.wiki import WikiSpider
from spiders.formats.mediawiki import CONTENT, INFO, page_address
from spiders.formats.replies import RefusalError
from tracker.domain.facts.records import PageRecord


class BookPrizeSpider(WikiSpider):
    """Reads the page on which a prize's winners and shortlists stand."""

    name = "book_prize"

    async def collect(self) -> None:
        """Ask for the page's revision where one is known, then for its text.

        Raises:
            RefusalError: the wiki gives no text.
        """
        title = self.source.page or ""
        self.desk.asked(self.source.name, 1)
        known = self.wanted.known.get(title)
        for query in (INFO, CONTENT) if known else (CONTENT,):
            lookup, _ = await self.look_up(query, [title])
            page = lookup.find(title).page
            if page is None or page.absent:
                self.warn("page_missing", f"{title}: there is no such page; nothing was read")
                break
            record = PageRecord(
                id=self.desk.page_id(page.title, self.source.name),
                source=self.source.name,
                title=title,
                url=page_address(self.desk.job.wikipedia_api_url, page),
                revision=page.revision,
                revised_at=page.revised_at,
                retrieved_at=self.desk.retrieved_at(),
                origin=self.desk.origin,
            )
            if known and page.revision == known:
                self.keep(record.model_copy(update={"unchanged": True}))
                break
            if query is CONTENT:
                text = page.slot.content if page.slot else None
                if text is None:
                    raise RefusalError("no_content", f"{title}: the wiki gives no text of this page")
                body = text.encode("utf-8", errors="surrogatepass")
                self.keep(record.model_copy(update={"sha256": self.store(body)}), body)
        self.desk.answered(self.source.name, 1)
