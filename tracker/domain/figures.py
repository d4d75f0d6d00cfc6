"""Shares and percentiles as whole numbers, rounded down so that nothing claims more than was measured."""

import math

_EXACT = 9
"""Decimals that are kept before rounding down: 100 times 0.29 is 28.999999999999996."""


def whole_percent(share: float) -> int:
    """A share, 0 to 1, in whole percent."""
    return math.floor(round(100 * share, _EXACT))


def whole_percentile(percentile: float) -> int:
    """A percentile, 0 to 100, as a whole number."""
    return math.floor(round(percentile, _EXACT))
