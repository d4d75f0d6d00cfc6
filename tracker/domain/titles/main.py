"""By which of its titles a film is called."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from tracker.domain.titles.comparable import is_id, title_key
from tracker.domain.titles.forms import without_remark

AGREEING = 2
"""Bodies, tallies or lists of eligible films that must print another title before the registry's gives way."""


class Print(NamedTuple):
    """A title as a list prints it."""

    title: str
    giver: str
    """The body, or the source of a tally or a list of eligible films."""
    tier: int


def main_title(registered: str, prints: Sequence[Print]) -> str:
    """The title of a film in a season.

    That is the registry's, unless no list of the season prints it and two (`AGREEING`) print another. Without a
    registry, or where it gives way, it is the title that lists print most; of equals that of the best standing, then
    the longest. Remarks in square brackets are no part of it, an article that a list puts last comes first again; a
    bare id is a title only where there is no other.
    """
    titled = [Print(_in_reading_order(without_remark(one.title)), *one[1:]) for one in prints if one.title]
    titled = [one for one in titled if not is_id(one.title)] or titled
    if not titled:
        return registered
    by_key: dict[str, list[Print]] = defaultdict(list)
    for one in titled:
        by_key[title_key(one.title)].append(one)
    most = max(by_key.values(), key=_standing)
    if registered and (title_key(registered) in by_key or len({one.giver for one in most}) < AGREEING):
        return registered
    counts = Counter(one.title for one in most)
    best = max(counts, key=lambda title: (counts[title], _standing([p for p in most if p.title == title])))
    forms = [best, *(title for title in counts if title.casefold() == best.casefold())]
    return max(forms, key=_is_in_title_case)


def _in_reading_order(title: str) -> str:
    """`The Boxer` of `Boxer, The`, as lists in the order of the alphabet have it; other tongues' articles are words."""
    return _ARTICLE_LAST.sub(r"\2 \1", title)


_ARTICLE_LAST = re.compile(r"^(.+), (The|An?)$")


def without_title(film: str) -> str:
    """What a film is called in print: `the film with the IMDb number tt0120001` where nothing else is on record of it.

    Any title stays as it is.
    """
    if not is_id(film):
        return film
    return f"the film with the {'Wikidata' if film.startswith('Q') else 'IMDb'} number {film}"


def _is_in_title_case(title: str) -> tuple[bool, int]:
    """How far letters stand as in a title: not capitals alone, and few long words in small letters.

    Records have "All about Eve", and one body's list everything in capitals.
    """
    words = re.findall(r"[^\W\d_]+", title)
    return not title.isupper(), -sum(word.islower() and len(word) >= _LONG for word in words)


_LONG = 5
"""From how many letters on a title has a preposition with a capital too."""


def _standing(prints: Sequence[Print]) -> tuple[int, int, int, str]:
    """How often a title is printed, the best standing of those that print it, and its length."""
    longest = max((one.title for one in prints), key=lambda title: (len(title), title))
    return len(prints), -min(one.tier for one in prints), len(longest), longest
