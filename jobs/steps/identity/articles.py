"""Which mentions depend on an article: its own, and those of articles that copy it or that it copies."""

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection


def mentions_in(conn: "Connection", articles: Collection[str]) -> set[str]:
    """The mentions in some articles, whether they stand or not."""
    if not articles:
        return set()
    pages = {page for one, page, _ in _articles(conn) if one in articles}
    return _mentions_on(conn, pages)


def mentions_beside(conn: "Connection", articles: Collection[str]) -> set[str]:
    """Those and the mentions in copies of them, and in copies of these.

    Of several copies one counts (`tracker.judge.evidence.advocacy.independent`): which one it is may be different now.
    """
    if not articles:
        return set()
    from tracker.judge.evidence.advocacy import COPY, likeness

    pages: set[str] = set()
    fresh: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    for one, page, sketch in _articles(conn):
        (fresh if one in articles else others).append((page, sketch))
    while fresh:
        pages |= {page for page, _ in fresh}
        near = [other for other in others if any(likeness(other[1], sketch) >= COPY for _, sketch in fresh)]
        fresh, others = near, [other for other in others if other not in near]
    return _mentions_on(conn, pages)


def _articles(conn: "Connection") -> list[tuple[str, str, str]]:
    """Every article that was ever read, its page, and what its copies have in common."""
    return [(one, page, sketch) for one, page, sketch in conn.exec_driver_sql("SELECT id, page, sketch FROM article")]


def _mentions_on(conn: "Connection", pages: Collection[str]) -> set[str]:
    return {one for one, page in conn.exec_driver_sql("SELECT id, page FROM mention") if page in pages}
