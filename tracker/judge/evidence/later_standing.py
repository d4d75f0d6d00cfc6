"""Standing that films came by later: figures of aggregators that did not exist when a body chose."""

from functools import cache

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field

from tracker.domain.tables import table
from tracker.judge.evidence.acclaim import FILM
from tracker.judge.evidence.gather import settled_scores

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


def later_standing(rows: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """Films at judged ceremonies of which every score is of an aggregator that began after the ceremony's year.

    Args:
        rows: the evidence of `tracker.judge.evidence.acclaim.at_ceremonies`.
        targets: the judged ceremonies: target, film_year. A ceremony is held in the year after its films'.

    Returns:
        target, film_key; nothing for a film without scores.
    """
    scores = settled_scores(rows)
    began = {measure: int(one.since[:_YEAR]) for measure, one in aggregators().items()}
    held = scores["target"].map(targets.set_index("target")["film_year"]).astype("float64") + 1
    later = scores["result"].map(began).astype("float64") > held
    every = later.groupby([scores[c] for c in FILM]).all()
    return every[every].reset_index()[FILM]
