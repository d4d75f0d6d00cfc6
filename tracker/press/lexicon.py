"""The words of columns and reviews (`tracker/data/press.yml`) as patterns."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tracker.domain.yamltext import load_yaml
from tracker.press.text import plain


def words_pattern(entries: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the entries as whole words in `plain` text; `*` stands for any ending."""
    alternatives = "|".join(_entry(entry) for entry in sorted(entries, key=len, reverse=True))
    return re.compile(f"(?<!\\w)(?:{alternatives})(?!\\w)" if alternatives else r"(?!)")


def _entry(entry: str) -> str:
    if entry == "n't":
        return r"(?<=\w)n't"  # the one entry that begins inside a word
    return re.escape(plain(entry)).replace(r"\ ", r"\s+").replace(r"\*", r"\w*")


@dataclass(frozen=True)
class Lexicon:
    """Every list of the file, compiled over `plain` text."""

    lists: Mapping[str, re.Pattern[str]]
    crafts: Mapping[str, re.Pattern[str]]
    bodies: Mapping[str, re.Pattern[str]]
    categories: Mapping[str, re.Pattern[str]]
    reasons: Mapping[str, re.Pattern[str]]
    expects: Mapping[str, re.Pattern[str]]
    around: Mapping[str, re.Pattern[str]]
    """What stands right before or after the title of a film or of a book."""
    missed: tuple[re.Pattern[str], ...]
    """Patterns over a sentence in which `{body}` stands for the name of the body in question."""

    def __getitem__(self, name: str) -> re.Pattern[str]:
        return self.lists[name]


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon."""
    data = load_yaml(files("tracker.data").joinpath("press.yml").read_text(encoding="utf-8"), "press.yml")
    tables = {
        name: {slug: words_pattern(entries) for slug, entries in data[name].items()}
        for name in ("crafts", "bodies", "categories", "reasons", "expects")
    }
    around = {name: re.compile("|".join(f"(?:{p})" for p in patterns)) for name, patterns in data["around"].items()}
    plain_lists = {
        name: words_pattern(entries) for name, entries in data.items() if isinstance(entries, list) and name != "missed"
    }
    return Lexicon(plain_lists, around=around, missed=tuple(map(_missed, data["missed"])), **tables)


BODY = "\x00"
"""Stands for the name of the body in question while a sentence is compared with the patterns of a miss."""


def _missed(pattern: str) -> re.Pattern[str]:
    return re.compile(r"(?:(?<!\w)|(?=n't))(?:" + pattern.replace("{body}", BODY) + ")")
