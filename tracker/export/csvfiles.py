"""CSV in two dialects: exact in `csv/`, protected for spreadsheets in `excel/` (docs/data-dictionary.md)."""

import calendar
import csv
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from tracker.domain.facts.tables import Column, Table, tables
from tracker.export.tables import shape
from tracker.export.typed import plain

GUARD = "'"
_STARTS_FORMULA = re.compile(r"\s*[=+\-@\t\r\n＝＋－＠]|[\t\r\n]")
_ERROR_VALUE = re.compile(r"#\S*[!?/]\S*")
_LETTERS = re.compile(r"[^\W\d_]+")
_DATE_NAMES = (*calendar.month_name, *calendar.month_abbr, *calendar.day_name, *calendar.day_abbr)
_DATE_WORDS = frozenset(name.casefold() for name in _DATE_NAMES if name) | {"am", "pm", "a", "p"}
_NUMBER_WORDS = frozenset({"e", "x"})
_TRUTH_WORDS = frozenset({"true", "false"})


def _reads_as_value(text: str) -> bool:
    """Whether a spreadsheet might read a text as a number, date, time, amount, fraction, error or truth value."""
    plain = text.strip()
    if plain.casefold() in _TRUTH_WORDS or _ERROR_VALUE.fullmatch(plain):
        return True
    words = {word.casefold() for word in _LETTERS.findall(plain) if word.isalpha()}
    return any(c.isnumeric() for c in plain) and words <= _DATE_WORDS | _NUMBER_WORDS


@lru_cache(maxsize=1 << 16)  # the cells of a table repeat: names, labels, addresses
def guard(text: str) -> str:
    """A text cell for `excel/`: an apostrophe precedes anything a spreadsheet would run or convert."""
    if text and (text[0] == GUARD or _STARTS_FORMULA.match(text) or _reads_as_value(text)):
        return GUARD + text
    return text


def _write(path: Path, rows: Iterable[Sequence[str]], encoding: str) -> None:
    with path.open("w", encoding=encoding, newline="") as handle:
        csv.writer(handle, lineterminator="\r\n").writerows(rows)


def _rows(frame: pd.DataFrame) -> Iterable[list[str]]:
    return frame.to_numpy(dtype=object).tolist() if len(frame.columns) else []


def _guarded(row: Sequence[str], columns: Sequence[Column]) -> list[str]:
    return [guard(text) if column.kind == "string" else text for text, column in zip(row, columns, strict=True)]


def write_table(folder: Path, name: str, frame: pd.DataFrame) -> list[list[str]]:
    """Write `csv/NAME.csv` and `excel/NAME.csv` under `folder`, which must exist.

    Args:
        folder: the dated folder being written.
        name: a table of `tracker.export.tables.tables()`.
        frame: any frame with (some of) the table's columns.

    Returns:
        Its rows as `csv/` has them.
    """
    table = tables()[name]
    shaped = shape(name, frame)
    for dialect in ("csv", "excel"):
        (folder / dialect).mkdir(exist_ok=True)
    rows = list(_rows(shaped))
    _write(folder / "csv" / f"{name}.csv", [table.names, *rows], "utf-8")
    guarded = (_guarded(row, table.columns) for row in rows)
    _write(folder / "excel" / f"{name}.csv", [table.names, *guarded], "utf-8-sig")
    return rows


def _series(values: list[Any], column: Column) -> "pd.Series[Any]":
    dtype = {"integer": "Int64", "number": "Float64", "boolean": "boolean"}.get(column.kind, "object")
    return pd.Series(values, dtype=dtype)


def _read_rows(path: Path, table: Table, encoding: str) -> list[list[str]]:
    with path.open(encoding=encoding, newline="") as handle:
        header, *rows = csv.reader(handle)
    if header != table.names:
        raise ValueError(f"{path}: the columns are not those of {table.name}.csv; see docs/data-dictionary.md")
    return rows


def read_table(path: Path, name: str) -> pd.DataFrame:
    """Read a file of `csv/` as a typed frame: text and days as str or None, Int64, Float64 and boolean.

    Raises:
        ValueError: the header is not that table's.
    """
    table = tables()[name]
    rows = _read_rows(path, table, "utf-8")
    cells = list(zip(*rows, strict=True)) if rows else [()] * len(table.columns)
    return pd.DataFrame(
        {
            column.name: _series([plain(text, column) for text in texts], column)
            for column, texts in zip(table.columns, cells, strict=True)
        }
    )
