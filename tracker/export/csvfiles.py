"""The exact CSVs of `csv/` (docs/data-dictionary.md)."""

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.domain.facts.tables import Table, tables
from tracker.export.tables import texts
from tracker.export.typed import Rows

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
