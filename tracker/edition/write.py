"""Write an edition: one SQLite file with everything that is said of all seasons, whole or not at all.

The same rows give the same bytes: seasons come in order, each with its tables in their order, whether a season's rows
are given anew or taken over from an earlier edition.
"""

import hashlib
import json
import marshal
import os
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tracker.domain.facts.tables import edition_tables
from tracker.domain.lists.standing import counts
from tracker.edition.desk.weekly import ANSWERS, RECORDS, answers
from tracker.edition.names import index_names
from tracker.edition.schema import cells, columns_of, create, indexes, of_seasons

Columns = Mapping[str, Sequence[Any]]
"""Cells of a table, by column; a column that is left out is blank."""

_CHECKED = "(SELECT moment FROM checked WHERE (source, body, ceremony) = (old.source, old.body, old.ceremony))"
UNSEASONED = ("bodies", "categories", "words")
"""Tables of which no row belongs to a season; `about` and `persons` are made anew."""


class Draft:
    """An edition that is being written."""

    def __init__(self, connection: sqlite3.Connection, before: Path | None) -> None:
        self._connection = connection
        if before is not None:
            connection.execute("ATTACH ? AS before", (f"{before.absolute().as_uri()}?mode=ro&immutable=1",))
        connection.execute("BEGIN")
        for table in edition_tables().values():
            connection.execute(create(table))

    def add(self, tables: Mapping[str, Columns]) -> None:
        """Add rows of tables."""
        for name, columns, values in _kept(tables):
            self._insert(name, columns, zip(*values, strict=True))

    def add_season(self, row: Mapping[str, Any], tables: Mapping[str, Columns]) -> None:
        """Add a season.

        Args:
            row: of `seasons`, but for its key, which is a hash of all that is said of it.
            tables: its rows of the other tables that belong to seasons.
        """
        digest, every = hashlib.blake2b(digest_size=16), list(_kept(tables))
        for _, columns, kept in every:
            said = [of for column, of in zip(columns, kept, strict=True) if column != "checked_at"]
            digest.update(marshal.dumps(said, 2))
        season = {**row, "season_key": digest.hexdigest()}
        for name, columns, kept in every:
            self._insert(name, columns, zip(*kept, strict=True))
        self.add({"seasons": {name: [value] for name, value in season.items()}})

    def _insert(self, name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        into = ", ".join(f'"{column}"' for column in columns)
        places = ", ".join("?" * len(columns))
        self._connection.executemany(f'INSERT INTO "{name}" ({into}) VALUES ({places})', rows)  # noqa: S608

    def note_checked(self, moments: Mapping[tuple[str, str, int], str]) -> None:
        """Say when each list was last looked at, by source, body and ceremony: that alone is not taken over."""
        self._connection.execute(
            "CREATE TEMP TABLE checked (source, body, ceremony, moment, PRIMARY KEY (source, body, ceremony))"
        )
        self._connection.executemany("INSERT INTO checked VALUES (?, ?, ?, ?)", ((*k, m) for k, m in moments.items()))

    def take_over(self, season: int | None) -> None:
        """Take over all rows of a season from the edition before; None is for rows that belong to no season."""
        for table in edition_tables().values():
            if of_seasons(table) and table.name != "seasons":
                self._copy(table.name, "WHERE old.film_year IS ?", season)
            elif season is None and table.name in UNSEASONED:
                self._copy(table.name)
        self._copy("seasons", "WHERE old.film_year IS ?", season)

    def _copy(self, table: str, where: str = "", *values: object) -> None:
        columns = (f'"{column.name}"' for column in columns_of(edition_tables()[table]))
        cells = ", ".join(_CHECKED if table == "lists" and one == '"checked_at"' else one for one in columns)
        query = f'SELECT {cells} FROM before."{table}" AS old {where} ORDER BY old.rowid'  # noqa: S608
        self._connection.execute(f'INSERT INTO "{table}" {query}', values)

    def finish(self, about: Mapping[str, str]) -> str:
        """Add what is said of all seasons together, the indexes and what holds for the edition; gives its key."""
        self._add_persons()
        keys = self._connection.execute("SELECT film_year, season_key FROM seasons ORDER BY rowid").fetchall()
        looked = self._connection.execute("SELECT checked_at FROM lists ORDER BY rowid").fetchall()
        key = hashlib.blake2b(json.dumps([dict(about), keys, looked]).encode(), digest_size=16).hexdigest()
        (until,) = self._connection.execute("SELECT min(unsettled_on) FROM seasons").fetchone()
        rows = {**about, "lists": json.dumps(self._lists()), "unsettled_on": until or "", "key": key}
        self._insert("about", ("name", "value"), rows.items())
        for index in indexes():
            self._connection.execute(index)
        for table, columns, lines in zip(
            ("answers", "records"), (ANSWERS, RECORDS), answers(self._connection), strict=True
        ):
            self._insert(table, columns, lines)
        index_names(self._connection)
        self._connection.execute("COMMIT")
        return key

    def _lists(self) -> dict[str, int]:
        columns = ("body", "ceremony", "kind", "state", "not_read")
        rows = self._connection.execute(f"SELECT {', '.join(columns)} FROM lists")  # noqa: S608 - constants
        return counts(dict(zip(columns, row, strict=True)) for row in rows)

    def _add_persons(self) -> None:
        query = "SELECT person_key, person, person_qid, person_imdb, person_wikipedia FROM people ORDER BY rowid"
        names: dict[str, Counter[str]] = defaultdict(Counter)
        ids: dict[str, tuple[Any, ...]] = {}
        for key, name, *own in self._connection.execute(query):
            if key and name:
                names[key][name] += 1
                ids[key] = tuple(old or new for old, new in zip(ids.get(key, own), own, strict=True))
        rows = []
        for key in sorted(names):
            first, *others = (name for name, _ in names[key].most_common())
            rows.append((key, first, *ids[key], tuple(others)))
        columns = ("person_key", "name", "person_qid", "person_imdb", "person_wikipedia", "spellings")
        if rows:
            self.add({"persons": dict(zip(columns, zip(*rows, strict=True), strict=True))})


def _kept(tables: Mapping[str, Columns]) -> Iterator[tuple[str, list[str], list[list[Any]]]]:
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
    """A draft of an edition, and its file, which goes away with the block unless it was renamed.

    Args:
        folder: where editions are kept; it is made.
        before: an earlier edition, from which seasons may be taken over.

    Raises:
        OSError, sqlite3.Error: it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".draft-{os.getpid()}"
    draft.unlink(missing_ok=True)
    connection = sqlite3.connect(f"{draft.absolute().as_uri()}?mode=rwc", isolation_level=None, uri=True)
    try:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE"):
            connection.execute(f"PRAGMA {pragma}")
        yield Draft(connection, before), draft
    finally:
        connection.close()
        draft.unlink(missing_ok=True)
