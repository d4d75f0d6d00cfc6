"""E, expected: how often films with as many precursor nominations were nominated, in the seasons at hand.

A smoothed (Beta-binomial) base-rate table, learnt from every other season in the tables; docs/expectation.md has the
formula. Only nominations dated before the judged body's announcement count: the same day, a later day or no day at all
feeds nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from tracker.compare.beta import beta_quantiles
from tracker.compare.feeding import ACTING, NOT_FOR_CATEGORIES, group_of
from tracker.compare.frames import among, chosen, filled, lookup
from tracker.compare.tables import SHOWN, SeasonTables
from tracker.domain.rules import Equivalence

MIN_SEASONS = 3
"""A table cell speaks only when that many other seasons had the category and as many precursor bodies."""

PRIOR_STRENGTH = 4.0
"""Films' worth of weight that the group of categories lends to a single category's cell."""

TAIL = 0.05
"""What the printed interval leaves out at each end."""

FILM_LEVEL = ""
"""The concept of "nominated for anything"."""

NOT_ENOUGH, NO_DATE, NO_PRECURSOR = "not_enough_history", "announcement_date_unknown", "no_precursor_evidence"
"""Why E is empty."""

_DAY = len("2011-01-25")
_BUCKETS = (0, 1, 2, 3, 5, 8, 12)
"""Lower ends of the classes of a film's precursor nominations in all categories."""


@dataclass(frozen=True)
class Expectation:
    """E for a body and all its ceremonies.

    `dated`: the seasons whose announcement has a day; `hits`: film_year, concept, film_key, person, hits, bodies (how
    many; for the film as a whole `hits` is a class); `possible`: film_year, concept, possible; `cells`: what was learnt
    for each judged season from the others, by film_year, concept, possible, hits: n, k, seasons, a, b (of the Beta
    distribution), p.
    """

    dated: frozenset[int]
    hits: pd.DataFrame
    possible: pd.DataFrame
    cells: pd.DataFrame


def learn(
    tables: SeasonTables, body: str, seasons: Sequence[int], ceremonies: pd.DataFrame, equivalence: Equivalence
) -> Expectation:
    """The base-rate table for one body, for each judged season without that season.

    Args:
        tables: statements of all seasons.
        body: the judged body.
        seasons: film years, each left out of its own table and asked about.
        ceremonies: that body's ceremonies with `announced_on` (`tracker.compare.lists.ceremonies`).
        equivalence: precursor bodies and how categories compare.
    """
    own = ceremonies[(ceremonies["body"] == body) & (ceremonies["announced_on"].str.len() == _DAY)]
    own = own[["ceremony", "film_year", "announced_on", "closed"]].drop_duplicates("film_year")
    before = _before(tables, own, equivalence.precursors.get(body, ()), equivalence)
    keys = ["film_year", "concept", "film_key", "person"]
    hits = before.drop_duplicates([*keys, "body"]).groupby(keys, sort=False).size().reset_index(name="hits")
    possible = before.groupby(["film_year", "concept"], sort=False)["body"].nunique().reset_index(name="possible")
    hits, possible = _with_film_level(hits, possible, before)
    history = own[own["closed"]]
    trials = _trials(hits, possible, _outcomes(tables, body, history, equivalence), history)
    return Expectation(frozenset(own["film_year"].astype(int)), hits, possible, _cells(trials, seasons))


def _concepts(rows: pd.DataFrame, tables: SeasonTables, equivalence: Equivalence) -> pd.DataFrame:
    """Entries with `concept`, `film_key` and, in acting, `person`; a film named without people has person ""."""
    rows = rows[~rows["category"].isin(NOT_FOR_CATEGORIES)]
    rows = rows.assign(concept=rows["category"].map(equivalence.pool), film_key=rows["film"])
    acting = rows["concept"].isin(ACTING)
    named = rows[acting].merge(tables.credits[["statement", "person"]], on="statement", how="left", validate="m:m")
    named["person"] = filled(named["person"])
    found = pd.concat([rows[~acting].assign(person=""), named], ignore_index=True)
    return found[["body", "film_year", "concept", "film_key", "person", "public_by", "ceremony"]]


def _before(
    tables: SeasonTables, own: pd.DataFrame, precursors: tuple[str, ...], equivalence: Equivalence
) -> pd.DataFrame:
    """Precursor nominations that were public before the judged body spoke."""
    entries = tables.entries[
        tables.entries["body"].isin(precursors)
        & tables.entries["result"].isin(SHOWN)
        & tables.entries["official"]
        & (tables.entries["public_by"].str.len() == _DAY)
    ]
    day = lookup(entries, own, ["film_year"], ["announced_on"])["announced_on"]
    day = filled(day)
    known = entries[(entries["public_by"] < day).to_numpy()]
    return _fill_persons(_concepts(known, tables, equivalence))


def _fill_persons(rows: pd.DataFrame) -> pd.DataFrame:
    """A list without names speaks for the one performance that other lists name in that film and category."""
    acting = rows["concept"].isin(ACTING)
    named = rows[acting & (rows["person"] != "")]
    only = named.groupby(["film_year", "concept", "film_key"])["person"].agg(["nunique", "first"]).reset_index()
    only = only[only["nunique"] == 1]
    guess = lookup(rows, only, ["film_year", "concept", "film_key"], ["first"])["first"]
    blank = acting & (rows["person"] == "") & guess.notna()
    return rows.assign(person=rows["person"].mask(blank, guess)).drop_duplicates(ignore_index=True)


def _with_film_level(
    hits: pd.DataFrame, possible: pd.DataFrame, before: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Adds each film's nominations in all categories, in classes, under the concept `FILM_LEVEL`."""
    total = hits.groupby(["film_year", "film_key"], sort=False)["hits"].sum().reset_index(name="total")
    named = before.drop_duplicates(["film_year", "film_key", "body"])
    named = named.groupby(["film_year", "film_key"]).size().reset_index(name="bodies")
    total = total.merge(named, on=["film_year", "film_key"], validate="one_to_one")
    edges = np.searchsorted(np.array(_BUCKETS), total["total"].to_numpy(), side="right") - 1
    film = total.assign(concept=FILM_LEVEL, person="", hits=np.array(_BUCKETS)[edges]).drop(columns="total")
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
    given = outcomes[["film_year", "concept"]].drop_duplicates()
    asked = possible.merge(given, on=["film_year", "concept"], validate="one_to_one")
    asked = asked[asked["film_year"].isin(history["film_year"])]
    seen = hits.merge(asked, on=["film_year", "concept"], validate="many_to_one")
    film = hits.loc[hits["concept"] == FILM_LEVEL, ["film_year", "film_key"]]
    none = asked[asked["concept"] != FILM_LEVEL].merge(film, on="film_year", validate="many_to_many")
    none = none.merge(
        seen[["film_year", "concept", "film_key"]].drop_duplicates(), how="left", indicator=True, validate="one_to_one"
    )
    none = none[none["_merge"] == "left_only"].drop(columns="_merge").assign(hits=0, person="")
    by_person = outcomes.assign(won=True)
    by_film = by_person.drop_duplicates(["film_year", "concept", "film_key"]).drop(columns="person")
    named = (seen["person"] != "") | ~seen["concept"].isin(ACTING)
    exact = seen[named].merge(
        by_person, on=["film_year", "concept", "film_key", "person"], how="left", validate="one_to_one"
    )
    loose = pd.concat([seen[~named], none], ignore_index=True)
    loose = loose.merge(by_film, on=["film_year", "concept", "film_key"], how="left", validate="one_to_one")
    trials = pd.concat([exact, loose], ignore_index=True)
    return trials.assign(won=trials["won"].eq(True))


_CELL = ["concept", "possible", "hits"]


def _cells(trials: pd.DataFrame, seasons: Sequence[int]) -> pd.DataFrame:
    """The posterior of every cell (concept, possible, hits) for each judged season, from the other seasons."""
    trials = trials.assign(possible=trials["possible"].astype(int), hits=trials["hits"].astype(int))
    counts = trials.groupby([*_CELL, "film_year"])["won"].agg(n="size", k="sum").reset_index()
    every = (
        counts.groupby(_CELL)[["n", "k"]]
        .sum()
        .reset_index()
        .merge(pd.DataFrame({"film_year": pd.array(list(seasons), "Int64")}), how="cross")
    )
    own = lookup(every, counts, [*_CELL, "film_year"], ["n", "k"]).fillna(0).astype(int)
    cells = every.assign(n=every["n"] - own["n"], k=every["k"] - own["k"])
    cells = cells[cells["n"] > 0].reset_index(drop=True)
    cells = cells.assign(group=chosen(cells["concept"], {c: group_of(c) for c in cells["concept"].unique()}))
    pooled = cells.groupby(["film_year", "group", "possible", "hits"])[["n", "k"]].transform("sum")
    prior = (pooled["k"] + 1.0) / (pooled["n"] + 2.0)
    a, b = cells["k"] + PRIOR_STRENGTH * prior, cells["n"] - cells["k"] + PRIOR_STRENGTH * (1.0 - prior)
    cells = cells.assign(a=a, b=b, p=a / (a + b), seasons=_seasons(trials, cells))
    return cells[cells["seasons"] >= MIN_SEASONS].drop(columns="group").reset_index(drop=True)


def _seasons(trials: pd.DataFrame, cells: pd.DataFrame) -> "pd.Series[int]":
    """How many other seasons had the category and as many precursor bodies."""
    key = ["concept", "possible"]
    had = trials[[*key, "film_year"]].drop_duplicates()
    n = lookup(cells, had.groupby(key).size().reset_index(name="n"), key, ["n"])["n"].astype(int)
    return n - among(cells, had, [*key, "film_year"]).astype(int)


def expect(units: pd.DataFrame, learnt: Expectation, equivalence: Equivalence) -> pd.DataFrame:
    """E of every unit of the judged seasons.

    Args:
        units: `film_year`, `category` ("" for the film as a whole), `film_key`, `person` ("" outside acting).
        learnt: from `learn`.
        equivalence: concepts that share a table.

    Returns:
        With the index of `units`: p_nomination, p_low, p_high (missing when E cannot be learnt), precursor_hits and
        precursor_possible (Int64), e_reason ("" or why E is missing).
    """
    pools = {slug: equivalence.pool(slug) for slug in units["category"].unique()}
    asked = units.assign(concept=chosen(units["category"], pools))
    key = ["film_year", "concept", "film_key", "person"]
    found = lookup(asked, learnt.hits, key, ["hits", "bodies"])
    nameless = lookup(asked.assign(person=""), learnt.hits, key, ["hits", "bodies"])
    found = found.where(found["hits"].notna(), nameless, axis=0).fillna(0).astype(int)
    hits = found["hits"]
    possible = lookup(asked, learnt.possible, ["film_year", "concept"], ["possible"])["possible"].fillna(0).astype(int)
    elsewhere = among(asked, learnt.hits, ["film_year", "film_key"])
    cell = lookup(
        asked.assign(hits=hits, possible=possible), learnt.cells, ["film_year", *_CELL], ["p", "a", "b"]
    ).where((hits > 0) | elsewhere)
    low, high = _interval(cell)
    reason = pd.Series("", index=units.index).mask(cell["p"].isna(), NOT_ENOUGH)
    taught = among(asked, learnt.cells, ["film_year", "concept"])
    reason = reason.mask(cell["p"].isna() & ~elsewhere & taught & (possible > 0), NO_PRECURSOR)
    return pd.DataFrame(
        {
            "p_nomination": cell["p"].astype("float64").round(3),
            "p_low": low.round(3),
            "p_high": high.round(3),
            "precursor_hits": found["bodies"].astype("Int64"),
            "precursor_possible": possible.astype("Int64"),
            "e_reason": reason.where(asked["film_year"].isin(list(learnt.dated)).astype(bool), NO_DATE),
        }
    )


def _interval(cell: pd.DataFrame) -> "tuple[pd.Series[float], pd.Series[float]]":
    """The 5 % and 95 % quantiles of each unit's cell; each distribution is worked out once."""
    ends: list[pd.Series[float]] = []
    known = cell[["a", "b"]].dropna().drop_duplicates()
    for share in (TAIL, 1.0 - TAIL):
        at = known.assign(x=beta_quantiles(share, known["a"].to_numpy(), known["b"].to_numpy()))
        ends.append(lookup(cell, at, ["a", "b"], ["x"])["x"].astype("float64"))
    return ends[0], ends[1]
