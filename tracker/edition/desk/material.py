"""What questions are asked of, read as far as a question needs it, and once where many are asked."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from functools import cached_property

from tracker.domain.categories import pool_of
from tracker.domain.printed import printed_key
from tracker.edition.desk.absence import Coverage, coverage_of
from tracker.edition.desk.cast import Cast, Fields
from tracker.edition.desk.entries import Entry, load, sizes
from tracker.edition.names import IS_NUMBER

Place = tuple[str, int | None]
"""Body and ceremony."""
_NUMBERS = f"""
SELECT film_key FROM (SELECT DISTINCT film_key FROM entries WHERE film_key IS NOT NULL AND {IS_NUMBER}) few
WHERE NOT EXISTS (SELECT 1 FROM films WHERE films.film_key = few.film_key
AND film NOT GLOB 'tt[0-9]*' AND film NOT GLOB 'Q[0-9]*')
AND NOT EXISTS (SELECT 1 FROM entries WHERE entries.film_key = few.film_key AND NOT {IS_NUMBER})
"""  # noqa: S608 - our own words
_MANY = 5000
"""Films from which on reading all entries of a body costs less than looking the films up."""


class Material:
    """An edition's entries and lists.

    Args:
        connection: of the edition.
        whole: whether many questions will be asked, so that everything is read once.
    """

    def __init__(self, connection: sqlite3.Connection, *, whole: bool = False) -> None:
        self.connection, self._whole = connection, whole
        self._casts: dict[str, Cast] = {}

    @cached_property
    def titles(self) -> dict[str, str]:
        """Of bodies; one that a user's file brought goes by its slug in words."""
        every = self.connection.execute("SELECT DISTINCT body FROM entries").fetchall()
        titles = dict(self.connection.execute("SELECT body, title FROM bodies ORDER BY rowid").fetchall())
        return titles | {body: body.replace("_", " ").title() for (body,) in every if body not in titles}

    def precursors(self, body: str) -> list[str]:
        """The bodies whose nominations predict a body's own."""
        query = "SELECT coalesce(precursors, '[]') FROM bodies WHERE body = ?"
        return [str(slug) for (text,) in self.connection.execute(query, (body,)) for slug in json.loads(text)]

    @cached_property
    def twins(self) -> dict[str, list[str]]:
        """Films that are not told apart, by film."""
        twins: dict[str, list[str]] = defaultdict(list)
        for film, twin in self.connection.execute("SELECT DISTINCT film_key, twin FROM alike"):
            twins[film].append(twin)
        return twins

    def coverage(self, bodies: Sequence[str]) -> Coverage:
        """The lists of some bodies."""
        return self._coverage if self._whole else coverage_of(self.connection, bodies)

    @cached_property
    def _coverage(self) -> Coverage:
        return coverage_of(self.connection, self.titles)

    def fields(self, bodies: Sequence[str]) -> Fields:
        """The fields of some bodies' lists."""
        return self._fields if self._whole else Fields(sizes(self.connection, bodies))

    @cached_property
    def _fields(self) -> Fields:
        return Fields(sizes(self.connection, list(self.titles)))

    def casting(self, bodies: Sequence[str]) -> Callable[[str, Sequence[Entry]], Cast]:
        """Gives the cast of a film with some entries, by the fields of some bodies; questions share what is whole."""
        fields, casts = self.fields(bodies), self._casts
        if not self._whole:
            return lambda _, entries: Cast(entries, fields)

        def cast_of(film: str, entries: Sequence[Entry]) -> Cast:
            if film not in casts:
                casts[film] = Cast(entries, fields)
            return casts[film]

        return cast_of

    @cached_property
    def winners(self) -> dict[Place, set[str]]:
        """Awards, pooled, of which a winner is on record."""
        query = "SELECT DISTINCT body, ceremony, category FROM entries WHERE result = 'won' AND heard"
        winners: dict[Place, set[str]] = defaultdict(set)
        for body, ceremony, category in self.connection.execute(query):
            winners[body, ceremony].add(pool_of(category or ""))
        return winners

    @cached_property
    def prints(self) -> dict[Place, set[str]]:
        """Names of awards as lists print them, in comparable form."""
        query = "SELECT DISTINCT body, ceremony, category_as_printed FROM entries WHERE category_as_printed <> ''"
        prints: dict[Place, set[str]] = defaultdict(set)
        for body, ceremony, printed in self.connection.execute(query):
            prints[body, ceremony].add(printed_key(printed))
        return prints

    @cached_property
    def numbers(self) -> set[str]:
        """Films of which nothing but an id is on record."""
        return {film for (film,) in self.connection.execute(_NUMBERS)}

    def entries(
        self, bodies: Sequence[str], films: Collection[str] | None, *, people: bool, slugs: Collection[str] = ()
    ) -> dict[str, list[Entry]]:
        """The entries of some bodies by film, `""` for those that name people and no film.

        Args:
            bodies: their slugs.
            films: those to keep; None means every film.
            people: whether to say whom the entries name.
            slugs: concepts that are enough for the question; none means every category.
        """
        if self._whole:
            every = self._every
            return every if films is None else {film: every[film] for film in (*sorted(films), "") if film in every}
        few = films if films is not None and len(films) < _MANY else None
        return _by_film(load(self.connection, bodies, people=people, films=few, slugs=slugs), films)

    @cached_property
    def _every(self) -> dict[str, list[Entry]]:
        return _by_film(load(self.connection, list(self.titles), people=True), None)


def _by_film(entries: Sequence[Entry], films: Collection[str] | None) -> dict[str, list[Entry]]:
    by_film: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if films is None or not entry.film or entry.film in films:
            by_film[entry.film].append(entry)
    return dict(by_film)
