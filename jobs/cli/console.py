"""What the command prints: tables, one-line notes and progress for people, JSON for scripts."""

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from jobs.progress import Advance, no_progress
from tracker.domain.cells import ESCAPED, HARMLESS, is_missing
from tracker.domain.figures import quantity, whole_percent, whole_percentile

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

WIDTH = 160
"""Letters of a line that goes to no terminal."""
HASH = 12
"""Letters of a hash that a reader sees."""
LONGEST_NAME = 24
"""Characters of a name that is kept whole on a narrow terminal."""
STATE_STYLE = {"fit": "green", "ok": "green", "held": "yellow", "trial": "cyan", "missing": "dim", "failed": "red"}


def _console(*, stderr: bool = False) -> "Console":
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, soft_wrap=True)


def say(text: str) -> None:
    """One plain line; never read as markup, since titles and site messages pass through here."""
    from rich.text import Text

    _console().print(Text(text.translate(HARMLESS)))


def warn(text: str) -> None:
    """One line for the operator, kept apart from the results."""
    from rich.text import Text

    _console(stderr=True).print(Text(text.translate(HARMLESS), style="yellow"))


def _plain(value: Any) -> str:
    """Moments as ISO 8601, the rest as it prints."""
    return value.isoformat() if isinstance(value, date) else str(value)


def emit_json(value: Any) -> None:
    """One JSON document on standard output, for scripts."""
    text = json.dumps(value, ensure_ascii=False, indent=2, default=_plain, allow_nan=False)
    sys.stdout.write(f"{text.translate(ESCAPED)}\n")


def show_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table whose cells are text; a cell that is a known state gets its colour."""
    show(table_of(title, columns, rows))


def show(table: "Table") -> None:
    """Print a table."""
    _wide().print(table)


def height(table: "Table") -> int:
    """How many lines a table takes."""
    return len(_wide().render_lines(table))


def _wide() -> "Console":
    """A terminal as wide as it is; a file has room for long lines."""
    from rich.console import Console

    out = _console()
    return out if out.is_terminal else Console(file=sys.stdout, width=WIDTH, highlight=False)


def table_of(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]], *, frame: bool = True) -> "Table":
    """A table whose cells are text, not printed yet."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    look = {"box": box.HEAVY_HEAD} if frame else {"box": box.SIMPLE_HEAD, "show_edge": False, "pad_edge": False}
    heading = Text(title.translate(HARMLESS), style="bold")
    table = Table(title=heading, title_justify="left", header_style="bold", **look)
    for place, column in enumerate(columns):
        name = place == 0 and all(len(str(row[0])) <= LONGEST_NAME for row in rows)
        table.add_column(column, overflow="fold", no_wrap=name)
    for row in rows:
        cells = ["" if cell is None else str(cell).translate(HARMLESS) for cell in row]
        table.add_row(*(Text(cell, style=STATE_STYLE.get(cell, "")) for cell in cells))
    return table


def show_columns(title: str, columns: Mapping[str, str], rows: Sequence[Mapping[Any, Any]]) -> None:
    """A table of some columns of records.

    Args:
        title: above it.
        columns: a heading for each column that is shown, in their order.
        rows: the records.
    """
    show_table(title, list(columns.values()), [[row[column] for column in columns] for row in rows])


def scope_line(scope: Mapping[str, Any]) -> str:
    """`as of 2026-01-12; 99 seasons, 398 lists; 60 not read whole`: what an answer rests on."""
    unread = f"{scope['not_read']:,} not read whole" if scope["not_read"] else "all read whole"
    return (
        f"as of {scope['as_of']}; {quantity(scope['seasons'], 'season')}, {quantity(scope['lists'], 'list')}; {unread}"
    )


def revision_of(row: Mapping[str, Any]) -> str:
    """The revision of a row's page: a number whole, a hash by its first letters; nothing for none."""
    revision = str(row.get("source_revision") or "")
    return revision and f"revision {revision if revision.isdigit() else revision[:HASH]}"


def percent(share: Any) -> str:
    """A share as the report's sentences say it; nothing for no figure."""
    return "" if is_missing(share) else f"{whole_percent(share)}%"


def percentile(value: Any) -> str:
    """A percentile as the report's sentences say it; nothing for no figure."""
    return "" if is_missing(value) else str(whole_percentile(value))


@contextmanager
def progress(what: str) -> Iterator[Advance]:
    """A progress bar on a terminal; silence anywhere else."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        with no_progress(what) as advance:
            yield advance
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=_console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total, what: bar.update(task, completed=done, total=total or None, description=what)
