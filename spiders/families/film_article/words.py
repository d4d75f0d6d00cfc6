"""The reviewed table `words.yml`: labels, results, names and wordings of film articles."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tracker.domain.categories import printed_key
from tracker.domain.yamltext import load_yaml


def key(text: str) -> str:
    """A comparable form of a printed word: case, accents, punctuation and spaces do not count."""
    return printed_key(text[:400])


@dataclass(frozen=True, slots=True)
class Words:
    """What labels, headers, cells and cues mean."""

    crafts: Mapping[str, str]
    facts: Mapping[str, str]
    film_labels: frozenset[str]
    nobody: frozenset[str]
    name_suffixes: frozenset[str]
    currencies: tuple[str, ...]
    countries: Mapping[str, str]
    regions: Mapping[str, str]
    scopes: frozenset[str]
    not_release: frozenset[str]
    headers: Mapping[str, str]
    results: tuple[tuple[str, frozenset[str]], ...]
    looks: tuple[tuple[str, tuple[str, ...]], ...]
    bodies: Mapping[str, tuple[str, ...]]
    vague: Mapping[str, frozenset[str]]
    categories: Mapping[str, Mapping[str, str]]
    accolade_list: tuple[str, ...]
    accolade_headings: tuple[str, ...]
    other_subject_headings: frozenset[str]
    aggregators: Mapping[str, re.Pattern[str]]
    others: re.Pattern[str]
    some_only: re.Pattern[str]
    not_this: re.Pattern[str]
    count_nouns: str
    number_words: Mapping[str, int]


def _turned(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Every spelling to what it stands for; of two, the one named first."""
    turned: dict[str, str] = {}
    for name, spellings in table.items():
        for spelling in spellings:
            turned.setdefault(key(spelling), name)
    return turned


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Any of some names, whatever their case; a word before it may lack its space ("OnRotten Tomatoes")."""
    longest = sorted(names, key=len, reverse=True)
    return re.compile(r"(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)", re.IGNORECASE)


@cache
def words() -> Words:
    """The table, read once."""
    text = files("spiders.families.film_article").joinpath("words.yml").read_text("utf-8")
    data: dict[str, Any] = load_yaml(text, "words.yml")
    return Words(
        crafts=_turned(data["crafts"]),
        facts=_turned(data["facts"]),
        film_labels=frozenset(map(key, data["film_labels"])),
        nobody=frozenset(map(key, data["nobody"])),
        name_suffixes=frozenset(map(key, data["name_suffixes"])),
        currencies=tuple(sorted(data["currencies"], key=len, reverse=True)),
        countries={key(c): c for c in data["countries"]} | _turned(data["country_spellings"]),
        regions={key(r): r for r in data["regions"]},
        scopes=frozenset(map(key, data["scopes"])),
        not_release=frozenset(map(key, data["not_release"])),
        headers=_turned(data["headers"]),
        results=tuple((name, frozenset(map(key, spellings))) for name, spellings in data["results"].items()),
        looks=tuple((name, tuple(looks)) for name, looks in data["looks"].items()),
        bodies={slug: tuple(names) for slug, names in data["bodies"].items()},
        vague={body: frozenset(map(key, names)) for body, names in data["vague"].items()},
        categories={body: _turned(names) for body, names in data["categories"].items()},
        accolade_list=tuple(data["accolade_list"]),
        accolade_headings=tuple(data["accolade_headings"]),
        other_subject_headings=frozenset(map(key, data["other_subject_headings"])),
        aggregators={name: _any_of(spellings) for name, spellings in data["aggregators"].items()},
        others=_any_of(data["others"]),
        some_only=re.compile("|".join(data["some_only"]), re.IGNORECASE),
        not_this=re.compile("|".join(data["not_this"]), re.IGNORECASE),
        number_words=data["number_words"],
        count_nouns="|".join(map(re.escape, sorted(data["count_nouns"], key=len, reverse=True))),
    )
