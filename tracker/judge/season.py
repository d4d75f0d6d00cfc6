"""The judgement of a season: frames in, frames out, nothing read and nothing written."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from tracker.config import Thresholds
from tracker.domain.cells import is_missing
from tracker.domain.facts.tables import VERDICTS
from tracker.domain.rules import RuleBook
from tracker.frames import cited
from tracker.judge.eligibility.gate import judge_eligibility
from tracker.judge.evidence.coming import days_ahead, with_coming, with_declared
from tracker.judge.evidence.gather import EVIDENCE, gather
from tracker.judge.evidence.hindsight import marked, turning_days
from tracker.judge.expectation.learn import Forecast, apply
from tracker.judge.expectation.shipped import teach
from tracker.judge.expectation.weights import Weights
from tracker.judge.material.candidates import candidates, in_question
from tracker.judge.material.frames import among, tuples, typed
from tracker.judge.material.lists import ceremonies as list_ceremonies
from tracker.judge.material.lists import fields
from tracker.judge.material.lists import targets as list_targets
from tracker.judge.material.tables import SeasonTables
from tracker.judge.material.window import window
from tracker.judge.verdict.ceremony import judge_ceremonies
from tracker.judge.verdict.context import Seasons
from tracker.judge.verdict.labels import SEASON_BEFORE
from tracker.judge.verdict.present import (
    FILMS,
    GATES,
    PEOPLE,
    closed_lists,
    films_table,
    gates_table,
    people_table,
    verdicts_table,
)

__all__ = ["FILMS", "GATES", "PEOPLE", "VERDICTS", "Judgement", "judge_seasons"]


Pinned = Mapping[tuple[str, int], Weights]
"""Weights by body and film year."""


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
    thresholds: Thresholds
    numbered: int
    """Films of which nothing but a number is on record: they are no candidates."""
    turns: tuple[str, ...]
    """Days from which on a body's verdicts are given in retrospect (`tracker.judge.evidence.hindsight`), or its
    nominations are not to come any more (`tracker.judge.evidence.coming`)."""


def judge_seasons(
    tables: SeasonTables,
    *,
    seasons: Sequence[int],
    rules: RuleBook,
    thresholds: Thresholds,
    as_of: date,
    weights: Pinned | None = None,
) -> list[Judgement]:
    """Judge seasons together, which costs little more than judging one: each step runs over several of them at once.

    Args:
        tables: statements of all seasons at hand; other seasons teach E and settle neighbouring seasons.
        seasons: years of the films; none twice.
        rules: `tracker.domain.rules.load_rules()`.
        thresholds: where labels begin.
        as_of: the day the judgement is made; it decides whether hindsight counts (`tracker.judge.evidence.hindsight`).
        weights: what other seasons teach E, for each judged body and season; learnt now where it is not given. With
            them the tables need only hold the seasons and their neighbours.

    Returns:
        One judgement a season, in the order of `seasons`, each the same as if it were judged alone.
    """
    if weights is None:
        weights = {(one.body, one.season): one for one in learn_seasons(tables, seasons, rules)}
    parts = judge_parts(tables, seasons=seasons, rules=rules, thresholds=thresholds, as_of=as_of, weights=weights)
    return [judgement for part in parts for judgement in part]


def judge_parts(
    tables: SeasonTables,
    *,
    seasons: Sequence[int],
    rules: RuleBook,
    thresholds: Thresholds,
    as_of: date,
    weights: Pinned,
) -> Iterator[list[Judgement]]:
    """The same, as many seasons at once as are judged well together (`batches`); no part need be kept for the next."""
    tables = window(tables, seasons)
    every, same = list_ceremonies(tables, rules), rules.equivalence
    targets = with_coming(list_targets(every, seasons, rules), as_of)
    coming = judged_seasons(targets[targets["coming"]])
    forecasts = {
        body: Forecast(apply(tables, body, {one: weights[body, one] for one in years}, every, same, coming=of), same)
        for body, years in judged_seasons(targets).items()
        for of in [coming.get(body, ())]
    }
    sizes = Counter([*tables.entries["film_year"].dropna().tolist(), *tables.films["year"].dropna().tolist()])
    for part in batches(sizes, seasons, JUDGED):
        yield _judge(
            window(tables, part) if len(part) < len(seasons) else tables,
            part,
            ceremonies=every,
            forecasts=forecasts,
            rules=rules,
            thresholds=thresholds,
            as_of=as_of,
        )


def _judge(
    tables: SeasonTables,
    seasons: Sequence[int],
    *,
    ceremonies: pd.DataFrame,
    forecasts: Mapping[str, Forecast],
    rules: RuleBook,
    thresholds: Thresholds,
    as_of: date,
) -> list[Judgement]:
    targets = with_coming(list_targets(ceremonies, seasons, rules), as_of)
    films = candidates(tables, seasons)
    asked = in_question(films, tables, targets["body"].unique())
    numbered = Counter(films["film_year"][~asked].tolist())
    films = films[asked].reset_index(drop=True)
    evidence = gather(tables, rules, films)
    given = with_declared(fields(tables), targets)
    eligible = judge_eligibility(tables, films, targets, given, rules)
    part = judge_ceremonies(
        Seasons(
            tables=tables,
            rules=rules,
            thresholds=thresholds,
            as_of=as_of,
            targets=targets,
            films=films,
            evidence=evidence,
            g1=eligible,
            ceremonies=ceremonies,
            fields=given,
            forecasts=forecasts,
        )
    )
    lists = closed_lists(targets, rules)
    facts = cited(pd.concat([marked(evidence.rows, targets)[list(EVIDENCE)], part.credits], ignore_index=True))
    frames = {
        "verdicts": verdicts_table(part.units, part.links, facts, lists, as_of),
        "evidence": typed(pd.concat([facts, lists], ignore_index=True), EVIDENCE),
        "eligibility": _no_ceremony(
            cited(pd.concat([_films(eligible.films, part.units), eligible.categories], ignore_index=True))
        ),
        "gates": gates_table(part.units),
        "factors": _no_ceremony(part.factors),
        "films": cited(films_table(films, evidence, tables, rules)),
        "people": people_table(tables, films),
    }
    turns, ahead = turning_days(targets), days_ahead(targets)
    by_season = {name: _by_season(frame) for name, frame in frames.items()}
    return [
        Judgement(
            season=season,
            as_of=as_of,
            **{name: by_season[name].get(season, frame.iloc[:0]) for name, frame in frames.items()},
            thresholds=thresholds,
            numbered=numbered[season],
            turns=tuple(sorted({*turns[season], *ahead.get(season, ())})),
        )
        for season in seasons
    ]


LOADED, JUDGED = 14_000, 3_000
"""How many rows that name a film are held for some seasons, and are judged together: some 100 MB, little done twice."""


def batches(sizes: Mapping[int, int], seasons: Sequence[int], most: int) -> Iterator[list[int]]:
    """Seasons in their order, as many together as have at most so many rows, or else one.

    Args:
        sizes: by film year, how many rows name a film of it.
        seasons: film years.
        most: rows.
    """
    batch: list[int] = []
    for season in seasons:
        if batch and sum(sizes.get(one, 0) for one in [*batch, season]) > most:
            yield batch
            batch = []
        batch.append(season)
    if batch:
        yield batch


def learn_seasons(tables: SeasonTables, seasons: Sequence[int], rules: RuleBook) -> Iterator[Weights]:
    """What the judgement of seasons reads of all others.

    Args:
        tables: statements of all seasons at hand.
        seasons: film years.
        rules: as they are judged by.
    """
    every = list_ceremonies(tables, rules)
    for body, years in judged_seasons(list_targets(every, seasons, rules)).items():
        yield from teach(tables, body, years, every, rules.equivalence)


def judged_seasons(targets: pd.DataFrame) -> dict[str, list[int]]:
    """Film years by body (`tracker.judge.material.lists.targets`)."""
    years: dict[str, dict[int, None]] = {}
    for body, year in tuples(targets, ["body", "film_year"]):
        years.setdefault(body, {})[year] = None
    return {body: list(of) for body, of in years.items()}


def _by_season(frame: pd.DataFrame) -> dict[int, pd.DataFrame]:
    years = frame["film_year"].tolist()
    if len(set(years)) == 1 and not is_missing(years[0]):
        return {int(years[0]): frame.reset_index(drop=True)}
    return {int(str(year)): rows.reset_index(drop=True) for year, rows in frame.groupby("film_year")}


def _films(answers: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """Gate G1 of films as a whole, as verdicts say it.

    What a body nominated for anything could be nominated; what may belong to the season before is open.
    """
    nominated = units[(units["category"] == "") & units["nominated"]]
    key = ["body", "ceremony", "film_key"]
    own = among(answers, nominated, key) & answers["eligibility"].ne("eligible")
    older = among(answers, units[(units["category"] == "") & (units["g1_reason"] == SEASON_BEFORE)], key)
    words = {
        "eligibility": ("eligible", "unknown"),
        "reason_code": ("nominated", SEASON_BEFORE),
        "reason": ("nominated at this ceremony", "it may belong to the season before, whose list is not at hand"),
    }
    return answers.assign(
        **{column: answers[column].mask(own, value).mask(older, other) for column, (value, other) in words.items()}
    )


def _no_ceremony(rows: pd.DataFrame) -> pd.DataFrame:
    """With a missing number where no list gives one (`tracker.judge.material.lists.targets`)."""
    return rows.assign(ceremony=rows["ceremony"].mask(rows["ceremony"] < 0))
