"""How often films with as many precursor nominations were nominated: a smoothed (Beta-binomial) base-rate table.

The first honest model and the one that a better model has to beat; docs/expectation.md has the formula.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from tracker.domain.categories import group_of
from tracker.domain.facts.frames import Schema
from tracker.domain.rules import Equivalence
from tracker.frames import typed
from tracker.judge.material.categories import ACTING, NOT_FOR_CATEGORIES, either_kind, genres_of
from tracker.judge.material.frames import among, chosen, join, lookup, pair, tuples
from tracker.judge.material.tables import SHOWN, SeasonTables, people_of, performers

MIN_SEASONS = 3
"""A table cell speaks only when that many other seasons had the category and as many precursor bodies."""

PRIOR_STRENGTH = 4.0
"""Films' worth of weight that the group of categories lends to a single category's cell."""

NEAR = 2
"""Seasons on either side that show how many precursors usually speak before a body."""

FILM_LEVEL = ""
"""The concept of "nominated for anything"."""

_UNIT: Schema = {"film_year": "int", **dict.fromkeys(("concept", "film_key", "person"), "text")}
_HITS: Schema = {**_UNIT, **dict.fromkeys(("hits", "bodies"), "int"), "genre": "text"}
_POSSIBLE: Schema = {"film_year": "int", "concept": "text", "possible": "int"}
_TRIALS: Schema = {
    "film_year": "int",
    **dict.fromkeys(("concept", "film_key", "person", "genre"), "text"),
    **dict.fromkeys(("possible", "hits"), "int"),
    "won": "no",
}
_BUCKETS = (0, 1, 2, 3, 5, 8, 12)
"""Lower ends of the classes of a film's precursor nominations in all categories."""


@dataclass(frozen=True)
class Counts:
    """Precursors' nominations before a body spoke, season by season.

    `hits`: film_year, concept, film_key, person, hits, bodies (how many; for the film as a whole `hits` is a class) and
    genre: those to which hits in categories split by genre belong, `;` between;
    `possible`: film_year, concept, possible.
    """

    hits: pd.DataFrame
    possible: pd.DataFrame


Unit = tuple[int, str, str, str]
"""Film year, concept, film and person."""


class _Line(NamedTuple):
    """A nomination. In plain rows: most seasons have few, and frames of few rows are slow."""

    year: int
    concept: str
    film: str
    person: str
    """"" outside acting and where the list names the film only."""
    body: str
    genre: str

    @property
    def unit(self) -> Unit:
        """What was nominated."""
        return self[:4]


def counts(tables: SeasonTables, body: str, prior: pd.DataFrame, equivalence: Equivalence) -> Counts:
    """Counts for one body, in every season of the entries.

    Args:
        tables: whom lists credit.
        body: the judged body.
        prior: entries of other lists known before it spoke (`tracker.judge.evidence.announcements.known`).
        equivalence: precursor bodies and how categories compare.
    """
    precursors = frozenset(equivalence.precursors.get(body, ()))
    entries = [entry for entry in _entries(prior, "counted_as") if entry.body in precursors]
    before = _fill_persons(_concepts(entries, tables, equivalence))
    # A body that names a film in several genres counts once, in the one that comes last.
    genres: dict[Unit, dict[str, str]] = defaultdict(dict)
    for line in sorted(before, key=lambda line: line.genre):
        genres[line.unit][line.body] = line.genre
    hits = [(*unit, len(by), len(by), join(sorted(by.values()))) for unit, by in genres.items()]
    awards = [(line.year, line.concept, line.body) for line in before]
    of_either = [(entry.year, kind, entry.body) for entry in entries for kind in either_kind(entry.given_as)]
    possible = Counter((year, concept) for year, concept, _ in {*awards, *of_either})
    bodies = Counter(year for year, _ in {(line.year, line.body) for line in before})
    return Counts(
        hits=typed(pd.DataFrame(hits + _whole_films(hits, before), columns=list(_HITS)), _HITS),
        possible=typed(
            pd.DataFrame(
                [(*field, n) for field, n in possible.items()] + [(year, FILM_LEVEL, n) for year, n in bodies.items()],
                columns=list(_POSSIBLE),
            ),
            _POSSIBLE,
        ),
    )


def _whole_films(hits: Iterable[tuple[Any, ...]], before: Iterable[_Line]) -> list[tuple[Any, ...]]:
    """Each film's nominations in all categories, in classes, under the concept `FILM_LEVEL`."""
    total: Counter[tuple[int, str]] = Counter()
    for year, _, film, _, n, *_ in hits:
        total[year, film] += n
    bodies = Counter((year, film) for year, film, _ in {(line.year, line.film, line.body) for line in before})
    return [
        (year, FILM_LEVEL, film, "", _BUCKETS[bisect_right(_BUCKETS, n) - 1], bodies[year, film], "")
        for (year, film), n in total.items()
    ]


def trials(
    tables: SeasonTables, body: str, own: pd.DataFrame, prior: pd.DataFrame, equivalence: Equivalence
) -> pd.DataFrame:
    """What the table is made from: one row a unit of a closed season, with `won`.

    Args:
        tables: the body's own nominations.
        body: the judged body.
        own: its ceremonies: ceremony, film_year, closed.
        prior: entries of other lists known before it spoke.
        equivalence: precursor bodies and how categories compare.
    """
    history = own[own["closed"]]
    if len(history) < MIN_SEASONS:
        return typed(pd.DataFrame(), _TRIALS)
    seen = counts(tables, body, prior, equivalence)
    return _trials(seen.hits, seen.possible, _outcomes(tables, body, history, equivalence), history)


class _Entry(NamedTuple):
    """An entry of a list."""

    statement: str
    year: int
    category: str
    film: str
    body: str
    ceremony: int
    printed: str
    given_as: str
    """The list's own category."""


def _entries(entries: pd.DataFrame, category: str) -> list[_Entry]:
    """Official nominations, under their own category or as what they count."""
    names = ["statement", "film_year", category, "film", "body", "ceremony", "category_as_printed", "category"]
    rows = tuples(entries, [*names, "result", "official"])
    return [_Entry(*row) for *row, result, official in rows if official and result in SHOWN]


def _concepts(entries: Sequence[_Entry], tables: SeasonTables, equivalence: Equivalence) -> list[_Line]:
    """Entries by concept and, in acting, person."""
    people = people_of(tables)
    genres = genres_of([(entry.body, entry.ceremony, entry.category, entry.printed) for entry in entries])
    lines = []
    for entry, genre in zip(entries, genres, strict=True):
        if entry.category not in NOT_FOR_CATEGORIES:
            concept = equivalence.pool(entry.category)
            who = performers(people, entry.statement, concept)
            lines += [_Line(entry.year, concept, entry.film, one, entry.body, genre) for one in who]
    return lines


def _fill_persons(lines: Iterable[_Line]) -> list[_Line]:
    """A list without names speaks for the one performance that other lists name in that film and category."""
    lines = [*lines]
    performers: dict[tuple[Any, ...], set[str]] = defaultdict(set)
    for line in lines:
        if line.person and line.concept in ACTING:
            performers[line.unit[:3]].add(line.person)
    only = {work: next(iter(who)) for work, who in performers.items() if len(who) == 1}
    performances = (line if line.person else line._replace(person=only.get(line.unit[:3], "")) for line in lines)
    return [*dict.fromkeys(performances)]


def _outcomes(tables: SeasonTables, body: str, history: pd.DataFrame, equivalence: Equivalence) -> pd.DataFrame:
    """What the judged body nominated in the other seasons: film_year, concept, film_key, person."""
    entries = tables.entries[(tables.entries["body"] == body) & tables.entries["ceremony"].isin(history["ceremony"])]
    lines = _concepts(_entries(entries, "category"), tables, equivalence)
    units = [line.unit for line in lines]
    anything = [(year, FILM_LEVEL, film, "") for year, _, film, _ in units]
    rows = pd.DataFrame(list(dict.fromkeys([*units, *anything])), columns=list(_UNIT))
    return typed(rows, _UNIT)


def _trials(hits: pd.DataFrame, possible: pd.DataFrame, outcomes: pd.DataFrame, history: pd.DataFrame) -> pd.DataFrame:
    """One row a season, concept and unit with precursor nominations in it or, with none in it, elsewhere.

    Where precursors name a film without people, and where there are none, any nomination of the film counts.
    """
    awards = outcomes[["film_year", "concept"]].drop_duplicates()
    asked = pair(possible, awards, ["film_year", "concept"], one=True)
    asked = asked[asked["film_year"].isin(history["film_year"])]
    seen = pair(hits, asked, ["film_year", "concept"], one=True)
    film = hits.loc[hits["concept"] == FILM_LEVEL, ["film_year", "film_key"]]
    none = pair(asked[asked["concept"] != FILM_LEVEL], film, ["film_year"])
    none = none.merge(
        seen[["film_year", "concept", "film_key"]].drop_duplicates(), how="left", indicator=True, validate="one_to_one"
    )
    none = none[none["_merge"] == "left_only"].drop(columns="_merge").assign(hits=0, person="", genre="")
    by_person = outcomes.assign(won=True)
    by_film = by_person.drop_duplicates(["film_year", "concept", "film_key"]).drop(columns="person")
    by_name = (seen["person"] != "") | ~seen["concept"].isin(ACTING)
    exact = pair(seen[by_name], by_person, ["film_year", "concept", "film_key", "person"], how="left", one=True)
    loose = pd.concat([seen[~by_name], none], ignore_index=True)
    loose = pair(loose, by_film, ["film_year", "concept", "film_key"], how="left", one=True)
    trials = pd.concat([exact, loose], ignore_index=True)
    return trials.assign(won=trials["won"].eq(True))


CELL = ["concept", "possible", "hits"]
_CELLS: Schema = {
    "film_year": "int",
    "concept": "text",
    **dict.fromkeys(("possible", "hits", "n", "k", "seasons"), "int"),
    **dict.fromkeys(("a", "b", "p"), "float"),
}


def cells_without(trials: pd.DataFrame, seasons: Sequence[int]) -> pd.DataFrame:
    """The table for each of some seasons, from the other seasons.

    A category that had as many precursors in too few seasons has the cells of its group, where the group had them in
    enough.

    Returns:
        film_year, concept, possible, hits: n films, k of them nominated, in how many seasons, a and b of the Beta
        distribution, p.
    """
    if trials.empty:
        return typed(pd.DataFrame(), _CELLS)
    trials = trials.assign(possible=trials["possible"].astype(int), hits=trials["hits"].astype(int))
    trials = trials.assign(group=chosen(trials["concept"], {c: group_of(c) for c in trials["concept"].unique()}))
    pooled = _without(trials, ["group"], seasons)
    own = _without(trials, ["group", "concept"], seasons)
    members = trials[["group", "concept"]].drop_duplicates()
    lent = pair(pooled[pooled["seasons"] >= MIN_SEASONS], members, ["group"])
    cells = pd.concat([own[own["seasons"] >= MIN_SEASONS], lent], ignore_index=True)
    cells = cells.drop_duplicates(["film_year", *CELL], ignore_index=True)
    group = lookup(cells, pooled, ["film_year", "group", "possible", "hits"], ["n", "k"])
    prior = (group["k"] + 1.0) / (group["n"] + 2.0)
    a, b = cells["k"] + PRIOR_STRENGTH * prior, cells["n"] - cells["k"] + PRIOR_STRENGTH * (1.0 - prior)
    return cells.assign(a=a, b=b, p=a / (a + b)).drop(columns="group")


def cells_by_genre(trials: pd.DataFrame, cells: pd.DataFrame, seasons: Sequence[int]) -> pd.DataFrame:
    """The cells whose films have hits in categories split by genre, apart by genre; each begins from its whole cell.

    Args:
        trials: what the table is made from.
        cells: the table (`cells_without`).
        seasons: each left out in turn.

    Returns:
        The columns of `cells` and `genre`.
    """
    kinds = trials.groupby(CELL)["genre"].transform("nunique") if len(trials) else pd.Series(dtype="int")
    split = trials[kinds > 1]
    if cells.empty or split.empty:
        return typed(pd.DataFrame(), {**_CELLS, "genre": "text"})
    split = split.assign(possible=split["possible"].astype(int), hits=split["hits"].astype(int))
    counts = _without(split, ["concept", "genre"], seasons)
    prior = lookup(counts, cells, ["film_year", *CELL], ["p"])["p"]
    a, b = counts["k"] + PRIOR_STRENGTH * prior, counts["n"] - counts["k"] + PRIOR_STRENGTH * (1.0 - prior)
    return counts.assign(a=a, b=b, p=a / (a + b))[prior.notna()]


def _without(trials: pd.DataFrame, by: list[str], seasons: Sequence[int]) -> pd.DataFrame:
    """For each season, what the others hold of every cell: n, k and in how many seasons there were as many bodies."""
    cell = [*by, "possible", "hits"]
    counts = trials.groupby([*cell, "film_year"])["won"].agg(n="size", k="sum").reset_index()
    asked = pd.DataFrame({"film_year": pd.array(list(seasons), "Int64")})
    every = counts.groupby(cell)[["n", "k"]].sum().reset_index().merge(asked, how="cross")
    own = lookup(every, counts, [*cell, "film_year"], ["n", "k"]).fillna(0).astype(int)
    cells = every.assign(n=every["n"] - own["n"], k=every["k"] - own["k"])
    cells = cells[cells["n"] > 0].reset_index(drop=True)
    key = [*by, "possible"]
    had = trials[[*key, "film_year"]].drop_duplicates()
    n = lookup(cells, had.groupby(key).size().reset_index(name="n"), key, ["n"])["n"].astype(int)
    return cells.assign(seasons=n - among(cells, had, [*key, "film_year"]).astype(int))


def usually_possible(trials: pd.DataFrame) -> dict[int, dict[str, int]]:
    """By season and concept, how many precursors had spoken of it in that closed season beside it that had most."""
    most: dict[int, dict[str, int]] = defaultdict(dict)
    for concept, year, n in dict.fromkeys(tuples(trials, ["concept", "film_year", "possible"])):
        for season in range(year - NEAR, year + NEAR + 1):
            if season != year:
                most[season][concept] = max(int(n), most[season].get(concept, 0))
    return most
