"""Where a work stands by acclaim beside those that were nominated in its place; the rule is in docs/verdicts.md.

A bare percentile calls fifty films overlooked in a field of ten. The field says how many could have been nominated, and
its nominees who was preferred.
"""

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import NamedTuple


class Contender(NamedTuple):
    """A work in a field: its acclaim is a percentile, NaN where nothing is on record."""

    fields: tuple[Hashable, ...]
    """It is placed in the first, and counts in all: a half of a split award belongs to the whole as well."""
    acclaim: float
    nominated: bool
    racing: bool
    """Whether it was nominated or may have been: a work that a rule barred takes nobody's place."""
    claimed: bool
    """Whether its acclaim rests on enough kinds of evidence to be given a place."""


class Place(NamedTuple):
    """A work beside the nominees of its field."""

    acclaim_place: int | None
    """1 for the most acclaimed; those that share a figure share the better place."""
    ahead_of: int
    """Nominees of less acclaim; one whose acclaim is not known counts as ahead."""
    of_nominees: int

    @property
    def share(self) -> float:
        """Share of the nominees that it is ahead of, 0 where there are none."""
        return self.ahead_of / self.of_nominees if self.of_nominees else 0.0


def places(contenders: Iterable[Contender]) -> list[Place]:
    """The place of each contender among those of its field, in their order."""
    works = list(contenders)
    racing: dict[Hashable, list[float]] = defaultdict(list)
    nominees: dict[Hashable, list[float]] = defaultdict(list)
    for work in works:
        for field in work.fields:
            if work.nominated:
                nominees[field].append(math.inf if math.isnan(work.acclaim) else work.acclaim)
            if work.racing and (work.nominated or work.claimed) and not math.isnan(work.acclaim):
                racing[field].append(work.acclaim)
    for figures in (*racing.values(), *nominees.values()):
        figures.sort()
    return [_place(work, racing[work.fields[0]], nominees[work.fields[0]]) for work in works]


def _place(work: Contender, racing: list[float], nominees: list[float]) -> Place:
    """The place of a work beside the sorted acclaim of those in the race and of those nominated."""
    if math.isnan(work.acclaim) or not work.claimed:
        return Place(None, 0, len(nominees))
    more_acclaimed = len(racing) - bisect_right(racing, work.acclaim)
    return Place(1 + more_acclaimed, bisect_left(nominees, work.acclaim), len(nominees))
