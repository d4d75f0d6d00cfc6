"""Running text as sentences, clauses and words; every position is one in the text itself."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

MAX_CHARACTERS = 200_000
"""What is read of one text; the longest essays have half of it."""
_LONGEST_SENTENCE = 2_000
"""Characters from which a sentence is read in parts, so that one that never ends costs no more than others."""
_LONGEST_HEADLINE = 20
"""Words; a longer line of capitals is a list of names."""
_LONG_WORD = 4
"""Letters of a word that has a capital in a headline."""
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|vs|No|Vol|Pt|Prof|Rev|Hon|Capt|Gen|Lt|Sgt|approx|[ap]\.m|e\.g|i\.e)"
    r"|\b[A-Z]|\.[A-Z]|\A\s*\d{1,2})\.$"
)
"""What ends no sentence; a number alone is a rank before what follows."""
_END = re.compile(r"[.!?…]+[\"”’'»)\]*_]*\s+(?=[\"“‘'«(\[*_]*[A-Z0-9À-ÖØ-Þ\ue000-\uf8ff])|\n+")
_WORD = re.compile(r"[^\W_]+(?:[’'\-.][^\W_]+)*")
_CLAUSE = re.compile(
    r"[;:—–()]|,(?=\s)| - |(?<!anything )(?<!nothing )(?<!all )\bbut\b"
    r"|\b(?:while|whereas|although|though|however|yet)\b",
    re.IGNORECASE,
)
_VERB = r"(?:is|was|are|were|has|had|gives|gave|delivers|does|did|makes|made|never|can|will|should|deserves)\b"
_AND = re.compile(rf"\band\s+(?=(?:(?:[A-ZÀ-Þ][\w'’-]*|the|its|her|his|their)\s+)(?:[\w'’-]+\s+){{0,2}}{_VERB})")
"""A second statement with a subject of its own: "and Jodie is flawless"."""
_STRAIGHT = {**dict.fromkeys("‘’`´", "'"), **dict.fromkeys("“”«»", '"'), **dict.fromkeys("–—", "-"), "\xa0": " "}


class _Plain(dict[int, int | str]):
    """A translation that lower-cases, straightens quotes and takes accents off, one character for one."""

    def __missing__(self, code: int) -> int | str:
        character = chr(code)
        folded = _STRAIGHT.get(character) or unicodedata.normalize("NFD", character)[0].lower()
        self[code] = folded if len(folded) == 1 else character
        return self[code]


_PLAIN = _Plain()


def plain(text: str) -> str:
    """`text` in lower case without accents, with straight quotes and dashes; as long as `text`."""
    return text.translate(_PLAIN)


@dataclass(frozen=True)
class Sentence:
    """One sentence of a text."""

    text: str
    start: int
    """Where it begins in the text."""

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.text)

    @cached_property
    def plain(self) -> str:
        """`plain` of it, as long, with a space for any white space."""
        return re.sub(r"\s", " ", plain(self.text))

    @cached_property
    def words(self) -> list[re.Match[str]]:
        """Its words."""
        return list(_WORD.finditer(self.text))

    @cached_property
    def headline(self) -> bool:
        """Whether capitals say nothing here: every longer word has one."""
        long = [w[0] for w in self.words if len(w[0]) >= _LONG_WORD]
        return len(long) > 2 and len(self.words) <= _LONGEST_HEADLINE and all(w[0].isupper() for w in long)  # noqa: PLR2004

    @cached_property
    def clauses(self) -> list[tuple[int, int]]:
        """Start and end of each clause, within the sentence."""
        joints = {m.start() for pattern in (_CLAUSE, _AND) for m in pattern.finditer(self.text)}
        return [(a, b) for a, b in pairwise(sorted({0, *joints, len(self.text)})) if b > a]


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text, in order; very long ones in parts."""
    return [part for sentence in _whole_sentences(text[:MAX_CHARACTERS]) for part in _parts(sentence)]


def _parts(sentence: Sentence) -> Iterator[Sentence]:
    start = 0
    while len(sentence.text) - start > _LONGEST_SENTENCE:
        end = sentence.text.rfind(" ", start, start + _LONGEST_SENTENCE) + 1 or start + _LONGEST_SENTENCE
        yield Sentence(sentence.text[start:end], sentence.start + start)
        start = end
    yield Sentence(sentence.text[start:], sentence.start + start)


def _whole_sentences(text: str) -> Iterator[Sentence]:
    start = 0
    for end in _END.finditer(text):
        if "\n" not in end[0] and _ABBREVIATION.search(text[start : end.start() + 1]):
            continue
        if text[start : end.end()].strip():
            yield Sentence(text[start : end.end()], start)
        start = end.end()
    if text[start:].strip():
        yield Sentence(text[start:], start)


def clause(reason: str) -> str:
    """A recorded reason as it follows a colon: with a subject before its verb, and without a colon of its own."""
    text = reason.replace(": ", ", ")
    return f"it {text}" if text.startswith(("was ", "is ", "had ", "has ")) else text


_WITH_ARTICLE = re.compile(
    r"(?:.* )?(?:Kingdom|States|Emirates|Republic|Union|Federation|Islands)(?: of .*)?"
    r"|Netherlands|Philippines|Bahamas|Gambia"
)


def country_words(country: str) -> str:
    """A country as a sentence names it: `France`, `the United Kingdom`."""
    return f"the {country}" if _WITH_ARTICLE.fullmatch(country) else country
