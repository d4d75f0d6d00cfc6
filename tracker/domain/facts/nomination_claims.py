"""Prose claims about nominations and prizes: how a mention stores one, and how it reads in words."""

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


def parsed(written: str) -> NominationClaim | None:
    """The claim that `written` made; None for any other text."""
    body, result, category, count, year = [*written.split(":"), *[""] * _PARTS][:_PARTS]
    if not body or result not in RESULTS or written.count(":") >= _PARTS:
        return None
    if not all(part == "" or (part.isascii() and part.isdigit()) for part in (count, year)):
        return None
    outcome: Literal["nominated", "won"] = "won" if result == "won" else "nominated"
    return NominationClaim(body, outcome, category, int(count) if count else None, int(year) if year else None)
