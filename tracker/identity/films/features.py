"""Evidence for and against each candidate pair, as one column of numbers per feature."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from rapidfuzz.process import cpdist

from tracker.domain.titles.forms import Title
from tracker.identity.films.blocking import Floats, Ints, Level, Pairs, Registry, WordLists, spans, squash
from tracker.identity.names import credits_agree

Mask = NDArray[np.bool_]

_DIGITS = re.compile(r"\d+")
_SHORT = 12
"""A part of a title with fewer letters than this counts less, the shorter the less."""
_LONG = 20
"""A title with this many letters is hardly ever given to two films by chance."""
_WORD_SLIP = 0.72
"""Least similarity of two words that may be one mistyped word."""
FAR_BEFORE, FAR_AFTER = 3, 1
"""Years between the registry's and the query's beyond which the gap counts as far."""


class YearKind(IntEnum):
    """What the year of a source means."""

    RELEASE = 0
    """The film's own year."""
    LIST = 1
    """The year of a critic's list; a festival film may be a year older."""
    SEASON = 2
    """The year of an award's season or of eligibility; a film from abroad may be some years older."""


@dataclass(frozen=True)
class Queries:
    """Printed titles to find, in columns."""

    titles: Sequence[Title]
    printed: Sequence[str]
    year: Ints
    """0 when unknown."""
    director: Sequence[str]
    """"" when unknown."""
    year_kind: NDArray[np.int8]
    """What the source's year means: a `YearKind`."""


def _title_evidence(queries: Queries, pairs: Pairs) -> dict[str, Floats]:
    partial = np.isin(pairs.level, (Level.ALIAS, Level.PART))
    letters = np.array([len(squash(title.bare)) for title in queries.titles], dtype=np.int64)[pairs.query]
    others = np.log(np.maximum(pairs.namesakes, 1))
    return {
        "alias": pairs.level == Level.ALIAS,
        "part": pairs.level == Level.PART,
        "similar": pairs.level == Level.SIMILAR,
        "short_form": np.where(partial, np.maximum(_SHORT - pairs.length, 0) / _SHORT, 0),
        "short_and_similar": np.where(pairs.level == Level.SIMILAR, np.maximum(_SHORT - letters, 0) / _SHORT, 0),
        "common_form": np.where(partial, others, 0),
    }


def _similarity(registry: Registry, queries: Queries, pairs: Pairs, not_same: Ints) -> Floats:
    """Indel similarity of the titles without spaces, 0 to 1."""
    left = [squash(queries.titles[q].bare) for q in pairs.query[not_same]]
    right = [squash(registry.whole[entry]) for entry in pairs.entry[not_same]]
    return np.asarray(cpdist(left, right, scorer=Indel.normalized_similarity, dtype=np.float64, workers=1))


def _words_left(registry: Registry, words: WordLists, query: Ints, entry: Ints) -> tuple[Floats, Floats]:
    """Share of each title's words, by rarity, that the other one lacks: the query's, and the film's."""
    mine, whose = _real_words(words, query)
    theirs, of = _real_words(registry.words, entry)
    weight = registry.word_weight
    unknown = len(weight) - 1
    mine = np.where(mine < 0, unknown, mine)
    total_mine = np.bincount(whose, weights=weight[mine], minlength=len(query))
    total_theirs = np.bincount(of, weights=weight[theirs], minlength=len(query))
    key_mine, key_theirs = whose * (unknown + 1) + mine, of * (unknown + 1) + theirs
    shared = np.isin(key_mine, key_theirs)
    common = np.bincount(whose[shared], weights=weight[mine[shared]], minlength=len(query))
    return 1 - common / np.maximum(total_mine, 1e-9), 1 - common / np.maximum(total_theirs, 1e-9)


def _real_words(words: WordLists, which: Ints) -> tuple[Ints, Ints]:
    """Words of some titles without the beginning and the end, and the position in `which` they belong to."""
    start, stop = words.end[which], words.end[which + 1]
    at, owner = spans(start, np.maximum(stop - 2, start))
    return words.word[at], owner


@lru_cache(maxsize=65536)
def _numbers(comparable: str) -> tuple[str, ...]:
    return tuple(sorted(_DIGITS.findall(comparable)))


def _number_clash(registry: Registry, queries: Queries, pairs: Pairs, not_same: Ints) -> tuple[Floats, Floats]:
    """Both titles have numbers and they differ; only one has a number."""
    left = [_numbers(queries.titles[q].bare) for q in pairs.query[not_same]]
    right = [_numbers(registry.whole[entry]) for entry in pairs.entry[not_same]]
    differ = np.array(
        [a != b and _run_together(a) != _run_together(b) for a, b in zip(left, right, strict=True)], dtype=bool
    )
    one_sided = np.array([bool(a) != bool(b) for a, b in zip(left, right, strict=True)], dtype=bool)
    return (differ & ~one_sided).astype(float), (differ & one_sided).astype(float)


def _run_together(numbers: tuple[str, ...]) -> str:
    """The digits of all numbers: those of "1 2 3" and "123" are the same."""
    return "".join(numbers)


@lru_cache(maxsize=65536)
def _same_word(one: str, other: str) -> bool:
    return Indel.normalized_similarity(one, other) >= _WORD_SLIP


KEPT = (_numbers, _same_word)
"""Functions that keep what they gave."""


def _alone(one: list[str], other: list[str]) -> int:
    """Words of one title that have no partner, equal or mistyped, in the other."""
    return sum(word not in other and not any(_same_word(word, candidate) for candidate in other) for word in one)


def _words_alone(registry: Registry, queries: Queries, pairs: Pairs, similar: Ints) -> tuple[Floats, Floats]:
    """How many words of each title the other lacks even when slips are allowed: the query's, and the film's."""
    left = [queries.titles[q].bare.split() for q in pairs.query[similar].tolist()]
    right = [registry.whole[entry].split() for entry in pairs.entry[similar].tolist()]
    return (
        np.array([_alone(a, b) for a, b in zip(left, right, strict=True)], dtype=np.float64),
        np.array([_alone(b, a) for a, b in zip(left, right, strict=True)], dtype=np.float64),
    )


def _wording_evidence(registry: Registry, queries: Queries, words: WordLists, pairs: Pairs) -> dict[str, Floats]:
    """How far apart the titles are, for pairs with different titles."""
    not_same = np.flatnonzero(pairs.level != Level.SAME)
    similar = pairs.level == Level.SIMILAR
    apart, query_left, film_left, clash, lone, query_alone, film_alone = (np.zeros(len(pairs.query)) for _ in range(7))
    if len(not_same):
        apart[not_same] = 1 - _similarity(registry, queries, pairs, not_same)
        query_left[not_same], film_left[not_same] = _words_left(
            registry, words, pairs.query[not_same], pairs.entry[not_same]
        )
        clash[not_same], lone[not_same] = _number_clash(registry, queries, pairs, not_same)
    query_alone[similar], film_alone[similar] = _words_alone(registry, queries, pairs, np.flatnonzero(similar))
    return {
        "letters_apart": np.where(similar, apart, 0),
        "query_words_left": np.where(similar, query_left, 0),
        "film_words_left": np.where(similar, film_left, 0),
        "query_words_alone": np.minimum(query_alone, 3),
        "film_words_alone": np.minimum(film_alone, 3),
        "part_letters_apart": np.where(similar, 0, apart),
        "other_number": clash,
        "number_on_one_side": np.where(similar, lone, 0),
    }


def year_gap(registry: Registry, queries: Queries, pairs: Pairs) -> tuple[Ints, Mask]:
    """The registry's year minus the query's, and whether both are known."""
    theirs, mine = registry.year[pairs.entry], queries.year[pairs.query]
    return theirs - mine, (theirs > 0) & (mine > 0)


def _year_evidence(registry: Registry, queries: Queries, pairs: Pairs) -> dict[str, Floats]:
    gap, dated = year_gap(registry, queries, pairs)
    year, kind = queries.year[pairs.query], queries.year_kind[pairs.query]
    far = dated & ((gap < -FAR_BEFORE) | (gap > FAR_AFTER))
    off = dated & (gap != 0)
    near = dated & (gap >= -1) & (gap <= 0)
    titled = pairs.level == Level.SAME
    return {
        "query_year_unknown": year == 0,
        "film_year_unknown": ~dated & (year > 0),
        **{f"one_year_earlier_{k.name.lower()}": dated & (gap == -1) & (kind == k) for k in YearKind},
        **{f"two_years_earlier_{k.name.lower()}": dated & (gap == -2) & (kind == k) for k in YearKind},  # noqa: PLR2004
        "three_years_earlier": dated & (gap == -3),  # noqa: PLR2004
        "one_year_later": dated & (gap == 1),
        "far": far,
        "years_far": np.where(far, np.log1p(np.abs(gap)), 0),
        "off_and_not_same": off & ~titled,
        "off_and_common": np.where(titled & ~near, np.log(np.maximum(pairs.namesakes, 1)), 0),
        "off_and_long": np.where(off & (gap != -1) & titled, np.minimum(pairs.length, _LONG) / _LONG, 0),
    }


def _nearer_namesake(gap: Ints, dated: Mask, pairs: Pairs) -> Mask:
    """Whether another film with the same title is nearer to the query's year."""
    rival = dated & (pairs.level == Level.SAME)
    distance = np.abs(gap)
    nearest = np.full(int(pairs.query.max(initial=-1)) + 1, np.iinfo(np.int64).max)
    np.minimum.at(nearest, pairs.query[rival], distance[rival])
    further: Mask = rival & (nearest[pairs.query] < distance)
    return further


def _people_evidence(queries: Queries, directors: Sequence[str], pairs: Pairs) -> dict[str, Floats]:
    """Whether the credits share a person; a blank counts neither way."""
    agree, clash, title = (np.zeros(len(pairs.query)) for _ in range(3))
    for at, (q, row) in enumerate(zip(pairs.query.tolist(), pairs.row.tolist(), strict=True)):
        theirs = directors[row]
        if not theirs:
            continue
        if mine := queries.director[q]:
            (agree if credits_agree(mine, theirs) else clash)[at] = 1
        elif (names := queries.titles[q].names) and any(credits_agree(name, theirs) for name in names):
            title[at] = 1
    return {"same_director": agree, "other_director": clash, "director_in_title": title}


def evidence(
    registry: Registry, directors: Sequence[str], queries: Queries, words: WordLists, pairs: Pairs
) -> dict[str, Floats]:
    """Every feature of the model for each pair, by name.

    Args:
        registry: the indexed registry.
        directors: credits by film, "" when unknown.
        queries: the printed titles.
        words: words of each query's `bare` title, by the registry's vocabulary.
        pairs: candidates.
    """
    gap, dated = year_gap(registry, queries, pairs)
    features = {
        **_title_evidence(queries, pairs),
        **_wording_evidence(registry, queries, words, pairs),
        **_year_evidence(registry, queries, pairs),
        "nearer_namesake": _nearer_namesake(gap, dated, pairs),
        **_people_evidence(queries, directors, pairs),
        "original_title": registry.is_original[pairs.entry] & (pairs.level != Level.SAME),
    }
    return {name: np.asarray(values, dtype=np.float64) for name, values in features.items()}
