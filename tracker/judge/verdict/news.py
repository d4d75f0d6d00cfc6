"""The one order of news: the surprise of a miss, raised by acclaim, weighted by what readers ask first.

    weight = prominence · (1 − (1 − E) · (1 − w · A / 100))

E is the probability of a nomination (0 where there is none), A the higher of the acclaim of the work and of its film
as a whole at that body; w and the prominence of a category's group stand in `tracker/data/ranking.yml`. A film that was
shut out and had its chance in one lesser category is no bigger a story than that category's.
"""

from collections import Counter
from functools import cache
from typing import Any, NamedTuple

import pandas as pd
from pydantic import BaseModel, ConfigDict

from tracker.domain.categories import group_of
from tracker.domain.cells import is_missing
from tracker.domain.tables import table
from tracker.judge.material.frames import tuples


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
    rows = _rows(verdicts)
    whole: dict[_Film, float] = {row.film: row.acclaim for row in reversed(rows) if row.film and not row.category}
    rows = [row._replace(acclaim=max(row.acclaim, whole.get(row.film, 0.0))) for row in rows]
    likely = sorted((row for row in rows if row.film and row.category), key=lambda row: (-row.expected, -row.weight))
    top = {row.film: row for row in reversed(likely)}
    return pd.Series([_story(row, top.get(row.film)) for row in rows], index=verdicts.index, dtype="float64")


_Film = tuple[str, int, str] | None
"""A film at a ceremony; None where no list of it is at hand."""


class _Row(NamedTuple):
    """A verdict."""

    film: _Film
    category: str
    acclaim: float
    """w · A / 100."""
    expected: float
    weight: float


def _rows(verdicts: pd.DataFrame) -> list[_Row]:
    """Verdicts, in their order, each with the acclaim of its own."""
    names = ["body", "ceremony", "film_key", "category", "acclaim_percentile", "p_nomination"]
    entries = tuples(verdicts, names)
    ranking = weights()
    weight = {slug: ranking.of(slug) for slug in dict.fromkeys(row[3] for row in entries)}
    return [
        _Row(
            None if ceremony is pd.NA else (body, ceremony, film),
            category,
            0.0 if is_missing(acclaim) else ranking.acclaim * (acclaim / 100),
            0.0 if is_missing(expected) else expected,
            weight[category],
        )
        for body, ceremony, film, category, acclaim, expected in entries
    ]


def _story(row: _Row, top: _Row | None) -> float:
    """How much of a story a miss would be; that of a whole film beside its likeliest category."""
    story = row.weight * _surprise(row.expected, row.acclaim)
    if row.category or top is None or top.expected <= 0.0 or top.weight >= row.weight:
        return story
    beside = row.weight * _surprise(without(row.expected, top.expected), row.acclaim)
    return max(beside, top.weight * _surprise(row.expected, max(row.acclaim, top.acclaim)))


def _surprise(expected: float, acclaim: float) -> float:
    return 1.0 - (1.0 - expected) * (1.0 - acclaim)


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
    rows = zip(tuples(verdicts, ["film_year", "film", "category", "missed"]), weights_of(verdicts), strict=True)
    misses = [(year, -weight, film, slug, at) for at, ((year, film, slug, missed), weight) in enumerate(rows) if missed]
    counts: Counter[int] = Counter()
    places: list[Any] = [pd.NA] * len(verdicts)
    for year, *_, at in sorted(misses):
        counts[year] += 1
        places[at] = counts[year]
    return pd.Series(places, index=verdicts.index, dtype="Int64")


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
