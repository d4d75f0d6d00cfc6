"""The reviewed table `words.yml`: labels, headings and schema.org's terms of film pages."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from spiders.families.film_article.words import key
from spiders.families.film_article.words import words as article_words
from tracker.domain.yamltext import load_yaml


@dataclass(frozen=True, slots=True)
class Words:
    """What labels, headings and properties mean."""

    crafts: Mapping[str, str]
    facts: Mapping[str, str]
    certificates: Mapping[str, str]
    genres: frozenset[str]
    release_headings: frozenset[str]
    nameless_sources: frozenset[str]
    buzz: re.Pattern[str]
    schema_crafts: Mapping[str, str]
    schema_facts: Mapping[str, str]
    article_types: frozenset[str]


def _turned(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {key(spelling): name for name, spellings in table.items() for spelling in spellings}


def _inside_out(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {term: name for name, terms in table.items() for term in terms}


@cache
def words() -> Words:
    """The table, read once; labels of film articles hold too, these before those."""
    text = files("spiders.families.press.film_pages").joinpath("words.yml").read_text("utf-8")
    data: dict[str, Any] = load_yaml(text, "words.yml")
    articles = article_words()
    return Words(
        crafts=dict(articles.crafts) | _turned(data["crafts"]),
        facts=dict(articles.facts) | _turned(data["facts"]),
        certificates={key(code): code for code in data["certificates"]},
        genres=frozenset(data["genres"]),
        release_headings=frozenset(map(key, data["release_headings"])),
        nameless_sources=frozenset(map(key, data["nameless_sources"])),
        buzz=re.compile("|".join(data["buzz"]), re.IGNORECASE),
        schema_crafts=_inside_out(data["schema_org"]["crafts"]),
        schema_facts=_inside_out(data["schema_org"]["facts"]),
        article_types=frozenset(data["article_types"]),
    )
