"""Logistic regression with a ridge, and probabilities that add up to a field's size.

Newton's method on Σ w·(y·z − log(1 + e^z)) − ½·Σ λ·b², z = X·b. The curvature at the maximum is the precision of the
coefficients under that prior (Laplace's approximation), which is where intervals come from. The fit is written out: its
curvature is the covariance, so that scipy.optimize would need as many lines, and scikit-learn has no ridge by column.
"""

import math
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

Floats = NDArray[np.float64]
Ints = NDArray[np.integer[Any]]
Flags = NDArray[np.bool_]

_STEPS, _HALVINGS, _TOLERANCE = 40, 12, 1e-9
_RELATIVE = 4 * sys.float_info.epsilon
_FARTHEST = 30.0


@dataclass(frozen=True)
class Part:
    """Rows of one kind, with the columns that they have of a design.

    Attributes:
        design: rows × columns.
        places: for some of the columns, the numbers of the coefficients that they have a share in; a column may stand
            in several pairs, and its coefficient is then their sum.
        trials: how many observations a row stands for, weighted; `hits`, how many of them were 1.
    """

    design: Floats
    places: Sequence[tuple[Ints, Ints]]
    trials: Floats
    hits: Floats

    def coefficients(self, b: Floats) -> Floats:
        """Those of its columns."""
        own = np.zeros(self.design.shape[1])
        for columns, at in self.places:
            own[columns] += b[at]
        return own

    def covariance(self, every: Floats) -> Floats:
        """Of the coefficients of its columns."""
        own = np.zeros((self.design.shape[1],) * 2)
        for columns, at in self.places:
            for others, beside in self.places:
                own[np.ix_(columns, others)] += every[np.ix_(at, beside)]
        return own


@dataclass(frozen=True)
class Fit:
    """Coefficients and the inverse of the curvature, their covariance."""

    coefficients: Floats
    covariance: Floats


def logits(design: Floats, coefficients: Floats, covariance: Floats) -> tuple[Floats, Floats]:
    """Log-odds of rows of a design, and the standard deviations of them."""
    spread = np.sqrt(np.maximum(((design @ covariance) * design).sum(axis=1), 0.0))
    return np.asarray(design @ coefficients), np.asarray(spread)


def sigmoid(logits: Floats) -> Floats:
    """Probabilities of log-odds."""
    return np.asarray(expit(logits))


def fit(parts: Sequence[Part], ridge: Floats, start: Floats | None = None) -> Fit:
    """The coefficients that maximise the penalised likelihood; they do not depend on `start`, which only saves time.

    Args:
        parts: the rows, kind by kind.
        ridge: λ of each coefficient, positive.
        start: coefficients to begin from.
    """
    b = np.zeros(len(ridge)) if start is None else start.copy()
    height = _height(parts, ridge, b)
    for _ in range(_STEPS):
        slope, curvature = _slopes(parts, ridge, b)
        step = np.linalg.solve(curvature, slope)
        for _ in range(_HALVINGS):
            higher = _height(parts, ridge, b + step)
            if higher >= height:
                break
            step = step / 2.0
        b = b + step
        gain, height = higher - height, higher
        if gain < _TOLERANCE * (1.0 + abs(height)):
            break
    _, curvature = _slopes(parts, ridge, b)
    return Fit(b, np.asarray(np.linalg.inv(curvature), dtype=np.float64))


def _height(parts: Sequence[Part], ridge: Floats, b: Floats) -> float:
    likelihood = 0.0
    for part in parts:
        z = part.design @ part.coefficients(b)
        likelihood += float(part.hits @ z - part.trials @ np.logaddexp(0.0, z))
    return likelihood - 0.5 * float((ridge * b * b).sum())


def _slopes(parts: Sequence[Part], ridge: Floats, b: Floats) -> tuple[Floats, Floats]:
    slope, curvature = -ridge * b, np.diag(ridge)
    for part in parts:
        p = sigmoid(part.design @ part.coefficients(b))
        own = part.design.T @ (part.hits - part.trials * p)
        scaled = part.design * np.sqrt(part.trials * p * (1.0 - p))[:, None]
        # A matrix times its own transpose takes half the work.
        gram = scaled.T @ scaled
        for columns, at in part.places:
            slope[at] += own[columns]
            for others, beside in part.places:
                curvature[np.ix_(at, beside)] += gram[np.ix_(columns, others)]
    return slope, curvature


def shift_to_sum(logits: Floats, total: float, dispersion: float = 0.0) -> float:
    """What to add to every log-odds so that the probabilities add up to `total`, as far as that is to be believed.

    Minimises (Σp − total)² / (dispersion · total) + shift²: few contenders are not driven to certainty by a sum that
    other seasons did not keep either. Nothing is added when the sum cannot be reached.

    Args:
        logits: of a field's contenders.
        total: nominations to expect among them.
        dispersion: how far such totals were from what came true: the variance as a share of the total; 0 believes it.
    """

    def slope(shift: float) -> float:
        p = sigmoid(logits + shift)
        return float((p.sum() - total) * (p * (1.0 - p)).sum()) + dispersion * total * shift

    if not len(logits) or total <= 0.0 or (dispersion == 0.0 and total >= len(logits)):
        return 0.0
    begin = Point(0.0, slope(0.0))
    far = math.copysign(_FARTHEST + float(np.abs(logits).max()), -begin.y)
    end = Point(far, slope(far))
    return _root(slope, begin, end) if begin.y * end.y < 0.0 else 0.0


class Point(NamedTuple):
    """Of a curve."""

    x: float
    y: float


def _root(curve: Callable[[float], float], before: Point, now: Point) -> float:
    """Where a curve crosses zero between two points, by Brent's method, as `scipy.optimize.brentq` goes about it.

    That module takes longer to load than all roots of a season take to find.
    """
    other, width, step = before, 0.0, 0.0
    while True:
        if before.y * now.y < 0.0:
            other, width, step = before, now.x - before.x, now.x - before.x
        if abs(other.y) < abs(now.y):
            before, now, other = now, other, now
        near, half = (_TOLERANCE + _RELATIVE * abs(now.x)) / 2.0, (other.x - now.x) / 2.0
        if now.y == 0.0 or abs(half) < near:
            return now.x
        guess = _guess(before, now, other) if abs(width) > near and abs(now.y) < abs(before.y) else math.inf
        width, step = (step, guess) if 2.0 * abs(guess) < min(abs(width), 3.0 * abs(half) - near) else (half, half)
        x = now.x + (step if abs(step) > near else math.copysign(near, half))
        before, now = now, Point(x, curve(x))


def _guess(before: Point, now: Point, other: Point) -> float:
    """How far the zero is from a point, by the line through two, or by the inverse parabola through three."""
    if before.x == other.x:
        return -now.y * (now.x - before.x) / (now.y - before.y)
    last, far = (before.y - now.y) / (before.x - now.x), (other.y - now.y) / (other.x - now.x)
    steep = far * last * (other.y - before.y)
    return -now.y * (other.y * far - before.y * last) / steep if steep else math.inf
