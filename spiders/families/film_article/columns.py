"""Tables of accolades with a column of wins, alone or beside one of nominations, as tables with a column of results."""

from collections.abc import Sequence
from dataclasses import replace

from spiders.families.film_article.layout import header_kind
from spiders.families.film_article.results import result_of
from spiders.formats.html.dom import Run, squeeze
from spiders.formats.html.grid import Cell, Row
from tracker.domain.tables import key

_FIRST_ROWS = 6
"""Rows among which the headers may stand."""
_HEADERS = {
    "won": {"won", "wins", "win", "awards won", "categories won", "category won", "award won"},
    "nominated": {
        *("nominated", "nominations", "nomination", "noms", "nom", "categories nominated", "category nominated"),
        *("awards nominated", "award nominated"),
    },
}
_YES = {*"✓✔☑●•■★y1", "yes", "won", "nom", "nominated"}
_NO = {*"-–—−n0✗✘☒", "no", "n/a", ""}
_CROSS = {*"x×✕"}
"""Stands for yes where nothing else does."""


def by_result(grid: Sequence[Row]) -> list[Sequence[Row]]:
    """The tables to read in place of one: itself unless it has both columns, none where those count awards of no name.

    Where the columns name categories, it is one table of wins and one of nominations.
    """
    for at, row in enumerate(grid[:_FIRST_ROWS]):
        places = {kind: _place(row, names) for kind, names in _HEADERS.items()}
        won, nominated = places["won"], places["nominated"]
        if won is not None and nominated is None and row[won].header and "result" not in _kinds(row):
            return [_answered(grid, at, won) or grid]
        if won is None or nominated is None or (at and not (row[won].header and row[nominated].header)):
            continue
        below = [one for one in grid[at + 1 :] if one[won] is not one[nominated]]
        cells = [one[place] for one in below for place in (won, nominated)]
        if not all(_is_mark(cell) for cell in cells):
            return [_only(grid, at, won, nominated, "won"), _only(grid, at, nominated, won, "nominated")]
        if not any(kind.startswith("category") for kind in _kinds(row)):
            return []
        crosses = not any(_text(cell) in _YES for cell in cells)
        head = [*grid[:at], _with(row, won, nominated, "Result")]
        return [[*head, *(_with(one, won, nominated, _result(one, won, nominated, crosses)) for one in grid[at + 1 :])]]
    return [grid]


def _kinds(row: Row) -> list[str]:
    return [header_kind(cell.text) or "" for cell in row]


def _answered(grid: Sequence[Row], at: int, won: int) -> list[Row] | None:
    """The table with results in place of the answers in a lone column "Won?"; None where it holds anything else."""
    below = grid[at + 1 :]
    own = [row[won] for row in below if len(set(map(id, row))) > 1]
    signs = [_sign(cell, crosses=not any(_text(one) in _YES for one in own)) for cell in own if _text(cell)]
    if not signs or None in signs or any(_text(cell).isdecimal() for cell in own):
        return None
    crosses = not any(_text(cell) in _YES for cell in own)
    results = ["Result", *("Won" if _sign(row[won], crosses) else "Nominated" for row in below)]
    return [*grid[:at], *(_saying(row, won, text) for row, text in zip(grid[at:], results, strict=True))]


def _saying(row: Row, place: int, text: str) -> Row:
    """A row with a text in one cell; one cell across the table stays."""
    if len(set(map(id, row))) == 1:
        return row
    cell = replace(row[place], lines=((Run(text),),), look="", width=1, height=1)
    return tuple(cell if at == place else one for at, one in enumerate(row))


def _place(row: Row, names: set[str]) -> int | None:
    return next((place for place, cell in enumerate(row) if key(cell.text) in names), None)


def _text(cell: Cell) -> str:
    return squeeze(cell.text).casefold()


def _is_mark(cell: Cell) -> bool:
    text = _text(cell)
    return text in _YES | _NO | _CROSS or text.isdecimal()


def _result(row: Row, won: int, nominated: int, crosses: bool) -> str:
    """What the two cells of a row say; nothing where they count several awards."""
    signs = [_sign(row[place], crosses) for place in (won, nominated)]
    if row[won] is row[nominated] or None in signs:
        return ""
    return "Won" if signs[0] else "Nominated" if signs[1] else ""


def _sign(cell: Cell, crosses: bool) -> bool | None:
    text = _text(cell)
    if not text:
        return result_of("", cell.look) is not None and "table-no" not in cell.look
    if text in _NO or text in _YES or text in _CROSS:
        return text in _YES or (crosses and text in _CROSS)
    return None


def _with(row: Row, won: int, nominated: int, text: str) -> Row:
    """A row with a cell of results in place of the two."""
    if row[won] is row[nominated]:  # across the table
        return tuple(cell for place, cell in enumerate(row) if place != nominated)
    cell = replace(row[won], lines=((Run(text),),) if text else (), look="", width=1, height=1)
    return tuple(cell if place == won else one for place, one in enumerate(row) if place != nominated)


def _only(grid: Sequence[Row], at: int, keep: int, leave: int, result: str) -> list[Row]:
    """The table without one of the two columns; the header of the other says what its cells are."""
    head = replace(grid[at][keep], lines=((Run(f"Category {result}"),),))
    below = [row for row in grid[at + 1 :] if _text(row[keep]) not in _NO]
    rows = [*grid[:at], tuple(head if place == keep else cell for place, cell in enumerate(grid[at])), *below]
    return [tuple(cell for place, cell in enumerate(row) if place != leave) for row in rows]
