"""Why-missed factors: dated, cited facts that go with a miss. Association, never cause."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import pandas as pd

from tracker.domain.citations import cite
from tracker.domain.figures import listing, quantity
from tracker.domain.rules import RuleBook
from tracker.judge.evidence.gather import release_ids
from tracker.judge.material.candidates import Film
from tracker.judge.material.categories import title_of
from tracker.judge.material.frames import Kind, tuples
from tracker.judge.material.keys import FilmKey, Person, UnitKey
from tracker.judge.material.releases import release_days
from tracker.judge.material.tables import SeasonTables
from tracker.judge.verdict.units import Entry

FACTORS: dict[str, Kind] = {
    "body": "text",
    "ceremony": "int",
    "film_year": "int",
    "film_key": "text",
    "code": "text",
    "text": "text",
    "dated": "text",
    "source_url": "text",
    "evidence_ids": "text",
}
"""One row a film and factor at a ceremony, with the evidence that it rests on, or else the film's page."""

_DAY = len("2010-09-15")


class Factor(NamedTuple):
    """One fact that goes with a film's misses at a ceremony; without a day where it rests on the lists themselves."""

    target: int
    film_key: str
    code: str
    text: str
    dated: str = ""
    source_url: str = ""
    evidence_ids: str = ""
    who: str = ""
    """Key of the person whom it is about; "" where it is about the film."""


_Days = Mapping[str, tuple[str, tuple[str, ...]]]
"""Day of release by film, and the evidence for it."""
_Spoken = Mapping[UnitKey, Sequence[str]]
"""The evidence of each unit."""


def ceremony_factors(
    films: Mapping[FilmKey, Film],
    entries: list[Entry],
    people: list[Person],
    spoken: Iterable[tuple[UnitKey, str]],
    *,
    targets: pd.DataFrame,
    tables: SeasonTables,
    rules: RuleBook,
) -> list[Factor]:
    """Factors at each ceremony: releases, the distributor's other nominees, and what competed with people's own work.

    Args:
        films: the candidates at each ceremony.
        entries: nominations on the bodies' own lists.
        people: who each unit is about (`tracker.judge.verdict.units.unit_people`).
        spoken: the evidence of each unit.
        targets: the judged ceremonies.
        tables: with `releases`.
        rules: the bodies' windows and territories.
    """
    names = dict.fromkeys(own.territory.names for own in rules.bodies.values())
    days = {territory: _days(tables, territory) for territory in names}
    evidence = defaultdict(list)
    for unit, evidence_id in spoken:
        evidence[unit].append(evidence_id)
    us, uk = (days.get(rules.territory(name), {}) for name in ("United States", "United Kingdom"))
    return [
        *_gaps(films, us, uk),
        *_late(films, targets, days, rules),
        *_distributor(films, entries),
        *_own_competition(entries, people),
        *_split(films, people, evidence, entries),
        *_placement(people, evidence),
    ]


def _days(tables: SeasonTables, territory: frozenset[str]) -> _Days:
    """Days of release in a territory, without what is no whole day."""
    ids = defaultdict(list)
    releases = tables.releases.assign(evidence_id=release_ids(tables.releases))
    for film, day, country, evidence_id in tuples(releases, ["film", "date", "country", "evidence_id"]):
        if country.casefold() in territory:
            ids[film, day].append(evidence_id)
    days = tuples(release_days(tables.releases, territory), ["film", "date"])
    return {film: (day, tuple(ids[film, day])) for film, day in days if len(day) == _DAY}


def _gaps(films: Iterable[FilmKey], us: _Days, uk: _Days) -> Iterator[Factor]:
    """Films released in the United Kingdom after the United States."""
    for target, film in films:
        if film in us and film in uk and us[film][0] < uk[film][0]:
            (first, american), (second, british) = us[film], uk[film]
            days = (date.fromisoformat(second) - date.fromisoformat(first)).days
            text = f"UK release {second}, {quantity(days, 'day')} after the US release {first}"
            yield Factor(target, film, "uk_after_us", text, second, evidence_ids=_ids(*british, *american))


LATE_DAYS = 14
"""A release so few days before the window closes is worth a word: voters had that long to see it in a cinema."""


def _late(
    films: Iterable[FilmKey], targets: pd.DataFrame, days: Mapping[frozenset[str], _Days], rules: RuleBook
) -> Iterator[Factor]:
    """Films first released in a body's territory in the last days of its window."""
    windows = {}
    for target, body, number, year in tuples(targets, ["target", "body", "ceremony", "film_year"]):
        if rule := rules.bodies[body].eligibility_at(number):
            windows[target] = rules.bodies[body].territory, rule.window_of(year)[1]
    for target, film in films:
        if target not in windows:
            continue
        territory, end = windows[target]
        day, ids = days[territory.names].get(film, ("", ()))
        left = (end - date.fromisoformat(day)).days if day else -1
        if 0 <= left < LATE_DAYS:
            before = f"{quantity(left, 'day')} before the window closed" if left else _LAST_DAY
            yield Factor(
                target, film, "late_release", f"{territory.name} release {day}, {before}", day, evidence_ids=_ids(*ids)
            )


_LAST_DAY = "the last day of the window"


def _ids(*evidence: str) -> str:
    return ";".join(dict.fromkeys(evidence))


def _split(
    films: Mapping[FilmKey, Film], people: Iterable[Person], spoken: _Spoken, entries: Iterable[Entry]
) -> Iterator[Factor]:
    """People whom lists name in one category for two films of the season, so that votes may have been split.

    Whoever was nominated here for the other film is told of by `_own_competition`.
    """
    nominated = {(entry.unit.work, entry.who) for entry in entries if entry.who}
    performances = [one for one in people if one.unit.person]
    of = defaultdict(list)
    for one in performances:
        of[one.unit.target, one.unit.category, one.who].append(one.unit)
    once = set()
    for unit, who, name, _ in performances:
        target, category, film, _ = unit
        for other in of[target, category, who]:
            pair = (target, who, film, other.film_key)
            if (other.work, who) in nominated:
                continue
            if other.film_key != film and other.film in films and pair not in once:
                once.add(pair)
                where = f"{films[other.film].film} in the same category ({title_of(category)})"
                ids = _ids(*spoken.get(other, ()), *spoken.get(unit, ()))
                text = f"{name} was named elsewhere for {where}"
                yield Factor(target, film, "named_for_two_films", text, evidence_ids=ids, who=who)


def _placement(people: Iterable[Person], spoken: _Spoken) -> Iterator[Factor]:
    """Performances that lists name in two categories, such as leading here and supporting there."""
    performances = [one for one in people if one.unit.person]
    of = defaultdict(list)
    for one in performances:
        of[one.unit.film, one.who].append(one.unit.category)
    for unit, who, name, _ in performances:
        other = next((category for category in of.get((unit.film, who), ()) if unit.category < category), "")
        if other:
            del of[unit.film, who]
            ids = _ids(*spoken.get(unit, ()), *spoken.get(unit._replace(category=other), ()))
            text = f"{name} was placed in two categories: {title_of(unit.category)} and {title_of(other)}"
            yield Factor(*unit.film, "placed_in_two_categories", text, evidence_ids=ids, who=who)


def _distributor(films: Mapping[FilmKey, Film], entries: Iterable[Entry]) -> Iterator[Factor]:
    """Other films of the same distributor that were nominated at this ceremony."""
    nominated: dict[FilmKey, dict[UnitKey, list[str]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        nominated[entry.unit.film][entry.unit].append(entry.evidence_id)
    rivals = defaultdict(list)
    for (target, key), film in films.items():
        if film.distributor and (units := nominated.get((target, key))):
            ids = [one for of_unit in units.values() for one in of_unit]
            rivals[target, film.distributor].append((key, f"{film.film} ({quantity(len(units), 'nomination')})", ids))
    for (target, key), film in films.items():
        if others := [rival for rival in rivals.get((target, film.distributor), ()) if rival[0] != key]:
            text = f"{film.distributor} also had {listing([honours for _, honours, _ in others])}"
            page = cite(film.source_url, "", "", "", qid=film.film_qid).url
            ids = [one for _, _, own in others for one in own]
            yield Factor(target, key, "distributor_had_other_nominees", text, "", page, _ids(*ids))


def _own_competition(entries: Iterable[Entry], people: Iterable[Person]) -> Iterator[Factor]:
    """People of the film who were nominated at this ceremony for another film."""
    nominated = defaultdict(list)
    for entry in entries:
        if entry.who:
            nominated[entry.unit.target, entry.who].append(entry)
    once = set()
    for (target, film), who in dict.fromkeys((one.unit.film, one.who) for one in people):
        for entry in nominated.get((target, who), ()):
            other = (target, film, who, entry.unit.work)
            if entry.unit.film_key != film and other not in once:
                once.add(other)
                text = f"{entry.name} was nominated for {entry.printed} ({title_of(entry.unit.category)})"
                yield Factor(target, film, "own_competition", text, evidence_ids=entry.evidence_id, who=who)
