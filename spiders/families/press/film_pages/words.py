"""The reviewed table `words.yml`: labels, headings and schema.org's terms of film pages."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Annotated

from pydantic import BeforeValidator

from spiders.formats.html.words import words as film_words
from tracker.domain.models import Frozen
from tracker.domain.tables import ByKey, Keys, Pattern, Turned, table


def _inside_out(terms_by_name: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {term: name for name, terms in terms_by_name.items() for term in terms}


class SchemaOrg(Frozen):
    """What the properties of schema.org mean."""

    crafts: Annotated[Mapping[str, str], BeforeValidator(_inside_out)]
    facts: Annotated[Mapping[str, str], BeforeValidator(_inside_out)]


class Words(Frozen):
    """What labels, headings and properties mean."""

    crafts: Turned
    facts: Turned
    certificates: ByKey
    genres: frozenset[str]
    release_headings: Keys
    nameless_sources: Keys
    buzz: Pattern
    schema_org: SchemaOrg
    article_types: frozenset[str]


@cache
def words() -> Words:
    """The table, read once; labels of every page about a film hold too, these before those."""
    own, shared = table("spiders.families.press.film_pages", "words.yml", Words), film_words()
    labels = {"crafts": {**shared.crafts, **own.crafts}, "facts": {**shared.facts, **own.facts}}
    return own.model_copy(update=labels)
