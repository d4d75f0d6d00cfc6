"""Family `film_page`: one film's page on a database site, read into claims beside those of other sources.

Nothing is settled here. A date that disagrees with another source's is a claim with its source, and the film is named
as the page names it: by an id, or by its title and year.
"""

import re
from collections.abc import Iterator
from typing import Any

from spiders.asking.addresses import site_of
from spiders.asking.web import MAX_BYTES
from spiders.books.prose import about_source
from spiders.families.press import article as press
from spiders.families.press.film_pages import layout
from spiders.families.press.film_pages.facts import IMDB, QID, FilmFacts
from spiders.families.press.film_pages.lines import read_lines
from spiders.families.press.film_pages.schema import read_movie
from spiders.families.press.film_pages.words import words
from spiders.formats.html.dom import ArticleError, Element, parse, text_of
from spiders.formats.html.structured import is_a, nodes
from tracker.domain.facts.records import (
    MAX_TEXT,
    ArticleRecord,
    CreditRecord,
    FactRecord,
    PageRecord,
    Record,
    ReleaseRecord,
)
from tracker.domain.lists.problems import Problem
from tracker.domain.sources import Source

LEAST_CRAFTS = 4
"""Different crafts that a page without schema.org's terms must label to be a film's page; a director is one of them."""
MOST_PROSE = 900
"""Words of running text; a page with more is an article with a box of credits."""
MAX_CLAIMS = 1_000
_SITE_NAME = re.compile(r"\s+(?:\||[-–—•»])\s+.*$")


def is_film_page(body: bytes) -> bool:
    """Whether a page is a database's page on one film, by its declared type or its labels."""
    film, root = _read(body)
    kinds = nodes(root) if root is not None else []
    if any(is_a(node, *words().article_types) for node in kinds):
        return False
    if sum(is_a(node, "Movie") for node in kinds) == 1:
        return True
    prose = sum(len(text.split()) for text, _ in film.prose)
    return "director" in film.crafts and len(film.crafts) >= LEAST_CRAFTS and prose <= MOST_PROSE


def read(source: Source, page: PageRecord, body: bytes) -> tuple[list[Record], list[Problem]]:
    """Claims of a film page: credits, facts, releases, and what its prose says of awards and of the source work.

    Args:
        source: the press, whose pages these are.
        page: where it stands.
        body: HTML, or plain text in UTF-8.
    """
    if len(body) > MAX_BYTES:
        return [], [press.warning(page, "too_large", f"larger than {MAX_BYTES} bytes")]
    try:
        film, _ = _read(body)
    except ArticleError as error:
        return [], [press.warning(page, error.code, str(error))]
    if not film.title:
        return [], [press.warning(page, "no_title", "no title of a film was found on it")]
    if film.year is None:
        film.year = min((int(s.date[:4]) for s in film.releases), default=None)
    return _records(page, film)[:MAX_CLAIMS], _conflicts(page, film)


def _read(body: bytes) -> tuple[FilmFacts, Element | None]:
    """Everything on the page; schema.org's terms first, since they are unambiguous.

    Raises:
        ArticleError: no page.
    """
    film = FilmFacts()
    text = body.decode("utf-8-sig", "replace")
    root = None
    if press.is_html(body):
        root = parse(text)
        movies = [node for node in nodes(root) if is_a(node, "Movie")]
        if len(movies) == 1:
            read_movie(film, movies[0])
        _identity(film, root)
        page = layout.of_page(root)
    else:
        page = layout.of_text(text)
        film.named(page[0].text if page else "")
    read_lines(film, page)
    return film, root


def _identity(film: FilmFacts, root: Element) -> None:
    """Title by the page's main heading, ids by the only film that the page links to."""
    headings = [text_of(h) for h in root.xpath("//h1")]
    titles = [m.get("content") or "" for m in root.xpath('//meta[@property="og:title"]')]
    for candidate in [*headings, *titles, *(_SITE_NAME.sub("", text_of(t)) for t in root.xpath("//title"))]:
        if not film.title or film.year is None:
            film.named(candidate)
    for pattern in (IMDB, QID):
        linked = [m for href in root.xpath("//a/@href") if (m := pattern.search(href))]
        if len({m[1].lower() for m in linked}) == 1:
            film.note_ids(linked[0].string)


def _records(page: PageRecord, film: FilmFacts) -> list[Record]:
    identity = {"qid": film.qid, "imdb": film.imdb, "film_year": film.year}
    about: dict[str, Any] = {"page": page.id, "title": film.title} | identity
    records: list[Record] = [_article(page, film)]
    for (craft, name), (printed, note) in film.credits.items():
        position = sum(isinstance(r, CreditRecord) and r.craft == craft for r in records)
        records.append(
            CreditRecord(**about, craft=craft, craft_as_printed=printed, position=position, name=name, note=note)
        )
    for (name, value), more in film.facts.items():
        records.append(FactRecord(**about, property=name, value=value, **more))
    for showing in film.releases:
        records.append(ReleaseRecord(**about, date=showing.date, country=showing.country, event=showing.event))
    return records + list(_books(page, film))


def _article(page: PageRecord, film: FilmFacts) -> ArticleRecord:
    """The page among the others of its site; its text is a database's and no article's, so nothing is read from it."""
    text = " ".join(text for text, _ in film.prose) or film.title
    return ArticleRecord(
        page=page.id,
        url=page.url[:MAX_TEXT],
        title=film.title,
        language="en",
        site=site_of(page.url),
        words=len(text.split()),
        sketch=press.sketch(text),
    )


def _books(page: PageRecord, film: FilmFacts) -> Iterator[Record]:
    """What the prose says of the source work: it goes by the film's title unless the page names another."""
    title = next((value for name, value in film.facts if name == "based_on"), film.title)
    writers = [name for craft, name in film.credits if craft in ("writer", "screenwriter", "story")]
    authors = [value for name, value in film.facts if name == "based_on_author"] or writers
    text = "\n".join(text for text, _ in film.prose)
    yield from about_source(page, text, title, authors)


def _conflicts(page: PageRecord, film: FilmFacts) -> list[Problem]:
    """Contradictory statements of the page."""
    days: dict[str, set[str]] = {}
    for showing in film.releases:
        if showing.country and not showing.event:
            days.setdefault(showing.country, set()).add(showing.date)
    return [
        press.warning(page, "conflict", f"gives {len(dates)} release dates for {country}")
        for country, dates in days.items()
        if len(dates) > 1
    ]
