"""Prose as sentences and words; every position is one in the text itself."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

MAX_CHARACTERS = 200_000
"""What is read of one article; the longest essays have half of it."""

_LONGEST_SENTENCE = 2_000
"""Characters from which a sentence is read in parts, so that what never ends costs no more than prose."""
_LONGEST_HEADLINE = 20
"""Words; a longer line of capitals is a list of names."""
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
_FINITE = re.compile(rf"\b{_VERB}|\w(?:n't|'s|’s)\s")
_AND = re.compile(rf"\band\s+(?=(?:(?:[A-ZÀ-Þ][\w'’-]*|the|its|her|his|their)\s+)(?:[\w'’-]+\s+){{0,2}}{_VERB})")
"""A second statement with its own subject ("and Jodie is flawless"), where a first one has its verb."""


_ADJECTIVE_BEFORE = re.compile(r"\b(?:a|an)\s+(?:[\w'’-]+\s+)?[\w'’-]+$")
_ADJECTIVE_AFTER = re.compile(
    r",\s+(?!(?:and|but|or|which|who|that|yet|then|though|however|alas|even|not|with|as|in|on|to|from|by|for|so|if|when|while"
    r"|where|because|perhaps|albeit|too|i|he|she|it|they|we|you|the|a|an|his|her|its|their|this)\b)[a-z][\w'’-]*"
    r"(?:,? (?:and )?[a-z][\w'’-]*){0,2} [a-z]"
)


def _between_adjectives(text: str, joint: "re.Match[str]") -> bool:
    """Whether a comma stands between adjectives of one noun, as in "a quiet, watchful performance"."""
    before = text[max(0, joint.start() - 40) : joint.start()]
    return joint[0] == "," and bool(_ADJECTIVE_BEFORE.search(before) and _ADJECTIVE_AFTER.match(text, joint.start()))


_STRAIGHT = {
    **dict.fromkeys("‘’`´", "'"),
    **dict.fromkeys("“”«»", '"'),
    **dict.fromkeys("–—", "-"),
    "\xa0": " ",
}


class _Plain(dict[int, int | str]):
    """A translation that lower-cases, straightens quotes and takes accents off, one character for one."""

    def __missing__(self, code: int) -> int | str:
        character = chr(code)
        plain = _STRAIGHT.get(character) or unicodedata.normalize("NFD", character)[0].lower()
        self[code] = plain if len(plain) == 1 else character
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
        """`plain` of it, with one space for any white space but as long."""
        return re.sub(r"\s", " ", plain(self.text))

    @cached_property
    def words(self) -> list[re.Match[str]]:
        """Its words."""
        return list(_WORD.finditer(self.text))

    @cached_property
    def headline(self) -> bool:
        """Whether capitals say nothing here: every longer word has one."""
        long = [w[0] for w in self.words if len(w[0]) > 3]  # noqa: PLR2004 - small words stay small in headlines
        return len(long) > 2 and len(self.words) <= _LONGEST_HEADLINE and all(word[0].isupper() for word in long)  # noqa: PLR2004

    @cached_property
    def clauses(self) -> list[tuple[int, int]]:
        """Start and end of each clause, within the sentence."""
        joints = (m.start() for m in _AND.finditer(self.text) if _FINITE.search(self.text, 0, m.start()))
        joints_of_clauses = (m.start() for m in _CLAUSE.finditer(self.text) if not _between_adjectives(self.text, m))
        cuts = [0, *sorted({*joints_of_clauses, *joints} - {0}), len(self.text)]
        return [(a, b) for a, b in pairwise(cuts) if b > a]


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text, in order."""
    return list(_sentences(text[:MAX_CHARACTERS]))


def _sentences(text: str) -> Iterator[Sentence]:
    for sentence in _whole_sentences(text):
        start = 0
        while len(sentence.text) - start > _LONGEST_SENTENCE:
            cut = sentence.text.rfind(" ", start, start + _LONGEST_SENTENCE) + 1 or start + _LONGEST_SENTENCE
            yield Sentence(sentence.text[start:cut], sentence.start + start)
            start = cut
        yield Sentence(sentence.text[start:], sentence.start + start) if start else sentence


def _whole_sentences(text: str) -> Iterator[Sentence]:
    start = 0
    for cut in _END.finditer(text):
        if "\n" not in cut[0] and _ABBREVIATION.search(text[start : cut.start() + 1]):
            continue
        if text[start : cut.end()].strip():
            yield Sentence(text[start : cut.end()], start)
        start = cut.end()
    if text[start:].strip():
        yield Sentence(text[start:], start)
