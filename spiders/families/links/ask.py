"""Spider of the family `wikipedia_titles`: where link titles lead, 50 a request."""

from collections.abc import Mapping

from spiders.crawl.wiki import WikiSpider
from spiders.families.links.read import envelope
from spiders.formats.mediawiki import LINKS, batches, clean_title
from spiders.formats.replies import RefusalError
from tracker.domain.facts.records import PageRecord


class TitlesSpider(WikiSpider):
    """Resolves link titles to pages and their Wikidata ids."""

    name = "wikipedia_titles"

    async def collect(self) -> None:
        """Ask for each page once, however many spellings of its title there are."""
        asked: dict[str, list[str]] = {}
        for raw in dict.fromkeys(self.wanted.titles):
            asked.setdefault(clean_title(raw) or "", []).append(raw)
        self.desk.asked(self.source.name, sum(map(len, asked.values())))
        nameless = asked.pop("", [])
        for batch in batches(asked):
            await self._resolve({title: asked[title] for title in batch})
        if nameless:
            self._keep(dict.fromkeys(nameless), [])

    async def _resolve(self, batch: dict[str, list[str]]) -> None:
        try:
            _, answers = await self.look_up(LINKS, list(batch))
        except RefusalError as refusal:
            self.fail(refusal)
            return
        self._keep({raw: title for title, spellings in batch.items() for raw in spellings}, answers)

    def _keep(self, asked: Mapping[str, str | None], answers: list[bytes]) -> None:
        body = envelope(asked, answers)
        sha256 = self.store(body)
        page = PageRecord(
            id=self.desk.page_id(f"link titles {sha256[:16]}", self.source.name),
            source=self.source.name,
            title=f"{len(asked)} link titles",
            url=self.desk.job.wikipedia_api_url,
            sha256=sha256,
            retrieved_at=self.desk.retrieved_at(),
            origin=self.desk.origin,
        )
        self.keep(page, body)
        self.desk.answered(self.source.name, len(asked))
