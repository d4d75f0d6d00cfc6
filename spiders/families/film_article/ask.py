"""Request the rendered articles of candidate films, downloading only those that changed.

A rendered page costs the wiki more than its wikitext, and comes one a request: revisions are asked first, fifty at a
time, and an article is asked for only when its revision is another than the stored one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict, ValidationError

from spiders.asking.addresses import host_of
from spiders.asking.client import Client
from spiders.asking.job import JobSource
from spiders.asking.wiki import look_up, page_record
from spiders.families.film_article.words import words
from spiders.family import Agenda
from spiders.formats.html.dom import ArticleError
from spiders.formats.mediawiki import ARTICLES, ApiPage, Destination, batches, parse_url, read_reply
from spiders.formats.replies import RefusalError
from tracker.domain.facts.records import PageRecord
from tracker.domain.sources import Source


class _Parse(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    title: str
    revid: int
    text: str


class _Rendered(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    parse: _Parse


def plan(source: Source, agenda: Agenda) -> JobSource | None:
    """The articles of films with any evidence."""
    films = agenda.articles()
    revisions = {title: revision for title, revision in agenda.revisions(source.name).items() if title in films}
    return JobSource(name=source.name, known=revisions, films=films) if films else None


async def ask(client: Client, source: Source, wanted: JobSource) -> None:
    """Ask for the articles, and for the lists of accolades that they point to."""
    await _Articles(client, wanted).collect()


@dataclass
class _Articles:
    """Reads the articles of the films it is given, and the separate lists of accolades they point to."""

    client: Client
    wanted: JobSource
    lists: dict[str, str] = field(default_factory=dict)
    """Separate lists of accolades that came to light, each with its film."""

    async def collect(self) -> None:
        """Collect articles first, then the lists of accolades that they point to."""
        await self._articles(self.wanted.films)
        fresh = {title: qid for title, qid in self.lists.items() if title not in self.wanted.films}
        await self._articles(fresh)

    async def _articles(self, films: Mapping[str, str]) -> None:
        self.client.asked(len(films))
        for batch in batches(films):
            lookup, _ = await look_up(self.client, ARTICLES, batch)
            for title in batch:
                await self._settle(title, films[title], lookup.find(title))
                self.client.answered()

    async def _settle(self, title: str, film: str, destination: Destination) -> None:
        """Store the state of one article; a film whose article is gone or about something else stays unchanged."""
        page = destination.page
        if page is None:
            self.client.warn("article_unread", f"{title}: the wiki's answer does not speak of this page")
        elif page.absent:
            self.client.warn("article_missing", f"{title}: there is no such article")
        elif wrong := _astray(title, film, destination, page):
            self.client.warn("moved_elsewhere", f"{title}: {wrong}")
        elif page.revision is not None and page.revision == self.wanted.known.get(title):
            self.client.keep(self._record(title, page, page.revision).model_copy(update={"unchanged": True}))
        else:
            await self._read(title, film, page)

    async def _read(self, title: str, film: str, page: ApiPage) -> None:
        """Request one rendered article; a failure is reported and does not stop the others."""
        api = self.client.job.wikipedia_api_url
        try:
            body = await self.client.fetch(parse_url(api, page.title), self.client.job.limits.timeout)
            rendered = _rendered(host_of(api), body)
        except RefusalError as refusal:
            if refusal.code == "lagging":
                self.client.give_up(api, refusal.message)
            if self.client.gave_up(api):
                raise
            self.client.warn("article_unread", f"{title}: {refusal.message}")
            return
        from spiders.families.film_article.read import envelope  # what is due is asked without the reader

        content = envelope(film, body)
        record = self._record(title, page, str(rendered.revid))
        self.client.keep(record.model_copy(update={"sha256": self.client.store(content)}), content)
        self._note_lists(film, rendered)

    def _note_lists(self, film: str, rendered: _Parse) -> None:
        from spiders.families.film_article.read import list_titles

        if rendered.title.startswith(words().accolade_list):
            return
        try:
            self.lists.update(dict.fromkeys(list_titles(rendered.text, rendered.title), film))
        except ArticleError as error:
            self.client.warn(error.code, f"{rendered.title}: {error}")

    def _record(self, title: str, page: ApiPage, revision: str) -> PageRecord:
        return page_record(self.client, title, page, revision=revision, revised_at=None)


def _astray(title: str, film: str, destination: Destination, page: ApiPage) -> str | None:
    """Why the article is not about the intended film; None if it is."""
    if "disambiguation" in page.pageprops:
        return "is a list of several meanings"
    if destination.section:
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
