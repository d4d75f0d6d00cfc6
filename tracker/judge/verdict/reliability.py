"""How far the probabilities of verdicts came true: by band, what was said and how much of it was nominated.

Counted is every work in a category that a precursor had nominated for the same award, where the body's list says
whether it was nominated. A work that a rule kept out was not: a nominee counts whatever the records say of it, so all
others must as well. Works that no precursor had named are left out: every nominee among them has a row, the others
have one only if something speaks for them.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from tracker.domain.cells import is_missing, whole
from tracker.domain.figures import whole_percent
from tracker.domain.verdicts import UNREAD, Label
from tracker.judge.material.performances import EITHER

ENOUGH = 50
"""Works from which on the bands say something."""
_FIRST = (0, 10, 30, 50, 70, 90)
_NEITHER = (Label.RESCINDED, Label.NOT_APPLICABLE)


class Band(NamedTuple):
    """Works whose probability was alike."""

    first: int
    last: int
    """Whole percents, as a probability is printed; both belong to the band."""
    works: int
    said: float
    """The mean of their probabilities."""
    nominated: int


def bands(rows: Iterable[Mapping[str, Any]]) -> tuple[Band, ...]:
    """The bands that hold a work, the least likely first.

    Args:
        rows: of snubs.csv: category, label, reason_code, status, p_nomination and precursor_hits.
    """
    parts: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for row in rows:
        if can_be_checked(row):
            p = float(row["p_nomination"])
            parts[bisect_right(_FIRST, whole_percent(p)) - 1].append((p, row["label"] == Label.NOMINATED))
    last = (*(first - 1 for first in _FIRST[1:]), 100)
    return tuple(
        Band(_FIRST[at], last[at], len(own), round(sum(p for p, _ in own) / len(own), 3), sum(won for _, won in own))
        for at, own in sorted(parts.items())
    )


def can_be_checked(row: Mapping[str, Any]) -> bool:
    """Whether a verdict has a probability that its outcome can be held against."""
    if is_missing(row.get("category")) or is_missing(row.get("p_nomination")) or not whole(row.get("precursor_hits")):
        return False
    unread = row["label"] == Label.UNKNOWN and row.get("reason_code") in (*UNREAD, EITHER)
    return not unread and row["label"] not in _NEITHER and row.get("status") != "withdrawn"
