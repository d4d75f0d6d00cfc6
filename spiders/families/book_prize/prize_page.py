"""A page that lists winners and shortlists of a book prize, year by year: tables and lists in whatever layout.

Columns are known by their headers, results by a column, by the heading above, or by a mark: a winner stands in bold, or
with a double dagger, among others that do not.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spiders.books.words import Claim, words
from spiders.formats.wikitext.blocks import Block, CellStart, HeadingBlock, RowStart, TableEnd, TableStart
from spiders.formats.wikitext.entry import clean
from spiders.formats.wikitext.grid import Cell, GridRow, grids
from spiders.formats.wikitext.lines import Line
from spiders.formats.wikitext.words import words as list_words
from tracker.domain.tables import key

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_MOST_LETTERS = 0.6
"""Share of a line's letters that stand in bold from which it counts as printed so."""
_AND = re.compile(r"\s*(?:,|;|&|\band\b)\s*")
_TRIM = " \t\"“”'’–—-,:;()."


@dataclass(frozen=True, slots=True)
class Listed:
    """One book of a list."""

    year: int
    claim: Claim
    title: str
    link: str | None
    authors: tuple[tuple[str, str | None], ...]
    """Names and link targets."""
    line: int
    official: bool = True
    """Whether nothing on its line or row takes the listing back."""


def books(blocks: Sequence[Block]) -> list[Listed]:
    """Every book that the page lists with a year and a result, in order, each result once."""
    entries: list[Listed] = []
    for heading, part in _sections(blocks):
        for rows in grids(part):
            entries += _table(rows, heading)
        entries += _lists(part, heading)
    return list({(b.year, b.claim, key(b.title)): b for b in entries[::-1]}.values())[::-1]


def result_in(text: str) -> Claim | None:
    """How far an entry came, by the first word that says it."""
    return next((claim for claim, pattern in words().results if pattern.search(text)), None)


def _sections(blocks: Iterable[Block]) -> Iterator[tuple[str, list[Block]]]:
    """Blocks under each heading, with the headings above it as one text, nearest first."""
    path: list[tuple[int, str]] = []
    part: list[Block] = []
    for block in blocks:
        if isinstance(block, HeadingBlock):
            yield _above(path), part
            path = [(level, text) for level, text in path if level < block.level] + [(block.level, block.text)]
            part = []
        else:
            part.append(block)
    yield _above(path), part


def _above(path: Sequence[tuple[int, str]]) -> str:
    return " / ".join(text for _, text in path[::-1])


# --- tables ---


def _table(rows: Sequence[GridRow], heading: str) -> Iterator[Listed]:
    headers = next((row for row in rows if row.is_header and len(row.own) > 1), None)
    if headers is None:
        return
    columns = {column: key(cell.text) for column, cell in headers.cells.items()}
    places = {name: _place(columns, names) for name, names in _HEADERS.items()}
    body = [row for row in rows if not row.is_header and row.number > headers.number]
    if places["title"] is not None:
        yield from _rows_of_books(body, places, heading)
    else:
        yield from _cells_of_books(body, columns, places["year"], heading)


_HEADERS = {
    "year": ("year", "years", "award year"),
    "title": ("title", "book", "novel", "work", "titles", "books", "work s", "winning work"),
    "author": ("author", "authors", "author s", "writer", "name", "recipient", "winner author"),
    "result": ("result", "award", "status", "outcome", "position", "honor"),
}


def _place(columns: dict[int, str], names: Sequence[str]) -> int | None:
    return next((column for name in names for column, text in columns.items() if text == name), None)


def _rows_of_books(rows: Sequence[GridRow], places: dict[str, int | None], heading: str) -> Iterator[Listed]:
    """One book a row."""
    marks = any(_marked(_cell(row, places["title"])) for row in rows)
    plain = any(not _marked(_cell(row, places["title"])) for row in rows)
    for row in rows:
        title, author = _cell(row, places["title"]), _cell(row, places["author"])
        year = _year(row, places["year"], heading)
        if title is None or year is None:
            continue
        printed = _cell(row, places["result"])
        claim = result_in(printed.text) if printed else None
        if claim is None and marks and plain:
            claim = "won" if _marked(title) else "shortlisted"
        claim = claim or result_in(heading)
        name, link = _title(title.lines)
        if claim and name:
            authors = _authors(author.lines if author else ())
            yield Listed(year, claim, name, link, authors, row.number, all(map(_counts, row.cells.values())))


def _cells_of_books(
    rows: Sequence[GridRow], columns: dict[int, str], year_at: int | None, heading: str
) -> Iterator[Listed]:
    """Columns of winners and of finalists, with books and authors in their cells, one a line."""
    claims = {column: claim for column, text in columns.items() if (claim := result_in(text))}
    for row in rows:
        year = _year(row, year_at, heading)
        for column, claim in claims.items():
            cell = _cell(row, column)
            for line in cell.lines if cell and year else ():
                if (entry := _entry(line)) and year:
                    yield Listed(year, claim, *entry, line.number, _stands(line))


def _cell(row: GridRow, column: int | None) -> Cell | None:
    return row.cells.get(column) if column is not None else None


def _year(row: GridRow, column: int | None, heading: str) -> int | None:
    cell = _cell(row, column) or row.cells.get(0)
    match = _YEAR.search(cell.text if cell else "") or _YEAR.search(heading)
    return int(match[1]) if match else None


def _marked(cell: Cell | None) -> bool:
    return cell is not None and any(_bold(line) for line in cell.lines)


def _bold(line: Line) -> bool:
    if any(piece.kind == "winner" for piece in line.pieces):
        return True
    letters = [(len(p.text.strip()), p.bold) for p in line.pieces if p.kind == "text"]
    total = sum(n for n, _ in letters)
    return total > 0 and sum(n for n, bold in letters if bold) >= _MOST_LETTERS * total


# --- lists ---


def _lists(blocks: Sequence[Block], heading: str) -> Iterator[Listed]:
    """One book a bullet, under a heading or a line that names the year; outside tables."""
    depth, year, under = 0, _YEAR.search(heading.partition(" / ")[0]) or _YEAR.search(heading), result_in(heading)
    for block in blocks:
        depth += isinstance(block, TableStart) - isinstance(block, TableEnd)
        if depth or isinstance(block, TableStart | TableEnd | RowStart | CellStart) or not isinstance(block, Line):
            continue
        text = clean(block.text)
        entry = _entry(block) if block.bullets else None
        if entry is None:
            year, under = _YEAR.match(text) or year, result_in(text) or under
            continue
        own = _YEAR.match(text) or year
        claim = result_in(_outside(block)) or ("won" if _bold(block) else under)
        if own and claim:
            yield Listed(int(own[1]), claim, *entry, block.number, _stands(block))


def _outside(line: Line) -> str:
    """The text outside the title, since a title may hold a word such as "winner"."""
    return "".join(piece.text for piece in line.pieces if piece.kind == "text" and not piece.italic)


def _counts(cell: Cell) -> bool:
    return all(map(_stands, cell.lines))


def _stands(line: Line) -> bool:
    """Whether neither words, a note nor a stroke takes back what a line lists."""
    own = "".join(p.text for p in line.pieces if not p.italic or p.kind == "note")
    struck = any(p.struck and p.italic and p.text.strip() for p in line.pieces)
    return not struck and list_words().unofficial.search(own) is None


# --- entries ---


def _title(lines: Sequence[Line]) -> tuple[str, str | None]:
    """The title in a cell of titles: the italic text, else all of it."""
    pieces = [p for line in lines for p in line.pieces if p.kind in ("text", "category")]
    italic = [p for p in pieces if p.italic and p.text.strip()] or pieces
    link = next((p.link for p in italic if p.link), None)
    return clean("".join(p.text for p in italic)).strip(_TRIM.replace(".", "").replace("'", "")), link


def _entry(line: Line) -> tuple[str, str | None, tuple[tuple[str, str | None], ...]] | None:
    """Title, link and authors of "Author, Title" or "Title by Author"; None without a title in italics."""
    if not any(p.italic and p.text.strip() for p in line.pieces if p.kind == "text"):
        return None
    title, link = _title([line])
    rest = [p for p in line.pieces if p.kind == "text" and not p.italic]
    text = re.sub(r"\([^()]*\)", " ", clean("".join(p.text for p in rest)))
    text = re.sub(r"^\s*(?:19|20)\d\d\s*[:–—-]?", "", text)
    text = re.sub(r"(?i)^\s*(?:winner|shortlist(?:ed)?|finalist)s?\s*[:–—-]", "", text)
    links = {clean(p.text): p.link for p in rest if p.link}
    names = [name.strip(_TRIM) for name in _AND.split(re.sub(r"(?i)^\W*by\s|\sby\s", " ", text))]
    authors = tuple((name, links.get(name)) for name in names if len(name.split()) > 1 and name[0].isupper())
    return (title, link, authors[:6]) if title else None


def _authors(lines: Sequence[Line]) -> tuple[tuple[str, str | None], ...]:
    pieces = [p for line in lines for p in line.pieces if p.kind in ("text", "category")]
    links = {clean(p.text): p.link for p in pieces if p.link}
    names = [name.strip(_TRIM) for name in _AND.split(clean("".join(p.text for p in pieces)))]
    return tuple((name, links.get(name)) for name in names if name)[:6]
