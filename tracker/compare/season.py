"""The judgement of a season: frames in, frames out, nothing read and nothing written."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from tracker.compare.candidates import candidates
from tracker.compare.ceremony import Season, judge_ceremony
from tracker.compare.eligibility import ELIGIBILITY, judge_eligibility
from tracker.compare.evidence import EVIDENCE, gather
from tracker.compare.factors import FACTORS, release_gap
from tracker.compare.frames import typed
from tracker.compare.lists import ceremonies, fields, targets
from tracker.compare.present import (
    FILMS,
    GATES,
    PEOPLE,
    closed_lists,
    films_table,
    gates_table,
    people_table,
    verdicts_table,
)
from tracker.compare.tables import SeasonTables
from tracker.compare.verdict_columns import VERDICTS
from tracker.config import Thresholds
from tracker.domain.rules import RuleBook

__all__ = ["FILMS", "GATES", "PEOPLE", "VERDICTS", "Judgement", "judge"]

_NO_CEREMONY = -1


@dataclass(frozen=True)
class Judgement:
    """What the tracker says of a season.

    `verdicts` has the columns of snubs.csv and then `film_key` and `e_reason`; `evidence`, `eligibility`, `factors`,
    `gates`, `films` and `people` have those of `EVIDENCE`, `ELIGIBILITY`, `FACTORS`, `GATES`, `FILMS` and `PEOPLE`.
    """

    season: int
    as_of: date
    verdicts: pd.DataFrame
    evidence: pd.DataFrame
    eligibility: pd.DataFrame
    gates: pd.DataFrame
    factors: pd.DataFrame
    films: pd.DataFrame
    people: pd.DataFrame
    rules_fingerprint: str
    thresholds: Thresholds


def judge(tables: SeasonTables, *, season: int, rules: RuleBook, thresholds: Thresholds, as_of: date) -> Judgement:
    """Judge a season.

    Args:
        tables: statements of all seasons at hand; other seasons teach E and settle neighbouring seasons.
        season: year of the films.
        rules: `tracker.domain.rules.load_rules()`.
        thresholds: where labels begin.
        as_of: the day the judgement is made; only written down, never used to decide.
    """
    films = candidates(tables, season)
    judged = targets(tables, season, rules)
    judged = judged.assign(ceremony=judged["ceremony"].fillna(_NO_CEREMONY))
    shared = Season(
        tables=tables,
        rules=rules,
        thresholds=thresholds,
        candidates=films,
        evidence=gather(tables, season, rules, films),
        eligible=judge_eligibility(tables, films, judged, rules),
        ceremonies=ceremonies(tables, rules),
        fields=fields(tables),
        gap=release_gap(tables, rules),
    )
    parts = [judge_ceremony(shared, target) for _, target in judged.iterrows()]
    units = pd.concat([part.units for part in parts], ignore_index=True)
    factors = pd.concat([typed(pd.DataFrame(), FACTORS), *(part.factors for part in parts)], ignore_index=True)
    links = pd.concat([part.links for part in parts], ignore_index=True)
    lists = closed_lists(judged, rules)
    evidence = pd.concat([shared.evidence.rows[list(EVIDENCE)], lists], ignore_index=True)
    verdicts = verdicts_table(units, links, evidence, as_of)
    eligibility = pd.concat([shared.eligible.films, shared.eligible.categories], ignore_index=True)
    return Judgement(
        season=season,
        as_of=as_of,
        verdicts=verdicts,
        evidence=typed(evidence, EVIDENCE),
        eligibility=_no_ceremony(typed(eligibility, ELIGIBILITY)),
        gates=gates_table(units),
        factors=_no_ceremony(typed(factors, FACTORS)),
        films=films_table(films, shared.evidence, tables, rules),
        people=people_table(tables, films, season),
        rules_fingerprint=rules.fingerprint,
        thresholds=thresholds,
    )


def _no_ceremony(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(ceremony=rows["ceremony"].mask(rows["ceremony"] == _NO_CEREMONY))
