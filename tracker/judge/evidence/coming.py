"""Nominations to come: ceremonies of the running season of which no list is at hand yet."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import pandas as pd

from tracker.domain.bodies import bodies
from tracker.domain.ceremonies import current_season, first_day
from tracker.domain.verdicts import NOT_ANNOUNCED
from tracker.frames import TEXT
from tracker.judge.evidence.announcements import DAY, with_days
from tracker.judge.material.categories import NOT_FOR_CATEGORIES
from tracker.judge.material.frames import tuples


def with_coming(ceremonies: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Ceremonies with `awaited`, `coming`, and the reason that their nominations are not out yet.

    Those of the running season are awaited where no list of theirs was read, and are still to come where no
    announcement is known to have been made: what is at hand of other bodies was then known before it, dated or not.

    Args:
        ceremonies: columns of `tracker.judge.material.lists.TARGETS`.
        as_of: the day of the judgement.
    """
    awaited, days = list(_awaited(ceremonies, as_of)), with_days(ceremonies)["announced_on"].tolist()
    coming = [
        is_awaited and not (len(day) == DAY and day <= as_of.isoformat())
        for is_awaited, day in zip(awaited, days, strict=True)
    ]
    reasons = [
        NOT_ANNOUNCED if is_coming else reason
        for is_coming, reason in zip(coming, ceremonies["list_reason"].tolist(), strict=True)
    ]
    index = ceremonies.index
    return ceremonies.assign(
        coming=pd.Series(coming, index=index, dtype=bool),
        awaited=pd.Series(awaited, index=index, dtype=bool),
        list_reason=pd.Series(reasons, index=index, dtype=TEXT),
    )


def _awaited(ceremonies: pd.DataFrame, as_of: date) -> Iterator[bool]:
    """Whether each is of the running season or a later one, and no list of it was read."""
    running = current_season(as_of)
    for state, year in tuples(ceremonies, ["state", "film_year"]):
        yield state == "missing" and year is not pd.NA and year >= running


def with_declared(fields: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """Fields with the categories that awaited ceremonies are declared to give, without a name in print or an entry.

    Args:
        fields: `tracker.judge.material.lists.fields`.
        targets: judged ceremonies with `awaited`.
    """
    rows = [
        (body, ceremony, concept, "", 0)
        for body, ceremony, year, awaited in tuples(targets, ["body", "ceremony", "film_year", "awaited"])
        if awaited
        for concept in _given(body, ceremony, year)
    ]
    declared = pd.DataFrame(rows, columns=fields.columns).astype(fields.dtypes)
    return pd.concat([fields, declared], ignore_index=True) if rows else fields


def _given(body: str, ceremony: int, film_year: int) -> Iterable[str]:
    """Concepts that are compared and given every time, by a ceremony's number or that of its film year."""
    own = bodies()[body]
    numbers = [ceremony] if ceremony > 0 else [one.number for one in own.ceremonies.of_film_year(film_year)]
    concepts = (
        category.concept
        for category in own.categories.values()
        if any(map(category.given_at, numbers)) and not category.optional
    )
    return dict.fromkeys(concept for concept in concepts if concept not in NOT_FOR_CATEGORIES)


def days_ahead(targets: pd.DataFrame) -> Mapping[int, tuple[str, ...]]:
    """By season, the days from which on nominations are not to come any more: when they are due, when it is over."""
    days: dict[int, dict[str, None]] = {}
    for year, awaited, day in tuples(with_days(targets), ["film_year", "awaited", "announced_on"]):
        if awaited:
            own = days.setdefault(year, {first_day(year + 1).isoformat(): None})
            if len(day) == DAY:
                own[day] = None
    return {year: tuple(of) for year, of in days.items()}
