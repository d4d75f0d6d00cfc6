"""The reviewed table `tracker/data/books.yml` as patterns."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from tracker.domain.tables import key, table

Claim = Literal["won", "shortlisted", "longlisted"]
NAME = r"[A-ZÀ-Þ][\w.'’-]*(?: (?:[A-ZÀ-Þ][\w.'’-]*|de|da|van|von|der|le|la)){1,4}"
"""A person's name of two to five words."""


@dataclass(frozen=True, slots=True)
class Words:
    """Prizes, results and wordings."""

    titles: Mapping[str, str]
    """Prize to its name in plain English."""
    prizes: Mapping[str, str]
    """Comparable form of every name to the prize."""
    results: tuple[tuple[Claim, re.Pattern[str]], ...]
    said: tuple[tuple[Claim, re.Pattern[str]], ...]
    denied: re.Pattern[str]
    referring: re.Pattern[str]
    review_headings: tuple[re.Pattern[str], ...]
    written_by: tuple[str, ...]
    published: tuple[str, ...]
    not_published: re.Pattern[str]


@cache
def words() -> Words:
    """The table, read once."""
    data = table("tracker.data", "books.yml", dict[str, Any])
    slugs = {key(name): slug for slug, prize in data["prizes"].items() for name in prize["names"]}
    spelled = sorted({n for prize in data["prizes"].values() for n in prize["names"]}, key=len, reverse=True)
    other = "|".join(re.escape(name) for name in data["not_prizes"])
    name = "|".join(re.escape(n) for n in spelled)
    year = r"(?:(?P<before>(?:19|20)\d\d) )?"
    after = r"(?:(?: in|,)? \(?(?P<after>(?:19|20)\d\d)\)?)?"
    prize = rf"{year}(?!(?:{other}))(?<!\w)(?P<prize>{name})(?! (?:International|of Bookers))(?:s)?{after}"
    return Words(
        titles={slug: prize["title"] for slug, prize in data["prizes"].items()},
        prizes=slugs,
        results=tuple(
            (claim, re.compile("|".join(rf"\b{re.escape(w)}\b" for w in spellings), re.IGNORECASE))
            for claim, spellings in data["results"].items()
        ),
        said=tuple(
            (claim, re.compile(pattern.replace("{prize}", prize), re.IGNORECASE))
            for claim, patterns in data["said"].items()
            for pattern in patterns
        ),
        denied=re.compile("|".join(data["denied"]), re.IGNORECASE),
        referring=re.compile("|".join(rf"\b{re.escape(w)}\b" for w in data["referring"]), re.IGNORECASE),
        review_headings=tuple(re.compile(pattern, re.IGNORECASE) for pattern in data["review_headings"]),
        written_by=tuple(data["written_by"]),
        published=tuple(data["published"]),
        not_published=re.compile("|".join(data["not_published"]), re.IGNORECASE),
    )
