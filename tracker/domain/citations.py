"""How a row is cited: by which page, in which revision, under whose terms. Decided here for every view."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from tracker.domain.cells import is_web_address, parts_of
from tracker.domain.tables import table

ITEM = "https://www.wikidata.org/wiki/"
_QUERIES = "/sparql"
"""How the address of a query service ends, at Wikidata or at a copy: a person can read nothing there."""
_QID = re.compile(r"Q[1-9]\d*")
_PERMANENT = re.compile(
    r"[?&]oldid=(\d+)|//web\.archive\.org/web/(\d{14})|//github\.com/[^/]+/[^/]+/\w+/([0-9a-f]{40})"
)
"""Revisions that addresses state themselves."""


HASH = 14
"""Characters of a revision that a reader sees: a number or a moment whole, the beginning of a hash."""
ORIGINS = {"archive": "bundled archive", "supplied": "supplied as a file"}
"""Where a page was read that nobody fetched."""


class Cited(NamedTuple):
    """Where a person can read what a row says; blank is "", never a stand-in."""

    url: str
    revision: str
    licence: str


@cache
def licences() -> dict[str, str]:
    """The terms of hosts, by the end of their names."""
    return table("tracker.data", "hosts.yml", dict[str, str])


def licence_of(url: str, terms: Mapping[str, str] | None = None) -> str:
    """The terms that a page's host states, "" where nothing on record says.

    Args:
        url: the page's address.
        terms: of hosts, by the end of their names; None means those on record.
    """
    host = f".{urlsplit(url).hostname or ''}" if is_web_address(url) else ""
    return next((own for end, own in (licences() if terms is None else terms).items() if host.endswith(f".{end}")), "")


def particulars(row: Mapping[str, Any]) -> str:
    """`revision 1290000000, read on 2026-01-12, bundled archive (CC BY-SA 4.0)`, as far as it is on record.

    Args:
        row: with the columns by which tables are cited, or some of them.
    """
    licence, day = row.get("licence"), str(row.get("retrieved_at") or "")[:10]
    parts = [
        revision_words(row.get("source_url") or "", str(row.get("source_revision") or "")),
        day and f"read on {day}",
        ORIGINS.get(row.get("origin") or ""),
    ]
    return " ".join(filter(None, [", ".join(filter(None, parts)), licence and f"({licence})"]))


def revision_words(url: str, revision: str) -> str:
    """`revision 1290000000`, or `hash 30db5cf59ec4` of what was read where a page has no revisions; "" for none."""
    if not revision:
        return ""
    return f"revision {revision[:HASH]}" if revision in url or revision.isdigit() else f"hash {revision[:HASH]}"


def cite(url: str, revision: str, licence: str, origin: str, *, cites: object = (), qid: str = "") -> Cited:
    """The citation of a row.

    Args:
        url: of the page that was read, or the name of a file.
        revision: its revision, or the hash of its bytes.
        licence: what the source file says of the pages of its publisher.
        origin: `live`, `archive` or `supplied`.
        cites: pages that the row itself names; the first is cited where the row stands in a file or in the archive,
            whose pages are made of what was read at several.
        qid: the item that a row of a query service is about.
    """
    item = _QID.match(qid)
    if urlsplit(url).path.endswith(_QUERIES) and item:
        return Cited(ITEM + item[0], revision, licence_of(ITEM))
    is_local = origin == "archive" or not is_web_address(url)
    page = next(iter(parts_of(cites)), url) if is_local else url
    permanent = _PERMANENT.search(page)
    if permanent:
        revision = next(filter(None, permanent.groups()))
    elif page != url or (origin == "archive" and revision.isdigit()):
        revision = ""  # nobody has read that page's revision: a file names it, or the archive counts its own editions
    own = origin not in ("archive", "supplied") or not is_web_address(page)
    return Cited(page, revision, licence_of(page) or licence * own)
