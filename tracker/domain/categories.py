"""Category concepts: one reviewed table of slugs, shared by all bodies."""

from functools import cache

from pydantic import BaseModel, ConfigDict

from tracker.domain.tables import table


class Category(BaseModel):
    """A concept such as `lead_actress`, shared by categories of many bodies."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    """Plain English, for reports."""
    group: str
    """`picture`, `directing`, `acting`, `writing`, `craft`, `music`, `feature_kind`, `short`, `newcomer` or `other`."""
    credit: str | None = None
    """The job whose holders are nominated, for example `director`; None where the film itself is."""


@cache
def categories() -> dict[str, Category]:
    """Every category by slug, in the order reports list them."""
    return table("tracker.data", "categories.yml", dict[str, Category])
