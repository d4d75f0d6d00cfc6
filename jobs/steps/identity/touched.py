"""Of which film years a judgement would read something else than before."""

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from jobs.steps.identity.keys import Ceremony, Changes, Keys
from tracker.domain.categories import prizes_of_either

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Touched:
    """Film years that changes touch, gathered before and after the keys are brought up to date.

    A changed row touches every film of its ceremony: which source speaks for a list, and whether a prize had nominees,
    is told by all rows of it. A film touches every film year that lists, the registry or releases place it in.
    """

    def __init__(self, keys: Keys, changes: Changes, lists: Mapping[Ceremony, Collection[int]]) -> None:
        ends = [end for rows in changes.values() for pair in rows.values() for end in pair if end]
        self._keys = keys
        self._statements = {one for rows in changes.values() for one in rows}
        self._ceremonies = {(body, ceremony) for _, _, body, ceremony in ends if body} | set(lists)
        self._years = {year for _, year, _, _ in ends if year is not None}
        # Whether a film may belong to the season before depends on how that season's list stands.
        self._years |= {year + step for years in lists.values() for year in years for step in (0, 1)}
        self._every = False
        self._films: set[str] = set()
        self._people: set[str] = set()
        self._look()

    def everything(self) -> None:
        """All film years are touched."""
        self._every = True

    def add(self, films: Iterable[str], people: Iterable[str]) -> None:
        """Touch the film years of films, and those in which people's performances tell of which kind a prize is."""
        self._films |= {*films} - {""}
        self._people |= {*people} - {""}

    def note(self, conn: "Connection") -> None:
        """Keep what was touched; call it when the keys are up to date."""
        if self._every:
            self._keys.touch(None)
        elif self._statements or self._ceremonies:
            self._look()
            films = self._films | {twin for _, twin in self._keys.alike(self._films)}
            seasons = self._keys.seasons_about(films)
            # An article may mean the list of the year after the film's own.
            later = {year + 1 for year in self._keys.seasons_about(films & self._keys.films_mentioned())}
            self._keys.touch(seasons | later | self._years | self._of_either_kind(conn))

    def _look(self) -> None:
        """Films and people of the changed rows, and of their ceremonies, as the keys stand."""
        statements = self._statements | self._keys.statements_of(self._ceremonies)
        films = self._keys.among("SELECT DISTINCT film FROM film WHERE statement IN", statements)
        people = self._keys.among("SELECT DISTINCT person FROM credit WHERE statement IN", statements)
        self.add((film for (film,) in films), (person for (person,) in people))

    def _of_either_kind(self, conn: "Connection") -> set[int]:
        """Film years of prizes for performances of either kind that name one of the people."""
        prizes = prizes_of_either_kind(conn) & self._keys.performances_of_people(self._people)
        years = self._keys.among("SELECT DISTINCT film_year FROM statement WHERE kind = 'nomination' AND id IN", prizes)
        return {year for (year,) in years if year is not None}


def prizes_of_either_kind(conn: "Connection") -> set[str]:
    """Nominations for performances of which the category does not tell whether they are an actor's or an actress's."""
    named = ", ".join(f"'{slug}'" for slug in sorted({*prizes_of_either().values()}))
    sql = f"SELECT id FROM nomination WHERE retracted_run IS NULL AND category IN ({named})"  # noqa: S608 - our slugs
    return {one for (one,) in conn.exec_driver_sql(sql)}
