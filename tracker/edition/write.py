"""Write an edition: one SQLite file with the tables of a judged season, whole or not at all."""

import json
import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from tracker.domain.titles.comparable import title_key

_TYPES = {bool: "BOOLEAN", int: "INTEGER", float: "REAL", str: "TEXT"}
_INDEXES = {
    "films": ("film_key", "film_qid", "film_imdb"),
    "snubs": ("film_key",),
    "evidence": ("film_key",),
    "press_claims": ("film_key",),
    "matches": ("film_key",),
    "titles": ("title_key",),
    "entered": ("qid", "imdb", "title_key"),
}


class Table(NamedTuple):
    """Rows under the names of their columns; a missing value is None."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]


def write(path: Path, about: Mapping[str, object], tables: Mapping[str, Table]) -> None:
    """Write an edition in place of the one before.

    Args:
        path: the file; folders above it are made.
        about: its key, season and day.
        tables: `films`, `snubs`, `evidence`, `press_claims` and `matches` of one season; `ceremonies` with their
            titles; `entered`: qid, imdb, title and film year of every film that some season's lists name.

    Raises:
        OSError, sqlite3.Error: it cannot be written; the file before stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    every = {**tables, "about": Table(("name", "value"), [(k, str(v)) for k, v in about.items()])}
    every |= {"titles": _titles(tables["films"]), "entered": _with_title_keys(tables["entered"])}
    try:
        with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("BEGIN")
            for name, table in every.items():
                _create(connection, name, table)
            connection.execute("COMMIT")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _titles(films: Table) -> Table:
    """Every comparable title of the season's films; a blank one too, since a blank question is answered alike."""
    key, *titles = (films.columns.index(name) for name in ("film_key", "film", "film_original_title"))
    pairs = {(title_key(row[at] or ""), row[key]): None for row in films.rows for at in titles}
    return Table(("title_key", "film_key"), list(pairs))


def _with_title_keys(entered: Table) -> Table:
    rows = dict.fromkeys((qid, imdb, title_key(title or ""), year) for qid, imdb, title, year in entered.rows)
    return Table(("qid", "imdb", "title_key", "film_year"), list(rows))


def _create(connection: sqlite3.Connection, name: str, table: Table) -> None:
    columns = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    types = [_type(values) for values in columns]
    declared = ", ".join(f'"{column}" {type_}' for column, type_ in zip(table.columns, types, strict=True))
    connection.execute(f'CREATE TABLE "{name}" ({declared})')
    rows = zip(*(_cells(values, type_) for values, type_ in zip(columns, types, strict=True)), strict=True)
    connection.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(types))})', rows)  # noqa: S608
    for column in _INDEXES.get(name, ()):
        connection.execute(f'CREATE INDEX "{name}_{column}" ON "{name}" ("{column}")')


def _type(values: Iterable[object]) -> str:
    """The type of a column; lists, and values of several types, are kept as JSON."""
    types = {type(value) for value in values if value is not None}
    return "TEXT" if not types else _TYPES.get(types.pop(), "JSON") if len(types) == 1 else "JSON"


def _cells(values: Iterable[object], type_: str) -> Iterable[object]:
    return values if type_ != "JSON" else (None if value is None else json.dumps(value) for value in values)
