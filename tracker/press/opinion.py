"""What a sentence says of a film's crafts and people: praise, a claim that they deserved more, or neither."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.press.lexicon import lexicon
from tracker.press.text import Sentence
from tracker.press.titles import names_in

_REACH = 45
"""Characters before a word of judgement in which a negation turns it round."""


@dataclass(frozen=True)
class Opinion:
    """What one sentence praises or argues for."""

    crafts: frozenset[str]
    people: frozenset[str]


NOTHING = Opinion(frozenset(), frozenset())


def opinion(sentence: Sentence, people: Sequence[str] = ()) -> Opinion:
    """The crafts and people that a sentence praises.

    A clause's judgement holds for the crafts and names in it; a claim that something was overlooked or deserved more
    holds for the whole sentence. A sentence that jokes ("even a nomination for all the knitwear") praises nothing.

    Args:
        sentence: of an article that mentions a film.
        people: names of those who made the film, in full.
    """
    words = lexicon()
    if words["irony"].search(sentence.plain):
        return NOTHING
    argued = _argued(sentence)
    crafts: set[str] = set()
    praised_people: set[str] = set()
    for start, end, praised in _clauses(sentence, argued):
        part = sentence.plain[start:end]
        named = names_in(sentence.text[start:end], people)
        found = {slug for slug, pattern in words.crafts.items() if _named(pattern, part)}
        if praised:
            crafts |= found
            praised_people |= set(named)
    return Opinion(frozenset(_sharpened(crafts, praised_people)), frozenset(praised_people))


def _sharpened(crafts: set[str], people: set[str]) -> set[str]:
    return crafts | ({"acting"} if people and not crafts else set())


def _named(pattern: "re.Pattern[str]", clause: str) -> bool:
    return pattern.search(clause) is not None


def _clauses(sentence: Sentence, argued: bool) -> Iterator[tuple[int, int, bool]]:
    """Each clause, and whether it praises; a clause without a judgement shares that of its neighbours in a list."""
    text = _without_names(sentence)
    judged = [(a, b, _judgement(text[a:b])) for a, b in sentence.clauses]
    verdicts = [j for _, _, j in judged]
    for i, (a, b, mine) in enumerate(judged):
        nearest = (
            mine or next((j for j in verdicts[i + 1 :] if j), 0) or next((j for j in reversed(verdicts[:i]) if j), 0)
        )
        yield a, b, nearest > 0 or (argued and mine >= 0)


_CAPITALISED = re.compile(r"(?<=[^\W\d_][,;:]\s|[^\W\d_]\s\s)[A-Z][\w’'-]*|(?<=[^\W\d_]\s)[A-Z][\w’'-]*")


def _without_names(sentence: Sentence) -> str:
    """The plain text without words that have a capital of their own: "Sharp" behind "Hannah" judges nothing."""
    if sentence.headline:
        return sentence.plain
    plain_text = sentence.plain
    for name in _CAPITALISED.finditer(sentence.text):
        plain_text = plain_text[: name.start()] + "_" * len(name[0]) + plain_text[name.end() :]
    return plain_text


def _judgement(clause: str) -> int:
    """1 where a clause praises, -1 where it blames, 0 where it does neither."""
    words = lexicon()
    clause = words["not_negators"].sub(lambda m: "x" * len(m[0]), clause)
    total = 0
    for match in words["praise"].finditer(clause):
        total += -1 if _negated(clause, match.start()) else 1
    for match in words["blame"].finditer(clause):
        total += 1 if _negated(clause, match.start()) else -1
    return (total > 0) - (total < 0)


def _negated(clause: str, position: int) -> bool:
    return lexicon()["negators"].search(clause[max(0, position - _REACH) : position]) is not None


def _argued(sentence: Sentence) -> bool:
    """Whether the sentence says that something deserved more than it got."""
    words = lexicon()
    text = words["not_negators"].sub(lambda m: "x" * len(m[0]), sentence.plain)
    return any(not _denied(text, match.start()) for match in words["advocacy"].finditer(text))


_DENIAL = re.compile(r"(?:n't|\bnot|\bnever|\bhardly|\bnobody|\bno one|\bwithout)\s+(?:\w+\s+){0,2}$")


def _denied(text: str, position: int) -> bool:
    return _DENIAL.search(text[max(0, position - _REACH) : position]) is not None
