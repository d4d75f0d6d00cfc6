"""One module a family of sources: a pure function from a page's bytes to records."""

from importlib import import_module

from tracker.domain.errors import ConfigError
from tracker.domain.facts.records import PageRecord, Record
from tracker.domain.lists.problems import Problem
from tracker.domain.sources import Source

FAMILIES: dict[str, str] = {
    "wikipedia_ceremony": "spiders.families.ceremony.read:read",
    "wikipedia_festival": "spiders.families.festival.read:read",
    "official_page": "spiders.families.official.read:read",
    "wikipedia_titles": "spiders.families.links.read:read",
    "wikidata_films": "spiders.families.registry.read:read",
    "wikipedia_film": "spiders.families.film_article.read:read",
    "press": "spiders.families.press.read:read",
    "book_prize": "spiders.families.book_prize.read:read",
    "supplied": "spiders.families.supplied.read:read",
}
"""Where each family's reader is; imported when first needed, since most runs need one."""


def read_page(source: Source, page: PageRecord, body: bytes) -> tuple[list[Record], list[Problem]]:
    """What a page says, by its source's family; pure, so it serves the spiders and `snubs reparse` alike.

    Raises:
        ConfigError: a family nobody has written.
    """
    if source.family not in FAMILIES:
        raise ConfigError(f"{source.name}: no family is called {source.family!r}; known: {', '.join(FAMILIES)}")
    module, _, name = FAMILIES[source.family].partition(":")
    result: tuple[list[Record], list[Problem]] = getattr(import_module(module), name)(source, page, body)
    return result
