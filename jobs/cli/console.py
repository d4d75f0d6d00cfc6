"""What the command prints: tables, one-line notes and progress for people, JSON for scripts."""

import json
import os
import re
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from jobs.progress import Advance, no_progress
from tracker.domain.cells import ESCAPED, HARMLESS, is_missing
from tracker.domain.citations import particulars
from tracker.domain.figures import chance, quantity, tally, whole_percentile
from tracker.domain.text.secrets import masked

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

WIDTH = 160
"""Letters of a line that goes to no terminal."""
BETWEEN_WORDS: Mapping[str, Any] = {"break_long_words": False, "break_on_hyphens": False}
"""How prose is wrapped: neither addresses nor names with a hyphen are broken."""
LONGEST_NAME = 24
"""Characters of a word, or of a name in the first column, that is kept whole on a narrow terminal."""
PROSE = 40
"""Characters from which a column may stand below its row."""
COMMANDS = ("ask for",)
"""Headings of columns that hold commands, which are never broken."""
GAP = " " * 3
"""Between columns."""
_INDENT = 12
_BREAKS = re.compile(r"[\t\r\n]+")
ORIGINS = {"archive": "bundled archive", "live": "live data"}
"""What a database holds, in words."""
STATE_STYLE = {"fit": "green", "ok": "green", "held": "yellow", "trial": "cyan", "missing": "dim", "failed": "red"}


def _console(*, stderr: bool = False) -> "Console":
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, soft_wrap=True)


def say(text: str) -> None:
    """One plain line; never read as markup, since titles and site messages pass through here."""
    from rich.text import Text

    _console().print(Text(text.translate(HARMLESS)))


def tell(text: str) -> None:
    """A sentence, wrapped between words where it goes to a terminal; a path without room stays whole."""
    out = _console()
    for line in textwrap.wrap(text, out.width, **BETWEEN_WORDS) if out.is_terminal else [text]:
        say(line)


def warn(text: str) -> None:
    """One line for the operator, kept apart from the results, without the secrets of addresses."""
    from rich.text import Text

    _console(stderr=True).print(Text(masked(text).translate(HARMLESS), style="yellow"))


def _plain(value: Any) -> str:
    """Moments as ISO 8601, the rest as it prints."""
    return value.isoformat() if isinstance(value, date) else str(value)


def emit_json(value: Any) -> None:
    """One JSON document on standard output, for scripts."""
    is_exact = (sys.stdout.encoding or "utf-8").lower() in ("utf-8", "utf8")
    text = json.dumps(value, ensure_ascii=not is_exact, indent=2, default=_plain, allow_nan=False)
    sys.stdout.write(f"{text.translate(ESCAPED)}\n")


def show_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table whose cells are text; a cell that is a known state gets its colour."""
    show(table_of(title, columns, rows) if rows else [_text(f"{title}: none")])


def show(lines: Iterable["Text"]) -> None:
    """Print lines that were laid out for this terminal."""
    out = _wide()
    for line in lines:
        out.print(line, soft_wrap=True)


def _wide() -> "Console":
    """A terminal as wide as it is; a file has room for long lines."""
    from rich.console import Console

    out = _console()
    return out if out.is_terminal else Console(file=sys.stdout, width=WIDTH, highlight=False)


def table_of(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> list["Text"]:
    """The lines of a table, as wide as the terminal; a column in which no row says anything is left out.

    Where a row has no room for all of its cells, a column of commands stands below it, after its heading, or the
    longest; the others are wrapped between words, and where that is not enough, the next longest follows.
    """
    out, every = _wide(), [[_text(cell) for cell in row] for row in rows]
    filled = [place for place in range(len(columns)) if not place or any(row[place].plain for row in every)]
    columns, cells = [columns[place] for place in filled], [[row[place] for place in filled] for row in every]
    heads = [_text(column, "bold") for column in columns]
    beside, widths = _beside([(head, *cells) for head, *cells in zip(heads, *cells, strict=True)], out.width)
    below = [place for place in range(len(columns)) if place not in beside]
    indent = " " * (widths[0] + len(GAP) if widths[0] <= _INDENT else _INDENT)
    lines = [_text(title, "bold"), *_wrapped([heads[place] for place in beside], widths, out)]
    lines.append(_text("─" * (sum(widths) + len(GAP) * (len(widths) - 1))))
    for row in cells:
        lines += _wrapped([row[place] for place in beside], widths, out)
        for place in filter(lambda place: row[place].plain, below):
            lines += _standing_below(columns[place], row[place], indent, out)
    return lines


def _standing_below(heading: str, cell: "Text", indent: str, out: "Console") -> Iterator["Text"]:
    """The lines of a cell below its row; a command, or what holds an address, stays on one line to be copied."""
    content, room = _text(f"{heading}: " if heading else "").append_text(cell), out.width - len(indent)
    whole = heading in COMMANDS or any(len(word) > room for word in content.plain.split())
    for line in [content] if whole else content.wrap(out, room):
        yield _text(indent).append_text(line)


def _text(cell: object, style: str = "") -> "Text":
    from rich.text import Text

    text = "" if cell is None else str(cell).translate(HARMLESS)
    text = text if text.isspace() else _BREAKS.sub(" ", text)
    return Text(text, style=style or STATE_STYLE.get(text, ""))


def _beside(columns: Sequence[Sequence["Text"]], width: int) -> tuple[list[int], list[int]]:
    """The places of the columns that stand beside each other in a width, and how wide each one is."""
    from rich.cells import cell_len

    full = [max(cell.cell_len for cell in column) for column in columns]
    least = [
        max(min(cell_len(word), LONGEST_NAME) for cell in column for word in (cell.plain.split() or ("",)))
        for column in columns
    ]
    least[0] = full[0] if full[0] <= LONGEST_NAME else least[0]
    beside = list(range(len(columns)))

    def over(sizes: Sequence[int]) -> int:
        return sum(sizes[place] for place in beside) + len(GAP) * (len(beside) - 1) - width

    def longest() -> int:
        return max(beside[1:], key=full.__getitem__)

    commands = [place for place in beside[1:] if columns[place][0].plain in COMMANDS]
    if over(full) > 0 and commands:
        beside.remove(commands[0])
    if over(full) > 0 and len(beside) > 1 and full[longest()] > PROSE:
        beside.remove(longest())
    while over(least) > 0 and len(beside) > 1:
        beside.remove(longest())
    while (more := over(full)) > 0 and (wide := [place for place in beside if full[place] > least[place]]):
        place = max(wide, key=full.__getitem__)
        full[place] = max(least[place], full[place] - max(more // len(wide), 1))
    return beside, [full[place] for place in beside]


def _wrapped(cells: Sequence["Text"], widths: Sequence[int], out: "Console") -> Iterator["Text"]:
    """The lines of cells beside each other."""
    wrapped = [cell.wrap(out, width, overflow="fold") for cell, width in zip(cells, widths, strict=True)]
    for parts in zip_longest(*wrapped, fillvalue=_text("")):
        line = _text("")
        for part, width in zip(parts, widths, strict=True):
            line.append_text(part).append(" " * (width - part.cell_len) + GAP)
        line.rstrip()
        yield line


def show_columns(title: str, columns: Mapping[str, str], rows: Sequence[Mapping[Any, Any]]) -> None:
    """A table of some columns of records.

    Args:
        title: above it.
        columns: a heading for each column that is shown, in their order.
        rows: the records.
    """
    show_table(title, list(columns.values()), [[row[column] for column in columns] for row in rows])


def scope_line(scope: Mapping[str, Any]) -> str:
    """`as of 2026-01-12, live data; 99 seasons, 398 lists: 338 complete, 60 missing`: what an answer rests on."""
    origin = ORIGINS.get(scope["origin"])
    caption = ", ".join(filter(None, [f"as of {scope['as_of']}", origin]))
    return f"{caption}; {quantity(scope['seasons'], 'season')}, {tally('list', scope['lists'])}"


class Sources:
    """The pages that rows are cited by, each revision with a number.

    A list in a user's file is dated by the day that the file holds for, so a page has the latest day of all its rows.
    """

    def __init__(self) -> None:
        self._pages: dict[tuple[str, str], dict[str, Any]] = {}

    def number(self, row: Mapping[str, Any]) -> str:
        """The number of a row's page, as it stands beside the row; "" for none."""
        if not row.get("source_url"):
            return ""
        page = self._pages.setdefault(_page(row), {**row, "number": len(self._pages) + 1})
        page["retrieved_at"] = max(page.get("retrieved_at") or "", row.get("retrieved_at") or "")
        page |= {name: page.get(name) or row.get(name) for name in ("licence", "origin")}
        return f"[{page['number']}]"

    def beside(self, rows: Iterable[Mapping[str, Any]]) -> int:
        """How many more pages rows would need."""
        return len({_page(row) for row in rows if row.get("source_url")} - self._pages.keys())

    def show(self) -> None:
        """Print the pages."""
        if self._pages:
            say("")
        for page in self._pages.values():
            say(f"[{page['number']}] {_citation(page)}")


def _page(row: Mapping[str, Any]) -> tuple[str, str]:
    return str(row["source_url"]), str(row.get("source_revision") or "")


def _citation(row: Mapping[str, Any]) -> str:
    """`URL, revision 1290000000, read on 2026-01-12 (CC BY-SA 4.0)`, as far as it is on record."""
    details = particulars(row)
    return f"{row['source_url']}{' ' if details.startswith('(') else ', '}{details}" if details else row["source_url"]


def percent(share: Any) -> str:
    """A probability in whole percent; nothing for no figure."""
    return "" if is_missing(share) else chance(share)


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
