"""Figures as every command prints them."""

from typing import Any

from tracker.domain.cells import is_missing
from tracker.domain.figures import whole_percent, whole_percentile


def percent(share: Any) -> str:
    """A share as the report's sentences say it; nothing for no figure."""
    return "" if is_missing(share) else f"{whole_percent(share)}%"


def percentile(value: Any) -> str:
    """A percentile as the report's sentences say it; nothing for no figure."""
    return "" if is_missing(value) else str(whole_percentile(value))
