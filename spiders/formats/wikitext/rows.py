"""Tables whose columns say what their cells are: each row becomes the lines that a list would print.

A row is a category with its winner and runners-up, or a nominee with its film and what became of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from spiders.formats.wikitext.breaks import at_gaps, names_something
from spiders.formats.wikitext.credits import country_named
from spiders.formats.wikitext.entry import clean
from spiders.formats.wikitext.grid import AnyCell, Cell
from spiders.formats.wikitext.lines import Line, Piece
from spiders.formats.wikitext.words import words

_ASIDE = re.compile(r"\s*[\[(].*?[\])]|\(?s\)?$")
_LONGEST = 60
"""Characters of a column's name; nothing in `words.yml` is half as long."""
_NOTHING = re.compile(r"[\s–—-]*|n/?a|none", re.IGNORECASE)
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_NOT_LISTED = re.compile(r"no|n|✗|✘|not nominated", re.IGNORECASE)
"""What a cell under a category says of a film that does not stand in it."""


UNKNOWN = "unknown"
"""What a row is whose result nobody knows."""


class Column(Enum):
    """What the cells of a column are; the value is the key of its names in `words.yml`."""

    CATEGORY = "category"
    SONG = "song"
    WINNER = "winner"
    NOMINEE = "nominee"
    EACH = "each"
    """One of several columns that hold a nominee each."""
    FILM = "film"
    ROLE = "role"
    PEOPLE = "people"
    RUNNER_UP = "runner_up"
    RESULT = "result"
    COUNTRY = "country"


_NAMING = frozenset({Column.WINNER, Column.NOMINEE, Column.PEOPLE})
_ENTRY = (Column.SONG, Column.WINNER, Column.NOMINEE, Column.FILM, Column.PEOPLE)
"""Columns that make an entry, in the order of a list's line; the film comes first where nobody stands before it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row as a list prints it."""

    parts: Mapping[str | None, tuple[Line, ...]]
    """Its lines by what they are: `won`, `runner_up`, `nominated`, `UNKNOWN`, or None where no column tells."""


def columns_of(headings: Mapping[int, str]) -> dict[int, Column]:
    """The columns of a table whose words are known; none where they are not of a table with a row an entry."""
    columns = {place: column for place, text in headings.items() if (column := _column(text))}
    if Column.SONG in columns.values():
        columns = _of_songs(headings, columns)
    kinds = set(columns.values())
    asides = all(is_aside(headings[place]) for place in headings.keys() - columns.keys())
    several = len(columns) > 1 and kinds == {Column.EACH}
    whole = len(kinds) > 1 or (several and asides) or (len(columns) == 1 < len(headings) and asides)
    return columns if whole and not kinds.isdisjoint((*_ENTRY, Column.EACH)) else {}


def _of_songs(headings: Mapping[int, str], columns: Mapping[int, Column]) -> dict[int, Column]:
    """The same beside songs, of which those who wrote the music are nominated, and nobody who performs it."""
    writers = {place: Column.PEOPLE for place, text in headings.items() if place not in columns and job_of(text)}
    return {place: one for place, one in columns.items() if not are_performers(headings[place])} | writers


def are_performers(heading: str) -> bool:
    """Whether a column holds those who perform a song."""
    return words().performers.fullmatch(_ASIDE.sub("", heading.strip(" :."))) is not None


def _column(text: str) -> Column | None:
    name = text.strip(" :")
    spellings = tuple(one for one in (name, _ASIDE.sub("", name)) if len(one) <= _LONGEST)
    return _column_spelled(spellings) if spellings else None


@lru_cache(maxsize=1_000)  # tables repeat their headings
def _column_spelled(spellings: tuple[str, ...]) -> Column | None:
    columns = (column for column, names in words().columns.items() if any(map(names.fullmatch, spellings)))
    return next(map(Column, columns), None)


def cells_by_kind(columns: Mapping[int, Column], cells: Mapping[int, AnyCell]) -> dict[Column, list[AnyCell]]:
    """The cells of a row by what they are; one in several columns is in the first that is no character's.

    One across the columns of winners and nominees holds both, and does not say who is who.
    """
    by_kind: dict[Column, list[AnyCell]] = {}
    for cell in {id(cell): cell for cell in cells.values()}.values():
        kinds = [columns[place] for place, one in cells.items() if one is cell and place in columns]
        if kinds:
            kind = next((kind for kind in kinds if kind is not Column.ROLE), Column.ROLE)
            kind = Column.NOMINEE if kind is Column.WINNER and Column.NOMINEE in kinds else kind
            by_kind.setdefault(kind, []).append(cell)
    return by_kind


def job_of(heading: str) -> str | None:
    """How an entry says what the people of a column did, such as "directed by"."""
    names, name = words().column_jobs.items(), heading.strip(" :")
    spellings = [one for one in (name, _ASIDE.sub("", name)) if len(one) <= _LONGEST]
    return next((job for job, pattern in names if any(map(pattern.fullmatch, spellings))), None)


def with_job(cell: AnyCell, job: str) -> AnyCell:
    """A cell whose lines say what the people in them did."""
    lines = [replace(line, pieces=[Piece("text", f"{job} "), *line.pieces]) for line in map(at_gaps, cell.lines)]
    return replace(cell, lines=lines)


@lru_cache(maxsize=1_000)  # asked of the heading above each cell
def is_aside(heading: str) -> bool:
    """Whether a column holds nothing of an entry, such as references or original titles."""
    return words().aside_columns.fullmatch(_ASIDE.sub("", heading.strip(" :."))) is not None


def heads_notes(heading: str) -> bool:
    """Whether nothing but notes and references stands below a row of one heading."""
    return words().notes_below.fullmatch(f"{heading.strip(' :.')}:") is not None


def counts_prizes(heading: str) -> bool:
    """Whether a column counts the prizes or nominations of a film."""
    return _PRIZES.fullmatch(_ASIDE.sub("", heading.strip(" :."))) is not None


_PRIZES = re.compile(r"(?:total |number of |no\.? of )?(?:nominations?|noms?|wins?|won|awards?|prizes?)", re.IGNORECASE)


def is_film(heading: str) -> bool:
    """Whether a column holds films."""
    return _column(heading) is Column.FILM


def is_given(cell: Cell) -> bool:
    """Whether a cell under a category, beside a film, says that the film stands in that category."""
    says = clean(cell.text).strip("[](). ")
    return is_sign(cell) or not (_NOTHING.fullmatch(says) or _NOT_LISTED.fullmatch(says))


def result_or_people(cell: Cell) -> Column:
    """What a cell under a category, beside a film, is: what became of the film, or who was nominated for it."""
    return Column.RESULT if _says_result(cell) else Column.PEOPLE


def is_unsure(cell: Cell) -> bool:
    """Whether a cell under a category, beside a film, may be more than one entry, or a sign of either result."""
    pieces = [piece for line in cell.lines for piece in line.pieces]
    signs = {piece.text for piece in pieces if piece.kind == "winner"} | {clean(cell.text).lower()}
    several = len(cell.lines) > 1 or any(_SEVERAL.search(p.text) or p.breaks for p in pieces if not p.link)
    return bool(signs & _CHECKS) or (several and not _says_result(cell))


_CHECKS = frozenset({"yes", "y", "✓", "✔", "x", "•", "●"})
_NO_TITLE = re.compile(r"[\"“”„«»]|^\s*['‘]|\bby\b|[–—]|\s-\s")
"""In the cell of a song: it is quoted already, or more than its title stands there."""
_SEVERAL = re.compile(r"[,;/&•]|\band\b")


def plain(cell: AnyCell) -> AnyCell:
    """A cell without its bold letters and its colour, which say nothing of one of several categories."""
    lines = [replace(line, shade=None, pieces=[replace(p, bold=False) for p in line.pieces]) for line in cell.lines]
    return replace(cell, lines=lines)


def part_of(column: Column, beside: Iterable[Column]) -> str | None:
    """What a column says that its entries are."""
    if column in (Column.NOMINEE, Column.EACH) and Column.WINNER in set(beside):
        return "nominated"
    return {Column.WINNER: "won", Column.RUNNER_UP: "runner_up"}.get(column)


def row_of(cells: Mapping[Column, Sequence[Cell]]) -> Row:
    """A row by the cells of its columns, left to right; a column of winners that names nothing says who won."""
    winners = cells.get(Column.WINNER, ())
    if len(cells) > 1 and winners and all(map(_says_result, winners)):
        cells = {(Column.RESULT if column is Column.WINNER else column): of for column, of in cells.items()}
    apart = {column for column in cells if part_of(column, cells) in ("runner_up", "nominated")}
    if Column.SONG in cells and not _NAMING.isdisjoint(cells):
        cells = {**cells, Column.SONG: [*map(_quoted, cells[Column.SONG])]}
    one = [cell for column in _ENTRY if column not in apart for cell in cells.get(column, ())]
    country = ", ".join(map(_country_in, cells.get(Column.COUNTRY, ())))
    entries = tuple(replace(line, country=country) for line in _entries(one, cells.get(Column.ROLE, ())))
    parts = {_result(cells): entries}
    for column in sorted(apart | {Column.EACH} & cells.keys(), key=str):
        groups = [[cell] for cell in cells[column]] if column is Column.EACH else [cells[column]]
        part = part_of(column, cells)
        parts[part] = (*parts.get(part, ()), *(line for group in groups for line in _entries(group, ())))
    return Row(parts)


def _country_in(cell: Cell) -> str:
    """The country that a cell names, by its link where its words are no country's name, or whatever it says."""
    links = {piece.link for line in cell.lines for piece in line.pieces if piece.link}
    return country_named(cell.text, links.pop() if len(links) == 1 else None) or cell.text


def is_sign(cell: Cell) -> bool:
    """Whether a cell shows a sign and says nothing, as in a column without a name beside the nominees."""
    return not cell.text and any(_is_sign(piece) for line in cell.lines for piece in line.pieces)


def _is_sign(piece: Piece) -> bool:
    """Whether a piece is a sign, and not a picture of somebody."""
    words_of = set(_NOT_LETTERS.split(piece.text.rpartition(".")[0].lower())) - {""}
    return piece.kind in _SIGNS and (piece.kind != "image" or words_of <= words().icons)


_SIGNS = ("winner", "nominee", "image")


def _says_result(cell: Cell) -> bool:
    """Whether a cell says what became of an entry, and names nobody."""
    if any(piece.kind in _SIGNS for line in cell.lines for piece in line.pieces):
        return True
    text = clean(cell.text).strip("[](). ")
    return not any(map(names_something, cell.lines)) and any(p.fullmatch(text) for p in words().results.values())


def _result(cells: Mapping[Column, Sequence[Cell]]) -> str | None:
    """What became of the entry of a row, by its column of results, else because there is one of winners."""
    results = cells.get(Column.RESULT, ())
    if not results:
        return "won" if Column.WINNER in cells else None
    pieces = [piece for cell in results for line in cell.lines for piece in line.pieces]
    won = any(piece.kind == "winner" for piece in pieces)
    text = clean(" ".join(p.text for p in pieces if p.kind in ("text", "unknown"))).strip("[](). ")
    if won and not text:
        return "won"
    if any(piece.kind == "image" for piece in pieces):
        return UNKNOWN
    says = next((part for part, names in words().results.items() if names.fullmatch(text)), UNKNOWN)
    return "won" if won and says is UNKNOWN and not words().unofficial.search(text) else says


def _entries(cells: Sequence[Cell], roles: Sequence[Cell]) -> tuple[Line, ...]:
    """The lines of some cells: side by side if each has as many, else one under the other in one entry."""
    texts = [lines for cell in cells if (lines := _said(cell))]
    characters = [lines for cell in roles if (lines := _said(cell))]
    if not texts:
        return ()
    many = {len(lines) for lines in (*texts, *characters)}
    rows: Iterable[tuple[Line, ...]] = zip(*texts, strict=True) if len(many) == 1 else [tuple(map(_joined, texts))]
    parts = zip(*characters, strict=True) if characters and len(many) == 1 else [tuple(map(_joined, characters))]
    played_by = [[piece for line in part for piece in (_AS, *line.pieces)] for part in parts]
    whole = [_side_by_side(row) for row in rows]
    if len(played_by) == len(whole):
        whole = [replace(line, pieces=[*line.pieces, *role]) for line, role in zip(whole, played_by, strict=True)]
    return tuple(whole)


_AS, _DASH, _MARK = Piece("text", " as "), Piece("text", " – "), Piece("text", '"')


def _quoted(cell: Cell) -> Cell:
    """The cell of a song with quotation marks around its title, where it has none: its column says what it is."""
    if len(cell.lines) != 1 or _NO_TITLE.search(cell.text) or _NOTHING.fullmatch(clean(cell.text)):
        return cell
    (line,) = cell.lines
    return replace(cell, lines=[replace(line, pieces=[_MARK, *(replace(p, italic=False) for p in line.pieces), _MARK])])


def _said(cell: Cell) -> list[Line]:
    """The lines of a cell that say something."""
    return [at_gaps(line) for line in cell.lines if not _NOTHING.fullmatch(clean(line.text))]


def _joined(lines: Sequence[Line]) -> Line:
    """The lines of one cell as one, set apart by breaks."""
    first, *rest = lines
    gap = Piece("text", " ", breaks=True)
    return replace(first, pieces=[*first.pieces, *(piece for line in rest for piece in (gap, *line.pieces))])


def _side_by_side(parts: Sequence[Line]) -> Line:
    first, *rest = parts
    pieces = [*first.pieces, *(piece for line in rest for piece in (_DASH, *line.pieces))]
    shade = next((line.shade for line in parts if line.shade), None)
    return Line(first.number, "", pieces, all(line.closed for line in parts), shade)
