"""A season's misses and surprises, as a terminal shows them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jobs.context import Context
from jobs.steps.editions.current import to_ask
from jobs.steps.editions.frames import frame
from jobs.steps.publishing.at_hand import chosen
from tracker.edition.queries.race import COMING
from tracker.edition.queries.season import NAMED_ALONE

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Compared:
    """A season's verdicts."""

    season: int
    """Film year."""
    missed: "pd.DataFrame"
    """Verdicts of what was missed, in the order of news, with the `weight` that gives it: 100 is the most."""
    unexpected: "pd.DataFrame"
    """Nominations that were least expected."""
    empty: bool
    """Nothing of the season can be judged yet."""
    coming: bool = False
    """Nominations of it are still to come."""
    named_alone: bool = False
    """No film of it is on record but those that lists name."""


def compare(context: Context, season: int | None) -> Compared:
    """A season's misses in the edition that holds now.

    Args:
        context: settings and clock.
        season: the film year; None for the season that leads.

    Raises:
        ConfigError: nothing of that season is at hand.
        InputError: nothing has been read into the database yet.
    """
    from tracker.judge.verdict.news import ranked_misses, surprises, weights, weights_of

    edition = to_ask(context)
    season = chosen(context, edition, season)
    verdicts = frame(edition, "snubs", season)
    verdicts = verdicts[verdicts["status"] != "withdrawn"]
    if verdicts.empty:
        return Compared(season, verdicts, verdicts, empty=True)
    weight = weights_of(verdicts) * 100 / max(weights().prominence.values())
    coming = bool(edition.rows(COMING, season))
    missed = ranked_misses(verdicts.assign(weight=weight))
    alone = bool(edition.rows(NAMED_ALONE, season))
    return Compared(season, missed, surprises(verdicts), empty=False, coming=coming, named_alone=alone)
