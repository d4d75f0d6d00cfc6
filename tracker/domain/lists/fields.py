"""Which declared category each entry belongs to, and what of a page may be taken in while some categories are held."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.domain.facts.records import FieldRecord, NominationRecord, Record
from tracker.domain.lists.problems import Problem, Severity, held_categories
from tracker.domain.sources import ListSource

_ASIDE = re.compile(r" \([^()]*\)$")
"""The prize that a festival's section competes for, behind the section's name."""

Fields = dict[str, list[NominationRecord]]
"""Entries by the name of their category."""


def by_category(source: ListSource, number: int, entries: Iterable[NominationRecord]) -> tuple[Fields, Fields]:
    """Entries by declared category, and those of categories that nobody declared, by printed name."""
    fields: Fields = defaultdict(list)
    unnamed: dict[str | None, Fields] = defaultdict(dict)
    names: dict[tuple[str | None, str], str | None] = {}
    for record in entries:
        printed_as = record.category, record.category_as_printed
        if printed_as not in names:
            names[printed_as] = declared_name(source, number, *printed_as)
        name = names[printed_as]
        if name is None:
            unnamed[record.category].setdefault(record.category_as_printed, []).append(record)
        else:
            fields[name].append(record)
    unknown: Fields = {}
    for slug, printed in unnamed.items():
        still_open = [name for name in _given(source, number, slug) if name not in fields]
        if len(still_open) == len(printed):
            # The reader knew them by their links: new words for the categories of this concept that are still open.
            fields |= dict(zip(still_open, printed.values(), strict=True))
        else:
            unknown |= printed
    return dict(fields), unknown


def declared_name(source: ListSource, number: int, concept: str | None, printed: str) -> str | None:
    """The declared category of a concept that a printed name means at a ceremony; None where that is not sure."""
    names = _given(source, number, concept)
    if section := source.line_up(_ASIDE.sub("", printed), number):
        return section if section in names else None
    if prize := source.prize(printed, number):
        return prize if prize in names else None
    meanings = [name for name in source.meanings(printed, number) if name in names]
    if len(meanings) == 1:
        return meanings[0]
    return names[0] if len(names) == 1 else None


def _given(source: ListSource, number: int, slug: str | None) -> list[str]:
    """Declared categories of a concept at this ceremony."""
    return [name for name, c in source.categories.items() if c.concept == slug and c.given_at(number)]


@dataclass(frozen=True, slots=True)
class Unread:
    """A category that is held, or what stands under none, with what is known of its contents."""

    name: str
    """As declared; "" for what could not be placed under any category."""
    category: str
    """Its concept; "" as above."""
    text: str | None
    """Titles, links and names in it; None where nothing of it is on the page."""
    passed: str = ""
    """What it was, and who let it pass, when and why: the category is closed but for what the text names."""


def withhold(
    source: ListSource, number: int, records: Sequence[Record], problems: Sequence[Problem]
) -> tuple[list[Record], list[Unread]]:
    """The records that may be taken in, and the categories that are held by themselves with what stands in them.

    On the page of a verified source, a category that nobody declared may be one that the page lacks.
    """
    holds = held_categories(problems)
    fields, unknown = by_category(source, number, (r for r in records if isinstance(r, NominationRecord)))
    lacking = (
        [p.category for p in problems if p.category and p.code == "missing_category" and p.category in holds]
        if source.verified
        else []
    )
    fields |= {name: [entry for of in unknown.values() for entry in of] for name in lacking}
    printed = {(name, None) for name in unknown} if lacking else set()
    aside = {id(entry) for name in holds for entry in fields.get(name, ())}
    whole = [
        r
        for r in records
        if id(r) not in aside
        and not (isinstance(r, FieldRecord) and (r.declared in holds or (r.category_as_printed, r.declared) in printed))
    ]
    texts: dict[str, list[str]] = {name: [] for name in sorted(holds)}
    for problem in problems:
        if problem.unread and (problem.category in holds or problem.severity is Severity.WARN) and not problem.passed:
            texts.setdefault(problem.category or "", []).append(problem.unread)
    for name in holds:
        texts[name] += [_words(entry) for entry in fields.get(name, ())]
    return whole, [Unread(name, _concept(source, name), "\n".join(lines) or None) for name, lines in texts.items()]


def passed_lines(source: ListSource, problems: Iterable[Problem]) -> list[Unread]:
    """The lines that somebody let pass; what they name may still stand in their category."""
    return [
        Unread(p.category or "", _concept(source, p.category or ""), p.unread or "", f"{p.mark} ({p.passed})")
        for p in problems
        if p.passed
    ]


def _concept(source: ListSource, name: str) -> str:
    declared = source.categories.get(name)
    return declared.concept if declared else ""


def _words(entry: NominationRecord) -> str:
    """Everything that an entry names."""
    works = [text for work in entry.works for text in (work.title, work.link)]
    people = [text for person in entry.people for text in (person.name, person.link)]
    return " | ".join(text for text in (*works, *people, entry.detail, entry.note) if text)
