"""The words of columns and reviews (`tracker/data/press.yml`) as patterns."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tracker.domain.bodies import aliases
from tracker.domain.yamltext import load_yaml
from tracker.press.text import plain


def words_pattern(entries: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the entries as whole words in `plain` text; `*` stands for any ending.

    Entries that begin with "n't" begin inside a word.
    """
    inside: list[str] = []
    whole: list[str] = []
    for entry in sorted(entries, key=len, reverse=True):
        (inside if entry.startswith("n't") else whole).append(_entry(entry))
    groups = [f"(?<!\\w)(?:{'|'.join(whole)})"] * bool(whole) + [f"(?<=\\w)(?:{'|'.join(inside)})"] * bool(inside)
    return re.compile(f"(?:{'|'.join(groups)})(?!\\w)" if groups else r"(?!)")


def _entry(entry: str) -> str:
    return re.escape(plain(entry)).replace(r"\ ", r"\s+").replace(r"\*", r"\w*")


@dataclass(frozen=True)
class Weigher:
    """Counts how many words of a text stand in a list; entries of several words are left out."""

    exact: frozenset[str]
    beginnings: tuple[str, ...]

    @classmethod
    def of(cls, entries: Iterable[str]) -> "Weigher":
        """Of the entries of one list."""
        single = [plain(entry) for entry in entries if " " not in entry]
        exact = frozenset(entry for entry in single if not entry.endswith("*"))
        return cls(exact, tuple(entry[:-1] for entry in single if entry.endswith("*")))

    def weigh(self, words: Mapping[str, int]) -> int:
        """Words of the list among the words, counted as often as they stand there."""
        return sum(n for word, n in words.items() if word in self.exact or word.startswith(self.beginnings))


@dataclass(frozen=True)
class Lexicon:
    """Every list of the file, compiled over `plain` text."""

    lists: Mapping[str, re.Pattern[str]]
    crafts: Mapping[str, re.Pattern[str]]
    doing: Mapping[str, re.Pattern[str]]
    bodies: Mapping[str, re.Pattern[str]]
    categories: Mapping[str, re.Pattern[str]]
    reasons: Mapping[str, re.Pattern[str]]
    expects: Mapping[str, re.Pattern[str]]
    film: Weigher
    """Words of films and of award bodies."""
    book: Weigher
    craft_words: re.Pattern[str]
    """Words of any craft."""
    film_context: re.Pattern[str]
    """Words of films, award bodies and all."""
    around: Mapping[str, re.Pattern[str]]
    """What stands right before or after the title of a film or of a book."""
    settings: re.Pattern[str]
    """What only tells when or where, as in "when the nominations were announced"."""
    acclaim: re.Pattern[str]
    """What praises by its turn of phrase, as in "nobody shot rain better"."""
    pleas: re.Pattern[str]
    """What says that something deserved more."""
    missed: tuple[re.Pattern[str], ...]
    """Patterns over a sentence in which `{body}` stands for the name of the body in question."""

    def __getitem__(self, name: str) -> re.Pattern[str]:
        return self.lists[name]


_EXPRESSIONS = ("missed", "acclaim", "pleas", "settings")
"""Lists of regular expressions."""


Words = dict[str, Any]
"""The lists of the file by name."""


@cache
def shipped_words() -> Words:
    """The lists of the shipped file."""
    words: Words = load_yaml(files("tracker.data").joinpath("press.yml").read_text(encoding="utf-8"), "press.yml")
    return words | {"bodies": {body: names.prose for body, names in aliases().items() if names.prose}}


_in_use: list[Lexicon] = []


def lexicon() -> Lexicon:
    """The lexicon in use: the shipped one, but within `using`."""
    if not _in_use:
        _in_use.append(compiled(shipped_words()))
    return _in_use[-1]


@contextmanager
def using(words: Words) -> Iterator[None]:
    """Reads with other words for a while: how the reader does without some is how it does on prose nobody has seen."""
    lexicon()
    _in_use.append(compiled(words))
    try:
        yield
    finally:
        _in_use.pop()


def compiled(data: Words) -> Lexicon:
    """Lists as patterns."""
    tables = {
        name: {slug: words_pattern(entries) for slug, entries in data[name].items()}
        for name in ("crafts", "doing", "bodies", "categories", "reasons", "expects")
    }
    around = {name: re.compile("|".join(f"(?:{p})" for p in patterns)) for name, patterns in data["around"].items()}
    plain_lists = {
        name: words_pattern(entries)
        for name, entries in data.items()
        if isinstance(entries, list) and name not in _EXPRESSIONS
    }
    takers = [entry for entries in data["crafts"].values() for entry in entries] + data["takes_title"]
    around["of"] = re.compile(words_pattern(takers).pattern + r"\s+(?:of|in|for|from|to|on|about)\s+(?:the )?$")
    bodies = [entry for entries in data["bodies"].values() for entry in entries]
    plain_lists["award_bodies"] = words_pattern(bodies)
    return Lexicon(
        plain_lists,
        film=Weigher.of([*data["film_words"], *bodies]),
        book=Weigher.of(data["book_words"]),
        craft_words=words_pattern(entry for entries in data["crafts"].values() for entry in entries),
        film_context=words_pattern([*data["film_words"], *bodies]),
        around=around,
        settings=any_of(data["settings"]),
        acclaim=any_of(data["acclaim"]),
        pleas=any_of(data["pleas"]),
        missed=tuple(map(_missed, data["missed"])),
        **tables,
    )


def any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """What any of the regular expressions finds."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


BODY = "\x00"
"""Stands for the name of the body in question while a sentence is compared with the patterns of a miss."""


def _missed(pattern: str) -> re.Pattern[str]:
    return re.compile(r"(?:(?<!\w)|(?=n't))(?:" + pattern.replace("{body}", BODY) + ")")
