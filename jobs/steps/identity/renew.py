"""Bring the kept keys up to what the statements say now."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from hashlib import blake2b, sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tracker
from jobs.checksum import checksum
from jobs.context import Context, state_of
from jobs.steps.identity.keys import Ceremony, Changes, Keys, Row, opened
from jobs.steps.identity.match import match
from jobs.steps.identity.stages import OF_LISTS, UNMATCHED
from jobs.steps.identity.touched import ListChange, Touched
from tracker.store.models import STATEMENTS
from tracker.store.plain import rows_of, statements_of, statements_state

if TYPE_CHECKING:
    from sqlalchemy import Connection

_OF_ALL = frozenset({"book"})
"""What may be said of any film: a novel's prize is evidence for whichever film says that it is based on it."""
_LATEST = frozenset({"film", "link"})
"""Kinds of which the statement that was read last is heard."""
_LEFT_OUT = frozenset({"ceremony"})
"""What it says stands in the lists too."""


@contextmanager
def kept_keys(context: Context, conn: "Connection", statements: Mapping[str, str] | None = None) -> Iterator[Keys]:
    """The keys of all statements that stand, kept from the last time as far as they still hold.

    One process at a time may ask for them (`Shelf.alone`); a file that is not what was written is made again.

    Args:
        context: people's decisions, and where the keys are.
        conn: a connection.
        statements: a hash of each kind that stands (`statements_of`), for a caller who has them.
    """
    path = _file(context)
    note = path.with_suffix(".crc32")
    last = note.read_text(encoding="ascii") if note.is_file() else ""
    if path.is_file() and checksum(path) != last:
        forget(context)
    with opened(path) as keys:
        is_renewed = renew(context, conn, keys, statements)
    if is_renewed:
        note.write_text(checksum(path), encoding="ascii")
    with opened(path) as keys:
        yield keys


def forget(context: Context) -> None:
    """Remove the kept keys: they are made again when they are asked for."""
    with suppress(OSError):
        _file(context).unlink(missing_ok=True)


def _file(context: Context) -> Path:
    folder = context.editions_dir
    return folder.with_name(f"{folder.name}-keys.sqlite3")


def renew(context: Context, conn: "Connection", keys: Keys, statements: Mapping[str, str] | None = None) -> bool:
    """Bring the keys up to date, and note the film years of which anything that a judgement reads has changed.

    Returns:
        Whether anything was written.
    """
    made_with = _made_with(context)
    about = keys.about
    now = {"made_with": made_with, "state": statements_state(rows_of(conn))}
    if about.items() >= now.items():
        return False
    versions = _versions(conn)
    states = statements or statements_of(rows_of(conn))
    changes, lists = _changes(conn, keys, versions, states), _lists(conn, keys, versions)
    if about.get("made_with") != made_with or changes.keys() & _OF_ALL:
        _note_statements(keys, changes)
        changes.clear()  # All statements are a fifth of what matching them holds.
        match(context, conn, keys, None)
        keys.touch(None)
    else:
        touched = Touched(conn, keys, changes, lists)
        if _names_otherwise(changes, lists):
            touched.add(*match(context, conn, keys, changes))
        _note_statements(keys, changes)
        if changes or lists:
            keys.touch(touched.seasons())
    keys.write("about", now.items())
    keys.index()
    return True


def _note_statements(keys: Keys, changes: Changes) -> None:
    for kind, rows in changes.items():
        keys.remove("statement", "kind = ? AND id = ?", [(kind, one) for one, (_, after) in rows.items() if not after])
        keys.write("statement", [(kind, one, *after) for one, (_, after) in sorted(rows.items()) if after])


def _made_with(context: Context) -> str:
    """A hash of the program and its data, and of people's decisions."""
    program = state_of(Path(tracker.__path__[0]), Path(__file__).parent)
    return sha256(repr((program, context.corrections.in_force)).encode()).hexdigest()


def _versions(conn: "Connection") -> dict[str, str]:
    """What is cited of each page and of its source, as a hash: another time of reading is another version."""
    pages = (
        "SELECT p.key, p.source, p.id, p.title, p.url, p.revision, p.revised_at, p.retrieved_at, p.sha256, p.origin, "
        "s.tier, s.licence, s.publisher, i.definition FROM page p JOIN source s ON s.name = p.source "
        'LEFT JOIN "import" i ON i.source = p.source'
    )
    return {key: _digest(rest) for key, *rest in conn.exec_driver_sql(pages)}


def _digest(cells: object) -> str:
    return blake2b(repr(cells).encode(), digest_size=8).hexdigest()


def _lists(conn: "Connection", keys: Keys, versions: Mapping[str, str]) -> dict[Ceremony, ListChange]:
    """Ceremonies of lists that stand otherwise than before."""
    sql = (
        "SELECT l.key, l.body, l.ceremony, l.film_year, l.year, l.kind, l.state, l.good_state, l.held_on, "
        "l.announced_on, l.good_page, l.source, l.problems, l.unread, l.found, s.tier, s.licence, s.publisher "
        "FROM ceremony_list l JOIN source s ON s.name = l.source WHERE l.ceremony IS NOT NULL"
    )
    years = _film_years(conn)
    now = {}
    for (
        key,
        body,
        ceremony,
        year,
        *of_rows,
        page,
        source,
        problems,
        unread,
        findings,
        tier,
        licence,
        publisher,
    ) in conn.exec_driver_sql(sql):
        own = _digest((versions.get(page), source, problems, unread, findings, tier, licence, publisher))
        now[key] = (body, ceremony, year or years.get((body, ceremony)), _digest(of_rows), own)
    sql = "SELECT key, body, ceremony, film_year, of_rows, state FROM list"
    before = {key: tuple(row) for key, *row in keys.rows(sql)}
    differ = {key for key, _ in now.items() ^ before.items()}
    keys.remove("list", "key = ?", [(key,) for key in differ])
    keys.write("list", [(key, *now[key]) for key in differ if key in now])
    by_ceremony: dict[Ceremony, ListChange] = {}
    for old, new in ((before.get(key), now.get(key)) for key in differ):
        ends = [end for end in (old, new) if end]
        place = ends[0][:2]
        so_far = by_ceremony.get(place, ListChange(frozenset(), of_rows=False))
        is_of_rows = so_far.of_rows or len({end[2:4] for end in ends}) > 1 or len(ends) == 1
        by_ceremony[place] = ListChange(so_far.years | {end[2] for end in ends} - {None}, is_of_rows)
    return by_ceremony


def _film_years(conn: "Connection") -> dict[Ceremony, int | None]:
    lists = conn.exec_driver_sql(
        "SELECT body, ceremony, min(film_year) FROM ceremony_list WHERE ceremony IS NOT NULL GROUP BY body, ceremony"
    )
    return {(body, ceremony): year for body, ceremony, year in lists}


def _changes(conn: "Connection", keys: Keys, versions: Mapping[str, str], statements: Mapping[str, str]) -> Changes:
    """The statements that stand now and did not, and the other way round; and those whose page or season changed."""
    years, changes, states = _film_years(conn), Changes(), keys.about
    for kind in sorted(set(STATEMENTS) - _LEFT_OUT):
        pages = sorted((page, versions.get(page, page)) for (page,) in _tuples(conn, _pages(kind)))
        state = _digest((pages, sorted(years.items()) if kind in OF_LISTS else (), statements[kind]))
        if states.get(f"state of {kind}") == state:
            continue
        keys.write("about", [(f"state of {kind}", state)])
        rows = _tuples(conn, _query(kind))
        now = {(one, versions.get(page, page), *place) for one, page, *place in _placed(kind, rows, years)}
        before = {*keys.rows("SELECT id, page, film_year, body, ceremony FROM statement WHERE kind = ?", kind)}
        if not before and now:
            changes[kind] = {row[0]: (None, row[1:]) for row in now}
        elif now != before:
            was, is_now = ({one: tuple(row) for one, *row in differ} for differ in (before - now, now - before))
            changes[kind] = {one: (was.get(one), is_now.get(one)) for one in {**was, **is_now}}
    return changes


def _tuples(conn: "Connection", sql: str) -> list[Row]:
    """The rows of a query as the driver gives them: thousands of them are compared."""
    with closing(conn.connection.cursor()) as cursor:
        cursor.execute(sql)
        return [*cursor.fetchall()]


def _query(kind: str) -> str:
    """A query for the statements of a kind that stand, with their page and what tells their season."""
    season = ("film_year",) if kind == "top_ten" else ("body", "ceremony") if kind in OF_LISTS else ()
    columns = ", ".join(("id", "page", *season))
    return f"SELECT {columns} FROM {STATEMENTS[kind].name} WHERE retracted_run IS NULL"  # noqa: S608 - our own names


def _pages(kind: str) -> str:
    return f"SELECT DISTINCT page FROM {STATEMENTS[kind].name} WHERE retracted_run IS NULL"  # noqa: S608 - our own names


def _placed(kind: str, rows: Iterable[Any], years: Mapping[Ceremony, int | None]) -> Iterator[Row]:
    """Statement and page, with the film year of a ceremony, or as it is said, and the ceremony."""
    if kind == "top_ten":
        return ((one, page, year, None, None) for one, page, year in rows)
    if kind in OF_LISTS:
        return ((one, page, years.get((body, number)), body, number) for one, page, body, number in rows)
    return ((one, page, None, None, None) for one, page in rows)


def _names_otherwise(changes: Changes, lists: Mapping[Ceremony, ListChange]) -> bool:
    """Whether films or people may be matched otherwise: a statement came, went or moved to another season."""
    kinds = changes.keys() - UNMATCHED
    pairs = ((kind, pair) for kind in kinds for pair in changes[kind].values())
    return any(change.of_rows for change in lists.values()) or any(
        kind in _LATEST or before is None or after is None or before[1:] != after[1:] for kind, (before, after) in pairs
    )
