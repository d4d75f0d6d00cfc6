"""Small tools on frames that keep missing values from identifying, joining or turning into numbers."""

import hashlib
from collections.abc import Iterator, Mapping
from itertools import compress
from typing import Any, Literal

import numpy as np
import pandas as pd

Kind = Literal["text", "int", "float", "no", "yes", "list"]
"""Kinds of column: text has "" for missing, int is Int64, float is float64 with NaN, list holds tuples; `no` and `yes`
are bool, named for what a missing value means."""


_DTYPES = {"int": "Int64", "float": "float64", "no": "bool", "yes": "bool"}
_ABSENT: dict[Kind, object] = {"text": "", "int": pd.NA, "float": np.nan, "no": False, "yes": True, "list": ()}


def typed(frame: pd.DataFrame, schema: Mapping[str, Kind]) -> pd.DataFrame:
    """Exactly the columns of a schema, in its order and of its types; absent columns come out missing.

    Args:
        frame: any frame, also an empty one without columns.
        schema: column name to kind.
    """
    columns = {name: _column(frame, name, kind) for name, kind in schema.items()}
    return pd.DataFrame(columns, index=pd.RangeIndex(len(frame)), copy=False)


def _column(frame: pd.DataFrame, name: str, kind: Kind) -> Any:
    """The values of a column as an array of its kind."""
    if name not in frame.columns:
        return _absent(kind, len(frame))
    values = frame[name]
    if kind in _DTYPES:
        return values.array if values.dtype == _DTYPES[kind] else _number(values, kind)
    if kind == "list":
        return _objects([_tuple(value) for value in values.tolist()])
    return filled(values).array


def _number(values: "pd.Series[Any]", kind: Kind) -> Any:
    plain = values.astype("object")
    if kind == "int":
        return pd.to_numeric(plain, errors="coerce").astype("Float64").round().astype("Int64").array
    if kind == "float":
        return pd.to_numeric(plain, errors="coerce").astype("float64").array
    return plain.where(plain.notna(), kind == "yes").astype(bool).array


def _absent(kind: Kind, n: int) -> Any:
    if kind == "list":
        return _objects([()] * n)
    return pd.Series([_ABSENT[kind]] * n, dtype=_DTYPES.get(kind, "str")).array


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
    if values.dtype == "str":
        return values.fillna("") if values.hasnans else values
    plain = [
        "" if missing else str(value) for value, missing in zip(values.tolist(), values.isna().tolist(), strict=True)
    ]
    return pd.Series(plain, index=values.index, dtype="str")


def chosen(
    values: "pd.Series[Any]", mapping: "Mapping[Any, Any] | pd.Series[Any]", otherwise: str = ""
) -> "pd.Series[str]":
    """Text looked up by value, also in an empty mapping."""
    known = dict(mapping.items())
    return pd.Series([known.get(value, otherwise) for value in values.tolist()], index=values.index, dtype="str")


def join(values: "pd.Series[str]", between: str = ";") -> str:
    """Distinct, non-empty values in order of appearance, as one cell."""
    return between.join(dict.fromkeys(value for value in values if value))


def joined(rows: pd.DataFrame, by: list[str], column: str, between: str = ";") -> pd.DataFrame:
    """The same by key: one row for each value of `by`, in order of appearance, with `column` as one cell."""
    cells: dict[tuple[Any, ...], dict[str, None]] = {}
    for key, value in zip(tuples(rows, by), rows[column].tolist(), strict=True):
        cell = cells.setdefault(key, {})
        if value:
            cell[value] = None
    found = pd.DataFrame(list(cells), columns=by).astype({name: rows[name].dtype for name in by})
    return found.assign(**{column: pd.Series([between.join(cell) for cell in cells.values()], dtype="str")})


def digest(prefix: str, parts: pd.DataFrame) -> "pd.Series[str]":
    """A short, stable id of each row's values."""
    rows = tuples(parts, list(parts.columns))
    glued = ["|".join(map(str, row)) for row in rows]
    ids = [prefix + hashlib.sha256(row.encode()).hexdigest()[:12] for row in glued]
    return pd.Series(ids, index=parts.index, dtype="str")


def lookup(keys: pd.DataFrame, table: pd.DataFrame, on: list[str], columns: list[str]) -> pd.DataFrame:
    """Columns of `table` for each row of `keys`, in the order and with the index of `keys`.

    Args:
        keys: rows that ask.
        table: at most one row for each value of `on`; rows with a missing or empty key are never used.
        on: the key.
        columns: what is wanted; missing where nothing is found.
    """
    place: dict[Any, int] = {}
    for row, key in _complete(table, on):
        if place.setdefault(key, row) != row:
            raise ValueError(f"more than one row for a value of {', '.join(on)}")
    at = np.array([place.get(key, -1) for key in _keys(keys, on)], dtype="int64")
    return pd.DataFrame({column: _taken(table[column], at) for column in columns}, index=keys.index, copy=False)


def among(keys: pd.DataFrame, table: pd.DataFrame, on: list[str]) -> "pd.Series[bool]":
    """Whether each row of `keys` has a row in `table` with the same `on`."""
    known = {key for _, key in _complete(table, on)}
    return pd.Series([key in known for key in _keys(keys, on)], index=keys.index, dtype=bool)


def pair(
    left: pd.DataFrame,
    right: pd.DataFrame,
    on: list[str],
    *,
    how: Literal["inner", "left"] = "inner",
    one: bool = False,
    suffixes: tuple[str, str] = ("", "_in"),
) -> pd.DataFrame:
    """Every row of `left` beside every row of `right` with the same key, in the order of both; blanks join nothing.

    What `merge` does, many times faster on small frames.

    Args:
        left: its columns come first.
        right: the columns that are not part of the key follow.
        on: the key.
        how: `left` keeps rows without a partner, with missing values beside them.
        one: whether `right` may hold a key only once.
        suffixes: for columns that both have.

    Raises:
        ValueError: `one`, and a key stands twice.
    """
    places: dict[Any, list[int]] = {}
    for row, key in _complete(right, on):
        places.setdefault(key, []).append(row)
    if one and any(len(rows) > 1 for rows in places.values()):
        raise ValueError(f"more than one row for a value of {', '.join(on)}")
    alone = [-1] if how == "left" else []
    beside = [places.get(key, alone) for key in _keys(left, on)]
    mine = np.repeat(np.arange(len(left)), [len(rows) for rows in beside])
    theirs = np.array([row for rows in beside for row in rows], dtype="int64")
    shared = (set(left.columns) & set(right.columns)) - set(on)
    columns = {
        f"{name}{suffix if name in shared else ''}": _taken(frame[name], at)
        for frame, at, suffix, names in (
            (left, mine, suffixes[0], left.columns),
            (right, theirs, suffixes[1], right.columns.drop(on)),
        )
        for name in names
    }
    return pd.DataFrame(columns, index=pd.RangeIndex(len(mine)), copy=False)


def _taken(column: "pd.Series[Any]", at: "np.ndarray[Any, Any]") -> Any:
    """Values at places; missing at place −1."""
    numpy = isinstance(column.dtype, np.dtype)
    return pd.api.extensions.take(column.to_numpy() if numpy else column.array, at, allow_fill=True)


def _keys(rows: pd.DataFrame, on: list[str]) -> list[Any]:
    """The key of each row: the value itself where the key is one column."""
    return rows[on[0]].tolist() if len(on) == 1 else tuples(rows, on)


def _complete(rows: pd.DataFrame, on: list[str]) -> Iterator[tuple[int, Any]]:
    """The place and key of each row whose key has no missing part."""
    blank = np.logical_or.reduce([rows[column].array.isna() for column in on])
    places = enumerate(_keys(rows, on))
    return compress(places, ~blank) if blank.any() else places


def tuples(rows: pd.DataFrame, on: list[str]) -> "list[tuple[Any, ...]]":
    """The values of columns, a tuple a row; many times faster than iterating over columns of text."""
    return list(zip(*(rows[column].tolist() for column in on), strict=True))
