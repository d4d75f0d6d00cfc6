"""Write an edition: one SQLite file with everything that is said of all seasons, whole or not at all.

The same rows give the same bytes, whether a season's rows are given anew or stand in the earlier edition from which the
draft was copied: each row's number follows from its season and its place there, and the file is laid out anew at the
end, in the order of these numbers.
"""

import hashlib
import json
import marshal
import os
import shutil
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tracker.domain.facts.tables import edition_tables
from tracker.domain.lists.standing import counts
from tracker.edition.desk.reuse import material_of, whole_material
from tracker.edition.desk.weekly import ANSWERS, RECORDS, answers, answers_before
from tracker.edition.names import FILMLESS, index_names
from tracker.edition.schema import FROM_ALL, cells, columns_of, create, indexes, of_seasons

Columns = Mapping[str, Sequence[Any]]
"""Cells of a table, by column; a column that is left out is blank."""

_OF_ALL = ("lists", "unsettled_on", "key")
"""What `about` says that follows from the rows of all seasons."""

Cells = tuple[str, list[str], list[list[Any]]]
"""Name, columns and their cells, of a table, as they are kept."""
Row = tuple[Any, ...]

_TOLD_BY_MORE = frozenset({"lists"})
"""Tables whose rows may differ where their hash does not (`_digest`)."""

PLACES = 1 << 20
"""Numbers of rows that are set aside for a season in each table."""


class Draft:
    """An edition that is being written."""

    def __init__(self, connection: sqlite3.Connection, path: Path, before: Path | None) -> None:
        self._connection = connection
        self._path = path
        self._is_copy = before is not None
        self._differing: set[str] = set()
        """Tables of which a copy has other rows now."""
        connection.execute("BEGIN")
        if before is None:
            for table in edition_tables().values():
                connection.execute(create(table))

    def add(self, tables: Mapping[str, Columns]) -> None:
        """Add rows of tables, which belong to no season."""
        for name, columns, values in _kept(tables):
            self._insert(name, columns, zip(*values, strict=True))

    def put(self, tables: Mapping[str, Columns], season: int = 0) -> None:
        """Give a season its rows of tables, and no others; 0 is for rows of which nobody states the film year."""
        self._put(_kept(tables), season)

    def add_season(self, row: Mapping[str, Any], tables: Mapping[str, Columns]) -> None:
        """Add a season, or put it in place of the one that stands in the edition before.

        Args:
            row: of `seasons`, but for its key, which is a hash of all that is said of it.
            tables: its rows of the other tables that belong to seasons.
        """
        every = list(_kept(tables))
        parts = tuple(f"{name}={_digest(columns, values)}" for name, columns, values in every)
        season = {**row, "season_key": _key(parts), "parts": parts, "material": tuple(material_of(every))}
        self._put(every, row["film_year"], self._standing_parts(row["film_year"]) & {*parts})
        self.add({"seasons": {name: [value] for name, value in season.items()}})  # its number is the film year

    def _standing_parts(self, season: int) -> set[str]:
        """The parts of a season (`NAME=HASH`) as they stand in the edition before."""
        rows = (
            self._connection.execute("SELECT parts FROM seasons WHERE film_year = ?", (season,))
            if self._is_copy
            else ()
        )
        return {part for (parts,) in rows for part in json.loads(parts or "[]")}

    def _put(self, tables: Iterable[Cells], season: int, same: Collection[str] = ()) -> None:
        """`same` are parts whose rows stand there already, but for what a hash does not tell."""
        numbers = range(season * PLACES, (season + 1) * PLACES)
        own = {name: (columns, values) for name, columns, values in tables}
        standing = {name for name, _, _ in (part.partition("=") for part in same)} - _TOLD_BY_MORE
        for table in filter(of_seasons, edition_tables().values()):
            if table.name != "seasons" and table.name not in standing:
                self._replace(table.name, *own.get(table.name, ([], [])), numbers)
        self._connection.execute("DELETE FROM seasons WHERE film_year = ?", (season,))

    def _replace(self, name: str, columns: Sequence[str], values: Sequence[Sequence[Any]], numbers: range) -> None:
        """Write the rows that are not there yet, by their numbers, and remove what is there besides."""
        if not self._is_copy:
            filled = [(column, of) for column, of in zip(columns, values, strict=True) if of.count(None) < len(of)]
            names, values = ("rowid", *(column for column, _ in filled)), [of for _, of in filled]
            self._insert(name, names, zip(numbers, *values, strict=False) if filled else ())
            return
        before = self._standing(name, numbers)
        rows = list(zip(numbers, *values, strict=False)) if values else []
        same = {row[0] for row in rows if before.get(row[0]) == row}
        gone = [(number,) for number in before if number not in same]
        if gone or len(same) < len(rows):
            self._differing.add(name)
        self._connection.executemany(f'DELETE FROM "{name}" WHERE rowid = ?', gone)  # noqa: S608 - our own names
        self._insert(name, ("rowid", *columns), (row for row in rows if row[0] not in same))

    def _standing(self, name: str, numbers: range) -> dict[int, Row]:
        query = f'SELECT rowid, * FROM "{name}" WHERE rowid BETWEEN ? AND ?'  # noqa: S608 - our own names
        return {row[0]: row for row in self._connection.execute(query, (numbers[0], numbers[-1]))}

    def _insert(self, name: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        # A statement that moved to another season still stands in its old one.
        into = "REPLACE" if self._is_copy else "INSERT"
        names, places = ", ".join(f'"{column}"' for column in columns), ", ".join("?" * len(columns))
        self._connection.executemany(f'{into} INTO "{name}" ({names}) VALUES ({places})', rows)

    def remove(self, seasons: Iterable[int]) -> None:
        """Remove all rows of seasons."""
        for season in seasons:
            self._put((), season)

    def note_checked(self, moments: Mapping[tuple[str, str, int], str]) -> None:
        """Say when each list was last looked at, by source, body and ceremony."""
        rows = [(moment, *key, moment) for key, moment in moments.items()]
        place = "(source, body, ceremony) = (?, ?, ?) AND checked_at <> ?"
        self._connection.executemany(f"UPDATE lists SET checked_at = ? WHERE {place}", rows)  # noqa: S608 - a constant

    def settle(self, season: int, day: str) -> None:
        """Say of a season that was compared with the report before what is said beside its own, which says the same.

        Args:
            season: the film year.
            day: of that report: since then what was new in it has been said.
        """
        dated = ", ".join(f"{name} = coalesce({name}, :day)" for name in ("first_seen", "last_changed"))
        values = {"season": season, "day": day}
        self._connection.execute(f"UPDATE snubs SET {dated} WHERE film_year = :season", values)  # noqa: S608 - constants
        for name in ("changes", "corrections"):
            self._connection.execute(f"DELETE FROM {name} WHERE film_year = ?", (season,))  # noqa: S608 - constants
        query = "SELECT parts FROM seasons WHERE film_year = ?"
        for (cell,) in self._connection.execute(query, (season,)).fetchall():
            parts = dict(
                part.split("=") for part in json.loads(cell) if not part.startswith(("changes=", "corrections="))
            )
            cursor = self._connection.execute("SELECT * FROM snubs WHERE film_year = ? ORDER BY rowid", (season,))
            if rows := cursor.fetchall():
                names = [column[0] for column in cursor.description]
                parts["snubs"] = _digest(names, list(map(list, zip(*rows, strict=True))))
            texts = [f"{name}={key}" for name, key in parts.items()]
            renewed = (json.dumps(texts), _key(texts), season)
            sql = "UPDATE seasons SET first = 0, parts = ?, season_key = ? WHERE film_year = ?"
            self._connection.execute(sql, renewed)

    def finish(self, about: Mapping[str, str]) -> str:
        """Add what is said of all seasons together, the indexes and what holds for the edition; gives its key."""
        before = answers_before(self._connection)
        for name in FROM_ALL:
            self._connection.execute(f'DELETE FROM "{name}"')  # noqa: S608 - our own names
        others = not self._is_copy or not self._differing.isdisjoint({"people", "entries"})
        if others:
            self._add_persons()
        key = self._sign(about)
        for index in indexes():
            self._connection.execute(index)
        seasons = self._connection.execute("SELECT coalesce(material, '[]') FROM seasons ORDER BY rowid")
        material = whole_material(json.loads(parts) for (parts,) in seasons)
        rows_of = answers(self._connection, material, before)
        for table, columns, lines in zip(("answers", "records"), (ANSWERS, RECORDS), rows_of, strict=True):
            self._insert(table, columns, lines)
        if others or "titles" in self._differing:
            index_names(self._connection)
        self._lay_out()
        return key

    def finish_as_before(self, about: Mapping[str, str]) -> str:
        """Change what holds for the edition, of which all else stands as in the one before; gives its key."""
        rows = dict(self._connection.execute("SELECT name, value FROM about ORDER BY rowid"))
        key = self._sign({name: value for name, value in rows.items() if name not in _OF_ALL} | dict(about))
        self._lay_out()
        return key

    def _sign(self, about: Mapping[str, str]) -> str:
        """Say what holds for the edition, its key too, which is given."""
        self._connection.execute("DELETE FROM about")
        keys = self._connection.execute("SELECT film_year, season_key FROM seasons ORDER BY rowid").fetchall()
        looked = self._connection.execute("SELECT checked_at FROM lists ORDER BY rowid").fetchall()
        key = hashlib.blake2b(json.dumps([dict(about), keys, looked]).encode(), digest_size=16).hexdigest()
        (until,) = self._connection.execute("SELECT min(unsettled_on) FROM seasons").fetchone()
        of_all = (json.dumps(self._lists()), until or "", key)
        rows = {**about, **dict(zip(_OF_ALL, of_all, strict=True))}
        self._insert("about", ("name", "value"), rows.items())
        return key

    def _lay_out(self) -> None:
        self._connection.execute("COMMIT")
        self._connection.execute("PRAGMA schema_version = 1")  # how often tables were made is another matter
        self._connection.execute("VACUUM INTO ?", (str(self._path),))

    def _lists(self) -> dict[str, int]:
        columns = ("body", "ceremony", "kind", "state", "not_read")
        rows = self._connection.execute(f"SELECT {', '.join(columns)} FROM lists")  # noqa: S608 - constants
        return counts(dict(zip(columns, row, strict=True)) for row in rows)

    def _add_persons(self) -> None:
        selection = "person_key, person, person_qid, person_imdb, person_wikipedia"
        query = f"SELECT {selection} FROM people UNION ALL SELECT {selection} FROM {FILMLESS}"  # noqa: S608 - our own words
        names: dict[str, Counter[str]] = defaultdict(Counter)
        ids: dict[str, tuple[Any, ...]] = {}
        for key, name, *own in self._connection.execute(query):
            if key and name:
                names[key][name] += 1
                ids[key] = tuple(old or new for old, new in zip(ids.get(key, own), own, strict=True))
        self._connection.execute("DELETE FROM persons")
        rows = []
        for key in sorted(names):
            first, *others = (name for name, _ in names[key].most_common())
            rows.append((key, first, *ids[key], tuple(others)))
        columns = ("person_key", "name", "person_qid", "person_imdb", "person_wikipedia", "spellings")
        if rows:
            self.add({"persons": dict(zip(columns, zip(*rows, strict=True), strict=True))})


def _digest(columns: Sequence[str], cells: Sequence[Sequence[Any]]) -> str:
    """A hash of a table's rows; when a list was last looked at says nothing of it."""
    own = [list(of) for column, of in zip(columns, cells, strict=True) if column != "checked_at"]
    return hashlib.blake2b(marshal.dumps(own, 2), digest_size=16).hexdigest()


def _key(parts: Sequence[str]) -> str:
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()


def _kept(tables: Mapping[str, Columns]) -> Iterator[Cells]:
    """Tables that have rows, in their order, with all their columns and the cells as they are kept."""
    for name, table in edition_tables().items():
        own = tables.get(name, {})
        if rows := len(next(iter(own.values()), ())):
            columns = columns_of(table)
            blank = [None] * rows
            yield (
                name,
                [c.name for c in columns],
                [cells(c, own[c.name]) if c.name in own else blank for c in columns],
            )


@contextmanager
def drafting(folder: Path, before: Path | None = None) -> Iterator[tuple[Draft, Path]]:
    """A draft of an edition, and the file that it is finished in, which goes away with the block unless it was renamed.

    Args:
        folder: where editions are kept; it is made.
        before: an earlier edition, of which the draft is a copy.

    Raises:
        OSError, sqlite3.Error: it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob(".draft-*"):  # of processes that were killed: one at a time writes editions
        path.unlink(missing_ok=True)
    working, whole = (folder / f".draft-{os.getpid()}-{part}" for part in ("rows", "whole"))
    try:
        if before is not None:
            shutil.copyfile(before, working)
        connection = sqlite3.connect(f"{working.absolute().as_uri()}?mode=rwc", isolation_level=None, uri=True)
        with closing(connection):
            for pragma in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE"):
                connection.execute(f"PRAGMA {pragma}")
            yield Draft(connection, whole, before), whole
    finally:
        for path in folder.glob(f".draft-{os.getpid()}-*"):  # SQLite's own journals too
            path.unlink(missing_ok=True)
