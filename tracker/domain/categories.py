"""Category concepts: one reviewed table of slugs, shared by all bodies."""

import re
from functools import cache
from typing import Literal

from tracker.domain.models import Frozen
from tracker.domain.printed import printed_key
from tracker.domain.tables import table

PICTURE = "picture"
"""The category that honours a film as a whole; its nominees are films even where producers are named."""
OTHER = "other"
"""The category of an award that no concept fits, and the group of what belongs to no other."""


class Category(Frozen):
    """A concept such as `lead_actress`, shared by categories of many bodies."""

    title: str
    """Plain English, for reports."""
    group: str
    """`picture`, `directing`, `acting`, `writing`, `craft`, `music`, `feature_kind`, `short`, `newcomer` or `other`."""
    credit: str | None = None
    """The job whose holders are nominated, for example `director`; None where the film itself is."""
    entry: Literal["film", "song", "country", "person"] = "film"
    """What an entry of its lists is; beside a film, people may stand."""
    crafts: tuple[str, ...] = ()
    """Jobs on a film article or page whose holders it would nominate."""
    pool: str | None = None
    """The concept under which its base rates are learnt."""
    kind: str | None = None
    """The kind of work whose own category it is."""
    model: str | None = None
    """The group of categories it is learnt with; None where it is not modelled."""
    signal: bool = False
    """Whether a nomination in it speaks for the film in other categories by itself, not with those of its model."""
    compared: bool = True
    """Whether it compares with a category of another body."""
    either: tuple[str, ...] = ()
    """The concepts of which it honours either, where one prize is for performances by men and by women."""
    names: tuple[str, ...] = ()
    """Names that mean it at any body that gives such an award."""

    @property
    def prize(self) -> str:
        """The award as a sentence calls it: `Best Actor`, `Best Picture`."""
        return f"Best {re.sub('^Best |^Lead (?=Act)', '', self.title)}"


@cache
def categories() -> dict[str, Category]:
    """Every category by slug, in the order reports list them."""
    return table("tracker.data", "categories/concepts.yml", dict[str, Category])


def group_of(slug: str | None) -> str:
    """The group of a category; `other` for anything else."""
    category = categories().get(slug or "")
    return category.group if category else OTHER


def pool_of(slug: str) -> str:
    """The concept under which a category's base rates are learnt: one for both screenplays."""
    category = categories().get(slug)
    return (category.pool if category else None) or slug


def entry_of(slug: str | None) -> str:
    """The kind of entry in a category's lists; a film for anything else."""
    category = categories().get(slug or "")
    return category.entry if category else "film"


def kinds_of(slug: str) -> tuple[str, ...]:
    """The concepts that a category's nominees count for at other bodies: several for a prize of either kind."""
    category = categories().get(slug)
    return (category.either if category else ()) or (slug,)


@cache
def prizes_of_either() -> dict[str, str]:
    """The prize of either kind that takes a concept, by that concept."""
    return {kind: slug for slug, category in categories().items() for kind in category.either}


@cache
def genre_of(printed: str) -> str:
    """The one genre that a category's printed name tells of; "" where it tells of none or of several."""
    words = f" {printed_key(printed)} "
    genres = table("tracker.data", "categories/genres.yml", dict[str, tuple[str, ...]])
    matches = [genre for genre, names in genres.items() if any(f" {name} " in words for name in names)]
    return matches[0] if len(matches) == 1 else ""


@cache
def learnt_together() -> dict[str, tuple[str, ...]]:
    """The categories of each model."""
    models = dict.fromkeys(category.model for category in categories().values() if category.model)
    return {model: tuple(slug for slug, one in categories().items() if one.model == model) for model in models}
