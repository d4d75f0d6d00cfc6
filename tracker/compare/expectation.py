"""E, expected: how often films with as many precursor nominations were nominated, in the seasons at hand.

A smoothed (Beta-binomial) base-rate table, learnt from every other season in the tables; docs/expectation.md has the
formula. Only nominations dated before the judged body's announcement count: the same day, a later day or no day at all
feeds nothing.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from tracker.compare.beta import beta_quantile
from tracker.compare.feeding import ACTING, NOT_FOR_CATEGORIES, group_of
from tracker.compare.frames import filled, lookup
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

    `hits`: film_year, concept, film_key, person, hits, bodies (how many; for the film as a whole `hits` is a class);
    `possible`: film_year, concept, possible; `cells`: what was learnt for the judged season, by concept, possible,
    hits: n, k, seasons, p, low, high.
    """

    film_year: int
    dated: bool
    hits: pd.DataFrame
    possible: pd.DataFrame
    cells: pd.DataFrame


def learn(
    tables: SeasonTables, body: str, season: int, ceremonies: pd.DataFrame, equivalence: Equivalence
) -> Expectation:
    """The base-rate table for one body, without the judged season.

    Args:
        tables: statements of all seasons.
        body: the judged body.
        season: film year that is left out and asked about.
        ceremonies: that body's ceremonies with `announced_on` (`tracker.compare.lists.ceremonies`).
        equivalence: precursor bodies and how categories compare.
    """
    own = ceremonies[(ceremonies["body"] == body) & (ceremonies["announced_on"].str.len() == _DAY)]
    own = own[["ceremony", "film_year", "announced_on", "closed"]].drop_duplicates("film_year")
    before = _before(tables, own, equivalence.precursors.get(body, ()), equivalence)
    keys = ["film_year", "concept", "film_key", "person"]
    hits = before.groupby(keys, sort=False)["body"].nunique().reset_index(name="hits")
    possible = before.groupby(["film_year", "concept"], sort=False)["body"].nunique().reset_index(name="possible")
    hits, possible = _with_film_level(hits, possible, before)
    history = own[own["closed"] & (own["film_year"] != season)]
    trials = _trials(hits, possible, _outcomes(tables, body, history, equivalence), history)
    return Expectation(season, bool((own["film_year"] == season).any()), hits, possible, _cells(trials))


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
    named = before.groupby(["film_year", "film_key"])["body"].nunique().reset_index(name="bodies")
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


def _cells(trials: pd.DataFrame) -> pd.DataFrame:
    """Posterior mean and interval of every cell (concept, possible, hits)."""
    group = trials["concept"].map(group_of)
    trials = trials.assign(group=group, possible=trials["possible"].astype(int), hits=trials["hits"].astype(int))
    pooled = trials.groupby(["group", "possible", "hits"])["won"].agg(["size", "sum"]).reset_index()
    pooled["mean"] = (pooled["sum"] + 1.0) / (pooled["size"] + 2.0)
    cells = trials.groupby(["group", "concept", "possible", "hits"])["won"].agg(["size", "sum"]).reset_index()
    cells = cells.rename(columns={"size": "n", "sum": "k"})
    prior = lookup(cells, pooled, ["group", "possible", "hits"], ["mean"])["mean"]
    seasons = trials.groupby(["concept", "possible"])["film_year"].nunique().reset_index(name="seasons")
    cells = cells.assign(seasons=lookup(cells, seasons, ["concept", "possible"], ["seasons"])["seasons"])
    a, b = cells["k"] + PRIOR_STRENGTH * prior, cells["n"] - cells["k"] + PRIOR_STRENGTH * (1.0 - prior)
    cells = cells.assign(p=a / (a + b))
    pairs = list(zip(a, b, strict=True))
    cells["low"] = pd.Series([beta_quantile(TAIL, x, y) for x, y in pairs], index=cells.index, dtype="float64")
    cells["high"] = pd.Series([beta_quantile(1.0 - TAIL, x, y) for x, y in pairs], index=cells.index, dtype="float64")
    return cells[cells["seasons"] >= MIN_SEASONS].reset_index(drop=True)


def expect(units: pd.DataFrame, learnt: Expectation, equivalence: Equivalence) -> pd.DataFrame:
    """E of every unit of the judged season.

    Args:
        units: `category` ("" for the film as a whole), `film_key`, `person` ("" outside acting).
        learnt: from `learn`.
        equivalence: concepts that share a table.

    Returns:
        With the index of `units`: p_nomination, p_low, p_high (missing when E cannot be learnt), precursor_hits and
        precursor_possible (Int64), e_reason ("" or why E is missing).
    """
    asked = units.assign(
        concept=units["category"].map(equivalence.pool), film_year=pd.array([learnt.film_year] * len(units), "Int64")
    )
    key = ["film_year", "concept", "film_key", "person"]
    found = lookup(asked, learnt.hits, key, ["hits", "bodies"])
    nameless = lookup(asked.assign(person=""), learnt.hits, key, ["hits", "bodies"])
    found = found.where(found["hits"].notna(), nameless, axis=0).fillna(0).astype(int)
    hits = found["hits"]
    possible = lookup(asked, learnt.possible, ["film_year", "concept"], ["possible"])["possible"].fillna(0).astype(int)
    elsewhere = asked["film_key"].isin(learnt.hits.loc[learnt.hits["film_year"] == learnt.film_year, "film_key"])
    cell = lookup(
        asked.assign(hits=hits, possible=possible), learnt.cells, ["concept", "possible", "hits"], ["p", "low", "high"]
    ).where((hits > 0) | elsewhere)
    reason = pd.Series("", index=units.index).mask(cell["p"].isna(), NOT_ENOUGH)
    taught = asked["concept"].isin(learnt.cells["concept"])
    reason = reason.mask(cell["p"].isna() & ~elsewhere & taught & (possible > 0), NO_PRECURSOR)
    return pd.DataFrame(
        {
            "p_nomination": cell["p"].astype("float64").round(3),
            "p_low": cell["low"].astype("float64").round(3),
            "p_high": cell["high"].astype("float64").round(3),
            "precursor_hits": found["bodies"].astype("Int64"),
            "precursor_possible": possible.astype("Int64"),
            "e_reason": reason if learnt.dated else pd.Series(NO_DATE, index=units.index),
        }
    )
