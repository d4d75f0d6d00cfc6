"""A sentence in which award bodies, categories, numbers, years, films and names are marks that patterns can hold.

`<b.oscars>` is a body, `<c.director>` a category, `<n.5>` a number, `<y.2011>` a year, `<t>` a film whose title is
blanked, `<po>` somebody who made the film and `<p>` any other name. The patterns are data: `nominations` in
`tracker/data/press.yml`.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tracker.domain.yamltext import load_yaml
from tracker.press.lexicon import lexicon, words_pattern
from tracker.press.text import Sentence, plain
from tracker.press.titles import commonness

_LONG = 3
"""Letters of a word that has a capital in a headline, unless it is a preposition."""
_COMMON = 2e-6
"""Share of all words from which a capital at the beginning of a sentence says nothing."""
_TITLE = re.compile(r"\bXx+\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FIGURE = re.compile(r"(?<![\d.,$£€'’-])\d{1,2}(?![\d,]|\.\d|st\b|nd\b|rd\b|th\b|-)")
_NAME = re.compile(r"[A-ZÀ-Þ][\w'’.-]*(?:\s+(?:(?:de|del|della|di|da|la|le|van|von|of|the)\s+)*[A-ZÀ-Þ][\w'’.-]*)*")
_PARTICIPLE = re.compile(r"nomin|winn")
_ENDING = re.compile(r"(?:['’]s|['’]|[.,]+)$")


@cache
def entries() -> Mapping[str, Any]:
    """The part of the shipped lexicon that is about nominations."""
    data = load_yaml(files("tracker.data").joinpath("press.yml").read_text(encoding="utf-8"), "press.yml")
    found: Mapping[str, Any] = data["nominations"]
    return found


@cache
def words(name: str) -> re.Pattern[str]:
    """One of its lists, as a pattern over `plain` text."""
    return words_pattern(entries()[name])


@cache
def _numbers() -> tuple[re.Pattern[str], dict[str, int]]:
    known = {plain(word): int(number) for word, number in entries()["numbers"].items()}
    return words_pattern(known), known


@cache
def _categories() -> tuple[tuple[str, re.Pattern[str]], ...]:
    own = {slug: words_pattern(names) for slug, names in entries()["categories"].items()}
    return (*lexicon().categories.items(), *own.items())


@dataclass(frozen=True)
class _Span:
    start: int
    end: int
    mark: str


def marked(sentence: Sentence, people: Collection[str] = ()) -> str:
    """The plain text of a sentence with marks; titles in it are blanked to `Xxx`.

    Args:
        sentence: with its text.
        people: who made the film, by their full names; a surname is enough in the text.
    """
    text, parts, end = sentence.plain, [], 0
    surnames = frozenset(plain(name).split()[-1] for name in people if name.strip())
    for span in _chosen([*_titles(sentence), *_words(text)]):
        parts += [_with_names(sentence, end, span.start, surnames), span.mark]
        end = span.end
    return _listed("".join([*parts, _with_names(sentence, end, len(text), surnames)]))


def _listed(text: str) -> str:
    """With short names of categories marked where a list goes on, as in "Best Picture, Director and Actress"."""
    short = entries()["in_lists"]
    names = "|".join(sorted(short, key=len, reverse=True))
    goes_on = re.compile(rf"(<c\.\w+>(?:,? and |, ))({names})\b(?! <)")
    while match := goes_on.search(text):
        text = f"{text[: match.end(1)]}<c.{short[match[2]]}>{text[match.end() :]}"
    return text


def _chosen(spans: list[_Span]) -> Iterator[_Span]:
    """Of spans that overlap the first, and of those the longest."""
    end = 0
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if span.start >= end:
            yield span
            end = span.end


def _titles(sentence: Sentence) -> Iterator[_Span]:
    return (_Span(m.start(), m.end(), "<t>") for m in _TITLE.finditer(sentence.text))


def _words(text: str) -> Iterator[_Span]:
    strays = [m for m in lexicon()["not_bodies"].finditer(text) if not _PARTICIPLE.search(m[0])]
    yield from (_Span(m.start(), m.end(), m[0]) for m in strays)
    pattern, known = _numbers()
    number: Callable[[re.Match[str]], int] = lambda m: known[" ".join(m[0].split())]  # noqa: E731
    tables = [(f"<b.{slug}>", p) for slug, p in lexicon().bodies.items()]
    for mark, found in [*tables, *((f"<c.{slug}>", p) for slug, p in _categories())]:
        yield from (_Span(m.start(), m.end(), mark) for m in found.finditer(text))
    yield from (_Span(m.start(), m.end(), f"<n.{number(m)}>") for m in pattern.finditer(text))
    yield from (_Span(m.start(), m.end(), f"<n.{int(m[0])}>") for m in _FIGURE.finditer(text))
    yield from (_Span(m.start(), m.end(), f"<y.{m[0]}>") for m in _YEAR.finditer(text))


def _with_names(sentence: Sentence, start: int, end: int, surnames: frozenset[str]) -> str:
    """A stretch of plain text with names marked; capitals say nothing in a headline."""
    text = sentence.plain[start:end]
    if _shouts(sentence):
        return text
    parts, last = [], 0
    for match in _NAME.finditer(sentence.text, start, end):
        a, b = match.start(), match.end() - len(m[0] if (m := _ENDING.search(match[0])) else "")
        first = not sentence.text[:a].strip(" \"'“‘(*_—–-")
        if first:
            a = _after_first(sentence.text, a, b)
        if a < b and not any(words(name).fullmatch(sentence.plain[a:b]) for name in ("not_names", "in_lists")):
            own = sentence.plain[a:b].split()[-1] in surnames
            parts += [text[last : a - start], "<po>" if own else "<p>"]
            last = b - start
    return "".join([*parts, text[last:]])


def _shouts(sentence: Sentence) -> bool:
    """Whether capitals say nothing, as in a headline: no verb or noun is without one."""
    small = (w[0] for w in sentence.words if w[0][0].islower() and len(w[0]) >= _LONG)
    return sentence.headline and all(words("not_subjects").fullmatch(word) for word in small)


def _after_first(text: str, start: int, end: int) -> int:
    """Where a name begins that a sentence begins with: behind a first word that any sentence may begin with."""
    word = re.split(r"[\s'’]", text[start:end], maxsplit=1)[0]
    if commonness(word) < _COMMON:
        return start
    rest = end if start + len(word) >= end else start + len(word) + 1
    # "Joan Piper" is a name although "Joan" is a word that is often written; "When Joan" is not.
    return start if rest < end and commonness(word) < _SMALL else rest


_SMALL = 5e-5
"""Share of all words from which a word is no first name."""
