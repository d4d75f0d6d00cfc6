"""A table as rows of cells by column, spans filled in, for tables whose columns define their cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spiders.formats.wikitext.blocks import Block, CellStart, RowStart, TableEnd, TableStart
from spiders.formats.wikitext.entry import clean
from spiders.formats.wikitext.lines import Line

MAX_COLUMNS = 100


@dataclass(slots=True)
class GridCell:
    """One cell with the lines in it."""

    start: CellStart
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What the cell shows, on one line."""
        return clean(" ".join(line.text for line in self.lines))


@dataclass(slots=True)
class GridRow:
    """One row: the cell that covers each column, whether it begins there or extends from above."""

    number: int
    cells: dict[int, GridCell] = field(default_factory=dict)
    own: list[GridCell] = field(default_factory=list)
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


def _add(rows: list[GridRow], block: Block) -> None:
    if isinstance(block, RowStart):
        rows.append(GridRow(block.number))
    elif isinstance(block, CellStart):
        rows[-1].own.append(GridCell(block))
    elif isinstance(block, Line) and rows[-1].own:
        rows[-1].own[-1].lines.append(block)


def _filled(rows: list[GridRow]) -> list[GridRow]:
    """Rows that have cells, with every column they cover."""
    hanging: dict[int, tuple[GridCell, int]] = {}
    for row in rows:
        if not row.own:
            continue
        row.cells = {column: cell for column, (cell, _) in hanging.items()}
        hanging = {column: (cell, left - 1) for column, (cell, left) in hanging.items() if left > 1}
        column = 0
        for cell in row.own:
            while column in row.cells:
                column += 1
            for place in range(column, min(column + cell.start.colspan, MAX_COLUMNS)):
                row.cells[place] = cell
                if cell.start.rowspan > 1:
                    hanging[place] = (cell, cell.start.rowspan - 1)
            column += cell.start.colspan
    return [row for row in rows if row.own]
