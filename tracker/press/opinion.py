"""What a sentence says of a film's crafts and people: praise, a claim that they deserved more, or neither."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.press.lexicon import lexicon
from tracker.press.names import NamedIn
from tracker.press.text import Sentence

_REACH = 45
"""Characters before a word of judgement in which a negation turns it round."""


@dataclass(frozen=True)
class Opinion:
    """What one sentence praises or argues for."""

    crafts: frozenset[str]
    people: frozenset[str]


NOTHING = Opinion(frozenset(), frozenset())


def opinion(sentence: Sentence, people: Sequence[str] = (), directors: Sequence[str] = ()) -> Opinion:
    """The crafts and people that a sentence praises.

    A clause's judgement holds for the crafts and names in it; a claim that something was overlooked or deserved more
    holds for the whole sentence. A sentence that jokes ("even a nomination for all the knitwear") praises nothing.

    Args:
        sentence: of an article that mentions a film.
        people: names of those who made the film, in full.
        directors: those among them who directed it.
    """
    words = lexicon()
    if words["irony"].search(sentence.plain):
        return NOTHING
    argued = _argued(sentence)
    crafts: set[str] = set()
    praised_people: set[str] = set()
    for start, end, praised, own in _clauses(sentence):
        part = sentence.plain[start:end]
        named = NamedIn(_without_owners(sentence.text[start:end])).names(people) if people else []
        found = _crafts(part)
        if own > 0:
            found |= {slug for slug, pattern in words.doing.items() if _named(pattern, part)}
        pleaded = argued and own >= 0
        if praised or pleaded:
            crafts |= found
            if own > 0 or pleaded or not found:
                praised_people |= set(named)
            if (own > 0 or pleaded) and not found:
                crafts |= {"director" if person in directors else "acting" for person in named}
    return Opinion(frozenset(crafts), frozenset(praised_people))


_OWNER = re.compile(r"[A-ZÀ-Þ][\w.-]*(?:\s+[A-ZÀ-Þ][\w.-]*){0,3}['’]s(?=\s+[\"“‘*_]?[A-Z])")


def _without_owners(text: str) -> str:
    """Without names that only say whose film it is, as in "Carl Osei's Drift"."""
    return _OWNER.sub("", text)


def _crafts(clause: str) -> set[str]:
    """The crafts that a clause names; "editing" within "sound editing" names none."""
    spans = [(m.start(), m.end(), slug) for slug, pattern in lexicon().crafts.items() for m in pattern.finditer(clause)]
    return {
        slug
        for a, b, slug in spans
        if not any(c <= a and b <= d and d - c > b - a and slug != other for c, d, other in spans)
    }


def _named(pattern: "re.Pattern[str]", clause: str) -> bool:
    return pattern.search(clause) is not None


def _clauses(sentence: Sentence) -> Iterator[tuple[int, int, bool, int]]:
    """Each clause, whether it praises, and its own judgement; one without goes with the others of its list."""
    text = _without_names(sentence)
    judged = [(a, b, _judgement(text[a:b])) for a, b in sentence.clauses]
    for i, (a, b, own) in enumerate(judged):
        if not own and _LONE_NAME.fullmatch(sentence.text[a:b]):
            own = _shared(sentence, judged, i)  # noqa: PLW2901 - "Ann Lee, so good in it, …"
        yield a, b, (own or _shared(sentence, judged, i)) > 0, own


_LONE_NAME = re.compile(r"[,\s]*(?:(?:and|even|only|as)\s+)?(?:[A-ZÀ-Þ][\w.'’-]*\s*){1,4}")


_CAPITALISED = re.compile(r"(?<=[^\W\d_]\s)[A-Z][\w’'-]*")


def _without_names(sentence: Sentence) -> str:
    """The plain text without words that have a capital of their own: "Sharp" behind "Hannah" judges nothing."""
    if sentence.headline:
        return sentence.plain
    text = sentence.plain
    for name in _CAPITALISED.finditer(sentence.text):
        text = text[: name.start()] + "_" * len(name[0]) + text[name.end() :]
    return text


def _shared(sentence: Sentence, judged: list[tuple[int, int, int]], i: int) -> int:
    """The judgement of the nearest clause of the same list: only commas may stand between."""
    for step in (1, -1):
        j = i
        while 0 <= j + step < len(judged) and sentence.text[judged[max(j, j + step)][0]] == ",":
            j += step
            if judged[j][2]:
                return judged[j][2]
    return 0


def _judgement(clause: str) -> int:
    """1 where a clause praises, -1 where it blames, 0 where it does neither."""
    words = lexicon()
    total = len(words["idioms"].findall(clause))
    for masked in ("idioms", "not_negators"):
        clause = words[masked].sub(lambda m: "x" * len(m[0]), clause)
    for match in words["praise"].finditer(clause):
        total += -1 if _negated(clause, match.start()) else 1
    for match in words["blame"].finditer(clause):
        total -= not _negated(clause, match.start())  # "isn't bad" is no praise
    return (total > 0) - (total < 0)


def _negated(clause: str, position: int) -> bool:
    return lexicon()["negators"].search(clause[max(0, position - _REACH) : position]) is not None


def _argued(sentence: Sentence) -> bool:
    """Whether the sentence says that something deserved more than it got."""
    words = lexicon()
    if words["not_missed"].search(sentence.plain):
        return False
    text = words["not_negators"].sub(lambda m: "x" * len(m[0]), sentence.plain)
    return any(not _denied(text, match.start()) for match in words["advocacy"].finditer(text))


_DENIAL = re.compile(r"(?:n't|\bnot|\bnever|\bhardly|\bnobody|\bno one|\bwithout)\s+(?:\w+\s+){0,2}$")


def _denied(text: str, position: int) -> bool:
    return _DENIAL.search(text[max(0, position - _REACH) : position]) is not None
