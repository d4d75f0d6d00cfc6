"""Family `book_prize`: the page of a prize for books, by year: who won, who was shortlisted or longlisted."""

from spiders.books.words import words
from spiders.families.book_prize.prize_page import Listed, books
from spiders.families.book_prize.source import BookPrizeSource
from spiders.formats.wikitext.blocks import PageError, read_blocks
from spiders.formats.wikitext.page import PageNotes, page_text
from tracker.domain.facts.records import BookRecord, PageRecord, Person, Record
from tracker.domain.lists.problems import Problem
from tracker.domain.tables import key

LEAST = 10
"""Books that a page of a prize must list: fewer are another page or another layout, and change nothing."""
MAX_BOOKS = 5_000


def read(source: BookPrizeSource, page: PageRecord, body: bytes) -> tuple[list[Record], list[Problem]]:
    """The books of a prize's page.

    Args:
        source: names the prize by its `book_prize`, a slug of `tracker/data/books.yml`.
        page: which revision was read.
        body: the page's wikitext in UTF-8.
    """
    notes, prize = PageNotes(page), source.book_prize
    text = page_text(notes, body)
    if text is None:
        return [], notes.problems
    try:
        entries = books(read_blocks(text).blocks)
    except PageError as error:
        notes.hold(error.code, str(error))
        return [], notes.problems
    if len(entries) < LEAST:
        notes.hold("layout", f"only {len(entries)} books were found; is it built in another way now?", warn=True)
        return [], notes.problems
    title = words().titles[prize]
    for book in entries:
        if not book.official:
            notes.hold(
                "taken_back", f"{book.title[:120]!r} is said not to count, and is left out", book.line, warn=True
            )
    return [_record(page, prize, title, book) for book in entries[:MAX_BOOKS] if book.official], notes.problems


def _record(page: PageRecord, prize: str, title: str, book: Listed) -> BookRecord:
    return BookRecord(
        page=page.id,
        title=book.title[:300],
        link=book.link,
        authors=tuple(Person(name=name[:200], link=link) for name, link in book.authors if key(name)),
        claim=book.claim,
        prize=prize,
        prize_as_printed=title,
        year=book.year,
        line=book.line,
    )
