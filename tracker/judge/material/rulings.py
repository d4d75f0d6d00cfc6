"""What bodies decided about single works, beside what the database holds of eligibility."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from tracker.domain.bodies import rulings
from tracker.domain.facts.frames import FRAMES
from tracker.frames import frame_of
from tracker.judge.material.frames import tuples

PRESS_TIER = 3


def with_rulings(frames: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The frames of the store; its eligibility records gain the rulings about ceremonies whose list is at hand."""
    rows = list(_rows(frames["lists"]))
    if not rows:
        return dict(frames)
    records = frames["eligibility"]
    extra = frame_of(rows, FRAMES["eligibility"])[[*records.columns]]
    return dict(frames) | {"eligibility": pd.concat([records, extra], ignore_index=True)}


def _rows(lists: pd.DataFrame) -> Iterator[dict[str, Any]]:
    dated = lists[lists["ceremony"].notna()]
    years = dict(zip(tuples(dated, ["body", "ceremony"]), tuples(dated, ["ceremony_year", "film_year"]), strict=True))
    for body, one in rulings():
        if (body, one.ceremony) in years:
            ceremony_year, film_year = years[body, one.ceremony]
            yield {
                "statement": f"ruling {body} {one.ceremony} {one.film.imdb} {one.category or ''}",
                "body": body,
                "ceremony": one.ceremony,
                "ceremony_year": ceremony_year,
                "film_year": film_year,
                "category": one.category or "",
                "title": one.film.title,
                "link": one.film.link or "",
                "imdb": one.film.imdb,
                "people": (),
                "status": one.status,
                "reason": one.reason,
                "cites": one.cites,
                "source": "rulings",
                "tier": PRESS_TIER,
                "source_url": one.cites[0],
                "origin": "archive",
            }
