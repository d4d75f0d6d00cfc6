"""Small tools on frames that keep missing values from identifying, joining or turning into numbers."""

import hashlib
from collections.abc import Mapping
from typing import Any, Literal

import numpy as np
import pandas as pd

Kind = Literal["text", "int", "float", "no", "yes", "list"]
"""Kinds of column: text has "" for missing, int is Int64, float is float64 with NaN, list holds tuples; `no` and `yes`
are bool, named for what a missing value means."""


_DTYPES = {"int": "Int64", "float": "float64", "no": "bool", "yes": "bool"}


def typed(frame: pd.DataFrame, schema: Mapping[str, Kind]) -> pd.DataFrame:
    """A copy with exactly the columns of a schema, in its order and of its types; absent columns come out missing.

    Args:
        frame: any frame, also an empty one without columns.
        schema: column name to kind.
    """
    columns = {name: _column(frame, name, kind) for name, kind in schema.items()}
    return pd.DataFrame(columns, index=frame.index).reset_index(drop=True)


def _column(frame: pd.DataFrame, name: str, kind: Kind) -> "pd.Series[Any]":
    values = frame[name] if name in frame.columns else pd.Series(None, index=frame.index, dtype="object")
    if kind in _DTYPES and values.dtype == _DTYPES[kind]:
        return values
    if kind == "int":
        return pd.to_numeric(values.astype("object"), errors="coerce").astype("Float64").round().astype("Int64")
    if kind == "float":
        return pd.to_numeric(values.astype("object"), errors="coerce").astype("float64")
    if kind in ("no", "yes"):
        plain = values.astype("object")
        return plain.where(plain.notna(), kind == "yes").astype(bool)
    if kind == "list":
        return values.map(_tuple).astype("object")
    return filled(values)


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
    known = table[on + columns].dropna(subset=on).reset_index(drop=True)
    place = {key: row for row, key in enumerate(tuples(known, on))}
    if len(place) < len(known):
        raise ValueError(f"more than one row for a value of {', '.join(on)}")
    found = known[columns].reindex(np.array([place.get(key, -1) for key in tuples(keys, on)], dtype="int64"))
    return found.set_axis(keys.index)


def among(keys: pd.DataFrame, table: pd.DataFrame, on: list[str]) -> "pd.Series[bool]":
    """Whether each row of `keys` has a row in `table` with the same `on`."""
    known = set(tuples(table.dropna(subset=on), on))
    return pd.Series([key in known for key in tuples(keys, on)], index=keys.index, dtype=bool)


def tuples(rows: pd.DataFrame, on: list[str]) -> "list[tuple[Any, ...]]":
    """The values of columns, a tuple a row; many times faster than iterating over columns of text."""
    return list(zip(*(rows[column].tolist() for column in on), strict=True))
