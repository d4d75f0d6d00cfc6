"""The reviewed table of template names and credit words, `words.yml`."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tracker.domain.yamltext import load_yaml

_SPACE = re.compile(r"[\s_-]+")


def plain_name(name: str) -> str:
    """A template's name as `words.yml` writes it: lower case, without spaces, hyphens and underscores."""
    folded = _SPACE.sub("", name.strip().removeprefix(":")).lower().removeprefix("template:")
    return folded or name.strip()[:1]


@dataclass(frozen=True, slots=True)
class Words:
    """What each known template shows."""

    shows: dict[str, int | str]
    shows_italic: dict[str, int | str]
    shows_struck: dict[str, int | str]
    links: dict[str, int | str]
    names: frozenset[str]
    characters: dict[str, str]
    winner: frozenset[str]
    notes: frozenset[str]
    layout: frozenset[str]
    category_template: re.Pattern[str]
    credit_words: frozenset[str]
    jobs: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    letters: frozenset[str]
    role_endings: frozenset[str]
    beside_link: frozenset[str]
    source_clause: re.Pattern[str]
    unofficial: re.Pattern[str]
    ensemble: re.Pattern[str]
    runner_up: re.Pattern[str]
    prose: dict[str, Any]
    """Clauses of prose about prizes, and the words in them; read by `clauses.py`."""


@cache
def words() -> Words:
    """The table, read once."""
    text = files("spiders.formats.wikitext").joinpath("words.yml").read_text("utf-8")
    data: dict[str, Any] = load_yaml(text, "words.yml")
    return Words(
        shows=data["shows"],
        shows_italic=data["shows_italic"],
        shows_struck=data["shows_struck"],
        links=data["links"],
        names=frozenset(data["names"]),
        characters=data["characters"],
        winner=frozenset(data["winner"]),
        notes=frozenset(data["notes"]),
        layout=frozenset(data["layout"]) | {"-"},
        category_template=re.compile(data["category_template"]),
        credit_words=frozenset(data["credit_words"]),
        jobs=frozenset(data["jobs"]),
        particles=frozenset(data["particles"]),
        suffixes=frozenset(data["suffixes"]),
        letters=frozenset(data["letters"]),
        role_endings=frozenset(data["role_endings"]),
        beside_link=frozenset(data["beside_link"]),
        source_clause=re.compile(rf"(?:^|(?<=[\s,;(])){data['source_clause']}", re.IGNORECASE),
        unofficial=re.compile(data["unofficial"], re.IGNORECASE),
        ensemble=re.compile(data["ensemble"], re.IGNORECASE),
        runner_up=re.compile(data["runner_up"], re.IGNORECASE),
        prose=data["prose"],
    )
