"""A festival section's films: from a table with named columns, or from bullets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spiders.formats.wikitext.credits import Form, Reading, country_named, read_entry
from spiders.formats.wikitext.entry import MOSTLY, WORK, Entry, Shown, UnreadableError, clean, make_entry
from spiders.formats.wikitext.grid import Cell, GridRow
from spiders.formats.wikitext.lines import Line, Piece
from spiders.formats.wikitext.lists import Trouble
from spiders.formats.wikitext.words import words
from tracker.domain.facts.records import Person, Work
from tracker.domain.titles.comparable import fold

_COLUMNS = {
    "title": re.compile(
        r"^(?:(?:international )?english (?:title|name)|(?:film )?titles?|films?|original title.*english.*)$"
    ),
    "original": re.compile(r"^(?:original|native|international) (?:title|name)s?$"),
    "people": re.compile(r"^(?:directors?|directed by|filmmakers?|creators?)(?:\(?s?\)?)?$"),
    "countries": re.compile(
        r"^(?:production |producing )?(?:countr(?:y|ies)|nationalit(?:y|ies)|nations?)(?:\(?(?:ies|s)?\)?)?$"
    ),
}
_NOT_TITLE = re.compile(r"[†‡§*#\s]+$|^[†‡§*#\s]+")
_MARKED = re.compile(r"[†‡§*#]")
_LINKS = "[\ue600-\ueaff]"
_ASIDE = re.compile(r"\([^()]*\)")


@dataclass(slots=True)
class Film:
    """One film of a section."""

    line: int
    title: str
    link: str | None
    others: tuple[Shown, ...]
    """Other titles, with links where printed."""
    people: tuple[Person, ...] = ()
    countries: str = ""
    bold: bool = False
    note: str = ""
    official: bool = True

    @property
    def works(self) -> tuple[Work, ...]:
        """The film, by its English title and the link that any of its titles carries."""
        link = self.link or next((other.link for other in self.others if other.link), None)
        return (Work(title=self.title, link=link),)

    @property
    def links(self) -> set[str]:
        """Every link target of its titles."""
        return {link for link in (self.link, *(o.link for o in self.others)) if link}

    @property
    def titles(self) -> set[str]:
        """Every title, in the comparable form."""
        return {fold(self.title), *(fold(other.text) for other in self.others)} - {""}


@dataclass(slots=True)
class LineUp:
    """The films under one heading."""

    heading: str
    line: int
    films: list[Film] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)

    def extend(self, other: LineUp) -> None:
        """Add the films of another table under the same heading."""
        self.films += other.films
        self.troubles += other.troubles


def tabled(rows: Sequence[GridRow]) -> LineUp:
    """The films of a table with columns for title, original title, director and country.

    A header row in the middle of the table begins a group; films of the group stay in the section, with the group as
    their note.

    Raises:
        UnreadableError: no column holds the titles.
    """
    columns: dict[str, list[int]] = {}
    width = 0
    films = LineUp("", rows[0].number if rows else 0)
    group = ""
    for row in rows:
        headings = _columns(row)
        if "title" in headings or "original" in headings:
            columns, width = headings, len(row.cells)
        elif row.is_header or _is_group(row):
            group = row.own[0].text
        elif not columns:
            raise UnreadableError(f"a table without a column of titles: {row.own[0].text[:60]!r}")
        elif len(row.cells) != width:
            message = f"{len(row.cells)} cells under {width} headings: {row.own[0].text[:60]!r}"
            films.troubles.append(Trouble("unreadable_entry", message, row.number))
        else:
            _row(films, row, columns, group)
    return films


def _is_group(row: GridRow) -> bool:
    """Whether one cell spans the row and holds no film."""
    return len(row.own) == 1 and row.own[0].start.colspan >= len(row.cells) > 1 and not _has_italics(row.own[0])


def _has_italics(cell: Cell) -> bool:
    return any(piece.italic for line in cell.lines for piece in line.pieces)


def _columns(row: GridRow) -> dict[str, list[int]]:
    """The contents of each column, by the words of a header row."""
    columns: dict[str, list[int]] = {}
    if len(row.own) < 2:  # noqa: PLR2004 - one cell is a group's name
        return columns
    if not row.is_header and _has_italics(row.own[0]):
        return columns
    for column, cell in row.cells.items():
        text = " ".join(re.sub(r"[()]", " ", cell.text.casefold()).split()).replace("director s", "directors")
        for what, pattern in _COLUMNS.items():
            if pattern.match(text):
                columns.setdefault(what, []).append(column)
                break
    return columns


def _row(line_up: LineUp, row: GridRow, columns: dict[str, list[int]], group: str) -> None:
    try:
        film = _film(row, columns)
    except UnreadableError as error:
        line_up.troubles.append(Trouble("unreadable_entry", f"{error}: {row.own[0].text[:80]!r}", row.number))
        return
    if film is not None:
        film.note = "; ".join(part for part in (film.note, group) if part)
        film.official = film.official and not words().unofficial.search(group)
        line_up.films.append(film)


def _film(row: GridRow, columns: dict[str, list[int]]) -> Film | None:
    cells = _unique(row, [*columns.get("title", []), *columns.get("original", [])])
    if not any(cell.text for cell in cells):
        raise UnreadableError("a row without a title")
    if any(cell not in row.own for cell in cells[:1]):
        raise UnreadableError("a title that hangs down from the row above")
    shown: list[Shown] = []
    notes: list[str] = []
    bold, official = 0.0, True
    for place, cell in enumerate(cells):
        titles, remarks, share, stands = _titles(cell)
        bold = share if place == 0 else bold
        shown += titles
        notes += remarks
        official = official and stands
    if not shown:
        raise UnreadableError("no title")
    readings = [reading for cell in _unique(row, columns.get("people", [])) for reading in _credits(cell)]
    people = [p.model_copy(update={"role": p.role or "director"}) for one in readings for p in one.people]
    countries = ", ".join(map(_countries_in, _unique(row, columns.get("countries", []))))
    others = tuple(s for s in shown[1:] if s.text != shown[0].text or s.link)
    printed = [other.text for other in others if other.text != shown[0].text]
    if printed:
        notes.insert(0, f"also {' / '.join(printed)}")
    line = cells[0].lines[0].number if cells[0].lines else row.number
    official = official and all(one.official for one in readings) and not words().unofficial.search(countries)
    first, note = shown[0], "; ".join(notes)
    return Film(line, first.text, first.link, others, tuple(people), countries, bold >= MOSTLY, note, official)


def _countries_in(cell: Cell) -> str:
    """What a cell of countries says, with a country's name in place of a link that calls it otherwise ("Danish")."""
    pieces = (piece for line in cell.lines for piece in [*line.pieces, Piece("text", " ")] if piece.kind == "text")
    return clean("".join((p.link and country_named(p.text.strip(), p.link)) or p.text for p in pieces))


def _unique(row: GridRow, columns: Sequence[int]) -> list[Cell]:
    """Cells of some columns, each once however many of them it spans."""
    uniques: list[Cell] = []
    for column in columns:
        cell = row.cells.get(column)
        if cell is not None and not any(cell is other for other in uniques):
            uniques.append(cell)
    return uniques


def _titles(cell: Cell) -> tuple[list[Shown], list[str], float, bool]:
    """Titles a cell prints, what it says beside them, the share of bold letters, and whether the entry counts."""
    shown: list[Shown] = []
    notes: list[str] = []
    bold, official = 0.0, True
    for line in cell.lines:
        entry = make_entry(line)
        if entry.unknown:
            raise UnreadableError(f"unknown template or tag {entry.unknown[0]!r} next to a film")
        bold = max(bold, entry.bold)
        titles, beside = _split(entry)
        shown += titles
        if words().doubtful.match(beside):
            raise UnreadableError(f"a note says {beside[:80]!r}")
        official = official and entry.struck < MOSTLY and not words().unofficial.search(beside)
        if official and (mark := next(filter(words().unofficial.search, entry.marks), None)):
            raise UnreadableError(f"a note says {mark[:80]!r} and nothing is struck out")
        notes += [note for note in (beside, *entry.marks) if note and _MARKED.sub("", note).strip()]
    return shown, notes, bold, official


def _split(entry: Entry) -> tuple[list[Shown], str]:
    """The titles in one entry, in the order printed, and the rest of its words."""
    masked = entry.masked
    marks = re.findall(WORK, masked) or re.findall(_LINKS, masked)
    if marks:
        rest = "".join(c for c in masked if c not in marks)
        beside = entry.plain(rest).strip(" /,;–—-†‡§*#")
        return [entry.shown[mark] for mark in marks], beside.strip("() ")
    asides = " ".join(match.strip("()") for match in _ASIDE.findall(masked))
    text = _NOT_TITLE.sub("", entry.plain(_ASIDE.sub("", masked))).strip()
    return ([Shown(text)] if text else []), entry.plain(asides)


def _credits(cell: Cell) -> list[Reading]:
    """The directors named in a cell, a line each."""
    return [read_entry(make_entry(line), Form.PERSON) for line in cell.lines if clean(line.text)]


def bulleted(lines: Iterable[Line]) -> LineUp:
    """The films of a bullet list, `Film by Person` a line."""
    line_up = LineUp("", 0)
    for line in lines:
        if not line.bullets:
            continue
        line_up.line = line_up.line or line.number
        try:
            entry = make_entry(line)
            reading = read_entry(entry, Form.COUNTRY)
        except UnreadableError as error:
            line_up.troubles.append(Trouble("unreadable_entry", f"{error}: {clean(line.text)[:80]!r}", line.number))
            continue
        people = tuple(p.model_copy(update={"role": p.role or "director"}) for p in reading.people)
        first = reading.works[0]
        others = tuple(Shown(work.title, work.link) for work in reading.works[1:])
        countries, note = ", ".join(reading.details), "; ".join(dict.fromkeys(reading.notes))
        bold = entry.bold >= MOSTLY
        line_up.films.append(
            Film(line.number, first.title, first.link, others, people, countries, bold, note, reading.official)
        )
    return line_up
