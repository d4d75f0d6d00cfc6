"""How a list stands over all of its readings: the one place where lists are counted.

A list is what a body published at one stage of one ceremony: nominations, a longlist, a shortlist, the eligible films.
Several sources may have read it; it stands as the best reading does.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tracker.domain.cells import parts_of
from tracker.domain.verdicts import ListState

List = tuple[str, int, str]
"""Body, ceremony and kind."""
STATES = ("complete", "in_part", "held", "on_trial", "missing")
"""How a list may stand, the best first; `in_part`: without some categories, of which nothing is said."""
_OF_READINGS = {
    ListState.FIT: "complete",
    ListState.HELD: "held",
    ListState.TRIAL: "on_trial",
    ListState.MISSING: "missing",
}


def readings_of(rows: Iterable[Mapping[str, Any]]) -> dict[List, list[Mapping[str, Any]]]:
    """Rows of lists.csv, or of the same columns, by the list that they read."""
    lists: dict[List, list[Mapping[str, Any]]] = {}
    for row in rows:
        lists.setdefault((row["body"], row["ceremony"], row["kind"]), []).append(row)
    return lists


def standing(readings: Sequence[Mapping[str, Any]]) -> str:
    """How a list stands: one of `STATES`."""
    return min(map(_standing, readings), key=STATES.index)


def _standing(reading: Mapping[str, Any]) -> str:
    state = _OF_READINGS[ListState(reading["state"])]
    return "in_part" if state == "complete" and parts_of(reading.get("not_read")) else state


def holds_back(row: Mapping[str, Any]) -> bool:
    """Whether something of a list is held back that could be closed: all of it, or a category."""
    return row.get("state") == ListState.HELD or (
        row.get("state") == ListState.FIT and any(parts_of(row.get(name)) for name in ("not_read", "withheld"))
    )


def counts(rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """How many lists stand in each way, the best first; ways in which none stands are left out."""
    number = Counter(map(standing, readings_of(rows).values()))
    return {state: number[state] for state in STATES if number[state]}
