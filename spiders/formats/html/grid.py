"""Tables as grids: every place of a row or column span is filled and marks whether the cell begins there."""

import re
from dataclasses import dataclass

from spiders.formats.html.dom import Element, Line, lines, plain

MAX_COLUMNS = 60
MAX_ROWS = 3_000
MAX_SPAN = 1_000
MAX_PLACES = 30_000

_NUMBER = re.compile(r"\s*(\d{1,5})")


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """One cell with all its places; two cells are equal only if they are one object."""

    lines: tuple[Line, ...]
    header: bool
    width: int
    height: int
    look: str
    """Classes, style and colour attributes in lower case: sometimes nothing else shows a result."""

    @property
    def text(self) -> str:
        """The cell's text on one line."""
        return " ".join(plain(line) for line in self.lines)

    @property
    def links(self) -> list[str]:
        """Titles of the pages it leads to, in order."""
        return list(dict.fromkeys(run.link for line in self.lines for run in line if run.link))


EMPTY = Cell((), header=False, width=1, height=1, look="")
Row = tuple[Cell, ...]


def _span(value: str | None, limit: int) -> int:
    match = _NUMBER.match(value or "")
    return min(max(int(match[1]), 1), limit) if match else 1


def rows_of(table: Element) -> list[Element]:
    """The rows of a table, without those of tables inside it."""
    rows = []
    for part in table:
        if part.tag == "tr":
            rows.append(part)
        elif part.tag in {"thead", "tbody", "tfoot"}:
            rows += [row for row in part if row.tag == "tr"]
    return rows[:MAX_ROWS]


def read_grid(table: Element) -> list[Row]:
    """The table's rows, all of equal length; a cell that spans several places appears in each."""
    grid: list[list[Cell]] = []
    reaching: dict[int, tuple[Cell, int]] = {}
    places = 0
    for row in rows_of(table):
        out: list[Cell] = []
        cells = [cell for cell in row if cell.tag in {"td", "th"}]
        for raw in cells:
            _fill(out, reaching)
            if len(out) >= MAX_COLUMNS:
                break
            cell = _cell(raw, MAX_COLUMNS - len(out))
            for _ in range(cell.width):
                if cell.height > 1:
                    reaching[len(out)] = (cell, cell.height - 1)
                out.append(cell)
        _fill(out, reaching)
        places += len(out)
        if places > MAX_PLACES:
            break
        if out:
            grid.append(out)
    width = max((len(row) for row in grid), default=0)
    return [tuple(row + [EMPTY] * (width - len(row))) for row in grid]


def _fill(out: list[Cell], reaching: dict[int, tuple[Cell, int]]) -> None:
    """Put in the cells that reach down from rows above."""
    while (hanging := reaching.get(len(out))) is not None:
        cell, left = hanging
        if left > 1:
            reaching[len(out)] = (cell, left - 1)
        else:
            del reaching[len(out)]
        out.append(cell)


def _cell(raw: Element, room: int) -> Cell:
    look = " ".join(filter(None, (raw.get("class"), raw.get("style"), raw.get("bgcolor")))).casefold()
    return Cell(
        tuple(lines(raw)),
        header=raw.tag == "th",
        width=_span(raw.get("colspan"), room),
        height=_span(raw.get("rowspan"), MAX_SPAN),
        look=look,
    )
