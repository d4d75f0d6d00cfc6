"""What prose says beside: reasons for a miss, and what pundits expect. Nothing of it is a fact."""

import re
from dataclasses import dataclass

from tracker.domain.text.sentences import Sentence
from tracker.prose.lexicon import table

_NOT = re.compile(r"(?:\bnot|n't|\bno longer|\bhardly|\bnever) (?:\w+ ){0,2}$")


@dataclass(frozen=True)
class Expectation:
    """A pundit's forecast."""

    level: str
    """`high` or `low`."""
    category: str | None


def reasons(sentence: Sentence) -> list[str]:
    """Kinds of reasons that a sentence offers for a miss."""
    return sorted(slug for slug, pattern in table("reasons").items() if pattern.search(sentence.plain))


def expectation(sentence: Sentence) -> Expectation | None:
    """What a sentence forecasts, and for which category."""
    text = sentence.plain
    high, low = (table("expects")[level].search(text) for level in ("high", "low"))
    if high is None and low is None:
        return None
    level = "low" if low or (high and _NOT.search(text[: high.start()])) else "high"
    prizes = [(m.start(), -len(m[0]), slug) for slug, p in table("categories").items() if (m := p.search(text))]
    return Expectation(level, min(prizes)[2] if prizes else None)
