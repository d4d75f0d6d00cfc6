"""Spider of the family `wikipedia_film`: rendered articles of candidate films, downloaded only when they changed.

A rendered page costs the wiki more than its wikitext, and comes one a request: revisions are asked first, fifty at a
time, and an article is asked for only when its revision is another than the stored one.
"""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, ValidationError

from spiders.crawl.desk import host_of, origin_of
from spiders.crawl.wiki import WikiSpider
from spiders.families.film_article.read import envelope, list_titles
from spiders.families.film_article.words import words
from spiders.formats.html.dom import ArticleError
from spiders.formats.mediawiki import ARTICLES, ApiPage, Found, batches, page_address, parse_url, read_reply
from spiders.formats.replies import RefusalError
from tracker.domain.facts.records import PageRecord


class _Parse(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    title: str
    revid: int
    text: str


class _Rendered(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    parse: _Parse


class FilmSpider(WikiSpider):
    """Reads the articles of the films it is given, and the separate lists of accolades they point to."""

    name = "wikipedia_film"

    async def collect(self) -> None:
        """Articles first, then the lists of accolades that they brought to light."""
        self.lists: dict[str, str] = {}
        await self._articles(self.wanted.films)
        fresh = {title: qid for title, qid in self.lists.items() if title not in self.wanted.films}
        await self._articles(fresh)

    async def _articles(self, films: Mapping[str, str]) -> None:
        self.desk.asked(self.source.name, len(films))
        for batch in batches(films):
            lookup, _ = await self.look_up(ARTICLES, batch)
            for title in batch:
                await self._settle(title, films[title], lookup.find(title))
                self.desk.answered(self.source.name, 1)

    async def _settle(self, title: str, film: str, found: Found) -> None:
        """Keep what is known of one article now; a film whose article is gone or another's stays as it was."""
        page = found.page
        if page is None or page.absent:
            self.warn("article_missing", f"{title}: there is no such article")
        elif wrong := _astray(title, film, found, page):
            self.warn("moved_elsewhere", f"{title}: {wrong}")
        elif page.revision is not None and page.revision == self.wanted.known.get(title):
            self.keep(self._record(title, page, page.revision).model_copy(update={"unchanged": True}))
        else:
            await self._read(title, film, page)

    async def _read(self, title: str, film: str, page: ApiPage) -> None:
        """Ask for one rendered article; one that cannot be had is named, and the others are still asked."""
        api = self.desk.job.wikipedia_api_url
        try:
            body = await self.fetch(parse_url(api, page.title), self.desk.job.limits.timeout)
            rendered = _rendered(host_of(api), body)
        except RefusalError as refusal:
            if refusal.code == "lagging":
                self.desk.gave_up[origin_of(api)] = refusal.message
            if origin_of(api) in self.desk.gave_up:
                raise
            self.warn("article_unread", f"{title}: {refusal.message}")
            return
        stored = envelope(film, body)
        record = self._record(title, page, str(rendered.revid))
        self.keep(record.model_copy(update={"sha256": self.store(stored)}), stored)
        self._note_lists(film, rendered)

    def _note_lists(self, film: str, rendered: _Parse) -> None:
        if rendered.title.startswith(words().accolade_list):
            return
        try:
            self.lists.update(dict.fromkeys(list_titles(rendered.text), film))
        except ArticleError as error:
            self.warn(error.code, f"{rendered.title}: {error}")

    def _record(self, title: str, page: ApiPage, revision: str) -> PageRecord:
        return PageRecord(
            id=self.desk.page_id(page.title, self.source.name),
            source=self.source.name,
            title=title,
            url=page_address(self.desk.job.wikipedia_api_url, page),
            revision=revision,
            retrieved_at=self.desk.retrieved_at(),
            origin=self.desk.origin,
        )


def _astray(title: str, film: str, found: Found, page: ApiPage) -> str | None:
    """Why an article that was reached is not about the film that was meant; None when it is."""
    if "disambiguation" in page.pageprops:
        return "is a list of several meanings"
    if found.section:
        return f"leads to a section of {page.title}"
    if title.startswith(words().accolade_list):
        return None  # a list has an item of its own
    if page.qid is not None and page.qid != film:
        return f"is about {page.qid} in Wikidata, and not about {film}"
    return None


def _rendered(host: str, body: bytes) -> _Parse:
    """The rendered page of an answer.

    Raises:
        RefusalError: the server's own error, `truncated` or `unexpected_answer`.
    """
    try:
        return _Rendered.model_validate_json(body).parse
    except ValidationError as error:
        read_reply(host, body)  # says what the server refused, if it did
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise RefusalError("unexpected_answer", f"{host} answered in an unknown shape: {where}") from error
