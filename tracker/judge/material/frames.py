"""Small tools on frames that keep missing values from identifying, joining or turning into numbers."""

import hashlib
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import compress
from typing import Any, Literal

import numpy as np
import pandas as pd

from tracker.domain.facts.frames import Type as Kind
from tracker.frames import TEXT, filled, stored, typed

__all__ = [
    "Kind",
    "among",
    "chosen",
    "digest",
    "filled",
    "in_order",
    "join",
    "joined",
    "lookup",
    "of_years",
    "pair",
    "tuples",
    "typed",
]


def chosen(
    values: "pd.Series[Any]", mapping: "Mapping[Any, Any] | pd.Series[Any]", otherwise: str = ""
) -> "pd.Series[str]":
    """Text looked up by value, also in an empty mapping."""
    choices = dict(mapping.items())
    return pd.Series([choices.get(value, otherwise) for value in values.tolist()], index=values.index, dtype=TEXT)


def join(values: Iterable[str], between: str = ";") -> str:
    """Distinct, non-empty values in order of appearance, as one cell."""
    return between.join(dict.fromkeys(value for value in values if value))


def joined(rows: pd.DataFrame, by: list[str], column: str, between: str = ";") -> pd.DataFrame:
    """The same by key: one row for each value of `by`, in order of appearance, with `column` as one cell."""
    cells: dict[tuple[Any, ...], dict[str, None]] = {}
    for key, value in zip(tuples(rows, by), rows[column].tolist(), strict=True):
        cell = cells.setdefault(key, {})
        if value:
            cell[value] = None
    table = pd.DataFrame(list(cells), columns=by).astype({name: rows[name].dtype for name in by})
    return table.assign(**{column: pd.Series([between.join(cell) for cell in cells.values()], dtype=TEXT)})


def digest(prefix: str, parts: pd.DataFrame) -> "pd.Series[str]":
    """A short, stable id of each row's values."""
    rows = tuples(parts, list(parts.columns))
    glued = ["|".join(map(str, row)) for row in rows]
    ids = [prefix + hashlib.sha256(row.encode()).hexdigest()[:12] for row in glued]
    return pd.Series(ids, index=parts.index, dtype=TEXT)


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
    return pd.DataFrame({column: _taken(stored(table, column), at) for column in columns}, index=keys.index, copy=False)


def among(keys: pd.DataFrame, table: pd.DataFrame, on: list[str]) -> "pd.Series[bool]":
    """Whether each row of `keys` has a row in `table` with the same `on`."""
    present = {key for _, key in _complete(table, on)}
    return pd.Series([key in present for key in _keys(keys, on)], index=keys.index, dtype=bool)


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
        f"{name}{suffix if name in shared else ''}": _taken(stored(frame, name), at)
        for frame, at, suffix, names in (
            (left, mine, suffixes[0], left.columns),
            (right, theirs, suffixes[1], right.columns.drop(on)),
        )
        for name in names
    }
    return pd.DataFrame(columns, index=pd.RangeIndex(len(mine)), copy=False)


def _taken(values: Any, at: "np.ndarray[Any, Any]") -> Any:
    """Values at places; missing at place −1."""
    return pd.api.extensions.take(values, at, allow_fill=bool((at < 0).any()))


def _keys(rows: pd.DataFrame, on: list[str]) -> list[Any]:
    """The key of each row: the value itself where the key is one column."""
    return stored(rows, on[0]).tolist() if len(on) == 1 else tuples(rows, on)


def _complete(rows: pd.DataFrame, on: list[str]) -> Iterator[tuple[int, Any]]:
    """The place and key of each row whose key has no missing part."""
    blank = np.logical_or.reduce([pd.isna(stored(rows, column)) for column in on])
    places = enumerate(_keys(rows, on))
    return compress(places, ~blank) if blank.any() else places


def in_order(rows: pd.DataFrame, by: list[str], *, descending: Container[str] = ()) -> pd.DataFrame:
    """Rows by the values of columns, missing ones last, equal rows as they stood; faster than pandas on a season's."""
    keys = [_ranks(stored(rows, name), name in descending) for name in by]
    places = sorted(range(len(rows)), key=list(zip(*keys, strict=True)).__getitem__)
    return rows.take(places)


def _ranks(values: Any, descend: bool) -> list[Any]:
    """What sorts like values, of which numbers alone may descend."""
    blank = pd.isna(values)
    cells: list[Any] = values.tolist()
    if descend:
        cells = [-cell for cell in cells]
    if not blank.any():
        return cells
    return [(is_blank, None if is_blank else cell) for cell, is_blank in zip(cells, blank.tolist(), strict=True)]


def of_years(rows: pd.DataFrame, years: Iterable[int], column: str = "film_year") -> "pd.Series[bool]":
    """Whether each row is of one of some years; one without a year is of none."""
    wanted = {int(year) for year in years}
    return pd.Series([year in wanted for year in stored(rows, column).tolist()], index=rows.index, dtype=bool)


def tuples(rows: pd.DataFrame, on: list[str]) -> "list[tuple[Any, ...]]":
    """The values of columns, a tuple a row; many times faster than iterating over columns of text."""
    return list(zip(*(stored(rows, column).tolist() for column in on), strict=True))
