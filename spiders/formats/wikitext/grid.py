"""The cells of a table by column, spans filled in; whole tables as rows where columns define their cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from spiders.formats.wikitext.blocks import Block, CellStart, RowStart, TableEnd, TableStart
from spiders.formats.wikitext.breaks import names_something
from spiders.formats.wikitext.entry import clean
from spiders.formats.wikitext.lines import Line

MAX_COLUMNS = 100
_FIGURE = re.compile(r"\d{1,3}")


@dataclass(slots=True)
class Cell:
    """One cell with the lines in it."""

    start: CellStart
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What the cell shows, on one line."""
        return clean(" ".join(line.text for line in self.lines))

    @property
    def is_figure(self) -> bool:
        """Whether it counts something; a number in italics or with a link is a title."""
        return _FIGURE.fullmatch(self.text) is not None and not any(map(names_something, self.lines))


AnyCell = TypeVar("AnyCell", bound=Cell)


@dataclass(slots=True)
class Spans(Generic[AnyCell]):
    """Places the cells of one row after another: those above may cover columns of the rows below."""

    _hanging: dict[int, tuple[AnyCell, int]] = field(default_factory=dict)
    """By column, the cell that covers it from above, and for how many rows still."""

    def place(self, cells: Sequence[AnyCell]) -> tuple[list[range], dict[int, AnyCell]]:
        """The columns of each cell of the next row, and the cell that covers each column, from above too."""
        row = {column: cell for column, (cell, _) in self._hanging.items()}
        places = self.ranges(cells)
        self._hanging = {column: (cell, rows - 1) for column, (cell, rows) in self._hanging.items() if rows > 1}
        for cell, place in zip(cells, places, strict=True):
            row |= dict.fromkeys(place, cell)
            if cell.start.rowspan > 1:
                self._hanging |= dict.fromkeys(place, (cell, cell.start.rowspan - 1))
        return places, row

    def ranges(self, cells: Sequence[AnyCell]) -> list[range]:
        """The columns of each cell of the next row."""
        places: list[range] = []
        column = 0
        for cell in cells:
            while column in self._hanging:
                column += 1
            places.append(range(column, min(column + cell.start.colspan, MAX_COLUMNS)))
            column += cell.start.colspan
        return places


@dataclass(slots=True)
class GridRow:
    """One row: the cell that covers each column, whether it begins there or extends from above."""

    number: int
    cells: dict[int, Cell] = field(default_factory=dict)
    own: list[Cell] = field(default_factory=list)
    """Cells that begin in this row, left to right."""

    @property
    def is_header(self) -> bool:
        """Whether all cells of the row are header cells."""
        return bool(self.own) and all(cell.start.header for cell in self.own)


def grids(blocks: Iterable[Block]) -> list[list[GridRow]]:
    """The outermost tables among some blocks, in order, each as its rows; a nested table is left out."""
    tables: list[list[GridRow]] = []
    depth = 0
    rows: list[GridRow] = []
    for block in blocks:
        if isinstance(block, TableStart):
            depth += 1
            if depth == 1:
                rows = [GridRow(block.number)]
        elif isinstance(block, TableEnd):
            if depth == 1:
                tables.append(_filled(rows))
            depth = max(0, depth - 1)
        elif depth == 1:
            _add(rows, block)
    if depth:
        tables.append(_filled(rows))
    return tables


def outside_tables(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks that stand in no table."""
    depth = 0
    for block in blocks:
        depth = max(0, depth + isinstance(block, TableStart) - isinstance(block, TableEnd))
        if not (depth or isinstance(block, TableEnd)):
            yield block


def _add(rows: list[GridRow], block: Block) -> None:
    if isinstance(block, RowStart):
        rows.append(GridRow(block.number))
    elif isinstance(block, CellStart):
        rows[-1].own.append(Cell(block))
    elif isinstance(block, Line) and rows[-1].own:
        rows[-1].own[-1].lines.append(block)


def _filled(rows: list[GridRow]) -> list[GridRow]:
    """Rows that have cells, with every column they cover."""
    spans: Spans[Cell] = Spans()
    rows = [row for row in rows if row.own]
    for row in rows:
        _, row.cells = spans.place(row.own)
    return rows
