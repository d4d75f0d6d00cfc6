"""Read and write CSV files, with errors that name the file, line and column."""

import csv
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from tracker.domain.errors import InputError, unread

Columns = dict[str, list[str]]
"""Cells by column, as text."""
Where = Callable[[int, str], str]
"""How to name a row (by position) and a column in an error."""


def read_columns(path: Path, needed: Sequence[str]) -> tuple[Columns, Where]:
    """The needed columns of a CSV file (UTF-8, header line) as text, and how to name a row and column in an error.

    A blank cell is "". Lines without anything are left out. Other columns are ignored.

    Raises:
        InputError: the file cannot be read, is not UTF-8 CSV, lacks a column, or a row has more or fewer cells than
            the header.
    """
    columns: Columns = {name: [] for name in needed}
    lines: list[int] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = _header(next(reader, []), needed, path)
            places = [header.index(name) for name in needed]
            lists = [columns[name] for name in needed]
            for cells in reader:
                if len(cells) != len(header):
                    if not cells:
                        continue
                    raise InputError(
                        f"{path}:{reader.line_num}: {len(cells)} cells where the header has {len(header)}; "
                        "quote cells that contain a comma"
                    )
                for place, values in zip(places, lists, strict=True):
                    values.append(cells[place])
                lines.append(reader.line_num)
    except OSError as error:
        raise InputError(f"{path}: {unread(error)}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}:{len(lines) + 2} or later: not UTF-8; save the file as UTF-8") from error
    except csv.Error as error:
        raise InputError(f"{path}:{reader.line_num}: {error}") from error
    return columns, lambda row, column: f"{path}:{lines[row]}, column {column}"


def _header(cells: Sequence[str], needed: Sequence[str], path: Path) -> list[str]:
    header = [cell.strip() for cell in cells]
    missing = [name for name in needed if name not in header]
    if missing:
        other = next((mark for mark in ";\t|" if len(header) == 1 and mark in header[0]), None)
        remedy = f"; its cells are separated by {other!r}: save it with commas" if other else ""
        raise InputError(f"{path}:1: no column {', '.join(missing)}; needed are {', '.join(needed)}{remedy}")
    twice = [name for name in needed if header.count(name) > 1]
    if twice:
        raise InputError(f"{path}:1: column {twice[0]} is given twice")
    return header


def write_rows(tables: Mapping[Path, pd.DataFrame]) -> None:
    """Write CSV files, either all of them whole or none.

    Raises:
        InputError: the place cannot be written.
    """
    parts = {path: path.with_name(path.name + ".part") for path in tables}
    path = next(iter(tables))
    try:
        for path, rows in tables.items():
            rows.to_csv(parts[path], index=False, lineterminator="\n")
        for path, part in parts.items():
            os.replace(part, path)  # noqa: PTH105 - one atomic step
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
