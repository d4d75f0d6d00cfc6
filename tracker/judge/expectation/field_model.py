"""E by regression: what other bodies' lists say of a body's field, learnt from its other seasons.

For each group of categories two logistic regressions with a ridge: one for units that another list named in the
category and one for the rest. Every category has its own deviations from its group, held back more strongly. Seasons
count less the further away they are. The probabilities of a field are then shifted until they add up to what it holds.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from tracker.domain.bodies import bodies
from tracker.domain.categories import learnt_together
from tracker.judge.expectation.ahead import Ahead, givers_at_hand, lists_ahead
from tracker.judge.expectation.contenders import CONTENDER, FIELD, Contenders
from tracker.judge.expectation.design import LEVEL, columns, design, named_by, own_columns, passed_over_by
from tracker.judge.expectation.logistic import Flags, Floats, Ints, Part, fit, logits, shift_to_sum, sigmoid
from tracker.judge.expectation.shutout import Seen, learn_spread
from tracker.judge.expectation.weights import Regression, Weights
from tracker.judge.material.frames import lookup

MIN_SEASONS = 8
"""Other seasons that a group of categories needs before a regression is learnt; below, the base-rate table speaks."""

MIN_NOMINEES = 30
"""Nominated contenders that those seasons must hold."""

RECENCY = 12.0
"""Years over which the weight of a season falls to 1/e."""

RIDGE, OWN_RIDGE, INTERCEPT_RIDGE = 1.0, 4.0, 0.5
"""How strongly the group's coefficients, a category's deviations from them and its level are held near zero."""

QUANTILE = 1.6449
"""Standard deviations to the 5 % and 95 % points of a normal distribution."""


class Learnt(NamedTuple):
    """What a season's field is judged by."""

    totals: dict[str, float]
    dispersion: float
    spread: float
    regressions: tuple[Regression, ...]


def learn_fields(field: Contenders, body: str, seasons: Sequence[int], ceremonies: pd.DataFrame) -> Iterator[Learnt]:
    """What is learnt for each season, without that season.

    Args:
        field: the contenders of every season.
        body: the judged body.
        seasons: film years, each left out in turn.
        ceremonies: that body's `ceremony`, `film_year` and `closed`.
    """
    film = field.rows.groupby(["film_year", "film_key"], sort=False).ngroup().to_numpy()
    together = learnt_together() if len(field.rows) else ()
    groups = {name: [_Block(field, film, name, named) for named in (True, False)] for name in together}
    sizes = _Sizes.of(field, body, ceremonies)
    number = dict(zip(ceremonies["film_year"], ceremonies["ceremony"], strict=True))
    closed = set(ceremonies["film_year"][ceremonies["closed"]])

    @cache
    def seen(*names: str) -> Seen:
        blocks = [block for name in names for block in groups[name]]
        return Seen.of(*(np.concatenate([getattr(one, of) for one in blocks]) for of in ("film", "years", "won")))

    for season in seasons:
        coming = () if season in closed else field.vocabulary[season].categories
        names = [name for name, pair in groups.items() if _asked_about(name, pair, season, coming)]
        blocks = [block for name in names for block in groups[name]]
        regressions = tuple(regression for block in blocks for regression in block.learn(season))
        p = [block.probabilities() for block in blocks]
        spread = learn_spread(np.concatenate(p), seen(*names), season) if p else 0.0
        yield Learnt(sizes.totals(season, number.get(season)), sizes.dispersion(season), spread, regressions)


def predictions(
    field: Contenders, weights: Mapping[int, Weights], coming: Collection[int] = ()
) -> Iterator[pd.DataFrame]:
    """E of the contenders of seasons: `CONTENDER`, p, low and high, one frame a season with any.

    Args:
        field: the contenders of these seasons.
        weights: what was learnt for each.
        coming: seasons in which lists that are not at hand are still to come (`tracker.judge.expectation.ahead`).
    """
    for season, places in field.rows.groupby("film_year").indices.items():
        year, at = int(str(season)), np.asarray(places)
        of = weights[year]
        ahead = lists_ahead(field, at, of) if year in coming else {}
        logit, spread = _logits(field, at, of, ahead)
        both = _both_kinds(field.rows.iloc[at], np.isfinite(logit))
        if both.any():
            asked = field.rows.iloc[at[both]][CONTENDER].assign(logit=logit[both], spread=spread[both])
            yield _sized(asked.reset_index(drop=True), of, ahead)


def _logits(field: Contenders, at: Ints, weights: Weights, ahead: Mapping[str, Ahead]) -> tuple[Floats, Floats]:
    """Log-odds of some contenders of one season and their standard deviations; NaN without a regression.

    And where no list that the regression knows is at hand of those that are still to come.
    """
    rows = field.rows.iloc[at]
    category, named = rows["category"].to_numpy(), rows["named"].to_numpy()
    logit, spread = np.full((2, len(at)), np.nan)
    for one in weights.regressions:
        here = np.flatnonzero((category == one.category) & (named == one.named))
        if len(here):
            seen = design(field, at[here], one.named, one.columns)
            logit[here], certain = logits(seen, one.coefficients, one.covariance)
            at_hand = givers_at_hand(field, at[here])
            silence = sum(variance for giver, variance in one.silence.items() if giver not in at_hand)
            spread[here] = np.sqrt(certain**2 + silence)
            if one.category in ahead:
                logit[here] += ahead[one.category].drift * one.named if ahead[one.category].spoken else np.nan
    return logit, spread


def _both_kinds(rows: pd.DataFrame, known: Flags) -> Flags:
    """The contenders of groups that have some with a regression among those named and among the rest."""
    group = rows["category"].map({slug: name for name, slugs in learnt_together().items() for slug in slugs}).to_numpy()
    named = rows["named"].to_numpy()
    whole = set(group[known & named]) & set(group[known & ~named])
    return known & np.isin(group, list(whole))


class _Kind(NamedTuple):
    """The contenders of a category in closed seasons, those that are alike in one season once."""

    part: Part
    years: Ints
    of_row: Ints
    """The place of each contender among them."""
    silence: "_Silence"


class _Silence(NamedTuple):
    """By year and giver, contenders of a category that its list was asked about, and those that it named."""

    givers: tuple[str, ...]
    years: Ints
    asked: Floats
    hits: Floats

    @classmethod
    def of(cls, field: Contenders, at: Ints, years: Ints) -> "_Silence":
        every, year = np.unique(years, return_inverse=True)
        asked, hits = np.zeros((2, len(every), len(field.givers)))
        np.add.at(asked, year, field.asked[at])
        np.add.at(hits, year, field.hits[at])
        return cls(field.givers, every, asked, hits)

    def without(self, season: int, steps: Floats) -> dict[str, float]:
        """Variance of log-odds for each list that other seasons had, where it is not at hand.

        Such a list names a contender as often as it did in the other seasons: a draw with that chance, times the
        distance between having been named and not.

        Args:
            season: the season left out.
            steps: that distance, by giver.
        """
        weight = _recency(self.years, season)
        of = weight @ self.asked
        share = weight @ self.hits / np.where(of > 0, of, 1.0)
        variance = share * (1.0 - share) * steps**2
        return {giver: float(v) for giver, v in zip(self.givers, variance, strict=True) if v}


class _Block:
    """One regression of a group."""

    def __init__(self, field: Contenders, film: Ints, group: str, named: bool) -> None:
        rows = field.rows
        here = (rows["category"].isin(learnt_together()[group]) & (rows["named"] == named)).to_numpy()
        of = {slug: np.flatnonzero(here & (rows["category"] == slug).to_numpy()) for slug in learnt_together()[group]}
        at = {slug: places for slug, places in of.items() if len(places)}
        designs = [design(field, places, named, columns(field, named)) for places in at.values()]
        used = np.logical_or.reduce([(one != 0.0).any(axis=0) for one in designs]) if at else ()
        closed, years, won = (rows[name].to_numpy() for name in ("closed", "film_year", "won"))
        taught = [places[closed[places]] for places in at.values()]
        every = np.concatenate(taught) if at else np.zeros(0, dtype=np.int64)
        self.film, self.won, self.years = film[every], won[every].astype(float), years[every].astype(np.int64)
        self.seasons = frozenset(years[here].tolist())
        self.named = named
        self.columns = tuple(name for name, use in zip(columns(field, named), used, strict=False) if use)
        self._own = np.array([self.columns.index(name) for name in own_columns(field, named) if name in self.columns])
        self._kinds = {
            slug: _kind(field, mine, one[closed[places]][:, used], self._places(number, len(at)))
            for number, ((slug, places), mine, one) in enumerate(zip(at.items(), taught, designs, strict=True))
        }
        self._nominees = {year: self.won[self.years == year].sum() for year in np.unique(self.years).tolist()}
        self.coefficients = np.zeros(0)
        """As they were learnt last."""

    def enough(self, season: int) -> bool:
        """Whether there are enough other seasons to learn from."""
        others = [won for year, won in self._nominees.items() if year != season]
        return len(others) >= MIN_SEASONS and (not self.named or sum(others) >= MIN_NOMINEES)

    def learn(self, season: int) -> Iterator[Regression]:
        """What other seasons teach, by category."""
        fitted = fit(self._parts(season), self._ridge, self._start)
        self.coefficients = fitted.coefficients
        for slug, kind in self._kinds.items():
            own = kind.part.coefficients(fitted.coefficients)
            of = dict(zip(self.columns, own.tolist(), strict=True))
            givers = kind.silence.givers
            steps = np.array([of.get(named_by(one), 0.0) - of.get(passed_over_by(one), 0.0) for one in givers])
            covariance = np.triu(kind.part.covariance(fitted.covariance))
            yield Regression(
                category=slug,
                named=self.named,
                columns=self.columns,
                coefficients=own,
                covariance=covariance + np.triu(covariance, 1).T,
                silence=kind.silence.without(season, steps),
            )

    def probabilities(self) -> Floats:
        """Of every contender of closed seasons, in the order of `film`."""
        kinds = self._kinds.values()
        every = [sigmoid(one.part.design @ one.part.coefficients(self.coefficients))[one.of_row] for one in kinds]
        return np.concatenate(every)

    def _parts(self, season: int | None) -> list[Part]:
        """The contenders as they count for a season; None for all of them alike."""
        weights = [(one.part, _recency(one.years, season)) for one in self._kinds.values()]
        return [replace(part, trials=part.trials * weight, hits=part.hits * weight) for part, weight in weights]

    def _places(self, number: int, kinds: int) -> list[tuple[Ints, Ints]]:
        """Where a category's coefficients stand: the group's, then its own deviations where there are several."""
        n, own = len(self.columns), len(self._own)
        shared = (np.arange(n), np.arange(n))
        return [shared, (self._own, n + own * number + np.arange(own))] if kinds > 1 else [shared]

    @cached_property
    def _ridge(self) -> Floats:
        """λ of the group's coefficients, and then of each category's own."""
        shared = [INTERCEPT_RIDGE / 50 if name == LEVEL else RIDGE for name in self.columns]
        own = [INTERCEPT_RIDGE if self.columns[at] == LEVEL else OWN_RIDGE for at in self._own]
        return np.array([*shared, *(own * len(self._kinds) if len(self._kinds) > 1 else ())])

    @cached_property
    def _start(self) -> Floats:
        """Coefficients of all seasons alike: what is learnt for one does not depend on which others are asked for."""
        return fit(self._parts(None), self._ridge).coefficients


def _asked_about(group: str, pair: Sequence[_Block], season: int, coming: Collection[str]) -> bool:
    """Whether a group has contenders, or will, and enough other seasons.

    A field is sized as a whole: both regressions of a group, or none.
    """
    some = all(season in block.seasons for block in pair) or not set(coming).isdisjoint(learnt_together()[group])
    return some and all(block.enough(season) for block in pair)


def _kind(field: Contenders, at: Ints, rows: Floats, places: Sequence[tuple[Ints, Ints]]) -> _Kind:
    """The contenders at some places, with their columns."""
    years = field.rows["film_year"].to_numpy(dtype=np.int64)[at]
    won = field.rows["won"].to_numpy(dtype=float)[at]
    number: dict[tuple[int, bytes], int] = {}
    keys = zip(years.tolist(), map(bytes, rows), strict=True)
    of_row = np.array([number.setdefault(key, len(number)) for key in keys], dtype=np.int64)
    first = np.unique(of_row, return_index=True)[1]
    n, hits = (np.bincount(of_row, weights=of).astype(np.float64) for of in (np.ones(len(at)), won))
    return _Kind(Part(rows[first], places, n, hits), years[first], of_row, _Silence.of(field, at, years))


def _recency(years: Ints, season: int | None) -> Floats:
    """How much seasons count for one, which itself does not; all alike for None."""
    if season is None:
        return np.ones(len(years))
    return np.where(years == season, 0.0, np.exp(-np.abs(years - season) / RECENCY))


def _sized(asked: pd.DataFrame, weights: Weights, ahead: Mapping[str, Ahead]) -> pd.DataFrame:
    """The field's log-odds shifted until its probabilities add up to the nominations to expect among its contenders.

    Before all lists are at hand not all contenders are, so less is expected of those that there are.
    """
    totals, dispersion = weights.totals, weights.dispersion
    shift = np.zeros(len(asked))
    logit, spread = asked["logit"].to_numpy(dtype=float), asked["spread"].to_numpy(dtype=float)
    for slug, at in asked.groupby("category").indices.items():
        known = ahead[str(slug)].known if slug in ahead else 1.0
        total = totals.get(str(slug), 0.0) * known
        shift[at] = shift_to_sum(logit[at], total, dispersion)
    columns = {"p": 0.0, "low": -QUANTILE, "high": QUANTILE}
    ends = {name: sigmoid(logit + shift + step * spread) for name, step in columns.items()}
    return asked[CONTENDER].assign(**ends)


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
        weight = self._recency(season)
        alike = others & (self.era == now[self.slug]) if n else others
        some, known = np.bincount(self.slug[alike], minlength=n) > 0, np.bincount(self.slug[others], minlength=n) > 0
        counted = others & (alike | ~some[self.slug])
        size = self._sums(self.entries * counted) / np.maximum(self._sums(counted.astype(float)), 1.0)
        held = self._sums(self.entries * weight)
        expected = size * self._sums(self.taken * weight) / np.where(known, held, 1.0)
        return {slug: float(expected[i]) for i, slug in enumerate(self.slugs) if known[i]}

    def dispersion(self, season: int) -> float:
        """How far the nominated contenders of the other seasons were from such totals: variance as a share of them."""
        weight = self._recency(season)
        entries = self._sums(self.entries * weight)
        totals = self.entries * (self._sums(self.taken * weight) / np.where(entries > 0.0, entries, 1.0))[self.slug]
        total = float((totals * weight).sum())
        return float(((self.taken - totals) ** 2 * weight).sum()) / total if total else 0.0

    def _recency(self, season: int) -> Floats:
        """How much each field counts for a season, whose own counts nothing."""
        return np.where(self.years != season, np.exp(-np.abs(self.years - season) / RECENCY), 0.0)

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
