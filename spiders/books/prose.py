"""What prose says of a book: when it came out, and which prizes it won or was listed for.

A claim is kept as it is worded. A year that is missing stays missing, and a denial or a wish is no claim.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spiders.books.words import NAME, Claim, words
from tracker.domain.facts.records import BookRecord, PageRecord, Person
from tracker.domain.tables import key
from tracker.domain.text.sentences import Sentence, sentences
from tracker.prose.names import Names
from tracker.prose.reading import quotation

_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\xa0": " "})
_EARLY = 8
"""Sentences in which a review says whose book it is and when it came out."""


@dataclass(frozen=True, slots=True)
class PrizeClaim:
    """A prize that a sentence gives to a book."""

    claim: Claim
    prize: str
    printed: str
    year: int | None


def prizes_in(sentence: str) -> list[PrizeClaim]:
    """The prizes that a sentence says a book won or was listed for."""
    text = sentence.translate(_STRAIGHT)
    prizes: dict[str, PrizeClaim] = {}
    for claim, pattern in words().said:
        for match in pattern.finditer(text):
            if words().denied.search(text[: match.start()]):
                continue
            prize = words().prizes[key(match["prize"])]
            year = match["before"] or match["after"]
            prizes.setdefault(prize, PrizeClaim(claim, prize, match["prize"], int(year) if year else None))
    return list(prizes.values())


def about_source(page: PageRecord, text: str, title: str, authors: Sequence[str]) -> Iterator[BookRecord]:
    """Prizes that a film's page says its source work was given.

    Args:
        page: where the text stands.
        text: paragraphs.
        title: of the source work, as far as the page names it.
        authors: of it, or else the film's credited writers, of whom the sentence must name one.
    """
    for sentence in sentences(text):
        names = Names(sentence.text).among(authors)
        if names and words().referring.search(sentence.text):
            yield from _prize_records(page, sentence, title, names)


def about_reviewed(page: PageRecord, text: str, title: str, author: str | None) -> list[BookRecord]:
    """What a review says of the book it is about.

    Args:
        page: the review.
        text: its headline and paragraphs.
        title: of the book.
        author: as far as the page states it; else the first sentences are asked.
    """
    parts = sentences(text)
    author = author or _author(parts[:_EARLY], title)
    authors = [author] if author else []
    book = [
        BookRecord(
            page=page.id, title=title, authors=_people(authors), claim="published", year=year, quotation=quotation
        )
        for year, quotation in _published(parts[:_EARLY], title)
    ]
    prizes = [record for sentence in parts for record in _prize_records(page, sentence, title, authors)]
    return [*book, *_once(prizes)]


def reviewed(headline: str) -> tuple[str, str | None] | None:
    """Title and author of the book that a page's headline says is reviewed; None when it says nothing of the kind."""
    line = " ".join(headline.translate(_STRAIGHT).split())
    for pattern in words().review_headings:
        if match := pattern.search(line):
            author = match.groupdict().get("author")
            return match["title"].strip(" \"'*_"), author.strip(" \"'") if author else None
    return None


def _prize_records(page: PageRecord, sentence: Sentence, title: str, authors: Iterable[str]) -> Iterator[BookRecord]:
    for award in prizes_in(sentence.text):
        yield BookRecord(
            page=page.id,
            title=title,
            authors=_people(authors),
            claim=award.claim,
            prize=award.prize,
            prize_as_printed=award.printed,
            year=award.year,
            quotation=quotation(sentence.text),
        )


def _once(records: Iterable[BookRecord]) -> list[BookRecord]:
    """One claim a prize, year and result: the first that makes it."""
    first: dict[tuple[object, ...], BookRecord] = {}
    for record in records:
        first.setdefault((record.claim, record.prize, record.year), record)
    return list(first.values())


def _people(names: Iterable[str]) -> tuple[Person, ...]:
    return tuple(Person(name=name) for name in names)


def _author(parts: Iterable[Sentence], title: str) -> str | None:
    for sentence in parts:
        text = " ".join(sentence.text.translate(_STRAIGHT).split())
        for wording in words().written_by:
            pattern = wording.replace("{title}", re.escape(title.translate(_STRAIGHT))).replace("{name}", NAME)
            if match := re.search(pattern, text):
                return match["author"]
    return None


def _published(parts: Iterable[Sentence], title: str) -> Iterator[tuple[int, str]]:
    """Years in which the book is said to have come out; a sentence that speaks of another book counts for nothing."""
    for sentence in parts:
        text = " ".join(sentence.text.translate(_STRAIGHT).split())
        if words().not_published.search(text):
            continue
        for wording in words().published:
            pattern = wording.replace("{title}", re.escape(title.translate(_STRAIGHT)))
            if match := re.search(pattern, text):
                yield int(match["year"]), quotation(sentence.text)
                return
