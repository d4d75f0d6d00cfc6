"""What is judged: for one ceremony, films as a whole, and films or performances by category."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

import pandas as pd

from tracker.domain.bodies import instead_of
from tracker.domain.categories import PICTURE, categories, group_of, pool_of
from tracker.domain.figures import listing
from tracker.domain.printed import printed_key
from tracker.judge.evidence.gather import Evidence
from tracker.judge.material.categories import ACTING, NOT_FOR_CATEGORIES, credit_of
from tracker.judge.material.frames import among, join, tuples
from tracker.judge.material.keys import FilmKey, Person, UnitKey, WorkKey
from tracker.judge.material.tables import IN_SEASON, SHOWN, SeasonTables

CRAFTS = tuple(
    slug
    for slug, category in categories().items()
    if category.group in ("directing", "craft") or slug in ("original_score", "screenplay")
)
"""Categories that a reader of a shut-out film asks about even where nothing speaks for it; writing is one of them."""


class Entry(NamedTuple):
    """A nomination on the list of a judged ceremony: one a person whom it names."""

    unit: UnitKey
    who: str
    name: str
    person_qid: str
    """The person; "" where the list names none."""
    result: str
    evidence_id: str
    printed: str
    """The title as the list has it."""
    note: str
    category_as_printed: str
    declared: str = ""
    """The category, where no work stands in both it and another."""
    instead_of: str = ""
    """That other category."""

    @property
    def taken(self) -> UnitKey | None:
        """The unit whose place this one has."""
        return UnitKey(self.unit.target, self.instead_of, self.unit.film_key) if self.instead_of else None


class Rung(NamedTuple):
    """A step of the near-miss ladder that a unit reached."""

    unit: UnitKey
    rung: str
    evidence_id: str


RUNGS = ("submitted", "longlisted", "starred", "shortlisted")
"""The near-miss ladder below a nomination, lowest first."""


_MOVED = {slug: [other for other in ACTING if other != slug and credit_of(other) == credit_of(slug)] for slug in ACTING}
"""The categories in which the same performance may stand."""


def moves_of(unit: UnitKey) -> list[UnitKey]:
    """The same performance or script in the categories to which a body may move it."""
    slug = unit.category
    scripts = [other for other in categories() if group_of(slug) == group_of(other) == "writing" and other != slug]
    pooled = [other for other in scripts if pool_of(other) == pool_of(slug) != other]
    return [unit._replace(category=other) for other in _MOVED.get(slug, pooled)]


@dataclass(frozen=True)
class Standing:
    """Who stands on the judged ceremonies' own lists: official nominations, those that do not count, lesser steps."""

    entries: list[Entry]
    unofficial: list[Entry]
    rungs: list[Rung]

    @cached_property
    def nominated(self) -> dict[UnitKey, bool]:
        """Every unit on the lists, and whether it won."""
        won: dict[UnitKey, bool] = {}
        for entry in self.entries:
            won[entry.unit] = won.get(entry.unit, False) or entry.result == "won"
        return won

    @cached_property
    def printed(self) -> dict[UnitKey, str]:
        """The category of each nomination as the list prints it, of several in one concept all."""
        names: dict[UnitKey, dict[str, None]] = defaultdict(dict)
        for entry in chain(self.entries, self.unofficial):
            names[entry.unit][entry.category_as_printed] = None
        return {unit: " / ".join(own) for unit, own in names.items()}

    @cached_property
    def counts(self) -> dict[FilmKey, Counter[str]]:
        """Nominations of each film by their result."""
        once = {(one.unit, one.category_as_printed, one.evidence_id): one.result for one in reversed(self.entries)}
        counts: dict[FilmKey, Counter[str]] = defaultdict(Counter)
        for (unit, *_), result in once.items():
            counts[unit.film][result] += 1
        return counts

    @cached_property
    def _performed(self) -> set[WorkKey]:
        """Films on the lists in each acting category."""
        return {unit.work for unit in self.nominated if unit.category in ACTING}

    @cached_property
    def _silent(self) -> set[WorkKey]:
        """The same that name nobody."""
        return {unit.work for unit in self.nominated if unit.category in ACTING and not unit.person}

    def may_mean(self, unit: UnitKey, *, named: bool) -> bool:
        """Whether an entry may be that of a performance in either of its categories, since nothing tells whose it is.

        An entry that names somebody is told apart from a performance of which any record tells whose it is.

        Args:
            unit: a performance; nothing else may be meant.
            named: whether any record tells whose it is.
        """
        moved = [(unit.target, other, unit.film_key) for other in _MOVED.get(unit.category, ())]
        return not (self._silent.isdisjoint([unit.work, *moved]) if named else self._performed.isdisjoint(moved))

    @cached_property
    def notes(self) -> dict[UnitKey, str]:
        """Units that the body does not count, with its first note on each."""
        return {entry.unit: entry.note for entry in reversed(self.unofficial)}

    @cached_property
    def reached(self) -> dict[UnitKey | FilmKey, str]:
        """The highest rung of each unit, and of each film in any category."""
        best: dict[UnitKey | FilmKey, str] = {}
        for unit, rung, _ in sorted(self.rungs, key=lambda one: RUNGS.index(one.rung)):
            best[unit] = best[unit.film] = rung
        return best

    @cached_property
    def _listed_before(self) -> dict[WorkKey, set[str]]:
        """Whom longlists and shortlists name, "" for nobody, by ceremony, pool of categories and film.

        A performance counts in either of its categories: the body may move it from one to the other.
        """
        people: dict[WorkKey, set[str]] = defaultdict(set)
        for unit, rung, _ in self.rungs:
            moved = _MOVED.get(unit.category, ()) if unit.person else ()
            for category in (unit.category, *moved) if rung in RUNGS[1:] else ():
                people[unit.target, pool_of(category), unit.film_key].add(unit.person)
        return people

    def foreseen(self, unit: UnitKey) -> bool:
        """Whether the body itself had longlisted, starred or shortlisted the work that it may nominate.

        Where either list names nobody, the performance may be the same.
        """
        people = self._listed_before.get((unit.target, pool_of(unit.category), unit.film_key), set())
        return bool(people & {unit.person, ""} if unit.person else people)

    def shown(self, titles: Mapping[FilmKey, str]) -> dict[tuple[int, str], str]:
        """What was nominated in each category: the film, and in one of people "people (film)".

        Args:
            titles: what films are called; one that is not among them by what the list prints.
        """
        cells: dict[tuple[int, str], dict[tuple[str, ...], list[str]]] = defaultdict(lambda: defaultdict(list))
        for entry in self.entries:
            unit = entry.unit
            title = titles.get(unit.film, entry.printed)
            cells[unit[:2]][title, unit.film_key, unit.person, entry.evidence_id].append(entry.name)
        return {
            (target, slug): join(_nominee(film, people if credit_of(slug) else ()) for (film, *_), people in of.items())
            for (target, slug), of in cells.items()
        }


def _nominee(film: str, people: Iterable[str]) -> str:
    names = listing(list(dict.fromkeys(filter(None, people))))
    return f"{names} ({film})" if names else film


_CEREMONY = ["body", "ceremony"]
_ENTRY = [
    *("statement", *_CEREMONY, "film_year", "category", "category_as_printed", "film", "title"),
    *("result", "official", "starred", "note"),
]


def standing(tables: SeasonTables, evidence: Evidence, targets: pd.DataFrame) -> Standing:
    """What the judged bodies' own lists say of the seasons' films."""
    number = dict(zip(tuples(targets, _CEREMONY), targets["target"].tolist(), strict=True))
    own = tables.entries.loc[among(tables.entries, targets, _CEREMONY), _ENTRY]
    credits = tables.credits[tables.credits["statement"].isin(own["statement"])]
    people = defaultdict(list)
    for statement, *person in tuples(credits, ["statement", "person", "name", "person_qid"]):
        people[statement].append(tuple(person))
    listed = tuples(evidence.rows, ["statement", *IN_SEASON, "stage", "evidence_id"])
    ids = {row[:3]: row[4] for row in listed if row[3]}
    stands = Standing([], [], [])
    for statement, body, ceremony, year, slug, heading, film, title, result, official, starred, note in tuples(
        own, _ENTRY
    ):
        evidence_id = ids.get((statement, year, film), "")
        for who, name, qid in people.get(statement, [("", "", "")]):
            unit = UnitKey(number[body, ceremony], slug, film, who if slug in ACTING else "")
            if result in SHOWN:
                entries = stands.entries if official else stands.unofficial
                instead = instead_of().get((body, printed_key(heading)), ("", ""))
                entries.append(Entry(unit, who, name, qid, result, evidence_id, title, note, heading, *instead))
            elif official and result in ("longlisted", "shortlisted"):
                rung = "starred" if starred and result == "longlisted" else result
                stands.rungs.append(Rung(unit, rung, evidence_id))
    stands.rungs.extend(_submitted(tables, number))
    # A name that the body took out of a nominated team is a unit of its own.
    apart = [
        one._replace(unit=one.unit._replace(person=one.who)) if one.unit in stands.nominated else one
        for one in stands.unofficial
    ]
    return Standing(stands.entries, apart, stands.rungs)


def _submitted(tables: SeasonTables, number: dict[tuple[Any, ...], int]) -> Iterable[Rung]:
    """Films that a document says were entered and went no further."""
    rows = tables.eligibility[tables.eligibility["status"] == "not_advanced"]
    for body, ceremony, slug, film in tuples(rows, [*_CEREMONY, "category", "film"]):
        if (body, ceremony) in number:
            yield Rung(UnitKey(number[body, ceremony], slug, film), "submitted", "")


def category_units(
    *,
    candidates: Collection[FilmKey],
    stands: Standing,
    spoken_for: Iterable[UnitKey],
    picture: Iterable[FilmKey],
    records: Iterable[WorkKey],
    asked_about: Iterable[FilmKey],
    given: Collection[tuple[int, str]],
) -> list[UnitKey]:
    """Every unit below the film as a whole; of categories that nobody compares, what the body does not count.

    Where any list names a film as the best of its year, its direction gets a word too. A performance without a name
    gets one only where no list names a performance of the film in that category.

    Args:
        candidates: the films of each ceremony's season.
        stands: the bodies' own lists.
        spoken_for: units with evidence in the category.
        picture: films whose acclaim as a film asks for a word on Best Picture.
        records: what the eligibility records say of categories.
        asked_about: shut-out films, for which every craft gets a word.
        given: target and category of every field.
    """
    own = {entry.unit: None for entry in chain(stands.entries, stands.unofficial)}
    barred = stands.notes.keys() - stands.nominated.keys()
    units = [*own, *(rung.unit for rung in stands.rungs), *spoken_for]
    written = {unit.film for unit in units if group_of(unit.category) == "writing"}
    directed = (unit for unit in units if unit.category == PICTURE and (unit.target, "director") in given)
    plain = [
        *(UnitKey(target, PICTURE, film) for target, film in picture),
        *(UnitKey(unit.target, "director", unit.film_key) for unit in directed),
        *(UnitKey(*work) for work in records),
        *(entry.taken for entry in stands.entries if entry.taken and entry.taken[:2] in given),
        *(
            UnitKey(target, slug, film)
            for target, film in asked_about
            for slug in CRAFTS
            if slug != "screenplay" or (target, film) not in written
        ),
    ]
    has_person = {unit.work for unit in units if unit.person}
    return [
        unit
        for unit in dict.fromkeys([*units, *plain])
        if (unit in own or unit.person or unit.category not in ACTING or unit.work not in has_person)
        and (unit.category not in NOT_FOR_CATEGORIES or unit in barred)
        and unit.film in candidates
    ]


def unit_people(stands: Standing, spoken: Iterable[tuple[UnitKey, str]], evidence: Evidence) -> list[Person]:
    """Who each unit is about, each person once: whom the body's own list names, else whom the evidence does.

    A body names for a craft whom its own rules admit, so another's list of the same craft adds nobody to its nominees.

    Args:
        stands: the bodies' own lists.
        spoken: units and the ids of the evidence of each.
        evidence: whom it names.
    """
    listed = [(one.evidence_id, Person(one.unit, *one[1:4])) for one in chain(stands.entries, stands.unofficial)]
    with_people = {one.unit for _, one in listed if one.who}
    witnesses = (
        (i, Person(unit, *one)) for unit, i in spoken if unit not in with_people for one in evidence.people.get(i, ())
    )
    first: dict[tuple[UnitKey, str], str] = {}
    people: dict[Person, None] = {}
    for evidence_id, one in chain(listed, witnesses):
        is_meant = one.who and one.unit.person in ("", one.who)
        # Names that one entry gives and one article is about are several people: "Joel Coen and Ethan Coen".
        if is_meant and first.setdefault((one.unit, one.who), evidence_id) == evidence_id:
            people[one] = None
    return list(people)


def names(people: Iterable[Person]) -> dict[UnitKey, tuple[str, str]]:
    """Names and Wikidata ids of each unit's people, joined in the same order."""
    of: dict[UnitKey, dict[str, str]] = defaultdict(dict)
    for one in people:
        own = of[one.unit]
        if one.name:
            own[one.name] = own.get(one.name) or one.person_qid
    return {unit: (";".join(own), ";".join(own.values()) if any(own.values()) else "") for unit, own in of.items()}
