"""What prose says happened: bodies that are said to have missed a film, reasons, and what pundits expect.

None of it is a fact about a nomination: a claim is evidence of what somebody wrote on a day.
"""

import re
from dataclasses import dataclass

from tracker.press.denial import CLEARED, MISSED, told
from tracker.press.lexicon import BODY, lexicon
from tracker.press.text import Sentence


@dataclass(frozen=True)
class Expectation:
    """A pundit's forecast."""

    level: str
    """`high` or `low`."""
    category: str | None


def missed_bodies(sentence: Sentence, before: Sentence | None = None) -> list[str]:
    """Slugs of the bodies that a sentence says gave a film nothing, in order of their names.

    Args:
        sentence: of an article.
        before: the one before it, which "The Academy did not." answers.
    """
    words = lexicon()
    text = words["not_bodies"].sub(lambda m: "_" * len(m[0]), sentence.plain)
    if _uncertain(text):
        return []
    return sorted(
        {
            slug
            for slug, pattern in words.bodies.items()
            if any(_said(sentence, text, m, before) for m in pattern.finditer(text))
        }
    )


def _said(sentence: Sentence, text: str, body: "re.Match[str]", before: Sentence | None) -> bool:
    """A phrase of missing beside the name, or what its clause tells; an express denial outweighs both."""
    verdict = told(sentence, text, body, before)
    return verdict == MISSED or (verdict != CLEARED and _missed(text, body))


_PRESUPPOSES = re.compile(
    r"(?:and |so |but )?(?:how|why|who|what)\b|.*\b(?:how could|how can|how did|any wonder"
    r"|why did|why on earth|not one|not a single|no love|nothing)\b"
)
"""A question that takes what it asks about for granted."""


def _uncertain(text: str) -> bool:
    """Questions, forecasts, conditions and denials say nothing about what happened."""
    words = lexicon()
    if text.rstrip(" \"'*_)").endswith("?") and not _PRESUPPOSES.match(text.lstrip(" \"'")):
        return True
    passed_on = any(words[name].search(text) for name in ("not_missed", "hearsay"))
    return passed_on or words["conditional"].match(text.lstrip(" \"'")) is not None


_WINDOW = 110


def _missed(text: str, body: "re.Match[str]") -> bool:
    """Whether a pattern of a miss holds around this occurrence of a body's name, other bodies' names being words."""
    marked = text[: body.start()] + BODY + text[body.end() :]
    around = marked[max(0, body.start() - _WINDOW) : body.start() + _WINDOW]
    around = _listed(around)
    return any(pattern.search(around) for pattern in lexicon().missed)


def _listed(text: str) -> str:
    """In "the Oscars and the Baftas" each body stands where the first one stands."""
    words = lexicon()
    for pattern in words.bodies.values():
        text = pattern.sub("zzz", text)
    text = re.sub(rf"zzz(?:, (?:the )?zzz)*,? (?:and|or|nor)(?: by| at| from| of| even)?(?: the)? {BODY}", BODY, text)
    return re.sub(rf"{BODY}(?:,? (?:and|or|nor)|,)(?: by| at| from| of| even)?(?: the)? zzz", BODY, text)


def reasons(sentence: Sentence) -> list[str]:
    """Kinds of reasons that a sentence offers for a miss."""
    return sorted(slug for slug, pattern in lexicon().reasons.items() if pattern.search(sentence.plain))


def expectation(sentence: Sentence) -> Expectation | None:
    """What a sentence forecasts, and for which category."""
    words = lexicon()
    level = next((name for name in ("low", "high") if words.expects[name].search(sentence.plain)), None)
    if level is None:
        return None
    if level == "high" and re.search(
        r"(?:\bnot|n't|\bno longer|\bhardly|\bnever) (?:\w+ ){0,2}$", sentence.plain[: _at(sentence)]
    ):
        level = "low"
    found = [(m.start(), -len(m[0]), slug) for slug, p in words.categories.items() if (m := p.search(sentence.plain))]
    return Expectation(level, min(found)[2] if found else None)


def _at(sentence: Sentence) -> int:
    match = lexicon().expects["high"].search(sentence.plain)
    return match.start() if match else 0
