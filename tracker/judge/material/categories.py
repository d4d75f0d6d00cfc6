"""Categories as the judgement sorts them: performances, groups, and what nobody can be nominated for."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from tracker.domain.categories import categories, genre_of, kinds_of

ACTING = tuple(slug for slug, category in categories().items() if category.group == "acting")
"""Categories whose unit is a performance: a film and a person. Elsewhere the unit is the film."""

NOT_FOR_CATEGORIES = (*(slug for slug, category in categories().items() if not category.compared), "")


def credit_of(slug: str) -> str:
    """What the people of a category are credited as; "" where it has no people."""
    category = categories().get(slug)
    return (category.credit or "") if category else ""


def title_of(slug: str) -> str:
    """A category in plain English."""
    category = categories().get(slug)
    return category.title if category else slug


def either_kind(slug: str) -> tuple[str, ...]:
    """The concepts of a prize for a performance of either kind: whoever gives one has asked about both. Else none."""
    kinds = kinds_of(slug)
    return kinds if len(kinds) > 1 else ()


def genres_of(entries: Iterable[tuple[str, int, str, str]]) -> list[str]:
    """The genre of each entry's category where its body gave the concept for several at that ceremony, else "".

    Args:
        entries: body, ceremony, category and the category as it is printed.
    """
    genres = [(tuple(award), genre_of(printed)) for *award, printed in entries]
    given: dict[tuple[Any, ...], set[str]] = defaultdict(set)
    for award, genre in genres:
        given[award].add(genre)
    return [genre if len(given[award]) > 1 else "" for award, genre in genres]
