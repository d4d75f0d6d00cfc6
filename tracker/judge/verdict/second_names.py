"""Performances that may be a nominee's under a second name: absence of a person needs identity too."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence, Set
from typing import NamedTuple

import pandas as pd

from tracker.domain.facts.film_cells import credits_of
from tracker.domain.text.names import share_a_word
from tracker.domain.titles.comparable import fold
from tracker.judge.material.categories import ACTING, credit_of
from tracker.judge.material.frames import tuples
from tracker.judge.material.keys import FilmKey, Person, UnitKey
from tracker.judge.material.tables import SeasonTables
from tracker.judge.verdict.units import Entry


class Pair(NamedTuple):
    """Somebody who is not on the list for a performance, and somebody who is for one of the same film."""

    absent: Person
    nominee: Entry

    @property
    def film(self) -> str:
        """Key of the film."""
        return self.absent.unit.film_key

    @property
    def both(self) -> tuple[Person | Entry, ...]:
        """The two people."""
        return self.absent, self.nominee

    @property
    def people(self) -> Set[str]:
        """Keys of both."""
        return {self.absent.who, self.nominee.who}


def second_names(tables: SeasonTables, people: Iterable[Person], entries: Iterable[Entry]) -> set[UnitKey]:
    """Performances of which nothing tells that they are not a nominee's of the same film and sex.

    Two people of a film are told apart by ids of their own, by a list that names both, or by the film's cast. Where
    nothing of that is on record, they may be one person if their names share a word, or if the cast has one of them
    alone: the other may be printed under a name of birth, of law or of a later day.

    Args:
        tables: every statement at hand.
        people: who each unit is about.
        entries: nominations on the bodies' own lists.
    """
    pairs = [pair for pair in _pairs(people, entries) if not all(map(_has_id, pair.both))]
    films = {pair.film for pair in pairs}
    lists, cast = _lists(tables, films), _casts(tables, films)
    return {
        pair.absent.unit
        for pair in pairs
        if not any(pair.people <= named for named in lists[pair.film]) and _may_be_one(pair, cast[pair.film])
    }


def _pairs(people: Iterable[Person], entries: Iterable[Entry]) -> list[Pair]:
    nominees: dict[tuple[FilmKey, str], dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        if entry.who and entry.unit.category in ACTING:
            nominees[entry.unit.film, credit_of(entry.unit.category)].setdefault(entry.who, entry)
    acted = ((one, one.unit) for one in people if one.unit.category in ACTING)
    asked = ((one, nominees.get((unit.film, credit_of(unit.category)), {})) for one, unit in acted)
    return [Pair(one, entry) for one, named in asked if one.who not in named for entry in named.values()]


def _has_id(one: Person | Entry) -> bool:
    return bool(one.person_qid) or not one.who.startswith("name:")


def _lists(tables: SeasonTables, films: Collection[str]) -> dict[str, Sequence[Set[str]]]:
    """Whom each list at hand names for each film."""
    every = pd.concat([tables.entries[_LIST], tables.unheard[_LIST]])
    entries = every[every["film"].isin(films)]
    credits = tables.credits[tables.credits["statement"].isin(entries["statement"])]
    named: dict[str, set[str]] = defaultdict(set)
    for statement, who in tuples(credits, ["statement", "person"]):
        named[statement].add(who)
    lists: dict[str, dict[tuple[object, ...], set[str]]] = defaultdict(lambda: defaultdict(set))
    for statement, film, *own in tuples(entries, _LIST):
        lists[film][tuple(own)] |= named[statement]
    return defaultdict(tuple, {film: list(own.values()) for film, own in lists.items()})


_LIST = ["statement", "film", "body", "ceremony", "source_url"]
_CAST = "cast"


def _casts(tables: SeasonTables, films: Collection[str]) -> dict[str, set[str]]:
    """Keys, ids and folded names of each film's cast, by its articles and the registry."""
    casts: dict[str, set[str]] = defaultdict(set)
    pages, registry = tables.film_credits, tables.films
    for film, craft, *ids, name in tuples(
        pages[pages["film"].isin(films)], ["film", "craft", "person", "person_qid", "name"]
    ):
        if craft == _CAST:
            casts[film].update((*ids, fold(name)))
    for film, cell in tuples(registry[registry["film"].isin(films)], ["film", "credits"]):
        for one in credits_of(cell):
            if one.craft == _CAST:
                casts[film].update((one.qid, fold(one.name)))
    return defaultdict(set, {film: cast - {""} for film, cast in casts.items()})


def _may_be_one(pair: Pair, cast: Set[str]) -> bool:
    known = [not cast.isdisjoint((one.who, one.person_qid, fold(one.name))) for one in pair.both]
    if all(in_cast or _has_id(one) for in_cast, one in zip(known, pair.both, strict=True)):
        return False
    return any(known) or share_a_word(pair.absent.name, pair.nominee.name)
