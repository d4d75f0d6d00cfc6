"""Read an edition through the standard library alone: no database engine, no frames."""

import hashlib
import json
import marshal
import sqlite3
from collections.abc import Collection
from contextlib import closing, suppress
from functools import cached_property
from pathlib import Path
from typing import Any

Row = dict[str, Any]

SINCE = ("first_seen", "last_changed", "corrected_at")
"""Days that are blank for what is new with an edition: its own day."""


def _of_json(text: bytes) -> object:
    return tuple(json.loads(text))


sqlite3.register_converter("JSON", _of_json)
sqlite3.register_converter("BOOLEAN", lambda text: text == b"1")


def _connect(path: Path, **how: Any) -> sqlite3.Connection:
    connection: sqlite3.Connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, **how)
    return connection


class Edition:
    """Everything that was said on one day. Its methods raise `sqlite3.Error` where the file is damaged."""

    def __init__(self, path: Path) -> None:
        """Open a file.

        Raises:
            sqlite3.Error, KeyError: it is none, or damaged.
        """
        self.path = path
        self._connection = _connect(path, detect_types=sqlite3.PARSE_DECLTYPES)
        self.about: dict[str, str] = dict(self._connection.execute("SELECT name, value FROM about").fetchall())
        self.as_of, self.key = self.about["as_of"], self.about["key"]

    def rows(self, sql: str, *values: object) -> list[Row]:
        """The rows of a query: a cell of several values is a tuple, a truth value a bool, a blank None."""
        cursor = self._connection.execute(sql, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def cells(self, table: str, season: int | None = None) -> dict[str, list[Any]]:
        """A table, or a season's rows of it, column by column in the order of the judgement."""
        where, values = ("", ()) if season is None else (" WHERE film_year = ?", (season,))
        cursor = self._connection.execute(f'SELECT * FROM "{table}"{where} ORDER BY rowid', values)  # noqa: S608
        names = [column[0] for column in cursor.description]
        rows = cursor.fetchall()
        columns = zip(*rows, strict=True) if rows else ((),) * len(names)
        return {name: list(of) for name, of in zip(names, columns, strict=True)}

    def digest(self, table: str, season: int | None = None, without: Collection[str] = ()) -> str:
        """A hash of a table, or of a season's rows of it: equal where every cell but those of some columns is.

        Raises:
            sqlite3.Error: the file is damaged.
        """
        where, values = ("", ()) if season is None else (" WHERE film_year = ?", (season,))
        with closing(_connect(self.path)) as plain:
            cursor = plain.execute(f'SELECT * FROM "{table}"{where} ORDER BY rowid', values)  # noqa: S608
            names = [column[0] for column in cursor.description]
            columns = [of for name, of in zip(names, zip(*cursor, strict=True), strict=False) if name not in without]
        return hashlib.blake2b(marshal.dumps([names, columns], 2), digest_size=16).hexdigest()

    @cached_property
    def seasons(self) -> dict[int, Row]:
        """What stands in `seasons`, by film year."""
        return {row["film_year"]: row for row in self.rows("SELECT * FROM seasons ORDER BY film_year")}

    @cached_property
    def ceremonies(self) -> dict[tuple[str, int | None], str]:
        """Titles of ceremonies by body and number."""
        return {(row["body"], row["ceremony"]): row["title"] for row in self.rows("SELECT * FROM ceremonies")}

    @property
    def scope(self) -> Row:
        """What answers rest on: the day, live data or the archive, how many seasons, and lists by how they stand."""
        [row] = self.rows("SELECT count(*) AS seasons FROM seasons")
        lists = json.loads(self.about.get("lists", "{}"))
        return {"as_of": self.as_of, "origin": self.about.get("origin"), **row, "lists": lists}

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def is_readable(path: Path) -> bool:
    """Whether SQLite finds every page of a file in order; other letters in a cell are not seen."""
    if not path.is_file():  # a pipe would be waited for
        return False
    with suppress(sqlite3.Error), closing(_connect(path)) as file:
        return bool(file.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    return False


def open_edition(path: Path) -> Edition | None:
    """The edition in a file; None where there is none that can be read."""
    with suppress(sqlite3.Error, KeyError, ValueError):
        return Edition(path) if path.is_file() else None
    return None
