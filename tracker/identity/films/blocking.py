"""Which films of a registry could be meant: candidates by title form and by rare words, without comparing all pairs.

Two sorted integer arrays serve as the index. *Forms*: a hash of every title form (without spaces) with the year, to
find titles that agree in whole or in part whatever the year. *Words*: word, year and entry packed into one integer, to
find titles that share rare words, a beginning or an end within a few years; this is where slips of the pen are found.
Look-ups are binary searches, so time grows with n log n. Hashes only propose candidates.

An *entry* is one title of one film: its title, or another one it is known by.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tracker.domain.titles.forms import Form, Title, take_apart

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Hashes = NDArray[np.uint64]

_ENTRY_BITS, _YEAR_BITS = 26, 12
_WORD_SHIFT = _ENTRY_BITS + _YEAR_BITS
_YEAR_MASK = (1 << _YEAR_BITS) - 1
MAX_ENTRIES = 1 << _ENTRY_BITS

YEARS_BEFORE, YEARS_AFTER = 3, 1
"""How far the registry's year may be from the query's for a merely similar title."""
KEPT = 6
"""Similar titles kept for one query."""
_MOST_PAIRS = 160
"""Entries examined for one query by rare words; commoner words that would exceed this are left out."""
_MOST_FOR_RAREST = 1500
"""Entries that a query's rarest word alone may add."""
_MOST_NAMESAKES = 100
"""With more entries than this under one form, only those near the year are candidates."""
_GRAM = 4
"""Letters of the beginning and of the end of a title that serve as words of their own."""
_GRAM_WEIGHT = 0.5


class Level(IntEnum):
    """How two titles agree."""

    SAME = 0
    """The whole title."""
    ALIAS = 1
    """A whole title with another one printed beside it."""
    PART = 2
    """One is a part of the other."""
    SIMILAR = 3
    """Words or letters in common."""


_LEVEL_OF_KINDS = np.array([[0, 1, 2], [1, 1, 2], [2, 2, 3]], dtype=np.int8)
"""Level by the kinds of form on both sides; two pieces in common ("Series: First", "Series: Second") do not count."""


@dataclass(frozen=True)
class Forms:
    """Every form of some titles, in columns."""

    hash: Hashes
    owner: Ints
    kind: NDArray[np.int8]
    length: NDArray[np.int16]
    """Letters and digits in the form."""


@dataclass(frozen=True)
class Pairs:
    """Candidate pairs in columns, one for each query and film, sorted by query and film."""

    query: Ints
    row: Ints
    entry: Ints
    level: NDArray[np.int8]
    length: NDArray[np.int16]
    """Letters of the form in common; for similar titles, how strong the words in common are."""
    namesakes: Ints
    """Entries of the registry with the form in common; 0 for similar titles."""


def squash(comparable: str) -> str:
    """Remove spaces: "good fellas" becomes "goodfellas"."""
    return comparable.replace(" ", "")


def collect_forms(titles: Iterable[Title]) -> Forms:
    """The forms of titles; a title with nothing to compare has none and so matches nothing."""
    texts: list[str] = []
    owners, kinds = array("q"), array("b")
    for owner, title in enumerate(titles):
        if not title.whole:
            continue
        for text, kind in ((title.whole, Form.WHOLE), *title.forms.items()):
            texts.append(text.replace(" ", ""))
            owners.append(owner)
            kinds.append(kind)
    lengths = np.fromiter(map(len, texts), dtype=np.int16, count=len(texts))
    hashed = pd.util.hash_array(np.array(texts, dtype=object), categorize=False) if texts else np.empty(0, np.uint64)
    return Forms(hashed, np.array(owners, np.int64), np.array(kinds, np.int8), lengths)


def _hash_and_year(hashed: Hashes, year: Ints) -> Hashes:
    return (hashed & ~np.uint64(_YEAR_MASK)) | year.astype(np.uint64)


def spans(start: Ints, stop: Ints) -> tuple[Ints, Ints]:
    """All positions of half-open ranges, and which range each belongs to."""
    lengths = stop - start
    owner = np.repeat(np.arange(len(start)), lengths)
    first = np.repeat(start - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths) if len(start) else start
    return first + np.arange(len(owner)), owner


def words_of(comparable: str) -> list[str]:
    """The words of a title, then its beginning and its end."""
    letters = squash(comparable)
    return [*dict.fromkeys(comparable.split()), "\x01" + letters[:_GRAM], "\x02" + letters[-_GRAM:]]


class WordLists:
    """Words of many titles as numbers, one title after the other; the last two of each are beginning and end."""

    def __init__(self, word: Ints, end: Ints) -> None:
        self.word = word
        """Word numbers; -1 for a word that the vocabulary lacks."""
        self.end = end
        """Where each title's words begin, and after the last title the end of all."""

    @classmethod
    def read(cls, titles: Iterable[str], vocabulary: dict[str, int], *, grow: bool) -> "WordLists":
        """The words of comparable titles; `grow` adds new ones to the vocabulary."""
        numbers, ends = array("i"), array("q", [0])
        for title in titles:
            words = words_of(title) if title else []
            if grow:
                numbers.extend([vocabulary.setdefault(word, len(vocabulary)) for word in words])
            else:
                numbers.extend([vocabulary.get(word, -1) for word in words])
            ends.append(len(numbers))
        return cls(np.array(numbers, dtype=np.int64), np.array(ends, dtype=np.int64))

    def take(self, which: Ints) -> "WordLists":
        """The words of some of the titles."""
        start, stop = self.end[which], self.end[which + 1]
        at, _ = spans(start, stop)
        return WordLists(self.word[at], np.concatenate(([0], np.cumsum(stop - start))))

    def __len__(self) -> int:
        return len(self.end) - 1

    @property
    def owner(self) -> Ints:
        """The title each word belongs to."""
        return np.repeat(np.arange(len(self)), np.diff(self.end))


class Registry:
    """A registry of films, indexed.

    Args:
        titles: title of each film, "" where unknown.
        others: other titles, each with the position of its film; original titles, aliases, release titles.
        years: year of each film, 0 where unknown.
    """

    def __init__(self, titles: Sequence[str], others: Sequence[tuple[int, str]], years: Ints) -> None:
        others = [(row, text) for row, text in others if text and text != titles[row]]
        self.row: Ints = np.concatenate((np.arange(len(titles)), np.array([row for row, _ in others], dtype=np.int64)))
        self.is_original = np.arange(len(self.row)) >= len(titles)
        self.renamed = {row for row, _ in others}
        """Films with a title besides the first."""
        self.year = years[self.row]
        self.printed = (*titles, *(text for _, text in others))
        self.whole: list[str] = []
        self.other_work: dict[int, str] = {}
        self._index_forms(collect_forms(self._read(self.printed)))
        self._index_words()

    def _read(self, texts: Iterable[str]) -> Iterator[Title]:
        for entry, text in enumerate(texts):
            title = take_apart(text)
            self.whole.append(title.whole)
            if title.other_work:
                self.other_work[entry] = title.other_work
            yield title

    def _index_forms(self, forms: Forms) -> None:
        key = _hash_and_year(forms.hash, self.year[forms.owner])
        order = np.argsort(key, kind="stable")
        self._form_key = key[order]
        self._form_entry = forms.owner[order].astype(np.int32)
        self._form_kind = forms.kind[order]

    def _index_words(self) -> None:
        self.vocabulary: dict[str, int] = {}
        self.words = WordLists.read(self.whole, self.vocabulary, grow=True)
        owner = self.words.owner
        self._postings = (self.words.word << _WORD_SHIFT) | (self.year[owner] << _ENTRY_BITS) | owner
        self._postings.sort()
        count = np.bincount(self.words.word, minlength=len(self.vocabulary) + 1)
        weight = np.log((len(self.whole) + 1) / np.maximum(count, 1))
        weight[[number for word, number in self.vocabulary.items() if word[0] in "\x01\x02"]] *= _GRAM_WEIGHT
        self.word_weight: Floats = weight
        """How rare each word is (natural log of entries over entries with the word); the last is for unknown words."""
        self.entry_weight = np.bincount(owner, weights=weight[self.words.word], minlength=len(self.whole))

    def pairs_by_form(self, forms: Forms, years: Ints) -> Pairs:
        """Films that share a title form with a query; `years` by query, 0 when unknown."""
        start, stop = self._form_range(forms, years)
        at, which = spans(start, stop)
        entry = self._form_entry[at].astype(np.int64)
        level = _LEVEL_OF_KINDS[forms.kind[which], self._form_kind[at]]
        keep = level < Level.SIMILAR
        which, entry = which[keep], entry[keep]
        return self.one_each(
            Pairs(forms.owner[which], self.row[entry], entry, level[keep], forms.length[which], (stop - start)[which])
        )

    def _form_range(self, forms: Forms, years: Ints) -> tuple[Ints, Ints]:
        year, none = years[forms.owner], np.zeros(len(forms.owner), np.int64)
        start = np.searchsorted(self._form_key, _hash_and_year(forms.hash, none))
        stop = np.searchsorted(self._form_key, _hash_and_year(forms.hash, none + _YEAR_MASK), side="right")
        many = np.flatnonzero((stop - start > _MOST_NAMESAKES) & (year > 0))
        low = _hash_and_year(forms.hash[many], np.maximum(year[many] - YEARS_BEFORE, 0))
        high = _hash_and_year(forms.hash[many], year[many] + YEARS_AFTER)
        start[many] = np.searchsorted(self._form_key, low)
        stop[many] = np.searchsorted(self._form_key, high, side="right")
        return start, np.minimum(stop, start + 2 * _MOST_NAMESAKES)

    def pairs_by_words(self, words: WordLists, queries: Ints, years: Ints) -> Pairs:
        """The few films most like each query by rare words, beginnings and ends, within a few years.

        Args:
            words: of each query's title.
            queries: number of each query, for the result.
            years: of each query, 0 when unknown.
        """
        owner, word = words.owner, words.word
        indexed = word >= 0
        owner, word = owner[indexed], word[indexed]
        low, high, which = self._word_ranges(word, years[owner])
        owner, word = owner[which], word[which]
        ranges = _within_budget(owner, high - low)
        at, which = spans(low[ranges], high[ranges])
        entry = self._postings[at] & (MAX_ENTRIES - 1)
        pair, weight = _sum_by_key((owner[ranges][which] << _ENTRY_BITS) | entry, self.word_weight[word[ranges][which]])
        owner, entry = pair >> _ENTRY_BITS, pair & (MAX_ENTRIES - 1)
        likeness = weight**2 / self.entry_weight[entry]
        order = np.lexsort((entry, -likeness, owner))
        best = order[_rank_in_group(owner[order]) < KEPT]
        entry, zero = entry[best], np.zeros(len(best), np.int64)
        level = np.full(len(best), Level.SIMILAR, np.int8)
        strength = np.minimum(likeness[best] * 100, 32_000).astype(np.int16)
        return self.one_each(Pairs(queries[owner[best]], self.row[entry], entry, level, strength, zero))

    def _word_ranges(self, word: Ints, year: Ints) -> tuple[Ints, Ints, Ints]:
        """Ranges of postings for each word near its year, then for the films without a year."""
        dated = year > 0
        first = np.where(dated, np.maximum(year - YEARS_BEFORE, 1), 1)
        last = np.where(dated, year + YEARS_AFTER, _YEAR_MASK)
        base = word << _WORD_SHIFT
        low = np.searchsorted(self._postings, base | (first << _ENTRY_BITS))
        high = np.searchsorted(self._postings, (base | (last << _ENTRY_BITS)) + MAX_ENTRIES)
        low_undated = np.searchsorted(self._postings, base)
        high_undated = np.searchsorted(self._postings, base + MAX_ENTRIES)
        number = np.arange(len(word))
        return (
            np.concatenate((low, low_undated)),
            np.concatenate((high, high_undated)),
            np.concatenate((number, number)),
        )

    def one_each(self, pairs: Pairs) -> Pairs:
        """One pair for each query and film: the strongest level, then the longest form, then the first entry."""
        order = np.lexsort((pairs.entry, -pairs.length, pairs.level, pairs.row, pairs.query))
        query, row = pairs.query[order], pairs.row[order]
        new = np.ones(len(order), dtype=bool)
        new[1:] = (query[1:] != query[:-1]) | (row[1:] != row[:-1])
        return take(pairs, order[new])


def take(pairs: Pairs, which: Ints | NDArray[np.bool_]) -> Pairs:
    """A selection of the pairs, by position or mask."""
    return Pairs(
        pairs.query[which],
        pairs.row[which],
        pairs.entry[which],
        pairs.level[which],
        pairs.length[which],
        pairs.namesakes[which],
    )


def join(one: Pairs, other: Pairs) -> Pairs:
    """Both lists of pairs, concatenated."""
    return Pairs(
        np.concatenate((one.query, other.query)),
        np.concatenate((one.row, other.row)),
        np.concatenate((one.entry, other.entry)),
        np.concatenate((one.level, other.level)),
        np.concatenate((one.length, other.length)),
        np.concatenate((one.namesakes, other.namesakes)),
    )


def _rank_in_group(group: Ints) -> Ints:
    """0, 1, 2 ... within each run of equal values."""
    start = np.concatenate(([True], group[1:] != group[:-1])) if len(group) else np.empty(0, bool)
    position = np.arange(len(group))
    first: Ints = np.maximum.accumulate(np.where(start, position, 0))
    return position - first


def _within_budget(owner: Ints, size: Ints) -> Ints:
    """Which ranges each owner can afford, the smallest first; the smallest may go over the budget."""
    order = np.lexsort((size, owner))
    owner, size = owner[order], size[order]
    total = np.cumsum(size)
    first = _rank_in_group(owner) == 0
    before = np.maximum.accumulate(np.where(first, total - size, 0))
    spent = total - before
    rarest = (spent == size) & (size <= _MOST_FOR_RAREST)
    ranges: Ints = order[((spent <= _MOST_PAIRS) | rarest) & (size > 0)]
    return ranges


def _sum_by_key(key: Ints, value: Floats) -> tuple[Ints, Floats]:
    """Distinct keys in order, and the sum of the values of each."""
    order = np.argsort(key, kind="stable")
    key, value = key[order], value[order]
    start = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1]))) if len(key) else np.empty(0, np.int64)
    return key[start], np.add.reduceat(value, start) if len(key) else value
