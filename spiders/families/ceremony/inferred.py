"""Infer an unknown body's layout from one page: a first draft of a source file, for a person to review."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache

from spiders.formats.wikitext.blocks import HeadingBlock, read_blocks
from spiders.formats.wikitext.dates import held_on
from spiders.formats.wikitext.entry import clean
from spiders.formats.wikitext.lines import Line
from spiders.formats.wikitext.lists import Heading, Kind, ListCollector, Meaning
from tracker.domain.bodies import printed_names
from tracker.domain.categories import OTHER, categories
from tracker.domain.printed import printed_key

_ORDINAL = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\b")
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_STARTS = ("best ", "outstanding ", "achievement in ", "award for ")
_MOST_WORDS = 12
_SPRING = 6
"""A ceremony before this month honours films of the year before, as every body at hand does."""


@dataclass(frozen=True, slots=True)
class Inferred:
    """The facts inferred from one page."""

    pattern: str
    """Page title with `{ordinal}` or `{year}`; without either when the title has no number."""
    number: int | None
    year: int | None
    film_year: int | None
    categories: tuple[tuple[str, str, int], ...]
    """Printed name, guessed concept and number of entries."""
    sections: tuple[str, ...]
    """Headings under which the lists stand."""


def infer(title: str, text: str) -> Inferred:
    """Read title, date and list headings.

    Raises:
        PageError: the page is no wikitext that can be read.
    """
    page = read_blocks(text)
    top = [b for b in page.blocks if isinstance(b, Line)]
    ceremony_day = held_on(page.infobox.values.get("date", ""), top)
    pattern, number = _pattern(title)
    title_year = _YEAR.search(title)
    year = ceremony_day[0].year if ceremony_day else int(title_year[1]) if title_year else None
    film_year = year - 1 if ceremony_day and ceremony_day[0].month < _SPRING and year else year
    collector = ListCollector(_resolve)
    collector.collect(page.blocks)
    fields_read = [raw for raw in collector.fields if raw.lines]
    fields = tuple((f.meaning.printed, concept_of(f.meaning.printed), len(f.lines)) for f in fields_read)
    headings = [b for b in page.blocks if isinstance(b, HeadingBlock)]
    sections = dict.fromkeys(_above(headings, f.number) for f in fields_read)
    return Inferred(
        pattern, number if number is not None else year, year, film_year, fields, tuple(filter(None, sections))
    )


def _pattern(title: str) -> tuple[str, int | None]:
    if match := _ORDINAL.search(title):
        return title.replace(match[0], "{ordinal}", 1), int(match[1])
    if match := _YEAR.search(title):
        return title.replace(match[0], "{year}", 1), None
    return title, None


def _above(headings: list[HeadingBlock], line: int) -> str:
    """The outermost section that contains a line."""
    before = [h for h in headings if h.number < line]
    level = min((h.level for h in before), default=0)
    return next((clean(h.text) for h in reversed(before) if h.level == level), "")


def _resolve(heading: Heading, group: Heading | None) -> Meaning:
    """Accept anything that reads like the name of a category."""
    printed = f"{group.text} – {heading.text}" if group else heading.text
    plausible = concept_of(printed) != OTHER or printed_key(printed).startswith(_STARTS)
    if not plausible or len(printed.split()) > _MOST_WORDS:
        return Meaning(Kind.UNKNOWN, printed=printed)
    return Meaning(Kind.DECLARED, printed, printed)


def concept_of(printed: str) -> str:
    """The concept of a printed name, or of the one part that has any: "Documentary/Non-fiction Film"; else `other`."""
    parts = [_core(part) for part in printed.split("/")]
    concepts = {_concepts().get(name) for name in (_core(printed), *parts)} - {None}
    return _concepts().get(_core(printed)) or (concepts.pop() if len(concepts) == 1 else None) or OTHER


@cache
def _concepts() -> dict[str, str]:
    """By comparable name, the concept that most bodies print it for; else the one that bears it anywhere."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in printed_names():
        counts[_core(row["printed"])][row["concept"]] += 1
    general = {_core(name): slug for slug, category in categories().items() for name in category.names}
    return general | {name: concepts.most_common(1)[0][0] for name, concepts in counts.items()}


def _core(printed: str) -> str:
    key = printed_key(printed)
    for start in _STARTS:
        key = key.removeprefix(start)
    return key


def draft(name: str, title: str, revision: str, inferred: Inferred) -> tuple[str, str]:
    """The YAML of a source on trial and of its body; every guess says so."""
    read = f"Drafted from {title}, revision {revision}."
    source = [
        f"# {read} Name the page in verified_on when somebody has compared it.",
        f"body: {name}",
        "publisher: Wikipedia",
        "family: wikipedia_ceremony",
        "tier: 2",
        "licence: CC BY-SA 4.0",
        f"page: {_quoted(inferred.pattern)}",
    ]
    if inferred.sections:
        source.append(f"sections: {{take: {_quoted(list(inferred.sections))}}}")
    return "\n".join(source) + "\n", "\n".join(
        _body_lines(read, title, f"{title}, revision {revision}", inferred)
    ) + "\n"


def _body_lines(read: str, title: str, basis: str, inferred: Inferred) -> list[str]:
    number, year, film_year = inferred.number or 1, inferred.year or 0, inferred.film_year or 0
    span = f"from: {number}, to: {number}"
    lines = [
        f"# {read} Concepts and sizes are guesses until somebody has looked;",
        "# then give every rule and exception its source.",
        f"title: {_quoted(clean(_ORDINAL.sub('', _YEAR.sub('', title))))}",
        f"ceremonies: {{first: {number}, film_year: {_offset(film_year - number)}, year: {_offset(year - number)}}}",
    ]
    if inferred.categories:
        lines.append(f"basis: [{{{span}, source: {_quoted(basis)}}}]")
    lines.append("categories:" if inferred.categories else "categories: {}")
    for printed, concept, size in inferred.categories:
        lines.append(f"  {_quoted(printed)}: {{is: {concept}, field: [{{{span}, size: {size}}}]}}")
    return lines


def _quoted(value: str | list[str]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _offset(value: int) -> str:
    return f'"ceremony {"-" if value < 0 else "+"} {abs(value)}"'
