"""What is seen of a candidate: the words and marks of its sentence, those beside it, and what kinds they are of.

A candidate is a craft or a body that a sentence names; its own marks become `<x>`, and all others lose their slugs, so
that no weight is of a film, a person or a body.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import pairwise

from tracker.domain.text.sentences import plain
from tracker.prose.lexicon import entries

CANDIDATE = "<x>"
CUTS = frozenset(
    [",", ";", ":", "(", ")", "-", "but", "while", "although", "though", "and", "yet", "whereas", "however"]
)
_REACH = 4
"""Words over which a negation governs."""
_SHORT = {"<t>": "F", "<o>": "O", "<b>": "B", "<k>": "C", "<d>": "C", "<m>": "P", "<c>": "Z", "<n>": "N", "?": "?"}
_IN_ORDER = frozenset(["no", "refuse", "give", "may", "but", "best", "hear", "good", "bad"])
"""Kinds of which the order is seen."""


def unmarked(tokens: Sequence[str], own: Collection[str]) -> list[str]:
    """The tokens with the candidate's marks as `<x>` and other marks without their slugs."""
    return [CANDIDATE if t in own else f"{t.partition('.')[0]}>" if "." in t and t[0] == "<" else t for t in tokens]


@cache
def kinds(word: str) -> tuple[str, ...]:
    """What kinds of word a plain word is, its tone included."""
    exact, stems = _kinds()
    by_stem = (kind for end in range(2, len(word) + 1) for kind in stems.get(word[:end], ()))
    return tuple(dict.fromkeys([*exact.get(word, ()), *by_stem]))


@cache
def _kinds() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    lists = {**entries("kinds"), **{tone: words.split() for tone, words in entries("tone").items()}}
    exact: dict[str, list[str]] = {}
    stems: dict[str, list[str]] = {}
    for kind, words in lists.items():
        for word in words:
            where, form = (stems, word[:-1]) if word.endswith("*") else (exact, word)
            where.setdefault(plain(form), []).append(kind)
    return exact, stems


def around(tokens: Sequence[str], before: Sequence[str], after: Sequence[str]) -> dict[str, float]:
    """The features of a candidate's sentence and of those beside it.

    Args:
        tokens: of its part of the sentence, unmarked.
        before: of the sentence before, or none.
        after: of the next sentence, where that still speaks of the film.
    """
    features: dict[str, float] = {}
    for prefix, words in (("s", tokens), ("p", before), ("n", after)):
        features.update(_bag(prefix, words))
    features.update((f"b:{a} {b}", 1.0) for a, b in pairwise(tokens))
    features["asks"] = float(tokens[-1:] == ["?"])
    order = list(_order(tokens))
    features.update(_runs("q", order))
    for i in (i for i, token in enumerate(tokens) if token == CANDIDATE):
        features.update(_beside(tokens, i))
    return features


def _beside(tokens: Sequence[str], at: int) -> dict[str, float]:
    """The features of one place of the candidate: its clause, and the words that touch it."""
    start, end = _clause(tokens, at)
    own = tokens[start:end]
    features = {**_bag("c", own), **_runs("k", list(_order(own)))}
    for step in (-3, -2, -1, 1, 2, 3):
        features[f"{step}:{tokens[at + step] if 0 <= at + step < len(tokens) else '^'}"] = 1.0
    return features


def _clause(tokens: Sequence[str], at: int) -> tuple[int, int]:
    start = max((i + 1 for i in range(at) if tokens[i] in CUTS), default=0)
    return start, next((i for i in range(at, len(tokens)) if tokens[i] in CUTS), len(tokens))


def _bag(prefix: str, tokens: Sequence[str]) -> dict[str, float]:
    """Words, with `!` where a negation governs them, and half a point for every word of a kind, at most one."""
    features: dict[str, float] = {}
    governed = 0
    for token in tokens:
        name = f"{prefix}:{'!' if governed > 0 else ''}"
        governed = 0 if token in CUTS else governed - 1
        features[name + token] = 1.0
        for kind in kinds(token):
            governed = _REACH if kind == "no" else governed
            label = f"{name if kind in ('good', 'bad') else prefix + ':'}{kind.upper()}"
            features[label] = min(1.0, features.get(label, 0.0) + 0.5)
    return features


def _order(tokens: Sequence[str]) -> Iterator[str]:
    """Marks and kinds of words in the order in which they stand."""
    for token in tokens:
        if token == CANDIDATE:
            yield "X"
        elif token in _SHORT:
            yield _SHORT[token]
        else:
            yield from [kind for kind in kinds(token) if kind in _IN_ORDER][:1]


def _runs(prefix: str, order: Sequence[str]) -> dict[str, float]:
    return {f"{prefix}:{' '.join(order[i : i + n])}": 1.0 for n in (2, 3) for i in range(len(order) - n + 1)}
