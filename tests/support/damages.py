"""Pages that tests damage: what is read of a text in a page's place, and the damages that any page can have."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from spiders.catalogue import load_sources, read_page
from tracker.domain.facts.records import Origin, PageRecord, Record
from tracker.domain.lists.checks import check_list
from tracker.domain.lists.problems import Problem
from tracker.domain.sources import ListSource

TODAY = date(2026, 11, 1)
Damage = Callable[[str, random.Random], str | None]
_Page = TypeVar("_Page", bound="Page")


@dataclass(frozen=True, eq=False)
class Page:
    """One ceremony's page of a source."""

    source: ListSource
    number: int
    title: str
    text: str

    def read(self, text: str, before: list[Record] | None = None) -> tuple[list[Record], list[Problem]]:
        """What is read and doubted if the page has this text; `before` is its last fit reading."""
        record = PageRecord(
            id=self.title,
            source=self.source.name,
            title=self.title,
            url="https://example.org/",
            retrieved_at="2026-01-01T00:00:00Z",
            origin=Origin.LIVE,
            ceremony=self.number,
        )
        records, problems = read_page(self.source, record, text.encode())
        assert self.source.ceremonies is not None
        ceremony = self.source.ceremonies.ceremony(self.number)
        return records, [*problems, *check_list(self.source, ceremony, records, today=TODAY, previous=before)]


def real_pages(kind: type[_Page], shared: Path, bodies: dict[str, str], largest: int = 10**9) -> list[_Page]:
    """The saved pages of bodies, by a part of their titles, up to a size in bytes."""
    sources = load_sources()
    pages = []
    for path in sorted((shared / "wiki" / "pages").glob("*.wikitext")):
        body = next((body for part, body in bodies.items() if part in path.stem), None)
        digits = re.match(r"\d+", path.stem)
        if body is None or digits is None or path.stat().st_size > largest:
            continue
        source = sources[body]
        assert isinstance(source, ListSource)
        assert source.ceremonies is not None
        title, number = path.stem.replace("_", " "), int(digits[0])
        if "{ordinal}" not in (source.page or ""):  # named by the year
            number -= source.ceremonies.year
        pages.append(kind(source, number, title, path.read_text(encoding="utf-8")))
    return pages


def put(text: str, match: re.Match[str], new: str) -> str:
    """The text with something else in a match's place."""
    return text[: match.start()] + new + text[match.end() :]


def without_a_mark(text: str, rng: random.Random, within: re.Match[str], marks: str) -> str:
    """The text without one of the marks of markup in a part of it."""
    there = list(re.compile(marks).finditer(text, within.start(), within.end()))
    return put(text, rng.choice(there), "") if there else text


def seeded(
    pages: Sequence[_Page],
    damages: Sequence[Damage],
    *,
    times: int,
    seed: int,
    wrong: Callable[[_Page, Damage, int], str | None],
) -> list[str]:
    """What damages of pages drawn at random would have had ingested, one line each."""
    rng = random.Random(seed)  # noqa: S311 - repeatable on purpose
    lines = []
    for place in range(times):
        page, damage = rng.choice(pages), damages[place % len(damages)]
        lines.append(wrong(page, damage, rng.randrange(10**6)))
    return [line for line in lines if line]
