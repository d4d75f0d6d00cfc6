"""Query a MediaWiki's Action API in batches, following each answer to its end."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from spiders.asking.addresses import host_of
from spiders.asking.client import Client
from spiders.formats.mediawiki import ApiPage, Lookup, Reply, page_address, read_reply, url
from spiders.formats.replies import RefusalError
from tracker.domain.facts.records import PageRecord

log = logging.getLogger("snubs.crawl")


async def look_up(client: Client, query: Mapping[str, str], titles: Sequence[str]) -> tuple[Lookup, list[bytes]]:
    """The wiki's answer on one batch of titles, with its parts as received.

    A partial answer is continued until it is whole.

    Raises:
        RefusalError: a part cannot be had, or the answer does not end.
    """
    api = client.job.wikipedia_api_url
    lookup, parts = Lookup(), []
    more: dict[str, str] = {}
    for _ in range(2 * len(titles) + 1):  # the size limit lets through at least one page's content at a time
        body = await client.fetch(url(api, query, titles, more), client.job.limits.timeout)
        reply = _understood(client, api, body)
        for remark in reply.remarks:
            log.warning("the wiki warns: %s", remark[:500])
        lookup.add(reply)
        parts.append(body)
        if not reply.next:
            return lookup, parts
        if reply.next == more:
            raise RefusalError("endless_answer", "the wiki continues its answer with the same part again")
        more = reply.next
    raise RefusalError("endless_answer", f"the wiki's answer about {len(titles)} pages does not end")


def _understood(client: Client, api: str, body: bytes) -> Reply:
    try:
        return read_reply(host_of(api), body)
    except RefusalError as refusal:
        if refusal.code == "lagging":
            client.give_up(api, refusal.message)
        raise


def page_record(client: Client, title: str, page: ApiPage, key: str | None = None, **fields: Any) -> PageRecord:
    """The record of a wiki's page that was asked for by a title; `key` is its id where that is not the page's own."""
    shown = {"revision": page.revision, "revised_at": page.revised_at} | fields
    address = page_address(client.job.wikipedia_api_url, page)
    return client.page(key or page.title, title=title, url=address, **shown)
