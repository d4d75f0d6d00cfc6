"""Of whom a phrase of being nominated or of winning is said: of the film, of work on it, or of somebody alone.

"Oscar-winner Ann Lee" and "the Oscar-nominated director" say nothing of the film; "Ann Lee won an Oscar for it" does.
"""

import re
from collections.abc import Iterator
from functools import cache

from tracker.press.marks import words
from tracker.press.phrases import Phrase

_FOR_IT = re.compile(
    r"^(?:, and (?:his|her|their|a) [^,;.()]{1,25},)?(?:(?!\band\b|\bbut\b)[^,;.()]){0,60}?"
    r"(?:\b(?:for|in|on|of|to|with|behind) (?:(?!and\b|but\b|while\b|left\b)[\w'<>.-]+ ){0,5}<t>|\bfor it\b(?! to\b)"
    r"|\bfor (?:this|the (?:film|movie|picture|role|part)|(?:his|her|their|the|that) (?:work|performance|turn|<c\.\w+>)"
    r"(?: here| in (?:it|this|the (?:film|movie|picture)))?)(?=\W*(?:$|[,;.)]|and\b|but\b)))"
)
"""Behind a phrase about a person: what it was for is the film."""
_ELSEWHERE = re.compile(r"^ ?(?:\([^)]*\) ?)?(?:for|in|with|on|at|from) (?:(?!<t>)[\w'<>.-]+ ){0,4}?[\"'*_“‘]*<p>")
"""Behind a phrase: what it was for is another film."""
_FOR_WHICH = re.compile(
    r"\bfor which (?:<po?>|he|she|they|the \w+) ?(?:also |later )?(?:(?:was|were|has been|had been) )?$"
)
"""Before a phrase about a person: what it was for is what was named last."""
_BEFORE_IT = re.compile(r"\b(?:for|in) (?:(?:his|her|their|its|the) )?(?:[\w'<>.-]+ ){0,4}<t>,?\s*$")
_PERSON = re.compile(r"<po?>|\b(?:him|her|them|he|she|they)\b")
_WHOSE = re.compile(r"(?P<film>\bits\b|<t>|the (?:film|movie|picture)'s)|(?P<person>\b(?:his|her)\b|<po?>)")
_SMALL = re.compile(r"\b(?:even|already|just|only|yes|well|and|but|so|now|still|also)\b|[\s\"'“‘*_,-]")
"""What a sentence may begin with before its first phrase."""
_TITLE = re.compile(r"(?<![\w'])<t>")


def of_the_film(phrase: Phrase, *, goes_on: bool) -> bool:
    """Whether a phrase is about the film: by its subject, by what it was for, or by the noun that it describes.

    Args:
        phrase: in a sentence that speaks of the film.
        goes_on: an earlier phrase of the sentence is about it.
    """
    if phrase.rule.role == "attribute":
        return _describes_the_film(phrase)
    if _ELSEWHERE.match(phrase.behind):
        return False
    if phrase.rule.role in ("body_first", "inside"):
        named = "<t>" in phrase.inside or not _PERSON.search(phrase.inside)
    else:
        named = _has_it(phrase, goes_on=goes_on)
    return named or _FOR_IT.match(phrase.behind) is not None


def _has_it(phrase: Phrase, *, goes_on: bool) -> bool:
    """Whether the film, or work on it, is what has the nomination or the prize."""
    subject = _owner(phrase) or _subject(phrase.lead)
    if subject == "person":
        return any(pattern.search(phrase.lead) for pattern in (_BEFORE_IT, _FOR_WHICH))
    if subject or _TITLE.search(phrase.lead):
        return True
    return goes_on if _SMALL.sub("", phrase.lead) else _first_subject(phrase.behind) != "person"


def craft_of(phrase: Phrase) -> str:
    """The category of the craft that is the subject, or that an adjective describes; empty where there is none."""
    if phrase.rule.role == "attribute":
        noun = _described(phrase.behind)
        return noun[3:-1] if noun.startswith("<c.") else ""
    if phrase.rule.role in ("verb", "noun"):
        found = next(_subjects_before(_FOR_WHICH.sub("", phrase.lead)), None)
        return (found["slug"] or "") if found else ""
    return ""


def _owner(phrase: Phrase) -> str:
    """Whose a noun is that begins with a possessive: `film`, `person`, or nothing."""
    whose = _WHOSE.match(phrase.inside) if phrase.rule.role == "noun" else None
    return "" if whose is None else "film" if whose["film"] else "person"


@cache
def _subjects() -> re.Pattern[str]:
    film, person = words("film_words").pattern, words("person_words").pattern
    return re.compile(
        rf"(?P<film><t>|\b(?:it|its)\b|(?:\b(?:the|this|that|only|first|best)\s(?:[\w<>]+\s){{0,2}}){film})"
        rf"|(?P<craft><c\.(?P<slug>\w+)>)|(?P<person><po?>|{person})"
    )


def _subject(lead: str) -> str:
    """What the nearest subject before a phrase is: `film`, `person`, or nothing."""
    found = next(_subjects_before(lead), None)
    return "" if found is None else "person" if found["person"] else "film"


def _subjects_before(lead: str) -> "Iterator[re.Match[str]]":
    """What may be a subject, the nearest first."""
    found = reversed(list(_subjects().finditer(lead)))
    return (match for match in found if match["film"] == "its" or not _governed(lead, match))


def _first_subject(text: str) -> str:
    """What the first subject behind a phrase is that a sentence begins with."""
    found = (match for match in _subjects().finditer(text) if not _governed(text, match))
    return next(("person" if match["person"] else "film" for match in found), "")


_OWNED = re.compile(r"(?:'s|')(?!\w)")
_ARTICLES = frozenset(["the", "a", "an", "this", "that", "his", "her", "its", "their"])


def _governed(lead: str, match: "re.Match[str]") -> bool:
    """Whether a name or noun is no subject: it owns something, or a preposition governs it."""
    if match["person"] and _OWNED.match(lead, match.end()):
        return True
    before = [word for word in re.findall(r"[^\s,]+", lead[: match.start()])[-3:] if word not in _ARTICLES]
    return bool(before) and words("not_subjects").fullmatch(before[-1].strip("\"'(*_")) is not None


_IS = re.compile(
    r"(?:<t>|\b(?:it|film|movie|picture))(?:,| (?:is|was|became|remains)\b)"
    r"(?: (?:an?|the|now|also|already|this|that|year's|last|<y\.\d+>'s|surprise|\w+ing|eventual|multiple|multi))* ?$"
)
_HEADS = ("winner", "nominee")
_OPPOSED = re.compile(r"[ :,\"'*_-]*<t>")
_SOME = re.compile(r"\b(?:an?|any|some|every|another)\s+$")
_ITS = re.compile(r"\bits\s+(?:\w+ )?$")


def _describes_the_film(phrase: Phrase) -> bool:
    """Whether an adjective such as "Oscar-winning" is one of the film or of somebody's work on it."""
    noun = _described(phrase.behind)
    if " for its " in phrase.inside:
        return True
    if noun and phrase.inside.endswith(_HEADS) and not _OPPOSED.match(phrase.behind):
        noun = ""  # "a two-time Oscar nominee and Salt is his first comedy"
    if noun.startswith("<c."):
        known = not _SOME.search(phrase.lead) and "<t>" in phrase.text
        return known or _ITS.search(phrase.lead) is not None
    return noun == "film" or (noun != "person" and _IS.search(phrase.lead) is not None)


_WORD = re.compile(r"[\s\"'*_“‘-]*(?:,\s)?(<t>|<c\.\w+>|<po?>|<y\.\d+>|[\w'-]+)")
_VERB = re.compile(r"is|was|are|were|has|had|have|will|can|does|did|that")
_MAKER = re.compile(r"[\s-]+(?:makers?|stars?|directors?|actors?|composers?|producers?)\b")
_ADJECTIVES = 3
"""Words that may stand between an adjective and its noun."""


def _described(behind: str) -> str:
    """The noun behind an adjective: `film`, `person`, the mark of a craft, or nothing."""
    position = 0
    for _ in range(_ADJECTIVES + 1):
        match = _WORD.match(behind, position)
        if match is None:
            return ""
        word, position = match[1], match.end()
        if word == "<t>" or (words("film_words").fullmatch(word) and not _MAKER.match(behind, position)):
            return "film"
        if word in ("<p>", "<po>") or words("person_words").fullmatch(word):
            return "person"
        if word.startswith("<c."):
            return word
        if words("not_subjects").fullmatch(word) or _VERB.fullmatch(word):
            return ""
    return ""
