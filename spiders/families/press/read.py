"""Any page of the press: a film's page on a database site, the review of a book, or an article; read as what it is."""

from contextlib import suppress

from spiders.asking.web import MAX_BYTES
from spiders.families.press import book_review, film_page
from spiders.formats.html.dom import ArticleError
from tracker.domain.facts.records import PageRecord, Record
from tracker.domain.lists.problems import Problem
from tracker.domain.sources import Source


def read(source: Source, page: PageRecord, body: bytes) -> tuple[list[Record], list[Problem]]:
    """What a page says, by the reader that fits what it holds.

    Args:
        source: the press.
        page: where it stands.
        body: HTML, or plain text in UTF-8.
    """
    with suppress(ArticleError):  # no page at all: whoever reads articles says so
        if len(body) <= MAX_BYTES and film_page.is_film_page(body):
            return film_page.read(source, page, body)
    return book_review.read(source, page, body)
