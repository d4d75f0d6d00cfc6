"""Footnotes: each page of each revision once, numbered as the report first needs it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tracker.domain.cells import is_missing, is_web_address, parts_of
from tracker.domain.citations import revision_words
from tracker.domain.figures import listing
from tracker.report.parts import Citation

_WIKI = re.compile(r"^(https?://[a-z-]+\.(?:m\.)?wikipedia\.org)/wiki/")


def text_of(row: Mapping[str, Any], name: str) -> str:
    """A cell as text, "" where it is blank or the column is absent."""
    value = row.get(name)
    if isinstance(value, str):  # most are; this is asked a hundred thousand times a report
        return value
    return "" if isinstance(value, list | tuple) or is_missing(value) else str(value)


def claim_of(row: Mapping[str, Any]) -> str:
    """What a row of evidence claims, its people listed as in a sentence."""
    people = parts_of(row.get("people"))
    return text_of(row, "claim").replace(";".join(people) or "\0", listing(people))


def permalink(url: str, revision: str, origin: str) -> str:
    """The address of exactly that revision, where a live wiki has one; else the address itself."""
    wiki = _WIKI.match(url)
    if wiki and revision.isdigit() and origin == "live":
        return f"{wiki[1]}/w/index.php?oldid={revision}"
    return url


def page_name(url: str) -> str:
    """What to call a page: an encyclopaedia's article title, else the host and the last part of the path."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    last = unquote(parts.path.rstrip("/").rpartition("/")[2]).replace("_", " ")
    if last in ("", "index.php"):
        last = next(iter(parse_qs(parts.query).get("title", [last]))).replace("_", " ")
    host = parts.netloc.removeprefix("www.")
    return f"{host}: {last}" if last else host or url


class Citations:
    """Hands out numbers."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        self._made: list[Citation] = []

    def cite(
        self, row: Mapping[str, Any], *, revision: str = "source_revision", seen: str = "retrieved_at"
    ) -> tuple[int, ...]:
        """The number for the page that the row is cited by; none for a row without a page."""
        url, source = text_of(row, "source_url"), text_of(row, "source")
        if not (url or source):
            return ()
        key, day = (url or source, text_of(row, revision)), text_of(row, seen)
        if key not in self._numbers:
            self._numbers[key] = len(self._made) + 1
            self._made.append(self._make(row, url, source, key[1], day))
        number = self._numbers[key]
        if day > self._made[number - 1].retrieved_at:
            # One revision may have been read twice, and its earlier reading be cited first.
            self._made[number - 1] = replace(self._made[number - 1], retrieved_at=day)
        return (number,)

    def of_lists(self, rows: Iterable[Mapping[str, Any]]) -> tuple[int, ...]:
        """The pages from which nominations were read, by rows of lists.csv: what an absence rests on."""
        nominations = [row for row in rows if text_of(row, "kind") in ("", "nominations", "nominated")]
        return tuple(n for row in nominations for n in self.cite(row, revision="revision", seen="as_of"))

    def _make(self, row: Mapping[str, Any], url: str, source: str, revision: str, retrieved_at: str) -> Citation:
        origin = text_of(row, "origin")
        return Citation(
            number=len(self._made) + 1,
            label=page_name(url) if is_web_address(url) else url or source,
            url=permalink(url, revision, origin) if is_web_address(url) else None,
            revision=revision_words(url, revision),
            retrieved_at=retrieved_at,
            licence=text_of(row, "licence"),
            origin=origin,
        )

    def all(self) -> tuple[Citation, ...]:
        """Every citation handed out, by number."""
        return tuple(self._made)
