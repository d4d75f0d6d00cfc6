"""RSS and Atom feeds: which articles they name, and when those appeared."""

import html
import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin, urlsplit

from spiders.formats.replies import RefusalError

_ENTITY = re.compile(rb"<!ENTITY|<!DOCTYPE[^>\[]*\[", re.IGNORECASE)


@dataclass(frozen=True)
class Entry:
    """One article of a feed."""

    url: str
    published: date | None = None
    """As the feed says it, for a page that does not."""

    def dated(self, body: bytes) -> bytes:
        """The page with the feed's date in it where it states none of its own, so that it reads the same later."""
        if self.published is None or b"article:published_time" in body or b"datePublished" in body:
            return body
        stamp = f'<meta property="article:published_time" content="{self.published.isoformat()}">'.encode()
        return re.sub(rb"(<head[^>]*>)", rb"\1" + stamp, body, count=1, flags=re.IGNORECASE)


def read_feed(address: str, body: bytes) -> list[Entry]:
    """The articles of a feed, in its order, relative links resolved.

    Args:
        address: of the feed.
        body: RSS or Atom, however malformed.

    Raises:
        RefusalError: a web page instead of a feed (the message names the feed it points to), nothing in it, or a
            document that defines entities of its own, which feeds have no use for.
    """
    import feedparser

    if _ENTITY.search(body):
        raise RefusalError("entities", "defines entities of its own, which a feed has no use for: not read")
    parsed = feedparser.parse(body, response_headers={"content-location": address})
    if not parsed.entries:
        raise RefusalError("not_a_feed", _why_empty(address, body))
    entries = [_entry(address, entry) for entry in parsed.entries]
    return [entry for entry in entries if entry is not None]


def _entry(address: str, entry: object) -> Entry | None:
    link = str(getattr(entry, "link", "") or "").strip()
    url = urljoin(address, link)
    if not link or urlsplit(url).scheme not in {"http", "https"}:
        return None
    parsed = getattr(entry, "published_parsed", None) or getattr(entry, "updated_parsed", None)
    try:
        published = date(*parsed[:3]) if parsed else None
    except ValueError:
        published = None
    return Entry(url.partition("#")[0], published)


_ALTERNATE = re.compile(
    rb"""<link[^>]+type=["']application/(?:rss|atom)\+xml["'][^>]*>""",
    re.IGNORECASE,
)
_HREF = re.compile(rb"""href=["']([^"']+)["']""", re.IGNORECASE)


def _why_empty(address: str, body: bytes) -> str:
    link = _ALTERNATE.search(body)
    href = _HREF.search(link[0]) if link else None
    if href:
        feed = urljoin(address, html.unescape(href[1].decode("utf-8", "replace")))
        return f"is a web page, not a feed; its feed is {feed}"
    return "no article was found in it: is it a feed?"
