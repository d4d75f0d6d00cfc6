"""Page versions: those a crawl read or confirmed, and those already stored."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from tracker.domain.facts.identity import clean, digest
from tracker.domain.facts.records import Origin, PageRecord
from tracker.store.bulk import chunks, table_of, upsert
from tracker.store.models import STATEMENTS, CeremonyList, Page

PAGES = table_of(Page)
LISTS = table_of(CeremonyList)


@dataclass(frozen=True)
class Versions:
    """The page versions of one crawl."""

    current: Mapping[str, str]
    """Page id to the key of the version that was read or confirmed."""
    read_at: Mapping[str, str]
    """Page id to the time of that reading."""
    every: Mapping[str, set[str]]
    """Page id to the keys of all its versions."""

    def of(self, ids: Iterable[str]) -> list[str]:
        """Keys of all versions of these pages."""
        return sorted(key for id_ in ids for key in self.every[id_])


def keep_pages(conn: Connection, source: str, pages: Sequence[PageRecord], now: datetime) -> Versions:
    """Record the pages read, and confirm unchanged ones."""
    versions = _known(conn, source, {page.id for page in pages})
    current: dict[str, str] = {}
    read_at: dict[str, str] = {}
    rows: dict[str, dict[str, Any]] = {}
    for page in pages:
        row = _row(page, source, now)
        row = _held_already(row, versions[page.id], page.unchanged) | {"checked_at": now}
        rows[row["key"]] = row
        current[page.id], read_at[page.id] = row["key"], row["retrieved_at"]
    upsert(conn, PAGES, list(rows.values()), ("retrieved_at", "checked_at"))
    every = {id_: {key, *(row["key"] for row in versions[id_])} for id_, key in current.items()}
    return Versions(current, read_at, every)


def _known(conn: Connection, source: str, ids: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """Versions by page id, the latest first."""
    versions: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for part in chunks(sorted(ids)):
        query = select(PAGES).where(PAGES.c.source == source, PAGES.c.id.in_(part))
        for row in conn.execute(query.order_by(PAGES.c.retrieved_at.desc(), PAGES.c.checked_at.desc())).mappings():
            versions[row["id"]].append(dict(row))
    return versions


def _row(page: PageRecord, source: str, now: datetime) -> dict[str, Any]:
    values: dict[str, Any] = clean(page.model_dump(mode="json", exclude={"kind", "unchanged", "source"}))
    key = digest([source, *(values[name] for name in ("id", "revision", "sha256", "origin", "missing"))])
    return values | {"key": key, "source": source, "checked_at": now}


def _held_already(row: dict[str, Any], versions: Sequence[dict[str, Any]], unchanged: bool) -> dict[str, Any]:
    """The stored version that this reading repeats, with the later time; else the reading."""
    if unchanged:
        return next((old for old in versions if old["revision"] == row["revision"] and not old["missing"]), row)
    same = next((old for old in versions if old["key"] == row["key"]), None)
    if same is None:
        return row
    return {**same, "retrieved_at": max(same["retrieved_at"], row["retrieved_at"])}


def stored_pages(conn: Connection, source: str | None = None) -> list[PageRecord]:
    """The latest version of every page whose content is stored, oldest reading first."""
    query = select(PAGES).where(PAGES.c.sha256.is_not(None))
    if source is not None:
        query = query.where(PAGES.c.source == source)
    rows = conn.execute(query.order_by(PAGES.c.retrieved_at, PAGES.c.checked_at, PAGES.c.key)).mappings().all()
    return [_page(row) for row in {(row["source"], row["id"]): row for row in rows}.values()]


def fit_pages(conn: Connection, source: str) -> dict[int, PageRecord]:
    """The page version that each ceremony's standing list was read from, where its content is stored."""
    query = (
        select(LISTS.c.ceremony.label("list"), *PAGES.c)
        .join(PAGES, PAGES.c.key == LISTS.c.good_page)
        .where(LISTS.c.source == source, LISTS.c.ceremony.is_not(None), PAGES.c.sha256.is_not(None))
    )
    return {row["list"]: _page(row) for row in conn.execute(query).mappings()}


def keys_of(conn: Connection, source: str, ids: Iterable[str]) -> list[str]:
    """Keys of all stored versions of these pages."""
    return [row["key"] for versions in _known(conn, source, ids).values() for row in versions]


def says_something(conn: Connection, page: PageRecord) -> bool:
    """Whether a statement stands on any version of a page."""
    keys = select(PAGES.c.key).where(PAGES.c.source == page.source, PAGES.c.id == page.id)
    columns = (t.c for t in STATEMENTS.values())
    standing = (select(c.id).where(c.page.in_(keys), c.retracted_run.is_(None)).limit(1) for c in columns)
    return any(conn.execute(query).first() for query in standing)


def _page(row: Mapping[str, Any] | RowMapping) -> PageRecord:
    names = PageRecord.model_fields.keys() & PAGES.c.keys()
    return PageRecord(**{n: row[n] for n in names} | {"origin": Origin(row["origin"])})
