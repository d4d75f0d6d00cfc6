"""Where titles of works stand in a text: one automaton over all of them, however many there are."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from tracker.domain.text.sentences import plain

MAX_TITLE = 200
"""Characters; longer ones are not titles."""
_COMMON = 2e-6
"""Share of all words from which a word counts as one of everyday language."""
_SMALL = frozenset("a an and as at but by for from in into is it me my nor of off on or our so the to up us we with vs".split())  # fmt: skip  # noqa: E501, SIM905
"""Words that a title may have in small letters."""


@dataclass(frozen=True)
class KnownWork:
    """A work that a text may mention."""

    key: str
    title: str
    kind: str = "film"
    """`film` or `book`."""
    year: int | None = None
    other_titles: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    """Director, cast and other credited people of a film; author of a book."""
    directors: tuple[str, ...] = ()

    @property
    def everybody(self) -> tuple[str, ...]:
        """Everyone who made it."""
        return (*self.directors, *self.people)


@dataclass(frozen=True)
class Hit:
    """A stretch of text that reads like a title."""

    start: int
    end: int
    title: str
    """As the index has it."""
    works: tuple[KnownWork, ...]
    """Every work of this title."""


@cache
def _frequencies() -> "dict[str, float]":
    from spellchecker import SpellChecker

    counts = SpellChecker().word_frequency
    return {word: counts[word] / counts.total_words for word in counts.words()}


@cache
def commonness(word: str) -> float:
    """Share of all words of running English text that this word has; 0 for one that nobody counted."""
    return _frequencies().get(plain(word), 0.0)


@cache
def everyday(title: str) -> bool:
    """Whether every word of a title is a word of everyday language ("Up", "It", "Drive", "Another Year")."""
    return all(commonness(word) >= _COMMON for word in re.findall(r"[^\W\d_]+", title))


class TitleIndex:
    """Titles of works, which may repeat.

    Args:
        works: films and books.
    """

    def __init__(self, works: Iterable[KnownWork]) -> None:
        import ahocorasick

        self._works: dict[str, list[KnownWork]] = defaultdict(list)
        self._title: dict[str, str] = {}
        for work in works:
            for title in (work.title, *work.other_titles):
                for form in _forms(title):
                    if work not in self._works[form]:
                        self._works[form].append(work)
                    self._title.setdefault(form, title)
        self._automaton = ahocorasick.Automaton()
        for form in self._works:
            self._automaton.add_word(form, (len(form) - 1, form))
        if self._works:
            self._automaton.make_automaton()

    def __len__(self) -> int:
        return len(self._works)

    def find(self, text: str) -> list[Hit]:
        """Every stretch of `text` that is a title and is written like one, longest first where two overlap."""
        if not self._works:
            return []
        plain_text = plain(text)
        # Titles begin with a capital, a figure or a sign; a script without capitals always qualifies.
        stretches = [
            (end - back, end + 1, form)
            for end, (back, form) in self._automaton.iter(plain_text)
            if not text[end - back].islower() and _whole(plain_text, end - back, end + 1)
        ]
        return [
            Hit(a, b, self._title[form], tuple(self._works[form]))
            for a, b, form in _longest(stretches)
            if _written_like(text[a:b], self._title[form])
        ]


def _forms(title: str) -> Iterator[str]:
    form = re.sub(r"\s+", " ", plain(title)).strip()
    if not 1 <= len(form) <= MAX_TITLE or not any(c.isalnum() for c in form):
        return
    yield form
    if "&" in form:
        yield form.replace("&", "and")
    if " and " in form:
        yield form.replace(" and ", " & ")


def _whole(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 2) : start], text[end : end + 1]
    return not (before[-1:].isalnum() or after.isalnum() or re.fullmatch(r"\w['-]", before))


def _longest(stretches: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Of stretches that overlap, the longest; in the order of the text."""
    spans: list[tuple[int, int, str]] = []
    for hit in sorted(stretches, key=lambda h: (h[0] - h[1], h[0])):
        i = bisect_left(spans, hit)
        if (i == 0 or spans[i - 1][1] <= hit[0]) and (i == len(spans) or spans[i][0] >= hit[1]):
            spans.insert(i, hit)
    return spans


def _written_like(printed: str, title: str) -> bool:
    """Whether longer words have their capitals; the small words between may be written either way."""
    small = (word for word in re.findall(r"[^\W\d_]+", printed)[1:] if word[0].islower() and word not in _SMALL)
    return not any(_has_capital(title, word) for word in small)


def _has_capital(title: str, word: str) -> bool:
    return any(w[0].isupper() for w in re.findall(r"[^\W\d_]+", title) if plain(w) == plain(word))
