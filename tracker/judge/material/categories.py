"""Categories as the judgement sorts them: performances, groups, and what nobody can be nominated for."""

import pandas as pd

from tracker.domain.categories import categories, genre_of

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


def split_by_genre(entries: pd.DataFrame) -> "pd.Series[str]":
    """The genre of each entry's category where its body gave the concept for several at that ceremony, else ""."""
    genres = {printed: genre_of(printed) for printed in entries["category_as_printed"].unique()}
    genre = entries["category_as_printed"].map(genres).astype("str")
    genres_of = genre.groupby([entries[c] for c in ("body", "ceremony", "category")], dropna=False)
    return genre.where(genres_of.transform("nunique") > 1, "")
