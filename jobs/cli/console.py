"""What the command prints: tables, one-line notes and progress for people, JSON for scripts."""

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from jobs.progress import Advance, no_progress
from tracker.domain.cells import harmless, is_missing
from tracker.domain.figures import whole_percent, whole_percentile

if TYPE_CHECKING:
    from rich.console import Console

LONGEST_NAME = 24
"""Characters of a name that is kept whole on a narrow terminal."""
STATE_STYLE = {"fit": "green", "ok": "green", "held": "yellow", "trial": "cyan", "missing": "dim", "failed": "red"}


def _console(*, stderr: bool = False) -> "Console":
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, soft_wrap=True)


def say(text: str) -> None:
    """One plain line; never read as markup, since titles and site messages pass through here."""
    from rich.text import Text

    _console().print(Text(harmless(text)))


def warn(text: str) -> None:
    """One line for the operator, kept apart from the results."""
    from rich.text import Text

    _console(stderr=True).print(Text(harmless(text), style="yellow"))


def _plain(value: Any) -> str:
    """Moments as ISO 8601, the rest as it prints."""
    return value.isoformat() if isinstance(value, date) else str(value)


def emit_json(value: Any) -> None:
    """One JSON document on standard output, for scripts."""
    text = json.dumps(value, ensure_ascii=False, indent=2, default=_plain, allow_nan=False)
    escaped = harmless(text, lambda character: f"\\u{ord(character[0]):04x}")  # only strings hold such characters
    sys.stdout.write(f"{escaped}\n")


def show_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table whose cells are text; a cell that is a known state gets its colour."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(harmless(title), style="bold"), title_justify="left", header_style="bold")
    for place, column in enumerate(columns):
        name = place == 0 and all(len(str(row[0])) <= LONGEST_NAME for row in rows)
        table.add_column(column, overflow="fold", no_wrap=name)
    for row in rows:
        cells = ["" if cell is None else harmless(str(cell)) for cell in row]
        table.add_row(*(Text(cell, style=STATE_STYLE.get(cell, "")) for cell in cells))
    out = _console()
    (out if out.is_terminal else Console(file=sys.stdout, width=160, highlight=False)).print(table)


def show_columns(title: str, columns: Mapping[str, str], rows: Sequence[Mapping[Any, Any]]) -> None:
    """A table of some columns of records.

    Args:
        title: above it.
        columns: a heading for each column that is shown, in their order.
        rows: the records.
    """
    show_table(title, list(columns.values()), [[row[column] for column in columns] for row in rows])


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
