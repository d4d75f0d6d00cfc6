"""An answer as a terminal shows it, at most a screen of it; as JSON, and as one CSV table."""

import csv
import shutil
import sys
import textwrap
from collections.abc import Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jobs.cli.console import BETWEEN_WORDS, WIDTH, Sources, emit_json, say, scope_line, show, table_of, tell
from jobs.steps.questions.answers import Answer, Part
from tracker.domain.cells import is_missing, join
from tracker.edition.read import Row

if TYPE_CHECKING:
    from rich.text import Text

LINES = 40
"""Lines of a screen where nothing says how many it has."""
_HEAD = 3
"""Lines of a table before its rows."""
_FRAME = _HEAD + 2
"""The same with a line between tables and one that says how many rows there are more."""
_LEAST = 1
"""Rows of a part that the parts before it leave room for."""
_WORTH = 3
"""Rows of the first part without which the last ones are named instead of shown."""
_AROUND = 4
"""The title, the scope, the line before the sources, and the prompt that comes after."""


def show_answer(answer: Answer, *, as_json: bool, as_csv: bool, xlsx: Path | None, every: bool) -> None:
    """Print an answer.

    Args:
        answer: what was asked for.
        as_json: as one document.
        as_csv: as one table.
        xlsx: also as a workbook in this file.
        every: all rows, however many; else people get at most a screen. JSON and CSV have all rows always.
    """
    rows = {part.name: part.rows for part in answer.parts}
    if xlsx is not None:
        from tracker.export.sheets import write_sheets

        write_sheets(xlsx, rows, answer.scope["as_of"])
    if as_json:
        emit_json({"asked": answer.about, **rows, "scope": answer.scope})
    elif as_csv:
        write_csv(rows, answer.scope)
    else:
        _show_text(answer, every=every)


def write_csv(tables: Mapping[str, Sequence[Row]], scope: Row) -> None:
    """One table on standard output, each cell exactly what it is: the day, which part a row belongs to, its columns."""
    columns = dict.fromkeys(name for rows in tables.values() for row in rows for name in row if name != "as_of")
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # whatever the terminal shows: no name may lose a letter
    writer = csv.writer(sys.stdout, lineterminator="\r\n")
    writer.writerow(["as_of", "part", *columns])
    for part, rows in tables.items():
        for row in rows:
            writer.writerow([row.get("as_of", scope["as_of"]), part, *(_cell(row.get(name)) for name in columns)])


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return join(value, ";") if isinstance(value, list | tuple) else "" if is_missing(value) else str(value)


def _shown(value: Any) -> str:
    """A cell for a reader: several values with room between, so that a line may break there."""
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else _cell(value)


def _show_text(answer: Answer, *, every: bool) -> None:
    say(answer.title)
    for note in answer.notes:
        tell(note)
    parts, sources = [part for part in answer.parts if part.rows and part.columns], Sources()
    left = screen(answer.notes)
    room = len(parts) if every else _room(left, parts)
    parts, others = parts[:room], parts[room:]
    left -= bool(others)
    for place, part in enumerate(parts):
        say("")
        left -= show_part(part, sources, None if every else _share(left, parts[place:]))
    if others:
        titles = [f"{part.title.lower()} ({len(part.rows):,})" for part in others]
        tell(f"Not shown: {', '.join(titles)}; --all shows them.")
    sources.show()
    tell(scope_line(answer.scope))


def screen(notes: Sequence[str]) -> int:
    """How many lines of a screen notes leave for tables and their sources."""
    width, lines = shutil.get_terminal_size((WIDTH, LINES))
    return lines - sum(max(len(textwrap.wrap(note, width, **BETWEEN_WORDS)), 1) for note in notes) - _AROUND


def _room(lines: int, parts: Sequence[Part]) -> int:
    """How many parts, the first of them with some rows and each other with one, fit into so many lines."""
    for count in range(len(parts), 1, -1):
        if _needed(parts[0], _WORTH) + sum(_needed(part, _LEAST) for part in parts[1:count]) <= lines:
            return count
    return 1


def _share(lines: int, parts: Sequence[Part]) -> int:
    """How many lines the first of some parts gets: what a row of each of the others leaves over."""
    return lines - sum(_needed(part, _LEAST) for part in parts[1:])


def _needed(part: Part, rows: int) -> int:
    """How many lines the first rows of a part take, with its frame."""
    return len(_table(part, part.rows[:rows], [])) - _HEAD + _FRAME


def show_part(part: Part, sources: Sources, most: int | None) -> int:
    """Print a table, of at most so many lines with the sources that it adds, and give their number."""
    shown, lines = (len(part.rows), 0) if most is None else _fitting(part, sources, most - _FRAME)
    rows = part.rows[:shown]
    show(_table(part, rows, [sources.number(row) for row in rows]))
    if shown < len(part.rows):
        say(f"and {len(part.rows) - shown:,} more; --all shows them")
    return lines + _FRAME


def _fitting(part: Part, sources: Sources, most: int) -> tuple[int, int]:
    """How many rows, one at least, fit into so many lines, and how many lines these and their sources take."""

    def lines(count: int) -> int:
        rows = part.rows[:count]
        return len(_table(part, rows, [])) - _HEAD + sources.beside(rows)

    shown = max(min(len(part.rows), most), 1)
    while (needed := lines(shown)) > most and shown > 1:
        shown = max(min(shown - 1, shown * most // needed), 1)
    return shown, needed


def _table(part: Part, rows: Sequence[Row], numbers: Sequence[str]) -> "list[Text]":
    """The table of some rows.

    Args:
        part: its title and columns.
        rows: those that are shown.
        numbers: of their sources; none yet where only the room that it takes is asked for.
    """
    cells = [[_shown(row.get(name)) for name in part.columns] for row in rows]
    headings = list(part.columns.values())
    if any(row.get("source_url") for row in rows):
        headings.append("source")
        cells = [[*row, number] for row, number in zip(cells, numbers or ["[99]"] * len(cells), strict=True)]
    return table_of(part.title, headings, cells)
