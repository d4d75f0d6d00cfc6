"""The lists of an award page: each category's heading and the lines under it, whatever the layout.

Layouts read: cells headed by a category template, header rows above cells (with group headers above those), row
headers, sections, and plain bold headings above bullets. A heading counts as a category only if the source's own
declarations say so; lines of a list without a category are reported, never skipped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from itertools import pairwise

from spiders.formats.wikitext.blocks import Block, CellStart, HeadingBlock, RowStart, TableEnd, TableStart
from spiders.formats.wikitext.breaks import at_breaks, at_joints, has_film
from spiders.formats.wikitext.entry import clean
from spiders.formats.wikitext.lines import Line
from spiders.formats.wikitext.prizes import split_label
from spiders.formats.wikitext.words import words


class Kind(Enum):
    """What a heading means to the source."""

    DECLARED = auto()
    LEFT_OUT = auto()
    UNKNOWN = auto()
    CONTRADICTION = auto()


@dataclass(frozen=True, slots=True)
class Heading:
    """A printed heading and the page it links to."""

    text: str
    link: str | None
    number: int


@dataclass(frozen=True, slots=True)
class Meaning:
    """The meaning of a heading and the group header above it."""

    kind: Kind
    name: str | None = None
    """Declared name of the category."""
    printed: str = ""
    """As printed, with the group header where the heading alone does not say it."""
    why: str = ""
    names: tuple[str, ...] = ()
    """The categories that a contradiction may mean."""


_MOST_COLUMNS = 20
_TIE = re.compile(r"\s*\((?:tie|joint winners?)\)$", re.IGNORECASE)
_RANK = re.compile(r"(\d{1,2})\.\s+")

Resolver = Callable[[Heading, Heading | None], Meaning]


@dataclass(slots=True)
class RawField:
    """The lines of one category."""

    number: int
    meaning: Meaning
    lines: list[Line] = field(default_factory=list)
    runners: set[int] = field(default_factory=set)
    """Places of the lines whose entries the page calls runners-up, or ranks after the first."""
    told: bool = False
    """Whether sentences say who won, whatever is in bold."""
    label: int | None = None
    """How many list marks the bullet has that named the category, where one did."""
    plain: int = 0
    """How many of the lines stand above the first bullet without one."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A line that cannot be placed."""

    code: str
    message: str
    number: int
    category: str | None = None
    """The declared category that it holds alone."""
    unread: str | None = None
    """What was not read, with the targets of links."""


def words_in(*lines: Line) -> str:
    """Everything that lines show, with the targets of their links."""
    shown = [text for line in lines for text in (clean(line.text), *(p.link for p in line.pieces if p.link))]
    return " | ".join(dict.fromkeys(text for text in shown if text))


@dataclass(slots=True)
class _Cell:
    start: CellStart
    lines: list[Line] = field(default_factory=list)

    @property
    def is_list(self) -> bool:
        return any(line.bullets or _category(line) for line in self.lines)

    def heading(self) -> Heading | None:
        text = clean(" ".join(line.text for line in self.lines))
        link = next((p.link for line in self.lines for p in line.pieces if p.link), None)
        return Heading(text, link, self.start.number) if text else None


@dataclass(slots=True)
class _Table:
    number: int
    row: list[_Cell] = field(default_factory=list)
    above: dict[int, tuple[Heading, Heading | None]] = field(default_factory=dict)
    """Heading and group header by column, for the next row of lists."""
    group: Heading | None = None
    spanned: dict[int, int] = field(default_factory=dict)
    """Rows still covered from above, by column."""


def _category(line: Line) -> Heading | None:
    piece = next((p for p in line.pieces if p.kind == "category"), None)
    return Heading(piece.text, piece.link, line.number) if piece else None


def heading_of(line: Line) -> Heading | None:
    """A line read as a heading: a category template's name, else the whole line."""
    if category := _category(line):
        return category
    text = clean(line.text)
    link = next((p.link for p in line.pieces if p.link), None)
    return Heading(text.rstrip(":"), link, line.number) if text else None


def _is_bold(line: Line) -> bool:
    letters = [p for p in line.pieces if p.kind == "text" and p.text.strip(" ‡†,;:–—-\u00a0")]
    return bool(letters) and all(p.bold for p in letters if any(c.isalpha() for c in p.text))


def _starts_bold(line: Line) -> bool:
    first = next((p for p in line.pieces if p.kind == "text" and any(c.isalnum() for c in p.text)), None)
    return first is not None and first.bold


def _set_off(line: Line, label: str, rest: Line | None) -> bool:
    """Whether a label looks like one: in bold that ends with it, a link, or the words for a runner-up."""
    core = _TIE.sub("", label)
    own = [p for p in line.pieces if p.kind == "text" and p.text.strip(" :") and p.text.strip(" :") in core]
    if any(p.italic for p in own):
        return False
    if words().runner_up.fullmatch(label) or any(p.link for p in own):
        return True
    return bool(own) and all(p.bold for p in own) and (rest is None or not _starts_bold(rest))


@dataclass(slots=True)
class ListCollector:
    """Goes through blocks once and files every line of every list under its category."""

    resolve: Resolver
    fields: list[RawField] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    _tables: list[_Table] = field(default_factory=list)
    _current: RawField | None = None
    _unplaced: list[Line] = field(default_factory=list)
    _introduces: set[int] = field(default_factory=set)
    """Lines under which deeper bullets follow, by id."""

    def collect(self, blocks: Iterable[Block]) -> None:
        """File the blocks of one or several sections."""
        blocks = list(blocks)
        pairs = ((a, b) for a, b in pairwise(blocks) if isinstance(a, Line) and isinstance(b, Line))
        self._introduces = {id(a) for a, b in pairs if a.bullets and len(b.bullets) > len(a.bullets)}
        for block in blocks:
            if isinstance(block, TableStart | TableEnd | HeadingBlock) and not (self._tables and self._tables[-1].row):
                self._report_unplaced()
            if isinstance(block, TableStart):
                self._tables.append(_Table(block.number))
            elif isinstance(block, TableEnd):
                if self._tables:
                    self._end_row()
                    self._tables.pop()
                self._current = None
            elif isinstance(block, RowStart):
                self._end_row()
            elif isinstance(block, CellStart):
                self._cell(block)
            elif isinstance(block, HeadingBlock):
                self._section(block)
            elif self._tables and self._tables[-1].row:
                self._tables[-1].row[-1].lines.append(block)
            elif not self._tables:
                self._line(block)
        while self._tables:
            self._end_row()
            self._tables.pop()
        self._report_unplaced()
        for found in self.fields:
            self._settle(found)

    def _report_unplaced(self) -> None:
        """Say once a section or table what stands in it under no category."""
        if not self._unplaced:
            return
        first, films = self._unplaced[0], [line for line in self._unplaced if has_film(line.pieces)]
        message = f"{len(self._unplaced)} entries under no category, the first {clean(first.text)[:80]!r}"
        self.troubles.append(Trouble("no_category", message, first.number, unread=words_in(*films) or None))
        self._unplaced = []

    def _settle(self, found: RawField) -> None:
        """Above bullets, text that names nothing is no entry; where there are no bullets, every line is one."""
        if not any(line.bullets for line in found.lines):
            return
        kept = [place for place, line in enumerate(found.lines) if place >= found.plain or names_something(line)]
        for place in range(found.plain):
            if place not in kept:
                text = clean(found.lines[place].text)
                self.troubles.append(Trouble("stray_text", f"text above the nominees: {text[:80]!r}", found.number))
        found.runners = {place for place, old in enumerate(kept) if old in found.runners}
        found.lines = [found.lines[place] for place in kept]

    # --- sections ---

    def _section(self, block: HeadingBlock) -> None:
        heading = Heading(clean(block.text), block.link, block.number)
        meaning = self.resolve(heading, None)
        self._current = None
        if meaning.kind is not Kind.UNKNOWN or words().prize_words.search(heading.text):
            self._open(heading, None)

    # --- tables ---

    def _cell(self, start: CellStart) -> None:
        if not self._tables:
            return
        self._tables[-1].row.append(_Cell(start))

    def _end_row(self) -> None:
        if not self._tables or not self._tables[-1].row:
            return
        table = self._tables[-1]
        cells, table.row = table.row, []
        places = self._places(table, cells)
        if all(cell.start.header and not cell.is_list for cell in cells):
            self._header_row(table, cells, places)
        else:
            self._list_row(table, cells, places)

    @staticmethod
    def _places(table: _Table, cells: list[_Cell]) -> list[range]:
        """The columns of each cell, skipping those covered from rows above."""
        places: list[range] = []
        column = 0
        covered = dict(table.spanned)
        for cell in cells:
            while covered.get(column, 0) > 0:
                column += 1
            places.append(range(column, column + cell.start.colspan))
            column += cell.start.colspan
        table.spanned = {c: n - 1 for c, n in covered.items() if n > 1}
        for cell, place in zip(cells, places, strict=True):
            if cell.start.rowspan > 1:
                table.spanned.update(dict.fromkeys(place, cell.start.rowspan - 1))
        return places

    @staticmethod
    def _header_row(table: _Table, cells: list[_Cell], places: list[range]) -> None:
        headings = [(cell.heading(), place) for cell, place in zip(cells, places, strict=True)]
        if len(headings) == 1:
            table.group = headings[0][0]
            table.above = dict.fromkeys(range(100), (table.group, None)) if table.group else {}
            return
        table.above = {c: (heading, table.group) for heading, place in headings if heading for c in place}

    def _list_row(self, table: _Table, cells: list[_Cell], places: list[range]) -> None:
        beside: Heading | None = None
        filed = False
        if any(line.bullets for cell in cells for line in cell.lines):
            self._check_row(table, cells, places)
        for cell, place in zip(cells, places, strict=True):
            if cell.start.header and not cell.is_list:
                beside = cell.heading()
                continue
            self._current = None
            above = table.above.get(place.start)
            if above is not None:
                self._open(*above)
            elif beside is not None:
                self._open(beside, None)
            for line in cell.lines:
                self._line(line, cell=True)
            filed = filed or any(line.bullets for line in cell.lines)
            self._current = None
        if filed:
            # Headings hold for one row of lists: a second one under them has lost its own.
            table.above, table.group = {}, None

    def _check_row(self, table: _Table, cells: list[_Cell], places: list[range]) -> None:
        """A row with fewer lists than headings above it: nobody can tell whose heading is whose."""
        covered = {column for place in places for column in place}
        if set(table.above) <= covered or len(table.above) > _MOST_COLUMNS:
            return
        for heading, group in dict.fromkeys(table.above.values()):
            meaning = self.resolve(heading, group)
            if meaning.kind is Kind.DECLARED:
                message = f"{meaning.name}: a list is missing under a row of headings"
                self.troubles.append(Trouble("lost_list", message, cells[0].start.number, meaning.name))

    # --- lines ---

    def _open(self, heading: Heading, group: Heading | None) -> None:
        meaning = self.resolve(heading, group)
        self._current = RawField(heading.number, meaning)
        if meaning.kind is not Kind.LEFT_OUT:
            self.fields.append(self._current)

    def _line(self, line: Line, *, cell: bool = False) -> None:
        if category := _category(line):
            self._open(category, None)
            return
        text = clean(line.text)
        if text.startswith(("{|", "|", "!")):
            self.troubles.append(Trouble("broken_table", f"broken table: {text[:60]!r}", line.number))
            self._current = None
        elif line.bullets[:1] in ("*", "#") or (line.bullets and line.bullets != ";" and self._in_category):
            if not self._labelled(line):
                self._bullet(line, text)
        elif self._ranked(line, text) or (not line.bullets and self._labelled(line)):
            return
        elif text or any(p.kind == "unknown" for p in line.pieces):
            self._plain_line(line, text, cell=cell)

    @property
    def _in_category(self) -> bool:
        return self._current is not None and self._current.meaning.kind is Kind.DECLARED

    def _labelled(self, line: Line) -> bool:
        """`Best Film: …` and `Runner-up: …` in a bullet: a category with its winner, and who came after."""
        label, rest = split_label(line, self._is_category, introduces=False)
        current = self._current
        heads = id(line) in self._introduces and rest is None and clean(line.text).endswith(":")
        if label is None or not (heads or _set_off(line, label, rest)):
            return False
        if not line.bullets and not self._is_category(label):
            return False
        if words().runner_up.fullmatch(label) and rest is not None and current is not None:
            if current.meaning.kind is not Kind.LEFT_OUT:
                for one in at_joints(rest):
                    current.runners.add(len(current.lines))
                    current.lines.append(one)
            return True
        if self._is_category(label):
            link = next((p.link for p in line.pieces if p.link and p.text and p.text in label), None)
            self._open(Heading(_TIE.sub("", label), link, line.number), None)
        elif current is not None and current.label is not None and len(line.bullets) <= current.label:
            # Beside bullets that begin with a category, one that begins with another word names a category as well.
            self._open(Heading(label, None, line.number), None)
        else:
            return False
        self._current = self._current or RawField(line.number, Meaning(Kind.LEFT_OUT))
        self._current.label = len(line.bullets)
        if rest is not None and self._current.meaning.kind is not Kind.LEFT_OUT:
            self._current.lines.append(rest)
        return True

    def _is_category(self, label: str) -> bool:
        """Whether a label is a category of the source, or, where labels are in use, one left out."""
        name = _TIE.sub("", label)
        if not name:
            return False
        kind = self.resolve(Heading(name, None, 0), None).kind
        in_use = self._current is not None and self._current.label is not None
        return kind is Kind.DECLARED or (in_use and kind is Kind.LEFT_OUT)

    def _ranked(self, line: Line, text: str) -> bool:
        """`1. Film (61)` on a plain line: a rank with its votes."""
        current, rank = self._current, _RANK.match(text)
        if rank is None or line.bullets or current is None or current.meaning.kind is not Kind.DECLARED:
            return False
        pieces = list(line.pieces)
        first = next(n for n, piece in enumerate(pieces) if piece.kind == "text" and piece.text.strip())
        cut = _RANK.sub("", pieces[first].text.lstrip(), count=1)
        if int(rank[1]) > 1:
            current.runners.add(len(current.lines))
        current.lines.append(
            replace(line, pieces=[*pieces[:first], replace(pieces[first], text=cut), *pieces[first + 1 :]])
        )
        return True

    def _bullet(self, line: Line, text: str) -> None:
        current = self._current
        name = current.meaning.name if current else None
        if not text and not any(p.kind == "unknown" for p in line.pieces):
            self.troubles.append(Trouble("empty_entry", "an entry with nothing in it", line.number, name))
        elif current is None:
            self._unplaced.append(line)
        elif current.meaning.kind is not Kind.LEFT_OUT:
            self._add(current, line)

    def _add(self, current: RawField, line: Line) -> None:
        """File a line, or the entries that breaks separate on it."""
        entries = at_breaks(line)
        if entries is None:
            message = f"a second title or a second film: {clean(line.text)[:120]!r}"
            self.troubles.append(
                Trouble("unreadable_entry", message, line.number, current.meaning.name, unread=words_in(line))
            )
        current.lines += entries or [line]

    def _plain_line(self, line: Line, text: str, *, cell: bool) -> None:
        """A line without a bullet: a heading, a winner above its list, or something that has no place in a cell."""
        heading = heading_of(line) or Heading(text, None, line.number)
        if (line.bullets == ";" or _is_bold(line)) and self.resolve(heading, None).kind is not Kind.UNKNOWN:
            self._open(heading, None)
            return
        current = self._current
        if current is None or current.meaning.kind is not Kind.DECLARED:
            if current is None and cell and has_film(line.pieces):
                self._unplaced.append(line)
            return
        if _starts_bold(line) or not any(one.bullets for one in current.lines):
            before = len(current.lines)
            self._add(current, line)
            current.plain += len(current.lines) - before if current.plain == before else 0
        elif cell or names_something(line):
            message = f"text among the nominees: {text[:80]!r}"
            self.troubles.append(
                Trouble("stray_text", message, line.number, current.meaning.name, unread=words_in(line))
            )


def names_something(line: Line) -> bool:
    """Whether a line has a link or a film in it, so that it may be an entry."""
    return any(p.link for p in line.pieces) or has_film(line.pieces)
