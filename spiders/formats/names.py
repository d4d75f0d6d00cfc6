"""Names as pages print them: what belongs to a name, and whether words look like one."""

import re
from collections.abc import Iterable
from functools import cache

from tracker.domain.models import Frozen
from tracker.domain.tables import table

MAX_WORDS = 9
_WORDS = re.compile(r"\S+")
_NUMBER = re.compile(r"\d{2,3}")
"""A name that is a number, as a band's or a studio's may be; a year is none."""
_NOT_IN_NAMES = re.compile(
    r"[:=*#\\^~<>{}|\u2600-\u27bf\U0001f000-\U0001faff]|\.\.\.|//|\d{5}|\s\+\s|[a-zà-ÿ]{3}\d$|^[^\"“]*\w[\"”]"
)


class _Words(Frozen):
    """The reviewed table `names.yml`."""

    particles: frozenset[str]
    suffixes: frozenset[str]
    letters: frozenset[str]


@cache
def _words() -> _Words:
    return table("spiders.formats", "names.yml", _Words)


def whole_names(parts: Iterable[str]) -> list[str]:
    """The names of a list cut at its commas: "Jr." goes back to its name, letters of a society are left out."""
    names: list[str] = []
    for part in parts:
        after = re.sub(r"[.\s]", "", part).lower()
        if names and after in _words().suffixes:
            names[-1] = f"{names[-1]}, {part}"
        elif after and not (names and after in _words().letters):
            names.append(part)
    return names


def is_letters(text: str) -> bool:
    """Whether words are the letters of a society or an honour, which stand behind names."""
    return re.sub(r"[.\s]", "", text).lower() in _words().letters


def surname_of(name: str) -> str:
    """What two people of one family share: the last word of a full name, with the small ones before it."""
    words = name.split()
    start = next((n for n, word in enumerate(words[1:-1], 1) if word.lower() in _words().particles), len(words) - 1)
    return " ".join(words[start:]) if start > 0 else ""


def is_name(text: str) -> bool:
    """Whether words look like the name of a person or company: all but small ones begin with a capital."""
    parts = _WORDS.findall(text)
    if _NUMBER.fullmatch(text):
        return True
    if not parts or len(parts) > MAX_WORDS or not any(c.isalpha() for c in text):
        return False
    if _NOT_IN_NAMES.search(text) or (text.startswith('"') and text.endswith('"')):
        return False
    capital = [not p.lstrip("\"'“‘(’").islower() or p[:1].isdigit() for p in parts]
    small = (p.lower().strip(",") in _words().particles for p in parts)
    return any(capital) and all(up or low for up, low in zip(capital, small, strict=True))
