"""The frames that judging some seasons needs, with kept keys: their lists, and whatever is said of their films."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from jobs.steps.identity.keys import Keys
from tracker.domain.facts.frames import ALIKE, JUDGED
from tracker.store import frames as store

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Connection

_WHOLE = ("lists", "mentions", "books")
"""Frames that are small, or whose rows are compared with each other."""
_BY_FILM = ("films", "releases", "scores", "facts", "film_credits")
_PARTS = ("nominations", "works", "credits")


def season_frames_of(conn: "Connection", keys: Keys, seasons: Collection[int]) -> dict[str, "pd.DataFrame"]:
    """What judging film years reads, as `judge.keyed_frames` gives it of all of them.

    That is every row about a film of these seasons, whatever the row's season, and the lists of the seasons beside
    them; for a prize of either kind, also the people's other performances.
    """
    import pandas as pd

    from tracker.judge.material.rulings import with_rulings

    films = keys.films_of(seasons)
    about = keys.statements_about(films)
    years = {season + step for season in seasons for step in (-1, 0, 1)}
    wanted: dict[str, set[Any]] = {"film_year": years, "statement": about.get("works", set())}
    wanted["statement"] |= _performances(keys, store.nominations(conn, wanted))
    frames = {name: getattr(store, name)(conn, wanted) for name in _PARTS}
    lists = {name: {"film_year": years, "statement": about.get(name, set())} for name in ("top_tens", "eligibility")}
    frames |= {name: getattr(store, name)(conn, among) for name, among in lists.items()}
    frames |= {name: getattr(store, name)(conn, {"statement": about.get(name, set())}) for name in _BY_FILM}
    frames |= {name: getattr(store, name)(conn) for name in _WHOLE}
    frames["accolades"] = store.accolades(conn, {"qid": {film for film in films if film.startswith("Q")}})
    frames |= {"links": store.links(conn, {}), "persons": store.persons(conn, {})}  # Keys are all they are for.
    frames = with_rulings({name: frames[name] for name in JUDGED})
    years_of = dict(zip(frames["nominations"]["statement"], frames["nominations"]["film_year"], strict=True))
    dated = frames["works"]["statement"].map(years_of).astype("Float64")
    frames["works"] = frames["works"].assign(film_year=dated)
    keyed = {name: keys.completed(name, frame) for name, frame in frames.items()}
    alike = pd.DataFrame(keys.alike(films), columns=list(ALIKE), dtype="str")
    return keyed | {"alike": alike, "candidates": keys.candidates(set(keyed["works"]["film"]))}


def _performances(keys: Keys, nominations: "pd.DataFrame") -> set[str]:
    """Statements about performances of those whom a list of either kind names: they tell which kind theirs is."""
    from tracker.domain.categories import kinds_of
    from tracker.judge.material.categories import ACTING

    either = nominations[nominations["category"].isin([slug for slug in ACTING if len(kinds_of(slug)) > 1])]
    sql = "SELECT DISTINCT person FROM credit WHERE person <> '' AND statement IN"
    people = {person for (person,) in keys.among(sql, set(either["statement"]))}
    return {statement for (statement,) in keys.among("SELECT DISTINCT statement FROM credit WHERE person IN", people)}
