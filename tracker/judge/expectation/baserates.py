"""How often films with as many precursor nominations were nominated: a smoothed (Beta-binomial) base-rate table.

The first honest model and the one that a better model has to beat; docs/expectation.md has the formula.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from tracker.domain.categories import group_of
from tracker.domain.facts.frames import Schema
from tracker.domain.rules import Equivalence
from tracker.frames import typed
from tracker.judge.material.categories import ACTING, NOT_FOR_CATEGORIES, split_by_genre
from tracker.judge.material.frames import among, chosen, filled, joined, lookup, pair, tuples
from tracker.judge.material.performances import asked_about
from tracker.judge.material.tables import SHOWN, SeasonTables

MIN_SEASONS = 3
"""A table cell speaks only when that many other seasons had the category and as many precursor bodies."""

PRIOR_STRENGTH = 4.0
"""Films' worth of weight that the group of categories lends to a single category's cell."""

NEAR = 2
"""Seasons on either side that show how many precursors usually speak before a body."""

FILM_LEVEL = ""
"""The concept of "nominated for anything"."""

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


def counts(tables: SeasonTables, body: str, prior: pd.DataFrame, equivalence: Equivalence) -> Counts:
    """Counts for one body, in every season of the entries.

    Args:
        tables: whom lists credit.
        body: the judged body.
        prior: entries of other lists known before it spoke (`tracker.judge.evidence.announcements.known`).
        equivalence: precursor bodies and how categories compare.
    """
    precursors = prior[
        prior["body"].isin(equivalence.precursors.get(body, ())) & prior["result"].isin(SHOWN) & prior["official"]
    ]
    counted = precursors.assign(category=precursors["counted_as"])
    before = _fill_persons(_concepts(counted, tables, equivalence))
    keys = ["film_year", "concept", "film_key", "person"]
    units = before.sort_values("genre", kind="stable").drop_duplicates([*keys, "body"], keep="last")
    hits = units.groupby(keys, sort=False).size().reset_index(name="hits")
    hits = hits.assign(genre=lookup(hits, joined(units, keys, "genre"), keys, ["genre"])["genre"])
    both = asked_about(precursors).rename(columns={"category": "concept"})
    possible = pd.concat([before, both], ignore_index=True)
    possible = possible.groupby(["film_year", "concept"], sort=False)["body"].nunique().reset_index(name="possible")
    return Counts(*_with_film_level(hits, possible, before))


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


def _concepts(rows: pd.DataFrame, tables: SeasonTables, equivalence: Equivalence) -> pd.DataFrame:
    """Entries with `concept`, `film_key` and, in acting, `person`; a film named without people has person ""."""
    rows = rows.assign(genre=split_by_genre(rows))
    rows = rows[["statement", "body", "film_year", "category", "genre", "film"]]
    rows = rows[~rows["category"].isin(NOT_FOR_CATEGORIES)]
    rows = rows.assign(concept=rows["category"].map(equivalence.pool), film_key=rows["film"])
    acting = rows["concept"].isin(ACTING)
    acts = pair(rows[acting], tables.credits[["statement", "person"]], ["statement"], how="left")
    acts["person"] = filled(acts["person"])
    every = pd.concat([rows[~acting].assign(person=""), acts], ignore_index=True)
    return every[["body", "film_year", "concept", "film_key", "person", "genre"]]


def _fill_persons(rows: pd.DataFrame) -> pd.DataFrame:
    """A list without names speaks for the one performance that other lists name in that film and category."""
    acting = rows["concept"].isin(ACTING)
    acts = rows[acting & (rows["person"] != "")]
    only = acts.groupby(["film_year", "concept", "film_key"])["person"].agg(["nunique", "first"]).reset_index()
    only = only[only["nunique"] == 1]
    guess = lookup(rows, only, ["film_year", "concept", "film_key"], ["first"])["first"]
    blank = acting & (rows["person"] == "") & guess.notna()
    return rows.assign(person=rows["person"].mask(blank, guess)).drop_duplicates(ignore_index=True)


def _with_film_level(
    hits: pd.DataFrame, possible: pd.DataFrame, before: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Adds each film's nominations in all categories, in classes, under the concept `FILM_LEVEL`."""
    total = hits.groupby(["film_year", "film_key"], sort=False)["hits"].sum().reset_index(name="total")
    bodies_of = before.drop_duplicates(["film_year", "film_key", "body"])
    bodies_of = bodies_of.groupby(["film_year", "film_key"]).size().reset_index(name="bodies")
    total = pair(total, bodies_of, ["film_year", "film_key"], one=True)
    edges = np.searchsorted(np.array(_BUCKETS), total["total"].to_numpy(), side="right") - 1
    film = total.assign(concept=FILM_LEVEL, person="", genre="", hits=np.array(_BUCKETS)[edges]).drop(columns="total")
    bodies = before.groupby("film_year", sort=False)["body"].nunique().reset_index(name="possible")
    return (
        pd.concat([hits.assign(bodies=hits["hits"]), film[[*hits.columns, "bodies"]]], ignore_index=True),
        pd.concat([possible, bodies.assign(concept=FILM_LEVEL)[possible.columns]], ignore_index=True),
    )


def _outcomes(tables: SeasonTables, body: str, history: pd.DataFrame, equivalence: Equivalence) -> pd.DataFrame:
    """What the judged body nominated in the other seasons: film_year, concept, film_key, person."""
    entries = tables.entries[
        (tables.entries["body"] == body)
        & tables.entries["ceremony"].isin(history["ceremony"])
        & tables.entries["result"].isin(SHOWN)
        & tables.entries["official"]
    ]
    rows = _concepts(entries, tables, equivalence)[["film_year", "concept", "film_key", "person"]]
    anything = rows.assign(concept=FILM_LEVEL, person="")
    return pd.concat([rows, anything], ignore_index=True).drop_duplicates(ignore_index=True)


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
