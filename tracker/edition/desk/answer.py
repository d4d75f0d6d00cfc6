"""Answer a question from an edition: its cases, which of them are the answer, and what cannot be told."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import chain, islice
from operator import lt
from typing import Literal, NamedTuple

from tracker.domain.categories import OTHER, categories, pool_of
from tracker.domain.errors import ConfigError, nearest
from tracker.domain.printed import printed_key
from tracker.edition.desk.absence import UNREAD, Absence, Wish
from tracker.edition.desk.cast import Likeness, is_same, likenesses, sex_of
from tracker.edition.desk.entries import NOMINATED, Entry, Filter, Named, films_with, filter_of
from tracker.edition.desk.material import Material
from tracker.edition.desk.question import ACTING, ANY_BODY, PRECURSORS, Question, Term, groups
from tracker.edition.desk.units import Unit, crafts_of, films_of, number, people_of, persons_of

Status = Literal["answer", "has", "film_level", "aside", "uncounted", "untold", "no_case"]
"""Of a case: it is the answer; it has what the answer lacks; it has it on a list without people; why that is open
stands in its reason. Uncounted is what has it in a season where nobody could be said to lack it, and so is part of no
rate. Untold is what would be an answer if a list without people meant it, and no case what would have it then."""
_ANY = (0, 9999)
"""A span of film years that leaves none out."""
OF_PERSONS = ("person", "person_season")
OF_PEOPLE = ("performance", "credit", *OF_PERSONS)

Takes = Callable[[Entry], bool]


class Condition(NamedTuple):
    """A term with the bodies of the edition that it means."""

    term: Term
    bodies: tuple[str, ...]
    filter: Filter
    least: int
    takes: Takes
    """Whether it is about an entry."""


@dataclass(slots=True)
class Case:
    """A unit that has what was asked for."""

    unit: Unit
    entries: list[Entry]
    """Those that make it a case."""
    counted: Sequence[Entry]
    """Those that its place is given for."""
    status: Status = "answer"
    reason: str = ""
    at: str = ""
    """The body that has it, or whose list leaves it open."""
    length: int | None = None
    """Of a person's run, how many seasons it has; of a gap, how many years."""
    shown: list[Entry] = field(default_factory=list)
    """Entries that its line is about: of a person's run or gap its own ones, else all."""
    years: tuple[int, ...] = ()
    """Film years of its entries, in order."""

    def __post_init__(self) -> None:
        self.shown = self.shown or self.entries
        one = len(self.entries) == 1
        self.years = (self.entries[0].year,) if one else tuple(sorted({entry.year for entry in self.entries}))

    @property
    def year(self) -> int:
        """Its film year; the last of a person's."""
        return self.years[-1] if self.shown is self.entries else max(entry.year for entry in self.shown)

    @property
    def count(self) -> int:
        """Nominations of what is counted."""
        return number(self.counted, of_person=bool(self.unit.person))

    @property
    def won(self) -> int:
        """How many of them are wins."""
        return number([entry for entry in self.counted if entry.result == "won"], of_person=bool(self.unit.person))

    @property
    def measure(self) -> int:
        """What its place is given for."""
        return self.count if self.length is None else self.length

    @property
    def films(self) -> list[str]:
        """Keys of its film, or of a person's, the earliest first."""
        own = [self.unit.film] if self.unit.film else [e.film for e in sorted(self.shown, key=lambda e: e.year)]
        return list(dict.fromkeys(filter(None, own)))

    @property
    def is_at_film_level(self) -> bool:
        """Whether some entry comes from a list that names no people."""
        return bool(self.unit.presumed) and any(entry in self.unit.presumed for entry in self.entries)


@dataclass
class Answer:
    """All cases of a question, and what was searched."""

    question: Question
    cases: list[Case]
    having: tuple[Condition, ...]
    without: tuple[Condition, ...]
    absence: Absence
    titles: dict[str, str]
    """Of bodies."""
    unassigned: Sequence[Entry] = ()
    """Entries of lists without people that would make a case if one of several people alone could be meant."""

    def of(self, *statuses: Status) -> list[Case]:
        """Cases with one of some statuses."""
        return [case for case in self.cases if case.status in statuses]


def answer(material: Material, question: Question) -> Answer:
    """The cases of a question.

    Raises:
        ConfigError: names a body or category that the edition does not hold, and the nearest one that it does.
    """
    return _Desk(material, question).answer()


class _Desk:
    """One question at one edition."""

    def __init__(self, material: Material, question: Question) -> None:
        self._material, self._question = material, question
        self._having = tuple(self._condition(term, "all") for term in question.having)
        self._without = tuple(self._condition(term, "any") for term in question.without)
        self._counted = self._condition(question.count, "any") if question.count else None
        self._conditions = (*self._having, *self._without, *filter(None, (self._counted,)))
        self._bodies = sorted({body for condition in self._conditions for body in condition.bodies})
        self._span = (question.first or _ANY[0], question.last or _ANY[1])
        self._films, self._by_film = self._load()

    def _condition(self, term: Term, default: Literal["all", "any"]) -> Condition:
        bodies = tuple(dict.fromkeys(body for name in term.bodies for body in self._meant(name)))
        several = any(name == ANY_BODY or name.endswith(PRECURSORS) for name in term.bodies)
        least = term.least or ("any" if several else default)
        count = {"all": len(bodies), "any": 1}.get(str(least), least)
        if not isinstance(count, int) or count > len(bodies):
            number = "one body is" if len(bodies) == 1 else f"{len(bodies)} bodies are"
            raise ConfigError(f"{term.text}: only {number} meant; name more of them or ask for fewer")
        acting = (ACTING,) if self._question.of == "performance" else ()
        decided = self._material.winners if term.result == "lost" else None
        wanted = filter_of(term, term.categories or acting)
        condition = Condition(term, bodies, wanted, count, _taking(frozenset(bodies), wanted, decided))
        self._check_names(condition)
        return condition

    def _meant(self, name: str) -> Sequence[str]:
        if name == ANY_BODY:
            return tuple(self._material.titles)
        body = name.removesuffix(PRECURSORS)
        if body not in self._material.titles:
            hint = nearest(body, self._material.titles) or "`snubs sources` lists the bodies"
            raise ConfigError(f"{name}: no such body in this edition; {hint}")
        if body == name:
            return (name,)
        if precursors := self._material.precursors(body):
            return precursors
        raise ConfigError(f"{name}: no precursors are on record for it; name the bodies themselves, joined by +")

    def _load(self) -> tuple[Collection[str], dict[str, list[Entry]]]:
        """Films that may be cases, and entries by film; of people, those of any body that may tell who is meant."""
        material, of = self._material, self._question.of
        if of in OF_PERSONS:
            return (), material.entries(self._bodies, None, people=True)
        narrow = [c for c in self._having if not self._is_of_any(c)]
        few = [films_with(material.connection, c.bodies, c.least, c.filter, self._span) for c in narrow]
        films = set.intersection(*few) if few else None
        bodies = sorted(material.titles) if of == "performance" else self._bodies
        filters = [condition.filter for condition in self._conditions]
        is_acting = of == "performance" and all(one.concepts and not one.printed for one in filters)
        slugs = {OTHER, *(slug for one in filters for slug in one.concepts)} if is_acting else ()
        with_twins = None if films is None else films.union(*(material.twins.get(film, ()) for film in films))
        by_film = material.entries(bodies, with_twins, people=of in OF_PEOPLE, slugs=slugs)
        return sorted(by_film.keys() - {""} if films is None else films), by_film

    def _is_of_any(self, condition: Condition) -> bool:
        """Whether a condition takes any nomination, so that nothing is gained by looking for its films first."""
        is_any = not (condition.filter.concepts or condition.filter.printed) and condition.filter.results == NOMINATED
        return (
            is_any and condition.least == 1 and self._span == _ANY and {*condition.bodies} >= {*self._material.titles}
        )

    def _check_names(self, condition: Condition) -> None:
        """A category that no list prints is a misspelling, not an absence."""
        names = {printed_key(name): name for name in condition.term.categories}
        for key in condition.filter.printed:
            if not any(body in condition.bodies and key in of for (body, _), of in self._material.prints.items()):
                hint = (
                    nearest(names[key], {*categories(), *groups()})
                    or "write a concept such as picture, or a printed name"
                )
                raise ConfigError(f"{condition.term.text}: no category {names[key]!r} there; {hint}")

    def answer(self) -> Answer:
        """See `answer`."""
        units = list(self._units())
        cases = [case for unit in units if (case := self._case(unit))]
        material = self._material
        is_winning = any(condition.filter.results != NOMINATED for condition in self._without)
        is_printed = any(condition.filter.printed for condition in self._without)
        absence = Absence(
            material.coverage(self._bodies),
            material.winners if is_winning else {},
            material.prints if is_printed else {},
            material.numbers if self._without else (),
        )
        states = [[_at(case.unit, condition) for condition in self._without] for case in cases]
        least = [condition.least for condition in self._without]
        if self._without:
            wanted: dict[str, set[str]] = defaultdict(set)
            for case, of_case in zip(cases, states, strict=True):
                if all(map(lt, map(len, of_case), least)):
                    wanted[case.unit.film].update(*(self._wish(case, one).concepts for one in self._without))
            absence.judge(material.connection, {b for c in self._without for b in c.bodies}, wanted)
        for case, of_case in zip(cases, states, strict=True):
            for condition, has in zip(self._without, of_case, strict=True):
                self._settle(case, condition, has, absence)
            self._leave_uncounted(case, absence)
        cases = [case for case in cases if case.status != "no_case"]
        return Answer(
            self._question, cases, self._having, self._without, absence, material.titles, self._unassigned(units, cases)
        )

    def _unassigned(self, units: Iterable[Unit], cases: Iterable[Case]) -> list[Entry]:
        """Entries that one body is asked for, of lists without people, which are nobody's and open in no case."""
        if self._question.of not in OF_PEOPLE:
            return []
        first, last = self._span
        silent = [
            entry
            for film in self._films
            for entry in self._by_film.get(film, ())
            if not entry.people and entry.heard and first <= entry.year <= last
            if any(condition.least == 1 and condition.takes(entry) for condition in self._having)
        ]
        if not silent:
            return []
        own = chain.from_iterable((*unit.sure, *unit.presumed) for unit in units)
        used = {id(e) for e in chain(own, chain.from_iterable(case.entries for case in cases)) if not e.people}
        return [entry for entry in silent if id(entry) not in used]

    def _units(self) -> Iterator[Unit]:
        of, material, asks = self._question.of, self._material, _asking(self._conditions)
        if of in OF_PERSONS:
            return persons_of(self._by_film, asks, by_season=of != "person")
        if of in OF_PEOPLE:
            cast_of = material.casting(self._bodies)
            turning = (*self._without, *(condition for condition in self._having if condition.least > 1))
            return people_of(self._films, self._by_film, material.twins, cast_of, asks, turns_on=_asking(turning))
        return (films_of if of == "film" else crafts_of)(self._films, self._by_film)

    def _case(self, unit: Unit) -> Case | None:
        first, last = self._span
        own = [*unit.sure, *unit.presumed] if unit.presumed else unit.sure
        if self._span != _ANY:
            own = [entry for entry in own if first <= entry.year <= last]
        entries: list[Entry] = []
        status: Status = "answer"
        for condition in self._having:
            rows = list(filter(condition.takes, own))
            bodies = {entry.body for entry in rows}
            if len(bodies) < condition.least:
                if not bodies:
                    return None
                rows += [entry for entry in unit.open if first <= entry.year <= last and condition.takes(entry)]
                if len({entry.body for entry in rows}) < condition.least:
                    return None
                status = "untold"
            entries += rows
        if len(self._having) > 1:
            entries = list({id(entry): entry for entry in entries}.values())
        return Case(unit, entries, list(filter(self._counted.takes, own)) if self._counted else entries, status)

    def _settle(self, case: Case, condition: Condition, has: Set[str], absence: Absence) -> None:
        """Say whether a case has what it must be without, or why that is open."""
        if len(has) >= condition.least:
            case.status = "has" if case.status != "untold" else "no_case"
            case.reason, case.at = "", min(has)
        if case.status not in ("answer", "untold"):
            return
        doubtful = list(islice(self._reasons(case, condition, has, absence), condition.least - len(has)))
        if len(has) + len(doubtful) >= condition.least:
            case.reason, case.at = doubtful[0]
            status: Status = "film_level" if case.reason == "film_level" else "aside"
            case.status = status if case.status == "answer" else "no_case"

    def _leave_uncounted(self, case: Case, absence: Absence) -> None:
        """Take a case out of the rates where a condition could not have been missed: its lists are not whole."""
        if case.status not in ("has", "film_level"):
            return
        for condition in self._without:
            wish = self._wish(case, condition)
            open_ = filter(None, absence.why_open(condition.bodies, case.years, wish))
            reasons = list(islice(open_, condition.least))
            if len(reasons) == condition.least:
                case.status, case.reason = "uncounted", reasons[0]

    def _wish(self, case: Case, condition: Condition) -> Wish:
        """What a condition looks for of a case."""
        unit = case.unit
        craft = unit.category if self._question.of == "craft" else ""
        return _wish(condition.filter, craft, unit.sexes, is_of_people=bool(unit.person))

    def _reasons(self, case: Case, condition: Condition, has: Set[str], absence: Absence) -> Iterator[tuple[str, str]]:
        """Why absence is no fact, and at which body, of the bodies without a sure entry where it is none."""
        unit, wish = case.unit, self._wish(case, condition)
        entries = _doubts(unit, condition)
        apart = self._of_twins(case, condition) | self._without_film(case, condition)
        is_clear = not unit.film or absence.is_clear(unit.film, case.entries)
        for body, reason in zip(condition.bodies, absence.why_open(condition.bodies, case.years, wish), strict=True):
            if body in has:
                continue
            if body in entries:
                yield entries[body], body
            elif body in apart:
                yield "not_told_apart", body
            elif not (reason or is_clear) or reason == UNREAD:
                if why := absence.why_not(body, unit.film, case.years, case.entries, wish, reason=reason):
                    yield why, body
            elif reason:
                yield reason, body

    def _without_film(self, case: Case, condition: Condition) -> set[str]:
        """Bodies with an entry that names the person and no film."""
        if not case.unit.person:
            return set()
        years = [bodies for year in case.years if (bodies := self._filmless[condition.takes].get(year))]
        names = likenesses(case.unit.person) if years else ()
        return {body for bodies in years for name in names for body in bodies.get(name, ())}

    @cached_property
    def _filmless(self) -> dict[Takes, dict[int, dict[Likeness, set[str]]]]:
        """Bodies whose entries name people and no film, by what takes them, film year and what names have in common."""
        every: dict[Takes, dict[int, dict[Likeness, set[str]]]] = {}
        for condition in self._without:
            years = every.setdefault(condition.takes, {})
            for entry in filter(condition.takes, self._by_film.get("", ())):
                for likeness in chain.from_iterable(likenesses(person.name) for person in entry.people):
                    years.setdefault(entry.year, {}).setdefault(likeness, set()).add(entry.body)
        return every

    def _of_twins(self, case: Case, condition: Condition) -> set[str]:
        """Bodies with an entry of a film that is not told apart, which may be meant."""
        twins = self._material.twins.get(case.unit.film)
        if not twins:
            return set()
        years = {year + step for year in case.years for step in (-1, 0, 1)}
        person = Named("", case.unit.person)
        return {
            entry.body
            for twin in twins
            for entry in filter(condition.takes, self._by_film.get(twin, ()))
            if entry.year in years
            and (not case.unit.person or not entry.people or any(is_same(person, name) for name in entry.people))
        }


def _taking(at: Collection[str], wanted: Filter, decided: Collection[tuple[str, int | None]] | None) -> Takes:
    """What takes entries of some bodies, in the fewest steps: it is asked of every entry, and often.

    Args:
        at: the bodies.
        wanted: which of their entries.
        decided: ceremonies whose winners are at hand, where the question is who lost.
    """
    if decided is not None or wanted.printed:
        return lambda entry: (
            entry.body in at and wanted.takes(entry) and (decided is None or (entry.body, entry.ceremony) in decided)
        )
    results, concepts = wanted.results, wanted.concepts
    if concepts:
        return lambda entry: entry.category in concepts and entry.body in at and entry.result in results
    return lambda entry: entry.body in at and entry.result in results


def _asking(conditions: Collection[Condition]) -> Takes:
    """Whether one of some conditions is about an entry."""
    every = [condition.takes for condition in conditions]

    def asks(entry: Entry) -> bool:
        for takes in every:  # noqa: SIM110 - a generator for each entry takes twice as long
            if takes(entry):
                return True
        return False

    return every[0] if len(every) == 1 else asks


def _at(unit: Unit, condition: Condition) -> Set[str]:
    """The bodies that have the unit."""
    takes = condition.takes
    return {entry.body for entry in unit.sure if takes(entry)} or _NONE


_NONE: frozenset[str] = frozenset()
"""One for all units that nobody has: sets take room."""


def _doubts(unit: Unit, condition: Condition) -> Mapping[str, str]:
    """Why entries that are not surely a unit's leave it open, by body."""
    doubts: dict[str, str] = {}
    for entries, reason in (
        (unit.contradicted, "not_told_apart"),
        (unit.second, "not_told_apart"),
        (unit.presumed, "film_level"),
        (unit.open, "list_names_no_people"),
        (unit.doubtful, "list_names_no_people"),
    ):
        for entry in filter(condition.takes, entries) if entries else ():
            doubts.setdefault(entry.body, reason)
    return doubts


@cache
def _wish(filter_: Filter, craft: str, sexes: frozenset[str], *, is_of_people: bool) -> Wish:
    concepts = filter_.concepts
    if craft:
        concepts = frozenset(slug for slug in (concepts or categories()) if pool_of(slug) == craft)
    elif sexes:
        concepts = frozenset(slug for slug in concepts if sex_of(slug) in {"", *sexes})
    return Wish(filter_, concepts, is_of_people)
