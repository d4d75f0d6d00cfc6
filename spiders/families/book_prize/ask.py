"""Request the one page with a book prize's winners and shortlists."""

from spiders.asking.client import Client
from spiders.asking.job import JobSource
from spiders.asking.wiki import look_up, page_record
from spiders.families.book_prize.source import BookPrizeSource
from spiders.formats.mediawiki import CONTENT, INFO
from spiders.formats.replies import RefusalError


async def ask(client: Client, source: BookPrizeSource, wanted: JobSource) -> None:
    """Ask for the page's revision where one is known, then for its text.

    Raises:
        RefusalError: the wiki gives no text.
    """
    title = source.page
    client.asked(1)
    last = wanted.known.get(title)
    for query in (INFO, CONTENT) if last else (CONTENT,):
        lookup, _ = await look_up(client, query, [title])
        page = lookup.find(title).page
        if page is None:
            raise RefusalError("unanswered", f"{title}: the wiki's answer does not speak of this page")
        if page.absent:
            client.warn("page_missing", f"{title}: there is no such page; nothing was read")
            break
        record = page_record(client, title, page)
        if last and page.revision == last:
            client.keep(record.model_copy(update={"unchanged": True}))
            break
        if query is CONTENT:
            text = page.slot.content if page.slot else None
            if text is None:
                raise RefusalError("no_content", f"{title}: the wiki gives no text of this page")
            body = text.encode("utf-8", errors="surrogatepass")
            client.keep(record.model_copy(update={"sha256": client.store(body)}), body)
    client.answered()
