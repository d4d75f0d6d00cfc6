"""Whether two credits name the same person, whatever the name order, initials, lost accents and small slips."""

import re
from functools import lru_cache

from rapidfuzz.distance import Indel

from tracker.domain.titles.comparable import fold

_BETWEEN = re.compile(r"\s*[,;/|&+]\s*|\s+and\s+")
_CLOSE = 0.86
"""Least similarity of two whole names that differ by a slip; "Alfonso Cuarn" for "Alfonso Cuarón" is at 0.96."""
MAX_COMPARED = 400
"""Characters of a credit that are compared."""

Name = tuple[str, ...]


@lru_cache(maxsize=65536)
def people(credit: str) -> tuple[Name, ...]:
    """The names of a credit, each as folded words; a lone word may be half of "Family, Given" and stays a name."""
    parts = (tuple(fold(part).split()) for part in _BETWEEN.split(credit[:MAX_COMPARED]))
    names = tuple(dict.fromkeys(part for part in parts if part))
    single = [name for name in names if len(name) == 1]
    if len(names) == 2 and single:  # noqa: PLR2004 - "Family, Given"
        return (*names, names[0] + names[1])
    return names


def same_person(one: Name, other: Name) -> bool:
    """Whether two names, as folded words, may belong to one person.

    True for the same words in any order, for all words of the one among those of the other (a second family name, a
    first given name), for initials and left-out middle names beside a shared family name (first or last word), and for
    names that differ by a letter or a space.
    """
    if one == other or (not {*one}.isdisjoint(other) and _same_words(one, other)):
        return True
    return Indel.normalized_similarity("".join(one), "".join(other), score_cutoff=_CLOSE) > 0


def _same_words(one: Name, other: Name) -> bool:
    """Whether names that share a word have all of the shorter's, or a family name beside initials."""
    if len(one) == 1 or len(other) == 1:
        return sorted(one) == sorted(other)
    return {*one} <= {*other} or {*other} <= {*one} or _abbreviated(one, other) or _abbreviated(one[::-1], other[::-1])


def begins(one: Name, other: Name) -> bool:
    """Whether a name is a lone word, and the first of the other or made of it, as a stage name is of a full one.

    Names of several words are spelled alike if one has all words of the other.
    """
    if not len(one) == 1 < len(other):
        return False
    return one[0] == other[0] or (len(other[0]) >= _MADE_OF and one[0].startswith(other[0]))


_MADE_OF = 4
"""Least letters of a given name of which a stage name is made; "Jo" and "Al" begin too much."""


def _abbreviated(one: Name, other: Name) -> bool:
    """Whether the last words are equal and the first words agree as far as the shorter goes."""
    first, second = one[0], other[0]
    short, long = sorted((first, second), key=len)
    return one[-1] == other[-1] and (long.startswith(short) if len(short) <= 3 else first == second)  # noqa: PLR2004


@lru_cache(maxsize=262144)
def credits_agree(one: str, other: str) -> bool:
    """Whether two credits, each with one or several names, share a person. Blank credits share nobody."""
    left, right = people(one), people(other)
    return any(same_person(a, b) for a in left for b in right)
