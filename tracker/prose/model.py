"""Linear models whose weights are data (`tracker/data/prose/weights.json`), fitted by `python -m training.prose`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Features = Mapping[str, float]
"""What is seen of a candidate, each with its strength, mostly 1."""


@dataclass(frozen=True)
class Model:
    """A logistic regression over named features."""

    weights: Mapping[str, float]
    """In log odds."""
    start: float
    """Log odds before any feature."""
    threshold: float
    """Log odds from which the answer is yes."""

    def score(self, features: Features) -> float:
        """Log odds of yes."""
        weights = self.weights
        return self.start + sum(weights.get(name, 0.0) * value for name, value in features.items() if value)

    def reasons(self, features: Features, most: int = 3) -> list[str]:
        """The features that weigh most, the heaviest first, each with + or -."""
        shares = [(self.weights.get(name, 0.0) * value, name) for name, value in features.items()]
        shares.sort(key=lambda share: -abs(share[0]))
        return [f"{'+' if weight > 0 else '-'}{name}" for weight, name in shares[:most] if weight]


USED: dict[str, Model] = {}
"""Models that are used instead of the shipped ones, while they are fitted."""


@cache
def model(task: str) -> Model:
    """The model of a task: `mention`, `kind`, `praised`, `missed` or `nominated`."""
    if task in USED:
        return USED[task]
    text = files("tracker.data").joinpath("prose/weights.json").read_text(encoding="utf-8")
    fields = json.loads(text)[task]
    weights = {name: hundredths / 100 for name, hundredths in fields["weights"].items()}
    return Model(weights, fields["start"] / 100, fields["threshold"] / 100)
