"""The family's source file: the prize that its page lists."""

from tracker.domain.sources import Source


class BookPrizeSource(Source):
    """A prize for books, which has one page."""

    book_prize: str
    """Which prize of `tracker/data/books.yml` the page lists."""
    page: str
