"""From evidence to a probability: a conditional logit with "no film of the registry" as one of the choices.

For one query with candidates i and evidence x_i: P(i) = exp(b + w·x_i) / (1 + Σ_j exp(b + w·x_j)), where the 1 stands
for "none of them". A runner-up that is nearly as good takes its share of the probability, so two namesakes can never
both be sure.
"""

from collections.abc import Mapping
from functools import cache
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from tracker.domain.errors import ConfigError
from tracker.domain.tables import table
from tracker.identity.films.blocking import Floats, Ints
from tracker.identity.films.features import YearKind


class Model(BaseModel):
    """Fitted weights, thresholds, and what the sources' years mean: matching_model.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fitted_on: str
    """The data and the command behind the figures."""
    accept: float = Field(gt=0, lt=1)
    """Least probability at which a match is accepted without review."""
    review: float = Field(gt=0, lt=1)
    """Least probability at which a person is asked."""
    default_year: Literal["release", "list", "season"]
    """What a year means in a source that is not named in `years`."""
    years: dict[str, Literal["release", "list", "season"]]
    intercept: float
    weights: dict[str, float]

    def year_kind(self, source: str) -> YearKind:
        """What the year means in this source's lines."""
        return YearKind[self.years.get(source, self.default_year).upper()]


@cache
def load_model() -> Model:
    """The model that ships with the tracker.

    Raises:
        ConfigError: thresholds in the wrong order.
    """
    model = table("tracker.data", "matching_model.yml", Model)
    if model.review > model.accept:
        raise ConfigError("matching_model.yml: review is above accept; fit again with training/matching.py")
    return model


def utilities(model: Model, evidence: Mapping[str, Floats]) -> Floats:
    """Sum of the intercept and the weighted evidence, for each pair.

    Raises:
        ConfigError: the weights are not those of this evidence.
    """
    if set(model.weights) != set(evidence):
        odd = ", ".join(sorted(set(model.weights) ^ set(evidence)))
        raise ConfigError(f"matching_model.yml does not fit the code ({odd}); fit again with training/matching.py")
    length = len(next(iter(evidence.values())))
    total = np.full(length, model.intercept)
    for name, values in evidence.items():
        total += model.weights[name] * values
    return total


def probabilities(query: Ints, utility: Floats) -> Floats:
    """Probability that each pair is the query's film; pairs of one query need not stand together."""
    if not len(query):
        return utility
    _, group = np.unique(query, return_inverse=True)
    top = np.zeros(group.max() + 1)
    np.maximum.at(top, group, utility)
    share = np.exp(utility - top[group])
    total = np.bincount(group, weights=share) + np.exp(-top)
    return np.asarray(share / total[group], dtype=np.float64)
