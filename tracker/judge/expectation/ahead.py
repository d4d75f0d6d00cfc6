"""Lists that are still to come: what they may do to a field whose contenders are not all known yet.

A regression is learnt from seasons in which every list was at hand. Where only some bodies have spoken, a contender has
neither been named nor passed over by the others, as in no season that taught it, and most later contenders are not
known. docs/expectation.md has both corrections and what they gain.
"""

import math
from collections.abc import Mapping
from typing import NamedTuple

from tracker.domain.bodies import bodies
from tracker.judge.evidence.announcements import NOMINATIONS
from tracker.judge.expectation.contenders import Contenders
from tracker.judge.expectation.design import named_by, passed_over_by
from tracker.judge.expectation.logistic import Ints
from tracker.judge.expectation.weights import Regression, Weights


class Ahead(NamedTuple):
    """What is still to come of a category."""

    drift: float
    """What the lists to come add to the log-odds of a contender that others have named: each names it as often as it
    did in other seasons, or passes it over."""
    known: float
    """Share of the nominations among all contenders of other seasons that may be expected of those known so far."""
    spoken: bool
    """Whether any list besides festivals' that the regression knows is at hand."""


def lists_ahead(field: Contenders, at: Ints, weights: Weights) -> Mapping[str, Ahead]:
    """By category, what is still to come of it; of a category without a regression nothing.

    Args:
        field: the contenders.
        at: those of one season.
        weights: what was learnt for it.
    """
    category = field.rows["category"].to_numpy()[at]
    due = _first(weights) - givers_at_hand(field, at)
    return {
        one.category: _ahead(one, givers_at_hand(field, at[category == one.category]), due)
        for one in weights.regressions
        if one.named
    }


def _first(weights: Weights) -> set[str]:
    """The bodies, festivals aside, that clearly spoke before the judged one in the seasons nearest to this."""
    order = {giver: seasons for (giver, stage), seasons in weights.order.items() if stage == NOMINATIONS}
    return {giver for giver, seasons in order.items() if seasons and all(seasons.values()) and _is_peer(giver)}


def givers_at_hand(field: Contenders, at: Ints) -> set[str]:
    """The givers whose lists had the category of some contenders."""
    return {giver for place, giver in enumerate(field.givers) if field.asked[at, place].any()}


def _ahead(regression: Regression, at_hand: set[str], due: set[str]) -> Ahead:
    """What is to come of a category.

    Args:
        regression: of those whom others have named.
        at_hand: givers whose lists had the category.
        due: givers that have said nothing of the season yet, and will before the judged body does.
    """
    of = dict(zip(regression.columns, regression.coefficients.tolist(), strict=True))
    drift, unnamed, unnamed_so_far = 0.0, 1.0, 1.0
    for giver, variance in regression.silence.items():
        named, passed = of.get(named_by(giver), 0.0), of.get(passed_over_by(giver), 0.0)
        share = _share(variance, named - passed)
        if giver in at_hand:
            unnamed_so_far *= 1.0 - share
        elif giver in due:
            drift += passed + share * (named - passed)
            unnamed *= 1.0 - share
    unnamed *= unnamed_so_far
    known = math.sqrt((1.0 - unnamed_so_far) / (1.0 - unnamed)) if unnamed < 1.0 else 1.0
    return Ahead(drift, known, spoken=any(_is_peer(giver) for giver in at_hand))


def _share(variance: float, step: float) -> float:
    """How often a list names contenders, from what its silence adds to the variance: share · (1 − share) · step²."""
    return (1.0 - math.sqrt(max(0.0, 1.0 - 4.0 * variance / step**2))) / 2.0 if step else 0.0


def _is_peer(giver: str) -> bool:
    return giver in bodies() and bodies()[giver].evidence != "festivals"
