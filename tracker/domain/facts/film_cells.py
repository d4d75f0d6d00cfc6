"""Credits and titles of the registry's films, kept as JSON lists in one cell and parsed on demand.

A registry of many seasons credits millions of people, and most of its films are never read.
"""

import json
from functools import lru_cache
from typing import NamedTuple


class Credited(NamedTuple):
    """One person of a film."""

    craft: str
    name: str
    qid: str
    """"" where unknown."""


class Titled(NamedTuple):
    """One title of a film, with its country or language."""

    title: str
    sort: str
    """As in `tracker.domain.facts.records.FilmTitle`."""
    language: str
    country: str

    @property
    def place(self) -> str:
        """The title's country, else its language, else ""."""
        return self.country or self.language


@lru_cache(maxsize=4096)
def credits_of(cell: str) -> tuple[Credited, ...]:
    """The credits of a cell; a blank cell has none."""
    return tuple(Credited(craft, name, qid or "") for craft, name, qid in json.loads(cell)) if cell else ()


@lru_cache(maxsize=4096)
def titles_of(cell: str) -> tuple[Titled, ...]:
    """The titles of a cell; a blank cell has none."""
    rows = json.loads(cell) if cell else ()
    return tuple(Titled(title, sort, language or "", country or "") for title, sort, language, country in rows)
