"""Gates G2 and G5: which lists are closed, so that absence from them is a fact, and which categories they hold."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from tracker.domain.bodies import first_film_year
from tracker.domain.cells import is_missing
from tracker.domain.rules import RuleBook
from tracker.frames import frame_of, rows_of
from tracker.judge.material.frames import Kind, tuples, typed
from tracker.judge.material.one_voice import is_closed
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
    by_ceremony: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for row in rows_of(tables.lists):
        if row["kind"] == "nominations" and row["ceremony"] is not None and row["body"] in rules.bodies:
            by_ceremony[row["body"], row["ceremony"]].append(row)
    days = _first_days(tables)
    rows = [_ceremony(by_ceremony[key], days.get(key, "")) for key in sorted(by_ceremony)]
    return _targets(rows)


def _ceremony(lists: Sequence[dict[str, Any]], first_day: str) -> dict[str, Any]:
    """A ceremony by its best list, with the days that any of them states, else the first day of its entries."""
    best = min(lists, key=lambda row: (_RANK.get(row["state"], len(_RANK)), row["source"]))
    whole = is_closed(best["state"], best["as_of"])
    open_ = [row["unread"] for row in lists if is_closed(row["state"], row["as_of"])]
    state = {"trial": "on_trial", "": "missing"}.get(best["state"], best["state"])
    return best | {
        "closed": whole,
        "list_reason": "list_never_fit" if state == "held" and not whole else f"list_{state}",
        "held_on": max(row["held_on"] for row in lists),
        "announced_on": max(row["announced_on"] for row in lists) or first_day,
        "unread": open_everywhere(open_) if open_ else "",
    }


def _first_days(tables: SeasonTables) -> dict[tuple[str, int], str]:
    """The first day that nominations of a ceremony state for themselves."""
    days: dict[tuple[str, int], str] = {}
    for body, ceremony, result, day in tuples(tables.nominations, ["body", "ceremony", "result", "announced_on"]):
        if day and result in SHOWN:
            days[body, ceremony] = min(day, days.get((body, ceremony), day))
    return days


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
    at_hand = [row for row in rows_of(every) if row["film_year"] in seasons]
    present = {(row["body"], row["film_year"]) for row in at_hand}
    began = {body: first_film_year(body) or 0 for body, rule in rules.bodies.items() if rule.main}
    missing = [
        {"body": body, "film_year": season, "ceremony": -season, "state": "missing", "list_reason": "list_missing"}
        for season in seasons
        for body, first in began.items()
        if season >= first and (body, season) not in present
    ]
    rank = {body: place for place, body in enumerate(rules.order)}
    rows = sorted([*at_hand, *missing], key=lambda row: (row["film_year"], rank[row["body"]], row["ceremony"]))
    return _targets(rows).assign(target=range(len(rows)))


def _targets(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    return frame_of(({name: row[name] for name in TARGETS if name in row} for row in rows), TARGETS)


def fields(tables: SeasonTables) -> pd.DataFrame:
    """Every category of every list: body, ceremony, category, category_as_printed, field_size (entries).

    Two printed categories of one concept, such as drama and comedy, are one field.
    """
    names = ["statement", "body", "ceremony", "category", "category_as_printed", "result", "official"]
    entries: dict[str, tuple[tuple[Any, ...], str]] = {}
    for statement, *field, printed, result, official in tuples(tables.nominations, names):
        if official and result in SHOWN and field[2] and not is_missing(field[1]):
            entries.setdefault(statement, (tuple(field), printed))
    printed_as: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for key, printed in entries.values():
        printed_as[key].append(printed)
    rows = [(*key, " / ".join(dict.fromkeys(of)), len(of)) for key, of in printed_as.items()]
    return typed(pd.DataFrame(rows, columns=list(_FIELDS)), _FIELDS)


_FIELDS: dict[str, Kind] = {
    "body": "text",
    "ceremony": "int",
    "category": "text",
    "category_as_printed": "text",
    "field_size": "int",
}
