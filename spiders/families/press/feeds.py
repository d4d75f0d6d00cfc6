"""RSS and Atom feeds: which articles they name, and when those appeared."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from spiders.formats.replies import RefusalError
from tracker.domain.text.dates import DAY, day_of

FIRST_YEAR = 1991
"""Of the Web; earlier days are what programs write for a date that they do not have."""
_ENTITY = re.compile(rb"<!ENTITY|<!DOCTYPE[^>\[]*\[", re.IGNORECASE)


@dataclass(frozen=True)
class Entry:
    """One article of a feed."""

    url: str
    published: date | None = None
    """As the feed says it, for a page that does not."""
    unread: str | None = None
    """The feed's date as printed, where it is none that can be read."""

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
    feed = feedparser.parse(body, response_headers={"content-location": address})
    if not feed.entries:
        raise RefusalError("not_a_feed", _why_empty(address, body))
    entries = [_entry(address, entry) for entry in feed.entries]
    return [entry for entry in entries if entry is not None]


def _entry(address: str, entry: Mapping[str, object]) -> Entry | None:
    link = str(entry.get("link") or "").strip()
    url = urljoin(address, link)
    if not link or urlsplit(url).scheme not in {"http", "https"}:
        return None
    stamps = (str(entry[name]).strip() for name in ("published", "updated") if name in entry)
    stamp = next(filter(None, stamps), "")
    published = stated_day(stamp)
    return Entry(url.partition("#")[0], published, stamp[:80] if stamp and published is None else None)


_NUMBER = re.compile(r"\d{9,}")
"""Seconds since some day, which no feed may give."""
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b")


def stated_day(stamp: str) -> date | None:
    """The day of a feed's date, in UTC where it has a time zone; None where any part of the day is missing or unclear.

    feedparser fills what it cannot read with today's year and month, so the text is read here.
    """
    if _NUMBER.match(stamp) or not stamp.isascii():
        return None
    text = _YEAR_FIRST.sub(lambda m: f"{m[1]}-{int(m[2]):02d}-{int(m[3]):02d}", stamp, count=1)
    for reader in (datetime.fromisoformat, parsedate_to_datetime, _day_in):
        try:
            moment = reader(text)
            day = moment.astimezone(UTC).date() if moment.tzinfo else moment.date()
        except (ValueError, OverflowError, TypeError):
            continue
        return day if day.year >= FIRST_YEAR else None
    return None


def _day_in(text: str) -> datetime:
    """The one day that a text names.

    Raises:
        ValueError: no day, or several.
    """
    (match,) = DAY.finditer(text)
    day = day_of(match)
    if day is None:
        raise ValueError(text)
    return datetime.combine(day, time(), UTC)


_ALTERNATE = re.compile(rb"""<link[^>]+type=["']application/(?:rss|atom)\+xml["'][^>]*>""", re.IGNORECASE)
_HREF = re.compile(rb"""href=["']([^"']+)["']""", re.IGNORECASE)


def _why_empty(address: str, body: bytes) -> str:
    link = _ALTERNATE.search(body)
    href = _HREF.search(link[0]) if link else None
    if href:
        feed = urljoin(address, html.unescape(href[1].decode("utf-8", "replace")))
        return f"is a web page, not a feed; its feed is {feed}"
    return "no article was found in it: is it a feed?"
