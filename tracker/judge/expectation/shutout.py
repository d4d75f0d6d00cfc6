"""P(no nomination at all) of a film, whose categories go together: drawn, not multiplied.

A film liked more than its lists show is liked in every category. So a draw u from N(0, 1), one a film, moves all its
log-odds by σ·u, each around a middle that leaves the category's own probability as it is; given u the categories are
independent. σ is what makes other seasons' films most likely to have been nominated for something, or for nothing.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.special import logit, ndtri

from tracker.judge.expectation.logistic import Flags, Floats, Ints

SEED = 20110125
DRAWS = 200
"""Draws of u, one from each of as many slices of equal probability, so that few of them are enough."""

_SPREADS = (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0)
_NODES = 9
_LOGIT_PROBIT = 16.0 * np.sqrt(3.0) / (15.0 * np.pi)
_LEAST = 1e-6


@dataclass(frozen=True)
class Seen:
    """Contenders of known outcome, film by film: `order` puts those of one film together.

    `first` is the place of each film's first, `seasons` its film year, and `winning` whether it was nominated for
    anything.
    """

    order: Ints
    first: Ints
    seasons: Ints
    winning: Flags

    @classmethod
    def of(cls, film: Ints, seasons: Ints, won: Floats) -> "Seen":
        """From the film of each contender by number, its film year, and whether it was nominated (0 or 1)."""
        order, first = _by_film(film)
        winning = np.add.reduceat(won[order], first) > 0 if len(film) else np.zeros(0, dtype=bool)
        return cls(order, first, seasons[order][first], winning)


def nothing(p: Floats, film: Ints, spread: float, seed: int = SEED) -> Floats:
    """Probability that each film is nominated for nothing.

    Args:
        p: probability of each contender.
        film: number of the film of each contender, 0 to n − 1.
        spread: σ.
        seed: of the draws; the same for every film, so that equal films come out equal.
    """
    order, first = _by_film(film)
    return _none(p[order], first, spread, _draws(seed), np.full(DRAWS, 1.0 / DRAWS))


def _by_film(film: Ints) -> tuple[Ints, Ints]:
    """The order in which contenders of one film stand together, and the place of each film's first."""
    order = np.argsort(film, kind="stable")
    return order, np.flatnonzero(np.diff(film[order], prepend=-1))


@cache
def _draws(seed: int) -> Floats:
    places = (np.arange(DRAWS) + np.random.default_rng(seed).random(DRAWS)) / DRAWS
    return np.asarray(ndtri(places))


def _none(p: Floats, first: Ints, spread: float, at: Floats, weight: Floats) -> Floats:
    middle = logit(np.clip(p, _LEAST, 1 - _LEAST))
    # The mean of sigmoid over N(m, s²) is near sigmoid(m / sqrt(1 + c²s²)): Zeger, Liang and Albert (1988).
    odds = np.exp(middle * np.sqrt(1.0 + (_LOGIT_PROBIT * spread) ** 2))
    total = np.zeros(len(first))
    for u, share in zip(at, weight, strict=True):
        # One minus a probability is 1 / (1 + odds): one division a film instead of one a contender.
        total += share / np.multiply.reduceat(np.minimum(1.0 + odds * np.exp(spread * u), 1.0 / _LEAST), first)
    return total


def learn_spread(p: Floats, seen: Seen, without: int) -> float:
    """σ of films: the value of a short list under which their outcomes are most likely.

    Args:
        p: probability of each contender.
        seen: what became of them.
        without: a season that does not count.
    """
    counted = seen.seasons != without
    if not counted.any():
        return 0.0
    ordered, winning = p[seen.order], seen.winning
    nodes, weights = np.polynomial.hermite_e.hermegauss(_NODES)
    weights = weights / weights.sum()
    heights = []
    for spread in _SPREADS:
        none = np.clip(_none(ordered, seen.first, spread, nodes, weights), _LEAST, 1 - _LEAST)
        heights.append(float(np.where(winning, np.log1p(-none), np.log(none))[counted].sum()))
    return _SPREADS[int(np.argmax(heights))]
