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
    text = lexicon().settings.sub(lambda m: "_" * len(m[0]), text)
    i = next(n for n, (a, b) in enumerate(clauses) if a <= body.start() < b)
    part = text[slice(*clauses[i])]
    if own := event(part):
        return own
    answer = predicate(text, clauses, i, body) if _ANSWER.search(predicate(text, clauses, i, body)) else part
    if _ANSWER.search(answer) or _SAME.search(part) or lexicon()["contrast"].search(part):
        return _elliptic(answer, text[: clauses[i][0]], before)
    bare = _bare(part)
    for j in (*range(i + 1, min(i + 3, len(clauses))), *range(i - 1, max(i - 3, -1), -1)):
        other = text[slice(*clauses[j])]
        if _RELATIVE.match(other) or (not bare and _names_body(other)):
            continue
        if said := event(other):
            return MISSED if said == GIVEN and _NOBODY.search(part) else said
    return MISSED if _refuses(text, clauses, i, body) else SILENT


def _refuses(text: str, clauses: "list[tuple[int, int]]", i: int, body: "re.Match[str]") -> bool:
    """Whether a body's own predicate is negated, as in "the Academy, in its wisdom, could not locate five better"."""
    own = predicate(text, clauses, i, body)
    before = text[clauses[i][0] : body.start()]
    for part, found in ((own, NEGATED.search(own)), (before, NEGATED.search(before))):
        if found and not lexicon()["not_refused"].search(part[found.start() :] + own) and not forecast(part):
            return True
    return NO.search(before) is not None


def predicate(text: str, clauses: "list[tuple[int, int]]", i: int, body: "re.Match[str]") -> str:
    """What is said of a body: what follows its name, or what follows words between commas behind it."""
    own = text[body.end() : clauses[i][1]]
    if len(own.split()) <= 1 and i + 2 < len(clauses) and text[clauses[i + 1][0]] == text[clauses[i + 2][0]] == ",":
        return text[slice(*clauses[i + 2])]
    return own


NEGATED = re.compile(
    r"\b(?:did|does|do|had|has|have|could|was|were|is|are|can|would)(?:n't| not| never| scarcely| hardly| barely)\b"
    r"|\b(?:never|failed to|fails to|failing to|neglected to|unable to|declined to|refused to|cannot)\b"
)
NO = re.compile(r"\b(?:no|zero|nil|nary an?|not an?|not one|not a single|nor any|without an?)(?: \w+){0,1} $")
"""What right before a body's name says that there was none: "no Oscar", "not a single Bafta"."""


_NOBODY = re.compile(r"\b(?:nobody|no one|none|not one|not a soul)\b")
_RELATIVE = re.compile(r",\s*(?:which|who|whose|whom)\b")
_ANSWER = re.compile(r"\b(?:did|do|does|was|were|has|have)(?P<negated>(?: not|n't))?\s*[.!:]*\s*$")
"""A verb that leaves out what was done, as in "The Academy did not"."""


_SAME = re.compile(
    r"\b(?:followed (?:suit|its lead|their lead)|did (?:likewise|the same)|ditto|likewise"
    r"|(?:was|were) no (?:different|kinder|better|wiser|more generous))\b"
)
"""What says that a body did as the one before it."""


def _elliptic(part: str, earlier: str, before: Sentence | None) -> int:
    """What "The guild nominated it. The Academy did not" tells: by what was told last."""
    last = event(earlier) or (event(before.plain) if before else SILENT)
    if _SAME.search(part):
        return last
    answer = _ANSWER.search(part)
    if answer is None or answer["negated"]:
        return {MISSED: GIVEN, GIVEN: MISSED}.get(last, SILENT)
    return GIVEN if last else SILENT


COUNTED_NONE = re.compile(r"\bxx+:? (?:none|nothing|zero|nil|0)\b|\b(?:none|nothing|zero|nil|nought) for (?:\w+ )?xx+")
"""A film, its title blanked, with its count."""


def gave_nothing(sentence: Sentence) -> bool:
    """Whether a sentence that names no body tells of a refusal first."""
    text = lexicon().settings.sub(lambda m: "_" * len(m[0]), sentence.plain)
    if COUNTED_NONE.search(text):
        return True
    said = (event(text[a:b]) for a, b in sentence.clauses)
    return next((each for each in said if each), SILENT) == MISSED


def _names_body(text: str) -> bool:
    return any(pattern.search(text) for pattern in lexicon().bodies.values())


def _bare(text: str) -> bool:
    for pattern in lexicon().bodies.values():
        text = pattern.sub(" ", text)
    return len(re.findall(r"\w+", text)) <= _BARE


def event(clause: str) -> int:
    """What the words of refusal and of recognition in a clause tell together."""
    words = lexicon()
    clause = words["not_negators"].sub(lambda m: "x" * len(m[0]), clause)
    refused = [not _ABSENCE.match(m[0]) and _turned(clause, m.start()) for m in words["refusal"].finditer(clause)]
    if True in refused:
        return CLEARED
    if False in refused:
        return MISSED
    given = [(m[0], _turned(clause, m.start(), none=True)) for m in words["recognition"].finditer(clause)]
    if any(turned and not _LOST.match(word) for word, turned in given):
        return MISSED
    return GIVEN if any(turned is False for _, turned in given) else SILENT


_LOST = re.compile(r"(?:win|wins)$")
"""What was not won may well have been nominated."""


_ABSENCE = re.compile(r"(?:no|not|nothing|none|nowhere|without|zero|nil|never)\b")
"""A refusal that is its own negation, which another beside it only repeats: "nothing from A and nothing from B"."""
_FORECAST = re.compile(
    r"\b(?:(?:set|poised|tipped|about|bound|due|certain|sure|on course|on track|in line|threatens?|looks?|liable"
    r"|destined) to|may|might|could|would|(?<!you )will|shall|should|must|(?<!you)'ll|going to|expect\w*|likely"
    r"|risk\w*|fear\w*|predict|predicts|predicted|probably|hop(?:e|es|ing)|if|unless|whether|ought)\b(?!n't| not)"
)


def forecast(text: str) -> bool:
    """Whether what follows a text is only forecast, wished or supposed."""
    return _FORECAST.search(text) is not None


def _turned(clause: str, position: int, *, none: bool = False) -> bool | None:
    """Whether a negation governs the word there; None where it is only forecast, wished or supposed.

    With `none`, one right behind it does too.
    """
    lead = clause[max(0, position - _REACH) : position]
    if forecast(lead):
        return None
    return lexicon()["negation"].search(lead) is not None or (none and _NONE.match(clause, position) is not None)


_NONE = re.compile(r"[\w'-]+ (?:\w+ )?(?:none|nothing|zero|zilch|zip|nil|nada|bupkis|no \w+)\b")
"""A negation right behind the word: "received nothing", "found none"."""
