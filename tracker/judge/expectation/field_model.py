"""E by regression: what other bodies' lists say of a body's field, learnt from its other seasons.

For each group of categories two logistic regressions with a ridge: one for units that another list named in the
category and one for the rest. Every category has its own deviations from its group, held back more strongly. Seasons
count less the further away they are. The probabilities of a field are then shifted until they add up to what it holds.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress
from typing import NamedTuple

import numpy as np
import pandas as pd

from tracker.domain.bodies import bodies
from tracker.domain.categories import learnt_together
from tracker.judge.expectation.contenders import CONTENDER, FIELD, Contenders
from tracker.judge.expectation.logistic import Flags, Floats, Ints, fit, shift_to_sum, sigmoid
from tracker.judge.expectation.shutout import Seen
from tracker.judge.material.frames import lookup

MIN_SEASONS = 8
"""Other seasons that a group of categories needs before a regression is learnt; below, the base-rate table speaks."""

MIN_NOMINEES = 30
"""Nominated contenders that those seasons must hold."""

RECENCY = 12.0
"""Years over which the weight of a season falls to 1/e."""

_STEPS = (2, 3)
"""Numbers of peers from which on agreement counts beyond what each of them adds."""

RIDGE, OWN_RIDGE, INTERCEPT_RIDGE = 1.0, 4.0, 0.5
"""How strongly the group's coefficients, a category's deviations from them and its level are held near zero."""

QUANTILE = 1.6449
"""Standard deviations to the 5 % and 95 % points of a normal distribution."""


@dataclass(frozen=True)
class Predictions:
    """Contenders of one season with p, low, high and named; and the other seasons' with p as the fit sees them."""

    season: pd.DataFrame
    others: Seen


class _Column(NamedTuple):
    """What a column of a design is about: a giver by number (−1 for none), naming a unit or not, in one category."""

    giver: int = -1
    step: int = 0
    """1 where it named the unit, −1 where it had the category and did not."""
    category: str = ""
    """"" for all of the group."""


@dataclass(frozen=True)
class _Block:
    """One regression's rows in every season, with its columns and their ridges."""

    rows: pd.DataFrame
    film: Ints
    years: Ints
    closed: Flags
    won: Floats
    hits: Floats
    asked: Floats
    design: Floats
    ridge: Floats
    columns: tuple[_Column, ...]
    named: bool


def predictions(
    field: Contenders, body: str, seasons: Sequence[int], ceremonies: pd.DataFrame
) -> Iterator[Predictions]:
    """E of every contender of each season, learnt without that season.

    Args:
        field: the contenders of every season.
        body: the judged body.
        seasons: film years, each left out in turn and asked about.
        ceremonies: that body's `ceremony` and `film_year`.
    """
    if field.rows.empty:
        yield from [_NOTHING] * len(seasons)
        return
    film = field.rows.groupby(["film_year", "film_key"], sort=False).ngroup().to_numpy()
    blocks = [[_block(field, film, name, named) for named in (True, False)] for name in learnt_together()]
    sizes = _Sizes.of(field, body, ceremonies)
    starts: dict[tuple[int, bool], Floats] = {}
    number = dict(zip(ceremonies["film_year"], ceremonies["ceremony"], strict=True))
    for season in seasons:
        asked, others = [], []
        for place, pair in enumerate(blocks):
            # A field is sized as a whole: both regressions of a group, or none.
            if all(_enough(block, season) for block in pair):
                for block in pair:
                    found, seen, starts[place, block.named] = _learn(block, season, starts.get((place, block.named)))
                    asked.append(found)
                    others.append(seen)
        if sum(map(len, asked)):
            totals = sizes.totals(season, number.get(season))
            yield Predictions(_sized(pd.concat(asked, ignore_index=True), totals), Seen.together(others))
        else:
            yield _NOTHING


_NOTHING = Predictions(pd.DataFrame(columns=[*CONTENDER, "named", "p", "low", "high"]), Seen.together([]))


def _block(field: Contenders, film: Ints, group: str, named: bool) -> _Block:
    here = field.rows["category"].isin(learnt_together()[group]) & (field.rows["named"] == named)
    at = np.flatnonzero(here)
    rows = field.rows.iloc[at].reset_index(drop=True)
    design, ridge, columns = _design(field, at, group, named)
    return _Block(
        rows=rows[[*CONTENDER, "named"]],
        film=film[at],
        years=rows["film_year"].to_numpy(dtype=np.int64),
        closed=rows["closed"].to_numpy(dtype=bool),
        won=rows["won"].to_numpy(dtype=float),
        hits=field.hits[at],
        asked=field.asked[at],
        design=design,
        ridge=ridge,
        columns=columns,
        named=named,
    )


def _enough(block: _Block, season: int) -> bool:
    """Whether a regression has anybody to speak of, and enough other seasons to learn from."""
    taught = block.closed & (block.years != season)
    if season not in block.years:
        return False
    seasons = len(np.unique(block.years[taught]))
    return seasons >= MIN_SEASONS and (not block.named or block.won[taught].sum() >= MIN_NOMINEES)


def _learn(block: _Block, season: int, start: Floats | None) -> tuple[pd.DataFrame, Seen, Floats]:
    """The asked contenders with logit and spread, those of other seasons with p, and the coefficients."""
    asked, taught = block.years == season, block.closed & (block.years != season)
    weight = np.exp(-np.abs(block.years[taught] - season) / RECENCY)
    design = block.design[taught]
    fitted = fit(design, block.won[taught], weight, block.ridge, start)
    logit, spread = fitted.logits(block.design[asked])
    spread = np.sqrt(spread**2 + _not_at_hand(block, asked, taught, weight, fitted.coefficients))
    seen = sigmoid(np.asarray(design @ fitted.coefficients))
    wanted = block.rows[asked].assign(logit=logit, spread=spread)
    return wanted, Seen(block.film[taught], block.won[taught], seen), fitted.coefficients


def _not_at_hand(block: _Block, asked: Flags, taught: Flags, weight: Floats, coefficients: Floats) -> Floats:
    """Variance of each asked contender's log-odds for lists that other seasons had and that are not at hand yet.

    Such a list names a contender as often as it did in the other seasons: a draw with that chance, times the distance
    between having been named and not.
    """
    category = block.rows["category"].to_numpy()
    variance = np.zeros(len(block.won))
    for slug in np.unique(category[asked]):
        here = category == slug
        had, now = here & taught, here & asked
        of = (block.asked[had] * weight[here[taught], None]).sum(axis=0)
        share = (block.hits[had] * weight[here[taught], None]).sum(axis=0) / np.where(of > 0, of, 1.0)
        absent = (of > 0) & (block.asked[now].sum(axis=0) == 0)
        steps = np.zeros(block.hits.shape[1])
        for column, coefficient in zip(block.columns, coefficients, strict=True):
            if column.step and column.category in ("", slug):
                steps[column.giver] += column.step * coefficient
        variance[now] = (absent * share * (1.0 - share) * steps**2).sum()
    return variance[asked]


def _design(field: Contenders, at: Ints, group: str, named: bool) -> tuple[Floats, Floats, tuple[_Column, ...]]:
    """The regression's columns and their ridges: level, group, then each category's level and deviations."""
    hits, asked, signals = field.hits[at], field.asked[at], field.signals[at]
    rows, for_genre = field.rows.iloc[at], field.for_genre[at]
    givers = range(hits.shape[1])
    lists = [_Column(giver, 1) for giver in givers] + [_Column(giver, -1) for giver in givers]
    first = signals[:, :1]
    common, about = [signals[:, 1:]], [_Column()] * (signals.shape[1] - 1)
    if named:
        peers, of = rows["peers"].to_numpy(dtype=float), rows["peers_of"].to_numpy(dtype=float)
        own, mine_about = np.hstack([hits, asked - hits, first]), [*lists, _Column()]
        steps = [peers >= n for n in _STEPS]
        common += [np.column_stack([(peers == of) & steps[0], *steps]).astype(float), for_genre]
        about += [_Column()] * (1 + len(steps) + for_genre.shape[1])
    else:
        own, mine_about = first, [_Column()]
        common.append(np.hstack([hits, asked - hits, for_genre]))
        about += [*lists, *[_Column()] * for_genre.shape[1]]
    shared = np.hstack([own, *common])
    blocks, ridges = [np.ones((len(at), 1)), shared], [INTERCEPT_RIDGE / 50, *[RIDGE] * shared.shape[1]]
    columns = [_Column(), *mine_about, *about]
    members = [slug for slug in learnt_together()[group] if (rows["category"] == slug).any()]
    for slug in members if len(members) > 1 else []:
        mine = (rows["category"] == slug).to_numpy()[:, None].astype(float)
        blocks += [mine, own * mine]
        ridges += [INTERCEPT_RIDGE, *[OWN_RIDGE] * own.shape[1]]
        columns += [_Column(), *(column._replace(category=slug) for column in mine_about)]
    design = np.hstack(blocks)
    used = (design != 0.0).any(axis=0)
    return design[:, used], np.array(ridges)[used], tuple(compress(columns, used))


def _sized(asked: pd.DataFrame, totals: Mapping[str, float]) -> pd.DataFrame:
    """The field's log-odds shifted until its probabilities add up to the nominations to expect among its contenders."""
    shift = np.zeros(len(asked))
    logit, spread = asked["logit"].to_numpy(dtype=float), asked["spread"].to_numpy(dtype=float)
    for slug, at in asked.groupby("category").indices.items():
        shift[at] = shift_to_sum(logit[at], totals.get(str(slug), 0.0))
    columns = {"p": 0.0, "low": -QUANTILE, "high": QUANTILE}
    ends = {name: sigmoid(logit + shift + step * spread) for name, step in columns.items()}
    return asked[[*CONTENDER, "named"]].assign(**ends)


@dataclass(frozen=True)
class _Sizes:
    """Fields of closed lists: their categories (by place in `slugs`), years, entries, eras, nominated contenders."""

    body: str
    slugs: tuple[str, ...]
    slug: Ints
    years: Ints
    entries: Floats
    taken: Floats
    era: Ints

    @classmethod
    def of(cls, field: Contenders, body: str, ceremonies: pd.DataFrame) -> "_Sizes":
        rows = field.rows[field.rows["closed"]]
        taken = rows.groupby(FIELD)["won"].sum().reset_index(name="taken")
        number = lookup(field.fields, ceremonies, ["film_year"], ["ceremony"])["ceremony"]
        pairs = zip(field.fields["category"], number, strict=True)
        sizes = field.fields.assign(
            taken=lookup(field.fields, taken, FIELD, ["taken"])["taken"],
            era=[_era(body, str(slug), None if pd.isna(n) else int(n)) for slug, n in pairs],
        ).dropna(subset="taken")
        codes, slugs = pd.factorize(sizes["category"], sort=True)
        return cls(
            body=body,
            slugs=tuple(map(str, slugs)),
            slug=codes,
            years=sizes["film_year"].to_numpy(dtype=np.int64),
            entries=sizes["entries"].to_numpy(dtype=float),
            taken=sizes["taken"].to_numpy(dtype=float),
            era=sizes["era"].to_numpy(dtype=np.int64),
        )

    def totals(self, season: int, ceremony: int | None) -> dict[str, float]:
        """Nominated contenders to expect by category, from the other seasons; categories without any are left out.

        The mean size of the field over ceremonies of the same era (`era` in `body.yml`), so nothing of the season's own
        list, times the share that contenders had, below 1 because some nominees are named by no other list.
        """
        n, others = len(self.slugs), self.years != season
        now = np.array([_era(self.body, slug, ceremony) for slug in self.slugs], dtype=np.int64)
        weight = np.where(others, np.exp(-np.abs(self.years - season) / RECENCY), 0.0)
        alike = others & (self.era == now[self.slug]) if n else others
        some, known = np.bincount(self.slug[alike], minlength=n) > 0, np.bincount(self.slug[others], minlength=n) > 0
        counted = others & (alike | ~some[self.slug])
        size = self._sums(self.entries * counted) / np.maximum(self._sums(counted.astype(float)), 1.0)
        held = self._sums(self.entries * weight)
        expected = size * self._sums(self.taken * weight) / np.where(known, held, 1.0)
        return {slug: float(expected[i]) for i, slug in enumerate(self.slugs) if known[i]}

    def _sums(self, values: Floats) -> Floats:
        """Sums by category."""
        return np.bincount(self.slug, weights=values, minlength=len(self.slugs)).astype(np.float64)


@cache
def _eras() -> dict[str, dict[str, tuple[int, ...]]]:
    """By body and category, the ceremonies at which an era begins."""
    return {slug: body.eras() for slug, body in bodies().items()}


def _era(body: str, category: str, ceremony: int | None) -> int:
    """Which era of a category's field size a ceremony belongs to: how many changes came before it."""
    if ceremony is None:
        return -1
    return sum(ceremony >= first for first in _eras().get(body, {}).get(category, ()))
