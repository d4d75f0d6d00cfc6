"""E against what happened: one season left out at a time, two models and two plain rankings on the same films.

The films of a field are those that at least one other body (festivals aside) had named in the category, on a list
known before the announcement. Everything is counted per film and category, whether or not lists name people. The
base-rate table is given the same lists as the regression: every body at hand, not only the precursors.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from tracker.domain.categories import group_of
from tracker.domain.rules import Equivalence, RuleBook
from tracker.judge.expectation import scoring
from tracker.judge.expectation.contenders import CONTENDER, FIELD
from tracker.judge.expectation.learn import Forecast, learn
from tracker.judge.expectation.logistic import Floats
from tracker.judge.material.categories import title_of
from tracker.judge.material.frames import lookup, tuples
from tracker.judge.material.lists import ceremonies
from tracker.judge.material.tables import SeasonTables

MODELS = {"model": "regression", "table": "base-rate table"}
RANKINGS = {**MODELS, "precursors": "number of precursor nominations", "metascore": "Metascore"}
"""What is compared, by column; `precursors` is how many bodies had named the film in the category."""

ALL = "all"
_WORK = [*FIELD, "film_key"]
_KINDS = "feature_kind"


@dataclass(frozen=True)
class Evaluation:
    """What came out.

    Attributes:
        films: one row a season, category and film of the evaluation set: film_year, category, group, film_key, won,
            model, table (probabilities), precursors, metascore.
        whole: one row a season and film: film_year, film_key, won (nominated for anything), model, table.
        figures: one row a group, and `ALL`: films, nominated, and for each of `MODELS` and `RANKINGS` its figures.
        reliability: by model: from, to, films, said, seen.
        left_out: films of the set for which one of the models says nothing.
    """

    films: pd.DataFrame
    whole: pd.DataFrame
    figures: pd.DataFrame
    reliability: pd.DataFrame
    left_out: int


def evaluate(
    tables: SeasonTables,
    body: str,
    seasons: Sequence[int],
    rules: RuleBook,
    on_season: Callable[[int], None] = lambda _: None,
) -> Evaluation:
    """Leave one season out at a time.

    Args:
        tables: statements of all seasons at hand.
        body: the judged body.
        seasons: film years to leave out; those without a closed list of the body are passed over.
        rules: `tracker.domain.rules.load_rules()`.
        on_season: called with each season when its model has been learnt.
    """
    equivalence = _every_body(rules.equivalence, tables, body)
    learnt = learn(tables, body, seasons, ceremonies(tables, rules), equivalence, on_season=on_season)
    rows = learnt.field.rows
    rows = rows[rows["film_year"].isin(list(seasons)) & rows["closed"]].reset_index(drop=True)
    forecast = Forecast(learnt, equivalence)
    rows = _both(rows, forecast).assign(precursors=rows["peers"])
    everyone = _films(rows).assign(metascore=lambda films: _metascore(films, tables))
    asked = everyone[everyone["precursors"] > 0]
    films = asked.dropna(subset=list(MODELS)).reset_index(drop=True)
    groups = [(ALL, films, everyone)]
    for group in films["group"].drop_duplicates().sort_values():
        groups.append((str(group), films[films["group"] == group], everyone[everyone["group"] == group]))
    bins = [scoring.reliability(_won(films), _column(films, name)).assign(model=name) for name in MODELS]
    return Evaluation(
        films=films,
        whole=_whole(rows, forecast),
        figures=pd.DataFrame([_figures(name, part, field) for name, part, field in groups if len(part)]),
        reliability=pd.concat(bins, ignore_index=True),
        left_out=len(asked) - len(films),
    )


def _every_body(equivalence: Equivalence, tables: SeasonTables, body: str) -> Equivalence:
    """With every peer and circle of critics at hand as a precursor."""
    others = tuple(
        b for b in sorted(tables.entries["body"].unique()) if equivalence.family(b) != "festivals" and b != body
    )
    return equivalence.model_copy(update={"precursors": {body: others}})


def heading(group: str) -> str:
    """A group in plain English: a group of categories, or one category where its kinds differ too much."""
    return title_of(group) if group_of(group) == _KINDS else group.capitalize()


def _won(films: pd.DataFrame) -> Floats:
    return films["won"].to_numpy(dtype=float)


def _column(films: pd.DataFrame, name: str) -> Floats:
    return films[name].to_numpy(dtype=float)


def _both(rows: pd.DataFrame, forecast: Forecast) -> pd.DataFrame:
    """Contenders with the probabilities of both models."""
    units = tuples(rows, CONTENDER)
    model = np.array([forecast.by_model(unit).p for unit in units])
    return rows.assign(model=model, table=np.array([rate.share.p for rate in forecast.by_table(units)]))


def _films(rows: pd.DataFrame) -> pd.DataFrame:
    """One row a film of a field; several performances of a film count as one, with the chance of any of them."""
    grouped = rows.assign(model=1.0 - rows["model"], table=1.0 - rows["table"]).groupby(_WORK, sort=False)
    films = grouped.agg(won=("won", "any"), precursors=("precursors", "max"), **_products()).reset_index()
    group = {slug: slug if group_of(slug) == _KINDS else group_of(slug) for slug in films["category"].unique()}
    return films.assign(group=films["category"].map(group), model=1.0 - films["model"], table=1.0 - films["table"])


def _products() -> "dict[str, tuple[str, Callable[[pd.Series[float]], float]]]":
    return {name: (name, lambda shares: float(np.prod(shares.to_numpy()))) for name in MODELS}


def _metascore(films: pd.DataFrame, tables: SeasonTables) -> "pd.Series[float]":
    """The Metascore on record, whenever it was read: a ranking to compare with, not a forecast."""
    scores = tables.scores[(tables.scores["measure"] == "metascore") & tables.scores["value"].notna()]
    best = scores.groupby("film")["value"].max().reset_index().rename(columns={"film": "film_key"})
    return lookup(films, best, ["film_key"], ["value"])["value"].astype("float64")


def _whole(rows: pd.DataFrame, forecast: Forecast) -> pd.DataFrame:
    """Films as a whole: nominated for anything or not, with both models' probability."""
    films = rows.groupby(["film_year", "film_key"], sort=False)["won"].any().reset_index()
    films = _both(films.assign(category="", person=""), forecast).drop(columns=["category", "person"])
    return films.dropna(subset=list(MODELS)).reset_index(drop=True)


def _figures(group: str, films: pd.DataFrame, everyone: pd.DataFrame) -> dict[str, object]:
    """Figures of a group: the models' losses, and for each ranking the share of slots it names correctly.

    `slots_*`: in each field as many picks as nominees among the films of the set. `open_slots_*`: as many picks as the
    field has nominated films, from every film in the running, also from those no precursor named in the category.
    """
    won = _won(films)
    figures: dict[str, object] = {"group": group, "films": len(films), "nominated": int(won.sum())}
    for name in MODELS:
        p = _column(films, name)
        figures |= {
            f"log_loss_{name}": scoring.log_loss(won, p),
            f"brier_{name}": scoring.brier(won, p),
            f"calibration_error_{name}": scoring.calibration_error(won, p),
        }
    figures |= {f"slots_{name}": _slots(films, name) for name in RANKINGS}
    return figures | {f"open_slots_{name}": _slots(everyone, name) for name in MODELS}


def _slots(films: pd.DataFrame, name: str) -> float | None:
    """Share of slots that a ranking names correctly; None where it ranks nothing."""
    if films[name].isna().all():
        return None
    hits = slots = 0.0
    for _, field in films.groupby(FIELD, sort=False):
        won = _won(field)
        hits += scoring.slots_named(won, _column(field, name), int(won.sum()))
        slots += won.sum()
    return hits / slots if slots else None
