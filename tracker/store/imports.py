"""Imported files: what is recorded about each, and how one is removed."""

from collections.abc import Collection
from dataclasses import asdict

from sqlalchemy import Connection, delete, or_, update

from tracker.store import overview
from tracker.store.bulk import lock, table_of, upsert
from tracker.store.models import STATEMENTS, CeremonyList
from tracker.store.models import Import as ImportRow
from tracker.store.overview import Import
from tracker.store.plain import rows_of

_IMPORTS = table_of(ImportRow)
_LISTS = table_of(CeremonyList)


def keep(conn: Connection, one: Import) -> None:
    """Record an import in place of its source's last one; call it after ingesting the source."""
    row = asdict(one)
    upsert(conn, _IMPORTS, [row], [column for column in row if column != "source"])


def every(conn: Connection, name: str | None = None) -> list[Import]:
    """All current imports in the order of their sources' names, or those of one name."""
    return [one for one in overview.imports(rows_of(conn)) if name in (None, one.name)]


def forget(conn: Connection, source: str, run_id: str, *, but: Collection[int] = ()) -> int:
    """Retract a source's statements on every ceremony not in `but`; return how many.

    If `but` is empty, statements without a ceremony are retracted too, and the import itself is forgotten. The
    statements stay in the database, as all retracted ones do; their lists do not.
    """
    lock(conn, f"snubs ingest {source}")
    retracted = 0
    for t in STATEMENTS.values():
        stands = update(t).where(t.c.source == source, t.c.retracted_run.is_(None))
        if but:
            stands = stands.where(t.c.ceremony.not_in(sorted(but)))
        retracted += conn.execute(stands.values(retracted_run=run_id)).rowcount
    lists = delete(_LISTS).where(_LISTS.c.source == source)
    if but:
        lists = lists.where(or_(_LISTS.c.ceremony.not_in(sorted(but)), _LISTS.c.ceremony.is_(None)))
    conn.execute(lists)
    if not but:
        conn.execute(delete(_IMPORTS).where(_IMPORTS.c.source == source))
    return retracted
