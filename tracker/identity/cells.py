"""Normalised cells of the store's frames: text is never missing, several values are a tuple."""

from collections.abc import Mapping
from typing import Any

import pandas as pd


def text(frame: pd.DataFrame, column: str) -> "pd.Series[str]":
    """A text column with every missing value as the empty string; empty strings never identify anything."""
    if column not in frame.columns:
        return pd.Series("", index=frame.index, dtype="object")
    values = frame[column].astype("object")
    return values.where(values.notna(), "").astype("str").str.strip().astype("object")


def parts(frame: pd.DataFrame, column: str) -> "pd.Series[Any]":
    """A column of lists as tuples of text; anything else is the empty tuple."""
    if column not in frame.columns:
        return pd.Series([()] * len(frame), index=frame.index, dtype="object")
    cells = [tuple(str(v) for v in cell) if isinstance(cell, list | tuple) else () for cell in frame[column]]
    return pd.Series(cells, index=frame.index, dtype="object")


def article(titles: "pd.Series[str]") -> "pd.Series[str]":
    """Link targets in the form of article titles: no fragment, spaces for underscores, first letter upper case."""
    plain = titles.str.split("#", n=1).str[0].str.replace("_", " ", regex=False).str.replace(r"\s+", " ", regex=True)
    plain = plain.astype("object").where(plain.notna(), "").str.strip()
    return plain.str[:1].str.upper() + plain.str[1:]


def chosen(values: "pd.Series[Any]", mapping: Mapping[Any, Any]) -> "pd.Series[str]":
    """Values looked up, "" where there are none."""
    return pd.Series([mapping.get(value, "") for value in values], index=values.index, dtype="object")


def one_to_one(keys: "pd.Series[str]", values: "pd.Series[str]") -> dict[str, str]:
    """Pairs in which a key has exactly one value; neither is ever empty."""
    pairs = pd.DataFrame({"key": keys.to_numpy(), "value": values.to_numpy()}).drop_duplicates()
    pairs = pairs[(pairs["key"] != "") & (pairs["value"] != "")]
    pairs = pairs[~pairs["key"].duplicated(keep=False)]
    return dict(zip(pairs["key"], pairs["value"], strict=True))
