"""The lists that claims of the press are held against: each body's own, closed or not, and each film's seasons."""

from collections.abc import Callable

import pandas as pd

from tracker.judge.material.frames import filled, joined, lookup, tuples
from tracker.judge.material.one_voice import closed
from tracker.judge.material.tables import SHOWN, SeasonTables
from tracker.judge.material.unread import unread_of

AT = ["film_year", "body"]
"""What a claim about a film's season and a list share."""
LIST = ["body", "ceremony"]
_KEPT = [*AT, "ceremony", "ceremony_year", "announced_on", "held_on", "whole", "unread", "list_url", "list_revision"]


def seasons(tables: SeasonTables) -> pd.DataFrame:
    """The seasons of each film: of the lists it stands on, else of its own year; `film` and `film_year`."""
    entered = tables.entries[["film", "film_year"]].dropna().drop_duplicates()
    own = tables.films[["film", "year"]].dropna().rename(columns={"year": "film_year"})
    rest = own[~own["film"].isin(entered["film"])]
    return pd.concat([entered, rest], ignore_index=True).drop_duplicates()


def nomination_lists(tables: SeasonTables) -> pd.DataFrame:
    """One list of nominations a body and ceremony, with `whole`: it is closed, so that absence can be read from it."""
    lists = tables.lists[(tables.lists["kind"] == "nominations") & tables.lists["ceremony"].notna()]
    lists = lists.assign(whole=closed(lists)).sort_values(["whole", "covers"], ascending=False, kind="stable")
    lists = lists.drop_duplicates(LIST).rename(columns={"source_url": "list_url", "revision": "list_revision"})
    return lists[_KEPT]


def beside_lists(claims: pd.DataFrame, tables: SeasonTables) -> pd.DataFrame:
    """Claims, with `film` and `body`, once for each list of the body in a season of the film."""
    claims = claims.astype({"film": "object", "body": "object"})  # no claim at all has no type
    claims = claims.merge(seasons(tables), on="film", how="left", validate="many_to_many")
    return claims.merge(nomination_lists(tables), on=AT, how="left", validate="many_to_many")


def may_stand(claims: pd.DataFrame, tables: SeasonTables) -> Callable[[int, str], bool]:
    """Whether the film of a claim (by position) may stand in what was not read of its list: of a category, or of any.

    Args:
        claims: with `film` and the columns of lists, each row once.
        tables: everything at hand.
    """
    lists = claims.assign(target=range(len(claims)), unread=filled(claims["unread"]))
    unread = unread_of(tables, lists, tuples(lists, ["target", "film"]))
    films = claims["film"].tolist()
    return lambda place, category: unread.holds(place, category, films[place])


def near_misses(claims: pd.DataFrame, tables: SeasonTables) -> "pd.Series[str]":
    """Where a film was shortlisted or longlisted at a ceremony: "; but longlisted for Film", empty where nowhere."""
    entries = tables.entries[tables.entries["official"]]
    short = entries[entries["result"].isin(["longlisted", "shortlisted"])]
    short = short.assign(said=short["result"] + " for " + short["category_as_printed"])
    return _told(claims, short).map(lambda names: f"; but {names}" if names else "")


def nominated_for(claims: pd.DataFrame, tables: SeasonTables) -> "pd.Series[str]":
    """The categories, as printed, in which a film is nominated at a ceremony; empty where in none."""
    return _told(claims, nominations(tables).assign(said=lambda e: e["category_as_printed"]))


def nominations(tables: SeasonTables) -> pd.DataFrame:
    """Entries that are nominations, won or not."""
    return tables.entries[tables.entries["official"] & tables.entries["result"].isin(SHOWN)]


def _told(claims: pd.DataFrame, rows: pd.DataFrame) -> "pd.Series[str]":
    key = ["film", *LIST]
    rows = rows[rows["film"].isin(claims["film"])]
    cells = joined(rows.drop_duplicates([*key, "said"]), key, "said", ", ")
    return lookup(claims, cells, key, ["said"])["said"].fillna("")
