"""Frames as rows for JSON and for questions."""

from typing import TYPE_CHECKING, Any

from tracker.domain.cells import is_missing

if TYPE_CHECKING:
    import pandas as pd


def records(frame: "pd.DataFrame") -> list[dict[str, Any]]:
    """The rows of a frame; a missing value is None, a blank text stays one."""
    return [
        {str(k): v if isinstance(v, str) or not is_missing(v) else None for k, v in row.items()}
        for row in frame.to_dict("records")
    ]
