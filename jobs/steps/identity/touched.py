"""Of which film years a judgement would read something else than before."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from typing import TYPE_CHECKING, NamedTuple

from jobs.steps.identity.articles import mentions_beside
from jobs.steps.identity.keys import Ceremony, Changes, Keys
from tracker.domain.categories import prizes_of_either

if TYPE_CHECKING:
    from sqlalchemy import Connection

_PRIZES = ("won", "runner_up")
_NOMINEES = ("nominated", "shortlisted", "longlisted")
"""Results that tell whether a prize had nominees (`tracker.judge.material.tables`)."""


class ListChange(NamedTuple):
    """How the lists of a ceremony stand otherwise."""

    years: frozenset[int]
    """Film years that it has or had."""
    of_rows: bool
    """Whether its rows say something else now: another state or day."""


class Touched:
    """Film years that changed rows touch, gathered before and after the keys are brought up to date.

    A film touches every film year that lists, the registry or releases place it in.
    """

    def __init__(self, conn: "Connection", keys: Keys, changes: Changes, lists: Mapping[Ceremony, ListChange]) -> None:
        ends = [end for rows in changes.values() for pair in rows.values() for end in pair if end]
        self._conn, self._keys = conn, keys
        self._statements = {one for rows in changes.values() for one in rows}
        self._years = {year for _, year, _, _ in ends if year is not None}
        # Whether a film may belong to the season before depends on how that season's list stands.
        self._years |= {year + step for change in lists.values() for year in change.years for step in (0, 1)}
        self._whole = {ceremony for ceremony, change in lists.items() if change.of_rows}
        self._films: set[str] = set(_films_of(conn, changes.get("accolade", {})))
        self._people: set[str] = set()
        self._statements |= mentions_beside(conn, changes.get("article", {}))
        # Of a film that nobody speaks of any more, too, somebody may have meant the list of the year after its own.
        self._mentioned = keys.films_mentioned()
        self._add_ceremonies(changes.get("nomination", {}), set(lists))
        self._look()

    def add(self, films: Iterable[str], people: Iterable[str]) -> None:
        """Touch the film years of films, and those in which people's performances tell of which kind a prize is."""
        self._films |= {*films} - {""}
        self._people |= {*people} - {""}

    def seasons(self) -> set[int]:
        """All film years that are touched; ask when the keys are up to date."""
        self._look()
        films = self._films | {twin for _, twin in self._keys.alike(self._films)}
        # An article may mean the list of the year after the film's own.
        mentioned = self._mentioned | self._keys.films_mentioned()
        later = {year + 1 for year in self._keys.seasons_about(films & mentioned)}
        return self._keys.seasons_about(films) | later | self._years | self._of_either_kind()

    def _add_ceremonies(self, changes: Mapping[str, tuple[object, object]], ceremonies: Set[Ceremony]) -> None:
        """Other rows of the ceremonies that say something else now.

        Which source speaks for a list is told by which sources have rows, and which name people
        (`tracker.judge.material.one_voice`); whether a prize had nominees by those of its category, or by any.
        """
        every = ceremonies | {end[2:] for pair in changes.values() for end in pair if isinstance(end, tuple)}
        for ceremony, rows in _rows_of(self._conn, every).items():
            own = [row for row in rows if row.id in changes]
            nominees = any(row.retracted is None and row.result in _NOMINEES and row.id not in changes for row in rows)
            several = len({row.source for row in rows}) > 1
            moved = {row.id for row in own if None in changes[row.id]}
            if (several and (ceremony in ceremonies or _speak_otherwise(rows, moved))) or (own and not nominees):
                self._whole.add(ceremony)
            awards = {name for row in own for name in (row.category, row.printed) if name}
            prizes = (row for row in rows if row.retracted is None and row.result in _PRIZES)
            self._statements |= {row.id for row in prizes if not awards.isdisjoint((row.category, row.printed))}

    def _look(self) -> None:
        """Films and people of the rows, as the keys stand."""
        statements = self._statements | self._keys.statements_of(self._whole)
        films = self._keys.among("SELECT DISTINCT film FROM film WHERE statement IN", statements)
        people = self._keys.among("SELECT DISTINCT person FROM credit WHERE statement IN", statements)
        self.add((film for (film,) in films), (person for (person,) in people))

    def _of_either_kind(self) -> set[int]:
        """Film years of prizes for performances of either kind that name one of the people."""
        prizes = prizes_of_either_kind(self._conn) & self._keys.performances_of_people(self._people)
        years = self._keys.among("SELECT DISTINCT film_year FROM statement WHERE kind = 'nomination' AND id IN", prizes)
        return {year for (year,) in years if year is not None}


def _films_of(conn: "Connection", accolades: Collection[str]) -> set[str]:
    """The films of rows of accolades."""
    rows = conn.exec_driver_sql("SELECT id, qid FROM accolade") if accolades else ()
    return {film for one, film in rows if one in accolades}


class _Row(NamedTuple):
    """A nomination, also one that does not stand any more."""

    id: str
    source: str
    category: str | None
    printed: str | None
    result: str
    retracted: str | None
    names_people: bool


def _rows_of(conn: "Connection", ceremonies: Set[Ceremony]) -> dict[Ceremony, list[_Row]]:
    numbers = ", ".join(
        str(int(number)) for number in sorted({number for _, number in ceremonies if number is not None})
    )
    people = "EXISTS (SELECT 1 FROM nomination_person WHERE statement = id)"
    columns = f"body, ceremony, id, source, category, category_as_printed, result, retracted_run, {people}"
    sql = f"SELECT {columns} FROM nomination"  # noqa: S608 - our own names
    rows: dict[Ceremony, list[_Row]] = defaultdict(list)
    for body, number, *cells in conn.exec_driver_sql(f"{sql} WHERE ceremony IN ({numbers or 'NULL'})"):
        if (body, number) in ceremonies:
            rows[body, number].append(_Row(*cells))
    return rows


def _speak_otherwise(rows: Sequence[_Row], moved: Set[str]) -> bool:
    """Whether rows that came or went may make another source speak for a list: none stays that is as they are."""
    staying = [row for row in rows if row.retracted is None and row.id not in moved]
    lists = {(row.source, row.result) for row in staying}
    sources_of_people = {row.source for row in staying if row.names_people}
    return any(
        (row.source, row.result) not in lists or (row.names_people and row.source not in sources_of_people)
        for row in rows
        if row.id in moved
    )


def prizes_of_either_kind(conn: "Connection") -> set[str]:
    """Nominations for performances of which the category does not tell whether they are an actor's or an actress's."""
    slugs = ", ".join(f"'{slug}'" for slug in sorted({*prizes_of_either().values()}))
    sql = f"SELECT id FROM nomination WHERE retracted_run IS NULL AND category IN ({slugs})"  # noqa: S608 - our slugs
    return {one for (one,) in conn.exec_driver_sql(sql)}
