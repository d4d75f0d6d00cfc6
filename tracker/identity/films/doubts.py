"""Film keys that may mean one film because a row is doubtful.

Its number or its title may be a slip, or it has no more than a title that several films have. What is doubtful is told
by what each of two keys has of its own; a third key never settles it.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from tracker.identity.films.film import one_word
from tracker.identity.films.registry import names_of, share_a_person

if TYPE_CHECKING:
    from tracker.identity.films.film import Film

Key = str
KeyPair = tuple[Key, Key]
Place = tuple[str, int]
"""A comparable title and the season of the list that prints it."""

NEIGHBOURS = 1
"""Seasons between two lists that may name one film."""
MISSPELT, LONG = 2, 10
"""Most letters in which a misspelt title differs, from so many letters on; a shorter one differs in one."""
_PRINTED = "printed:"
OF_AWARDS = "works"
"""The frame of awards' lists, by which the labels of films' titles begin."""


class Doubt(IntEnum):
    """What a pair of keys has of doubt; the greater goes before."""

    NUMBER = 1
    """The number of one may be a slip: it tells nothing apart, and what the same people made is one film."""
    OPEN = 2
    """Numbers tell nothing apart, but nothing joins two for it: titles may be a slip, or seasons are not the same."""
    LOOSE = 3
    """A row of one may mean the other, whatever tells the two apart."""
    ROW = 4
    """The same, and its number is one film's and its title the other's, so that nothing joins the two."""


def misspelt(words: Sequence[str], others: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Titles in one word that may be one, a slip or two aside; equal ones too."""
    if not words or not others:
        return
    distances = process.cdist(words, others, scorer=OSA.distance, score_cutoff=MISSPELT, dtype=np.int32)
    for at, beside in np.argwhere(distances <= MISSPELT).tolist():
        one, other = words[at], others[beside]
        most = MISSPELT if min(len(one), len(other)) >= LONG else 1
        if distances[at, beside] <= most and re.findall(r"\d+", one) == re.findall(r"\d+", other):
            yield one, other


class Doubtful(NamedTuple):
    """A title under which rows may mean another film than their key says."""

    key: Key
    title: str
    season: int
    is_alone: bool
    """Whether the number may be a slip, or there is none; else the row may be about another film than its number."""


class Doubts:
    """The doubts among films.

    Args:
        of: what is said of each key.
        listed: keys that awards' lists have.
        registered: keys that the registry has.
    """

    def __init__(self, of: "Mapping[Key, Film]", listed: Collection[Key], registered: Collection[Key]) -> None:
        self._of, self._listed, self._registered = of, listed, registered
        self._every = {*listed, *registered}

    def pairs(self) -> dict[KeyPair, Doubt]:
        """By two keys, what makes them doubtful."""
        rows = [one for key, film in self._of.items() for one in self._doubtful(key, film)]
        doubts: dict[KeyPair, Doubt] = {}
        for (one, other), doubt in chain(self._of_title(rows), self._misspelt(rows), self._loose()):
            pair = min(one, other), max(one, other)
            doubts[pair] = max(doubt, doubts.get(pair, doubt))
        return doubts

    def _is_alone(self, key: Key) -> bool:
        """Whether nothing but rows of one publisher, or no award's list, has the key."""
        film = self._of[key]
        alone = key not in self._listed or len(_publishers(film.printed)) == 1
        return alone and key not in self._registered and (key.startswith(_PRINTED) or not film.is_linked)

    def _doubtful(self, key: Key, film: "Film") -> Iterator[Doubtful]:
        """The doubtful titles of a key.

        All of a number that the registry lacks and that one publisher alone has, and of a key that is a title; of other
        numbers, titles that one publisher alone has. So may be a number of a film that no award's list has.
        """
        if not (film.imdb or film.qid or key.startswith(_PRINTED)):
            return
        is_alone = self._is_alone(key)
        is_known = key in self._registered or len(_publishers(film.printed)) > 1
        for title, season in film.printed:
            of_one = is_known and title not in film.known and len(_publishers(film.printed, title)) == 1
            if is_alone or of_one:
                yield Doubtful(key, title, season, is_alone)

    def _of_title(self, rows: Iterable[Doubtful]) -> Iterator[tuple[KeyPair, Doubt]]:
        """Keys of the same title, of which one may be a slip.

        Tallies and lists of eligible films that have the title for both tell them apart.
        """
        rows = [row for row in rows if self._of[row.key].imdb or self._of[row.key].qid]
        titles = {row.title for row in rows}
        titled: dict[str, set[Key]] = defaultdict(set)
        for key in self._every:
            for title in titles & self._of[key].full:
                titled[title].add(key)
        for row in rows:
            for other in titled[row.title] - {row.key}:
                if self._have_title(row, other):
                    yield (row.key, other), Doubt.NUMBER if row.is_alone else Doubt.ROW
                elif row.is_alone and self._are_near(row, other):
                    yield (row.key, other), Doubt.OPEN

    def _have_title(self, row: Doubtful, other: Key) -> bool:
        """Whether a list of the season, or the registry, has the title for another film."""
        film, place = self._of[other], (row.title, row.season)
        is_of_season = film.year is not None and film.year in (row.season, row.season - 1)
        if place not in film.printed and not (row.key in self._listed and row.title in film.known and is_of_season):
            return False
        return not _of_lists(self._of[row.key].printed[place] & film.printed.get(place, set()))

    def _are_near(self, row: Doubtful, other: Key) -> bool:
        """Whether the other film is of a neighbouring season, and no tally and no list of eligible films has both."""
        if not {row.key, other} & {*self._listed} or not _near(row.season, self._of[other].seasons):
            return False
        mine, theirs = (
            {label for labels in self._of[key].printed.values() for label in labels} for key in (row.key, other)
        )
        return not _of_lists(mine & theirs)

    def _misspelt(self, rows: Iterable[Doubtful]) -> Iterator[tuple[KeyPair, Doubt]]:
        """Keys of one season whose titles differ in spaces, or in a letter or two, where one of the two is doubtful."""
        by_season: dict[int, dict[str, list[Doubtful]]] = defaultdict(lambda: defaultdict(list))
        for row in rows:
            for word in one_word(row.title):
                if row.is_alone or not self._is_own(word, row):
                    by_season[row.season][word].append(row)
        of_season: dict[int, dict[str, set[Key]]] = defaultdict(lambda: defaultdict(set))
        for key in self._every:
            film = self._of[key]
            for season in film.seasons & by_season.keys():
                for word in film.words:
                    of_season[season][word].add(key)
        for season, own in by_season.items():
            others = of_season[season]
            for one, other in misspelt([*own], [*others]):
                yield from (
                    ((row.key, key), Doubt.OPEN if row.is_alone else Doubt.ROW)
                    for row in own[one]
                    for key in others[other] - {row.key}
                    if self._may_be(row, key)
                )

    def _is_own(self, word: str, row: Doubtful) -> bool:
        """Whether another title of the key is spelt nearly so."""
        film = self._of[row.key]
        titles = {title for title, _ in film.printed} | film.known
        return any(misspelt([word], [*one_word(*(titles - {row.title}))]))

    def _may_be(self, row: Doubtful, other: Key) -> bool:
        """Whether titles differ, one of the two is on an award's list, and, of numbers alone, no tally has both."""
        if row.title in self._of[other].full or not {row.key, other} & {*self._listed}:
            return False
        if not row.is_alone:
            return True
        mine, theirs = (
            {label for (_, season), labels in self._of[key].printed.items() if season == row.season for label in labels}
            for key in (row.key, other)
        )
        return not _of_lists(mine & theirs)

    def _loose(self) -> Iterator[tuple[KeyPair, Doubt]]:
        """Keys of one title where a row of an award's list has nothing but the title, and both films are of its season.

        The people beside it may tell for which of the two it is.
        """
        loose = {key: film for key, film in self._of.items() if film.loose}
        titles = {title for film in loose.values() for title, _ in film.loose}
        titled: dict[str, set[Key]] = defaultdict(set)
        for key in self._every:
            for title in titles & self._of[key].full:
                titled[title].add(key)
        for key, film in loose.items():
            for (title, season), several in film.loose.items():
                for other in titled[title] - {key}:
                    if season in self._of[other].seasons and not all(_is_named(film, names) for names in several):
                        yield (key, other), Doubt.LOOSE


def _is_named(film: "Film", names: Iterable[str]) -> bool:
    """Whether surer rows, or the registry, name somebody of these for a film."""
    return share_a_person(names_of(names), names_of(film.firm))


def _near(season: int, seasons: Iterable[int]) -> bool:
    return any(abs(season - one) <= NEIGHBOURS for one in seasons)


def _of_lists(labels: Iterable[str]) -> bool:
    """Whether any is of a tally or a list of eligible films."""
    return not all(label.startswith(OF_AWARDS) for label in labels)


def _publishers(printed: Mapping[Place, set[str]], title: str | None = None) -> set[str]:
    """The publishers that print any title, or one."""
    return {label.split(" ", 1)[1] for (one, _), labels in printed.items() if title in (None, one) for label in labels}
