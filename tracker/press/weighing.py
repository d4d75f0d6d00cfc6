"""Decisions by weighed signs: a logistic regression whose weights are data, fitted by `benchmarks.fit_press`."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tracker.domain.yamltext import load_yaml
from tracker.press.signs import Candidate, Signs


@dataclass(frozen=True)
class Weights:
    """What each sign of a decision is worth, in log odds."""

    of: Mapping[str, float]
    start: float
    """Log odds before any sign."""
    needed: float
    """Probability from which the answer is yes."""

    def probability(self, signs: Signs) -> float:
        """Of yes, from 0 to 1."""
        score = self.start + sum(self.of.get(name, 0.0) * value for name, value in signs.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))

    def says(self, signs: Signs) -> bool:
        """Whether the answer is yes."""
        return self.probability(signs) >= self.needed

    def reasons(self, signs: Signs, most: int = 3) -> list[str]:
        """The signs that weigh most, the heaviest first, each with + or -."""
        weighed = [(self.of.get(name, 0.0) * value, name) for name, value in signs.items() if value]
        weighed.sort(key=lambda pair: -abs(pair[0]))
        return [f"{'+' if weight > 0 else '-'}{name}" for weight, name in weighed[:most] if weight]


@cache
def weights(decision: str) -> Weights:
    """The shipped weights of a decision, `praised` or `missed`."""
    text = files("tracker.data").joinpath("press_weights.yml").read_text(encoding="utf-8")
    found = load_yaml(text, "press_weights.yml")[decision]
    return Weights(found["weights"], found["start"], found["needed"])


def decided(decision: str, candidates: Iterable[Candidate]) -> dict[str, Candidate]:
    """Those of the candidates that the weights say yes to, each slug once, with its likeliest candidate."""
    weighed = weights(decision)
    found: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=lambda each: -weighed.probability(each.signs)):
        if weighed.says(candidate.signs):
            found.setdefault(candidate.slug, candidate)
    return found
