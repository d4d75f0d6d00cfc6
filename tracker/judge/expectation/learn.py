"""E, expected: the probability of a nomination, from what was known before the judged body spoke.

A regression over the body's other seasons where they are enough (`field_model`), else a smoothed table of base rates
(`baserates`), else nothing, with the reason. docs/expectation.md has both, with figures.
"""

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy.special import betaincinv
from threadpoolctl import ThreadpoolController

from tracker.domain.bodies import bodies
from tracker.domain.rules import Equivalence
from tracker.judge.evidence.announcements import NOMINATIONS, days_as_text, known, with_days
from tracker.judge.expectation.baserates import (
    FILM_LEVEL,
    Counts,
    cells_by_genre,
    cells_without,
    counts,
    trials,
    usually_possible,
)
from tracker.judge.expectation.contenders import CONTENDER, Contenders, contenders
from tracker.judge.expectation.field_model import MIN_SEASONS, learn_fields, predictions
from tracker.judge.expectation.logistic import Floats
from tracker.judge.expectation.shutout import nothing
from tracker.judge.expectation.weights import Cell, Weights
from tracker.judge.material.frames import tuples, typed
from tracker.judge.material.lists import TARGETS
from tracker.judge.material.tables import SeasonTables

TAIL = 0.05
"""What the printed interval leaves out at each end."""

NOT_ENOUGH, NO_DATE, NO_PRECURSOR = "not_enough_history", "announcement_date_unknown", "no_precursor_evidence"
"""Why E is empty."""

NAMES_NOBODY = "list_names_no_people"
"""The same, of a nominee whom the list does not name, where other lists name several performers equally often."""

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
        seen: what precursors had named in the judged seasons.
        weights: what was learnt for each.
        field: everybody who was in the running.
        model: `CONTENDER`, p, low and high of the contenders and, as category "", of whole films.
    """

    dated: frozenset[int]
    seen: Counts
    weights: Mapping[int, Weights]
    field: Contenders
    model: pd.DataFrame


def fit(
    tables: SeasonTables,
    body: str,
    seasons: Sequence[int],
    ceremonies: pd.DataFrame,
    equivalence: Equivalence,
    *,
    histories: bool = True,
    on_season: Callable[[int], None] = lambda _: None,
) -> Iterator[Weights]:
    """What a body's other seasons teach about each season.

    Args:
        tables: statements of all seasons.
        body: the judged body.
        seasons: film years, each left out of what is learnt for it.
        ceremonies: ceremonies with `announced_on` (`tracker.judge.material.lists.ceremonies`).
        equivalence: precursor bodies and how categories compare.
        histories: learn of performers' earlier nominations, which keeps their names.
        on_season: called with each season when it is done, for whoever shows progress.
    """
    own = _own(ceremonies, body)
    announced = (tables.entries["body"] == body) & (tables.entries["stage"] == NOMINATIONS)
    before = known(tables.entries[~announced], own, seasons=seasons)
    made = trials(tables, body, own, before.entries, equivalence)
    cells = cells_without(made, seasons)
    by_genre, whole = _cells(cells_by_genre(made, cells, seasons)), _cells(cells.assign(genre=""))
    usual = usually_possible(made)
    field = Contenders.nobody()
    if own["closed"].sum() >= MIN_SEASONS:
        field = contenders(tables, body, own, before.entries, equivalence, seasons=seasons, histories=histories)
    lists, rules = lists_of(taught_by(tables, ceremonies, body)), rules_of(equivalence)
    each = learn_fields(field, body, seasons, _with_coming(own, body, seasons))
    with _LINEAR_ALGEBRA.limit(limits=1, user_api="blas"):
        for season, learnt in zip(seasons, each, strict=True):
            yield Weights(
                body=body,
                season=season,
                rules=rules,
                lists=lists,
                order=before.order.get(season, {}),
                vocabulary=field.vocabulary[season],
                cells=whole.get(season, ()),
                by_genre=by_genre.get(season, ()),
                usual=usual.get(season, {}),
                totals=learnt.totals,
                dispersion=learnt.dispersion,
                spread=learnt.spread,
                regressions=learnt.regressions,
            )
            on_season(season)


def taught_by(tables: SeasonTables, ceremonies: pd.DataFrame, body: str) -> dict[str, frozenset[int]]:
    """The lists that E of a body is learnt from: its own closed ones, and of those seasons every other at hand."""
    lists = tuples(ceremonies, ["body", "film_year", "closed"])
    own = frozenset(year for name, year, is_closed in lists if name == body and is_closed and year is not pd.NA)
    others: dict[str, set[int]] = defaultdict(set)
    for name, year in tuples(tables.lists, ["body", "film_year"]):
        if year in own:
            others[name].add(year)
    return {name: frozenset(years) for name, years in others.items()} | {body: own}


def lists_of(years: Mapping[str, Collection[int]]) -> dict[str, tuple[int, ...]]:
    """Film years by body as weights keep them."""
    return {body: tuple(sorted(of)) for body, of in sorted(years.items())}


def rules_of(equivalence: Equivalence) -> str:
    """A hash of how bodies and categories compare, and of the days that tell which list came first."""
    return hashlib.sha256((equivalence.model_dump_json() + days_as_text()).encode()).hexdigest()[:16]


def apply(
    tables: SeasonTables,
    body: str,
    weights: Mapping[int, Weights],
    ceremonies: pd.DataFrame,
    equivalence: Equivalence,
    *,
    coming: Collection[int] = (),
) -> Expectation:
    """E in seasons, by what was learnt for each.

    Args:
        tables: statements of these seasons; those of others are passed over.
        body: the judged body.
        weights: what was learnt for each season (`fit`).
        ceremonies: of these seasons.
        equivalence: as when it was learnt.
        coming: those whose nominations are still to come (`tracker.judge.evidence.coming`).
    """
    own = _own(ceremonies, body)
    own = _with_coming(own[own["film_year"].isin(list(weights))], body, coming)
    lists = tuples(tables.entries, ["film_year", "body", "stage"])
    others = [year in weights and (name, stage) != (body, NOMINATIONS) for year, name, stage in lists]
    entries = tables.entries[np.array(others, dtype=bool)]
    before = known(entries, own, {season: one.order for season, one in weights.items()}, coming=coming)
    field = Contenders.nobody()
    if any(one.regressions for one in weights.values()):
        terms = {season: one.vocabulary for season, one in weights.items()}
        field = contenders(tables, body, own, before.entries, equivalence, vocabulary=terms)
    with _LINEAR_ALGEBRA.limit(limits=1, user_api="blas"):
        model = [_with_whole_films(rows, weights) for rows in predictions(field, weights, coming)]
    return Expectation(
        dated=before.seasons,
        seen=counts(tables, body, before.entries, equivalence),
        weights=weights,
        field=field,
        model=pd.concat(model, ignore_index=True) if model else pd.DataFrame(columns=[*CONTENDER, *_ENDS]),
    )


def learn(
    tables: SeasonTables,
    body: str,
    seasons: Sequence[int],
    ceremonies: pd.DataFrame,
    equivalence: Equivalence,
    *,
    on_season: Callable[[int], None] = lambda _: None,
) -> Expectation:
    """E in seasons, learnt from all others now; the arguments are those of `fit`."""
    learnt = fit(tables, body, seasons, ceremonies, equivalence, on_season=on_season)
    return apply(tables, body, {one.season: one for one in learnt}, ceremonies, equivalence)


def _own(ceremonies: pd.DataFrame, body: str) -> pd.DataFrame:
    """A body's ceremonies, one a film year, with days."""
    own: dict[int, tuple[Any, ...]] = {}
    for row in tuples(ceremonies, _OWN):
        if row[0] == body and row[2] is not pd.NA:
            own.setdefault(row[2], row)
    types = {name: TARGETS[name] for name in _OWN}
    return with_days(typed(pd.DataFrame(list(own.values()), columns=_OWN), types))


def _with_coming(own: pd.DataFrame, body: str, seasons: Collection[int]) -> pd.DataFrame:
    """With ceremonies of seasons of which no list is at hand, by the body's own count."""
    missing = [one for year in seasons for one in bodies()[body].ceremonies.of_film_year(year)]
    coming = pd.DataFrame([(body, one.number, one.film_year, "", False) for one in missing], columns=_OWN)
    return pd.concat([own, coming.astype(own.dtypes)], ignore_index=True).drop_duplicates("film_year")


_OWN = ["body", "ceremony", "film_year", "announced_on", "closed"]


def _cells(table: pd.DataFrame) -> dict[int, tuple[Cell, ...]]:
    """Cells by season."""
    cells = defaultdict(list)
    for season, *cell in tuples(table, ["film_year", *Cell._fields]):
        cells[season].append(Cell(*cell))
    return {season: tuple(of) for season, of in cells.items()}


def _with_whole_films(rows: pd.DataFrame, weights: Mapping[int, Weights]) -> pd.DataFrame:
    """E of a season's contenders, and as rows of category "" that of its films for any nomination."""
    film = rows.groupby("film_key", sort=False).ngroup().to_numpy()
    keys = rows.drop_duplicates("film_key")[["film_year", "film_key"]]
    spread = weights[int(keys["film_year"].iloc[0])].spread
    some = {name: 1.0 - nothing(rows[name].to_numpy(dtype=float), film, spread) for name in _ENDS}
    return pd.concat([rows, keys.assign(category=FILM_LEVEL, person="", **some)], ignore_index=True)


Contender = tuple[int, str, str, str]
"""Film year, category ("" for the film as a whole), film and person ("" outside acting)."""


LEAST = 0.001
"""Probabilities have three digits, and none is certain: this is the least, and what is left beside the highest."""


def kept(p: float) -> float:
    """A probability as it is kept and printed; NaN stays what it is."""
    return p if math.isnan(p) else min(max(round(p, 3), LEAST), 1.0 - LEAST)


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
    precursor_hits: int | None
    """None where it cannot be told whose they would be."""
    precursor_possible: int
    e_reason: str
    """Why E is missing; "" where it is not."""
    e_basis: str
    """`BY_MODEL`, `BY_TABLE` or ""."""
    unheard: bool
    """Fewer precursors had spoken, or are at hand, than in the seasons beside it."""
    apart: bool = False
    """Of a film as a whole: without awards from which works are often disqualified its whole percent is another."""


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
        seen, weights = learnt.seen, learnt.weights
        self._hits = dict(zip(tuples(seen.hits, _TRIAL), tuples(seen.hits, ["hits", "bodies", "genre"]), strict=True))
        self._performers = _performers(learnt, self._pool)
        self._named = {(season, film) for season, _, film, _ in self._hits}
        self._possible = dict(zip(tuples(seen.possible, _TRIAL[:2]), seen.possible["possible"].tolist(), strict=True))
        self._cells = {(s, c.concept, c.possible, c.hits): _beta(c) for s, one in weights.items() for c in one.cells}
        self._genres = {(s, *c[:4]): _beta(c) for s, one in weights.items() for c in one.by_genre}
        self._usual = {(season, concept): n for season, one in weights.items() for concept, n in one.usual.items()}
        self._taught = {(season, concept) for season, concept, *_ in self._cells}
        shares = {row[:4]: Share(*row[4:]) for row in tuples(learnt.model, [*CONTENDER, *_ENDS])}
        own = {category for _, category, *_ in shares}
        pools: dict[tuple[Any, ...], Share] = {}
        for (season, category, *who), share in shares.items():
            key = (season, self._pool(category), *who)
            if key[1] not in own:
                pools[key] = Share(*(a + b - a * b for a, b in zip(share, pools.get(key, (0.0,) * 3), strict=True)))
        self._shares: dict[tuple[Any, ...], Share] = pools | shares

    def expect(self, units: Sequence[Contender]) -> Iterator[Expected]:
        """E of every unit of the judged seasons.

        What is known of anybody in a film is shared by those of whom nothing else is: a list that names the film alone
        means one of them. A performance without a name is that of the performer whom most other lists name there.
        """
        sharing = Counter(unit[:3] for unit in units if self._is_anybody(unit))
        meant = [self._meant(unit) for unit in units]
        for unit, rate in zip(
            meant, self.by_table([unit or one for unit, one in zip(meant, units, strict=True)]), strict=True
        ):
            if unit is None:
                yield Expected(*Share(), None, rate.possible, NAMES_NOBODY, "", rate.unheard)
                continue
            model = self.by_model(unit)
            modelled = not math.isnan(model.p)
            share = model if modelled else rate.share
            basis = BY_MODEL if modelled else "" if math.isnan(share.p) else BY_TABLE
            reason = NO_DATE if unit[0] not in self._dated else "" if modelled else rate.reason
            among = sharing[unit[:3]] if self._is_anybody(unit) else 1
            p, low, high = (kept(end / among) for end in share)
            yield Expected(p, low, high, rate.bodies, rate.possible, reason, basis, rate.unheard)

    def _meant(self, unit: Contender) -> Contender | None:
        """The unit, by name where other lists tell whose performance it is; None where they name several as often."""
        season, slug, film, person = unit
        lists = {} if person else self._performers.get((season, self._pool(slug), film), {})
        most = [who for who, n in lists.items() if n == max(lists.values())]
        return None if len(most) > 1 else (season, slug, film, most[0] if most else person)

    def _is_anybody(self, unit: Contender) -> bool:
        """Whether nothing is known of a performer but what is known of the film."""
        season, slug, film, person = unit
        return bool(person) and unit not in self._shares and (season, self._pool(slug), film, person) not in self._hits

    def by_model(self, unit: Contender) -> Share:
        """What the regression says of a unit.

        A performer without a row of their own has that of "anybody else in the film". A pooled category, such as "a
        screenplay", has that of a nomination in any of its members as if they were independent: a film competes in one
        of them, but each was learnt from films of which that is known, and their sum would count it as both.
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


def _performers(learnt: Expectation, pool: Callable[[str], str]) -> Mapping[tuple[Any, ...], Mapping[str, int]]:
    """By season, concept and film, how many lists name each performer: all at hand, else the precursors'."""
    hits = tuples(learnt.seen.hits, [*_TRIAL, "bodies"])
    peers = ((year, pool(slug), *more) for year, slug, *more in tuples(learnt.field.rows, [*CONTENDER, "peers"]))
    lists: dict[tuple[Any, ...], dict[str, int]] = defaultdict(dict)
    for *work, person, n in chain(hits, peers):
        if person:
            named = lists[tuple(work)]
            named[person] = max(n, named.get(person, 0))
    return lists


def _beta(cell: Cell) -> tuple[float, float, float]:
    """p, a and b."""
    return cell.a / (cell.a + cell.b), cell.a, cell.b


_TRIAL = ["film_year", "concept", "film_key", "person"]


def _interval(cells: Floats) -> Iterator[Floats]:
    """The 5 % and 95 % quantiles of Beta distributions, a in one row and b in the other; each is worked out once."""
    (a, b), place = np.unique(cells, axis=1, return_inverse=True)
    for share in (TAIL, 1.0 - TAIL):
        yield betaincinv(a, b, share)[place]
