"""Standing that films came by later: figures of aggregators that did not exist when a body chose."""

from collections.abc import Iterable
from functools import cache

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field

from tracker.domain.tables import table
from tracker.judge.evidence.feeding import Row
from tracker.judge.evidence.gather import Score, settled_scores
from tracker.judge.material.frames import tuples
from tracker.judge.material.keys import FilmKey

_YEAR = 4


class Aggregator(BaseModel):
    """When an aggregator began."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    since: str = Field(pattern=r"^\d{4}(-\d\d){0,2}$")
    source: str


@cache
def aggregators() -> dict[str, Aggregator]:
    """The aggregators by measure (`metascore` and so on)."""
    return table("tracker.data", "aggregators.yml", dict[str, Aggregator])


def later_standing(rows: Iterable[Row], targets: pd.DataFrame) -> set[FilmKey]:
    """Films at judged ceremonies of which every score is of an aggregator that began after the ceremony's year.

    Args:
        rows: the evidence of `tracker.judge.evidence.acclaim.at_ceremonies`.
        targets: the judged ceremonies: target, film_year. A ceremony is held in the year after its films'.

    Returns:
        Nothing for a film without scores.
    """
    began = {measure: int(one.since[:_YEAR]) for measure, one in aggregators().items()}
    held = {target: year + 1 for target, year in tuples(targets, ["target", "film_year"])}
    every = (
        Score((row.target, row.film_key), row.result, row.value, row.reviews) for row in rows if row.kind == "scores"
    )
    scores = settled_scores(every)
    early = {score.film for score in scores if began.get(score.measure, 0) <= held[score.film[0]]}
    return {score.film for score in scores} - early
