"""Gates G3 and G4: is it really absent, and did something else of its own take the place?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import NamedTuple

import pandas as pd

from tracker.domain.categories import OTHER, group_of
from tracker.domain.facts.records import Origin
from tracker.domain.rules import RuleBook
from tracker.domain.titles.comparable import is_id
from tracker.judge.material.candidates import Film
from tracker.judge.material.categories import ACTING
from tracker.judge.material.frames import tuples
from tracker.judge.material.keys import FilmKey, Person, UnitKey
from tracker.judge.material.tables import SHOWN, SeasonTables
from tracker.judge.material.unread import unread_of
from tracker.judge.verdict.units import Entry

_NUMBERED = ["body", "film_year", "film", "ceremony"]


def neighbours(tables: SeasonTables, targets: pd.DataFrame) -> dict[FilmKey, int]:
    """Films that the same body nominated in the season before or after, with the number of that ceremony."""
    asked = defaultdict(list)
    for target, body, year, own in tuples(targets, ["target", "body", "film_year", "ceremony"]):
        for beside in (year - 1, year + 1):
            asked[body, beside].append((target, own))
    rows = tables.entries[tables.entries["result"].isin(SHOWN) & tables.entries["official"]]
    rows = rows[rows["film_year"].isin({year for _, year in asked}) & rows["ceremony"].notna()]
    first: dict[FilmKey, int] = {}
    for body, year, film, number in set(tuples(rows, _NUMBERED)):
        for target, own in asked.get((body, year), ()):
            if number != own:
                first[target, film] = min(number, first.get((target, film), number))
    return first


def season_unsettled(
    tables: SeasonTables,
    films: Mapping[FilmKey, Film],
    ceremonies: pd.DataFrame,
    targets: pd.DataFrame,
    rules: RuleBook,
) -> set[FilmKey]:
    """Films that may belong to the season before, whose list is not at hand.

    A film older than the season may have been honoured the year before as another country's entry; a film of the
    body's own territory may not. Only a closed list of that season settles it, in which nothing unread names the film.

    Args:
        tables: every statement at hand.
        films: the candidates at each ceremony.
        ceremonies: every list (`tracker.judge.material.lists.ceremonies`).
        targets: the judged ceremonies.
        rules: the bodies' territories.
    """
    closed = ceremonies[ceremonies["closed"]]
    open_ = dict(zip(tuples(closed, ["body", "film_year"]), closed["unread"].tolist(), strict=True))
    before = {target: (body, year - 1) for target, body, year in tuples(targets, ["target", "body", "film_year"])}
    older = {
        key
        for key, film in films.items()
        if film.year < film.film_year
        and rules.bodies[before[key[0]][0]].territory.names.isdisjoint(map(str.casefold, film.countries.split(";")))
    }
    lists = pd.DataFrame([(target, open_.get(own, "")) for target, own in before.items()], columns=["target", "unread"])
    unread = unread_of(tables, lists, older)
    return {(target, film) for target, film in older if before[target] not in open_ or unread.holds(target, "", film)}


_LISTED = ["body", "ceremony", "film", "category"]
Part = tuple[str, str]
"""A category, "" for all; and the performer there, "" for anybody."""


def concerns(part: Part, key: UnitKey) -> bool:
    """Whether what is said of a part of a film may be said of a unit of it; of the film as a whole any part is."""
    category, person = part
    return not key.category or (category in ("", key.category) and (not person or key.person in ("", person)))


def not_told_apart(
    tables: SeasonTables, films: Mapping[FilmKey, Film], targets: pd.DataFrame, entries: Iterable[Entry]
) -> dict[FilmKey, set[Part]]:
    """The parts of a ceremony in which a film may stand under another key.

    Absence needs identity. A film is not told apart from the list's if one of its entries is alike, if another source's
    list of the ceremony names it or another performance in it, or if it has no id and the list names a film by its id
    alone.

    Args:
        tables: every statement at hand.
        films: the candidates at each ceremony.
        targets: the judged ceremonies.
        entries: nominations on the bodies' own lists.
    """
    open_: dict[FilmKey, set[Part]] = defaultdict(set)
    listed = {entry.unit.film for entry in entries}
    twins = defaultdict(list)
    for film, twin in tuples(tables.alike, ["film", "twin"]):
        twins[film].append(twin)
    for target, film in films:
        if film in twins and not listed.isdisjoint((target, twin) for twin in twins[film]):
            open_[target, film].add(("", ""))
    for key, parts in named_elsewhere(tables, targets, entries).items():
        open_[key] |= set(parts)
    for key, category in _beside_ids(films, entries, _features(tables)):
        open_[key].add((category, ""))
    return open_


class Mention(NamedTuple):
    """Another list's entry that the one which speaks does not have."""

    url: str
    by_file: bool
    """Whether it stands in an imported file."""


def named_elsewhere(
    tables: SeasonTables, targets: pd.DataFrame, entries: Iterable[Entry]
) -> dict[FilmKey, dict[Part, Mention]]:
    """What another source's list of the ceremony names and the one that speaks does not: by part, where it says so.

    Args:
        tables: every statement at hand.
        targets: the judged ceremonies.
        entries: nominations on the bodies' own lists.
    """
    places: dict[FilmKey, dict[Part, Mention]] = defaultdict(dict)
    works = {entry.unit.work for entry in entries}
    performers = {(entry.unit.work, entry.who) for entry in entries if entry.unit.category in ACTING}
    credits = tables.credits[tables.credits["statement"].isin(tables.unheard["statement"])]
    people = defaultdict(list)
    for statement, who in tuples(credits, ["statement", "person"]):
        people[statement].append(who)
    number = dict(zip(tuples(targets, ["body", "ceremony"]), targets["target"].tolist(), strict=True))
    for statement, *ceremony, film, category, url, origin in tuples(
        tables.unheard, ["statement", *_LISTED, "source_url", "origin"]
    ):
        at = number.get(tuple(ceremony))
        if at is None:
            continue
        work = at, category, film
        # Performers beside them are told apart: neither list names these.
        others = [who for who in people[statement] if (work, who) not in performers] if category in ACTING else []
        if work not in works or others:
            for who in others or [""]:
                places[at, film].setdefault((category, who), Mention(url, origin == Origin.SUPPLIED))
    return places


def _beside_ids(
    films: Mapping[FilmKey, Film], entries: Iterable[Entry], features: Set[str]
) -> Iterator[tuple[FilmKey, str]]:
    """Films without an id, and the categories in which the list names some film by nothing but its id.

    Of the categories for shorts, only those films that may be shorts.
    """
    bare: dict[int, set[str]] = defaultdict(set)
    for entry in entries:
        if is_id(entry.printed):
            bare[entry.unit.target].add(entry.unit.category)
    for key, film in films.items():
        if not film.film_imdb:
            long = film.work_kind == "feature" or film.film_key in features
            yield from ((key, slug) for slug in bare.get(key[0], ()) if not long or group_of(slug) != "short")


_SHORTS_TOO = ("short", "newcomer", OTHER)
"""Groups of categories in which a short may stand."""


def _features(tables: SeasonTables) -> set[str]:
    """Films that lists name where shorts do not compete."""
    groups = {slug: group_of(slug) for slug in tables.entries["category"].unique()}
    rows = tuples(tables.entries, ["film", "category"])
    return {film for film, slug in rows if slug and groups[slug] not in _SHORTS_TOO}


class Shift(NamedTuple):
    """A nomination elsewhere that explains an absence."""

    shift: str = ""
    """`other_film`: the same performer in this category; `other_category`: this performance or script elsewhere."""
    shift_person: str = ""
    shift_to: str = ""
    """Title of the nominated film."""
    shift_category: str = ""


class Elsewhere:
    """Nominations that explain an absence: where one person, or one script, can have one place only.

    A performer has one place in a category, and a performance or script one among several; so has a score where the
    body asks adaptations apart. A craft team or a producer
    may have many, so that another nomination of theirs explains nothing.
    """

    def __init__(self, people: Iterable[Person], entries: Iterable[Entry]) -> None:
        """Gathers them.

        Args:
            people: who each unit is about.
            entries: nominations on the bodies' own lists.
        """
        self._who: dict[UnitKey, list[str]] = defaultdict(list)
        self._of: dict[FilmKey, list[Entry]] = defaultdict(list)
        self._taken: dict[UnitKey, Entry] = {}
        for one in people:
            if one.unit.category in ACTING:
                self._who[one.unit].append(one.who)
        for entry in entries:
            if entry.taken:
                self._taken.setdefault(entry.taken, entry)
            if entry.unit.category in ACTING:
                self._of[entry.unit.target, entry.who].append(entry)
            elif group_of(entry.unit.category) == "writing":
                self._of[entry.unit.film].append(entry)

    def shift(self, unit: UnitKey) -> Shift:
        """The first nomination elsewhere that explains why a unit is not nominated; an empty one where none does."""
        if entry := self._taken.get(unit):
            return Shift("other_category", entry.name, entry.printed, entry.declared)
        written = [unit.film_key] if group_of(unit.category) == "writing" else []
        others = [entry for one in self._who.get(unit, written) for entry in self._of.get((unit.target, one), ())]
        for entry in others:
            if entry.unit.film_key == unit.film_key and entry.unit.category != unit.category:
                return Shift("other_category", entry.name, entry.printed, entry.unit.category)
        for entry in others:
            if entry.unit.film_key != unit.film_key and entry.unit.category == unit.category:
                return Shift("other_film", entry.name, entry.printed, unit.category)
        return Shift()
