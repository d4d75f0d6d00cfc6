"""A sentence as words and marks: what it names of a film stands for itself no longer, but for what it is.

`<t>` is the film, `<o>` another film, `<b.oscars>` a body, `<c.director>` a prize, `<k.acting>` a craft, `<d.acting>`
a verb of a craft, `<m.2>` the third of those who made the film, `<p>` any other name, `<n.5>` a number and `<y.2011>`
a year.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from tracker.domain.text.sentences import Sentence, plain
from tracker.prose.lexicon import blank, entries, pattern, table, words_pattern
from tracker.prose.names import Names, full_and_surname
from tracker.prose.titles import commonness

FILM, OTHER = "Xx", "Zz"
"""How the title of the film in question, and of any other, is blanked: one capital and small letters."""
_RARE = 2e-6
"""Share of all words up to which a capital at the beginning of a sentence is a name's."""
_FIRST_NAME = 5e-5
"""The same where another word with a capital follows: "Joan Piper" is a name although "Joan" is a word."""
_TITLE = re.compile(rf"\b(?:{FILM}x*|{OTHER}z*)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FIGURE = re.compile(r"(?<![\d.,$£€'’-])\d{1,2}(?![\d,]|\.\d|st\b|nd\b|rd\b|th\b|-)")
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w'’-]*(?:\.?\s+(?:(?:de|del|di|da|la|le|van|von)\s+)*[A-ZÀ-Þ][\w'’-]*)*")
_ENDING = re.compile(r"(?:['’]s|['’]|[.,]+)$")
_CALENDAR = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|\w+day|christmas|i|a)(?!\w)"
)
_OF_A_PRIZE = re.compile(
    r"\W?\s*(?:nom\w*|race|categor\w+|prizes?|awards?|winners?|contenders?|shortlist\w*|longlist\w*|slots?|nods?|oscars?"
    r"|baftas?|trophy|statuette|ballot)\b"
)
_GIVEN = re.compile(
    r"\b(?:awards?|prizes?|nominat\w+|nods?|oscars?|baftas?|globes?|won|wins?|winner|named|voted|chose|chosen|crowned)"
    r" (?:(?:for|of|the|as|a|x+) )*$"
)
"""What a prize's name stands behind: "the award for best ensemble"."""
_LEAD = 40
"""Characters before a prize's name that are looked at."""
_TOKEN = re.compile(r"<[\w.]+>|n't|'s|[^\W_]+(?:['.-][^\W_]+)*|[?!;:,().-]")
_CONTRACTION = re.compile(r"(?<=\w)n't\b|(?<=[\w>])'s?(?!\w)")
_REST_OF_BODY = re.compile(r"(?:'s?)?(?: (?:british )?(?:film )?(?:circle|association|awards?))+(?!\w)")


class _Span(NamedTuple):
    start: int
    end: int
    mark: str


@cache
def _numbers() -> tuple[re.Pattern[str], dict[str, int]]:
    values = {plain(word): int(number) for word, number in entries("numbers").items()}
    return words_pattern(values), values


def marked(sentence: Sentence, people: Sequence[str] = ()) -> str:
    """The plain text of a sentence with marks.

    Args:
        sentence: with the titles in it blanked.
        people: who made the film, in full; a surname is enough in the text.
    """
    text, parts, end = sentence.plain, list[str](), 0
    spans = _chosen([*_words(sentence), *_people(sentence, people)])
    for span in _chosen([*spans, *_names(sentence, spans)]):
        parts += [text[end : span.start], span.mark]
        end = span.end
    return "".join([*parts, text[end:]])


def tokens(text: str) -> list[str]:
    """Words, marks and punctuation of a marked text."""
    return _TOKEN.findall(_CONTRACTION.sub(lambda m: f" {m[0]}", text))


def _chosen(spans: list[_Span]) -> list[_Span]:
    """Of spans that overlap the first, and of those the longest."""
    choice: list[_Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not choice or span.start >= choice[-1].end:
            choice.append(span)
    return choice


def _words(sentence: Sentence) -> Iterator[_Span]:
    text = _without_strays(sentence)
    yield from (_Span(m.start(), m.end(), "<t>" if m[0][0] == "X" else "<o>") for m in _TITLE.finditer(sentence.text))
    for body in _marks("b", "bodies", text):
        rest = _REST_OF_BODY.match(text, body.end)
        yield body._replace(end=rest.end() if rest else body.end)
    for slug, each in table("categories").items():
        yield from (_Span(m.start(), m.end(), f"<c.{slug}>") for m in each.finditer(text) if _is_prize(sentence, m))
    yield from _short_prizes(text)
    yield from _marks("k", "crafts", text)
    yield from _marks("d", "doing", text)
    numeral, values = _numbers()
    yield from (_Span(m.start(), m.end(), f"<n.{values[' '.join(m[0].split())]}>") for m in numeral.finditer(text))
    figures = ((m, int(m[0])) for m in _FIGURE.finditer(text))
    yield from (_Span(m.start(), m.end(), f"<n.{number}>" if number else "zero") for m, number in figures)
    yield from (_Span(m.start(), m.end(), f"<y.{m[0]}>") for m in _YEAR.finditer(text))


_IN_SMALL_LETTERS = re.compile(r"\b(?:sag|globes?|spirits)\b")
"""Bodies' names that are other words without a capital: the middle may sag."""


def _without_strays(sentence: Sentence) -> str:
    """The plain text without what only holds the name of a body or a craft."""
    text = blank(sentence.plain, pattern("not_bodies"), pattern("not_crafts"))
    if sentence.text.islower():
        return text
    small = blank(sentence.text, _IN_SMALL_LETTERS)
    return "".join(a if b != "_" or a == "_" else "_" for a, b in zip(text, small, strict=True))


def _marks(kind: str, name: str, text: str) -> Iterator[_Span]:
    return (
        _Span(m.start(), m.end(), f"<{kind}.{slug}>") for slug, each in table(name).items() for m in each.finditer(text)
    )


_LIST_OF_PRIZES = re.compile(r"\bbest [\w-]+(?: [\w-]+)?(?:, [\w -]{3,25})*(?:,|,? and|,? &) $")
_LIST = 80
"""Characters of a list of prizes that are looked at."""


@cache
def _short_names() -> re.Pattern[str]:
    return words_pattern(entries("in_lists"))


def _short_prizes(text: str) -> Iterator[_Span]:
    """Prizes by their short names in a list that goes on: "Best Picture, Director and Actress"."""
    for match in _short_names().finditer(text):
        if _LIST_OF_PRIZES.search(text[max(0, match.start() - _LIST) : match.start()]):
            yield _Span(match.start(), match.end(), f"<c.{entries('in_lists')[match[0]]}>")


def _is_prize(sentence: Sentence, match: "re.Match[str]") -> bool:
    """Whether "Best Director" has its capitals, or "the best score" a race or the like behind it."""
    printed = sentence.text[match.start() : match.end()]
    if not match[0].startswith(("best", "lead", "supporting", "original", "adapted")):
        return True  # "film of the year", "top prize"
    written = printed[:1].isupper() and printed.split()[-1][:1].isupper() and not sentence.headline
    word = _GIVEN.search(sentence.plain, max(0, match.start() - _LEAD), match.start())
    return written or word is not None or _OF_A_PRIZE.match(sentence.plain, match.end()) is not None


def _people(sentence: Sentence, people: Sequence[str]) -> Iterator[_Span]:
    for name in Names(sentence.text).among(people):
        full, surname = full_and_surname(name)
        for match in re.finditer(rf"(?<!\w)(?:{re.escape(full)}|{re.escape(surname)})(?!\w)", sentence.plain):
            if not sentence.text[match.start()].islower():
                yield _Span(match.start(), match.end(), f"<m.{people.index(name)}>")


def _names(sentence: Sentence, spans: Sequence[_Span]) -> Iterator[_Span]:
    """Other names, where nothing is marked yet; capitals say nothing in a headline."""
    if sentence.headline:
        return
    text = sentence.text
    for span in spans:
        text = text[: span.start] + "." * (span.end - span.start) + text[span.end :]
    for match in _NAME.finditer(text):
        start, end = match.start(), match.end() - len(m[0] if (m := _ENDING.search(match[0])) else "")
        if not sentence.text[:start].strip(" \"'“‘(*_—–-"):
            start = _behind_first(sentence.text, start, end)
        if start < end and not _CALENDAR.fullmatch(sentence.plain, start, end):
            yield _Span(start, end, "<p>")


def _behind_first(text: str, start: int, end: int) -> int:
    """Where a name begins with which a sentence begins: behind a first word that is no name."""
    word = re.split(r"[\s'’]", text[start:end], maxsplit=1)[0]
    rest = min(end, start + len(word) + 1)
    limit = _FIRST_NAME if rest < end else _RARE
    return start if commonness(word) < limit else rest
