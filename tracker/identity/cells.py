"""Normalised cells of the store's frames: text is never missing, several values are a tuple."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

from tracker.domain.cells import is_missing
from tracker.frames import OBJECT, stored


def text(frame: pd.DataFrame, column: str) -> "pd.Series[str]":
    """A text column with every missing value as the empty string; empty strings never identify anything."""
    if column not in frame.columns:
        return pd.Series("", index=frame.index, dtype=OBJECT)
    cells = stored(frame, column).tolist()
    # By hand: a frame of a few films has a hundred columns read, and each step of pandas costs more than its cells.
    plain = [cell.strip() if type(cell) is str else "" if is_missing(cell) else str(cell).strip() for cell in cells]
    return pd.Series(plain, index=frame.index, dtype=OBJECT)


def parts(frame: pd.DataFrame, column: str) -> "pd.Series[Any]":
    """A column of lists as tuples of text; anything else is the empty tuple."""
    if column not in frame.columns:
        return pd.Series([()] * len(frame), index=frame.index, dtype=OBJECT)
    values = stored(frame, column).tolist()
    cells = [tuple(str(v) for v in cell) if isinstance(cell, list | tuple) else () for cell in values]
    return pd.Series(cells, index=frame.index, dtype=OBJECT)


def article(titles: "pd.Series[str]") -> "pd.Series[str]":
    """Link targets in the form of article titles: no fragment, spaces for underscores, first letter upper case."""
    return pd.Series(list(map(article_title, titles.tolist())), index=titles.index, dtype=OBJECT)


@lru_cache(1 << 16)
def article_title(title: str) -> str:
    """A link target in the form of an article's title."""
    plain = " ".join(title.split("#", 1)[0].replace("_", " ").split())
    return plain[:1].upper() + plain[1:]


def chosen(values: "pd.Series[Any]", mapping: Mapping[Any, Any]) -> "pd.Series[str]":
    """Values looked up, "" where there are none."""
    return pd.Series([mapping.get(value, "") for value in values.tolist()], index=values.index, dtype=OBJECT)


def one_to_one(keys: "pd.Series[str]", values: "pd.Series[str]") -> dict[str, str]:
    """Pairs in which a key has exactly one value; neither is ever empty."""
    places: dict[str, set[str]] = {}
    for key, value in zip(keys.tolist(), values.tolist(), strict=True):
        if key and value:
            places.setdefault(key, set()).add(value)
    return {key: several.pop() for key, several in places.items() if len(several) == 1}
