"""A, acclaimed: a percentile among the season's eligible films, from independent families of evidence.

The formula, with a worked example, is in docs/acclaim.md. In short: each family is a figure, each figure a percentile
(mid-rank for ties), the percentiles are averaged, and the averages are ranked once more.
"""

from typing import Any

import numpy as np
import pandas as pd

from tracker.compare.evidence import ACCLAIM_FAMILIES, Evidence
from tracker.compare.feeding import NOT_FOR_CATEGORIES, fed_categories, with_persons
from tracker.compare.lists import Judged
from tracker.domain.rules import Equivalence

CORE = ("scores", "critics_lists", "peers")
"""Families in which not being named counts: every film could have been scored, listed or nominated."""

BONUS = ("critics_prizes", "longlists", "festivals")
"""Families that name few; being absent says nothing, being named only raises."""

CATEGORY_CORE = ("peers",)

SUPPORT = 50.0
"""A score supports acclaim from this percentile on; any mention in another family does."""

RUNNERS_UP = 2.0
"""A runner-up weighs as one of two."""

_FIELD = ["body", "ceremony", "field", "stage"]


def percentile(values: "pd.Series[float]", below: int = 0) -> "pd.Series[float]":
    """Mid-rank percentiles, 0 to 100 exclusive; missing stays missing.

    Args:
        values: one figure a film.
        below: so many further films that stand below all of these.
    """
    n = int(values.notna().sum()) + below
    ranks: pd.Series[float] = values.rank(method="average")
    return (ranks + below - 0.5) * 100.0 / n if n else ranks


def selectivity(rows: pd.DataFrame, films: int) -> "pd.Series[float]":
    """What each entry weighs, in bits: log2(1 + films / places), the fewer places the more.

    Places are the films of the field; of a prize its winners, of a starred place the starred, and two for a runner-up.

    Args:
        rows: entries of lists (body, ceremony, category, category_as_printed, stage, result, starred, film_key).
        films: size of the season's population.
    """
    rows = rows.assign(
        field=rows["category"].mask(rows["category"].isin(NOT_FOR_CATEGORIES), rows["category_as_printed"])
    )
    places = _places(rows, pd.Series(True, index=rows.index))
    for counted in (rows["starred"], rows["result"] == "won"):
        few = _places(rows, counted)
        places = places.mask(counted & (few < places), few)
    places = places.mask((rows["result"] == "runner_up") & (places > RUNNERS_UP), RUNNERS_UP)
    return pd.Series(np.log2(1.0 + films / places.clip(lower=1.0).to_numpy()), index=rows.index)


def _places(rows: pd.DataFrame, counted: "pd.Series[bool]") -> "pd.Series[float]":
    key = [rows[column] for column in _FIELD]
    return rows["film_key"].where(counted).groupby(key, dropna=False).transform("nunique").astype("float64")


def film_acclaim(evidence: Evidence, population: pd.DataFrame, judged: Judged) -> pd.DataFrame:
    """Acclaim of films, for one judged ceremony.

    Args:
        evidence: the season's.
        population: `film_key` of the films that are not known to be ineligible.
        judged: the ceremony, whose own nominations never count.

    Returns:
        film_key, one percentile a family (missing where there is nothing), `acclaim`, `families` (those that support),
        `families_n`.
    """
    films = pd.Index(population["film_key"].unique(), name="film_key")
    rows = _outside(evidence.rows, judged)
    rows = rows[rows["film_key"].isin(films)]
    figures = _film_figures(rows, films)
    shares = figures.apply(percentile)
    supported = (figures.drop(columns="scores", errors="ignore") > 0).reindex(columns=shares.columns, fill_value=False)
    if "scores" in shares:
        supported["scores"] = shares["scores"] >= SUPPORT
    raw = combine(shares, supported, CORE)
    return _result(shares, supported, percentile(raw, below=judged.unseen)).reset_index()


def _outside(rows: pd.DataFrame, judged: Judged) -> pd.DataFrame:
    """Evidence without the judged list itself."""
    own = (rows["body"] == judged.body) & (rows["stage"] == "nominations")
    return rows[~own]


def _film_figures(rows: pd.DataFrame, films: "pd.Index[str]") -> pd.DataFrame:
    """One figure a film and family; NaN where a film has no score, 0 where no list names it."""
    figures = pd.DataFrame(index=films)
    scores = rows[rows["family"] == "scores"]
    if len(scores):
        each = scores.groupby(["film_key", "result"])["value"].mean().unstack().reindex(films)
        figures["scores"] = each.apply(percentile).mean(axis=1)
    tally = rows[rows["family"] == "critics_lists"]
    if len(tally):
        figures["critics_lists"] = tally.groupby("film_key")["value"].max().reindex(films).fillna(0.0)
    listed = rows[rows["stage"] != ""]
    if len(listed):
        bits = listed.assign(bits=selectivity(listed, len(films)), field=_field(listed))
        best = bits.groupby(["family", "film_key", *_FIELD], dropna=False)["bits"].max()
        sums = best.groupby(["family", "film_key"]).sum().unstack("family").reindex(films).fillna(0.0)
        figures = figures.join(sums)
    return figures.reindex(columns=[f for f in ACCLAIM_FAMILIES if f in figures])


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


def _result(shares: pd.DataFrame, supported: pd.DataFrame, acclaim: "pd.Series[float]") -> pd.DataFrame:
    result = shares.reindex(columns=list(ACCLAIM_FAMILIES)).astype("float64")
    flags = supported.reindex(columns=list(ACCLAIM_FAMILIES), fill_value=False).astype(bool)
    result["acclaim"] = acclaim.round(1)
    result["families"] = _names(flags)
    result["families_n"] = flags.sum(axis=1).astype("Int64")
    return result


def _names(flags: pd.DataFrame) -> "pd.Series[str]":
    columns = np.array(flags.columns)
    return pd.Series([";".join(columns[row]) for row in flags.to_numpy()], index=flags.index, dtype="str")


def category_acclaim(
    evidence: Evidence, population: pd.DataFrame, judged: Judged, equivalence: Equivalence
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Acclaim of films and performances by category, for one judged ceremony, from evidence of that category only.

    Returns:
        Units (category, film_key, person, percentiles by family, acclaim, families, families_n), where films without
        evidence in the category stand below and are not listed; and the evidence of each unit (category, film_key,
        person, evidence_id).
    """
    rows = _outside(evidence.rows, judged)
    rows = rows[(rows["stage"] != "") & rows["film_key"].isin(population["film_key"])]
    rows = rows.assign(bits=selectivity(rows, len(population)), field=_field(rows))
    fed = with_persons(fed_categories(rows, judged, equivalence), evidence).rename(
        columns={"category": "from", "to": "category"}
    )
    unit = ["category", "film_key", "person"]
    best = fed.groupby([*unit, "family", *_FIELD], dropna=False)["bits"].max()
    figures = best.groupby([*unit, "family"]).sum().unstack("family").fillna(0.0)
    named = figures.reset_index()[["category", "film_key"]].drop_duplicates().groupby("category").size()
    rest = len(population) - named.reindex(figures.index.get_level_values("category")).to_numpy()
    shares = pd.DataFrame({f: _among(figures[f], rest) for f in figures}, index=figures.index)
    supported = figures > 0
    raw = combine(shares, supported, CATEGORY_CORE)
    acclaim = _among(raw, rest + judged.unseen, positive=True)
    return _result(shares, supported, acclaim).reset_index(), fed[[*unit, "evidence_id"]].drop_duplicates()


def _among(values: "pd.Series[float]", rest: "np.ndarray[Any, Any]", positive: bool = False) -> "pd.Series[float]":
    """Percentiles within each category, with `rest` further films at zero."""
    category = values.index.get_level_values("category")
    grouped = values.groupby(category)
    ranks: pd.Series[float] = grouped.rank(method="average") + rest
    if not positive:
        zeros = (values == 0).groupby(category).transform("sum")
        ranks = ranks.where(values > 0, (zeros + rest + 1) / 2)
    shares: pd.Series[float] = (ranks - 0.5) * 100.0 / (grouped.transform("size") + rest)
    return shares
