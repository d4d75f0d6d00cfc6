"""A spider that asks the Action API in batches and follows each answer to its end."""

import logging
from collections.abc import Mapping, Sequence

from spiders.crawl.desk import host_of, origin_of
from spiders.crawl.spider import SourceSpider
from spiders.formats.mediawiki import Lookup, Reply, read_reply, url
from spiders.formats.replies import RefusalError

log = logging.getLogger("snubs.crawl")


class WikiSpider(SourceSpider):
    """Base of the families that read a MediaWiki."""

    async def look_up(self, query: Mapping[str, str], titles: Sequence[str]) -> tuple[Lookup, list[bytes]]:
        """What the wiki says about one batch of titles, and its answer's parts as they came.

        A partial answer is continued until it is whole.

        Raises:
            RefusalError: a part cannot be had, or the answer does not end.
        """
        api = self.desk.job.wikipedia_api_url
        lookup, parts = Lookup(), []
        more: dict[str, str] = {}
        for _ in range(2 * len(titles) + 1):  # the size limit lets through at least one page's content at a time
            body = await self.fetch(url(api, query, titles, more), self.desk.job.limits.timeout)
            reply = self._understood(api, body)
            for remark in reply.remarks:
                log.warning("%s: the wiki warns: %s", self.source.name, remark[:500])
            lookup.add(reply)
            parts.append(body)
            if not reply.next:
                return lookup, parts
            if reply.next == more:
                raise RefusalError("endless_answer", "the wiki continues its answer with the same part again")
            more = reply.next
        raise RefusalError("endless_answer", f"the wiki's answer about {len(titles)} pages does not end")

    def _understood(self, api: str, body: bytes) -> Reply:
        try:
            return read_reply(host_of(api), body)
        except RefusalError as refusal:
            if refusal.code == "lagging":
                self.desk.gave_up[origin_of(api)] = refusal.message
            raise
