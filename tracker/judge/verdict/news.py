"""The one order of news: the surprise of a miss, raised by acclaim, weighted by what readers ask first.

    weight = prominence · (1 − (1 − E) · (1 − w · A / 100))

E is the probability of a nomination (0 where there is none), A the higher of the acclaim of the work and of its film
as a whole at that body; w and the prominence of a category's group stand in `tracker/data/ranking.yml`. A film that was
shut out and had its chance in one lesser category is no bigger a story than that category's.
"""

from functools import cache

import pandas as pd
from pydantic import BaseModel, ConfigDict

from tracker.domain.categories import group_of
from tracker.domain.tables import table
from tracker.judge.material.frames import chosen, lookup

_FILM = ["body", "ceremony", "film_key"]


class Ranking(BaseModel):
    """The weights of the ranking."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    prominence: dict[str, int]
    """By group of categories; a group that is not named counts 1. `film` is the film as a whole."""
    acclaim: float

    def of(self, category: str) -> float:
        """The prominence of a category."""
        return float(self.prominence.get(group_of(category) if category else "film", 1))


@cache
def weights() -> Ranking:
    """The weights that ship with the tracker."""
    return table("tracker.data", "ranking.yml", Ranking)


def weights_of(verdicts: pd.DataFrame) -> "pd.Series[float]":
    """How much of a story each verdict would be as a miss, 0 to the highest prominence.

    Args:
        verdicts: body, ceremony, category, film_key, p_nomination and acclaim_percentile of whole seasons, so that
            the verdict on the film as a whole is among them.
    """
    ranking = weights()
    whole = verdicts[verdicts["category"] == ""].drop_duplicates(_FILM)
    film = lookup(verdicts, whole, _FILM, ["acclaim_percentile"])["acclaim_percentile"]
    acclaim = pd.concat([film, verdicts["acclaim_percentile"]], axis=1).astype("float64").max(axis=1).fillna(0.0) / 100
    expected = verdicts["p_nomination"].astype("float64").fillna(0.0)
    prominence = {slug: ranking.of(str(slug)) for slug in verdicts["category"].unique()}
    weight = chosen(verdicts["category"], {slug: str(value) for slug, value in prominence.items()}).astype("float64")
    story = weight * _surprise(expected, acclaim)
    rows = verdicts[_FILM].assign(expected=expected, acclaim=acclaim, weight=weight)
    top = rows[verdicts["category"] != ""].sort_values(["expected", "weight"], ascending=False, kind="stable")
    top = lookup(verdicts, top.drop_duplicates(_FILM), _FILM, ["expected", "acclaim", "weight"]).astype("float64")
    beside = weight * _surprise(_without(expected, top["expected"]), acclaim)
    alone = top["weight"] * _surprise(expected, pd.concat([acclaim, top["acclaim"]], axis=1).max(axis=1))
    lesser = (verdicts["category"] == "") & (top["weight"] < weight) & (top["expected"] > 0.0)
    return story.mask(lesser, pd.concat([beside, alone], axis=1).max(axis=1))


def _surprise(expected: "pd.Series[float]", acclaim: "pd.Series[float]") -> "pd.Series[float]":
    return 1.0 - (1.0 - expected) * (1.0 - weights().acclaim * acclaim)


def _without(whole: "pd.Series[float]", category: "pd.Series[float]") -> "pd.Series[float]":
    pairs = zip(whole, category, strict=True)
    return pd.Series([without(film, one) for film, one in pairs], index=whole.index, dtype="float64")


def without(whole: float, category: float) -> float:
    """What a film's chance of any nomination would be without its chance in one category."""
    return max(0.0, 1.0 - (1.0 - whole) / max(1.0 - category, _LEAST))


_LEAST = 0.001
"""Probabilities have three digits."""


def news(verdicts: pd.DataFrame) -> "pd.Series[int]":
    """The place of each miss in the news of its season, 1 for the biggest story; ties go by film and category.

    Args:
        verdicts: of whole seasons, with `missed`.

    Returns:
        With the index of `verdicts`; missing for what is no miss.
    """
    rows = verdicts.assign(weight=weights_of(verdicts))
    rows = rows[rows["missed"]]
    rows = rows.sort_values(["weight", "film", "category"], ascending=[False, True, True], kind="stable")
    place = rows.groupby("film_year", sort=False).cumcount() + 1
    return place.reindex(verdicts.index).astype("Int64")


def ranked_misses(verdicts: pd.DataFrame) -> pd.DataFrame:
    """The verdicts that tell of a miss, the biggest story of each season first."""
    return verdicts[verdicts["missed"]].sort_values(["film_year", "news"], kind="stable")


def surprises(verdicts: pd.DataFrame) -> pd.DataFrame:
    """The surprising nominations, the least expected first.

    Args:
        verdicts: columns of `tracker.domain.facts.tables.VERDICTS`.
    """
    rows = verdicts[verdicts["surprising"]]
    return rows.sort_values(["p_nomination", "film", "category"], kind="stable", ignore_index=True)
