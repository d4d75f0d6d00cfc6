"""Which category of a judged body a piece of evidence from elsewhere speaks for, and for whom."""

import pandas as pd

from tracker.compare.evidence import Evidence
from tracker.compare.lists import Judged
from tracker.domain.categories import categories
from tracker.domain.rules import Equivalence

ACTING = tuple(slug for slug, category in categories().items() if category.group == "acting")
"""Categories whose unit is a performance: a film and a person. Elsewhere the unit is the film."""

NOT_FOR_CATEGORIES = ("other", "festival_section", "special_prize", "")


def group_of(slug: str) -> str:
    """The group of a category; `other` for what is no category."""
    known = categories().get(slug)
    return known.group if known else "other"


def title_of(slug: str) -> str:
    """A category in plain English."""
    known = categories().get(slug)
    return known.title if known else slug


def in_groups(slugs: "pd.Series[str]", groups: tuple[str, ...]) -> "pd.Series[bool]":
    """Whether each category is of one of these groups."""
    return pd.Series([group_of(slug) in groups for slug in slugs], index=slugs.index, dtype=bool)


def fed_categories(rows: pd.DataFrame, judged: Judged, equivalence: Equivalence) -> pd.DataFrame:
    """Evidence rows with `to`, the category of the judged body that each one feeds; a row may feed several.

    A broader category, such as one screenplay award, feeds the narrower one in which the film is known to stand
    from any other list; where no list says, it feeds both as one pooled unit named by the broader category.

    Args:
        rows: evidence with `category` and `film_key`.
        judged: the ceremony, its categories and its season, since some relations hold for some years only.
        equivalence: how categories compare.
    """
    usable = rows[~rows["category"].isin(NOT_FOR_CATEGORIES)]
    feeds = {slug: _receivers(slug, judged, equivalence) for slug in usable["category"].unique()}
    spread = usable.assign(to=usable["category"].map(feeds)).explode("to")
    several = spread["category"].map(lambda slug: len(feeds.get(slug, ())) > 1).astype(bool)
    direct = usable[["film_key", "category"]].drop_duplicates().rename(columns={"category": "to"})
    placed = spread[["film_key", "to"]].merge(direct.assign(placed=True), on=["film_key", "to"], how="left")
    known = pd.Series(placed["placed"].eq(True).to_numpy(), index=spread.index)
    anywhere = known.groupby([spread["film_key"], spread["category"]]).transform("any") if len(spread) else known
    pooled = several & ~anywhere
    spread = spread.assign(to=spread["to"].mask(pooled, spread["category"]))
    return spread[~several | known | pooled].drop_duplicates(["evidence_id", "to"]).reset_index(drop=True)


def _receivers(slug: str, judged: Judged, equivalence: Equivalence) -> tuple[str, ...]:
    here = tuple(receiver for receiver in equivalence.feeds(slug, judged.film_year) if receiver in judged.given)
    return here or (slug,)


def with_persons(fed: pd.DataFrame, evidence: Evidence, column: str = "to") -> pd.DataFrame:
    """Evidence rows with `person`: one row a person in acting categories, "" elsewhere.

    A list that names the film only speaks for the one performance other lists name there, or for none.
    """
    acting = fed[column].isin(ACTING)
    named = fed[acting].merge(
        evidence.people[["evidence_id", "person"]], on="evidence_id", how="left", validate="many_to_many"
    )
    single = named.dropna(subset="person").groupby(["film_key", column])["person"].agg(lambda s: _only(set(s)))
    asked = pd.MultiIndex.from_frame(named[["film_key", column]])
    guess = pd.Series(single.reindex(asked).to_numpy(), index=named.index, dtype="object") if len(named) else None
    person = named["person"] if guess is None else named["person"].where(named["person"].notna(), guess)
    named = named.assign(person=person).dropna(subset="person")
    named = named[named["person"] != ""]
    return pd.concat([fed[~acting].assign(person=""), named], ignore_index=True).drop_duplicates(
        ["evidence_id", column, "person"]
    )


def _only(people: set[str]) -> str:
    return next(iter(people)) if len(people) == 1 else ""
