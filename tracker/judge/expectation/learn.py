"""E, expected: the probability of a nomination, from what was known before the judged body spoke.

A regression over the body's other seasons where they are enough (`field_model`), else a smoothed table of base rates
(`baserates`), else nothing, with the reason. docs/expectation.md has both, with figures.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy.special import betaincinv
from threadpoolctl import ThreadpoolController

from tracker.domain.rules import Equivalence
from tracker.judge.evidence.announcements import NOMINATIONS, known, with_days
from tracker.judge.expectation.baserates import CELL, FILM_LEVEL, BaseRates, base_rates, cells_by_genre, cells_without
from tracker.judge.expectation.contenders import CONTENDER, Contenders, contenders
from tracker.judge.expectation.field_model import MIN_SEASONS, Predictions, predictions
from tracker.judge.expectation.logistic import Floats
from tracker.judge.expectation.shutout import learn_spread, nothing
from tracker.judge.material.frames import tuples
from tracker.judge.material.tables import SeasonTables

TAIL = 0.05
"""What the printed interval leaves out at each end."""

NEAR = 2
"""Seasons on either side that show how many precursors usually speak before a body."""

NOT_ENOUGH, NO_DATE, NO_PRECURSOR = "not_enough_history", "announcement_date_unknown", "no_precursor_evidence"
"""Why E is empty."""

BY_MODEL, BY_TABLE = "model", "base_rates"
"""What an E rests on."""

_ENDS = ["p", "low", "high"]

_LINEAR_ALGEBRA = ThreadpoolController()
"""Its threads only wait for each other over designs of some thousand rows: up to three times the processor time."""


@dataclass(frozen=True)
class Expectation:
    """E of one body, for judged seasons, each learnt from all other seasons.

    Attributes:
        dated: seasons in which it can be told what came before the announcement.
        rates: what the base-rate table is made from.
        cells: the table of each judged season (`cells_without`), and where it is apart by genre (`by_genre`).
        field: everybody who was in the running, in every season.
        model: `CONTENDER`, p, low and high of the judged seasons' contenders and, as category "", of whole films.
    """

    dated: frozenset[int]
    rates: BaseRates
    cells: pd.DataFrame
    by_genre: pd.DataFrame
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
    with _LINEAR_ALGEBRA.limit(limits=1, user_api="blas"):
        for season, found in zip(seasons, predictions(field, body, seasons, own), strict=True):
            model.append(_with_whole_films(found))
            on_season(season)
    cells = cells_without(rates, seasons)
    return Expectation(
        dated=before.seasons,
        rates=rates,
        cells=cells,
        by_genre=cells_by_genre(rates, cells, seasons),
        field=field,
        model=pd.concat(model, ignore_index=True),
    )


def _with_whole_films(predictions: Predictions) -> pd.DataFrame:
    """E of a season's contenders, and as rows of category "" that of its films for any nomination."""
    rows = predictions.season[[*CONTENDER, *_ENDS]]
    if rows.empty:
        return rows
    film = rows.groupby("film_key", sort=False).ngroup().to_numpy()
    keys = rows.drop_duplicates("film_key")[["film_year", "film_key"]]
    spread = learn_spread(predictions.others)
    some = {name: 1.0 - nothing(rows[name].to_numpy(dtype=float), film, spread) for name in _ENDS}
    return pd.concat([rows, keys.assign(category=FILM_LEVEL, person="", **some)], ignore_index=True)


Contender = tuple[int, str, str, str]
"""Film year, category ("" for the film as a whole), film and person ("" outside acting)."""


class Share(NamedTuple):
    """A probability with the ends of its interval; NaN where there is none."""

    p: float = math.nan
    low: float = math.nan
    high: float = math.nan


class Expected(NamedTuple):
    """E of one unit."""

    p_nomination: float
    p_low: float
    p_high: float
    precursor_hits: int
    precursor_possible: int
    e_reason: str
    """Why E is missing; "" where it is not."""
    e_basis: str
    """`BY_MODEL`, `BY_TABLE` or ""."""
    unheard: bool
    """Fewer precursors had spoken, or are at hand, than in the seasons beside it."""


class Rate(NamedTuple):
    """What the base-rate table says of one unit."""

    share: Share
    bodies: int
    """Precursors that named it."""
    possible: int
    reason: str
    unheard: bool


class Forecast:
    """What is learnt of one body, looked up unit by unit."""

    def __init__(self, learnt: Expectation, equivalence: Equivalence) -> None:
        """Makes the answers ready.

        Args:
            learnt: from `learn`.
            equivalence: concepts that share a table.
        """
        self._dated, self._pool = learnt.dated, equivalence.pool
        rates, cells, split = learnt.rates, learnt.cells, learnt.by_genre
        self._hits = dict(zip(tuples(rates.hits, _TRIAL), tuples(rates.hits, ["hits", "bodies", "genre"]), strict=True))
        self._named = {(season, film) for season, _, film, _ in self._hits}
        self._possible = dict(zip(tuples(rates.possible, _TRIAL[:2]), rates.possible["possible"].tolist(), strict=True))
        self._cells = dict(zip(tuples(cells, ["film_year", *CELL]), tuples(cells, ["p", "a", "b"]), strict=True))
        self._genres = dict(
            zip(tuples(split, ["film_year", *CELL, "genre"]), tuples(split, ["p", "a", "b"]), strict=True)
        )
        self._usual = _usually_possible(rates)
        self._taught = {(season, concept) for season, concept, *_ in self._cells}
        shares = {row[:4]: Share(*row[4:]) for row in tuples(learnt.model, [*CONTENDER, *_ENDS])}
        own = {category for _, category, *_ in shares}
        pools: dict[tuple[Any, ...], Share] = {}
        for (season, category, *who), share in shares.items():
            key = (season, self._pool(category), *who)
            if key[1] not in own:
                pools[key] = Share(*(min(a + b, 0.99) for a, b in zip(share, pools.get(key, (0.0,) * 3), strict=True)))
        self._shares: dict[tuple[Any, ...], Share] = pools | shares

    def expect(self, units: Sequence[Contender]) -> Iterator[Expected]:
        """E of every unit of the judged seasons."""
        for unit, rate in zip(units, self.by_table(units), strict=True):
            model = self.by_model(unit)
            modelled = not math.isnan(model.p)
            share = model if modelled else rate.share
            basis = BY_MODEL if modelled else "" if math.isnan(share.p) else BY_TABLE
            reason = NO_DATE if unit[0] not in self._dated else "" if modelled else rate.reason
            p, low, high = (round(end, 3) for end in share)
            yield Expected(p, low, high, rate.bodies, rate.possible, reason, basis, rate.unheard)

    def by_model(self, unit: Contender) -> Share:
        """What the regression says of a unit.

        A performer without a row of their own has that of "anybody else in the film". A pooled category, such as "a
        screenplay", has the sum of its members, since a film competes in one of them.
        """
        return self._shares.get(unit) or self._shares.get((*unit[:3], "")) or Share()

    def by_table(self, units: Iterable[Contender]) -> list[Rate]:
        """What the base-rate table says of units."""
        rows = [self._cell(*unit) for unit in units]
        low, high = _interval(np.array([row[1:3] for row in rows], dtype=float).reshape(-1, 2).T)
        ends = zip(low.tolist(), high.tolist(), strict=True)
        return [Rate(Share(row[0], *span), *row[3:]) for row, span in zip(rows, ends, strict=True)]

    def _cell(self, season: int, slug: str, film: str, person: str) -> tuple[Any, ...]:
        """p, a and b of a unit's cell, and the rest of its `Rate`."""
        field = season, self._pool(slug)
        own = self._hits.get((*field, film, person))
        hits, bodies, genre = own or self._hits.get((*field, film, ""), (0, 0, ""))
        possible, elsewhere = self._possible.get(field, 0), (season, film) in self._named
        cell = self._genres.get((*field, possible, hits, genre)) or self._cells.get((*field, possible, hits))
        cell = cell if hits > 0 or elsewhere else None
        silent = not elsewhere and field in self._taught and possible > 0
        reason = "" if cell else NO_PRECURSOR if silent else NOT_ENOUGH
        return *(cell or Share()), bodies, possible, reason, possible < self._usual.get(field, 0)


def _usually_possible(rates: BaseRates) -> dict[tuple[int, str], int]:
    """By season and concept, how many precursors had spoken of it in that closed season beside it that had most."""
    most: dict[tuple[int, str], int] = {}
    for concept, year, n in dict.fromkeys(tuples(rates.trials, ["concept", "film_year", "possible"])):
        for season in range(year - NEAR, year + NEAR + 1):
            if season != year:
                most[season, concept] = max(n, most.get((season, concept), 0))
    return most


_TRIAL = ["film_year", "concept", "film_key", "person"]


def _interval(cells: Floats) -> Iterator[Floats]:
    """The 5 % and 95 % quantiles of Beta distributions, a in one row and b in the other; each is worked out once."""
    (a, b), place = np.unique(cells, axis=1, return_inverse=True)
    for share in (TAIL, 1.0 - TAIL):
        yield betaincinv(a, b, share)[place]
