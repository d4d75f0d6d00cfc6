"""Plain SQL over one state of the database, for small questions: no engine, no frames, no migrations are loaded.

A SQLite file of this version is read through the standard library. Anything else, and every trouble, goes through the
engine, which migrates and says what is wrong.
"""

import hashlib
import os
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.domain.errors import StoreError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

Rows = Callable[[str], list[tuple[Any, ...]]]
"""Gives the rows of a query; text as both databases keep it, see `tracker.store.overview`."""
BUSY_SECONDS = 30.0
"""How long to wait for another process that writes."""
ANYTHING = "SELECT 1 FROM run WHERE source IS NOT NULL AND status IN ('done', 'held') LIMIT 1"
"""No row where nothing has been taken in."""
_REVISION = "SELECT version_num FROM alembic_version"
_RUNS_OF_SOURCES = "SELECT id, finished_at FROM run WHERE source IS NOT NULL ORDER BY id"


def migrations() -> Path:
    """The folder of migrations: beside this module in an installed wheel, `alembic/` in a checkout.

    Raises:
        StoreError: it is missing.
    """
    here = Path(__file__).resolve().parent
    places = (here / "migrations", here.parents[1] / "alembic")
    folder = next((place for place in places if (place / "env.py").is_file()), None)
    if folder is None:
        raise StoreError("the migrations are missing from this installation; install snubs again")
    return folder


@cache
def revisions() -> tuple[str, ...]:
    """The revisions that this code knows, oldest first: files of migrations begin with their numbers.

    Raises:
        StoreError: there are none.
    """
    names = sorted(path.name for path in (migrations() / "versions").glob("*.py"))
    numbers = tuple(match[1] for name in names if (match := re.match(r"(\d{4})_", name)))
    if not numbers:
        raise StoreError("the migrations are missing from this installation; install snubs again")
    return numbers


@dataclass(frozen=True)
class MigrationState:
    """Where a database stands."""

    current: str | None
    """Its revision; None for an empty database."""
    head: str
    """The revision this code needs."""
    pending: bool
    newer: bool
    """It was made by a newer version, or by another program."""


def state_at(revision: str | None) -> MigrationState:
    """Where a database of a revision stands; None is an empty one."""
    numbers = revisions()
    ours_too = revision is None or revision in numbers
    return MigrationState(revision, numbers[-1], pending=ours_too and revision != numbers[-1], newer=not ours_too)


def state(url: str) -> MigrationState:
    """Where a database stands; nothing is written, and a SQLite file that does not exist is not made.

    Raises:
        StoreError: the database cannot be read.
    """
    connection = _open(url)
    if connection is not None:
        connection.close()
        return state_at(revisions()[-1])
    from tracker.store.engine import opened, parse_url, sqlite_path

    path = sqlite_path(parse_url(url))
    if path is not None and not path.exists():
        return state_at(None)
    with opened(url) as engine:
        return state_at(revision_of(engine))


def revision_of(engine: "Engine") -> str | None:
    """A database's revision; None for an empty one.

    Raises:
        StoreError: the database cannot be read.
    """
    from sqlalchemy import inspect

    from tracker.store.engine import reading as engine_reading

    with engine_reading(engine) as connection:
        tables = inspect(connection).get_table_names()
        if "alembic_version" in tables:
            return connection.exec_driver_sql(_REVISION).scalar()
    _refuse_foreign(engine, tables)
    return None


def _refuse_foreign(engine: "Engine", tables: Sequence[str]) -> None:
    """Refuse a database that another program made: its tables have names of ours, and other columns."""
    from tracker.store.engine import describe
    from tracker.store.models import Base

    if theirs := sorted({*tables} & {*Base.metadata.tables}):
        raise StoreError(
            f"{describe(engine.url)}: holds tables of another program ({', '.join(theirs)}); nothing was changed; "
            "set database_url (SNUBS_DATABASE_URL) to a database of its own"
        )


def rows_of(connection: "Connection") -> Rows:
    """Plain queries over a connection of the engine."""

    def rows(sql: str) -> list[tuple[Any, ...]]:
        with connection.exec_driver_sql(sql) as result:  # an open cursor would keep the file after its connection
            return list(result.cursor.fetchall())

    return rows


def statements_state(rows: Rows) -> str:
    """A hash that changes with every statement: each is taken in, seen again or retracted by a run of its source.

    That run ends in the same transaction. Ids of runs are partly drawn by lot, so that two databases never have the
    same ones, whatever was copied or put back, and whatever the clock said.
    """
    state = [rows(_REVISION), rows(_RUNS_OF_SOURCES)]
    return hashlib.blake2b(repr(state).encode(), digest_size=16).hexdigest()


def statements_of(rows: Rows) -> dict[str, str]:
    """A hash of the statements of each kind that stand, each with its page."""
    from tracker.domain.facts.kinds import STATEMENTS

    hashes = {}
    for kind, of in STATEMENTS.items():
        # Read whole and then sorted: in the order of an index, each row would be looked up by itself.
        stand = sorted(rows(f'SELECT id, page FROM "{of.table}" WHERE retracted_run IS NULL'))  # noqa: S608 - our names
        hashes[kind] = hashlib.blake2b("\n".join(map(" ".join, stand)).encode(), digest_size=16).hexdigest()
    return hashes


@contextmanager
def reading(url: str, migrated: "Callable[[], Engine]") -> Iterator[Rows]:
    """Rows of plain queries, all over one state of the database.

    Args:
        url: the database's address.
        migrated: gives the engine of a database that is brought to this version, or says what is wrong.

    Raises:
        StoreError: as `tracker.store.engine.reading`.
    """
    connection = _open(url)
    if connection is None:
        from tracker.store.engine import reading as engine_reading

        with engine_reading(migrated()) as engine:
            yield rows_of(engine)
        return
    with closing(connection):
        try:
            yield lambda sql: connection.execute(sql).fetchall()
        except sqlite3.Error as error:
            from tracker.store.engine import parse_url, store_error

            raise (store_error(error, parse_url(url)) or error) from error


def _connect(path: Path) -> sqlite3.Connection:
    """A connection to a file; where nobody may write beside it and no writer left anything, to a file that stays."""
    if os.access(path.parent, os.W_OK) or path.with_name(f"{path.name}-wal").exists():
        return sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)


def _open(url: str) -> sqlite3.Connection | None:
    """A SQLite file of this version inside a transaction; None for everything else."""
    match = re.fullmatch(r"sqlite:///([^?:]+)", url)
    if match is None or not Path(match[1]).is_file():
        return None
    with suppress(sqlite3.Error):
        connection = _connect(Path(match[1]))
        with suppress(sqlite3.Error):
            connection.execute("BEGIN")
            if connection.execute(_REVISION).fetchall() == [(revisions()[-1],)]:
                return connection
        connection.close()
    return None
