"""Quantiles of the Beta distribution, exact enough for a printed interval, without more than numpy."""

import math
from typing import TypeAlias

import numpy as np

Floats: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.float64]]"

_TINY = 1e-300
_STEPS = 300
_PRECISION = 1e-12
_HALVINGS = 40


def beta_cdf(x: Floats, a: Floats, b: Floats) -> Floats:
    """Regularised incomplete beta function I_x(a, b), by its continued fraction (NIST DLMF 8.17.22).

    Args:
        x: places, 0 to 1.
        a: first shape of each, positive.
        b: second shape of each, positive.
    """
    inside = np.clip(x, 1e-15, 1.0 - 1e-15)
    front = np.exp(_log_gamma(a + b) - _log_gamma(a) - _log_gamma(b) + a * np.log(inside) + b * np.log1p(-inside))
    turned = inside >= (a + 1.0) / (a + b + 2.0)
    first, second = np.where(turned, b, a), np.where(turned, a, b)
    tail = front * _fraction(np.where(turned, 1.0 - inside, inside), first, second) / first
    shares = np.where(turned, 1.0 - tail, tail)
    return np.where(x <= 0.0, 0.0, np.where(x >= 1.0, 1.0, shares))


def _log_gamma(values: Floats) -> Floats:
    return np.array([math.lgamma(value) for value in values], dtype=np.float64)


def _fraction(x: Floats, a: Floats, b: Floats) -> Floats:
    """The continued fraction by Lentz's method."""
    c, d = np.ones_like(x), 1.0 / _away(1.0 - (a + b) * x / (a + 1.0))
    value = d.copy()
    for m in range(1, _STEPS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1.0 / _away(1.0 + term * d)
            c = _away(1.0 + term / c)
            value = value * d * c
        if bool(np.all(np.abs(d * c - 1.0) < _PRECISION)):
            break
    return value


def _away(values: Floats) -> Floats:
    return np.where(np.abs(values) > _TINY, values, _TINY)


def beta_quantiles(p: float, a: Floats, b: Floats) -> Floats:
    """The x with I_x(a, b) = p of each pair, by halving; `a` and `b` positive, `p` in 0..1."""
    low, high = np.zeros(len(a)), np.ones(len(a))
    for _ in range(_HALVINGS):
        middle = (low + high) / 2.0
        below = beta_cdf(middle, a, b) < p
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return (low + high) / 2.0
