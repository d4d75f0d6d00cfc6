"""Names of people as running text has them."""

import re

from tracker.domain.titles.comparable import fold

_LETTERS = re.compile(r"[^\W\d_]+")
_NUMERAL = re.compile(r"[IVX]{2,}")
_SON_OF = re.compile(r"MC(?=[^\W\d_]{3})")
_PREFIX = re.compile(r"\b[A-Z][a-z]{1,2}(?=[A-Z]{2})")
"""What keeps its small letters in a name of capitals: McADAMS, DiCAPRIO, MacLAINE."""
_NOTE = re.compile(r" \([^()]*\)$")


def in_text(name: str, article: str = "") -> str:
    """A name that a list prints in capitals alone, with capitals where they belong; any other as it is.

    A single word in capitals may be a stage name, and stays one.

    Args:
        name: as the list prints it.
        article: the title of the person's article, which spells the same name as running text does; "" without one.
    """
    if not is_loud(name) or len(name.split()) == 1:
        return name
    title = _NOTE.sub("", article)
    return title if fold(title) == fold(name) else _LETTERS.sub(_capitalised, name)


def is_loud(name: str) -> bool:
    """Whether a list prints a name in capitals alone, but for a prefix such as Mc."""
    return name.isupper() or (name[-2:].isupper() and _PREFIX.sub("", name).isupper())


def _capitalised(letters: "re.Match[str]") -> str:
    word = letters[0]
    if prefix := _PREFIX.match(word):
        return prefix[0] + word[prefix.end() :].capitalize()
    if _NUMERAL.fullmatch(word):
        return word
    return f"Mc{word[2:].capitalize()}" if _SON_OF.match(word) else word.capitalize()


def share_a_word(one: str, other: str) -> bool:
    """Whether two names share a word, initials apart: as names of one person may that are not spelled alike."""
    mine, theirs = (frozenset(word for word in fold(name).split() if len(word) > 1) for name in (one, other))
    return not mine.isdisjoint(theirs)
