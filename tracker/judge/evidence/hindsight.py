"""Hindsight: what became known only after a body's announcement.

A judgement of its time, made within a year of the announcement, leaves it out; one in retrospect counts it and says so.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import pandas as pd

from tracker.frames import TEXT
from tracker.judge.evidence.announcements import DAY, with_days
from tracker.judge.evidence.feeding import Row
from tracker.judge.material.frames import join, tuples

OF_ITS_TIME = timedelta(days=365)
"""How long after an announcement a judgement is still one of its time: until the body's next season."""


def spoken_on(targets: pd.DataFrame) -> dict[int, str]:
    """The day on which each judged ceremony's nominations came out; that of the ceremony where nobody states it."""
    days = tuples(with_days(targets), ["target", "announced_on", "held_on"])
    return {target: next((day for day in stated if len(day) == DAY), "") for target, *stated in days}


def turning_days(targets: pd.DataFrame) -> Mapping[int, tuple[str, ...]]:
    """By season, the days from which on a judgement is one in retrospect, one body after the other."""
    announcements, days = spoken_on(targets), defaultdict(set)
    for target, season in tuples(targets, ["target", "film_year"]):
        if announcements[target]:
            days[season].add((date.fromisoformat(announcements[target]) + OF_ITS_TIME).isoformat())
    return defaultdict(tuple, {season: tuple(sorted(of)) for season, of in days.items()})


def of_its_time(day: str, as_of: date) -> bool:
    """Whether a judgement is made before the season after that announcement."""
    return not day or as_of < date.fromisoformat(day) + OF_ITS_TIME


def after(day: str, announced: str) -> bool:
    """Whether a day, month or year lies wholly after an announcement; never where either is not known."""
    return bool(day and announced) and day > announced[: len(day)]


def as_of_its_time(rows: Iterable[Row], running: Mapping[int, bool]) -> tuple[list[Row], set[tuple[int, str]]]:
    """The evidence that counts, a prize as the nomination that it was until then; and what of it is left out.

    Args:
        rows: evidence beside judged ceremonies.
        running: whether the judgement of each ceremony is one of its time.
    """
    counted, late = [], set()
    for row in rows:
        if not (row.since and running[row.target]):
            counted.append(row)
        elif row.nominee:
            counted.append(row._replace(result="nominated", since=""))
        else:
            late.add((row.target, row.evidence_id))
    return counted, late


def marked(evidence: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """Evidence with `hindsight`: the judged bodies that had announced before the whole of it became known."""
    announcements = spoken_on(targets)
    days = defaultdict(list)
    for target, year, body in tuples(targets, ["target", "film_year", "body"]):
        days[year].append((body, announcements[target]))
    rows = tuples(evidence, ["film_year", "known_on", "feeds"])
    cells = [
        join(body for body, day in days[year] if after(day_of, day)) if "acclaimed" in feeds else ""
        for year, day_of, feeds in rows
    ]
    return evidence.assign(hindsight=pd.Series(cells, index=evidence.index, dtype=TEXT))
