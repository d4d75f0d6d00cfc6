"""Match the lists of some seasons again, after lists alone have changed."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from jobs.context import Context
from jobs.steps.identity import people
from jobs.steps.identity.keys import Changes, Keys, Row, offers
from jobs.steps.identity.rows import NAMED, film_rows
from jobs.steps.identity.window import window
from tracker.store import frames as store

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Connection

Frames = Mapping[str, "pd.DataFrame"]
BESIDE_A_CHANGE = 1
"""Seasons on each side of a changed list whose works may mean another film afterwards."""
LISTS = ("nomination", "eligibility", "top_ten")
"""Kinds of statements that name films season by season: a change in them is matched in its seasons alone."""
_FIGURES = ("releases", "scores", "facts")


def match_lists(context: Context, conn: "Connection", keys: Keys, changes: Changes) -> tuple[set[str], set[str]]:
    """Bring the keys up to date after lists changed; returns the films and the people that are matched otherwise."""
    from tracker.identity.resolve import with_film_keys
    from tracker.judge.material.rulings import with_rulings

    moved = {kind: {one: pair for one, pair in rows.items() if _moved(*pair)} for kind, rows in changes.items()}
    changed = _seasons(moved) | _sharing(conn, keys, moved) if any(moved.get(kind) for kind in LISTS) else set()
    again = {year + step for year in changed for step in range(-BESIDE_A_CHANGE, BESIDE_A_CHANGE + 1)}
    if not again:
        return set(), set()
    keyed = with_film_keys(with_rulings(window(conn, again)), context.corrections)
    films = _film_keys(keys, keyed, again)
    credited, persons = people.match_again(context, conn, keys, keyed, again)
    return films | credited, persons


def _seasons(changes: Changes) -> set[int]:
    """Film years that changed statements had or have."""
    pairs = (pair for rows in changes.values() for pair in rows.values())
    return {end[1] for pair in pairs for end in pair if end and end[1] is not None}


def _moved(before: Row | None, after: Row | None) -> bool:
    return before is None or after is None or before[1] != after[1]


def _sharing(conn: "Connection", keys: Keys, changes: Changes) -> set[int]:
    """Film years of rows that a changed work joins: by its id and its article, or because it has a person's link."""
    ids = set(changes.get("nomination", ()))
    works = store.works(conn, {"statement": ids})
    joining = works[(works["imdb"] != "") & (works["link"] != "")]
    shared = store.works(conn, {name: set(joining[name]) for name in ("imdb", "link")})["statement"]
    people = store.credits(conn, {"link": set(works["link"]) - {""}})["statement"]
    sql = "SELECT DISTINCT film_year FROM statement WHERE film_year IS NOT NULL AND kind = 'nomination' AND id IN"
    return {year for (year,) in keys.among(sql, {*shared, *people})}


def _film_keys(keys: Keys, keyed: Frames, seasons: set[int]) -> set[str]:
    """Keep the keys of seasons' lists and what they share; returns the films that are named differently."""
    old = {row[:3]: row for row in keys.among("SELECT * FROM film WHERE frame <> 'films' AND film_year IN", seasons)}
    old = {place: row for place, row in old.items() if place[0] in NAMED}
    new = {row[:3]: row for name in NAMED for row in film_rows(name, keyed) if row[3] in seasons}
    names = {row[4] for row in (*old.values(), *new.values())}
    figures = {row[:3]: row for name in _FIGURES for row in _about(name, keyed, names, seasons)}
    sql = "SELECT * FROM film WHERE frame IN ('releases', 'scores', 'facts') AND statement IN"
    before = {row[:3]: row for row in keys.among(sql, {place[1] for place in figures}) if row[:3] in figures}
    old, new = old | before, new | figures
    keys.remove("film", "frame = ? AND statement = ? AND position = ?", set(old) - set(new))
    differ = {place for place in {*old, *new} if old.get(place) != new.get(place)}
    keys.write("film", [new[place] for place in differ if place in new])
    otherwise = {row[4] for place in differ for row in (old.get(place), new.get(place)) if row}
    return otherwise | _alike(keys, keyed, names) | _offers(keys, keyed, names)


def _about(name: str, keyed: Frames, films: set[str], seasons: set[int]) -> Iterable[Row]:
    """Figures that name a film by its title and season, or are about one of these films."""
    titled = [year in seasons for year in keyed[name]["film_year"].fillna(0).tolist()]
    return (row for row, own in zip(film_rows(name, keyed), titled, strict=True) if own or row[4] in films)


def _alike(keys: Keys, keyed: Frames, films: set[str]) -> set[str]:
    """Keep which films are not told apart, and give those of which that has changed.

    A film of a season further away is not looked at again.
    """
    here = {film for name in (*NAMED, "films") for film in keyed[name]["film"].tolist()} | films
    gone = {pair for pair in keys.alike(films) if pair[1] in here}
    gone |= {pair[::-1] for pair in gone}
    pairs = {pair for pair in keyed["alike"].itertuples(index=False, name=None) if not films.isdisjoint(pair)}
    keys.remove("alike", "film = ? AND twin = ?", gone - pairs)
    keys.write("alike", pairs - gone)
    return {film for pair in gone ^ pairs for film in pair}


def _offers(keys: Keys, keyed: Frames, films: set[str]) -> set[str]:
    """Keep the candidates of cases that these keys stand for, and give the cases that have others now."""
    old = set(keys.among('SELECT * FROM offer WHERE "case" IN', films))
    new = {row for row in offers(keyed["candidates"]) if row[0] in films}
    keys.remove("offer", '"case" = ? AND place = ?', [row[:2] for row in old - new])
    keys.write("offer", new - old)
    return {row[0] for row in old ^ new}
