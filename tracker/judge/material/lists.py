"""Gates G2 and G5: which lists are closed, so that absence from them is a fact, and which categories they hold."""

from collections.abc import Sequence

import pandas as pd

from tracker.domain.bodies import first_film_year
from tracker.domain.rules import RuleBook
from tracker.judge.material.frames import Kind, among, filled, pair, tuples, typed
from tracker.judge.material.one_voice import closed
from tracker.judge.material.open_categories import open_everywhere
from tracker.judge.material.tables import SHOWN, SeasonTables

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
    "list_id": "text",
    "source_url": "text",
    "revision": "text",
    "licence": "text",
    "origin": "text",
    "as_of": "text",
    "unread": "text",
}
"""Columns of the judged ceremonies; `as_of` is when the last good list was read."""


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
    texts = lists[lists["closed"]].groupby(["body", "ceremony"])["unread"].agg(list)
    open_ = {key: open_everywhere(each) for key, each in texts.items()}
    lists = lists.assign(unread=[open_.get(key, "") for key in tuples(lists, ["body", "ceremony"])])
    ceremonies = typed(lists.drop_duplicates(["body", "ceremony"]), TARGETS)
    return ceremonies.assign(announced_on=_announced(tables, ceremonies))


def _announced(tables: SeasonTables, ceremonies: pd.DataFrame) -> "pd.Series[str]":
    """The list's announcement; where no page states it, the first day the body's own entries state."""
    own = tables.nominations[tables.nominations["result"].isin(SHOWN) & (tables.nominations["announced_on"] != "")]
    first = own.groupby(["body", "ceremony"])["announced_on"].min().reset_index(name="first")
    first = pair(ceremonies[["body", "ceremony"]], first, ["body", "ceremony"], how="left", one=True)
    return ceremonies["announced_on"].where(ceremonies["announced_on"] != "", filled(first["first"]))


def targets(every: pd.DataFrame, seasons: Sequence[int], rules: RuleBook) -> pd.DataFrame:
    """The ceremonies of seasons to be judged, by season in the order of the rule files, main bodies first.

    A main body without any list at hand is there too, with state `missing`, so that it is seen to be unknown; its
    number is then the film year below nought, which tells it apart from the same body's other seasons. Before its
    first ceremony there is nothing to know of it.

    Args:
        every: the ceremonies of all seasons (`ceremonies`).
        seasons: years of the films.
        rules: the bodies in order.

    Returns:
        The columns of `TARGETS` and `target`, the row's own number, by which everything about a ceremony is joined.
    """
    at_hand = every[every["film_year"].isin(list(seasons)).fillna(False)]
    main = [body for body, rule in rules.bodies.items() if rule.main]
    began = {body: first_film_year(body) or 0 for body in main}
    due = [(body, season) for season in seasons for body in main if season >= began[body]]
    absent = pd.DataFrame(due, columns=["body", "film_year"])
    absent = absent[~among(absent, at_hand, ["body", "film_year"])] if len(absent) else absent
    missing = typed(absent.assign(state="missing", list_reason="list_missing"), TARGETS)
    rows = pd.concat([at_hand, missing.assign(ceremony=-missing["film_year"])], ignore_index=True)
    rank = rows["body"].map({body: place for place, body in enumerate(rules.order)})
    rows = rows.assign(rank=rank).sort_values(["film_year", "rank", "ceremony"], kind="stable")
    return typed(rows, TARGETS).assign(target=range(len(rows)))


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
