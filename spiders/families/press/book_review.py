"""Family `book_review`: an article about one book; its claims stay apart from any film of that title."""

from typing import NamedTuple

from spiders.books.prose import about_reviewed, reviewed
from spiders.families.press import article as press
from spiders.formats.html.dom import ArticleError, parse, text_of
from spiders.formats.html.structured import Node, is_a, name_of, nodes, texts, values
from tracker.domain.facts.records import ArticleRecord, PageRecord, Record
from tracker.domain.lists.problems import Problem
from tracker.domain.sources import Source


def read(source: Source, page: PageRecord, body: bytes) -> tuple[list[Record], list[Problem]]:
    """The article, and the claims about the book that it reviews, if it reviews one.

    Args:
        source: the press, whose pages these are.
        page: where it stands.
        body: HTML, or plain text in UTF-8.
    """
    records, problems = press.read(source, page, body)
    claims: list[Record] = []
    for record in records:
        if isinstance(record, ArticleRecord) and (book := _book(record, body)):
            claims.append(record.model_copy(update={"title": book.headline or record.title}))
            claims += about_reviewed(page, record.text, book.title, book.author)
        else:
            claims.append(record)
    return claims, problems


class _Book(NamedTuple):
    title: str
    author: str | None
    headline: str = ""
    """The line that says so; empty where the page states it in schema.org's terms."""


_FIRST_LINES = 5
"""Lines of a text among which the headline stands; a plain copy of a page begins with its menu."""


def _book(article: ArticleRecord, body: bytes) -> _Book | None:
    """The reviewed book: as the page states it in schema.org's terms, else by its headings."""
    lines = [line for line in article.text.splitlines() if line.strip()]
    headings = [article.title, *lines[:_FIRST_LINES]]
    if press.is_html(body):
        try:
            root = parse(body.decode("utf-8-sig", "replace"))
        except ArticleError:
            return None
        for node in nodes(root):
            if own := _stated(node):
                return own
        headings += [text_of(heading) for heading in root.xpath("//h1")]
    return next((_Book(*book, heading[:300]) for heading in headings if (book := reviewed(heading))), None)


def _stated(node: Node) -> _Book | None:
    things = [node, *(v for name in ("itemReviewed", "about") for v in values(node, name) if isinstance(v, dict))]
    for thing in things:
        kinds = thing.get("@type", [])
        if is_a(thing | {"@type": kinds if isinstance(kinds, list) else [kinds]}, "Book") and name_of(thing):
            return _Book(name_of(thing), next(iter(texts(thing, "author")), None))
    return None
