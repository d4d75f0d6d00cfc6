"""The families of sources, one package each; only this module knows their names."""

from functools import cache
from importlib import import_module

from spiders.family import Family
from tracker.domain.errors import ConfigError
from tracker.domain.facts.records import PageRecord, Record
from tracker.domain.lists.problems import Problem
from tracker.domain.sources import Source

ROOMS: dict[str, str] = {
    "wikipedia_ceremony": "ceremony",
    "wikipedia_festival": "festival",
    "official_page": "official",
    "wikipedia_titles": "links",
    "wikidata_films": "registry",
    "wikipedia_film": "film_article",
    "press": "press",
    "book_prize": "book_prize",
    "supplied": "supplied",
}
"""The folder of each family, by the name that source files give it."""


@cache
def family(name: str) -> Family:
    """The family of a name.

    Raises:
        ConfigError: nobody has written it.
    """
    if name not in ROOMS:
        raise ConfigError(f"no family is called {name!r}; known: {', '.join(ROOMS)}")
    room: Family = import_module(f"{__name__}.{ROOMS[name]}").FAMILY
    return room


def family_of(source: Source) -> Family:
    """The family that asks for, reads and judges a source's pages."""
    return family(source.family)


def read_page(source: Source, page: PageRecord, body: bytes) -> tuple[list[Record], list[Problem]]:
    """What a page says, by its source's family."""
    return family_of(source).read(source, page, body)
