"""What entries count as at other bodies: a prize of either kind as the actor's or the actress's where records tell."""

from collections import defaultdict

import pandas as pd

from tracker.domain.bodies import counts_as
from tracker.domain.categories import categories, kinds_of
from tracker.domain.titles.comparable import fold
from tracker.frames import TEXT
from tracker.judge.material.frames import tuples

_CREDIT = {slug: category.credit or "" for slug, category in categories().items() if category.group == "acting"}
_EITHER = tuple(slug for slug in _CREDIT if len(kinds_of(slug)) > 1)
_OPEN = ""
ENSEMBLE = next(slug for slug, category in categories().items() if category.credit == "cast")
CROWD = 3
"""From how many people on an entry for a performance is one for the ensemble."""
EITHER = "performance_of_either_kind"
"""Why nothing is said of a performance: no record tells whether it counts as an actor's or an actress's."""


def counted_as(entries: pd.DataFrame, credits: pd.DataFrame, accolades: pd.DataFrame) -> "pd.Series[str]":
    """The concept that each entry counts as at other bodies.

    It is the entry's own, or what its body declares (`counts_as`), but for a prize of either kind whose people any list
    names for a performance by an actor, or any by an actress, or the film's article does. Where nothing tells, or
    records differ, it stays open: the prize's own. One that `CROWD` people share is one piece of evidence about the
    ensemble, and about nobody's performance.

    Args:
        entries: entries of lists: statement, body, category, film.
        credits: their people: statement, person, name.
        accolades: rows of films' articles: film, category, people.
    """
    declared = [counts_as(*award) for award in tuples(entries, ["body", "category"])]
    own = pd.Series(declared, index=entries.index, dtype=TEXT)
    acting = entries["category"].isin(list(_CREDIT))
    shared = acting & entries["statement"].isin(
        _crowds(credits[credits["statement"].isin(entries["statement"][acting])])
    )
    own = own.mask(shared, ENSEMBLE)
    open_ = entries["category"].isin(_EITHER) & ~shared
    if not open_.any():
        return own
    people = defaultdict(list)
    for statement, person, name in tuples(credits, ["statement", "person", "name"]):
        people[statement].append((person, name))
    credit = _credits(entries, people, accolades)
    counted = [
        _kind(slug, {credit.get((person,)) or credit.get((film, fold(name))) for person, name in people[statement]})
        for statement, slug, film in tuples(entries[open_], ["statement", "category", "film"])
    ]
    return own.where(~open_, pd.Series(counted, index=entries.index[open_], dtype=TEXT))


def _crowds(credits: pd.DataFrame) -> list[str]:
    """The statements of entries that so many people share."""
    counts = credits.drop_duplicates(["statement", "name"]).groupby("statement").size()
    return [str(statement) for statement in counts.index[counts >= CROWD]]


def _kind(slug: str, credits: set[str | None]) -> str:
    """The concept of a prize of either kind for people of these credits."""
    return next((kind for kind in kinds_of(slug) if credits == {_CREDIT[kind]}), slug)


def _credits(
    entries: pd.DataFrame, people: dict[str, list[tuple[str, str]]], accolades: pd.DataFrame
) -> dict[tuple[str, ...], str]:
    """As what people are nominated, by person, and by film and name; "" where records differ."""
    credits: dict[tuple[str, ...], str] = {}

    def tell(key: tuple[str, ...], credit: str) -> None:
        credits[key] = credit if credits.get(key, credit) == credit else _OPEN

    sure = entries[entries["category"].isin(list(_CREDIT)) & ~entries["category"].isin(_EITHER)]
    for statement, slug in dict.fromkeys(tuples(sure, ["statement", "category"])):
        for person, _ in people[statement]:
            if person:
                tell((person,), _CREDIT[slug])
    rows = accolades[accolades["category"].isin(list(_CREDIT)) & ~accolades["category"].isin(_EITHER)]
    for film, slug, names in tuples(rows, ["film", "category", "people"]):
        for name in names:
            tell((film, fold(name)), _CREDIT[slug])
    return credits
