"""Prose claims about nominations, prizes and misses: how a mention stores one, and how it reads in words."""

from dataclasses import dataclass
from typing import Literal

RESULTS = ("nominated", "won")
_PARTS = 5


@dataclass(frozen=True)
class NominationClaim:
    """A claim in an article, which counts only if a closed list confirms it."""

    body: str
    result: Literal["nominated", "won"]
    category: str = ""
    """Slug of a category or of a group of them (`acting`); empty where none is named."""
    count: int | None = None
    """So many nominations or prizes in all, where a figure is given."""
    year: int | None = None
    """Of the ceremony or of its films, as the article prints it."""

    def written(self) -> str:
        """`body:result:category:count:year`, without empty parts at the end."""
        parts = (self.body, self.result, self.category, self.count, self.year)
        return ":".join("" if part is None else str(part) for part in parts).rstrip(":")

    def told(self) -> str:
        """In words: `nominated for director`, `5 nominations`, `won 2 (2011)`."""
        what = self.category.replace("_", " ")
        if self.count is not None:
            words = f"won {self.count}" if self.result == "won" else f"{self.count} nomination{'s' * (self.count != 1)}"
            words += f" for {what}" if what else ""
        else:
            words = self.result + (f" for {what}" if what else "")
        return f"{words} ({self.year})" if self.year else words


def parsed(cell: str) -> NominationClaim | None:
    """The claim that `written` made; None for any other text."""
    body, result, category, count, year = [*cell.split(":"), *[""] * _PARTS][:_PARTS]
    if not body or result not in RESULTS or cell.count(":") >= _PARTS:
        return None
    if not all(part == "" or (part.isascii() and part.isdigit()) for part in (count, year)):
        return None
    outcome: Literal["nominated", "won"] = "won" if result == "won" else "nominated"
    return NominationClaim(body, outcome, category, int(count) if count else None, int(year) if year else None)


@dataclass(frozen=True)
class MissClaim:
    """A claim in an article that a body gave a film nothing: at all, in a category, or for a person."""

    body: str
    category: str = ""
    """Slug of a category or of a group of them (`acting`); `UNTOLD` where one is named that is not known."""
    person: str = ""
    """Whom it names of those who made the film; `UNTOLD` for anybody else."""

    def written(self) -> str:
        """`body:category:person`, without empty parts at the end."""
        return ":".join((self.body, self.category, self.person.replace(":", " "))).rstrip(":")

    def told(self) -> str:
        """In words: `no nomination for costume design`, `no nomination for Ann Lee as director`."""
        what = "" if self.category == UNTOLD else self.category.replace("_", " ")
        who = "somebody" if self.person == UNTOLD else self.person
        return "no nomination" + (f" for {who}" if who else "") + f"{' as' if who else ' for'} {what}" * bool(what)


UNTOLD = "?"
"""What a claim names and nobody here knows."""


def parsed_miss(cell: str) -> MissClaim:
    """The claim that `written` made; an earlier reading has the body alone."""
    body, category, person = [*cell.split(":"), "", ""][:3]
    return MissClaim(body, category, person)
