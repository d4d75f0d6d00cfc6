"""Compare two readings of one list: the last fit one and today's, or the encyclopaedia's and the body's own.

Two entries are the same if they share a film, a song or, in categories without films, a person, by link or by folded
name. A difference of a few letters is a correction; a larger one is a change that a person must check.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from tracker.domain.categories import entry_of, group_of
from tracker.domain.facts.records import NominationRecord, Result
from tracker.domain.titles.comparable import fold

NEAR = 0.75
"""Share of equal letters, as difflib counts them, from which two names are spellings of one."""
_DIGITS = re.compile(r"\d+")


def identities(record: NominationRecord) -> set[str]:
    """Forms by which an entry may be found again: films and people, by name or by link."""
    films = {fold(w.title) for w in record.works} | {f"[[{w.link}]]" for w in record.works if w.link}
    people = {fold(p.name) for p in record.people} | {f"[[{p.link}]]" for p in record.people if p.link}
    song = fold(record.detail or "") if entry_of(record.category) == "song" else ""
    return {f"{film} {song}" for film in films} or people


def same(a: NominationRecord, b: NominationRecord) -> bool:
    """Whether two records are one entry; names that have nothing in common make them two."""
    if not identities(a) & identities(b):
        return False
    names_a, names_b = {fold(p.name) for p in a.people}, {fold(p.name) for p in b.people}
    links_a, links_b = {p.link for p in a.people if p.link}, {p.link for p in b.people if p.link}
    return not names_a or not names_b or bool(names_a & names_b) or bool(links_a & links_b)


def near(a: str, b: str) -> bool:
    """Whether two printed names are one name in two spellings: most letters agree, and every number does."""
    one, other = fold(a), fold(b)
    if sorted(_DIGITS.findall(one)) != sorted(_DIGITS.findall(other)):
        return False
    return SequenceMatcher(None, one, other).ratio() >= NEAR


def corrected(a: NominationRecord, b: NominationRecord) -> bool:
    """Whether two entries differ only in the spelling of their film or people."""
    films = _each_near([w.title for w in a.works], [w.title for w in b.works])
    people = _each_near([p.name for p in a.people], [p.name for p in b.people])
    return films and people


def _each_near(some: Sequence[str], others: Sequence[str]) -> bool:
    return len(some) == len(others) and all(near(x, y) for x, y in zip(some, others, strict=True))


@dataclass(slots=True)
class Changes:
    """Differences between a reading and the one before it."""

    lost: list[NominationRecord] = field(default_factory=list)
    """Removed entries."""
    respelt: list[NominationRecord] = field(default_factory=list)
    """Current entries that are old ones in another spelling."""
    added: list[NominationRecord] = field(default_factory=list)
    winners: list[NominationRecord] = field(default_factory=list)
    """Entries marked differently from before, although the field's winner was known."""
    people: list[tuple[NominationRecord, str, str]] = field(default_factory=list)
    """Entries in which one name replaced another, with both names."""


def changes(now: Iterable[NominationRecord], before: Sequence[NominationRecord]) -> Changes:
    """Match two readings entry by entry, field by field."""
    difference = Changes()
    rest = list(now)
    unmatched: list[NominationRecord] = []
    for old in before:
        match = next((n for n in rest if n.category == old.category and same(old, n)), None)
        if match is None:
            unmatched.append(old)
            continue
        rest.remove(match)
        if (old.result is Result.WON) != (match.result is Result.WON) and had_winner(before, old):
            difference.winners.append(match)
        if swapped := _swapped(old, match):
            difference.people.append((match, *swapped))
    for old in unmatched:
        match = next((n for n in rest if n.category == old.category and corrected(old, n)), None)
        if match is None:
            difference.lost.append(old)
        else:
            rest.remove(match)
            difference.respelt.append(match)
    difference.added = rest
    return difference


def _swapped(old: NominationRecord, new: NominationRecord) -> tuple[str, str] | None:
    """A removed name and its replacement, unless one is a spelling of the other."""
    former = [p for p in old.people if not any(_one_person(p.name, p.link, q.name, q.link) for q in new.people)]
    came = [p for p in new.people if not any(_one_person(p.name, p.link, q.name, q.link) for q in old.people)]
    return (former[0].name, came[0].name) if former and came else None


def _one_person(name: str, link: str | None, other: str, other_link: str | None) -> bool:
    return (link is not None and link == other_link) or near(name, other)


def had_winner(before: Iterable[NominationRecord], entry: NominationRecord) -> bool:
    """Whether the winner of the entry's category was known."""
    return any(
        e.result is Result.WON and e.category_as_printed == entry.category_as_printed and e.category == entry.category
        for e in before
    )


def shown(entry: NominationRecord) -> str:
    """An entry in a message: its people and its films."""
    return ", ".join([p.name for p in entry.people] + [w.title for w in entry.works])


def disagreements(
    here: Sequence[NominationRecord], there: Sequence[NominationRecord], names: tuple[str, str]
) -> list[tuple[NominationRecord, str]]:
    """Where two lists of one ceremony differ, as sentences that name both sides, with the entry of either.

    Films count by title, and in acting and directing so do the people; other teams are printed too differently. Winners
    are compared once both sides know them.

    Args:
        here: the list that would be taken in.
        there: the list it is compared with.
        names: what the two are called.
    """
    sentences: list[tuple[NominationRecord, str]] = []
    for concept in dict.fromkeys(r.category for r in (*here, *there)):
        rest = [r for r in there if r.category == concept]
        mine = [r for r in here if r.category == concept and r.official]
        has_winners = all(any(r.result is Result.WON for r in side) for side in (mine, rest))
        unmatched = []
        for record in mine:
            match = next((r for r in rest if _agree(record, r)), None)
            if match is None:
                unmatched.append(record)
                continue
            rest.remove(match)
            if has_winners and (record.result is Result.WON) != (match.result is Result.WON):
                won, lost = names if record.result is Result.WON else names[::-1]
                sentences.append(
                    (record, f"{record.category_as_printed}: {shown(record)!r} won by {won}, and not by {lost}")
                )
        sentences += [
            (r, f"{r.category_as_printed}: {names[0]} has {shown(r)!r}, and {names[1]} has not") for r in unmatched
        ]
        sentences += [
            (r, f"{r.category_as_printed}: {names[1]} has {shown(r)!r}, and {names[0]} has not") for r in rest
        ]
    return sentences


def _agree(a: NominationRecord, b: NominationRecord) -> bool:
    films = any(near(x.title, y.title) for x in a.works for y in b.works)
    if entry_of(a.category) == "song":
        return films and near(a.detail or "", b.detail or "")
    if group_of(a.category) in ("acting", "directing"):
        return films and any(near(p.name, q.name) for p in a.people for q in b.people)
    if entry_of(a.category) == "country":
        return films or near(a.detail or "", b.detail or "")
    return films
