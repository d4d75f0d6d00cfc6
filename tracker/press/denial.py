"""Whether a body is said to have given a film nothing: by its own clause, or where that is silent by those beside.

Words of refusal ("blanked", "no love for", "conspicuous by its absence") tell of a miss and words of recognition
("nodded", "found room") of the opposite; a negation before either turns it round, and what only may happen tells
nothing.
"""

import re

from tracker.press.lexicon import lexicon
from tracker.press.text import Sentence

MISSED, GIVEN, CLEARED, SILENT = 1, -1, -2, 0
"""What a clause tells; `CLEARED` is a refusal that is expressly denied ("did not snub")."""

_REACH = 50
"""Characters before a word in which a negation or a forecast governs it."""
_BARE = 3
"""Words up to which a clause beside a body's name is only a list's link."""


def told(sentence: Sentence, text: str, body: "re.Match[str]", before: Sentence | None = None) -> int:
    """What a sentence tells about one body that it names.

    Args:
        sentence: which gives the clauses.
        text: its plain text, with names that are no body's blanked; as long as the sentence.
        body: where the body is named in `text`.
        before: the sentence before it, for "The Academy did not."
    """
    clauses = sentence.clauses
    i = next(n for n, (a, b) in enumerate(clauses) if a <= body.start() < b)
    part = text[slice(*clauses[i])]
    if own := _event(part):
        return own
    if _ANSWER.search(part) or lexicon()["contrast"].search(part):
        return _elliptic(part, text[: clauses[i][0]], before)
    bare = _bare(part)
    for j in (*range(i + 1, min(i + 3, len(clauses))), *range(i - 1, max(i - 3, -1), -1)):
        other = text[slice(*clauses[j])]
        if _RELATIVE.match(other) or (not bare and _names_body(other)):
            continue
        if said := _event(other):
            return MISSED if said == GIVEN and _NOBODY.search(part) else said
    return SILENT


_NOBODY = re.compile(r"\b(?:nobody|no one|none|not one|not a soul)\b")
_RELATIVE = re.compile(r",\s*(?:which|who|whose|whom)\b")
_ANSWER = re.compile(r"\b(?:did|do|does|was|were|has|have)(?P<negated>(?: not|n't))?\s*[.!:]*\s*$")
"""A verb that leaves out what was done, as in "The Academy did not"."""


def _elliptic(part: str, earlier: str, before: Sentence | None) -> int:
    """What "The guild nominated it. The Academy did not" tells: by what was told last."""
    last = _event(earlier) or (_event(before.plain) if before else SILENT)
    answer = _ANSWER.search(part)
    if answer is None or answer["negated"]:
        return {MISSED: GIVEN, GIVEN: MISSED}.get(last, SILENT)
    return GIVEN if last else SILENT


def _names_body(text: str) -> bool:
    return any(pattern.search(text) for pattern in lexicon().bodies.values())


def _bare(text: str) -> bool:
    for pattern in lexicon().bodies.values():
        text = pattern.sub(" ", text)
    return len(re.findall(r"\w+", text)) <= _BARE


def _event(clause: str) -> int:
    """What the words of refusal and of recognition in a clause tell together."""
    words = lexicon()
    clause = words["not_negators"].sub(lambda m: "x" * len(m[0]), clause)
    refused = [_turned(clause, m.start()) for m in words["refusal"].finditer(clause)]
    if True in refused:
        return CLEARED
    if False in refused:
        return MISSED
    given = [_turned(clause, m.start()) for m in words["recognition"].finditer(clause)]
    if True in given:
        return MISSED
    return GIVEN if False in given else SILENT


_FORECAST = re.compile(
    r"\b(?:may|might|could|would|will|shall|should|must|'ll|going to|expect\w*|likely|risk\w*|fear|fears|feared"
    r"|predict|predicts|predicted|probably|hop(?:e|es|ing)|if|unless|whether|ought)\b(?!n't| not)"
)


def _turned(clause: str, position: int) -> bool | None:
    """Whether a negation governs the word there; None where it is only forecast, wished or supposed."""
    lead = clause[max(0, position - _REACH) : position]
    if _FORECAST.search(lead):
        return None
    return lexicon()["negation"].search(lead) is not None
