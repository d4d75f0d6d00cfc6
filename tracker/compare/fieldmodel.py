"""E by regression: what other bodies' lists say of a body's field, learnt from its other seasons.

For each group of categories two logistic regressions with a ridge: one for units that another list named in the
category and one for the rest. Every category has its own deviations from its group, held back more strongly. Seasons
count less the further away they are. The probabilities of a field are then shifted until they add up to what it holds.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import pandas as pd

from tracker.compare.contenders import CONTENDER, FIELD, Contenders, groups
from tracker.compare.frames import lookup
from tracker.compare.logistic import Fit, Floats, fit, shift_to_sum, sigmoid
from tracker.domain.yamltext import load_yaml

MIN_SEASONS = 8
"""Other seasons that a group of categories needs before a regression is learnt; below, the base-rate table speaks."""

MIN_NOMINEES = 30
"""Nominated contenders that those seasons must hold."""

RECENCY = 12.0
"""Years over which the weight of a season falls to 1/e."""

_STEPS = (2, 3)
"""Numbers of peers from which on agreement counts beyond what each of them adds."""

RIDGE, OWN_RIDGE, INTERCEPT_RIDGE = 2.0, 6.0, 0.5
"""How strongly the group's coefficients, a category's deviations from them and its level are held near zero."""

QUANTILE = 1.6449
"""Standard deviations to the 5 % and 95 % points of a normal distribution."""


@dataclass(frozen=True)
class Predictions:
    """Contenders of one season with p, low, high and named; and the other seasons' with p as the fit sees them."""

    season: pd.DataFrame
    others: pd.DataFrame


NOTHING = Predictions(
    pd.DataFrame(columns=[*CONTENDER, "named", "p", "low", "high"]), pd.DataFrame(columns=[*CONTENDER, "won", "p"])
)


def predict(field: Contenders, body: str, season: int, ceremonies: pd.DataFrame) -> Predictions:
    """E of every contender of a season, learnt without it.

    Args:
        field: the contenders of every season.
        body: the judged body.
        season: the film year that is left out and asked about.
        ceremonies: that body's `ceremony` and `film_year`.
    """
    parts, others = [], []
    for name in groups().groups:
        for named in (True, False):
            found = _part(field, name, named, season)
            if found is not None:
                parts.append(found[0])
                others.append(found[1])
    if not parts:
        return NOTHING
    asked = pd.concat(parts, ignore_index=True)
    asked = _both_kinds(asked)
    if asked.empty:
        return NOTHING
    return Predictions(_sized(asked, field, body, season, ceremonies), pd.concat(others, ignore_index=True))


def _both_kinds(asked: pd.DataFrame) -> pd.DataFrame:
    """Without groups in which only one of the two regressions could be learnt: a field is sized as a whole."""
    group = asked["category"].map(groups().of)
    whole = asked["learnt"].groupby(group).transform("all") if len(asked) else asked["learnt"]
    return asked[whole.astype(bool)].reset_index(drop=True)


def _part(field: Contenders, group: str, named: bool, season: int) -> tuple[pd.DataFrame, pd.DataFrame] | None:
    """One regression of a group: the asked contenders with logit and spread, the others with p; None for no rows."""
    rows = field.rows
    here = rows["category"].isin(groups().groups[group]) & (rows["named"] == named)
    asked = (here & (rows["film_year"] == season)).to_numpy()
    taught = (here & (rows["film_year"] != season) & rows["closed"]).to_numpy()
    if not asked.any():
        return None
    wanted = rows.loc[asked, [*CONTENDER, "named"]]
    history = rows.loc[taught, [*CONTENDER, "won"]]
    blank = wanted.assign(logit=np.nan, spread=np.nan, learnt=False)
    if history["film_year"].nunique() < MIN_SEASONS or (named and history["won"].sum() < MIN_NOMINEES):
        return blank, history.assign(p=np.nan).iloc[:0]
    design, ridge = _design(field, np.flatnonzero(asked | taught), group, named)
    learn = taught[asked | taught]
    weight = np.exp(-np.abs(history["film_year"].to_numpy(dtype=float) - season) / RECENCY)
    found = fit(design[learn], history["won"].to_numpy(dtype=float), weight, ridge)
    logit, spread = found.logits(design[~learn])
    return wanted.assign(logit=logit, spread=spread, learnt=True), history.assign(p=_seen(found, design[learn]))


def _seen(found: Fit, design: Floats) -> Floats:
    return sigmoid(np.asarray(design @ found.coefficients))


def _design(
    field: Contenders, at: "np.ndarray[tuple[int], np.dtype[np.int64]]", group: str, named: bool
) -> tuple[Floats, Floats]:
    """The regression's columns and their ridges: level, group, then each category's level and deviations."""
    hits, asked, signals = field.hits[at], field.asked[at], field.signals[at]
    rows = field.rows.iloc[at]
    first = signals[:, :1]
    common = [signals[:, 1:]]
    if named:
        peers, of = rows["peers"].to_numpy(dtype=float), rows["peers_of"].to_numpy(dtype=float)
        own = np.hstack([hits, asked - hits, first])
        steps = [peers >= n for n in _STEPS]
        common.append(np.column_stack([(peers == of) & steps[0], *steps]).astype(float))
    else:
        own = first
        common.append(np.hstack([hits, asked - hits]))
    shared = np.hstack([own, *common])
    blocks, ridges = [np.ones((len(at), 1)), shared], [INTERCEPT_RIDGE / 50, *[RIDGE] * shared.shape[1]]
    members = [slug for slug in groups().groups[group] if (rows["category"] == slug).any()]
    for slug in members if len(members) > 1 else []:
        mine = (rows["category"] == slug).to_numpy()[:, None].astype(float)
        blocks += [mine, own * mine]
        ridges += [INTERCEPT_RIDGE, *[OWN_RIDGE] * own.shape[1]]
    design = np.hstack(blocks)
    used = (design != 0.0).any(axis=0)
    return design[:, used], np.array(ridges)[used]


def _sized(asked: pd.DataFrame, field: Contenders, body: str, season: int, ceremonies: pd.DataFrame) -> pd.DataFrame:
    """The field's log-odds shifted until its probabilities add up to the nominations to expect among its contenders."""
    totals = expected_totals(field, body, season, ceremonies)
    shift = np.zeros(len(asked))
    logit, spread = asked["logit"].to_numpy(dtype=float), asked["spread"].to_numpy(dtype=float)
    for slug, at in asked.groupby("category").indices.items():
        shift[at] = shift_to_sum(logit[at], totals.get(str(slug), 0.0))
    columns = {"p": 0.0, "low": -QUANTILE, "high": QUANTILE}
    found = {name: sigmoid(logit + shift + step * spread) for name, step in columns.items()}
    return asked[[*CONTENDER, "named"]].assign(**found)


def expected_totals(field: Contenders, body: str, season: int, ceremonies: pd.DataFrame) -> dict[str, float]:
    """How many contenders of each category will be nominated: the size of its field times the share contenders had.

    The size is the mean over the other ceremonies of the same era (field_eras.yml), so nothing of the season's own list
    is used. The share, over all other seasons with the season's weights, is below 1 because some nominees are named by
    no other list.
    """
    number = dict(zip(ceremonies["film_year"], ceremonies["ceremony"], strict=True))
    sizes = field.fields[field.fields["film_year"] != season]
    rows = field.rows[field.rows["closed"] & (field.rows["film_year"] != season)]
    taken = rows.groupby(FIELD)["won"].sum().reset_index(name="taken")
    sizes = sizes.assign(taken=lookup(sizes, taken, FIELD, ["taken"])["taken"]).dropna(subset="taken")
    weight = np.exp(-np.abs(sizes["film_year"].to_numpy(dtype=float) - season) / RECENCY)
    sizes = sizes.assign(
        weight=weight, era=[_era(body, c, number.get(y)) for y, c in sizes[FIELD].itertuples(index=False)]
    )
    found = {}
    for slug, mine in sizes.groupby("category"):
        era = mine[mine["era"] == _era(body, str(slug), number.get(season))]
        size = float((era if len(era) else mine)["entries"].mean())
        share = float((mine["taken"] * mine["weight"]).sum() / (mine["entries"] * mine["weight"]).sum())
        found[str(slug)] = size * share
    return found


@cache
def _eras() -> dict[str, dict[str, list[int]]]:
    text = files("tracker.data").joinpath("field_eras.yml").read_text(encoding="utf-8")
    eras: dict[str, dict[str, list[int]]] = load_yaml(text, "field_eras.yml")
    return eras


def _era(body: str, category: str, ceremony: int | None) -> int:
    """Which era of a category's field size a ceremony belongs to: how many changes came before it."""
    if ceremony is None:
        return -1
    return sum(ceremony >= first for first in _eras().get(body, {}).get(category, ()))
