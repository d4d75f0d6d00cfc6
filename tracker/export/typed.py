"""Cells of csv/ as the values that they mean, and the two typed forms of a table for programs: Parquet, JSON Lines."""

import json
import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.domain.cells import split
from tracker.domain.facts.tables import Column, ColumnType, Table

if TYPE_CHECKING:
    import pyarrow

Rows = Sequence[Sequence[str]]
"""Rows of a table as csv/ has them: text in every cell, blank where a value is missing."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def typed(text: str, column: Column) -> Any:
    """The value of a cell that is not blank; a text of days is a day where all of it is known."""
    match column.kind:
        case "integer":
            return int(text)
        case "number":
            return float(text)
        case "boolean":
            return text == "true"
        case "date":
            return date.fromisoformat(text)
        case "datetime":
            return datetime.fromisoformat(text)
        case _:
            return _day(text) if column.partial and _DAY.fullmatch(text) else text


def _day(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


_PLAIN = ("integer", "number", "boolean")
"""Kinds that JSON has itself."""


def plain(text: str, column: Column) -> Any:
    """The same with days and moments as they stand, and None for a blank cell."""
    return None if not text else typed(text, column) if column.kind in _PLAIN else text


def write_json_lines(path: Path, table: Table, rows: Rows) -> None:
    """One JSON object a row, in UTF-8: blanks are null, several values are a list, days and moments ISO 8601 texts."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            values = {
                column.name: split(text, column.separator) if column.separator else plain(text, column)
                for text, column in zip(row, table.columns, strict=True)
            }
            file.write(json.dumps(values, ensure_ascii=False) + "\n")


def write_parquet(path: Path, table: Table, rows: Rows) -> None:
    """One Parquet file with the types of the data dictionary, and what each column means beside it."""
    import pyarrow as pa
    from pyarrow import parquet

    columns = list(zip(*rows, strict=True)) or [()] * len(table.columns)
    fields = [
        pa.field(column.name, _type(column, pa), metadata={"description": column.about}) for column in table.columns
    ]
    arrays = [
        pa.array([_exact(text, column) for text in texts], field.type)
        for texts, column, field in zip(columns, table.columns, fields, strict=True)
    ]
    schema = pa.schema(fields, metadata={"title": table.title, "description": table.about})
    parquet.write_table(pa.Table.from_arrays(arrays, schema=schema), path)


def _exact(text: str, column: Column) -> Any:
    if column.separator:
        return split(text, column.separator)
    return typed(text, column) if text and column.kind != "string" else text or None


def _type(column: Column, pa: Any) -> "pyarrow.DataType":
    if column.separator:
        return pa.list_(pa.string())
    makers: dict[ColumnType, Any] = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "datetime": pa.timestamp("s", "UTC"),
    }
    return makers[column.kind]
