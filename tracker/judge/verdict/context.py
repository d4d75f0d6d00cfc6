"""What is known of the judged ceremonies, made ready to be looked up unit by unit."""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

import pandas as pd

from tracker.config import Thresholds
from tracker.domain.rules import RuleBook
from tracker.judge.eligibility.categories import asked_for, standing_apart
from tracker.judge.eligibility.gate import Eligible
from tracker.judge.evidence.acclaim import (
    Acclaim,
    Population,
    at_ceremonies,
    category_acclaim,
    film_acclaim,
    weighed,
)
from tracker.judge.evidence.articles import credited
from tracker.judge.evidence.feeding import Fields, Row, by_title_alone, fed
from tracker.judge.evidence.gather import SOURCE_WORK, Evidence, selected
from tracker.judge.evidence.hindsight import as_of_its_time, of_its_time, spoken_on
from tracker.judge.evidence.later_standing import later_standing
from tracker.judge.expectation.learn import Forecast
from tracker.judge.material.candidates import Film
from tracker.judge.material.frames import tuples
from tracker.judge.material.keys import FilmKey, Person, UnitKey, WorkKey
from tracker.judge.material.tables import SHOWN, SeasonTables
from tracker.judge.material.unread import Unread, unread_of
from tracker.judge.verdict.gates import (
    Elsewhere,
    Mention,
    Part,
    named_elsewhere,
    neighbours,
    not_told_apart,
    season_unsettled,
)
from tracker.judge.verdict.second_names import second_names
from tracker.judge.verdict.units import Standing, standing, unit_people

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Seasons:
    """What is known of the judged seasons before any verdict.

    `targets`: the judged ceremonies (`tracker.judge.material.lists.targets`); `films`: the candidates; `g1`: gate G1;
    `forecasts`: E by body.
    """

    tables: SeasonTables
    rules: RuleBook
    thresholds: Thresholds
    as_of: date
    targets: pd.DataFrame
    films: pd.DataFrame
    evidence: Evidence
    g1: Eligible
    ceremonies: pd.DataFrame
    fields: pd.DataFrame
    forecasts: Mapping[str, Forecast]


class Ceremony(NamedTuple):
    """A judged ceremony and its list."""

    target: int
    body: str
    ceremony: int
    ceremony_year: int | None
    film_year: int
    state: str
    closed: bool
    list_reason: str
    source_url: str
    as_of: str
    revision: str
    list_id: str
    """Of the page and revision that were read."""


class Answer(NamedTuple):
    """Gate G1 of a film or a work."""

    eligibility: str = ""
    reason_code: str = ""
    reason: str = ""
    conflict: bool = False
    source_url: str = ""
    retrieved_at: str = ""


@dataclass(frozen=True)
class Hindsight:
    """What became known only after an announcement: first the day of it, by what it counts for."""

    films: Mapping[FilmKey, str]
    units: Mapping[UnitKey, str]
    left_out: Collection[tuple[int, str]]
    """Evidence that does not count, since the judgement is one of its time: ceremony and id."""


class Honours(NamedTuple):
    """Nominations and prizes of other bodies on record, and how many bodies gave them; places of runners-up apart.

    Last the first day of hindsight.
    """

    others_n: int = 0
    bodies_n: int = 0
    seconds_n: int = 0
    others_since: str = ""


@dataclass(frozen=True)
class Context:
    """The judged ceremonies and everything known of them, each by what it is looked up with."""

    shared: Seasons
    ceremonies: Mapping[int, Ceremony]
    films: Mapping[FilmKey, Film]
    g1: Mapping[FilmKey, Answer]
    """Gate G1 of each film."""
    records: Mapping[WorkKey, Answer]
    """The same where one category differs."""
    needs: Mapping[tuple[int, str], str]
    """What categories ask for (`tracker.judge.eligibility.categories.asked_for`)."""
    apart: Mapping[WorkKey, str]
    """Works that were nominated in a category apart, and its award."""
    given: Fields
    fields: Mapping[tuple[int, str], tuple[str, int]]
    """What each field is printed as, and its entries."""
    stands: Standing
    films_a: Mapping[FilmKey, Acclaim]
    units_a: Mapping[UnitKey, Acclaim]
    spoken: Sequence[tuple[UnitKey, str]]
    """The evidence of each unit."""
    hindsight: Hindsight
    honours: Mapping[FilmKey, Honours]
    """Of each film that other bodies honoured."""
    listed: list[Person]
    """Whom lists and other evidence name."""
    named_late: Sequence[tuple[UnitKey, str]]
    """What tells whose a work is where nothing that counts does: it came too late to speak for the work."""
    people: list[Person]
    """Those, and whom articles credit."""
    elsewhere: Elsewhere
    later: set[FilmKey]
    """Films whose scores all came later."""
    not_told_apart: Mapping[FilmKey, set[Part]]
    named_elsewhere: Mapping[FilmKey, Mapping[Part, Mention]]
    mistakable: Collection[WorkKey]
    """Performances of films that some list names alone for the award, where lists name several performers for it."""
    second_names: Collection[UnitKey]
    """Performances that may be a nominee's of the same film."""
    unsettled: set[FilmKey]
    neighbours: Mapping[FilmKey, int]
    unread: Unread

    @cached_property
    def shown(self) -> dict[tuple[int, str], str]:
        """What was nominated in each category, under the titles of the films."""
        return self.stands.shown({key: film.film for key, film in self.films.items()})

    @cached_property
    def named(self) -> set[UnitKey]:
        """Units of which lists or other evidence tell whose they are."""
        return {one.unit for one in self.listed}


def prepare(shared: Seasons) -> Context:
    """Everything that verdicts on the judged ceremonies ask for."""
    targets, tables, evidence = shared.targets, shared.tables, shared.evidence
    ceremonies = {row[0]: Ceremony(*row) for row in tuples(targets, list(Ceremony._fields))}
    number = {(one.body, one.ceremony): one.target for one in ceremonies.values()}
    films = _entrants(shared.films, ceremonies)
    g1 = {(key[0], key[2]): answer for key, answer in _answers(shared.g1.films, number)}
    population = _population(films, ceremonies, g1)
    fields = {
        (number[body, ceremony], slug): (printed, size)
        for body, ceremony, slug, printed, size in tuples(shared.fields, _FIELD)
        if (body, ceremony) in number
    }
    slugs = defaultdict(set)
    for target, slug in fields:
        slugs[target].add(slug)
    given = Fields(
        given={target: frozenset(own) for target, own in slugs.items()},
        film_years={one.target: one.film_year for one in ceremonies.values()},
        equivalence=shared.rules.equivalence,
    )
    films_n = Counter(target for target, _ in population)
    unseen = _unseen(shared, films_n)
    days = spoken_on(targets)
    running = {target: of_its_time(day, shared.as_of) for target, day in days.items()}
    every = at_ceremonies(evidence, population, days)
    rows, left_out = as_of_its_time(every, running)
    entries = weighed(rows, population)
    weight = {(row.target, row.evidence_id): of for row, of in entries}
    people_of = {one: [person for person, *_ in people] for one, people in evidence.people.items()}
    speaking = {(unit, row.evidence_id): row for unit, row in fed((row for row, _ in entries), given, people_of)}
    stands = standing(tables, evidence, targets)
    naming = _naming(every, given, people_of, {unit for unit, _ in speaking} - stands.nominated.keys(), left_out)
    listed = unit_people(stands, [*speaking, *naming], evidence)
    in_time = {one.unit for one in unit_people(stands, speaking, evidence)} if naming else ()
    people = [*listed, *credited(tables, population, listed)]
    return Context(
        shared=shared,
        ceremonies=ceremonies,
        films=films,
        g1=g1,
        records=dict(_answers(shared.g1.categories, number)),
        needs=asked_for(targets, shared.rules),
        apart=standing_apart(
            ((*one.unit.work, one.category_as_printed) for one in stands.entries), targets, shared.rules
        ),
        given=given,
        fields=fields,
        stands=stands,
        films_a=film_acclaim(rows, entries, population, unseen),
        units_a=category_acclaim(
            [(unit, row, weight[row.target, row.evidence_id]) for (unit, _), row in speaking.items()], films_n, unseen
        ),
        spoken=list(speaking),
        hindsight=Hindsight(
            films=_first(((row.target, row.film_key), row.since) for row in rows if row.kind not in _OF_NO_DAY),
            units=_first((unit, row.since) for (unit, _), row in speaking.items()),
            left_out=left_out,
        ),
        honours=_honours(row for row in rows if row.stage == "nominations" and not selected(row.kind, row.result)),
        listed=listed,
        named_late=[(unit, one) for unit, one in naming if unit not in in_time and any(people_of.get(one, ()))],
        people=people,
        elsewhere=Elsewhere(people, stands.entries),
        later=later_standing(rows, targets),
        not_told_apart=not_told_apart(tables, films, targets, stands.entries),
        named_elsewhere=named_elsewhere(tables, targets, stands.entries),
        mistakable=_mistakable(by_title_alone((row for row, _ in entries), given, people_of), listed),
        second_names=second_names(tables, listed, stands.entries),
        unsettled=season_unsettled(tables, films, shared.ceremonies, targets, shared.rules),
        neighbours=neighbours(tables, targets),
        unread=unread_of(tables, targets, films),
    )


def _mistakable(alone: Collection[WorkKey], listed: Iterable[Person]) -> set[WorkKey]:
    performers: dict[WorkKey, set[str]] = defaultdict(set)
    for one in listed:
        if one.unit.work in alone:
            performers[one.unit.work].add(one.who)
    return {work for work, own in performers.items() if len(own) > 1}


def _naming(
    rows: Sequence[Row],
    fields: Fields,
    people: Mapping[str, Sequence[str]],
    units: Collection[UnitKey],
    left_out: Collection[tuple[int, str]],
) -> list[tuple[UnitKey, str]]:
    """What names the people of units beside what counts: whose work it is was so before any list said it.

    Args:
        rows: all evidence beside the judged ceremonies.
        fields: the categories of these.
        people: whom evidence names, by its id.
        units: what is spoken for and not nominated. What names a performer names one that had no name in time, where
            all that is on record names one alone.
        left_out: evidence that does not count; where there is none, everybody is named already.
    """
    naming = list(fed((row for row in rows if row.stage), fields, people)) if left_out else []
    performers = defaultdict(set)
    acted = [(unit, row) for unit, row in naming if unit.person]
    for unit, _ in acted:
        performers[unit.work].add(unit.person)
    nameless = [(unit._replace(person=""), row) for unit, row in acted if len(performers[unit.work]) == 1]
    naming += [(unit, row) for unit, row in nameless if unit in units]
    return [(unit, row.evidence_id) for unit, row in naming]


_OF_NO_DAY = (SOURCE_WORK, "scores")
"""Families whose days are not those since which a thing is known: a figure's is the day on which somebody read it."""


def _first(days: Iterable[tuple[K, str]]) -> dict[K, str]:
    """The first day of each that has any."""
    first: dict[K, str] = {}
    for key, day in days:
        if day:
            first[key] = min(day, first.get(key, day))
    return first


def _honours(rows: Iterable[Row]) -> dict[FilmKey, Honours]:
    """What other bodies gave each film."""
    honours: dict[FilmKey, dict[tuple[str, str], tuple[bool, str]]] = defaultdict(dict)
    for row in rows:
        honours[row.target, row.film_key][row.body, row.statement] = (row.result in SHOWN, row.since)
    return {film: _counted(own) for film, own in honours.items()}


def _counted(honours: Mapping[tuple[str, str], tuple[bool, str]]) -> Honours:
    bodies = [body for (body, _), (shown, _) in honours.items() if shown]
    since = min((day for _, day in honours.values() if day), default="")
    return Honours(len(bodies), len(set(bodies)), len(honours) - len(bodies), since)


_FIELD = ["body", "ceremony", "category", "category_as_printed", "field_size"]


def _entrants(candidates: pd.DataFrame, ceremonies: Mapping[int, Ceremony]) -> dict[FilmKey, Film]:
    """The candidates of each ceremony's season, film by film."""
    held = defaultdict(list)
    for one in ceremonies.values():
        held[one.film_year].append(one.target)
    candidates = candidates.assign(year=candidates["year"].astype("float64"))
    films = (Film(*row) for row in tuples(candidates, list(Film._fields)))
    return {(target, film.film_key): film for film in films for target in held.get(film.film_year, ())}


def _answers(g1: pd.DataFrame, number: Mapping[tuple[Any, ...], int]) -> Iterator[tuple[WorkKey, Answer]]:
    for body, ceremony, slug, film, *answer in tuples(g1, [*_KEY, *Answer._fields]):
        if (body, ceremony) in number:
            yield (number[body, ceremony], slug, film), Answer(*answer)


_KEY = ["body", "ceremony", "category", "film_key"]


def _population(
    films: Mapping[FilmKey, Film], ceremonies: Mapping[int, Ceremony], g1: Mapping[FilmKey, Answer]
) -> Population:
    """Features that are not known to be out of the race."""
    return {
        key: (film.film_year, ceremonies[key[0]].body)
        for key, film in films.items()
        if film.work_kind != "short" and key in g1 and g1[key].eligibility not in ("ineligible", "not_submitted")
    }


def _unseen(shared: Seasons, at_hand: Counter[int]) -> dict[int, int]:
    """Films each body called eligible beyond those at hand, by target."""
    unseen = {}
    for target, body, number in tuples(shared.targets, ["target", "body", "ceremony"]):
        rule = shared.rules.bodies[body].eligibility_at(number)
        eligible = rule.eligible_films if rule and rule.eligible_films else 0
        unseen[target] = max(0, eligible - at_hand[target])
    return unseen
