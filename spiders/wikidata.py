"""Spider of the family `wikidata_films`: the film registry of each season, five small queries apiece."""

from urllib.parse import urlencode, urlsplit

from spiders.base import SourceSpider
from spiders.desk import host_of
from spiders.families.wikidata_films import QUERIES, check_answer, envelope, query
from spiders.replies import RefusalError
from tracker.domain.records import PageRecord


class WikidataSpider(SourceSpider):
    """Reads seasons of the film registry."""

    name = "wikidata_films"

    async def collect(self) -> None:
        """One season after the other; a season is whole or not there."""
        years = sorted(set(self.wanted.film_years))
        self.desk.asked(self.source.name, len(years))
        for year in years:
            try:
                await self._season(year)
            except RefusalError as refusal:
                self.fail(RefusalError(refusal.code, f"films of {year}: {refusal.message}"))

    async def _season(self, year: int) -> None:
        endpoint = self.desk.job.wikidata_sparql_url
        answers: dict[str, bytes] = {}
        for name in QUERIES:
            self.desk.say(f"{self.source.name}: {name} of {year}")
            body = await self.fetch(_address(endpoint, query(name, year)), self.desk.job.limits.sparql_timeout)
            check_answer(host_of(endpoint), name, body)
            answers[name] = body
        body = envelope(year, answers)
        page = PageRecord(
            id=self.desk.page_id(f"films of {year}", self.source.name),
            source=self.source.name,
            title=f"films of {year}",
            url=endpoint,
            sha256=self.store(body),
            retrieved_at=self.desk.retrieved_at(),
            origin=self.desk.origin,
        )
        self.keep(page, body)
        self.desk.answered(self.source.name, 1)


def _address(endpoint: str, text: str) -> str:
    joiner = "&" if urlsplit(endpoint).query else "?"
    return endpoint + joiner + urlencode({"format": "json", "query": text})
