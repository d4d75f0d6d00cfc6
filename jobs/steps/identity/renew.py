"""Bring the kept keys up to what the statements say now."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tracker
from jobs.context import Context
from jobs.steps.identity.keys import Changes, Keys, Row, offers, opened
from jobs.steps.identity.lists import LISTS, match_lists
from jobs.steps.identity.rows import CLAIMS, NAMED, credit_rows, film_rows
from tracker.store import frames as store
from tracker.store.models import STATEMENTS
from tracker.store.plain import STATEMENTS_STATE

if TYPE_CHECKING:
    from sqlalchemy import Connection

_OF_SEASONS = frozenset({*LISTS, "field"})
_OF_FILMS = frozenset({"film", "release", "score", "fact", "credit"})
_FOR_MATCHING = frozenset({"link", "person"})
"""Kinds of which nothing but what they match is ever said."""
_LEFT_OUT = frozenset({"ceremony"})
"""What it says stands in the lists too."""


@contextmanager
def kept_keys(context: Context, conn: "Connection") -> Iterator[Keys]:
    """The keys of all statements that stand, kept from the last time as far as they still hold."""
    folder = context.editions_dir
    with opened(folder.with_name(f"{folder.name}-keys.sqlite3")) as keys:
        renew(context, conn, keys)
        yield keys


def renew(context: Context, conn: "Connection", keys: Keys) -> None:
    """Bring the keys up to date, and note the film years of which anything that a judgement reads has changed."""
    made_with = _made_with(context)
    (state,) = conn.exec_driver_sql(STATEMENTS_STATE).fetchall()
    about = keys.about
    now = {"made_with": made_with, "state": repr(tuple(state))}
    if about.items() >= now.items():
        return
    changes, lists = _changes(conn, keys), _lists(conn, keys)
    anew = about.get("made_with") != made_with
    if anew or _beyond_lists(changes) or _unsure(keys):
        _match_all(context, conn, keys)
        keys.touch(None)
    elif touched := match_lists(context, conn, keys, changes) | lists:
        keys.touch(None if _of_all(changes) else touched)
    for kind, rows in changes.items():
        keys.remove("statement", "kind = ? AND id = ?", [(kind, one) for one, (_, after) in rows.items() if not after])
        keys.write("statement", [(kind, one, *after) for one, (_, after) in rows.items() if after])
    keys.write("about", now.items())


def _made_with(context: Context) -> str:
    """A hash of the program and its data, and of people's decisions."""
    every = sorted(file for folder in tracker.__path__ for file in Path(folder).rglob("*.*") if file.suffix != ".pyc")
    program = [(str(file), (stat := file.stat()).st_size, stat.st_mtime_ns) for file in every]
    return sha256(repr((program, context.corrections.in_force)).encode()).hexdigest()


def _lists(conn: "Connection", keys: Keys) -> frozenset[int]:
    """Film years of lists that stand otherwise than before, and those after them, which ask about the season before."""
    sql = (
        "SELECT key, film_year, year, kind, state, good_state, good_page, held_on, announced_on, problems, unread, "
        "found FROM ceremony_list"
    )
    now = {key: (year, repr(rest)) for key, year, *rest in conn.exec_driver_sql(sql)}
    before = {key: (year, state) for key, year, state in keys.rows("SELECT key, film_year, state FROM list")}
    differ = {key for key, _ in now.items() ^ before.items()}
    years = {of[key][0] for of in (before, now) for key in differ if key in of} - {None}
    keys.remove("list", "key = ?", [(key,) for key in differ])
    keys.write("list", [(key, *now[key]) for key in differ if key in now])
    return frozenset(years | {year + 1 for year in years})


def _changes(conn: "Connection", keys: Keys) -> Changes:
    """The statements that stand now and did not, and the other way round; and those whose page or season changed."""
    lists = conn.exec_driver_sql(
        "SELECT body, ceremony, min(film_year) FROM ceremony_list WHERE ceremony IS NOT NULL GROUP BY body, ceremony"
    )
    years: dict[Row, int | None] = {(body, ceremony): year for body, ceremony, year in lists}
    changes: Changes = {}
    for kind in set(STATEMENTS) - _LEFT_OUT:
        now = {one: (page, _year(years, *at)) for one, page, *at in conn.exec_driver_sql(_standing(kind))}
        sql = "SELECT id, page, film_year FROM statement WHERE kind = ?"
        before = {one: (page, year) for one, page, year in keys.rows(sql, kind)}
        if differ := {one for one, _ in now.items() ^ before.items()}:
            changes[kind] = {one: (before.get(one), now.get(one)) for one in differ}
    return changes


def _standing(kind: str) -> str:
    """A query for the statements of a kind that stand, with their page and what tells their season."""
    table = STATEMENTS[kind]
    season = ("film_year",) if kind == "top_ten" else ("body", "ceremony") if kind in _OF_SEASONS else ()
    columns = ", ".join(("id", "page", *season))
    return f"SELECT {columns} FROM {table.name} WHERE retracted_run IS NULL"  # noqa: S608 - our own names


def _year(years: Mapping[Row, int | None], *at: Any) -> int | None:
    """The film year of a ceremony, or as it is said."""
    return years.get(at) if len(at) > 1 else at[0] if at else None


def _of_all(changes: Changes) -> bool:
    """Whether something changed that may be said of any film, such as an article's revision."""
    return bool(set(changes) - _OF_SEASONS - _OF_FILMS - _FOR_MATCHING)


def _beyond_lists(changes: Changes) -> bool:
    """Whether something changed that may change keys of any season: all but lists of known seasons."""
    return any(
        (before is None or after is None) and (kind not in LISTS or (after or before or (0, None))[1] is None)
        for kind, rows in changes.items()
        if kind != "field"
        for before, after in rows.values()
    )


def _unsure(keys: Keys) -> bool:
    """Whether articles name films by title or IMDb id: lists of any season may say which they mean."""
    title_or_imdb = "frame IN ('mentions', 'facts', 'film_credits') AND substr(film, 1, 1) IN ('t', 'p')"
    sql = f"SELECT 1 FROM film WHERE {title_or_imdb} LIMIT 1"  # noqa: S608 - a constant
    return bool(keys.rows(sql))


def _match_all(context: Context, conn: "Connection", keys: Keys) -> None:
    import pandas as pd

    from tracker.domain.facts.frames import JUDGED
    from tracker.identity.people.persons import credits_beside, people_of
    from tracker.identity.resolve import with_film_keys
    from tracker.judge.material.rulings import with_rulings

    raw = {name: getattr(store, name)(conn) for name in JUDGED}
    keyed = with_film_keys(with_rulings(raw), context.corrections)
    for table in ("film", "credit", "alike", "offer"):
        keys.db.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
    for name in (*NAMED, *CLAIMS):
        keys.write("film", film_rows(name, keyed))
    beside = credits_beside(keyed)
    films = {film for rows in beside.values() for film in rows["film"].tolist()}
    every = people_of(pd.concat(beside.values(), ignore_index=True), keyed, films, context.corrections)
    start = 0
    for name, rows in beside.items():
        keys.write("credit", credit_rows(name, keyed[name], every.iloc[start : start + len(rows)]))
        start += len(rows)
    keys.write("alike", keyed["alike"].itertuples(index=False, name=None))
    keys.write("offer", offers(keyed["candidates"]))
