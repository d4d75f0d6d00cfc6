"""Frames with exact types, and the check at every border that they have the columns they are said to have."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, cast

import numpy as np
import pandas as pd

from tracker.domain.cells import is_missing
from tracker.domain.citations import Cited, cite
from tracker.domain.facts.frames import Schema, Type

pd.set_option("mode.string_storage", "python")  # the same text columns whether or not pyarrow is installed

TEXT = cast("pd.StringDtype", pd.Series([], dtype="str").dtype)
OBJECT = np.dtype(object)
"""Types of columns: by its name pandas looks one up, which takes longer than it takes to make a short column."""


def stored(frame: pd.DataFrame, name: str) -> Any:
    """The values of a column as an array, not to be changed: one of NumPy's where it has the type."""
    column = frame[name]
    return column.to_numpy() if isinstance(column.dtype, np.dtype) else column.array


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows by the names of their columns; a blank number is None."""
    names = [str(name) for name in frame.columns]
    columns = ([None if value is pd.NA else value for value in stored(frame, name).tolist()] for name in names)
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


class SchemaError(ValueError):
    """A frame lacks a column that its schema names, or has one that it does not."""


def checked(frame: pd.DataFrame, schema: Iterable[str], what: str) -> pd.DataFrame:
    """The frame itself.

    Raises:
        SchemaError: a column of the schema is missing.
    """
    missing = [name for name in schema if name not in frame.columns]
    if missing:
        raise SchemaError(f"{what}: no column {', '.join(missing)}")
    return frame


def frame_of(rows: Iterable[Mapping[str, Any]], schema: Schema) -> pd.DataFrame:
    """Rows as a frame; what a row leaves out is missing.

    Raises:
        SchemaError: a row has a column that the schema does not.
    """
    rows = list(rows)
    names = dict.fromkeys(name for row in rows for name in row)
    if unknown := [str(name) for name in names if name not in schema]:
        raise SchemaError(f"there is no column {', '.join(unknown)}")
    cells = {name: _objects([row.get(name) for row in rows]) for name in names}
    if not rows:
        return typed(pd.DataFrame(), schema)
    columns = {
        name: _values(cells[name], type_) if name in cells else _absent(type_, len(rows))
        for name, type_ in schema.items()
    }
    return pd.DataFrame(columns, index=pd.RangeIndex(len(rows)), copy=False)


def cited(frame: pd.DataFrame, *, revision: str = "source_revision") -> pd.DataFrame:
    """Rows as they are cited: `source_url`, the revision and, where the frame has it, `licence` (`cite`)."""
    if frame.empty or "source_url" not in frame:
        return frame
    names = ("source_url", revision, "licence", "origin", "cites", "film_qid")
    rows = list(zip(*(_cells(frame, name) for name in names), strict=True))
    made: dict[tuple[Any, ...], Cited] = {row: cite(*row[:4], cites=row[4], qid=row[5]) for row in dict.fromkeys(rows)}
    columns_of = dict(
        zip(("source_url", revision, "licence"), zip(*map(made.__getitem__, rows), strict=True), strict=True)
    )
    return frame.assign(
        **{name: pd.Series(of, index=frame.index, dtype=TEXT) for name, of in columns_of.items() if name in frame}
    )


def _cells(frame: pd.DataFrame, name: str) -> list[Any]:
    """Texts of a column, or lists as tuples; "" where it is missing."""
    if name not in frame:
        return [""] * len(frame)
    values = stored(frame, name)
    cells: list[Any] = (_without_blanks(values) if isinstance(values.dtype, pd.StringDtype) else values).tolist()
    return [tuple(v) if isinstance(v, list | tuple) else "" if is_missing(v) else v for v in cells]


_DTYPES: dict[Type, Any] = {
    "int": pd.Int64Dtype(),
    "float": np.dtype(float),
    "no": np.dtype(bool),
    "yes": np.dtype(bool),
}
_ABSENT: dict[Type, object] = {"text": "", "int": pd.NA, "float": np.nan, "no": False, "yes": True}
_ONE_ABSENT = {type_: pd.Series([value], dtype=_DTYPES.get(type_, "str")).array for type_, value in _ABSENT.items()}


def typed(frame: pd.DataFrame, schema: Schema) -> pd.DataFrame:
    """Exactly the columns of a schema, in its order and of its types; absent columns come out missing.

    Args:
        frame: any frame, also an empty one without columns.
        schema: column name to type_.
    """
    if not len(frame):
        return _nothing(tuple(schema.items())).copy(deep=False)
    columns = {name: _column(frame, name, type_) for name, type_ in schema.items()}
    return pd.DataFrame(columns, index=pd.RangeIndex(len(frame)), copy=False)


@cache
def _nothing(schema: tuple[tuple[str, Type], ...]) -> pd.DataFrame:
    """A frame without rows; most tables of a small season are one."""
    return pd.DataFrame({name: _absent(type_, 0) for name, type_ in schema}, index=pd.RangeIndex(0), copy=False)


def _column(frame: pd.DataFrame, name: str, type_: Type) -> Any:
    """The values of a column as an array of its type_."""
    if name not in frame.columns:
        return _absent(type_, len(frame))
    return _values(stored(frame, name), type_)


def _values(values: Any, type_: Type) -> Any:
    if dtype := _DTYPES.get(type_):
        return values if values.dtype == dtype else _number(values, type_)
    if type_ == "list":
        return _objects([_tuple(value) for value in values.tolist()])
    return _text(values)


def _number(values: Any, type_: Type) -> Any:
    """Numbers or answers that came as anything; what is none is missing."""
    cells = values.tolist()
    if type_ in ("yes", "no"):
        return np.array([type_ == "yes" if is_missing(cell) else bool(cell) for cell in cells], dtype=bool)
    types = {*map(type, cells)}
    if type_ == "float" and types <= _FIGURES:
        return np.array([np.nan if cell is None or cell is pd.NA else cell for cell in cells], dtype=float)
    if types <= _FIGURES:
        blank = list(map(is_missing, cells))
        numbers = [0 if is_blank else round(cell) for cell, is_blank in zip(cells, blank, strict=True)]
        return pd.arrays.IntegerArray(np.array(numbers, dtype="int64"), np.array(blank, dtype=bool))
    read = pd.to_numeric(pd.Series(values).astype("object"), errors="coerce")
    return (read.astype("Float64").round().astype("Int64") if type_ == "int" else read.astype("float64")).array


_FIGURES = {int, float, type(None), type(pd.NA)}
"""Types of cells that need no thought, which most columns of numbers have."""


def _absent(type_: Type, n: int) -> Any:
    if type_ == "list":
        return _objects([()] * n)
    return _ONE_ABSENT[type_].take(np.zeros(n, dtype="int64"))


def _objects(values: list[Any]) -> "np.ndarray[Any, np.dtype[np.object_]]":
    """An array of objects of one dimension, also where each of them is a tuple."""
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def _tuple(value: object) -> tuple[str, ...]:
    if isinstance(value, list | tuple):
        return tuple(str(part) for part in value)
    return (value,) if isinstance(value, str) and value else ()


def filled(values: "pd.Series[Any]") -> "pd.Series[str]":
    """Text with "" for missing, whatever the type was of a column in which nothing was found."""
    if isinstance(values.dtype, pd.StringDtype):
        return values.fillna("") if values.array.isna().any() else values
    return pd.Series(_text(values.array), index=values.index, dtype=TEXT)


def _text(values: Any) -> Any:
    if isinstance(values.dtype, pd.StringDtype):
        return _without_blanks(values)
    plain = [value if type(value) is str else "" if is_missing(value) else str(value) for value in values.tolist()]
    return pd.array(plain, dtype=TEXT)


def _without_blanks(values: Any) -> Any:
    return values.fillna("") if values.isna().any() else values
