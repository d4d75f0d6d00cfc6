"""The exact CSVs of `csv/` (docs/data-dictionary.md)."""

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.domain.facts.tables import Column, Table, tables
from tracker.export.tables import texts
from tracker.export.typed import Rows, plain

if TYPE_CHECKING:
    import pandas as pd


def write_table(folder: Path, name: str, frame: "pd.DataFrame") -> Rows:
    """Write `csv/NAME.csv` under `folder`, which must exist.

    Args:
        folder: the dated folder being written.
        name: a table of `tracker.export.tables.tables()`.
        frame: any frame with (some of) the table's columns.

    Returns:
        Its rows as the file has them.
    """
    rows = list(zip(*texts(name, frame), strict=True))
    path = folder / "csv" / f"{name}.csv"
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\r\n")
        writer.writerow(tables()[name].names)
        writer.writerows(rows)
    return rows


def _series(values: list[Any], column: Column) -> "pd.Series[Any]":
    import pandas as pd

    dtype = {"integer": "Int64", "number": "Float64", "boolean": "boolean"}.get(column.kind, "object")
    return pd.Series(values, dtype=dtype)


def read_rows(path: Path, table: Table) -> list[list[str]]:
    """The rows of a table's file as they stand in it.

    Raises:
        ValueError: the header is not that table's.
    """
    with path.open(encoding="utf-8", newline="") as handle:
        header, *rows = csv.reader(handle)
    if header != table.names:
        raise ValueError(f"{path}: the columns are not those of {table.name}.csv; see docs/data-dictionary.md")
    return rows


def read_table(path: Path, name: str) -> "pd.DataFrame":
    """Read a file of `csv/` as a typed frame: text and days as str or None, Int64, Float64 and boolean.

    Raises:
        ValueError: the header is not that table's.
    """
    import pandas as pd

    table = tables()[name]
    rows = read_rows(path, table)
    cells = list(zip(*rows, strict=True)) if rows else [()] * len(table.columns)
    return pd.DataFrame(
        {
            column.name: _series([plain(text, column) for text in texts], column)
            for column, texts in zip(table.columns, cells, strict=True)
        }
    )
