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
    joint: bool
    """Whether another work shares that place."""
    ahead_of: int
    """Nominees of less acclaim."""
    of_nominees: int
    """Nominees whose acclaim is on record, who alone can be compared: place and `ahead_of` are out of these."""
    nominees: int
    """All of them."""

    @property
    def share(self) -> float:
        """Share of all nominees that it is ahead of, 0 where there are none; one of unknown acclaim counts as ahead."""
        return self.ahead_of / self.nominees if self.nominees else 0.0


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
    compared, every = bisect_left(nominees, math.inf), len(nominees)
    if math.isnan(work.acclaim) or not work.claimed:
        return Place(None, joint=False, ahead_of=0, of_nominees=compared, nominees=every)
    first, last = bisect_left(racing, work.acclaim), bisect_right(racing, work.acclaim)
    alike = last - first - work.racing
    ahead_of = bisect_left(nominees, work.acclaim)
    return Place(1 + len(racing) - last, alike > 0, ahead_of, compared, every)
