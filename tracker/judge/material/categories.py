"""Categories as the judgement sorts them: performances, groups, and what nobody can be nominated for."""

import pandas as pd

from tracker.domain.categories import categories, group_of

ACTING = tuple(slug for slug, category in categories().items() if category.group == "acting")
"""Categories whose unit is a performance: a film and a person. Elsewhere the unit is the film."""

NOT_FOR_CATEGORIES = (*(slug for slug, category in categories().items() if not category.compared), "")


def credit_of(slug: str) -> str:
    """What the people of a category are credited as; "" where it has no people."""
    known = categories().get(slug)
    return (known.credit or "") if known else ""


def title_of(slug: str) -> str:
    """A category in plain English."""
    known = categories().get(slug)
    return known.title if known else slug


def in_groups(slugs: "pd.Series[str]", groups: tuple[str, ...]) -> "pd.Series[bool]":
    """Whether each category is of one of these groups."""
    return pd.Series([group_of(slug) in groups for slug in slugs.tolist()], index=slugs.index, dtype=bool)
