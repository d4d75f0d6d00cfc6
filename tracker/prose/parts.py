"""Which part of a text speaks of which film: "The Globes adored Sand and ignored Salt" says something of each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.domain.text.sentences import Sentence, sentences
from tracker.prose.marks import FILM, OTHER
from tracker.prose.mentions import Mention, WorkKey

MANY = 12
"""From so many works on, a text is a list: each sentence speaks only of the works it names."""


@dataclass(frozen=True)
class Part:
    """A part of a sentence that speaks of one film, with titles blanked, and what stands around it."""

    key: WorkKey
    printed: Sentence
    """The sentence as it stands in the text."""
    text: Sentence
    whole: Sentence
    before: Sentence | None
    after: Sentence | None
    """The next sentence, where it names no other work."""
    works: int
    """How many works the sentence names; 0 where it goes on about the work of one before."""
    near: bool = True
    """Whether this sentence, or the one before it in its paragraph, names the work: farther on, a text may speak of
    anything."""
    alone: bool = True
    """Whether nothing that it says may be said of another work."""


def parts(text: str, mentions: Sequence[Mention]) -> Iterator[Part]:
    """Each part of a text that speaks of a work.

    A sentence speaks of the works it names; one that names none, of the films of the last sentence that did.
    """
    films = list(dict.fromkeys(m.key for m in mentions if m.kind == "film"))
    current = films if len(films) == 1 else []
    many = len({m.key for m in mentions}) >= MANY
    split = [(printed, [m for m in mentions if printed.start <= m.start < printed.end]) for printed in sentences(text)]
    whole = [_blanked(printed, inside) for printed, inside in split]
    for i, (printed, inside) in enumerate(split):
        before = whole[i - 1] if i else None
        follows = {m.key for m in split[i + 1][1]} if i + 1 < len(split) else set()
        near = bool(i and split[i - 1][1]) and "\n" not in split[i - 1][0].text
        if inside:
            current = list(dict.fromkeys(m.key for m in inside))
            shared = [each for group, own in shares(whole[i], inside) for each in _each(own, group)]
        else:
            shared = [(key, whole[i]) for key in current if not many]
        for key, part in shared:
            after = whole[i + 1] if i + 1 < len(split) and follows <= {key} else None
            works, alone = (len(current), True) if inside else (0, len(current) == 1)
            yield Part(key, printed, part, whole[i], before, after, works, bool(inside) or near, alone)


def _blanked(sentence: Sentence, inside: Sequence[Mention]) -> Sentence:
    """The sentence with each title as one meaningless name: "The Paper Orchestra" says nothing of its music."""
    text = sentence.text
    for mention in inside:
        a, b = mention.start - sentence.start, min(mention.end - sentence.start, len(text))
        text = text[:a] + FILM[0] + FILM[1] * (b - a - 1) + text[b:]
    return Sentence(text, sentence.start) if inside else sentence


def _each(part: Sentence, group: Sequence[Mention]) -> Iterator[tuple[WorkKey, Sentence]]:
    """The part once for every work of its group, in which titles of others are names like any other.

    Works in one list share what is said, so that their titles stay as they are.
    """
    titles = list(_TITLE.finditer(part.text))
    shared = len(titles) != len(group) or all(
        _LINK.fullmatch(part.text, a.end(), b.start()) for a, b in pairwise(titles)
    )
    for key in dict.fromkeys(m.key for m in group):
        text = part.text
        for title, mention in zip(titles, group, strict=False):
            if not shared and mention.key != key:
                blank = OTHER[0] + OTHER[1] * (len(title[0]) - 1)
                text = text[: title.start()] + blank + text[title.end() :]
        yield key, part if text == part.text else Sentence(text, part.start)


_TITLE = re.compile(rf"\b{FILM}x*\b")
_LINK = re.compile(
    r"[\"'”’*_]*(?:\s*\(\d{4}\))?\s*(?:,|,?\s*(?:and|or|nor|&|as well as|and also)(?:\s+(?:for|to|by|in|of|both))?)"
    r"\s*(?:[A-ZÀ-Þ][\w.'’-]*\s+){0,3}[\"'“‘*_]*"
)
"""What stands between two films that share what is said: a comma or "and", and perhaps a name."""
_ALL = re.compile(r"\b(?:neither|both|all (?:two|three|four|five|of them)|each|none)\b", re.IGNORECASE)
"""A part that speaks of every film of the sentence."""
_COMPARED = re.compile(
    r"\b(?:than|unlike|like|as (?:good|well|fine|strong) as"
    r"|(?:to|than) (?:the one|the ones|that|those) (?:in|of|from|for))\s+[\"'“‘*_]*$",
    re.IGNORECASE,
)
_UNLIKE = re.compile(
    r"\W*(?:Unlike|Like|In contrast (?:to|with))\s+[\"'“‘*_]*(?P<film>Xx+)[\"'”’*_]*, (?:which|whose|who)\b[^,;]*,"
)
"""A film to compare with, of which a clause of its own tells: "Unlike A, which the Academy ignored, B got its due"."""
_TURN = re.compile(
    r"\s+(?:and|then|but)\s+(?=(?:[a-z]+ly\s+)?(?:couldn|didn|wasn|wouldn|hadn|never|not\b|no\b|nothing\b|ignor|snub|overlook"
    r"|skip|shut|left\b|pass|forg|blank|shun|spurn|omit|reject|neglect|leav))"
)
"""A second predicate of one subject that turns the first round."""
_COUNTED = re.compile(
    r"(?:\band|,)\s+(?P<film>Xx+)\s+(?:none|nothing|zero|nil|no|one|two|three|four|five|six|seven|eight|nine|ten|\d+|for"
    r"|has|had|with|is|was|got|gets)\b"
)
"""A film of a list with its count or a predicate of its own, as in "gave A nine and B none"."""


def shares(sentence: Sentence, inside: Sequence[Mention]) -> list[tuple[Sequence[Mention], Sentence]]:
    """The mentions of a sentence in groups, each with the part that speaks of it.

    A film that another is compared with is in no group.

    Args:
        sentence: with at least one mention, and titles blanked.
        inside: its mentions, in order.
    """
    unlike = _UNLIKE.match(sentence.text)
    if unlike and len(inside) > 1 and inside[0].start - sentence.start == unlike.start("film"):
        end = unlike.end()
        rest = Sentence(" " * end + sentence.text[end:], sentence.start)
        other = Sentence(sentence.text[unlike.start("film") : end], sentence.start)
        return [([inside[0]], other), *shares(rest, inside[1:])]
    subjects = [m for m in inside if not _COMPARED.search(sentence.text[: m.start - sentence.start])] or list(inside)
    if len({m.work.key for m in subjects}) == 1:
        return [(subjects, sentence)]
    groups = _groups(sentence, subjects)
    if len(groups) == 1:
        return [(groups[0][0], sentence)]
    return [(group, Sentence(" ".join(sentence.text[a:b] for a, b in own), sentence.start)) for group, own in groups]


def _groups(sentence: Sentence, subjects: Sequence[Mention]) -> list[tuple[list[Mention], list[tuple[int, int]]]]:
    groups: list[tuple[list[Mention], list[tuple[int, int]]]] = []
    waiting: list[tuple[int, int]] = []
    counts = {m.start("film") for m in _COUNTED.finditer(sentence.text)}
    cuts = sorted({a for a, _ in sentence.clauses} | {m.start() for m in _TURN.finditer(sentence.text)} | counts)
    for start, end in zip(cuts, [*cuts[1:], len(sentence.text)], strict=True):
        inside = [m for m in subjects if start <= m.start - sentence.start < end]
        if inside and groups and _linked(sentence, groups[-1][0][-1], inside[0]):
            groups[-1][0].extend(inside)
            groups[-1][1].append((start, end))
        elif inside:
            groups.append((inside, [*waiting, (start, end)]))
            waiting = []
        elif not groups:
            waiting.append((start, end))
        else:
            for _, own in groups if _ALL.search(sentence.text[start:end]) else groups[-1:]:
                own.append((start, end))
    return groups


def _linked(sentence: Sentence, one: Mention, other: Mention) -> bool:
    return _LINK.fullmatch(sentence.text, one.end - sentence.start, other.start - sentence.start) is not None
