"""Write many rows at once, on both databases."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, func, select, update

from tracker.store.models import Base

T = TypeVar("T")

CHUNK = 500
"""Values in one IN list."""


def table_of(model: type[Base]) -> Table:
    """The table behind a model."""
    return Base.metadata.tables[model.__tablename__]


def chunks(values: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Lists of at most `size` values, in order."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part


def _insert(conn: Connection, table: Table) -> Any:
    """An insertion in the words of the database; those of the other one take long to load."""
    if conn.dialect.name == "sqlite":
        from sqlalchemy.dialects.sqlite import insert

        return insert(table)
    from sqlalchemy.dialects.postgresql import insert as insert_there

    return insert_there(table)


def upsert(conn: Connection, table: Table, rows: Sequence[dict[str, Any]], change: Iterable[str]) -> None:
    """Insert rows; where the primary key exists, update only the named columns."""
    if not rows:
        return
    statement = _insert(conn, table)
    values = {name: statement.excluded[name] for name in change}
    conn.execute(statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=values), rows)


def insert_plain(conn: Connection, table: Table, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows whose values the driver takes as they are: three times as fast as through Core's parameters."""
    if not rows:
        return
    mark = "?" if conn.dialect.name == "sqlite" else "%s"
    names = ", ".join(conn.dialect.identifier_preparer.quote(name) for name in columns)
    marks = ", ".join([mark] * len(columns))
    conn.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", list(rows))  # noqa: S608 - our names


def insert_missing(conn: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Insert a row unless its primary key exists; return whether it was inserted."""
    keys = list(table.primary_key)
    done = _insert(conn, table).values(**row).on_conflict_do_nothing(index_elements=keys).returning(*keys)
    return conn.execute(done).first() is not None


def set_by_id(conn: Connection, table: Table, ids: Iterable[str], **values: Any) -> None:
    """Give many rows the same values."""
    for part in chunks(ids):
        conn.execute(update(table).where(table.c.id.in_(part)).values(**values))


def lock(conn: Connection, name: str) -> None:
    """Lock a name until the transaction ends; SQLite has only one writer anyway."""
    if conn.dialect.name == "postgresql":
        conn.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))
