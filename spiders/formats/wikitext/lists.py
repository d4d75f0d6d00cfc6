"""The lists of an award page: each category's heading and the lines under it, whatever the layout.

Layouts read: cells headed by a category template, header rows above cells (with group headers above those), row
headers, sections, and plain bold headings above bullets. A heading counts as a category only if the source's own
declarations say so; lines of a list without a category are reported, never skipped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from itertools import chain, islice, pairwise
from operator import is_

from spiders.formats.wikitext.blocks import Block, CellStart, HeadingBlock, RowStart, TableEnd, TableStart
from spiders.formats.wikitext.breaks import (
    at_breaks,
    at_names,
    at_second,
    entries_behind_label,
    has_film,
    names_something,
)
from spiders.formats.wikitext.entry import AWARD, clean
from spiders.formats.wikitext.grid import MAX_COLUMNS, Cell, Spans
from spiders.formats.wikitext.lines import Line, Piece
from spiders.formats.wikitext.prizes import may_be_entry, split_label
from spiders.formats.wikitext.rows import (
    UNKNOWN,
    Column,
    Row,
    are_performers,
    cells_by_kind,
    columns_of,
    counts_prizes,
    heads_notes,
    is_aside,
    is_film,
    is_given,
    is_sign,
    is_unsure,
    job_of,
    part_of,
    plain,
    result_or_people,
    row_of,
    with_job,
)
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
_LONGEST = 90
"""Characters of a category's name; what is longer is a sentence."""
_SAME = re.compile(r"[\"″〃“”']+|ditto|[–—-]+", re.IGNORECASE)
"""What stands for the word above."""
SHARED = re.compile(r"\s*(?:\(|[–—:-]\s*)(?:tied?|joint winners?|ex[ -]aequo)\)?$", re.IGNORECASE)
"""Behind the name of a prize, that it had several winners."""
_RANK = re.compile(r"(\d{1,2})\.\s+")
_NOMINEE = re.compile(r"\bnomin", re.IGNORECASE)
"""In a note of a category, that it may name more of its nominees."""
_MOST_WORDS, _MOST_SPANS = 8, 2_000
"""Words of a category's name in a note, and how many such names are looked for."""
_MARKUP = re.compile(r"'{2,}|[\[\]{}|]+")

_NO_LEVEL = 9
Resolver = Callable[[Heading, Heading | None], Meaning]


@dataclass(slots=True)
class RawField:
    """The lines of one category."""

    number: int
    meaning: Meaning
    lines: list[Line] = field(default_factory=list)
    runners: set[int] = field(default_factory=set)
    """Places of the lines whose entries the page calls runners-up, or ranks after the first."""
    in_prose: bool = False
    """Whether sentences say who won, whatever is in bold."""
    label: int | None = None
    """How many list marks the bullet has that named the category, where one did."""
    plain: int = 0
    """How many of the lines stand above the first bullet without one."""
    winners: set[int] | None = None
    """Places of the lines that the page says won, beside others that did not; None where it does not say so."""
    tie: bool = False
    """Whether its label says that it was a tie."""
    among_winners: bool = False
    """Whether it stands in a section of winners."""
    shares: set[int] = field(default_factory=set)
    """Places of the lines of a table whose film is that of the row above, in one cell: one film, several people."""
    aside: int | None = None
    """How many list marks the line has that names those beside the nominees: deeper ones go on with it."""
    part: tuple[str, int] | None = None
    """What the lines below are, a key of `parts` in `words.yml`, and how many list marks the words have that say so."""


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
    after: tuple[str, ...] = ()
    """Declared categories right in front of what stands under none."""
    lacking: tuple[str, ...] = ()
    """Declared categories of which it says something, and which it holds where the page has no list of them."""


def words_in(*lines: Line) -> str:
    """Everything that lines show, with the targets of their links."""
    texts = [text for line in lines for text in (clean(line.text), *(p.link for p in line.pieces if p.link))]
    texts += [clean(text) for line in lines for text in _MARKUP.split(line.raw)]
    return " | ".join(dict.fromkeys(text for text in texts if text))


@dataclass(slots=True)
class _Cell(Cell):
    @property
    def is_list(self) -> bool:
        """Whether lines of a list stand in it; a category's template alone in a header cell is its heading."""
        alone = self.start.header and len(self.lines) == 1
        return any(line.bullets or (_category(line) and not alone) for line in self.lines)

    def heading(self) -> Heading | None:
        link = next((p.link for line in self.lines for p in line.pieces if p.link), None)
        return Heading(self.text, link, self.start.number) if self.text else None


@dataclass(slots=True)
class _Table:
    number: int
    under: RawField | None
    """The category that it stands under."""
    row: list[_Cell] = field(default_factory=list)
    columns: dict[int, Column] = field(default_factory=dict)
    """What its columns hold, where their words say so."""
    abreast: list[_Table] = field(default_factory=list)
    """The tables side by side in it: a category above several columns that have headings of their own."""
    going_on: dict[int, RawField] = field(default_factory=dict)
    """By column, the categories of the row above, where it had a row an entry."""
    opened: Heading | None = None
    """What named the category of the last row."""
    above: dict[int, tuple[Heading, Heading | None]] = field(default_factory=dict)
    """Heading and group header by column, for the next row of lists."""
    by_film: int | None = None
    """The column of films, where every other one is a category's."""
    fields: dict[Heading, RawField] = field(default_factory=dict)
    """The categories of such columns."""
    wide: dict[Heading, range] = field(default_factory=dict)
    """Of those headings, the columns that each is said to cover, where there are several."""
    group: Heading | None = None
    over: bool = False
    """Whether that is the heading of one of its columns."""
    spans: Spans[_Cell] = field(default_factory=Spans)
    counts: bool = False
    """Whether the row at hand counts something."""
    part: str | None = None
    """What a row above says that the rows are, as `part_named` has it."""
    parted: bool = False
    """Whether a row said so of its category: all cells below are of that one."""
    filed: bool = False
    """Whether rows of it were filed under the category that it stands under."""
    ends: bool = False
    """Whether its last heading says that references or notes follow."""
    headed: bool = False
    """Whether it has had a row of headings."""
    before: tuple[RawField | None, Mapping[Column, list[_Cell]]] | None = None
    """Category and cells of the last row with one entry."""
    rows: list[list[list[RawField]]] = field(default_factory=list)
    """The categories in each list of each row of lists with headings of their own."""

    def beside_a_loss(self) -> Iterator[RawField]:
        """Where a row is narrower or wider than most, the lists that may have swallowed one, or the end of a row."""
        usual = Counter(map(len, self.rows)).most_common(1)
        for row in self.rows:
            width = usual[0][0]
            for fields in row if len(row) < width else row[width - 1 : width] if len(row) > width else ():
                yield from fields


_KNOWN = (Kind.DECLARED, Kind.LEFT_OUT)
_RESULT = re.compile(r"\s*(?:\([^()]*\)|[–-]\s*(?:won|winner|nominated|nominee))$", re.IGNORECASE)


def _texts(line: Line) -> list[str]:
    """What commas, semicolons and breaks set apart on a line."""
    text = "".join("\n" if piece.breaks else piece.text for piece in line.pieces if piece.kind == "text")
    return [part for part in map(clean, re.split(r"[\n;,•·]", text)) if part]


def _same(cells: Sequence[_Cell], others: Sequence[_Cell]) -> bool:
    """Whether two rows have cells in common, those and no others."""
    return len(cells) == len(others) and all(map(is_, cells, others))


def _category(line: Line) -> Heading | None:
    piece = next((p for p in line.pieces if p.kind == "category"), None)
    return Heading(clean(piece.text), piece.link, line.number) if piece else None


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


def _reads_as_label(line: Line) -> bool:
    """Whether a bullet above deeper ones reads as the name of a prize: it ends in a colon, or has the words of one."""
    text = clean(line.text)
    plain = not any(p.link or p.italic for p in line.pieces if p.text.strip())
    return text.endswith(":") or (plain and words().prize_words.search(text) is not None)


def part_named(text: str) -> str | None:
    """What words above some lines say that those are: `won`, `runner_up` or `nominated`."""
    name = text.strip(" :")
    patterns = {"won": words().winner_words, "runner_up": words().runner_up, "nominated": words().nominee_words}
    return next((part for part, pattern in patterns.items() if pattern.fullmatch(name)), None)


def _starts_bold(line: Line) -> bool:
    first = next((p for p in line.pieces if p.kind == "text" and any(c.isalnum() for c in p.text)), None)
    return first is not None and first.bold


def _set_off(line: Line, label: str, rest: Line | None) -> bool:
    """Whether a label looks like one: in bold that ends with it, a link, or the words for a runner-up."""
    core = SHARED.sub("", label)
    own = [p for p in line.pieces if p.kind == "text" and p.text.strip(" :") and p.text.strip(" :") in core]
    if any(p.italic for p in own):
        return False
    if words().runner_up.fullmatch(label) or any(p.link for p in own):
        return True
    return bool(own) and all(p.bold for p in own) and (rest is None or not _starts_bold(rest))


def _label_is_bold(line: Line, label: str) -> bool:
    """Whether a line begins with its label in bold, whatever follows."""
    first = next((p for p in line.pieces if p.kind == "text" and p.text.strip()), None)
    return first is not None and first.bold and not first.italic and first.text.strip(" :") == label


@dataclass(slots=True)
class ListCollector:
    """Goes through blocks once and files every line of every list under its category."""

    resolve: Resolver
    ranks: bool = True
    """Whether a number before an entry ranks it; where a body names nominees, it only counts them."""
    fields: list[RawField] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    beside_a_loss: list[RawField] = field(default_factory=list)
    """Categories of tables that may have swallowed another one, as the width of their row says."""
    _tables: list[_Table] = field(default_factory=list)
    _current: RawField | None = None
    _level: int = 0
    """Level of the last heading that is more than "Winner" or "Nominees"."""
    _won_level: int = _NO_LEVEL
    """Level of the heading above that says of a whole section that it names winners."""
    _unplaced: list[Line] = field(default_factory=list)
    _last: RawField | None = None
    """The category of the last entry since the last heading of a section."""
    _after: list[str] = field(default_factory=list)
    """The declared categories right in front of lines that stand under none."""
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
                self._open_above()
                self._tables.append(_Table(block.number, self._current))
            elif isinstance(block, TableEnd):
                self._end_table()
                self._current = None
            elif isinstance(block, RowStart):
                self._end_row()
            elif isinstance(block, CellStart):
                self._cell(block)
            elif isinstance(block, HeadingBlock):
                self._heading(block)
            elif self._tables and self._tables[-1].row:
                self._tables[-1].row[-1].lines.append(block)
            elif not self._tables:
                self._line(block)
        while self._tables:
            self._end_table()
        self._report_unplaced()
        for raw in self.fields:
            self._settle(raw)

    def _report_unplaced(self) -> None:
        """Say once a section or table what stands in it under no category."""
        if not self._unplaced:
            return
        first, films = self._unplaced[0], [line for line in self._unplaced if has_film(line.pieces)]
        message = f"{len(self._unplaced)} entries under no category, the first {clean(first.text)[:80]!r}"
        unread = words_in(*films) or None
        self.troubles.append(Trouble("no_category", message, first.number, unread=unread, after=tuple(self._after)))
        self._unplaced, self._after = [], []

    def _settle(self, raw: RawField) -> None:
        """Above bullets, text that names nothing is no entry; where there are no bullets, every line is one."""
        if not any(line.bullets for line in raw.lines):
            return
        places = [
            place for place, line in enumerate(raw.lines) if place >= raw.plain or names_something(line) or line.raw
        ]
        for place in range(raw.plain):
            if place not in places:
                line = raw.lines[place]
                message = f"text above the nominees: {clean(line.text)[:80]!r}"
                # Between a winner and a list, it says what those on the list are.
                trouble = Trouble("stray_text", message, raw.number)
                if places and places[0] < place:
                    trouble = Trouble("stray_text", message, line.number, raw.meaning.name, words_in(line))
                self.troubles.append(trouble)
        raw.runners = {place for place, old in enumerate(places) if old in raw.runners}
        raw.shares = {place for place, old in enumerate(places) if old in raw.shares}
        if raw.winners is not None:
            raw.winners = {place for place, old in enumerate(places) if old in raw.winners}
        raw.lines = [raw.lines[place] for place in places]

    def _resolved(self, heading: Heading, group: Heading | None) -> Meaning:
        """What a heading means; "(tie)" behind it says something of its winners."""
        meaning = self.resolve(heading, group)
        if meaning.kind is not Kind.UNKNOWN or not SHARED.search(heading.text):
            return meaning
        return self.resolve(replace(heading, text=SHARED.sub("", heading.text)), group)

    # --- sections ---

    def _heading(self, block: HeadingBlock) -> None:
        """A section begins, or a cell has a category for its heading."""
        heading = Heading(clean(block.text), block.link, block.number)
        row = self._tables[-1].row if self._tables else []
        if row and self.resolve(heading, None).kind is not Kind.UNKNOWN:
            row[-1].lines.append(Line(block.number, "", [Piece("category", heading.text, heading.link)]))
        else:
            self._section(block, heading)

    def _section(self, block: HeadingBlock, heading: Heading) -> None:
        if (part := part_named(heading.text)) and self._in_category and block.level > self._level:
            self._part(part, -1)
            return
        if block.level <= self._won_level or part_named(heading.text):
            self._won_level = block.level if part_named(heading.text) == "won" else _NO_LEVEL
        self._level, self._last = block.level, None
        meaning = self._resolved(heading, None)
        self._current = None
        if meaning.kind is not Kind.UNKNOWN or words().prize_words.search(heading.text):
            self._open(heading, None)

    # --- tables ---

    def _open_above(self) -> None:
        """Open the category of a table inside a cell: the one that the cell names, else the one above its column."""
        table = self._tables[-1] if self._tables else None
        if table is None or not table.row:
            return
        cell = table.row[-1]
        line = cell.lines[-1] if cell.lines else None
        if line and (heading := _category(line) or (heading_of(line) if _is_bold(line) else None)):
            cell.lines.pop()
            self._open(heading, None)
        elif line is None and (above := table.above.get(table.spans.ranges(table.row)[-1].start)):
            self._open(*above)

    def _end_table(self) -> None:
        if self._tables:
            self._end_row()
            self.beside_a_loss += self._tables.pop().beside_a_loss()

    def _cell(self, start: CellStart) -> None:
        if not self._tables:
            return
        self._tables[-1].row.append(_Cell(start))

    def _end_row(self) -> None:
        if not self._tables or not self._tables[-1].row:
            return
        table = self._tables[-1]
        cells, table.row = table.row, []
        places, row = table.spans.place(cells)
        if len(cells) == 1 and cells[0].lines and all(_is_note(line, clean(line.text)) for line in cells[0].lines):
            self._current = table.under
            for line in cells[0].lines:
                self._line(line, cell=True)
            self._current = None
            return
        table.counts = any(cell.is_figure and not self._is_aside(table, place) for place, cell in row.items())
        has_columns = table.columns or table.abreast
        columns = not has_columns and columns_of({column: cell.text for column, cell in row.items()})
        if columns or all(self._is_heading(cell) for cell in cells):
            self._header_row(table, cells, places)
        elif table.ends:
            for line in (line for cell in cells for line in cell.lines):
                self._note(line, clean(line.text))
        elif table.abreast:
            for one in table.abreast:
                self._by_columns(one, {place: row[place] for place in sorted(one.above.keys() & row.keys())})
        elif self._names_categories(table, row) or (table.counts and self._held_for_number(table, row)):
            return
        elif table.by_film in row and not any(cell.is_list for cell in cells):
            self._by_film(table, row)
        elif table.counts or not self._by_columns(table, dict(sorted(row.items()))):
            self._list_row(table, cells, places)

    def _is_heading(self, cell: _Cell) -> bool:
        """Whether a cell is the heading of a column: marked as such, a category alone, or one left out in bold."""
        if cell.is_list or cell.start.header:
            return not cell.is_list
        heading = cell.heading()
        kind = self.resolve(heading, None).kind if heading else Kind.UNKNOWN
        return self._names_category(cell.text) or (
            kind in (Kind.DECLARED, Kind.LEFT_OUT) and all(map(_is_bold, cell.lines))
        )

    @staticmethod
    def _is_aside(table: _Table, place: int) -> bool:
        heading = table.above.get(place)
        return heading is not None and is_aside(heading[0].text)

    def _header_row(self, table: _Table, cells: list[_Cell], places: list[range]) -> None:
        headings = [(cell.heading(), place) for cell, place in zip(cells, places, strict=True)]
        table.abreast = self._abreast(table, {c: heading for heading, place in headings if heading for c in place})
        if len(headings) == 1 and headings[0][0] and self._heads_part(table, headings[0][0]):
            table.part, table.parted, table.above = part_named(headings[0][0].text), True, {}
            return
        alone = headings[0][0] if len(headings) == 1 else None
        table.headed, table.ends = True, alone is not None and heads_notes(alone.text)
        if table.abreast:
            return
        columns = columns_of({c: heading.text for heading, place in headings if heading for c in place})
        if table.parted and not columns:
            table.parted, table.part, table.under = False, None, None
        table.wide = {heading: place for heading, place in headings if heading and len(place) > 1}
        if len(headings) == 1:
            table.group = headings[0][0]
            table.above = dict.fromkeys(range(MAX_COLUMNS), (table.group, None)) if table.group else {}
            return
        table.above = {c: (heading, table.group) for heading, place in headings if heading for c in place}
        table.columns = self._under_a_category(table) or columns
        columns = table.columns
        table.by_film = None if columns else self._film_column(table)

    def _heads_part(self, table: _Table, heading: Heading) -> bool:
        """Whether a row of one heading says what stands below it, in a table with its category above: "Nominees"."""
        says = part_named(heading.text) or words().columns["nominee"].fullmatch(heading.text)
        if says is None or self.resolve(heading, None).kind is not Kind.UNKNOWN:
            return False
        if table.group and self.resolve(table.group, None).kind is Kind.DECLARED:
            self._open(table.group, None)
            table.group, table.under = None, self._current
        return table.under is not None and table.under.meaning.kind is Kind.DECLARED

    def _abreast(self, table: _Table, row: Mapping[int, Heading]) -> list[_Table]:
        """The tables that a row of headings makes of the categories in the row above; none unless it does of all."""
        tables = []
        for category in dict.fromkeys(heading for heading, _ in table.above.values() if not is_aside(heading.text)):
            under = {c: (heading, None) for c, heading in row.items() if table.above.get(c, (None,))[0] == category}
            columns = columns_of({c: heading.text for c, (heading, _) in under.items()})
            kind = self.resolve(category, None).kind
            if kind is not Kind.LEFT_OUT and (kind is not Kind.DECLARED or not columns):
                return []
            tables.append(_Table(category.number, None, columns=columns, group=category, above=dict(under)))
        return tables if len(tables) > 1 else []

    def _by_columns(self, table: _Table, cells: dict[int, _Cell]) -> bool:
        """File a row whose columns have names; False where they are no table of entries."""
        if table.over and any(line.bullets for cell in cells.values() for line in cell.lines):
            table.columns, table.group, table.over = {}, None, False
        columns = table.columns or ({} if table.above else self._two_columns(table, cells))
        if columns and Column.RESULT not in columns.values():
            columns = {**{place: Column.RESULT for place, cell in cells.items() if is_sign(cell)}, **columns}
        by_kind = cells_by_kind(columns, cells)
        if not columns or not self._category_of(table, by_kind.get(Column.CATEGORY, [])):
            return False
        if any(line.bullets for cell in cells.values() for line in cell.lines):
            for column, of in by_kind.items():
                self._part(part_of(column, by_kind) or table.part, -1)
                for line in (line for cell in of if column is not Column.CATEGORY for line in cell.lines):
                    self._line(line, cell=True)
        else:
            self._file(
                row_of(self._with_jobs(table, cells, by_kind)), table.part, goes_on=self._goes_on(table, by_kind)
            )
            self._share(table, by_kind)
            table.before = self._current, by_kind
        self._not_known(table, columns, cells)
        self._current = None
        return True

    def _under_a_category(self, table: _Table) -> dict[int, Column]:
        """The columns of a table whose category stands above its nominees, beside what the other cells say of them."""
        named = [place for place, one in table.above.items() if self.resolve(*one).kind is Kind.DECLARED]
        others = {place: heading.text for place, (heading, _) in table.above.items() if place not in named}
        columns = columns_of({**others, named[0]: "Nominee"}) if len(named) == 1 else {}
        if not columns or len(columns) == 1 or Column.CATEGORY in columns.values():
            return {}
        if not all(place in columns or is_aside(text) for place, text in others.items()):
            return {}
        table.group, table.over = table.above[named[0]][0], True
        return columns

    def _film_column(self, table: _Table) -> int | None:
        """The column of films beside columns of categories and nothing else."""
        kinds = {place: self.resolve(*heading).kind for place, heading in table.above.items()}
        films = [place for place, kind in kinds.items() if kind is Kind.UNKNOWN and is_film(table.above[place][0].text)]
        others = [
            kind
            for place, kind in kinds.items()
            if not (place in films or self._is_aside(table, place) or counts_prizes(table.above[place][0].text))
        ]
        of_categories = all(kind in (Kind.DECLARED, Kind.LEFT_OUT) for kind in others)
        return films[0] if len(films) == 1 and of_categories and Kind.DECLARED in others else None

    def _by_film(self, table: _Table, row: Mapping[int, _Cell]) -> None:
        """File a row a film under the categories above its cells: each has a result, or who was nominated for it."""
        film = row[table.by_film or 0]
        for place, cell in sorted(row.items()):
            if cell is film or place not in table.above or not is_given(cell):
                continue
            if self.resolve(*table.above[place]).kind is Kind.UNKNOWN:
                continue
            self._open_in(table.fields, *table.above[place], shared=True)
            if is_unsure(cell) and self._in_category and self._current is not None:
                name, unread = self._current.meaning.name, words_in(*film.lines, *cell.lines)
                message = f"{name}: several entries, or a sign that does not say who won: {unread[:80]!r}"
                self.troubles.append(Trouble("unreadable_entry", message, cell.start.number, name, unread))
                continue
            self._file(row_of({Column.FILM: [plain(film)], result_or_people(cell): [cell]}), None, goes_on=False)
        self._current = None

    def _names_categories(self, table: _Table, row: Mapping[int, _Cell]) -> bool:
        """Whether a row is a film and the categories in which it stands, which it holds where they have no list."""
        films = [cell for place, cell in row.items() if place in table.above and is_film(table.above[place][0].text)]
        others = [cell for cell in row.values() if cell not in films and cell.text and not cell.is_figure]
        if not films or not any(has_film(line.pieces) for line in films[0].lines):
            return False
        names = [self._listed(cell) for cell in others]
        is_list = not table.columns or any(line.bullets for cell in others for line in cell.lines)
        if not names or not all(names) or not (is_list or max(map(len, names)) > 1):
            return False
        every = tuple(dict.fromkeys(name for several in names for name in several))
        message = f"{', '.join(every)}: only in a row by film, of {films[0].text[:80]!r}"
        unread = words_in(*(line for cell in row.values() for line in cell.lines))
        self.troubles.append(Trouble("listed_by_film", message, films[0].start.number, unread=unread, lacking=every))
        return True

    def _listed(self, cell: _Cell) -> list[str]:
        """The declared categories of which a cell is a list; none where anything else stands in it."""
        texts = [text for line in cell.lines for text in _texts(line)]
        meanings = [self._resolved(Heading(_RESULT.sub("", text).strip(" ‡†*"), None, 0), None) for text in texts]
        return [m.name for m in meanings if m.name] if all(m.kind in _KNOWN for m in meanings) else []

    @staticmethod
    def _with_jobs(
        table: _Table, cells: Mapping[int, _Cell], by_kind: Mapping[Column, list[_Cell]]
    ) -> Mapping[Column, list[_Cell]]:
        """Where there are several columns of people, each cell says what those in it did."""
        people = by_kind.get(Column.PEOPLE, [])
        if len(people) < 2:  # noqa: PLR2004 - several
            return by_kind
        places = {id(cell): place for place, cell in cells.items()}
        jobs = [job_of(table.above[places[id(cell)]][0].text) for cell in people if places[id(cell)] in table.above]
        if len(jobs) != len(people) or None in jobs:
            return by_kind
        said = [with_job(cell, job) for cell, job in zip(people, jobs, strict=True) if job]
        return {**by_kind, Column.PEOPLE: said}

    def _held_for_number(self, table: _Table, cells: Mapping[int, _Cell]) -> bool:
        return self._number_beside_entry(table, cells) or self._ranks_films(table, cells)

    def _number_beside_entry(self, table: _Table, cells: Mapping[int, _Cell]) -> bool:
        """Hold the category of a row that counts something and is an entry by its other columns: a rank, or a title."""
        by_kind = cells_by_kind(table.columns, cells)
        if not table.columns or not self._category_of(table, by_kind.get(Column.CATEGORY, [])):
            return False
        if self._current is not None and self._in_category:
            name, lines = self._current.meaning.name, [line for of in by_kind.values() for c in of for line in c.lines]
            message = f"{name}: a number in a row of {words_in(*lines)[:80]!r}, and nobody knows of what"
            first = min(cell.start.number for cell in cells.values())
            self.troubles.append(Trouble("unreadable_entry", message, first, name, words_in(*lines)))
        self._current = None
        return True

    def _ranks_films(self, table: _Table, cells: Mapping[int, _Cell]) -> bool:
        """Hold the category above a table for a row that ranks a film, and says no more of it than a number."""
        ranks = any(words().rank_column.fullmatch(heading.text.strip(" :.")) for heading, _ in table.above.values())
        lines = [line for cell in cells.values() for line in cell.lines]
        if not (
            ranks and table.under and table.under.meaning.kind is Kind.DECLARED and any(map(names_something, lines))
        ):
            return False
        name, unread = table.under.meaning.name, words_in(*lines)
        message = f"{name}: a number in a row of {unread[:80]!r}, and nobody knows of what"
        first = min(cell.start.number for cell in cells.values())
        self.troubles.append(Trouble("unreadable_entry", message, first, name, unread))
        return True

    def _goes_on(self, table: _Table, by_kind: Mapping[Column, list[_Cell]]) -> bool:
        """Whether the winner of a row stands in cells of the row above: it has only more nominees."""
        field_before, before = table.before or (None, {})
        others = (Column.NOMINEE, Column.EACH, Column.RUNNER_UP)
        own, above = (
            [cell for kind, of in row.items() if kind not in others for cell in of] for row in (by_kind, before)
        )
        return Column.WINNER in by_kind and self._current is field_before and _same(own, above)

    def _two_columns(self, table: _Table, cells: Mapping[int, _Cell]) -> dict[int, Column]:
        """The columns of a table without headings: a category or, under one, a film, and what stands beside it."""
        if set(cells) == {0, 1} and table.under is not None and table.under.meaning.kind is Kind.DECLARED:
            films = [place for place, cell in cells.items() if any(has_film(line.pieces) for line in cell.lines)]
            if len(films) == 1 and not any(self._heads_or_lists(cell) for cell in cells.values()):
                return {films[0]: Column.FILM, 1 - films[0]: Column.PEOPLE}
        film = set(cells) == {0, 1} and any(has_film(line.pieces) for line in cells[1].lines)
        heading = cells[0].heading() if film and not cells[1].is_list else None
        if heading is None or self.resolve(heading, None).kind is not Kind.DECLARED:
            return {}
        return {0: Column.CATEGORY, 1: Column.NOMINEE}

    @staticmethod
    def _heads_or_lists(cell: _Cell) -> bool:
        """Whether a cell says what stands beside it, is a list, or is blank."""
        return cell.start.header or cell.is_list or not cell.text or part_named(cell.text) is not None

    def _not_known(self, table: _Table, columns: Mapping[int, Column], cells: Mapping[int, _Cell]) -> None:
        """Hold a category for a cell that names something in a column that nobody knows."""
        for place, cell in cells.items():
            if place in columns or self._current is None or self._is_aside(table, place):
                continue
            if Column.SONG in columns.values() and place in table.above and are_performers(table.above[place][0].text):
                continue
            if any(names_something(line) for line in cell.lines):
                name, unread = self._current.meaning.name, words_in(*cell.lines)
                message = f"{name}: a column that nobody knows: {cell.text[:80]!r}"
                self.troubles.append(Trouble("unreadable_entry", message, cell.start.number, name, unread))

    def _category_of(self, table: _Table, cells: list[_Cell]) -> bool:
        """Open the category of a row: the one that its own cell names, else the one that the table stands under."""
        heading = cells[0].heading() if cells else None
        if cells and table.opened and (heading is None or _SAME.fullmatch(heading.text)):
            self._current = table.under
            return True
        if heading is None:
            if table.group and table.group is not table.opened:
                table.opened, table.filed = table.group, False
                if self.resolve(table.group, None).kind is not Kind.UNKNOWN:
                    self._open(table.group, None)
                    table.under = self._current
            under = table.under
            self._current = under if under is None or table.filed or not under.lines else None
            table.filed = table.filed or self._current is not None
            return self._in_category
        if table.opened is None or heading.text != table.opened.text:
            self._open(heading, None)
            table.opened, table.under = heading, self._current
        self._current = table.under
        return True

    def _file(self, row: Row, above: str | None, *, goes_on: bool) -> None:
        if self._current is None or self._current.meaning.kind is Kind.LEFT_OUT:
            return
        for part, lines in row.parts.items():
            if goes_on and part == "won":
                continue
            if part == UNKNOWN and lines:
                name, unread = self._current.meaning.name, words_in(*lines)
                message = f"{name or self._current.meaning.printed}: a result that nobody knows beside {unread[:80]!r}"
                self.troubles.append(Trouble("unreadable_entry", message, lines[0].number, name, unread))
                continue
            self._part(part or above, -1)
            for line in lines:
                self._add(self._current, line)
        self._part(None, 0)

    def _share(self, table: _Table, by_kind: Mapping[Column, list[_Cell]]) -> None:
        """Note a row whose film, and song where it has one, is in the cell of the row above, and of the same result."""
        cells = [*by_kind.get(Column.FILM, ()), *by_kind.get(Column.SONG, ())]
        field_before, row_before = table.before or (None, {})
        before = [*row_before.get(Column.FILM, ()), *row_before.get(Column.SONG, ())]
        if cells and self._current and self._current is field_before and _same(cells, before):
            place = len(self._current.lines) - 1
            if all((place in of) == (place - 1 in of) for of in (self._current.runners, self._current.winners or ())):
                self._current.shares.add(place)

    def _part(self, part: str | None, marks: int) -> None:
        """From here on, lines with more list marks are those who won, came after, or were nominated."""
        if self._current is not None:
            self._current.part = (part, marks) if part else None

    def _list_row(self, table: _Table, cells: list[_Cell], places: list[range]) -> None:
        beside: Heading | None = None
        filed = parted = False
        bulleted = any(cell.is_list for cell in cells)
        films = all(any(has_film(line.pieces) for line in c.lines) for c in cells if c.lines and not c.start.header)
        opened: list[list[RawField]] = []
        of_headings: dict[Heading, RawField] = {}
        if bulleted:
            self._check_row(table, cells, places)
        goes_on = not table.above and not (bulleted and any(len(raw.lines) > 1 for raw in table.going_on.values()))
        going_on = table.going_on if goes_on else {}
        table.going_on = {}
        for cell, place in zip(cells, places, strict=True):
            if cell.start.header and not cell.is_list:
                self._passed_over(beside, of_headings)
                beside = cell.heading()
                continue
            before, self._current = len(self.fields), None
            above = table.above.get(place.start)
            part = part_named(beside.text) if beside and self.resolve(beside, None).kind is Kind.UNKNOWN else None
            if part and self._in_part(table, part, above):
                parted = True
            elif above is not None:
                self._open_in(of_headings, *above, shared=place.start in table.wide.get(above[0], ()))
            elif beside is not None:
                self._open_in(of_headings, beside, None, shared=films and not bulleted)
            elif any(map(names_something, cell.lines)):
                alone = table.parted or (len(cells) == 1 and not (bulleted and table.headed))
                self._current = going_on.get(place.start, table.under if alone else None)
            if self._current is not None and self._current is table.under and not (part and parted):
                self._part(table.part, -1)
            if self._current and not bulleted and beside is None:
                table.going_on[place.start] = self._current
            for line in cell.lines:
                self._line(line, cell=True)
            opened += [self.fields[before:]] if cell.is_list else []
            filed = filed or any(line.bullets for line in cell.lines) or bool(self._current and self._current.lines)
            self._current = None
        if bulleted and not table.above:
            table.rows.append(opened)
        if filed and not parted:
            # Headings hold for one row of lists: a second one under them has lost its own.
            table.above, table.group = {}, None

    def _in_part(self, table: _Table, part: str, above: tuple[Heading, Heading | None] | None) -> bool:
        """Go on with the category above a cell in a row of winners or nominees; False where there is none."""
        if above is not None and self.resolve(*above).kind is Kind.DECLARED:
            self._open_in(table.fields, *above, shared=True)
        elif table.under is not None and table.under.meaning.kind is Kind.DECLARED:
            self._current = table.under
        else:
            return False
        self._part(part, -1)
        return True

    def _open_in(self, row: dict[Heading, RawField], heading: Heading, group: Heading | None, *, shared: bool) -> None:
        """Open the category of a cell, or go on with that of another cell which shares its heading."""
        if shared and heading in row:
            self._current = row[heading]
            return
        self._open(heading, group)
        if self._current is not None:
            row[heading] = self._current

    def _passed_over(self, heading: Heading | None, row: Mapping[Heading, RawField]) -> None:
        """Hold the category of a heading beside which nothing stands but the next heading."""
        meaning = self.resolve(heading, None) if heading and heading not in row else None
        if heading and meaning and meaning.kind is Kind.DECLARED:
            message = f"{meaning.name}: a heading without a list, beside other ones"
            self.troubles.append(Trouble("lost_list", message, heading.number, meaning.name))

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
        meaning = self._resolved(heading, group)
        tie = SHARED.search(heading.text) is not None
        self._current = RawField(heading.number, meaning, tie=tie, among_winners=self._won_level < _NO_LEVEL)
        if meaning.kind is not Kind.LEFT_OUT:
            self.fields.append(self._current)

    def _line(self, line: Line, *, cell: bool = False) -> None:
        if category := _category(line):
            self._open(category, None)
            return
        text = clean(line.text)
        if not text and set(line.bullets) == {":"} and not any(p.kind == "unknown" for p in line.pieces):
            # `;Best Film:` ends in a colon, which begins an empty line.
            return
        if _says_who_presented(line, text) or (line.bullets[:1] != "*" and words().leads_elsewhere.match(text)):
            return
        if self._beside_nominees(line, text) or self._noted(line, text):
            return
        if text.startswith(("{|", "|", "!")):
            self.troubles.append(Trouble("broken_table", f"broken table: {text[:60]!r}", line.number))
            self._current = None
        elif line.bullets[:1] in ("*", "#") or (line.bullets and line.bullets != ";" and self._in_category):
            if not (self._ranked(line, text) or self._labelled(line)):
                self._bullet(line, text)
        elif self._ranked(line, text) or (not line.bullets and self._labelled(line)):
            return
        elif text or any(p.kind == "unknown" for p in line.pieces):
            self._plain_line(line, text, cell=cell)

    def _beside_nominees(self, line: Line, text: str) -> bool:
        """Note below an entry those who worked with its nominees: a production team, and the bullets under it."""
        current = self._current
        if current is None or not current.lines or not line.bullets or has_film(line.pieces):
            return False
        if words().beside_nominees.match(text):
            current.aside = len(line.bullets)
        elif current.aside is None or len(line.bullets) <= current.aside:
            current.aside = None
            return False
        *_, entry = current.lines
        current.lines[-1] = replace(entry, pieces=[*entry.pieces, Piece("note", text)])
        return True

    def _noted(self, line: Line, text: str) -> bool:
        """Whether a line says where lists are from, or something of them; what it names may be no list elsewhere."""
        if not _is_note(line, text) or (self._in_category and _says_of_entry(text)):
            return False
        self._note(line, text)
        return True

    def _note(self, line: Line, text: str) -> None:
        if names := self._categories_in(line, text):
            message = f"a note names {', '.join(names)}: {text[:80]!r}"
            self.troubles.append(Trouble("note", message, line.number, unread=words_in(line), lacking=names))

    def _categories_in(self, line: Line, text: str) -> tuple[str, ...]:
        """The declared categories that a line names anywhere, by links or by words."""
        said = re.findall(r"[\w’'-]+|[^\w\s]", text)
        begins = (at for at, word in enumerate(said) if word[:1].isupper())
        spans = (" ".join(said[at : at + length]) for at in begins for length in range(1, _MOST_WORDS + 1))
        links = (Heading(p.text.strip(), p.link, 0) for p in line.pieces if p.link)
        headings = islice(chain(links, (Heading(span, None, 0) for span in spans)), _MOST_SPANS)
        meanings = [self.resolve(heading, None) for heading in headings]
        return tuple(dict.fromkeys(m.name for m in meanings if m.kind is Kind.DECLARED and m.name))

    @property
    def _in_category(self) -> bool:
        return self._current is not None and self._current.meaning.kind is Kind.DECLARED

    def _labelled(self, line: Line) -> bool:
        """`Best Film: …` and `Runner-up: …` in a bullet: a category with its winner, and who came after."""
        introduces = id(line) in self._introduces
        label, rest = split_label(line, self._is_category, introduces=introduces)
        if label is None:
            return False
        link = next((p.link for p in line.pieces if p.link and p.text and p.text in label), None)
        category = self._is_category(label, link)
        heads = introduces and rest is None and bool(category or part_named(label) or _reads_as_label(line))
        is_category = category and _label_is_bold(line, label)
        is_category |= bool(line.bullets) and bool(category or AWARD.match(label))
        if not (heads or (rest is not None and (is_category or _set_off(line, label, rest)))):
            return False
        if not line.bullets and not category:
            return False
        if (part := part_named(label)) and self._current is not None and not category:
            return self._part_begins(part, line, rest)
        if category:
            self._open(Heading(label, link, line.number), None)
        elif self._beside_labels(line) or (heads and self._is_free and words().prize_words.search(label)):
            self._open(Heading(label, None, line.number), None)
        else:
            return False
        self._current = self._current or RawField(line.number, Meaning(Kind.LEFT_OUT))
        self._current.label = len(line.bullets)
        if rest is not None and self._current.meaning.kind is not Kind.LEFT_OUT:
            self._add(self._current, rest)
        return True

    def _part_begins(self, part: str, line: Line, rest: Line | None) -> bool:
        """`Runner-up: …`, or `Runners-up:` above those who are."""
        current = self._current
        if current is None or (part != "runner_up" and rest is not None):
            return False
        if rest is None:
            self._part(part, len(line.bullets))
        elif current.meaning.kind is not Kind.LEFT_OUT:
            for one in entries_behind_label(rest):
                current.runners.add(len(current.lines))
                current.lines.append(one)
        return True

    def _beside_labels(self, line: Line) -> bool:
        """Whether a bullet stands beside others that begin with a category: its own first words name one as well."""
        current = self._current
        return current is not None and current.label is not None and len(line.bullets) <= current.label

    @property
    def _is_free(self) -> bool:
        """Whether no category is open, or none but a heading that says nothing."""
        current = self._current
        return current is None or (current.meaning.kind is Kind.UNKNOWN and not current.lines)

    def _is_category(self, label: str, link: str | None = None) -> bool:
        """Whether a label is a category of the source, or, where labels are in use, one left out."""
        name = SHARED.sub("", label)
        if not name:
            return False
        kind = self.resolve(Heading(name, link, 0), None).kind
        in_use = self._current is not None and self._current.label is not None
        return kind is Kind.DECLARED or (in_use and kind is Kind.LEFT_OUT)

    def _names_category(self, text: str) -> bool:
        """Whether words and nothing else are a category of the source, whatever they link to."""
        if len(text) > _LONGEST or text.endswith("."):
            return False
        return self._resolved(Heading(text.rstrip(":"), None, 0), None).kind is Kind.DECLARED

    def _ranked(self, line: Line, text: str) -> bool:
        """`1. Film (61)`: a rank with its votes, or a number typed in place of a bullet."""
        current, rank = self._current, _RANK.match(text)
        if rank is None or current is None or current.meaning.kind is not Kind.DECLARED:
            return False
        pieces = list(line.pieces)
        first = next(n for n, piece in enumerate(pieces) if piece.kind == "text" and piece.text.strip())
        if pieces[first].italic or pieces[first].link or not _RANK.match(pieces[first].text.lstrip()):
            return False
        cut = _RANK.sub("", pieces[first].text.lstrip(), count=1)
        if int(rank[1]) > 1 and (self.ranks or current.among_winners):
            current.runners.add(len(current.lines))
        current.lines.append(replace(line, pieces=[*pieces[:first], pieces[first].showing(cut), *pieces[first + 1 :]]))
        return True

    def _bullet(self, line: Line, text: str) -> None:
        current = self._current
        name = current.meaning.name if current else None
        if not text and not any(p.kind == "unknown" for p in line.pieces):
            self.troubles.append(Trouble("empty_entry", "an entry with nothing in it", line.number, name))
        elif current is None:
            self._astray(line)
        elif current.meaning.kind is not Kind.LEFT_OUT:
            self._add(current, line)

    def _astray(self, line: Line) -> None:
        """Note a line that stands under no category, and the category right in front of it."""
        self._unplaced.append(line)
        if self._last is not None and self._last.meaning.name:
            self._after.append(self._last.meaning.name)
        self._last = None

    def _add(self, current: RawField, line: Line) -> None:
        """File a line, or the entries that breaks separate on it."""
        self._last = current
        line, runners_up = at_second(line) if self.ranks or current.among_winners else (line, None)
        start, entries = len(current.lines), at_breaks(line)
        if entries is None:
            message = f"a second title or a second film: {clean(line.text)[:120]!r}"
            self.troubles.append(
                Trouble("unreadable_entry", message, line.number, current.meaning.name, unread=words_in(line))
            )
        for one in entries or [line]:
            label, rest = split_label(one, lambda _: False, introduces=False) if entries else (None, None)
            part = part_named(label) if rest is not None and label is not None else None
            has_label = part == "runner_up" or (part == "nominated" and label is not None and label.endswith("s"))
            for entry in entries_behind_label(rest) if has_label and rest else at_names(one):
                current.runners |= {len(current.lines)} if part == "runner_up" else set()
                current.lines.append(entry)
        for entry in entries_behind_label(runners_up) if runners_up else ():
            current.runners.add(len(current.lines))
            current.lines.append(entry)
        self._take_part(current, line, range(start, len(current.lines)))

    @staticmethod
    def _take_part(current: RawField, line: Line, places: Iterable[int]) -> None:
        """Whether those lines won, came after or were nominated, as words above them say."""
        if current.part is None:
            return
        part, marks = current.part
        if len(line.bullets) <= marks:
            current.part = None
        elif part == "runner_up":
            current.runners |= set(places)
        else:
            current.winners = (current.winners or set()) | (set(places) if part == "won" else set())

    def _plain_line(self, line: Line, text: str, *, cell: bool) -> None:
        """A line without a bullet: a heading, a winner above its list, or something that has no place in a cell."""
        heading = heading_of(line) or Heading(text, None, line.number)
        set_off = line.bullets == ";" or _is_bold(line)
        if self._names_category(text) or (set_off and self._resolved(heading, None).kind is not Kind.UNKNOWN):
            self._open(heading, None)
            return
        current = self._current
        if current is not None and current.meaning.kind is not Kind.LEFT_OUT and line.raw:
            self._add(current, line)
            return
        if current is None or current.meaning.kind is not Kind.DECLARED:
            is_open = current is None or current.meaning.kind is Kind.UNKNOWN
            if (
                is_open
                and (cell or any(p.kind == "unknown" for p in line.pieces))
                and not (self._tables and self._tables[-1].counts)
                and may_be_entry(line)
            ):
                self._astray(line)
            return
        if part := part_named(text):
            self._part(part, -1)
            return
        if _starts_bold(line) or not any(one.bullets for one in current.lines):
            before = len(current.lines)
            self._add(current, line)
            current.plain += len(current.lines) - before if current.plain == before else 0
        elif cell or names_something(line) or _says_of_entry(text) or _goes_on(current.lines, line, text):
            message = f"text among the nominees: {text[:80]!r}"
            self.troubles.append(
                Trouble("stray_text", message, line.number, current.meaning.name, unread=words_in(line))
            )


def _is_note(line: Line, text: str) -> bool:
    """Whether a line begins as a note does, with words that are no title's: they are not linked or alone in italics."""
    if words().notes_below.match(text) is None:
        return False
    first = next(p for p in line.pieces if p.kind == "text" and p.text.strip())
    others = [p for p in line.pieces if p.kind == "text" and any(c.isalpha() for c in p.text)]
    return not first.link and (not first.italic or (not line.bullets and all(p.italic or p.link for p in others)))


def _says_of_entry(text: str) -> bool:
    """Whether a note is about one nomination: it takes it back, doubts it, or tells how it came about."""
    return any(pattern.search(text) for pattern in (_NOMINEE, words().unofficial, words().doubtful))


def _goes_on(entries: Sequence[Line], line: Line, text: str) -> bool:
    """Whether words below an entry may be more of it, or say of those below them that they are something else."""
    below = line.number == entries[-1].number + 1 if entries else False
    return bool(text and entries) and (text.endswith(":") or (below and not text.endswith(".")))


def _says_who_presented(line: Line, text: str) -> bool:
    """Whether a line names those who presented an award: nothing but the whole of it may be in italics."""
    if words().presenters.match(text) is None:
        return False
    letters = [p for p in line.pieces if p.kind == "text" and any(c.isalpha() for c in p.text)]
    return len({p.italic for p in letters}) == 1 and not any(p.kind == "unknown" for p in line.pieces)
