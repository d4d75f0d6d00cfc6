"""Which nominations and prizes a sentence says a film has: claims to hold against closed lists, never facts.

A claim is read where a phrase of being nominated or of winning stands with a body, is about the film, and is not
negated, forecast, wished for, asked, doubted or passed on. What is said of a person is about the film only where the
sentence says that it was for the film.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cache

from tracker.domain.facts.nomination_claims import NominationClaim
from tracker.press.denial import forecast
from tracker.press.lexicon import lexicon
from tracker.press.marks import entries, marked, words
from tracker.press.phrases import Phrase, phrases
from tracker.press.text import Sentence
from tracker.press.whose import craft_of, of_the_film

_LEAD = 60
"""Characters before a phrase in which a negation, a wish or a forecast governs it."""
_BEHIND = 30
_CUT = re.compile(
    r"[;:()]|,(?=\s)| - |\b(?:but|while|whereas|although|though|however|yet|when|after|because|since)\b"
    r"|\band (?=it |they |he |she |<)"
)


def claims(sentence: Sentence, before: Sentence | None = None, people: Collection[str] = ()) -> list[NominationClaim]:
    """What a sentence that speaks of one film says that it was nominated for or has won.

    Args:
        sentence: the part that speaks of the film, with titles blanked to `Xxx`.
        before: the sentence before it, which may name the body.
        people: who made the film.
    """
    if not _names_body(sentence) and not (before and _names_body(before)):
        return []
    text = marked(sentence, people)
    if _doubtful(text, sentence):
        return []
    found: list[NominationClaim] = []
    for phrase in phrases(text):
        adds = phrase.rule.role == "more" and bool(found)
        if adds or (_made(phrase) and of_the_film(phrase, goes_on=bool(found))):
            found += _said(phrase, found, before)
    return list(dict.fromkeys(found))


def _names_body(sentence: Sentence) -> bool:
    return lexicon()["award_bodies"].search(sentence.plain) is not None


def _doubtful(text: str, sentence: Sentence) -> bool:
    """Questions, conditions, hearsay and jokes say nothing of what happened."""
    known = lexicon()
    if text.rstrip(" \"'*_)").endswith("?") or known["conditional"].match(text.lstrip(" \"'")):
        return True
    return any(p.search(sentence.plain) for p in (known["hearsay"], words("hearsay"), words("irony")))


def _clause(phrase: Phrase) -> str:
    """What stands before a phrase in its clause."""
    cuts = [m.end() for m in _CUT.finditer(phrase.text, 0, phrase.start)]
    return phrase.text[max([0, phrase.start - _LEAD, *cuts]) : phrase.start]


_NEARLY = re.compile(r"\b(?:almost|nearly|not quite|practically|virtually) $")
_CONCEDED = re.compile(r"\b(?:may|might) (?:well )?have\b")
_TURN = re.compile(r"\b(?:but|yet)\b")
_JOKE = re.compile(
    r" ?(?:award |prize )?(?:for|in) (?:the )?(?:most|best|worst|longest|least|being|surviving|sitting|making)\b"
)
"""A prize that nobody gives: a category that is none."""
_NONE = re.compile(r" ?(?:none|nothing|neither|no)\b")


def _made(phrase: Phrase) -> bool:
    """Whether a phrase tells of what happened: no negation, forecast or wish governs it."""
    if _heading(phrase):
        return False
    lead = _clause(phrase)
    if _TURN.search(phrase.behind):  # "it may have won two Globes, but …"
        lead = _CONCEDED.sub("", lead)
    for pattern in (lexicon()["not_negators"], _factive()):
        lead = pattern.sub("", lead)
    if forecast(lead) or _NEARLY.search(lead):
        return False
    if any(
        pattern.search(part) for pattern in (lexicon()["negation"], words("unmade")) for part in (lead, phrase.inside)
    ):
        return False
    behind = phrase.behind[:_BEHIND]
    tail = re.split(r"[,;.]", behind)[0]
    return not (words("unmade_behind").search(tail) or _JOKE.match(behind) or _NONE.match(behind))


@cache
def _factive() -> re.Pattern[str]:
    return re.compile("|".join(entries()["factive"]))


def _heading(phrase: Phrase) -> bool:
    """Whether a sentence begins with mere "Bafta nominations …", which are not said to be anybody's."""
    bare = "<n." not in phrase.inside and "<c." not in phrase.inside
    return bare and phrase.rule.role == "noun" and not phrase.lead and not _POSSESSIVE.match(phrase.inside)


_POSSESSIVE = re.compile(r"its|with\b|<t>")
_MARK = re.compile(r"<(?P<kind>[bcy])\.(?P<value>\w+)>")
_ELSEWHERE = re.compile(r" ?(?:award |prize )?(?:at|from|in) (?:the |a )?(?:\w+ )?<p>")
"""Behind a phrase without a body: a body that nobody here knows."""


def _said(phrase: Phrase, earlier: list[NominationClaim], before: Sentence | None) -> list[NominationClaim]:
    """The claims that a phrase makes: a total, one a category, or that there was something."""
    marks = [(m["kind"], m["value"]) for m in _MARK.finditer(phrase.text, phrase.start, phrase.end)]
    bodies = list(dict.fromkeys(value for kind, value in marks if kind == "b"))
    year = next((int(value) for kind, value in marks if kind == "y"), None)
    if not bodies:
        if phrase.rule.bodiless and _ELSEWHERE.match(phrase.behind):
            return []
        bodies, named = _context(phrase, earlier, before)
        year = year or named
    base = [NominationClaim(body, phrase.result, year=year) for body in bodies]
    categories = dict.fromkeys([value for kind, value in marks if kind == "c"] or filter(None, [craft_of(phrase)]))
    found = list(_totals(phrase.inside, base))
    if len(base) == 1 or len(categories) == 1:
        found += [replace(claim, category=slug) for claim in base for slug in categories]
    return [claim for claim in found or base if claim.count != 0]


def _context(phrase: Phrase, earlier: list[NominationClaim], before: Sentence | None) -> tuple[list[str], int | None]:
    """The body, with a year, of a phrase without one: the one named last, else the only one of the sentence before."""
    named = list(re.finditer(r"(?:<y\.(?P<year>\d+)> )?<b\.(?P<body>\w+)>", phrase.text))
    lead = [m for m in named if m.end() <= phrase.start]
    near = lead[-1:] or (named[:1] if len({m["body"] for m in named}) == 1 else [])
    if near:
        return [near[0]["body"]], int(near[0]["year"]) if near[0]["year"] else None
    if earlier:
        return [earlier[-1].body], earlier[-1].year
    last = set(re.findall(r"<b\.(\w+)>", marked(before))) if before is not None and not named else set()
    return (list(last), None) if len(last) == 1 else ([], None)


def _totals(inside: str, claims: list[NominationClaim]) -> Iterator[NominationClaim]:
    """The claims with their totals: of one body the first figure, of several each with its own.

    "An Oscar and two Baftas" gives both; "five Oscars and Baftas" says how many of neither.
    """
    counts = list(_counts(inside))
    if len(claims) == 1:
        if counts and counts[0][1] is not None:
            yield replace(claims[0], count=counts[0][1])
        return
    found: dict[str, int] = {}
    last = 0
    for body in re.finditer(r"<b\.(\w+)>", inside):
        own = [count for position, count in counts if last <= position < body.start()]
        if own and own[0] is not None:
            found[body[1]] = own[0]
        elif last and not own and not re.search(r"\ban?\b", inside[last : body.start()]):
            return
        last = body.end()
    if found:
        yield from (replace(claim, count=found.get(claim.body)) for claim in claims)


def _counts(inside: str) -> Iterator[tuple[int, int | None]]:
    """The figures of a phrase with their places; None for one that is no total."""
    for match in re.finditer(r"<n\.(\d+)>", inside):
        ahead, behind = " ".join(inside[: match.start()].split()[-2:]), inside[match.end() :].lstrip()
        vague = any(found.end() == len(ahead) for found in words("no_total").finditer(ahead))
        vague = vague or words("no_total_behind").match(behind) is not None
        of_category = re.match(r"(?:best )?<c\.", behind) is not None
        yield match.start(), None if vague or of_category else int(match[1])
