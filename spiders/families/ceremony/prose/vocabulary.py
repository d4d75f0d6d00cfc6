"""The words that prose about prizes may use on one page: its categories, the body itself, and names linked on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from spiders.families.ceremony.source import CeremonySource
from spiders.formats.wikitext.blocks import Block
from spiders.formats.wikitext.entry import clean
from spiders.formats.wikitext.lines import Line
from spiders.formats.wikitext.lists import Heading, Kind, Resolver
from tracker.domain.titles.comparable import fold

_AWARD_PAGE = re.compile(r"^(.{3,80}?) (?:Award|Prize)s? for .", re.IGNORECASE)

AwardOf = Callable[[str, str | None], str | None]
"""From a printed name and its link to the declared category it stands for."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms that a page's prose may use."""

    award_of: AwardOf
    awards: re.Pattern[str]
    """Declared names of categories, the longest first."""
    foreign: Callable[[str], bool]
    """Whether a link leads to the award of another body."""
    own: Callable[[str], bool]
    """Whether a link leads to the body itself."""
    own_names: re.Pattern[str]
    known: re.Pattern[str]
    """Names of people and films that the page links somewhere, so that they may stand without a link elsewhere."""


def vocabulary_of(source: CeremonySource, blocks: Sequence[Block], resolve: Resolver) -> Vocabulary:
    """The vocabulary of a page.

    Args:
        source: declares the categories.
        blocks: of the page.
        resolve: what a heading stands for.
    """
    title = [word for word in fold(source.title).split() if word not in ("award", "awards")]

    def is_own(link: str) -> bool:
        parts = fold(link).split()
        return len(parts) > 1 and set(parts) <= {*title, "the"}

    def is_foreign(link: str) -> bool:
        match = _AWARD_PAGE.match(link)
        return match is not None and not set(fold(match[1]).split()) <= {*title, "the"}

    award_of = _award_of(resolve)
    lines = [block for block in blocks if isinstance(block, Line)]
    linked = linked_names(lines, lambda text, link: is_own(link) or award_of(text, link) is not None)
    # A single word, such as "Actor", is a category's name only where it is linked or stands for a heading.
    declared = {spelling for name, c in source.categories.items() for spelling in (name, *c.also) if " " in spelling}
    own = {re.sub(r" Awards?$", "", source.title), (source.body or "").upper()}
    return Vocabulary(award_of, any_of(declared, ignore_case=True), is_foreign, is_own, any_of(own), any_of(linked))


def _award_of(resolve: Resolver) -> AwardOf:
    def award_of(text: str, link: str | None) -> str | None:
        meaning = resolve(Heading(text, link, 0), None)
        return meaning.name if meaning.kind is Kind.DECLARED else None

    return award_of


def any_of(names: Iterable[str], *, ignore_case: bool = False) -> re.Pattern[str]:
    """A pattern for whole words of any of some names, the longest first; one that never matches for none."""
    longest_first = sorted({name for name in names if name}, key=lambda name: (-len(name), name))
    inner = "|".join(re.escape(name).replace(r"\ ", r"[ \u00a0]") for name in longest_first) or r"(?!)"
    return re.compile(rf"(?<![\w’'-])(?:{inner})(?![\w-])", re.IGNORECASE if ignore_case else 0)


def linked_names(lines: Iterable[Line], is_award: Callable[[str, str], bool]) -> Mapping[str, str]:
    """Names of two words and more that lines link, with their targets."""
    links: dict[str, str] = {}
    for line in lines:
        for piece in line.pieces:
            name = clean(piece.text)
            if piece.link and not piece.italic and " " in name and not is_award(name, piece.link):
                links.setdefault(name, piece.link)
    return links
