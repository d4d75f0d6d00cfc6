"""Which category of a judged body a piece of evidence from elsewhere speaks for, and for whom."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from tracker.domain.categories import kinds_of
from tracker.domain.rules import Equivalence
from tracker.judge.evidence.gather import Evidence
from tracker.judge.material.categories import ACTING, NOT_FOR_CATEGORIES
from tracker.judge.material.frames import among, filled, lookup, pair


@dataclass(frozen=True)
class Fields:
    """The categories of the judged ceremonies' lists, and which of them evidence from elsewhere speaks for."""

    given: Mapping[int, frozenset[str]]
    """Categories of each ceremony's list, by `target`."""
    film_years: Mapping[int, int]
    """Season of each ceremony; some relations hold for some years only."""
    equivalence: Equivalence

    def receivers(self, target: int, slug: str) -> tuple[str, ...]:
        """The ceremony's categories that a category elsewhere feeds; its own name where none does."""
        given = self.given.get(target, frozenset())
        here = (slug for slug in self.equivalence.feeds(slug, self.film_years[target]) if slug in given)
        return tuple(here) or (slug,)

    def given_or_pooled(self, target: int, slug: str) -> bool:
        """Whether a ceremony had a category, one of its pool, or those of which it honours either."""
        given = self.given.get(target, frozenset())
        return slug in given or slug in {self.equivalence.pool(one) for one in given} or self.open(target, slug)

    def open(self, target: int, slug: str) -> bool:
        """Whether a performance may count for either of two categories of a ceremony."""
        given = self.given.get(target, frozenset())
        return slug not in given and len(kinds_of(slug)) > 1 and not given.isdisjoint(kinds_of(slug))


def fed_categories(rows: pd.DataFrame, fields: Fields) -> pd.DataFrame:
    """Evidence rows with `to`, the category of the judged body that each one feeds; a row may feed several.

    A broader category, such as one screenplay award, feeds the narrower one in which the film is known to stand
    from any other list; where no list says, it feeds both as one pooled unit named by the broader category.

    Args:
        rows: evidence with `target` (the judged ceremony), `category` and `film_key`.
        fields: the categories of the judged ceremonies.
    """
    usable = rows[~rows["category"].isin(NOT_FOR_CATEGORIES)].reset_index(drop=True)
    asked = list(zip(usable["target"].tolist(), usable["category"].tolist(), strict=True))
    feeds = {key: fields.receivers(*key) for key in dict.fromkeys(asked)}
    spread = usable.assign(
        to=pd.Series([feeds[key] for key in asked], dtype="object"), several=[len(feeds[key]) > 1 for key in asked]
    )
    spread = spread.explode("to", ignore_index=True).astype({"to": "str"})
    direct = usable.assign(to=usable["category"])
    known = among(spread, direct, ["target", "film_key", "to"])
    several = spread.pop("several").astype(bool)
    anywhere = known.groupby([spread["target"], spread["film_key"], spread["category"]]).transform("any")
    pooled = several & ~anywhere.astype(bool)
    spread = spread.assign(to=spread["to"].mask(pooled, spread["category"]))
    spread = spread[~several | known | pooled]
    return spread.drop_duplicates(["target", "evidence_id", "to"]).reset_index(drop=True)


def with_persons(fed: pd.DataFrame, evidence: Evidence, column: str = "to") -> pd.DataFrame:
    """Evidence rows with `person`: one row a person in acting categories, "" elsewhere.

    A list that names the film only speaks for the one performance other lists name there; where none names any, for a
    performance without a name; where they name several, for none.
    """
    acting = fed[column].isin(ACTING)
    named = pair(fed[acting], evidence.people[["evidence_id", "person"]], ["evidence_id"], how="left")
    unit = ["target", "film_key", column]
    named = named.assign(person=filled(named["person"]))
    people = named[named["person"] != ""].drop_duplicates([*unit, "person"])
    single = people[~people.duplicated(unit, keep=False)]
    guess = filled(lookup(named, single, unit, ["person"])["person"])
    named = named.assign(person=named["person"].where(named["person"] != "", guess))
    named = named[(named["person"] != "") | ~among(named, people, unit)]
    return pd.concat([fed[~acting].assign(person=""), named], ignore_index=True).drop_duplicates(
        ["target", "evidence_id", column, "person"]
    )
