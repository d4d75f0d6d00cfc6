"""Signs: what speaks for and against a reading of a sentence, each a number with a name.

A decision (`tracker.press.weighing`) weighs them. The words are data: `tracker/data/press_signs.yml`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tracker.domain.yamltext import load_yaml
from tracker.press.lexicon import BODY, any_of, words_pattern
from tracker.press.text import Sentence, plain

Signs = Mapping[str, float]


@dataclass(frozen=True)
class Said:
    """A part of a sentence that speaks of one work, and what stands around it."""

    part: Sentence
    whole: Sentence
    before: Sentence | None
    after: Sentence | None
    """The next sentence, where it names no other work."""
    works: int
    """How many works the sentence names; 0 where it goes on about the work of one before."""
    near: bool = True
    """Whether this sentence or the one before it names the work: farther on, a text may speak of anything."""
    turned_to: bool = False
    """Whether the sentence before names other works and not this one."""
    own: Sentence | None = None
    """The part with no title blanked but the work's; None where it may speak of others."""


@dataclass(frozen=True)
class Candidate:
    """A craft that may be praised, or a body that may have missed the work."""

    slug: str
    signs: Signs
    people: tuple[str, ...] = ()
    """Who is praised, where the craft is."""


@dataclass(frozen=True)
class _Words:
    """Single words and beginnings of words, looked up a word at a time."""

    exact: frozenset[str]
    beginnings: frozenset[str]
    shortest: int

    def has(self, word: str) -> bool:
        return word in self.exact or any(word[:n] in self.beginnings for n in range(self.shortest, len(word) + 1))

    def count(self, text: str) -> int:
        """How many words of a plain text are of the list."""
        return sum(map(self.has, _WORD.findall(text)))


_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


@dataclass(frozen=True)
class Vocabulary:
    """The lists of the file."""

    good: _Words
    bad: _Words
    patterns: Mapping[str, re.Pattern[str]]
    given: re.Pattern[str]
    """Over a sentence in which `BODY` stands for a body's name: that it gave something."""
    named_aside: re.Pattern[str]
    """The same: that it is named for something else than what it did with the film."""
    acclaim: re.Pattern[str]
    """Turns of praise, whatever is praised."""
    censure: re.Pattern[str]
    """Turns of blame."""

    def __getitem__(self, name: str) -> re.Pattern[str]:
        return self.patterns[name]


def _words(entries: list[str]) -> _Words:
    stems = frozenset(plain(e[:-1]) for e in entries if e.endswith("*"))
    exact = frozenset(plain(e) for e in entries if not e.endswith("*"))
    return _Words(exact, stems, min(map(len, stems)))


@cache
def vocabulary() -> Vocabulary:
    """The shipped vocabulary."""
    data = load_yaml(files("tracker.data").joinpath("press_signs.yml").read_text(encoding="utf-8"), "press_signs.yml")
    apart = ("good", "bad", "given", "named_aside", "acclaim", "censure")
    rest = {name: words_pattern(entries) for name, entries in data.items() if name not in apart}
    return Vocabulary(
        good=_words(data["good"]),
        bad=_words(data["bad"]),
        patterns=rest,
        given=_around_body(data["given"]),
        named_aside=_around_body(data["named_aside"]),
        acclaim=any_of(data["acclaim"]),
        censure=any_of(data["censure"]),
    )


def _around_body(patterns: list[str]) -> re.Pattern[str]:
    return any_of(pattern.replace("{body}", BODY) for pattern in patterns)


def count(number: int, most: int = 2) -> float:
    """A number of words as a sign from 0 to 1."""
    return min(number, most) / most
