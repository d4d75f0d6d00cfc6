"""Entries of lists as an edition holds them: who was nominated for what film, where, when, by which list."""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from sys import intern
from typing import NamedTuple

from tracker.domain.categories import OTHER, genre_of, pool_of
from tracker.domain.printed import printed_key
from tracker.edition.desk.question import STORY, Term, concepts


class Named(NamedTuple):
    """A person as a list names them."""

    key: str
    name: str


class Entry(NamedTuple):
    """One film of one statement."""

    statement: int
    """The number of the statement's first row in the edition."""
    body: str
    ceremony: int | None
    year: int
    """Film year."""
    category: str
    """The concept that it counts as, or `STORY`."""
    printed: str
    result: str
    heard: bool
    """Whether it counts; else another list of the ceremony speaks for it, and it only tells who is meant."""
    tells: bool
    """Whether it says, not counting itself, whom an entry means that counts and names nobody."""
    source: str
    film: str
    people: tuple[Named, ...] = ()

    @property
    def names(self) -> bool:
        """Whether whom it names is nominated: by an entry that counts, or by one that says whom such an entry means."""
        return bool(self.heard or self.tells)


class Filter(NamedTuple):
    """Which entries a condition is about."""

    concepts: frozenset[str]
    printed: frozenset[str]
    results: tuple[str, ...]

    def takes(self, entry: Entry) -> bool:
        """Whether an entry of one of its bodies is meant."""
        if entry.result not in self.results:
            return False
        if self.printed:
            return entry.category in self.concepts or printed_key(entry.printed) in self.printed
        return not self.concepts or entry.category in self.concepts


NOMINATED = ("nominated", "won")
_RESULTS = {"nominated": NOMINATED, "lost": ("nominated",)}


def filter_of(term: Term, categories: Iterable[str]) -> Filter:
    """Which entries a condition is about, apart from its bodies; `categories` are its own or those that it implies."""
    return Filter(*concepts(categories), _RESULTS.get(term.result, (term.result,)))


def reading(path: Path) -> sqlite3.Connection:
    """An edition's file, to be read as it is: cells as they are kept, which costs least."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


_COUNT = "film_year IS NOT NULL AND body IN ({})"


def films_with(
    connection: sqlite3.Connection, bodies: Sequence[str], least: int, wanted: Filter, span: tuple[int, int]
) -> set[str]:
    """Films that so many of the bodies name for what a condition takes, in a span of film years; a few too many."""
    query = (
        f"SELECT film_key FROM entries WHERE {_COUNT.format(marks(bodies))} AND film_key IS NOT NULL "  # noqa: S608
        f"AND film_year BETWEEN ? AND ? AND result IN ({marks(wanted.results)})"
    )
    slugs = sorted({*wanted.concepts, OTHER}) if wanted.concepts and not wanted.printed else []
    query += f" AND category IN ({marks(slugs)})" if slugs else ""
    query += " GROUP BY 1" + (f" HAVING count(DISTINCT body) >= {least:d}" if least > 1 else "")
    return {film for (film,) in connection.execute(query, (*bodies, *span, *wanted.results, *slugs))}


def load(
    connection: sqlite3.Connection,
    bodies: Sequence[str],
    *,
    people: bool,
    films: Collection[str] | None = None,
    slugs: Collection[str] = (),
) -> list[Entry]:
    """The entries of some bodies.

    Args:
        connection: of the edition.
        bodies: their slugs.
        people: whether to say whom the entries name, also those that name no film.
        films: keys of those to keep; None means every film.
        slugs: concepts of those to keep; none means every category.
    """
    select = (
        "SELECT entries.rowid - position, body, ceremony, film_year, coalesce(category, ''), "
        "coalesce(category_as_printed, ''), result, heard + 0, tells + 0, source, coalesce(film_key, '')"
        + (", '[' || person_keys || ',' || people || ']'" if people else ", NULL")
    )
    count = _COUNT.format(marks(bodies)) + (f" AND category IN ({marks(slugs)})" if slugs else "")
    wanted = (*bodies, *sorted(slugs))
    if films is None:
        where = f"{select} FROM entries WHERE {count}" + ("" if people else " AND film_key IS NOT NULL")
        return _entries(connection.execute(where, wanted))
    query = f"{select} FROM json_each(?) f CROSS JOIN entries ON film_key = f.value WHERE {count}"
    entries = _entries(connection.execute(query, (json.dumps(sorted(films)), *wanted)))
    if people:
        entries += _entries(connection.execute(f"{select} FROM entries WHERE film_key IS NULL AND {count}", wanted))
    return entries


def _entries(cursor: sqlite3.Cursor) -> list[Entry]:
    """The entries of a query, column by column; words that many share are kept once."""
    entries: list[Entry] = []
    people: dict[str | None, tuple[Named, ...]] = {None: ()}
    while rows := cursor.fetchmany(_PART):
        *first, slugs, prints, results, heard, tells, sources, films, arrays = zip(*rows, strict=True)
        people.update(_named(filter(None, {*arrays} - {*people})))
        concepts = map(_concept, slugs, prints)
        words = (map(intern, prints), map(intern, results), heard, tells, map(intern, sources))
        columns = (*first, concepts, *words, films)
        entries += map(partial(tuple.__new__, Entry), zip(*columns, map(people.__getitem__, arrays), strict=True))
    return entries


_PART = 2048
"""Rows that are turned at once."""


def _named(arrays: Iterable[str]) -> dict[str | None, tuple[Named, ...]]:
    """The people of JSON arrays, each of keys and of names; read at once, since a call for each takes longer."""
    texts = list(arrays)
    pairs = json.loads(f"[{','.join(texts)}]")
    return {
        text: tuple(Named(key, name) for key, name in zip(*pair, strict=True) if key)
        for text, pair in zip(texts, pairs, strict=True)
    }


def sizes(connection: sqlite3.Connection, bodies: Sequence[str]) -> Iterator[tuple[str, int | None, str, str, int]]:
    """How many people each source of each field names: body, ceremony, category, source, people."""
    rows = connection.execute(
        "SELECT body, ceremony, coalesce(category, ''), coalesce(category_as_printed, ''), source, "  # noqa: S608
        "sum(coalesce(json_array_length(people), 0)) FROM entries WHERE result IN ('won', 'nominated') "
        f"AND {_COUNT.format(marks(bodies))} GROUP BY 1, 2, 3, 4, 5",
        tuple(bodies),
    )
    fields: Counter[tuple[str, int | None, str, str]] = Counter()
    for body, ceremony, category, printed, source, people in rows:
        fields[body, ceremony, _concept(category, printed), source] += people
    for field, number in fields.items():
        yield (*field, number)


@cache
def _concept(category: str, printed: str) -> str:
    """An award for one person's acting in films of a genre counts as one for acting, and one for a story as writing."""
    if category != OTHER:
        return category
    words = frozenset(printed_key(printed).split())
    if "story" in words and words & _STORIES:
        return STORY
    if words & _TOGETHER or not genre_of(printed):
        return category
    return next((f"lead_{sex}" for sex in ("actress", "actor") if sex in words), category)


_STORIES = frozenset({"motion", "original", "writing"})
"""Words beside which a story is what was written."""
_TOGETHER = frozenset({"ensemble", "cast", "stunt"})
"""Words of awards that performers share, which no nomination of one of them answers."""


def pool(entry: Entry) -> str:
    """The award that an entry is for, one for both screenplays."""
    return pool_of(entry.category)


def marks(values: Collection[object]) -> str:
    """Placeholders of a query for so many values."""
    return ", ".join("?" * len(values))
