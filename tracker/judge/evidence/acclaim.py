"""A, acclaimed: a percentile among the season's eligible films, from independent families of evidence.

The formula, with a worked example, is in docs/acclaim.md. In short: each family is a figure, each figure a percentile
(mid-rank for ties), the percentiles are averaged, and the averages are ranked once more.
"""

import math
from collections import Counter
from itertools import compress
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from tracker.judge.evidence.feeding import Fields, fed_categories, with_persons
from tracker.judge.evidence.gather import ACCLAIM_FAMILIES, ADVOCACY, SOURCE_WORK, Evidence, settled_scores
from tracker.judge.material.categories import NOT_FOR_CATEGORIES
from tracker.judge.material.frames import lookup, pair, tuples
from tracker.judge.material.tables import IN_SEASON

CORE = ("scores", "critics_lists", "peers")
"""Families in which not being named counts: every film could have been scored, listed or nominated."""

BONUS = ("critics_prizes", "longlists", "festivals", SOURCE_WORK)
"""Families that name few; being absent says nothing, being named only raises."""

CATEGORY_CORE = ("peers",)

SUPPORT = 50.0
"""A score supports acclaim from this percentile on; any mention in another family does."""

FEW_REVIEWS = 5.0
"""As many reviews as these are worth as much as knowing nothing but the season."""

ARGUED = 1.0
"""So much advocacy supports acclaim: one article of the established press, or two of blogs (docs/prose.md)."""

RUNNERS_UP = 2.0
"""A runner-up weighs as one of two."""

_FIELD = ["body", "ceremony", "field", "stage"]


def percentile(
    values: "pd.Series[float]",
    below: "pd.Series[float] | pd.Series[int] | int" = 0,
    within: "pd.Series[int] | None" = None,
) -> "pd.Series[float]":
    """Mid-rank percentiles, 0 to 100 exclusive; missing stays missing.

    Args:
        values: one figure a film.
        below: so many further films that stand below all of these.
        within: group of each film; films are ranked among those of their own group.
    """
    group = pd.Series(0, index=values.index) if within is None else within
    grouped = values.groupby(group)
    n = grouped.transform("count") + below
    return (grouped.rank(method="average") + below - 0.5) * 100.0 / n.where(n > 0)


def selectivity(rows: pd.DataFrame, films: "pd.Series[int] | int") -> "pd.Series[float]":
    """What each entry weighs, in bits: log2(1 + films / places), the fewer places the more.

    Places are the films of the field; of a prize its winners, of a starred place the starred, and two for a runner-up.

    Args:
        rows: entries of lists (target, body, ceremony, category, category_as_printed, stage, result, starred,
            film_key); those of each judged ceremony (`target`) are counted by themselves.
        films: size of the season's population.
    """
    numbered = rows["ceremony"].notna().to_numpy()
    entries = tuples(rows.assign(field=_field(rows)), ["target", *_FIELD, "film_key"])
    places = _places(entries, numbered)
    for counted in (rows["starred"].to_numpy(), (rows["result"] == "won").to_numpy()):
        few = _places(entries, numbered & counted)
        places = np.where(counted & (few < places), few, places)
    places = np.where((rows["result"] == "runner_up") & (places > RUNNERS_UP), RUNNERS_UP, places)
    return pd.Series(np.log2(1.0 + films / np.maximum(places, 1.0)), index=rows.index)


def _places(entries: "list[tuple[Any, ...]]", counted: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """How many films stand in each entry's field, of those that are counted."""
    films = Counter(entry[:-1] for entry in set(compress(entries, counted)))
    return np.array([films[entry[:-1]] for entry in entries], dtype="float64")


class Acclaim(NamedTuple):
    """Acclaim of a film or a unit."""

    acclaim: float = math.nan
    families: str = ""
    """Families that support it."""
    families_n: int = 0
    scores: float = math.nan
    """Percentile of its scores."""


def by_key(frame: pd.DataFrame, key: list[str]) -> dict[tuple[Any, ...], Acclaim]:
    """The rows of `film_acclaim` and `category_acclaim` by their key."""
    return dict(zip(tuples(frame, key), (Acclaim(*row) for row in tuples(frame, list(Acclaim._fields))), strict=True))


FILM = ["target", "film_key"]
"""What names a film at a judged ceremony."""


def at_ceremonies(evidence: Evidence, population: pd.DataFrame) -> pd.DataFrame:
    """Evidence for each judged ceremony, without that ceremony's own list: `target`, then the evidence's columns.

    Args:
        evidence: of the seasons.
        population: the films that may be nominated: target, film_year, film_key, judged (the ceremony's body).
    """
    rows = pair(evidence.rows, population[[*FILM, "film_year", "judged"]], IN_SEASON)
    own = (rows["body"] == rows["judged"]) & (rows["stage"] == "nominations")
    return rows[~own].reset_index(drop=True)


def film_acclaim(rows: pd.DataFrame, population: pd.DataFrame, unseen: "pd.Series[int]") -> pd.DataFrame:
    """Acclaim of films at judged ceremonies.

    Args:
        rows: the evidence of `at_ceremonies`.
        population: target and film_key of the films that are not known to be ineligible.
        unseen: by `target`, how many films the body called eligible beyond those at hand.

    Returns:
        target, film_key, one percentile a family (missing where there is nothing), `acclaim`, `families` (those that
        support), `families_n`.
    """
    films = pd.MultiIndex.from_frame(population[FILM].drop_duplicates())
    target = pd.Series(films.get_level_values("target"), index=films)
    figures = _film_figures(rows, films)
    shares = figures.apply(percentile, within=target)
    supported = (figures.drop(columns="scores", errors="ignore") > 0).reindex(columns=shares.columns, fill_value=False)
    if "scores" in shares:
        supported["scores"] = shares["scores"] >= SUPPORT
    if ADVOCACY in figures:
        supported[ADVOCACY] = figures[ADVOCACY] >= ARGUED
    raw = combine(shares, supported, CORE)
    acclaim = percentile(raw, target.map(unseen).fillna(0), within=target)
    return _result(shares, supported, acclaim).reset_index()


def _film_figures(rows: pd.DataFrame, films: pd.MultiIndex) -> pd.DataFrame:
    """One figure a film and family; NaN where a film has no score, 0 where no list names it.

    A family of which a ceremony's season has no evidence at all says nothing there, of nobody.
    """
    figures = pd.DataFrame(index=films)
    target = pd.Series(films.get_level_values("target"), index=films)
    scores = settled_scores(rows)
    if len(scores):
        counted = scores.assign(value=by_count(scores))
        each = counted.groupby([*FILM, "result"])["value"].mean().unstack().reindex(films)
        figures["scores"] = each.apply(percentile, within=target).mean(axis=1)
    tally = rows[rows["family"] == "critics_lists"]
    if len(tally):
        known = tally.groupby(FILM)["value"].max().reindex(films)
        figures["critics_lists"] = known.fillna(0.0).where(target.isin(tally["target"]))
    listed = rows[rows["stage"] != ""]
    if len(listed):
        n = target.groupby(target).size()
        bits = listed.assign(bits=selectivity(listed, listed["target"].map(n)), field=_field(listed))
        best = bits.groupby(["family", *FILM, *_FIELD], dropna=False)["bits"].max()
        sums = best.groupby(["family", *FILM]).sum().unstack("family").reindex(films)
        for kind in sums:
            known_to = bits["target"][bits["family"] == kind]
            figures[kind] = sums[kind].fillna(0.0).where(target.isin(known_to))
    said = _argued(rows)
    if len(said):
        articles = said.groupby([*FILM, "statement"])["value"].max()
        figures[ADVOCACY] = articles.groupby(FILM).sum().reindex(films).fillna(0.0)
    return figures.reindex(columns=[f for f in (*ACCLAIM_FAMILIES, ADVOCACY) if f in figures])


def _argued(rows: pd.DataFrame) -> pd.DataFrame:
    """What articles praise or argue for; several rows of one article share a statement."""
    return rows[(rows["family"] == ADVOCACY) & (rows["feeds"] != "")]


def by_count(scores: pd.DataFrame) -> "pd.Series[float]":
    """Figures drawn towards their season's mean, the fewer reviews the more: (n·v + k·m) / (n + k), k = `FEW_REVIEWS`.

    A figure whose count is not known stays as it is.

    Args:
        scores: target, result (the measure), value, reviews.
    """
    mean = scores.groupby(["target", "result"])["value"].transform("mean")
    n = scores["reviews"].astype("float64")
    return ((n * scores["value"] + FEW_REVIEWS * mean) / (n + FEW_REVIEWS)).where(n.notna(), scores["value"])


def _field(rows: pd.DataFrame) -> "pd.Series[str]":
    return rows["category"].mask(rows["category"].isin(NOT_FOR_CATEGORIES), rows["category_as_printed"])


def combine(shares: pd.DataFrame, supported: pd.DataFrame, core: tuple[str, ...]) -> "pd.Series[float]":
    """The plain mean of the core percentiles at hand, raised by any bonus family that raises it, best first."""
    base = shares[[f for f in core if f in shares]].to_numpy(dtype="float64", na_value=np.nan)
    extra = [f for f in BONUS if f in shares]
    bonus = shares[extra].where(supported[extra]).to_numpy(dtype="float64", na_value=np.nan)
    total, count = np.nansum(base, axis=1), (~np.isnan(base)).sum(axis=1)
    best = np.where(count > 0, total / np.maximum(count, 1), 0.0)
    for column in -np.sort(-np.nan_to_num(bonus, nan=-1.0), axis=1).T:
        has = column >= 0
        total, count = total + np.where(has, column, 0.0), count + has
        best = np.where(has, np.maximum(best, total / np.maximum(count, 1)), best)
    return pd.Series(best, index=shares.index)


def _result(
    shares: pd.DataFrame,
    supported: pd.DataFrame,
    acclaim: "pd.Series[float]",
    families: tuple[str, ...] = (*ACCLAIM_FAMILIES, ADVOCACY),
) -> pd.DataFrame:
    result = shares.reindex(columns=list(families)).astype("float64")
    flags = supported.reindex(columns=list(families), fill_value=False).astype(bool)
    result["acclaim"] = acclaim.round(1)
    result["families"] = _names(flags)
    result["families_n"] = flags.sum(axis=1).astype("Int64")
    return result


def _names(flags: pd.DataFrame) -> "pd.Series[str]":
    columns = np.array(flags.columns)
    return pd.Series([";".join(columns[row]) for row in flags.to_numpy()], index=flags.index, dtype="str")


def category_acclaim(
    rows: pd.DataFrame, population: pd.DataFrame, unseen: "pd.Series[int]", evidence: Evidence, fields: Fields
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Acclaim of films and performances by category at judged ceremonies, from evidence of that category only.

    Args:
        rows: the evidence of `at_ceremonies`.
        population: target and film_key of the films that are not known to be ineligible.
        unseen: by `target`, how many films the body called eligible beyond those at hand.
        evidence: who the rows are about.
        fields: the categories of the judged ceremonies.

    Returns:
        Units (target, category, film_key, person, percentiles by family, acclaim, families, families_n), where films
        without evidence in the category stand below and are not listed; and the evidence of each unit (target,
        category, film_key, person, evidence_id).
    """
    films = population.groupby("target").size()
    said = _argued(rows)
    rows = pd.concat([rows[rows["stage"] != ""], said[said["category"] != ""]])
    weighed = rows["family"].isin([SOURCE_WORK, ADVOCACY])
    bits = selectivity(rows, rows["target"].map(films)).mask(weighed, rows["value"])
    rows = rows.assign(bits=bits, field=_field(rows).mask(rows["family"] == ADVOCACY, rows["statement"]))
    fed = with_persons(fed_categories(rows, fields), evidence).rename(columns={"category": "from", "to": "category"})
    unit = ["target", "category", "film_key", "person"]
    best = fed.groupby([*unit, "family", *_FIELD], dropna=False)["bits"].max()
    figures = best.groupby([*unit, "family"]).sum().unstack("family")
    keys = figures.index.to_frame(index=False)
    field = ["target", "category"]
    named = keys.drop_duplicates([*field, "film_key"]).groupby(field).size().reset_index(name="n")
    n = keys["target"].map(films) - lookup(keys, named, field, ["n"])["n"]
    rest = pd.Series(n.to_numpy(), index=figures.index)
    group = pd.Series(keys.groupby(field).ngroup().to_numpy(), index=figures.index)
    seen = figures.notna().groupby(group).transform("any")
    figures = figures.fillna(0.0).where(seen)
    shares = pd.DataFrame({f: _among(figures[f], group, rest) for f in figures}, index=figures.index)
    supported = figures > 0
    if ADVOCACY in figures:
        supported[ADVOCACY] = figures[ADVOCACY] >= ARGUED
    raw = combine(shares, supported, CATEGORY_CORE)
    more = rest + keys["target"].map(unseen).fillna(0).to_numpy()
    acclaim = _among(raw, group, more, positive=True)
    families = (*ACCLAIM_FAMILIES, SOURCE_WORK, ADVOCACY)
    return _result(shares, supported, acclaim, families).reset_index(), fed[[*unit, "evidence_id"]].drop_duplicates()


def _among(
    values: "pd.Series[float]", group: "pd.Series[int]", rest: "pd.Series[float]", positive: bool = False
) -> "pd.Series[float]":
    """Percentiles within each category of a ceremony, with `rest` further films at zero."""
    grouped = values.groupby(group)
    ranks = grouped.rank(method="average") + rest
    if not positive:
        zeros = (values == 0).groupby(group).transform("sum")
        ranks = ranks.where(values > 0, (zeros + rest + 1) / 2).where(values.notna())
    shares: pd.Series[float] = (ranks - 0.5) * 100.0 / (grouped.transform("size") + rest)
    return shares
