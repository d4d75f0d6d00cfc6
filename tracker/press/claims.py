"""What prose says happened: bodies that are said to have missed a film, reasons, and what pundits expect.

None of it is a fact about a nomination: a claim is evidence of what somebody wrote on a day.
"""

import re
from dataclasses import dataclass
from itertools import islice

from tracker.press.denial import CLEARED, GIVEN, MISSED, forecast, gave_nothing, told
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
        before: the one before it, which "The Academy did not." answers, or the whole of which it is a part.
    """
    words = lexicon()
    text = bodies_only(sentence)
    if _uncertain(text):
        return []
    named = {slug: list(islice(pattern.finditer(text), MOST)) for slug, pattern in words.bodies.items()}
    if not any(named.values()):
        return _of_the_last(sentence, before) if before else []
    return sorted(slug for slug, matches in named.items() if any(_said(sentence, text, m, before) for m in matches))


MOST = 12
"""Times that a sentence may name one body; what names it more often is no prose."""


def bodies_only(sentence: Sentence) -> str:
    """Its plain text, with what only begins with a body's name or is a word like it blanked."""
    text = lexicon()["not_bodies"].sub(lambda m: "_" * len(m[0]), sentence.plain)
    if sentence.text.islower():
        return text
    for word in _IN_SMALL_LETTERS.finditer(sentence.text):
        text = text[: word.start()] + "_" * len(word[0]) + text[word.end() :]
    return text


_IN_SMALL_LETTERS = re.compile(r"\b(?:sag|globes?|spirits)\b")
"""Bodies' names that are other words when they have no capital: the middle may sag."""


THEM = re.compile(
    r"^\W*(?:a:\s*)?(?:(?:and|but|so|yet|well|still|instead|alas),? )?"
    r"(?:it|they|their|its|the (?:\w+ )?(?:voters|members|jury|list|lot)|voters|members)\b"
)
"""How a sentence begins that goes on about the body of the one before."""
CURT = re.compile(
    r"^\W*(?:a:\s*)?(?:nothing|not (?:a|one|even|so|the)|zero|zip|zilch|nada|none|nowhere|bupkis|crickets|tumbleweed"
    r"|no (?:nods?|nominations?|mention|love|dice|sign)|absent|missing|snubbed|ignored|blanked|overlooked|shut out)\b"
)
"""How a sentence without a subject begins that tells of a miss."""
NONE = re.compile(
    r"\b(?:nothing|zero|none|not one|not a single|no nominations?) (?:at all |whatsoever )?(?:for|to)\b"
    r"|\b(?:got|gets|getting|received|with) (?:nothing|none|zero)\b"
    r"|\bwas(?: not|n't) (?:mentioned|named|called|there)\b"
)
"""What tells of a miss wherever it stands."""
_NAY = re.compile(
    r"\W*(?:a[.:]\s*)?(?:no\b(?!t)|nope|never|afraid not|sadly|alas|not (?:one|a|at|for)|zero|none|nothing)"
)


def _of_the_last(sentence: Sentence, before: Sentence) -> list[str]:
    """Bodies that only the sentence before names, in "Not a peep", "They did not care for it" or the answer "No"."""
    text = bodies_only(before)
    slugs = {slug: list(islice(pattern.finditer(text), MOST)) for slug, pattern in lexicon().bodies.items()}
    asked = text.rstrip(" \"'*_)").endswith("?")
    part = before.start == sentence.start
    if asked and not part and _uncertain(text):
        said = _NAY.match(sentence.plain) is not None and lexicon()["recognition"].search(text) is not None
    else:
        goes_on = part or any(p.search(sentence.plain) for p in (THEM, CURT, NONE))
        said = goes_on and not _uncertain(text) and gave_nothing(sentence)
    if not said:
        return []
    known = asked or part
    return sorted(slug for slug, found in slugs.items() if any(known or told(before, text, m) != GIVEN for m in found))


def _said(sentence: Sentence, text: str, body: "re.Match[str]", before: Sentence | None) -> bool:
    """A phrase of missing beside the name, or what its clause tells; an express denial outweighs both."""
    verdict = told(sentence, text, body, before)
    return verdict == MISSED or (verdict != CLEARED and _missed(text, body))


PRESUPPOSES = re.compile(
    r"(?:and |so |but )?(?:how|why|who|what)\b|.*\b(?:how could|how can|how did|any wonder"
    r"|(?:did|do) you (?:feel|mind|resent)|were you (?:\w+ )?(?:hurt|upset|surprised|disappointed|angry|sad)"
    r"|why did|why on earth|not one|not a single|no love|nothing)\b"
)
"""A question that takes what it asks about for granted."""


def _uncertain(text: str) -> bool:
    """Questions, forecasts, conditions and denials say nothing about what happened."""
    words = lexicon()
    if text.rstrip(" \"'*_)").endswith("?") and not PRESUPPOSES.match(text.lstrip(" \"'")):
        return True
    passed_on = any(words[name].search(text) for name in ("not_missed", "hearsay"))
    return passed_on or words["conditional"].match(text.lstrip(" \"'")) is not None


_WINDOW = 110


def _missed(text: str, body: "re.Match[str]") -> bool:
    """Whether a pattern of a miss holds around this occurrence of a body's name, other bodies' names being words."""
    marked = text[: body.start()] + BODY + text[body.end() :]
    around = marked[max(0, body.start() - _WINDOW) : body.start() + _WINDOW]
    around = _listed(around)
    matches = (pattern.search(around) for pattern in lexicon().missed)
    return any(m and not forecast(around[max(0, m.start() - _LEAD) : m.start()]) for m in matches)


_LEAD = 30
"""Characters before a phrase of missing in which it is made a forecast."""


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
