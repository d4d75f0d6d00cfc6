"""Which part of a sentence speaks of which film: "The Globes adored Sand and ignored Salt" says something of each."""

import re
from collections.abc import Sequence
from itertools import pairwise

from tracker.press.mentions import Mention
from tracker.press.text import Sentence

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
    r"(?:\band|,)\s+(?P<film>Xx+)\s+(?:none|nothing|zero|nil|no|one|two|three|four|five|six|seven|eight|nine|ten|\d+|for|has|had"
    r"|with|is|was|got|gets)\b"
)
"""A film of a list with its count or a predicate of its own, as in "gave A nine and B none"; titles are blanked."""


def shares(sentence: Sentence, named: Sequence[Mention]) -> list[tuple[Sequence[Mention], Sentence]]:
    """The mentions of a sentence in groups, each with the part that speaks of it.

    A film that another is compared with is in no group.

    Args:
        sentence: with at least one mention.
        named: its mentions, in order.
    """
    unlike = _UNLIKE.match(sentence.text)
    if unlike and len(named) > 1 and named[0].start - sentence.start == unlike.start("film"):
        end = unlike.end()
        rest = Sentence(" " * end + sentence.text[end:], sentence.start)
        other = Sentence(sentence.text[unlike.start("film") : end], sentence.start)
        return [([named[0]], other), *shares(rest, named[1:])]
    spoken_of = [m for m in named if not _COMPARED.search(sentence.text[: m.start - sentence.start])] or list(named)
    if len({m.work.key for m in spoken_of}) < 2:  # noqa: PLR2004
        return [(spoken_of, sentence)]
    groups: list[tuple[list[Mention], list[tuple[int, int]]]] = []
    waiting: list[tuple[int, int]] = []
    for start, end in _parts(sentence):
        inside = [m for m in spoken_of if start <= m.start - sentence.start < end]
        if inside and groups and _linked(sentence, groups[-1][0][-1], inside[0]):
            groups[-1][0].extend(inside)
            groups[-1][1].append((start, end))
        elif inside:
            groups.append((inside, [*waiting, (start, end)]))
            waiting = []
        elif not groups:
            waiting.append((start, end))
        else:
            targets = groups if _ALL.search(sentence.text[start:end]) else groups[-1:]
            for _, parts in targets:
                parts.append((start, end))
    if len(groups) == 1:
        return [(groups[0][0], sentence)]
    return [
        (group, Sentence(" ".join(sentence.text[a:b] for a, b in parts), sentence.start)) for group, parts in groups
    ]


def _parts(sentence: Sentence) -> list[tuple[int, int]]:
    counted = (m.start("film") for m in _COUNTED.finditer(sentence.text))
    cuts = sorted({a for a, _ in sentence.clauses} | {m.start() for m in _TURN.finditer(sentence.text)} | {*counted})
    return list(zip(cuts, [*cuts[1:], len(sentence.text)], strict=True))


def _linked(sentence: Sentence, one: Mention, other: Mention) -> bool:
    between = sentence.text[one.end - sentence.start : other.start - sentence.start]
    return _LINK.fullmatch(between) is not None


def apart(part: Sentence, group: Sequence[Mention], key: str) -> Sentence:
    """A part in which the titles of other works, unless they share what is said, are names like any other.

    Args:
        part: of a sentence, with its titles blanked to `Xxx`.
        group: the mentions that it speaks of, in order.
        key: of the work in question.
    """
    titles = list(_TITLE.finditer(part.text))
    if len(titles) != len(group) or all(_LINK.fullmatch(between) for between in _between(part.text, titles)):
        return part
    text = part.text
    for title, mention in zip(titles, group, strict=True):
        if mention.work.key != key:
            text = text[: title.start()] + title[0].replace("X", "Z").replace("x", "z") + text[title.end() :]
    return Sentence(text, part.start)


_TITLE = re.compile(r"\bXx+\b")


def _between(text: str, titles: Sequence["re.Match[str]"]) -> list[str]:
    return [text[one.end() : other.start()] for one, other in pairwise(titles)]
