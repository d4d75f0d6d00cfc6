"""What a question counts: films, films in a category, people in films, people."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from tracker.domain.categories import categories
from tracker.edition.desk.cast import Cast, sex_of
from tracker.edition.desk.entries import Entry, pool

Asks = Callable[[Entry], bool]
CastOf = Callable[[str, Sequence[Entry]], Cast]
Hidden = tuple[Sequence[Entry], Sequence[Entry]]


@dataclass(slots=True)
class Unit:
    """A film, a film in a category, a person in a film, or a person, with its entries."""

    film: str
    """Its key; "" for a person."""
    category: str = ""
    """Of a craft, the pooled concept; of a performance on lists without people, its award."""
    person: str = ""
    key: str = ""
    """Of a person of all films, whom the tracker takes them for."""
    sexes: frozenset[str] = frozenset()
    sure: list[Entry] = field(default_factory=list)
    """Entries that are its own."""
    presumed: list[Entry] = field(default_factory=list)
    """Entries of lists without people that most likely are."""
    contradicted: list[Entry] = field(default_factory=list)
    """What another source says against the list that counts."""
    second: Sequence[Entry] = ()
    """Entries of a colleague who may be the same person under a second name."""
    hidden: Hidden | Callable[[], Hidden] = ((), ())
    """`open` and `doubtful`, or what gives them: few units of a question are ever asked for them."""

    @property
    def open(self) -> Sequence[Entry]:
        """Entries of lists without people that may be its own."""
        return self._hidden()[0]

    @property
    def doubtful(self) -> Sequence[Entry]:
        """Such entries that most likely are a colleague's."""
        return self._hidden()[1]

    def _hidden(self) -> Hidden:
        if not isinstance(self.hidden, tuple):
            self.hidden = self.hidden()
        return self.hidden


def films_of(films: Iterable[str], by_film: Mapping[str, Sequence[Entry]]) -> Iterator[Unit]:
    """Films."""
    for film in films:
        unit = Unit(film)
        for entry in by_film.get(film, ()):
            (unit.sure if entry.heard else unit.contradicted).append(entry)
        yield unit


def crafts_of(films: Iterable[str], by_film: Mapping[str, Sequence[Entry]]) -> Iterator[Unit]:
    """Films in every category that compares with other bodies' ones."""
    for film in films:
        pools: dict[str, Unit] = {}
        for entry in by_film.get(film, ()):
            slug = pool(entry)
            if slug not in pools:
                pools[slug] = Unit(film, category=slug)
            (pools[slug].sure if entry.heard else pools[slug].contradicted).append(entry)
        yield from (unit for slug, unit in pools.items() if slug in categories() and categories()[slug].compared)


def people_of(
    films: Iterable[str],
    by_film: Mapping[str, Sequence[Entry]],
    twins: Mapping[str, Iterable[str]],
    cast_of: CastOf,
    asks: Asks,
    *,
    turns_on: Asks,
) -> Iterator[Unit]:
    """Every person in some films.

    Args:
        films: their keys.
        by_film: entries, with people; what another source names a film for that is not told apart tells who is meant.
        twins: films that are not told apart.
        cast_of: who is who in a film with some entries.
        asks: whether a condition of the question is about an entry.
        turns_on: whether the question turns on whose an entry may be that names nobody.
    """
    for film in films:
        others = [e for twin in twins.get(film, ()) for e in by_film.get(twin, ()) if e.people and not e.heard]
        entries = [*by_film.get(film, ()), *others]
        yield from _people_of(film, entries, cast_of(film, entries), asks, turns_on=turns_on)


def _people_of(film: str, entries: Sequence[Entry], cast: Cast, asks: Asks, *, turns_on: Asks) -> Iterator[Unit]:
    units = [Unit(film, person=cast.name(number), sexes=cast.sexes(number)) for number in range(len(cast.names))]
    open_entries = cast.open(turns_on)
    for person, unit in enumerate(units if open_entries else ()):
        unit.hidden = partial(_hidden, open_entries, cast, person)
    nobody: dict[str, Unit] = {}
    pairs = list(cast.seconds()) if len(units) > 1 else []
    for entry in entries:
        if entry.people:
            for person in cast.people_of(entry):
                (units[person].sure if entry.names else units[person].contradicted).append(entry)
        if entry.people or not entry.heard or not asks(entry):
            continue
        bearers, presumed = cast.meant(entry)
        if len(bearers) == 1:
            units[min(bearers)].sure.append(entry)
        elif presumed is not None:
            units[presumed].presumed.append(entry)
        elif not (bearers or cast.is_named_for(entry)):
            nobody.setdefault(pool(entry), Unit(film, category=pool(entry))).sure.append(entry)
    for one, other in pairs:
        units[one].second = [*units[one].second, *units[other].sure]
        units[other].second = [*units[other].second, *units[one].sure]
    for unit in nobody.values():
        unit.sexes = frozenset({sex_of(unit.category)}) - {""}
        unit.hidden = partial(_beside, unit, entries)
    yield from (*units, *nobody.values())


def _hidden(entries: Sequence[Entry], cast: Cast, person: int) -> Hidden:
    """Entries that may be a person's, and those that more likely are a colleague's."""
    hidden: tuple[list[Entry], list[Entry]] = ([], [])
    for entry in entries:
        if cast.may_mean(entry, person):
            bearers, presumed = cast.meant(entry)
            if person != presumed and person not in bearers:
                hidden[presumed is not None].append(entry)
    return hidden


def _beside(unit: Unit, entries: Sequence[Entry]) -> Hidden:
    """Entries of the film that may be those of whom no list names for an award."""
    alike = {"", *unit.sexes} if unit.sexes else set(map(sex_of, categories()))
    return [entry for entry in entries if entry not in unit.sure and sex_of(entry.category) in alike], []


def persons_of(by_film: Mapping[str, Sequence[Entry]], asks: Asks, *, by_season: bool) -> Iterator[Unit]:
    """Every person, or every person of a season.

    Args:
        by_film: entries, with people.
        asks: whether a condition of the question is about an entry.
        by_season: whether a person is told anew in each season.
    """
    entries = [entry for rows in by_film.values() for entry in rows if entry.people and asks(entry)]
    units: dict[tuple[str, int], Unit] = {}
    for entry in entries:
        for person in entry.people:
            key = (person.key, entry.year if by_season else 0)
            if key not in units:
                units[key] = Unit("", person=person.name, key=person.key)
            (units[key].sure if entry.names else units[key].contradicted).append(entry)
    yield from units.values()


def number(entries: Sequence[Entry], *, of_person: bool) -> int:
    """How many nominations, one for several films once: of several sources' entries, those of which there are most.

    A prize is one in however many rows a list prints it; two performers of a film may have one each.
    """
    if len(entries) <= 1:
        return len(entries)
    rows = {
        _prize(entry) if entry.result == "won" and (of_person or not sex_of(entry.category)) else entry.statement: entry
        for entry in entries
    }.values()
    if len(rows) <= 1 or len({e.source for e in rows}) == 1:
        return len(rows)
    if len({(e.body, e.ceremony) for e in rows}) == len({(e.body, e.ceremony, e.source) for e in rows}):
        return len(rows)
    sources: dict[tuple[object, ...], Counter[str]] = defaultdict(Counter)
    for entry in rows:
        sources[entry.body, entry.ceremony, entry.category, entry.film][entry.source] += 1
    return sum(max(counts.values()) for counts in sources.values())


def _prize(entry: Entry) -> tuple[object, ...]:
    return (entry.source, entry.body, entry.ceremony, entry.year, entry.category, entry.printed)
