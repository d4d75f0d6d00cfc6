"""P(no nomination at all) of a film, whose categories go together: drawn, not multiplied.

A film liked more than its lists show is liked in every category. So a draw u from N(0, 1), one a film, moves all its
log-odds by σ·u, each around a middle that leaves the category's own probability as it is; given u the categories are
independent. σ is what makes other seasons' films most likely to have been nominated for something, or for nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.special import logit, ndtri

from tracker.judge.expectation.logistic import Floats, Ints, sigmoid

SEED = 20110125
DRAWS = 200
"""Draws of u, one from each of as many slices of equal probability, so that few of them are enough."""

_SPREADS = (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0)
_NODES = 9
_LOGIT_PROBIT = 16.0 * np.sqrt(3.0) / (15.0 * np.pi)
_LEAST = 1e-6


@dataclass(frozen=True)
class Seen:
    """Contenders of known outcome: the film of each by number, whether it was nominated (0 or 1), and its p."""

    film: Ints
    won: Floats
    p: Floats

    @classmethod
    def together(cls, parts: "Sequence[Seen]") -> "Seen":
        """Several as one."""
        if not parts:
            return cls(np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros(0))
        film, won, p = ([getattr(part, name) for part in parts] for name in ("film", "won", "p"))
        return cls(np.concatenate(film), np.concatenate(won), np.concatenate(p))


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
    middle = middle * np.sqrt(1.0 + (_LOGIT_PROBIT * spread) ** 2)
    total = np.zeros(len(first))
    for u, share in zip(at, weight, strict=True):
        total += share * np.multiply.reduceat(np.maximum(sigmoid(-middle - spread * u), _LEAST), first)
    return total


def learn_spread(others: Seen) -> float:
    """σ of the films of other seasons: the value of a short list under which their outcomes are most likely."""
    if not len(others.film):
        return 0.0
    order, first = _by_film(others.film)
    p, winning = others.p[order], np.add.reduceat(others.won[order], first) > 0
    nodes, weights = np.polynomial.hermite_e.hermegauss(_NODES)
    weights = weights / weights.sum()
    heights = []
    for spread in _SPREADS:
        none = np.clip(_none(p, first, spread, nodes, weights), _LEAST, 1 - _LEAST)
        heights.append(float(np.where(winning, np.log1p(-none), np.log(none)).sum()))
    return _SPREADS[int(np.argmax(heights))]
