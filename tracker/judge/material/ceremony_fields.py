"""What ceremonies gave, category by category: listed, said in words and declared, side by side and compared."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pandas as pd

from tracker.judge.material.frames import lookup, tuples

_LISTED = ["source", "body", "ceremony", "declared", "category", "category_as_printed"]
_LIST = ["source", "body", "ceremony"]
_Said = tuple[str, int, int]
"""Who says it, and the least and most of it."""
_DECLARED = ["declared_least", "declared_most", "declared_from"]


def ceremony_fields(claims: pd.DataFrame, declared: pd.DataFrame) -> pd.DataFrame:
    """The rows of fields.csv: one a claim, and one a list for how many categories it gives.

    Args:
        claims: the store's `fields`.
        declared: source, ceremony, declared (the category's name in the source file), declared_least, declared_most and
            declared_from (what that was counted on), one row a category that a claim names.

    Returns:
        The claims' own columns, and: claim (`listed` or `stated`), declared_category, size, size_most, official,
        `declared`'s three and differs (tuple of what says otherwise). A row without a category is about how many
        categories there were.
    """
    text = claims[claims["claim"].isin(["stated_size", "stated_categories"])]
    rows = [_listed(claims), _totals(claims), text.assign(claim="stated", size=text["value"], size_most=text["most"])]
    fields = pd.concat([part for part in rows if len(part)] or rows, ignore_index=True)
    on = ["source", "ceremony", "declared"]
    fields[_DECLARED] = lookup(fields, declared, on, _DECLARED)
    fields = fields.assign(differs=_differences(fields), declared_category=fields["declared"])
    order = ["body", "ceremony", "source", "claim", "line"]
    return fields.sort_values(order, kind="stable", ignore_index=True, na_position="first")


def _listed(claims: pd.DataFrame) -> pd.DataFrame:
    """Categories given, each with the size that the same list shows; blank before there are entries."""
    lists = claims[claims["claim"] == "given"].drop_duplicates(_LISTED)
    sizes = claims[claims["claim"] == "size"].drop_duplicates(_LISTED)
    size = dict(zip(tuples(sizes, _LISTED), tuples(sizes, ["value", "official"]), strict=True))
    pairs = [size.get(key, (pd.NA, pd.NA)) for key in tuples(lists, _LISTED)]
    return lists.assign(
        claim="listed",
        size=pd.Series([entries for entries, _ in pairs], index=lists.index, dtype="Int64"),
        official=pd.Series([official for _, official in pairs], index=lists.index, dtype="Int64"),
        size_most=pd.Series(pd.NA, index=lists.index, dtype="Int64"),
    )


def _totals(claims: pd.DataFrame) -> pd.DataFrame:
    """How many categories each list gives."""
    lists = claims[claims["claim"] == "given"].drop_duplicates(_LISTED)
    counts = lists.groupby(_LIST)["claim"].transform("size")
    totals = lists.assign(size=counts.astype("Int64"), claim="listed").drop_duplicates(_LIST)
    nothing = dict.fromkeys(("declared", "category", "category_as_printed", "as_printed"), "")
    blank = {name: pd.Series(pd.NA, index=totals.index, dtype="Int64") for name in ("line", "official", "size_most")}
    return totals.assign(**nothing, **blank)


def _differences(fields: pd.DataFrame) -> "pd.Series[Any]":
    """For each row, the other claims about the same field, and the declaration, that no number fits both of."""
    about: dict[Any, list[_Said]] = defaultdict(list)
    rows = fields.to_dict("records")
    for row in rows:
        if not pd.isna(row["size"]):
            about[_subject(row)].append(_said(row))
    return pd.Series([tuple(_against(row, about[_subject(row)])) for row in rows], index=fields.index, dtype=object)


def _subject(row: "dict[Any, Any]") -> tuple[Any, ...]:
    names = (row["declared"], row["category"])
    return (row["body"], row["ceremony"], next((name for name in names if isinstance(name, str) and name), ""))


def _said(row: "dict[Any, Any]") -> _Said:
    least = int(row["size"])
    return f"{row['source']} {row['claim']}", least, least if pd.isna(row["size_most"]) else int(row["size_most"])


def _against(row: "dict[Any, Any]", others: list[_Said]) -> Iterator[str]:
    if pd.isna(row["size"]):
        return
    own, least, most = _said(row)
    if not pd.isna(row["declared_least"]) and (most < row["declared_least"] or least > row["declared_most"]):
        yield f"declared {_span(int(row['declared_least']), int(row['declared_most']))}"
    for label, other_least, other_most in others:
        if label != own and (most < other_least or least > other_most):
            yield f"{label} {_span(other_least, other_most)}"


def _span(least: int, most: int) -> str:
    return str(least) if least == most else f"{least} to {most}"
