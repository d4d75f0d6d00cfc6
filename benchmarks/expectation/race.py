"""How good the state of the race is: chances on days of the season, beside what was then nominated.

    python -m benchmarks.expectation.race DATA_DIR [BODY]

DATA_DIR holds the database of many seasons. Of each season since 2003 the lists that were known by a day are kept, and
contenders have the chances that they would have had then, learnt from the other seasons: once as if all lists were at
hand, and once with those that were still to come (`tracker.judge.expectation.ahead`). Log loss is that of contenders
whom another body had named in the category; below it the sum of chances beside the nominations.
"""

import os
import sys
from collections.abc import Collection

import pandas as pd

from jobs.context import Context
from jobs.steps.judging.judge import season_tables
from tracker.config import load_settings
from tracker.domain.rules import load_rules
from tracker.judge.evidence.announcements import NOMINATIONS, known, with_days
from tracker.judge.expectation import scoring
from tracker.judge.expectation.contenders import CONTENDER, Contenders, contenders
from tracker.judge.expectation.field_model import predictions
from tracker.judge.expectation.learn import fit
from tracker.judge.expectation.weights import Weights
from tracker.judge.material.lists import ceremonies
from tracker.judge.material.tables import SeasonTables
from tracker.store.engine import reading

DAYS = ((0, "12-01"), (0, "12-12"), (0, "12-20"), (1, "01-08"), (1, "06-01"))
"""Years after the film year, and the day."""
SEASONS = range(2003, 2025)


def _tables(data: str) -> SeasonTables:
    os.environ |= {"SNUBS_DATA_DIR": data, "SNUBS_CONTACT": "bench@example.org"}
    context = Context(load_settings(None))
    with reading(context.engine) as conn:
        return season_tables(conn, context.corrections)


def _scored(field: Contenders, weights: dict[int, Weights], coming: Collection[int]) -> str:
    rows = pd.concat(predictions(field, weights, coming))
    rows = rows.merge(field.rows[[*CONTENDER, "named", "won"]], on=CONTENDER)
    rows = rows[rows["named"]]
    p, won = rows["p"].to_numpy(dtype=float), rows["won"].to_numpy(dtype=float)
    return f"{scoring.log_loss(won, p):.3f} ({p.sum():.0f} for {won.sum():.0f})"


def main(data: str, body: str = "oscars") -> None:
    """Print a line a day."""
    tables, rules = _tables(data), load_rules()
    every = ceremonies(tables, rules)
    weights = {one.season: one for one in fit(tables, body, list(SEASONS), every, rules.equivalence)}
    own = with_days(every[(every["body"] == body) & every["film_year"].isin(list(SEASONS))])
    own = own.drop_duplicates("film_year").reset_index(drop=True)
    others = tables.entries[~((tables.entries["body"] == body) & (tables.entries["stage"] == NOMINATIONS))]
    for years, day in DAYS:
        days = (own["film_year"].astype(int) + years).astype(str) + f"-{day}"
        cut = own.assign(
            announced_on=days.where(own["announced_on"].eq("") | (days < own["announced_on"]), own["announced_on"])
        )
        before = known(others, cut, {season: one.order for season, one in weights.items()})
        terms = {season: one.vocabulary for season, one in weights.items()}
        field = contenders(tables, body, own, before.entries, rules.equivalence, vocabulary=terms)
        print(
            f"{body} {day}: all at hand {_scored(field, weights, ())}, some to come {_scored(field, weights, SEASONS)}"
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
