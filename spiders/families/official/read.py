"""A body's own page of one ceremony as HTML: its list of nominees, read to be compared with the encyclopaedia's.

Where things stand on the page is said by the source file (`official`, CSS selectors), so that another body's page needs
no code. Nothing read here is taken in as a nomination of its own: two lists of one ceremony must agree, not add up.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from parsel import Selector

from spiders.ceremonies.fields import Printed, field_claims, record_of
from spiders.families.official.source import Layout, OfficialSource
from spiders.formats.wikitext.credits import Form, Reading, read_entry
from spiders.formats.wikitext.entry import UnreadableError, make_entry
from spiders.formats.wikitext.lines import Line, Piece
from spiders.formats.wikitext.page import PageNotes
from tracker.domain.categories import categories
from tracker.domain.facts.records import NominationRecord, PageRecord, Record, Result
from tracker.domain.lists.problems import Problem

MAX_BYTES = 5_000_000
MOST_ENTRIES = 2_000


def read(source: OfficialSource, page: PageRecord, body: bytes) -> tuple[list[Record], list[Problem]]:
    """Records and problems of one page.

    Args:
        source: with `official`, and the categories of the body it verifies.
        page: the response; its ceremony says which.
        body: the HTML.
    """
    reader = _Reader(source, page, PageNotes(page))
    if source.official is None or len(body) > MAX_BYTES:
        reader.notes.hold("not_a_page", "no layout is declared, or the page is larger than any list")
    else:
        reader.run(source.official, body)
    return reader.records, reader.notes.problems


@dataclass(slots=True)
class _Reader:
    source: OfficialSource
    page: PageRecord
    notes: PageNotes
    records: list[Record] = field(default_factory=list)

    def run(self, layout: Layout, body: bytes) -> None:
        elements = Selector(text=body.decode("utf-8", "replace")).css(layout.category)
        if not elements:
            self.notes.hold("no_lists", f"no element fits {layout.category!r}: the page's layout has changed")
        for category in elements:
            printed = _text(category.css(layout.name)[:1])
            meanings = self.source.meanings(printed, self.page.ceremony or 0)
            if len(meanings) != 1:
                if not self.source.leaves_out(printed):
                    self.notes.hold("unknown_category", f"nobody declared the category {printed[:120]!r}")
                continue
            every = [self._entry(layout, meanings[0], printed, e) for e in category.css(layout.entry)[:MOST_ENTRIES]]
            entries = [entry for entry in every if entry]
            shown = Printed(meanings[0], self.source.categories[meanings[0]].concept, printed, None)
            self.records += [*entries, *field_claims(self.source, self.page, self.page.ceremony or 0, shown, entries)]

    def _entry(self, layout: Layout, name: str, printed: str, entry: Selector) -> NominationRecord | None:
        concept = self.source.categories[name].concept
        film, people = _text(entry.css(layout.film)), _text(entry.css(layout.people))
        try:
            reading = _reading(concept, film, people)
        except UnreadableError as error:
            self.notes.hold("unreadable_entry", f"{printed}: {error}: {f'{film} – {people}'[:120]!r}")
            return None
        won = _text(entry.css(layout.standing)).casefold().startswith("winner")
        result = Result.WON if won else Result.NOMINATED
        return record_of(self.source, self.page, Printed(name, concept, printed, None), result, reading)


def _text(selection: object) -> str:
    texts = selection.css("::text").getall() if hasattr(selection, "css") else []
    return " ".join(" ".join(texts).split())


def _reading(concept: str, film: str, people: str) -> Reading:
    """Put the parts into the order in which ceremony pages print them, and read them alike.

    The body's page gives a song, or a country, where other categories have the film.
    """
    category = categories()[concept]
    if category.entry == "country":
        return read_entry(make_entry(_line(_film(people), _plain(f" ({film})"))), Form.COUNTRY)
    if category.entry == "song":
        of, _, credits = people.removeprefix("from ").partition(";")
        line = _line(_plain(f'"{film}" from '), _film(of.strip()), _plain(f" – {credits.strip()}"))
        return read_entry(make_entry(line), Form.SONG)
    if category.group == "acting":
        return read_entry(make_entry(_line(_plain(f"{people} – "), _film(film))), Form.ACTING)
    return read_entry(make_entry(_line(_film(film), _plain(f" – {people}"))), Form.GENERAL)


def _line(*pieces: Piece) -> Line:
    return Line(1, "*", list(pieces))


def _film(text: str) -> Piece:
    return Piece("text", text, italic=True)


def _plain(text: str) -> Piece:
    return Piece("text", text)
