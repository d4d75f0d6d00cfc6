"""E, expected: the probability of a nomination, from what was known before the judged body spoke.

A regression over the body's other seasons where they are enough (`field_model`), else a smoothed table of base rates
(`baserates`), else nothing, with the reason. docs/expectation.md has both, with figures.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import betaincinv

from tracker.domain.rules import Equivalence
from tracker.judge.evidence.announcements import NOMINATIONS, known, with_days
from tracker.judge.expectation.baserates import CELL, FILM_LEVEL, BaseRates, base_rates, cells_without
from tracker.judge.expectation.contenders import CONTENDER, Contenders, contenders
from tracker.judge.expectation.field_model import MIN_SEASONS, Predictions, predictions
from tracker.judge.expectation.logistic import Floats
from tracker.judge.expectation.shutout import learn_spread, nothing
from tracker.judge.material.frames import chosen, lookup, tuples
from tracker.judge.material.tables import SeasonTables

TAIL = 0.05
"""What the printed interval leaves out at each end."""

NOT_ENOUGH, NO_DATE, NO_PRECURSOR = "not_enough_history", "announcement_date_unknown", "no_precursor_evidence"
"""Why E is empty."""

BY_MODEL, BY_TABLE = "model", "base_rates"
"""What an E rests on."""

_ENDS = ["p", "low", "high"]


@dataclass(frozen=True)
class Expectation:
    """E of one body, for judged seasons, each learnt from all other seasons.

    Attributes:
        dated: seasons in which it can be told what came before the announcement.
        rates: what the base-rate table is made from.
        cells: the table of each judged season (`cells_without`).
        field: everybody who was in the running, in every season.
        model: `CONTENDER`, p, low and high of the judged seasons' contenders and, as category "", of whole films.
    """

    dated: frozenset[int]
    rates: BaseRates
    cells: pd.DataFrame
    field: Contenders
    model: pd.DataFrame


def learn(
    tables: SeasonTables,
    body: str,
    seasons: Sequence[int],
    ceremonies: pd.DataFrame,
    equivalence: Equivalence,
    *,
    on_season: Callable[[int], None] = lambda _: None,
) -> Expectation:
    """What a body's other seasons teach about each judged season.

    Args:
        tables: statements of all seasons.
        body: the judged body.
        seasons: film years, each left out of what is learnt for it.
        ceremonies: ceremonies with `announced_on` (`tracker.judge.material.lists.ceremonies`).
        equivalence: precursor bodies and how categories compare.
        on_season: called with each season when it is done, for whoever shows progress.
    """
    own = ceremonies[ceremonies["body"] == body]
    own = with_days(own[["body", "ceremony", "film_year", "announced_on", "closed"]].drop_duplicates("film_year"))
    announced = (tables.entries["body"] == body) & (tables.entries["stage"] == NOMINATIONS)
    before = known(tables.entries[~announced], own)
    rates = base_rates(tables, body, own, before.entries, equivalence)
    enough = own["closed"].sum() >= MIN_SEASONS
    field = contenders(tables, body, own, before.entries, equivalence) if enough else Contenders.nobody()
    model = []
    for season, found in zip(seasons, predictions(field, body, seasons, own), strict=True):
        model.append(_with_whole_films(found))
        on_season(season)
    return Expectation(
        dated=before.seasons,
        rates=rates,
        cells=cells_without(rates, seasons),
        field=field,
        model=pd.concat(model, ignore_index=True),
    )


def _with_whole_films(found: Predictions) -> pd.DataFrame:
    """E of a season's contenders, and as rows of category "" that of its films for any nomination."""
    rows = found.season[[*CONTENDER, *_ENDS]]
    if rows.empty:
        return rows
    film = rows.groupby("film_key", sort=False).ngroup().to_numpy()
    keys = rows.drop_duplicates("film_key")[["film_year", "film_key"]]
    spread = learn_spread(found.others)
    some = {name: 1.0 - nothing(rows[name].to_numpy(dtype=float), film, spread) for name in _ENDS}
    return pd.concat([rows, keys.assign(category=FILM_LEVEL, person="", **some)], ignore_index=True)


def expect(units: pd.DataFrame, learnt: Expectation, equivalence: Equivalence) -> pd.DataFrame:
    """E of every unit of the judged seasons.

    Args:
        units: `film_year`, `category` ("" for the film as a whole), `film_key`, `person` ("" outside acting).
        learnt: from `learn`.
        equivalence: concepts that share a table.

    Returns:
        With the index of `units`: p_nomination, p_low, p_high (missing when E cannot be learnt), precursor_hits and
        precursor_possible (Int64), e_reason ("" or why E is missing), e_basis (`BY_MODEL`, `BY_TABLE` or "").
    """
    table = by_table(units, learnt, equivalence)
    model = by_model(units, learnt, equivalence)
    modelled = model["p"].notna()
    found = model.where(modelled, table[_ENDS], axis=0)
    dated = units["film_year"].isin(list(learnt.dated)).astype(bool)
    return pd.DataFrame(
        {
            "p_nomination": found["p"].astype("float64").round(3),
            "p_low": found["low"].astype("float64").round(3),
            "p_high": found["high"].astype("float64").round(3),
            "precursor_hits": table["bodies"].astype("Int64"),
            "precursor_possible": table["possible"].astype("Int64"),
            "e_reason": table["reason"].mask(modelled, "").where(dated, NO_DATE),
            "e_basis": pd.Series(BY_TABLE, index=units.index).mask(modelled, BY_MODEL).mask(found["p"].isna(), ""),
        }
    )


def by_model(units: pd.DataFrame, learnt: Expectation, equivalence: Equivalence) -> pd.DataFrame:
    """p, low, high of units by the regression, missing where it says nothing.

    A performer without a row of their own has that of "anybody else in the film". A pooled category, such as "a
    screenplay", has the sum of its members, since a film competes in one of them.
    """
    rows = learnt.model
    if rows.empty:
        return pd.DataFrame(np.nan, index=units.index, columns=_ENDS)
    found = lookup(units, rows, CONTENDER, _ENDS)
    anybody = lookup(units.assign(person=""), rows, CONTENDER, _ENDS)
    pooled = rows.assign(category=chosen(rows["category"], _pools(rows, equivalence)))
    pooled = pooled[~pooled["category"].isin(rows["category"])]
    pooled = pooled.groupby(CONTENDER)[_ENDS].sum().clip(upper=0.99).reset_index()
    found = found.where(found["p"].notna(), anybody, axis=0)
    return found.where(found["p"].notna(), lookup(units, pooled, CONTENDER, _ENDS), axis=0).astype("float64")


def _pools(rows: pd.DataFrame, equivalence: Equivalence) -> dict[str, str]:
    return {slug: equivalence.pool(slug) for slug in rows["category"].unique()}


def by_table(units: pd.DataFrame, learnt: Expectation, equivalence: Equivalence) -> pd.DataFrame:
    """p, low, high of units by the base-rate table, with bodies (precursors that named it), possible and reason."""
    rates, cells = learnt.rates, learnt.cells
    hits_of = dict(zip(tuples(rates.hits, _TRIAL), tuples(rates.hits, ["hits", "bodies"]), strict=True))
    possible_of = dict(zip(tuples(rates.possible, _TRIAL[:2]), rates.possible["possible"].tolist(), strict=True))
    cell_of = dict(zip(tuples(cells, ["film_year", *CELL]), tuples(cells, ["p", "a", "b"]), strict=True))
    named, taught = set(tuples(rates.hits, ["film_year", "film_key"])), set(tuples(cells, _TRIAL[:2]))
    pools = _pools(units, equivalence)
    rows = []
    for season, slug, film, person in tuples(units, ["film_year", "category", "film_key", "person"]):
        field = season, pools[slug]
        hits, bodies = hits_of.get((*field, film, person)) or hits_of.get((*field, film, ""), (0, 0))
        possible, elsewhere = possible_of.get(field, 0), (season, film) in named
        cell = cell_of.get((*field, possible, hits)) if hits > 0 or elsewhere else None
        silent = not elsewhere and field in taught and possible > 0
        reason = "" if cell else NO_PRECURSOR if silent else NOT_ENOUGH
        rows.append((*(cell or _NOTHING), bodies, possible, reason))
    p, a, b, bodies, possible, reasons = zip(*rows, strict=True) if rows else [()] * 6
    low, high = _interval(np.array([a, b], dtype=float))
    columns = {"p": np.array(p, dtype=float), "low": low, "high": high}
    counts = {"bodies": np.array(bodies, dtype=int), "possible": np.array(possible, dtype=int)}
    return pd.DataFrame(columns | counts | {"reason": pd.array(reasons, dtype="str")}, index=units.index)


_TRIAL = ["film_year", "concept", "film_key", "person"]
_NOTHING = (np.nan, np.nan, np.nan)


def _interval(cells: Floats) -> Iterator[Floats]:
    """The 5 % and 95 % quantiles of Beta distributions, a in one row and b in the other; each is worked out once."""
    (a, b), place = np.unique(cells, axis=1, return_inverse=True)
    for share in (TAIL, 1.0 - TAIL):
        yield betaincinv(a, b, share)[place]
