"""Open the database, run transactions, and report failures in one clear line, on SQLite and PostgreSQL."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    Table,
    create_engine,
    delete,
    event,
    false,
    insert,
    make_url,
    select,
    update,
)
from sqlalchemy.exc import ArgumentError, DBAPIError, TimeoutError

from tracker.domain.errors import StoreError

BUSY_SECONDS = 30.0
"""How long a writer waits for another one before it gives up."""
CONNECT_SECONDS = 10

_READING = "snubs_reading"
"""Execution option of connections that only read."""


def parse_url(url: str) -> URL:
    """The database's URL, with its driver.

    Raises:
        StoreError: not an address, or neither SQLite nor PostgreSQL.
    """
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise StoreError(
            "database_url is not an address; write sqlite:///path or postgresql://user@host/name"
        ) from error
    backend = address.get_backend_name()
    if backend in ("postgresql", "postgres"):
        return address.set(drivername="postgresql+psycopg")
    if backend == "sqlite":
        return address.set(drivername="sqlite")
    raise StoreError(f"database_url names {backend!r}; the tracker keeps its data in sqlite or postgresql")


def sqlite_path(url: URL) -> Path | None:
    """The file of a SQLite database; None in memory and for PostgreSQL."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database.removeprefix("file:"))


def describe(url: str | URL) -> str:
    """A database's name for messages: its file, or host and name; never a password."""
    address = parse_url(url) if isinstance(url, str) else url
    if address.get_backend_name() == "sqlite":
        return str(sqlite_path(address) or "database in memory")
    port = f":{address.port}" if address.port else ""
    return f"postgresql://{address.host or address.query.get('host', 'localhost')}{port}/{address.database or ''}"


def open_engine(url: str, *, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """Create an engine without connecting; SQLite's folder exists afterwards.

    Args:
        url: `sqlite:///path` or `postgresql://user@host/name`.
        busy_seconds: how long to wait for another process that writes.

    Raises:
        StoreError: an unusable address, a missing driver or a folder that cannot be made.
    """
    address = parse_url(url)
    if address.get_backend_name() == "sqlite":
        _make_folder(address)
        return _open_sqlite(address, busy_seconds)
    return _open_postgresql(address, busy_seconds)


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    """An engine for one question, disposed of afterwards; raises as `open_engine`."""
    engine = open_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


def _make_folder(url: URL) -> None:
    path = sqlite_path(url)
    if path is None:
        return
    if path.exists() and not path.is_file():
        raise StoreError(f"{path}: is no file; move it away, or set SNUBS_DATABASE_URL or SNUBS_DATA_DIR")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{path.parent}: cannot be made ({error.strerror}); set SNUBS_DATA_DIR to a folder that can be written"
        ) from error


def _open_sqlite(url: URL, busy_seconds: float) -> Engine:
    engine = create_engine(url, connect_args={"timeout": busy_seconds})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(dbapi: sqlite3.Connection, _record: object) -> None:
    dbapi.isolation_level = None  # the driver's own BEGIN comes too late and leaves DDL outside
    dbapi.execute("PRAGMA foreign_keys = ON")
    if dbapi.execute("PRAGMA journal_mode").fetchone()[0] in ("wal", "memory"):
        return
    try:
        dbapi.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        # Another process is switching it this moment, or the file is read-only: both work without.
        if not error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_READONLY")):
            raise


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock at once: upgrading a read lock later fails without waiting.
    reading = connection.get_execution_options().get(_READING, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _open_postgresql(url: URL, busy_seconds: float) -> Engine:
    options = f"-c timezone=UTC -c lock_timeout={int(busy_seconds * 1000)}"
    own = url.query.get("options")
    if isinstance(own, str):
        options = f"{own} {options}"
    url = url.difference_update_query(["options"])
    connect = {"application_name": "snubs", "options": options}
    if "connect_timeout" not in url.query:
        connect["connect_timeout"] = str(CONNECT_SECONDS)
    try:
        engine = create_engine(url, connect_args=connect, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise StoreError("PostgreSQL needs its driver: .venv/bin/python -m pip install 'psycopg[binary]'") from error
    event.listen(engine, "connect", _require_utf8, insert=True)  # before the dialect reads a text
    return engine


def _require_utf8(dbapi: Any, _record: object) -> None:
    """Refuse a database that cannot hold every name, or gives bytes for text.

    Raises:
        StoreError: it says how one is made that can.
    """
    encoding = dbapi.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        name = dbapi.info.dbname
        raise StoreError(f"the database {name} is {encoding} and must be UTF8: createdb -E UTF8 -T template0 NAME")


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """A connection inside one writing transaction: committed at the end, rolled back on any exception.

    Raises:
        StoreError: locked, read-only, out of space, not reachable, not a database or without tables.
    """
    with clear_errors(engine.url), engine.begin() as connection:
        yield connection


def try_writing(engine: Engine, tables: Iterable[Table]) -> None:
    """Find out whether rows of tables may be written, without writing any.

    Raises:
        StoreError: as `transaction`; or this user may not.
    """
    with transaction(engine) as connection:
        for table in tables:
            columns = table.columns.values()
            connection.execute(insert(table).from_select([c.name for c in columns], select(*columns).where(false())))
            connection.execute(update(table).where(false()).values({columns[0]: columns[0]}))
            connection.execute(delete(table).where(false()))


def try_making(engine: Engine) -> None:
    """Find out whether tables may be made, without making any.

    Raises:
        StoreError: as `transaction`; or this user may not.
    """
    with clear_errors(engine.url), engine.connect() as connection, connection.begin() as begun:
        connection.exec_driver_sql("CREATE TABLE snubs_may_make_tables (id INTEGER)")
        begun.rollback()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the database throughout and writes nothing.

    Raises:
        StoreError: as `transaction`.
    """
    with clear_errors(engine.url), engine.connect() as connection:
        options: dict[str, object] = {_READING: True}
        if engine.dialect.name == "postgresql":
            options["isolation_level"] = "REPEATABLE READ"
        with connection.execution_options(**options).begin():
            yield connection


@contextmanager
def clear_errors(url: URL) -> Iterator[None]:
    """Turn errors that the operator can fix into one line; bugs keep their own exceptions.

    Raises:
        StoreError: the line, without passwords and without the statement.
    """
    try:
        yield
    except DBAPIError as error:
        clear = store_error(error.orig, url)
        if clear is None:
            raise
        raise clear from error
    except TimeoutError as error:
        raise StoreError(f"{describe(url)}: no connection became free; another task holds them all") from error


def store_error(error: BaseException | None, url: URL) -> StoreError | None:
    """What the operator can mend, as one line; None for a bug."""
    trouble = _sqlite_trouble(error) or _postgresql_trouble(error, url)
    return StoreError(f"{describe(url)}: {trouble}") if trouble else None


LOCKED = "locked by another process; wait for it or stop it, then try again"
_READ_ONLY = "read-only; give this user the right to write it"
_FULL = "no space left on the disk; free some and run it again: only what was finished before is kept"
DAMAGED = "damaged; restore a copy, or move it away and run `snubs weekly`"
_NO_TABLES = "has no tables of this version yet; run `snubs db upgrade`"

_SQLITE = {
    "SQLITE_BUSY": LOCKED,
    "SQLITE_LOCKED": LOCKED,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_FULL": _FULL,
    "SQLITE_NOTADB": "not a SQLite database; move the file away or set SNUBS_DATABASE_URL",
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_CANTOPEN": "cannot be opened; check that its folder exists, and the rights of both",
    "SQLITE_PERM": "cannot be opened; check the rights of the file and its folder",
    "SQLITE_IOERR": "cannot be read or written; check the disk and its free space",
}


def _sqlite_trouble(error: BaseException | None) -> str | None:
    if not isinstance(error, sqlite3.Error):
        return None
    name = getattr(error, "sqlite_errorname", "")
    if str(error).startswith(("no such table", "no such column")):
        return _NO_TABLES
    return next((message for prefix, message in _SQLITE.items() if name.startswith(prefix)), None)


_POSTGRESQL = {
    "55P03": LOCKED,
    "40P01": LOCKED,
    "40001": LOCKED,
    "25006": _READ_ONLY,
    "42501": "this user may not do that; grant it rights on the database and its schema",
    "53100": _FULL,
    "53300": "has no connection free; raise max_connections or stop another program",
    "42P01": _NO_TABLES,
    "42703": _NO_TABLES,
    "28P01": "the password was refused; check SNUBS_DATABASE_URL",
    "3D000": "there is no such database; create it with `createdb`",
    "57P01": "the server is shutting down; nothing was changed",
    "57P03": "the server is starting up; try again in a moment",
}


def _postgresql_trouble(error: BaseException | None, url: URL) -> str | None:
    state = getattr(error, "sqlstate", None)
    if state in _POSTGRESQL:
        return _POSTGRESQL[state]
    if error is None or type(error).__module__.partition(".")[0] != "psycopg":
        return None
    if type(error).__name__ in ("OperationalError", "InterfaceError", "ConnectionTimeout", "AdminShutdown"):
        return f"cannot be reached ({_first_line(error, url)}); check that the server runs and SNUBS_DATABASE_URL"
    return None


def _first_line(error: BaseException, url: URL) -> str:
    text = next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
    for secret in (url.password, url.query.get("password")):
        if isinstance(secret, str) and secret:
            text = text.replace(secret, "***")
    return text
