"""What the command prints: tables, one-line notes and progress for people, JSON for scripts."""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table
from rich.text import Text

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

STATE_STYLE = {"fit": "green", "ok": "green", "held": "yellow", "trial": "cyan", "missing": "dim", "failed": "red"}


def say(text: str) -> None:
    """One plain line; never read as markup, since titles and site messages pass through here."""
    out.print(Text(text))


def warn(text: str) -> None:
    """One line for the operator, kept apart from the results."""
    err.print(Text(text, style="yellow"))


def _plain(value: Any) -> str:
    """Moments as ISO 8601, the rest as it prints."""
    return value.isoformat() if isinstance(value, date) else str(value)


def emit_json(value: Any) -> None:
    """One JSON document on standard output, for scripts."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2, default=_plain, allow_nan=False)
    sys.stdout.write("\n")


def show_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table whose cells are text; a cell that is a known state gets its colour."""
    table = Table(title=title, title_justify="left", title_style="bold", header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        cells = ["" if cell is None else str(cell) for cell in row]
        table.add_row(*(Text(cell, style=STATE_STYLE.get(cell, "")) for cell in cells))
    (out if out.is_terminal else Console(file=sys.stdout, width=160, highlight=False)).print(table)


class Advance(Protocol):
    """Says how far a long piece of work is."""

    def __call__(self, done: int, total: int, what: str) -> None:
        """Say that `done` of `total` pieces are done, and what the present one is."""


def _silent(done: int, total: int, what: str) -> None:
    """Nobody is looking."""


@contextmanager
def progress(what: str) -> Iterator[Advance]:
    """A progress bar on a terminal; silence anywhere else."""
    if not err.is_terminal or os.environ.get("TERM") == "dumb":
        yield _silent
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total, what: bar.update(task, completed=done, total=total or None, description=what)
