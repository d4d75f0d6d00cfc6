"""What the statements at hand say, as hashes: a crawl that brings nothing new leaves them as they were."""

import hashlib
import json
from collections import defaultdict
from typing import TypedDict

from tracker.store.plain import Rows, statements_of

_LISTS = (
    "SELECT film_year, source, body, ceremony, year, kind, state, good_state, good_page, held_on, announced_on, "
    "problems, unread, found FROM ceremony_list ORDER BY key"
)
_REST = (
    "SELECT key, source, id, title, url, revision, revised_at, retrieved_at, origin, missing FROM page ORDER BY key",
    "SELECT name, tier, licence, publisher FROM source ORDER BY name",
    'SELECT source, definition FROM "import" ORDER BY source',
)
_CHECKED = "SELECT source, body, ceremony, checked_at FROM ceremony_list WHERE ceremony IS NOT NULL"


class Content(TypedDict):
    """Hashes of what a judgement reads."""

    statements: dict[str, str]
    """Of all of each kind that stand, each with the page that says it."""
    rest: str
    """Of pages, sources and how imported files are read."""
    lists: dict[str, str]
    """Of how the lists of each film year stand."""


def content_of(rows: Rows) -> Content:
    """What stands in the database."""
    lists: dict[str, list[object]] = defaultdict(list)
    for year, *row in rows(_LISTS):
        lists[str(year or "")].append(row)
    by_year = {year: _digest(of) for year, of in sorted(lists.items())}
    return Content(statements=statements_of(rows), rest=_hash(rows, *_REST), lists=by_year)


def checked(rows: Rows) -> dict[tuple[str, str, int], str]:
    """When each list was last looked at, by source, body and ceremony."""
    from tracker.store.overview import iso

    return {(source, body, ceremony): iso(moment) for source, body, ceremony, moment in rows(_CHECKED)}


def _hash(rows: Rows, *queries: str) -> str:
    return _digest([_digest(rows(query)) for query in queries])


def _digest(rows: object) -> str:
    return hashlib.blake2b(json.dumps(rows, default=str).encode(), digest_size=16).hexdigest()
