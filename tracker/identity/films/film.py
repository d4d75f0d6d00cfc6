"""What lists, links and the registry say of one film key, in the forms in which keys are compared."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from tracker.domain.categories import OTHER
from tracker.domain.titles.comparable import fold
from tracker.domain.titles.forms import Form, take_apart

SHORTEST_IN_ONE_WORD = 4
"""Fewest letters of titles that are compared without their spaces."""


@dataclass
class Film:
    """What lists, links and the registry say of one key."""

    full: set[str] = field(default_factory=set)
    """Comparable titles with all that stands in them, and every alias."""
    whole: set[str] = field(default_factory=set)
    """The same, and what is left of them without words in brackets."""
    pieces: set[str] = field(default_factory=set)
    """What stands before or behind the marks of a title."""
    words: set[str] = field(default_factory=set)
    """Titles in one word, with their article and without."""
    qid: str = ""
    imdb: str = ""
    page: str = ""
    """Its article, if the encyclopaedia was asked."""
    year: int | None = None
    """By the registry."""
    qualifiers: set[int] = field(default_factory=set)
    """Years by which links tell it from films of its name."""
    seasons: set[int] = field(default_factory=set)
    places: dict[tuple[str, ...], set[str]] = field(default_factory=lambda: defaultdict(set))
    """Statements by source, body, ceremony and category."""
    crew: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Names by craft as printed, the cast aside; few films are ever compared by them."""
    honoured: set[tuple[str, str, str]] = field(default_factory=set)
    """Season's list of whatever body: category, person, and role or song."""
    groups: set[str] = field(default_factory=set)
    """Groups of the categories in which lists name it."""
    printed: dict[tuple[str, int], set[str]] = field(default_factory=lambda: defaultdict(set))
    """Kinds and publishers of the lists that print a title, by comparable title and season."""
    known: set[str] = field(default_factory=set)
    """Comparable titles by the registry."""
    is_linked: bool = False
    """Whether some row means it without a statement of its number."""
    loose: dict[tuple[str, int], list[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(list))
    """People beside rows of awards' lists that are its own by nothing but their title, by that title and season."""
    firm: set[str] = field(default_factory=set)
    """People beside other rows, and those whom the registry names."""

    def add_title(self, title: str) -> str:
        """Takes in every form of a title, printed or linked; gives the comparable one with all that stands in it."""
        if title.endswith("film)") and (qualifier := _QUALIFIER.search(title)):
            self.qualifiers |= {int(year) for year in _YEAR.findall(qualifier[0])}
            title = title[: qualifier.start()]
        forms = take_apart(title)
        self.words |= one_word(title, forms.whole)
        self.full |= {forms.whole} - {""}
        self.whole |= {forms.whole, forms.bare} - {""}
        for form, level in forms.forms.items():
            (self.pieces if level == Form.PIECE else self.whole).add(form)
        return forms.whole

    @property
    def short(self) -> bool | None:
        """Whether lists know it as a short; None where they do not say."""
        groups = self.groups - {OTHER, "newcomer"}
        return groups == {"short"} if groups else None


_QUALIFIER = re.compile(r"\s*\([^()]*\bfilm\)$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def one_word(*titles: str) -> set[str]:
    """Titles without spaces and hyphens, but for those of a few letters."""
    words = {fold(title).replace(" ", "") for title in titles}
    return {word for word in words if len(word) >= SHORTEST_IN_ONE_WORD}
