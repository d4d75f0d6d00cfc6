"""Gates G2 and G5: which lists are closed, so that absence from them is a fact, and which categories they hold."""

from dataclasses import dataclass

import pandas as pd

from tracker.compare.frames import Kind, filled, typed
from tracker.compare.one_voice import closed
from tracker.compare.tables import SHOWN, SeasonTables
from tracker.domain.rules import RuleBook

TARGETS: dict[str, Kind] = {
    "body": "text",
    "ceremony": "int",
    "ceremony_year": "int",
    "film_year": "int",
    "state": "text",
    "closed": "no",
    "list_reason": "text",
    "held_on": "text",
    "announced_on": "text",
    "source": "text",
    "source_url": "text",
    "revision": "text",
    "as_of": "text",
}
"""Columns of the judged ceremonies; `as_of` is when the last good list was read."""


@dataclass(frozen=True)
class Judged:
    """One ceremony to be judged."""

    body: str
    ceremony: int
    """Its number; -1 when no list says which it would be."""
    film_year: int
    given: frozenset[str]
    """Categories of its list."""
    closed: bool = True
    announced_on: str = ""
    unseen: int = 0
    """Films the body called eligible beyond those at hand; nothing speaks for them, so they stand below all others."""


_RANK = {"fit": 0, "held": 1, "trial": 2, "missing": 3}


def ceremonies(tables: SeasonTables, rules: RuleBook) -> pd.DataFrame:
    """Every ceremony of every body with rules that has a list, best state first where several sources give one."""
    lists = tables.lists[(tables.lists["kind"] == "nominations") & tables.lists["ceremony"].notna()]
    lists = lists[lists["body"].isin(rules.bodies)]
    whole = closed(lists)
    reason = "list_" + lists["state"].replace({"trial": "on_trial", "": "missing"})
    reason = reason.mask((lists["state"] == "held") & ~whole, "list_never_fit")
    lists = lists.assign(
        closed=whole, list_reason=reason, rank=lists["state"].map(lambda state: _RANK.get(state, len(_RANK)))
    )
    lists = lists.sort_values(["body", "ceremony", "rank", "source"], kind="stable")
    days = lists.groupby(["body", "ceremony"])[["held_on", "announced_on"]].transform("max")
    lists = lists.assign(**{column: days[column] for column in days.columns})
    found = typed(lists.drop_duplicates(["body", "ceremony"]), TARGETS)
    return found.assign(announced_on=_announced(tables, found))


def _announced(tables: SeasonTables, found: pd.DataFrame) -> "pd.Series[str]":
    """The list's announcement; where no page states it, the first day the body's own entries state."""
    own = tables.nominations[tables.nominations["result"].isin(SHOWN) & (tables.nominations["announced_on"] != "")]
    first = own.groupby(["body", "ceremony"])["announced_on"].min().reset_index(name="first")
    first = found[["body", "ceremony"]].merge(first, on=["body", "ceremony"], how="left", validate="one_to_one")
    return found["announced_on"].where(found["announced_on"] != "", filled(first["first"]))


def targets(tables: SeasonTables, season: int, rules: RuleBook) -> pd.DataFrame:
    """The ceremonies of a season to be judged, in the order of the rule book, main bodies first.

    A main body without any list at hand is there too, with state `missing`, so that it is seen to be unknown.
    """
    every = ceremonies(tables, rules)
    found = every[every["film_year"] == season]
    absent = [b for b, r in rules.bodies.items() if r.main and b not in set(found["body"])]
    missing = pd.DataFrame({"body": absent, "film_year": season, "state": "missing", "list_reason": "list_missing"})
    rows = pd.concat([found, typed(missing, TARGETS)], ignore_index=True)
    rank = rows["body"].map({body: place for place, body in enumerate(rules.order)})
    return typed(rows.assign(rank=rank).sort_values(["rank", "ceremony"], kind="stable"), TARGETS)


def fields(tables: SeasonTables) -> pd.DataFrame:
    """Every category of every list: body, ceremony, category, category_as_printed, field_size (entries).

    Two printed categories of one concept, such as drama and comedy, are one field.
    """
    rows = tables.nominations[
        tables.nominations["result"].isin(SHOWN)
        & tables.nominations["official"]
        & (tables.nominations["category"] != "")
    ]
    rows = rows[rows["ceremony"].notna()].drop_duplicates("statement")
    grouped = rows.groupby(["body", "ceremony", "category"], sort=False)
    printed = grouped["category_as_printed"].agg(lambda s: " / ".join(dict.fromkeys(s)))
    return pd.DataFrame({"category_as_printed": printed, "field_size": grouped.size().astype("Int64")}).reset_index()
