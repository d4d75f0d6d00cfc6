"""The frames that judging some seasons needs, with kept keys: their lists, and whatever is said of their films."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from jobs.context import Context
from jobs.steps.identity.keys import Keys
from jobs.steps.identity.rows import NAMED
from jobs.steps.identity.touched import prizes_of_either_kind
from tracker.domain.facts.frames import ALIKE, JUDGED
from tracker.frames import TEXT
from tracker.store import frames as store

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Connection

_WHOLE = ("lists", "mentions", "books")
"""Frames that are small, or whose rows are compared with each other."""
_BY_FILM = ("films", "releases", "scores", "facts", "film_credits")
_BESIDE = ("top_tens", "eligibility")
_PARTS = ("nominations", "works", "credits")
_PLACED = "SELECT DISTINCT film FROM film WHERE frame IN ('works', 'films') AND film_year IS NOT NULL AND film IN"


def season_frames_of(
    context: Context, conn: "Connection", keys: Keys, seasons: Collection[int]
) -> dict[str, "pd.DataFrame"]:
    """What judging film years reads, as `judge.keyed_frames` gives it of all of them.

    That is every row about a film of these seasons, whatever the row's season, with the whole of the lists that it
    stands on; for a prize of either kind, also the people's other performances. Articles may mean the list of the year
    after a film's own.
    """
    before = keys.films_of({season - 1 for season in seasons} - {*seasons})
    films = keys.films_of(seasons) | (before & keys.films_mentioned())
    films |= {twin for _, twin in keys.alike(films)}
    about = keys.statements_about(films, ("works", *_BESIDE))
    statements = about["works"] | keys.nominations_of(seasons)
    statements |= keys.performances_of(statements & prizes_of_either_kind(conn))
    statements |= keys.statements_of(keys.ceremonies_of(statements))
    lists = {name: {"film_year": seasons, "statement": about[name]} for name in _BESIDE}
    lists |= {name: {"statement": statements} for name in _PARTS}
    return _keyed(context, conn, keys, films, lists)


def unplaced_frames_of(context: Context, conn: "Connection", keys: Keys) -> dict[str, "pd.DataFrame"]:
    """What is said of no film year: lists whose year nobody states, and what articles say of films without one.

    No frames where that is nothing, as is usual.
    """
    statements = {kind: keys.unplaced(kind) for kind in ("nomination", "eligibility", "top_ten", "field")}
    lists = keys.among("SELECT DISTINCT film FROM film WHERE statement IN", set().union(*statements.values()))
    mentioned = keys.films_mentioned()
    mentioned -= {film for (film,) in keys.among(_PLACED, mentioned)}
    films = {film for (film,) in lists} | mentioned
    if not (films or any(statements.values()) or keys.has_unplaced_lists):
        return {}
    kinds = {"top_tens": "top_ten", "eligibility": "eligibility"} | dict.fromkeys(_PARTS, "nomination")
    frames = _keyed(context, conn, keys, films, {name: {"statement": statements[k]} for name, k in kinds.items()})
    mentions = frames["mentions"]
    return frames | {"mentions": mentions[mentions["film"].isin(mentioned)].reset_index(drop=True)}


def every_frame_of(context: Context, conn: "Connection", keys: Keys) -> dict[str, "pd.DataFrame"]:
    """What expectation learns from: everything that the database holds."""
    import pandas as pd

    from tracker.judge.material.rulings import with_rulings

    frames = with_rulings({name: getattr(store, name)(conn) for name in JUDGED})
    alike = pd.DataFrame(keys.rows("SELECT film, twin FROM alike ORDER BY film, twin"), columns=list(ALIKE))
    return _completed(context, keys, frames) | {"alike": alike.astype("str")}


def _keyed(
    context: Context,
    conn: "Connection",
    keys: Keys,
    films: set[str],
    lists: Mapping[str, Mapping[str, Collection[Any]]],
) -> dict[str, "pd.DataFrame"]:
    """Frames with keys: what is said of films, and the lists that are asked for by name."""
    import pandas as pd

    from tracker.judge.material.rulings import with_rulings

    frames = {name: getattr(store, name)(conn, among) for name, among in lists.items()}
    about = keys.statements_about(films, _BY_FILM)
    frames |= {name: getattr(store, name)(conn, {"statement": about[name]}) for name in _BY_FILM}
    frames |= {name: getattr(store, name)(conn) for name in _WHOLE}
    frames["accolades"] = store.accolades(conn, {"qid": {film for film in films if film.startswith("Q")}})
    frames |= {"links": store.links(conn, {}), "persons": store.persons(conn, {})}  # Keys are all they are for.
    keyed = _completed(context, keys, with_rulings({name: frames[name] for name in JUDGED}))
    alike = pd.DataFrame(keys.alike(films), columns=list(ALIKE), dtype=TEXT)
    cases = {film for name in NAMED for film in keyed[name]["film"].tolist()}
    return keyed | {"alike": alike, "candidates": keys.candidates(cases)}


def _completed(context: Context, keys: Keys, frames: Mapping[str, "pd.DataFrame"]) -> dict[str, "pd.DataFrame"]:
    from tracker.identity.films.registry import corrected

    nominations, works = frames["nominations"], frames["works"]
    years = dict(zip(nominations["statement"], nominations["film_year"], strict=True))
    dated = works.assign(film_year=works["statement"].map(years).astype("Float64"))
    films = corrected(frames["films"], context.corrections)
    return {name: keys.completed(name, frame) for name, frame in {**frames, "works": dated, "films": films}.items()}
