"""Spider of the family `wikidata_films`: the film registry of each season, a few small queries apiece."""

from urllib.parse import urlencode, urlsplit

from spiders.crawl.desk import host_of
from spiders.crawl.spider import SourceSpider
from spiders.families.registry.answers import check_answer, envelope
from spiders.families.registry.queries import QUERIES, query
from spiders.formats.replies import RefusalError
from tracker.domain.facts.records import PageRecord


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
                self.fail(RefusalError(refusal.code, f"{_title(year)}: {refusal.message}"))

    async def _season(self, year: int) -> None:
        endpoint = self.desk.job.wikidata_sparql_url
        answers: dict[str, bytes] = {}
        for name in QUERIES:
            self.desk.say(f"{self.source.name}: {name} of {year}")
            body = await self.fetch(_address(endpoint, query(name, year)), self.desk.job.limits.sparql_timeout)
            try:
                check_answer(host_of(endpoint), name, body)
            except RefusalError as refusal:
                if name == "films" and refusal.code == "no_rows" and self._only_beginning(year):
                    self._not_there_yet(year)
                    return
                raise
            answers[name] = body
        body = envelope(year, answers)
        self.keep(self._page(year).model_copy(update={"sha256": self.store(body)}), body)
        self.desk.answered(self.source.name, 1)

    def _only_beginning(self, year: int) -> bool:
        """Whether a season may still be without films: its year is not over, and no reading has found any yet."""
        return year >= self.desk.job.today.year and _title(year) not in self.wanted.known

    def _not_there_yet(self, year: int) -> None:
        self.keep(self._page(year).model_copy(update={"missing": True}))
        self.hold("season_empty", f"{self.source.name}: no films of {year} are known there yet", _title(year))
        self.desk.answered(self.source.name, 1)

    def _page(self, year: int) -> PageRecord:
        return PageRecord(
            id=self.desk.page_id(_title(year), self.source.name),
            source=self.source.name,
            title=_title(year),
            url=self.desk.job.wikidata_sparql_url,
            retrieved_at=self.desk.retrieved_at(),
            origin=self.desk.origin,
        )


def _title(year: int) -> str:
    return f"films of {year}"


def _address(endpoint: str, text: str) -> str:
    joiner = "&" if urlsplit(endpoint).query else "?"
    return endpoint + joiner + urlencode({"format": "json", "query": text})
