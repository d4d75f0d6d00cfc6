"""The verdicts of one film: found by name or id among the seasons at hand."""

from typing import TYPE_CHECKING, NamedTuple

from jobs.context import Context
from jobs.steps.judging.judge import judge_seasons, keyed_frames
from tracker.domain.errors import InputError
from tracker.domain.titles.comparable import title_key
from tracker.store.engine import reading

if TYPE_CHECKING:
    import pandas as pd

    from tracker.judge.material.tables import SeasonTables
    from tracker.judge.season import Judgement

NEAR = 75
"""Similarity, 0 to 100, from which a title is offered as one that may have been meant."""
OFFERED = 8


def _by_id(films: "pd.DataFrame", wanted: str) -> "pd.DataFrame":
    return films[(films["film_qid"] == wanted) | (films["film_imdb"] == wanted) | (films["film_key"] == wanted)]


def _by_title(films: "pd.DataFrame", wanted: str) -> "pd.DataFrame":
    key = title_key(wanted)
    named = films["film"].map(title_key) == key
    return films[named | (films["film_original_title"].fillna("").map(title_key) == key)]


def find(films: "pd.DataFrame", wanted: str) -> str:
    """The film key that a name, QID or IMDb id means.

    Raises:
        InputError: nothing of that name, or several films; the message lists what may be meant.
    """
    found = _by_id(films, wanted)
    found = found if len(found) else _by_title(films, wanted)
    keys = list(dict.fromkeys(found["film_key"]))
    if len(keys) == 1:
        return str(keys[0])
    if keys:
        several = "; ".join(f"{row['film']} ({row['film_key']})" for row in found.to_dict("records"))
        raise InputError(f"several films are called {wanted!r}: {several}; give the id")
    raise InputError(f"no film of the season is called {wanted!r}{_near(films, wanted)}")


def _near(films: "pd.DataFrame", wanted: str) -> str:
    from rapidfuzz import fuzz, process

    names = films["film"].dropna().unique().tolist()
    close = process.extract(wanted, names, scorer=fuzz.WRatio, score_cutoff=NEAR, limit=OFFERED)
    return f"; near: {'; '.join(name for name, _, _ in close)}" if close else "; is it another --season?"


def _seasons(context: Context, tables: "SeasonTables", wanted: str, season: int | None) -> list[int]:
    """The season that was asked for, else the one at hand in which the film's own registry entry stands."""
    if season is not None:
        return [season]
    films = tables.films
    named = films[
        (films["qid"] == wanted) | (films["imdb"] == wanted) | (films["title"].map(title_key) == title_key(wanted))
    ]
    entered = tables.entries[tables.entries["film"].isin(named["film"])]
    years = sorted({int(year) for year in entered["film_year"].dropna()}, reverse=True)
    return list(dict.fromkeys([*years, context.season]))


class Judged(NamedTuple):
    """A film and what is said of it."""

    tables: "SeasonTables"
    judgement: "Judgement"
    film: str
    """Its key."""
    matches: "pd.DataFrame"
    """How the season's lists led to it: rows of `tracker.identity.films.matches.MATCHES`."""


def judged(context: Context, wanted: str, season: int | None) -> "Judged":
    """Everything at hand, the verdicts of the film's season, its key, and how it was recognised.

    Raises:
        InputError: no such film, or several.
    """
    from tracker.identity.films.matches import matches
    from tracker.judge.material.tables import build

    with reading(context.engine) as conn:
        keyed = keyed_frames(conn, context.corrections, context.settings.press.tiers)
    tables = build(keyed)
    trouble: InputError | None = None
    for year in _seasons(context, tables, wanted, season):
        [judgement] = judge_seasons(context, tables, [year])
        try:
            film = find(judgement.films, wanted)
        except InputError as error:
            trouble = trouble or error
            continue
        named = matches(keyed)
        return Judged(tables, judgement, film, named[(named["film_key"] == film) & (named["film_year"] == year)])
    raise trouble or InputError(f"no film is called {wanted!r}")
