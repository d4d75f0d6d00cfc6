"""The words by which prose is read (`tracker/data/prose/words.yml`) as patterns over `plain` text."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from tracker.domain.bodies import aliases
from tracker.domain.text.sentences import plain
from tracker.domain.yamltext import load_yaml

Table = Mapping[str, re.Pattern[str]]


@cache
def entries(name: str) -> Any:
    """A list or table of the file as it stands there."""
    return _file()[name]


@cache
def _file() -> Mapping[str, Any]:
    text = files("tracker.data").joinpath("prose/words.yml").read_text(encoding="utf-8")
    words: Mapping[str, Any] = load_yaml(text, "prose/words.yml")
    return {**words, "bodies": {body: names.prose for body, names in aliases().items() if names.prose}}


def words_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the words as a whole; `*` stands for any ending."""
    forms = [
        re.escape(plain(word)).replace(r"\ ", r"\s+").replace(r"\*", r"\w*")
        for word in sorted(words, key=len, reverse=True)
    ]
    return re.compile(f"(?<!\\w)(?:{'|'.join(forms)})(?!\\w)" if forms else r"(?!)")


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A list, or all lists of a table, as one pattern."""
    words = entries(name)
    return words_pattern([w for each in words.values() for w in each] if isinstance(words, dict) else words)


@cache
def table(name: str) -> Table:
    """A table of lists, a pattern each."""
    return {slug: words_pattern(words) for slug, words in entries(name).items()}


def blank(text: str, *patterns: re.Pattern[str]) -> str:
    """A text with what the patterns find replaced by as many underscores."""
    for each in patterns:
        text = each.sub(lambda m: "_" * len(m[0]), text)
    return text


@cache
def phrases(name: str) -> re.Pattern[str]:
    """A list of expressions over words with a space between, as one pattern of whole words."""
    return re.compile(rf"(?<!\S)(?:{'|'.join(entries('phrases')[name])})(?!\S)")
