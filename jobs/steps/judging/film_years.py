"""Film years as options name them: one, or the first and the last."""

import re

from tracker.domain.errors import ConfigError

FIRST, LAST = 1900, 2200
_YEARS = re.compile(r"(\d{4})(?:(?:\.\.|-)(\d{4}))?")


def parse_seasons(text: str, option: str = "--seasons") -> list[int]:
    """Film years of `2010`, `2000..2025` or `2000-2025`, in order.

    Raises:
        ConfigError: neither, the last before the first, or outside 1900 to 2200.
    """
    match = _YEARS.fullmatch(text.strip())
    if match:
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first:
            raise ConfigError(f"the span ends before it begins: {option} {text}")
        if first >= FIRST and last <= LAST:
            return list(range(first, last + 1))
        raise ConfigError(f"{option} {text}: film years lie between {FIRST} and {LAST}")
    raise ConfigError(f"{option} {text}: say a film year, or two with .. between, for example 2000..2025")
