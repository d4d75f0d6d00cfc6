"""Every form in which a title may be printed: numbers, brackets, subtitles, possessives.

A form finds candidates and shows how much of a title agrees; it never decides identity on its own.
"""

import re
import unicodedata
from enum import IntEnum
from functools import cache
from typing import NamedTuple

from tracker.domain.models import Frozen
from tracker.domain.tables import table

MAX_COMPARED = 300
"""Characters of a title that are compared; what follows is treated as noise."""


class _Words(Frozen):
    """The table title_words.yml."""

    articles: frozenset[str]
    trailing_articles: tuple[str, ...]
    same_words: dict[str, str]
    counters: frozenset[str]
    numbers: dict[str, int]
    scales: dict[str, int]
    ordinals: dict[str, str]
    roman: dict[str, int]
    roman_at_end: dict[str, int]
    other_works: frozenset[str]
    no_films: tuple[str, ...]
    channels: frozenset[str]
    film_words: frozenset[str]
    letters: dict[str, str]


_WORDS = table("tracker.data", "title_words.yml", _Words)
_LETTERS = str.maketrans(_WORDS.letters)
_SINGLE = _WORDS.same_words | _WORDS.ordinals | {word: str(number) for word, number in _WORDS.roman.items()}
_NUMBER_WORDS = frozenset(_WORDS.numbers) | frozenset(_WORDS.scales)
_SPECIAL = frozenset(_SINGLE) | _NUMBER_WORDS | _WORDS.counters | frozenset(_WORDS.roman_at_end)
_NOT_WORDS = re.compile(r"[\W_]+")
_QUOTES = re.compile(r"[’‘'`´ʼ]")
_FRACTION = re.compile(r"(?<=\d)(?=[¼-¾⅐-⅞])")
_AND = re.compile(r"(?<=\s)\+(?=\s)|&")
_ASCII_PLAIN = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)} | {
    ord(quote): "" for quote in "'`"
}


def _plain_words(text: str) -> list[str]:
    """Folded words, as by `fold`, with Cyrillic and Greek letters in Latin script."""
    if "&" in text or "+" in text:
        text = _AND.sub(" and ", text)
    if text.isascii():
        return text.translate(_ASCII_PLAIN).split()
    text = unicodedata.normalize("NFKD", _FRACTION.sub(" ", _QUOTES.sub("", text)))
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold().translate(_LETTERS)
    return _NOT_WORDS.sub(" ", text).split()


def _number_value(words: list[str]) -> int:
    """The value of number words in a row: ["one", "hundred", "and", "one"] is 101."""
    total = current = 0
    for word in words:
        if word in _WORDS.scales:
            current = max(current, 1) * _WORDS.scales[word]
            if _WORDS.scales[word] > 100:  # noqa: PLR2004 - a thousand closes what stands before it
                total, current = total + current, 0
        elif word in _WORDS.numbers:
            current += _WORDS.numbers[word]
    return total + current


def _run_of_numbers(words: list[str], start: int) -> int:
    """Where the number that begins at `start` ends: "twenty one" goes on, "one two three" does not."""
    end, scaled = start + 1, words[start] in _WORDS.scales
    while end < len(words):
        word, last = words[end], words[end - 1]
        if word in _WORDS.scales:
            scaled = True
        elif word == "and" and scaled and end + 1 < len(words) and words[end + 1] in _WORDS.numbers:
            end += 1
        elif not (last in _WORDS.scales or (_is_tens(last) and _is_unit(word))) or word not in _WORDS.numbers:
            break
        end += 1
    return end


def _is_tens(word: str) -> bool:
    return _WORDS.numbers.get(word, 0) >= 20  # noqa: PLR2004


def _is_unit(word: str) -> bool:
    return _WORDS.numbers.get(word, 10) < 10  # noqa: PLR2004


WRITTEN_NUMBER = rf"\d{{1,3}}|(?:{'|'.join(_WORDS.numbers)})(?:[ -](?:{'|'.join(_WORDS.numbers)}))?"
"""A regular expression for a number up to 999 as prose writes it; `written_number` reads what it finds."""


def written_number(text: str) -> int | None:
    """The number that `24`, `ten` or `twenty-four` writes; None for anything else."""
    words = text.casefold().replace("-", " ").split()
    if len(words) == 1 and words[0].isdecimal():
        return int(words[0])
    if not words or words[0] not in _WORDS.numbers or _run_of_numbers(words, 0) != len(words):
        return None
    return _number_value(words)


def _with_digits(words: list[str]) -> list[str]:
    """Number words, Roman numerals and ordinals as digits; one spelling for words that have two."""
    out: list[str] = []
    at = 0
    while at < len(words):
        word, end = words[at], at + 1
        if word in _NUMBER_WORDS:
            end = _run_of_numbers(words, at)
            out.append(str(_number_value(words[at:end])))
        elif word in _WORDS.roman_at_end and at and (end == len(words) or out[-1] in _WORDS.counters):
            out.append(str(_WORDS.roman_at_end[word]))
        else:
            out.append(_SINGLE.get(word, word))
        at = end
    return out


def _without_counters(words: list[str]) -> list[str]:
    """Without the "part" of "part 2"."""
    last = len(words) - 1
    return [w for i, w in enumerate(words) if not (w in _WORDS.counters and i < last and words[i + 1].isdigit())]


def comparable(text: str) -> str:
    """Words in which two printings of one title agree, one space apart; "" when the text has no word at all.

    On top of `fold`: one spelling of numbers ("Part Two", "II", "2"), of common abbreviations, Latin letters for
    Cyrillic and Greek, no leading article. Titles without any letter or digit ("$") keep their signs.
    """
    words = _plain_words(text)
    if not words:
        return "".join(c for c in text if c.isprintable() and not c.isspace())
    if not _SPECIAL.isdisjoint(words):
        words = _without_counters(_with_digits(words))
    if len(words) > 1 and words[0] in _WORDS.articles:
        words = words[1:]
    return " ".join(words)


def begins_with_article(text: str) -> bool:
    """Whether a title has a leading article, also where a list prints it behind a comma."""
    return next(iter(_plain_words(_article_first(text))), "") in _WORDS.articles


class Form(IntEnum):
    """How much of a title a comparable form covers."""

    WHOLE = 0
    """The title, with or without a remark in brackets."""
    ALIAS = 1
    """Another title printed with it: in brackets, behind a slash, behind "or"."""
    PIECE = 2
    """A part of it: before or behind a colon or dash, behind a possessive ("Somebody's ...")."""


class Title(NamedTuple):
    """A title split into its forms."""

    whole: str
    """`comparable` form of the whole title; "" when there is nothing to compare."""
    bare: str
    """The same without brackets and without the number a list puts in front."""
    forms: dict[str, Form]
    """Other comparable forms (never the whole one) and what each covers."""
    other_work: str = ""
    """The kind of work in the brackets, if not a film: "novel", "tv series"."""
    year: int | None = None
    """The year printed in brackets."""
    names: tuple[str, ...] = ()
    """A possible maker: "Somebody's ...", a remark in brackets. Counts only if it agrees with a credit."""


_BRACKETS = re.compile(r"\s*[(\[{]([^()\[\]{}]*)[)\]}]\s*")
_YEAR = re.compile(r"(1[89]\d\d|20\d\d)(?:\s*[-–/]\s*\d{2,4})?")
_LEADING_YEAR = re.compile(r"(1[89]\d\d|20\d\d)\s+(.+)")
_LIST_NUMBER = re.compile(r"\s*(?:#\s?\d{1,3}\s*[.):–-]?|\(?\d{1,3}[.)])\s+(?=\S)")
_TRAILING_ARTICLE = re.compile(
    r"(?P<head>.+),\s+(?P<article>" + "|".join(_WORDS.trailing_articles) + r")['’]?(?=$|\s*[:(\[–-])", re.IGNORECASE
)
_OR = re.compile(r"[,;:]\s*or\b[:,]?\s+|\s+or[:,]\s+|\s+or\s+(?=[(\[])|\s+/\s+|\s+a\.?k\.?a\.?:?\s+", re.IGNORECASE)
_COLON = re.compile(r":\s+|\s+[-–—]+\s+|\s*[–—]\s+|;\s+|\.\.\.\s+|\s+presents:?\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?P<who>[^:(\[]{2,60}?(?:['’]s|s['’]))\s+(?P<what>\S.*)", re.IGNORECASE)
_OWNER_MARK = re.compile(r"['’]s?$")
_COMMA = re.compile(r"(?P<one>[^,]+\s[^,]+), (?P<other>[^,]+\s[^,]+)")
_STRUCTURED = re.compile(r"[()\[\]{},:;/#–—'’]|\.\.|\d[.)]|\s-|presents\s|a\.?k\.?a\b", re.IGNORECASE)
"""Whatever makes a title worth taking apart; most titles have none of it."""


@cache
def _bracket_kind(remark: str) -> str:
    """`film`, the other kind of work it names, or "" for any other remark."""
    words = " ".join(_plain_words(remark))
    if words in _WORDS.film_words:
        return "film"
    return words if words in _WORDS.other_works else ""


def _article_first(text: str) -> str:
    """Puts an article printed behind the title ("Name, The") in front."""
    return _TRAILING_ARTICLE.sub(lambda m: f"{m['article']} {m['head']}", text, count=1)


class _Parts:
    """Collects the forms of one title; the stronger reading of a form wins."""

    def __init__(self) -> None:
        self.forms: dict[str, Form] = {}

    def add(self, text: str, form: Form) -> None:
        key = comparable(text)
        if key.isdigit() and not text.strip().isdigit():
            return  # "Part 2" alone names no film
        if key and self.forms.get(key, Form.PIECE) >= form:
            self.forms[key] = form

    def add_split(self, text: str, pattern: re.Pattern[str], form: Form) -> None:
        parts = pattern.split(text)
        if len(parts) > 1:
            for part in parts:
                self.add(part, form)
            for cut in range(2, len(parts)):
                self.add(" ".join(parts[:cut]), form)
                self.add(" ".join(parts[-cut:]), form)


def _pieces(text: str, parts: _Parts) -> str:
    """Adds what a title without brackets can be shortened to; returns the possessor, "" without one."""
    parts.add_split(text, _OR, Form.ALIAS)
    parts.add_split(text, _COLON, Form.PIECE)
    if comma := _COMMA.fullmatch(text):
        parts.add(comma["one"], Form.PIECE)
        parts.add(comma["other"], Form.PIECE)
    if owner := _POSSESSIVE.fullmatch(text):
        parts.add(owner["what"], Form.PIECE)
        return owner["who"]
    return ""


class _Remarks(NamedTuple):
    """What the brackets of a title hold."""

    text: str
    """The title with those brackets only that may be titles or names."""
    remarks: list[str]
    other_work: str
    year: int | None


def _read_brackets(text: str) -> _Remarks:
    remarks: list[str] = []
    other, year = "", None

    def keep(match: re.Match[str]) -> str:
        nonlocal other, year
        remark = match[1].strip()
        if printed := _YEAR.fullmatch(remark):
            year = int(printed[1])
            return " "
        if dated := _LEADING_YEAR.fullmatch(remark):
            year, remark = int(dated[1]), dated[2]
        kind = _bracket_kind(remark)
        if kind:
            other = other if kind == "film" else kind
            return " "
        remarks.append(remark)
        return match[0]

    return _Remarks(_BRACKETS.sub(keep, text).strip() or text, remarks, other, year)


_REMARK = re.compile(r"\s*(?:\[[^\[\]]*\]|\(a\.?k\.?a\.? [^()]*\))$", re.IGNORECASE)
"""What a list adds in square brackets, and another title so called."""
_NO_FILM = re.compile(rf"\b(?:{'|'.join(_WORDS.no_films)})\b")
_BRACKETED = re.compile(r"[(\[][^()\[\]]*\s[^()\[\]]*[)\]]?")
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")
REISSUED = 3
"""Years between a film and a list that says so in brackets, from which on the list is about a new showing."""


def without_remark(title: str) -> str:
    """A title without what a list adds in square brackets behind it."""
    return _REMARK.sub("", title) or title


def names_no_film(title: str, season: int | None) -> bool:
    """Whether a line of a critic's list is about no film of the season, by its brackets.

    They say so by a kind of work or of showing, a channel, an episode in quotes, or an earlier year; a line that stands
    whole in brackets is a remark.
    """
    if _BRACKETED.fullmatch(title.strip()):
        return True
    _, remarks, other, year = _read_brackets(title[:MAX_COMPARED])
    words = [" ".join(_plain_words(remark)) for remark in remarks]
    return (
        bool(other)
        or (year is not None and season is not None and year <= season - REISSUED)
        or any(_NO_FILM.search(one) or one in _WORDS.channels for one in words)
        or any(map(_QUOTED.fullmatch, remarks))
    )


def take_apart(title: str, *, listed: bool = False) -> Title:
    """A title with every form in which it may be printed.

    Args:
        title: as printed; only the first `MAX_COMPARED` characters count.
        listed: the title comes from somebody's list, so it may carry a number in front ("1. Title").
    """
    text = title[:MAX_COMPARED]
    if not _STRUCTURED.search(text):
        return Title(whole := comparable(text), whole, {})
    return _take_apart(text, listed)


def _take_apart(text: str, listed: bool) -> Title:
    text, remarks, other, year = _read_brackets(_article_first(text))
    bare = _BRACKETS.sub(" ", text).strip() or text
    parts = _Parts()
    is_number = any(comparable(remark)[:1].isdigit() for remark in remarks)
    parts.add(bare, Form.PIECE if is_number else Form.WHOLE)
    people = _pieces(bare, parts)
    if remarks:
        parts.add_split(text, _OR, Form.ALIAS)
        for remark in remarks:
            parts.add(remark, Form.ALIAS)
    if listed and (number := _LIST_NUMBER.match(bare)):
        bare = bare[number.end() :]
        parts.add(bare, Form.WHOLE)
        _pieces(bare, parts)
    whole = comparable(text)
    parts.forms.pop(whole, None)
    names = tuple(_OWNER_MARK.sub("", name) for name in (people, *remarks) if name)
    return Title(whole, comparable(bare), parts.forms, other, year, names)
