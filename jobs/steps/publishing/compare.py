"""A season's misses and surprises, as a terminal shows them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jobs.context import Context
from jobs.steps.editions.current import current
from jobs.steps.editions.frames import frame

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Compared:
    """A season's verdicts."""

    missed: "pd.DataFrame"
    """Verdicts of what was missed, in the order of news, with the `weight` that gives it: 100 is the most."""
    unexpected: "pd.DataFrame"
    """Nominations that were least expected."""
    empty: bool
    """Nothing of the season is at hand."""


def compare(context: Context, season: int) -> Compared:
    """A season's misses in the edition that holds now."""
    from tracker.judge.verdict.news import ranked_misses, surprises, weights, weights_of

    verdicts = frame(current(context), "snubs", season)
    verdicts = verdicts[verdicts["status"] != "withdrawn"]
    if verdicts.empty:
        return Compared(verdicts, verdicts, empty=True)
    weight = weights_of(verdicts) * 100 / max(weights().prominence.values())
    return Compared(ranked_misses(verdicts.assign(weight=weight)), surprises(verdicts), empty=False)
