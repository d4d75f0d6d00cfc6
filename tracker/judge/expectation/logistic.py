"""Logistic regression with a ridge, and probabilities that add up to a field's size.

Newton's method on Σ w·(y·z − log(1 + e^z)) − ½·Σ λ·b², z = X·b. The curvature at the maximum is the precision of the
coefficients under that prior (Laplace's approximation), which is where intervals come from. The fit is written out: its
curvature is the covariance, so that scipy.optimize would need as many lines, and scikit-learn has no ridge by column.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import expit

Floats = NDArray[np.float64]
Ints = NDArray[np.integer[Any]]
Flags = NDArray[np.bool_]

_STEPS, _HALVINGS, _TOLERANCE = 40, 12, 1e-9
_FARTHEST = 30.0


@dataclass(frozen=True)
class Fit:
    """Coefficients and the inverse of the curvature, their covariance."""

    coefficients: Floats
    covariance: Floats

    def logits(self, design: Floats) -> tuple[Floats, Floats]:
        """Log-odds of rows of a design, and the standard deviations of them."""
        spread = np.sqrt(np.maximum(((design @ self.covariance) * design).sum(axis=1), 0.0))
        return np.asarray(design @ self.coefficients), np.asarray(spread)


def sigmoid(logits: Floats) -> Floats:
    """Probabilities of log-odds."""
    return np.asarray(expit(logits))


def fit(design: Floats, outcome: Floats, weight: Floats, ridge: Floats, start: Floats | None = None) -> Fit:
    """The coefficients that maximise the penalised likelihood; they do not depend on `start`, which only saves time.

    Args:
        design: rows × columns.
        outcome: 0 or 1 a row.
        weight: how much each row counts.
        ridge: λ of each column, positive.
        start: coefficients to begin from.
    """
    b = np.zeros(design.shape[1]) if start is None else start.copy()
    height = _height(design, outcome, weight, ridge, b)
    for _ in range(_STEPS):
        slope, curvature = _slopes(design, outcome, weight, ridge, b)
        step = np.linalg.solve(curvature, slope)
        for _ in range(_HALVINGS):
            higher = _height(design, outcome, weight, ridge, b + step)
            if higher >= height:
                break
            step = step / 2.0
        b = b + step
        gain, height = higher - height, higher
        if gain < _TOLERANCE * (1.0 + abs(height)):
            break
    _, curvature = _slopes(design, outcome, weight, ridge, b)
    return Fit(b, np.asarray(np.linalg.inv(curvature), dtype=np.float64))


def _height(design: Floats, outcome: Floats, weight: Floats, ridge: Floats, b: Floats) -> float:
    z = design @ b
    return float((weight * (outcome * z - np.logaddexp(0.0, z))).sum() - 0.5 * (ridge * b * b).sum())


def _slopes(design: Floats, outcome: Floats, weight: Floats, ridge: Floats, b: Floats) -> tuple[Floats, Floats]:
    p = sigmoid(design @ b)
    curvature = (design * (weight * p * (1.0 - p))[:, None]).T @ design
    curvature[np.diag_indices_from(curvature)] += ridge
    return design.T @ (weight * (outcome - p)) - ridge * b, curvature


def shift_to_sum(logits: Floats, total: float) -> float:
    """What to add to every log-odds so that the probabilities add up to `total`.

    Nothing is added when that cannot be reached: no rows, or a total that is not between 0 and their number.
    """
    if not 0.0 < total < len(logits):
        return 0.0
    far = _FARTHEST + float(np.abs(logits).max())
    return float(brentq(lambda shift: float(sigmoid(logits + shift).sum()) - total, -far, far, xtol=_TOLERANCE))
