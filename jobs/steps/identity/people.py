"""Match people again: those of some seasons, with everybody who shares a name, link, film or id with them."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from jobs.context import Context
from jobs.steps.identity.keys import BESIDE, Keys, Row
from jobs.steps.identity.rows import credit_rows
from tracker.domain.titles.comparable import fold
from tracker.store import frames as store

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Connection

    from tracker.identity.films.links import Links

_NAME, _LINK, _FILM, _CRAFT, _YEAR = 4, 5, 6, 7, 9
_KEYS, _VOTES = slice(11, 16), 16
"""Columns of the table `credit`."""


def match_again(
    context: Context, conn: "Connection", keys: Keys, keyed: "Mapping[str, pd.DataFrame]", seasons: set[int]
) -> tuple[set[str], set[str]]:
    """Keep the people of some seasons' lists; returns films and people of credits that changed or are another's now."""
    from tracker.identity.films.links import link_table

    stored = {row[:3]: row for row in keys.rows("SELECT * FROM credit ORDER BY frame, statement, position")}
    here = {str(season) for season in seasons}
    old = {place: row for place, row in stored.items() if row[0] == "credits" and row[_YEAR] in here}
    new = {row[:3]: row for row in _of_seasons(keyed, here)}
    changed = {p for p in {*old, *new} if _beside(old.get(p)) != _beside(new.get(p))}
    current = {p: row for p, row in stored.items() if p not in old} | {p: old.get(p, row) for p, row in new.items()}
    current |= {place: new[place] for place in changed if place in new}
    links = link_table(keyed["links"])
    start = [row for place in changed for row in (old.get(place), new.get(place)) if row]
    again = _resolved(context, conn, keyed, _Circle(current, links), start)
    keys.remove("credit", "frame = ? AND statement = ? AND position = ?", set(old) - set(new))
    differ = {place: row for place, row in again.items() if stored.get(place) != row}
    keys.write("credit", differ.values())
    differing = [row for place in (*differ, *changed) for row in (stored.get(place), again.get(place)) if row]
    return {row[_FILM] for row in differing}, {row[_KEYS.start] for row in differing}


def _beside(row: Row | None) -> Row | None:
    return row and row[_NAME : _KEYS.start]


def _of_seasons(keyed: "Mapping[str, pd.DataFrame]", seasons: set[str]) -> list[Row]:
    """Rows of the table `credit` without keys."""
    from tracker.identity.people.persons import credits_beside

    frame, beside = keyed["credits"], credits_beside(keyed)["credits"]
    places = zip(frame["statement"].tolist(), frame["position"].tolist(), strict=True)
    cells = zip(*(beside[name].tolist() for name in BESIDE), strict=True)
    no_keys = [""] * 6
    rows = [("credits", *place, 0, *_texts(cell), *no_keys) for place, cell in zip(places, cells, strict=True)]
    return [row for row in rows if row[_YEAR] in seasons]


def _texts(cells: Iterable[object]) -> list[str]:
    return [str(cell).removesuffix(".0") for cell in cells]


class _Circle:
    """Credits by what joins people."""

    def __init__(self, rows: Mapping[Row, Row], links: "Links") -> None:
        self.rows, self._links = rows, links
        self._by: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for place, row in rows.items():
            for sign in self._signs(row):
                self._by[sign].append(place)

    def _signs(self, row: Row) -> list[tuple[str, str]]:
        page = self._links.page(row[_LINK])
        votes = json.loads(row[_VOTES] or "[]")
        signs = [("name", fold(row[_NAME] or page)), ("page", page), *(("id", one) for one in votes)]
        return [sign for sign in signs if sign[1]]

    def around(self, start: Iterable[Row]) -> set[Row]:
        """The places of everybody who shares a sign, or a film and a name like theirs, with rows, and so on."""
        reached: set[Row] = set()
        asked: set[tuple[str, str]] = set()
        open_ = list(start)
        while open_:
            row = open_.pop()
            signs = [sign for sign in self._signs(row) if sign not in asked]
            asked.update(signs)
            near = {place for sign in signs for place in self._by.get(sign, ())} | set(self._alike(row))
            open_ += [self.rows[place] for place in near - reached]
            reached |= near
        return reached

    def _alike(self, row: Row) -> Iterable[Row]:
        """Credits of the film's craft whose name may be the same person's."""
        from tracker.identity.names import same_person

        name = tuple(fold(row[_NAME]).split())
        others = self._by_film.get((row[_FILM], row[_CRAFT]), ()) if row[_FILM] and row[_CRAFT] else ()
        return [place for place, other in others if same_person(name, other)]

    @property
    def _by_film(self) -> Mapping[tuple[str, str], list[tuple[Row, tuple[str, ...]]]]:
        if not hasattr(self, "_films"):
            self._films = defaultdict(list)
            for place, row in self.rows.items():
                self._films[row[_FILM], row[_CRAFT]].append((place, tuple(fold(row[_NAME]).split())))
        return self._films


def _resolved(
    context: Context, conn: "Connection", keyed: "Mapping[str, pd.DataFrame]", circle: _Circle, start: Iterable[Row]
) -> dict[Row, Row]:
    """The rows around those that changed, with their keys; again with everybody whose id turns up only then."""
    again: dict[Row, Row] = {}
    open_ = list(start)
    while places := circle.around(open_) - set(again):
        again = _matched(context, conn, keyed, [circle.rows[place] for place in {*places, *again}])
        open_ = list(again.values())
    return again


def _matched(
    context: Context, conn: "Connection", keyed: "Mapping[str, pd.DataFrame]", rows: list[Row]
) -> dict[Row, Row]:
    import pandas as pd

    from tracker.domain.facts.film_cells import credits_of
    from tracker.identity.people.persons import people_of

    rows.sort(key=lambda row: (row[0], row[1:3] if row[0] == "credits" else row[3]))
    table = pd.DataFrame([row[_NAME : _KEYS.start] for row in rows], columns=list(BESIDE), dtype="object")
    films = set(table["film"])
    registry = keyed["films"][keyed["films"]["film"].isin(films)]
    qids = {credit.qid for cell in registry["credits"] if cell for credit in credits_of(cell)} - {""}
    frames = {"links": keyed["links"], "films": registry, "persons": store.persons(conn, {"qid": qids})}
    every = people_of(table, frames, films, context.corrections)
    places = pd.DataFrame([row[1:3] for row in rows], columns=["statement", "position"], dtype="object")
    anew = credit_rows("credits", places, every)
    return {row[:3]: (*row[:4], *one[_NAME:]) for row, one in zip(rows, anew, strict=True)}
