"""Comparable forms of film titles. They find candidates and never decide identity on their own."""

import re
import unicodedata
from functools import lru_cache

_NOT_WORDS = re.compile(r"[\W_]+")
_QUOTES = re.compile(r"[’‘'`´ʼ]")
_DISAMBIGUATION = re.compile(r"\s*\((?:(?P<year>\d{4}) )?(?:[\w-]+ )*film\)$")
_ARTICLE = re.compile(r"^(?:the|a|an) ")
_BEFORE_FRACTION = re.compile("(?<=[0-9])(?=[¼-¾⅐-⅞↉])")
_BETWEEN_INITIALS = re.compile(r"(?<=\b[^\W\d_]) (?=[^\W\d_]\b)")


_TEXTS = 1 << 16
"""Titles and names whose comparable form is kept: every frame has them again."""
_ID = re.compile(r"tt\d+|Q[1-9]\d*")


def is_id(title: str) -> bool:
    """Whether a list names a work by its number alone."""
    return _ID.fullmatch(title) is not None


@lru_cache(_TEXTS)
def fold(title: str) -> str:
    """Lower case without accents and punctuation, words one space apart; scripts that cannot be folded stay."""
    text = _QUOTES.sub("", title).replace("&", " and ")
    if not text.isascii():
        text = _BEFORE_FRACTION.sub(" ", text)
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    plain = text.casefold()
    return _NOT_WORDS.sub(" ", plain).strip() or title.strip().casefold()


def without_disambiguation(title: str) -> str:
    """A title without the encyclopaedia's "(2010 film)", which no poster has."""
    return _DISAMBIGUATION.sub("", title) or title


@lru_cache(_TEXTS)
def title_key(title: str) -> str:
    """`fold` without the encyclopaedia's "(2010 film)" and without a leading English article."""
    key = fold(without_disambiguation(title))
    return _ARTICLE.sub("", key) or key


def search_key(title: str) -> str:
    """`fold` with initials as one word, so that people find "E.T." and "ET" alike; titles are searched by it."""
    return _BETWEEN_INITIALS.sub("", fold(title))
