"""Published verdicts, append-only: a new wording is a new row, and the old row records when it ended."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Text, func, select, type_coerce, update

from tracker.domain.cells import is_missing
from tracker.domain.facts.identity import UNIT, digest, verdict_id
from tracker.domain.facts.tables import VERDICTS
from tracker.store import runs
from tracker.store.bulk import chunks, table_of, upsert
from tracker.store.models import Verdict

if TYPE_CHECKING:
    import pandas as pd

_VERDICTS = table_of(Verdict)

MEANING = ("label", "strength", "reason_code", "eligibility", "status")
"""Columns whose change makes a new verdict; a changed figure does not."""
VERDICTS_OF = "verdicts"
"""Figure of a run that published: what its verdicts were made of."""
_UNIT = (
    *("body", "ceremony", "film_year", "category", "level", "film_key", "film_qid", "film_imdb", "film"),
    *("person", "people_qids", "people"),
)
"""Columns by which a verdict is known."""


@dataclass(frozen=True)
class _Given:
    """One verdict of the frame that is being saved."""

    unit: str
    meaning: str
    row: dict[str, Any]


def known_since(
    conn: Connection, frame: "pd.DataFrame", season: int, lost: "pd.DataFrame | None" = None
) -> "pd.DataFrame":
    """A season's verdicts with the days since when each has been published: `first_seen` and `last_changed`.

    Args:
        conn: a connection.
        frame: the columns of snubs.csv.
        season: the film year.
        lost: verdicts of the last report with these days, which the database does not know under their keys: it is
            older, or their films have other ids by now.

    Returns:
        The frame with both as ISO days; "" for what was never published, or not with this meaning.
    """
    current, first = _current(conn, {season}), _first_seen(conn, {season})
    for verdict, (begin, change) in _days_of(lost) if lost is not None else ():
        first[verdict.unit] = min(begin, first.get(verdict.unit, begin))
        current[verdict.unit] = {"meaning": verdict.meaning, "last_changed": change}
    verdicts = [_given(row) for row in _rows(frame[_told_by(frame)])] if current or first else []
    if not verdicts:
        return frame.assign(first_seen="", last_changed="")
    changed = [
        before["last_changed"].isoformat() if before and before["meaning"] == verdict.meaning else ""
        for verdict, before in ((verdict, current.get(verdict.unit)) for verdict in verdicts)
    ]
    seen = [first[verdict.unit].isoformat() if verdict.unit in first else "" for verdict in verdicts]
    return frame.assign(first_seen=seen, last_changed=changed)


def published_seasons(conn: Connection) -> frozenset[int]:
    """Film years of which a report was published."""
    return frozenset(conn.execute(select(_VERDICTS.c.film_year).distinct()).scalars())


def save_verdicts(
    conn: Connection, frame: "pd.DataFrame", run_id: str, as_of: date, *, season: int | None = None
) -> "pd.DataFrame":
    """Save a season's verdicts and return since when each has been given.

    A verdict of these seasons that is missing from the frame ends with this run; if it returns, it keeps its first day.
    Where this database does not know it, or not with this meaning, the frame may tell the days: a report may have given
    it that was lost with a newer copy. Saving the same frame twice changes nothing.

    Args:
        conn: a connection inside a writing transaction.
        frame: the columns of snubs.csv; `as_of` is filled in here, and the days of verdicts that were saved before.
        run_id: a run that has begun.
        as_of: the day the verdicts are given for.
        season: the film year, where the frame may be empty; otherwise the frame's own film years.

    Returns:
        The frame with `as_of`, `first_seen` and `last_changed` as ISO days.
    """
    verdicts = [_given(row) for row in _rows(frame)]
    seasons = {int(g.row["film_year"]) for g in verdicts} | ({season} if season is not None else set())
    current, first = _current(conn, seasons), _first_seen(conn, seasons)
    saved = [_dated(g, current.get(g.unit), first.get(g.unit), run_id, as_of) for g in verdicts]
    written = list({row["unit"]: row for row in saved}.values())
    standing = {(row["unit"], row["first_run"]) for row in written}
    _end(conn, sorted({(unit, row["first_run"]) for unit, row in current.items()} - standing), run_id)
    upsert(conn, _VERDICTS, written, [c.name for c in _VERDICTS.columns if not c.primary_key])
    return _with_days(frame, saved)


def say_again(conn: Connection, season: int, made_of: str, run_id: str, as_of: date) -> bool:
    """Note that a run says of a season what the one before said; False, and nothing is noted, where it does not.

    Args:
        conn: a connection inside a writing transaction.
        season: the film year.
        made_of: a hash of what the verdicts are made of, as the run before has it in its figures as `VERDICTS_OF`.
        run_id: a run that has begun.
        as_of: the day the verdicts are given for.
    """
    v, stand = _VERDICTS.c, (_VERDICTS.c.film_year == season, _VERDICTS.c.superseded_run.is_(None))
    runs_before = conn.execute(select(v.last_run, v.as_of).where(*stand).distinct()).all()
    before = runs.get(conn, runs_before[0].last_run) if len(runs_before) == 1 else None
    if before is None or before.stats.get(VERDICTS_OF) != made_of:
        return False
    days = (f'"as_of":"{day.isoformat()}"' for day in (runs_before[0].as_of, as_of))
    row = type_coerce(func.replace(type_coerce(v.row, Text), *days), Text)
    conn.execute(update(_VERDICTS).where(*stand).values(last_run=run_id, as_of=as_of, row=row))
    return True


def _told_by(frame: "pd.DataFrame") -> list[str]:
    """The columns that tell a verdict from every other, and what it means."""
    return [name for name in frame.columns if name in (*_UNIT, *MEANING)]


def _rows(frame: "pd.DataFrame") -> Iterator[dict[str, Any]]:
    names = [str(name) for name in frame.columns]
    columns = ([v if type(v) is str else _plain(v) for v in frame[name].tolist()] for name in names)
    for values in zip(*columns, strict=True):
        yield dict(zip(names, values, strict=True))


def _plain(value: Any) -> Any:
    """A value for JSON: None if missing, ISO days, lists as lists."""
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in (sorted(value) if isinstance(value, set | frozenset) else value)]
    if not isinstance(value, str) and is_missing(value):
        return None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int | float | bool):
        return str(value) if isinstance(value, str) else value
    return value.item() if hasattr(value, "item") else str(value)


def _given(row: dict[str, Any]) -> _Given:
    film = row.get("film_key") or row.get("film_qid") or row.get("film_imdb") or row.get("film")
    people = row["person"] if "person" in row else row.get("people_qids") or row.get("people")
    return _Given(
        verdict_id([row.get(name) for name in UNIT], film, people), digest([row.get(name) for name in MEANING]), row
    )


_DAYS = ("first_seen", "last_changed")


def _days_of(frame: "pd.DataFrame") -> "Iterator[tuple[_Given, tuple[date, date]]]":
    """The verdicts of a report, each with the days since when it has been given."""
    for row in _rows(frame[[*_told_by(frame), *_DAYS]]):
        begin, change = (date.fromisoformat(row.pop(name)) for name in _DAYS)
        yield _given(row), (begin, change)


def _current(conn: Connection, seasons: Collection[int]) -> dict[str, Mapping[str, Any]]:
    v = _VERDICTS.c
    stands = select(v.unit, v.meaning, v.first_run, v.last_changed).where(v.film_year.in_(sorted(seasons)))
    rows = conn.execute(stands.where(v.superseded_run.is_(None))).mappings()
    return {row["unit"]: dict(row) for row in rows}


def _first_seen(conn: Connection, seasons: Collection[int]) -> dict[str, date]:
    v = _VERDICTS.c
    first: dict[str, date] = {}
    for unit, day in conn.execute(select(v.unit, v.first_seen).where(v.film_year.in_(sorted(seasons)))):
        first[unit] = min(day, first.get(unit, day))
    return first


def _dated(
    verdict: _Given, before: Mapping[str, Any] | None, first_seen: date | None, run_id: str, as_of: date
) -> dict[str, Any]:
    same = before is not None and before["meaning"] == verdict.meaning
    own_days = {name: date.fromisoformat(day) for name in _DAYS if (day := verdict.row.get(name))}
    days = {"as_of": as_of, "first_seen": as_of, "last_changed": as_of, **own_days}
    days["first_seen"] = first_seen or days["first_seen"]
    first_run = run_id
    if before is not None and same:
        days["last_changed"], first_run = before["last_changed"], before["first_run"]
    return {
        "unit": verdict.unit,
        "first_run": first_run,
        "last_run": run_id,
        "superseded_run": None,
        "film_year": int(verdict.row["film_year"]),
        **days,
        "meaning": verdict.meaning,
        "row": verdict.row | {name: day.isoformat() for name, day in days.items()},
    }


def _end(conn: Connection, ended: Sequence[tuple[str, str]], run_id: str) -> None:
    by_run: dict[str, list[str]] = {}
    for unit, first_run in ended:
        by_run.setdefault(first_run, []).append(unit)
    for first_run, units in by_run.items():
        for part in chunks(sorted(units)):
            which = (_VERDICTS.c.first_run == first_run, _VERDICTS.c.unit.in_(part))
            conn.execute(update(_VERDICTS).where(*which).values(superseded_run=run_id))


def _with_days(frame: "pd.DataFrame", saved: Sequence[Mapping[str, Any]]) -> "pd.DataFrame":
    import pandas as pd

    dated_frame = frame.copy()
    for name in ("as_of", "first_seen", "last_changed"):
        dated_frame[name] = pd.Series([row[name].isoformat() for row in saved], index=frame.index, dtype=object)
    return dated_frame


def previous_verdicts(conn: Connection, season: int) -> "pd.DataFrame":
    """The verdicts last saved for a film year: the columns of snubs.csv in their order, any others, then `run`.

    `as_of` is the day for which each was last given. Types as in `tracker.store.frames`.
    """
    v = _VERDICTS.c
    query = select(v.row, v.last_run, v.unit).where(v.film_year == season, v.superseded_run.is_(None))
    rows = [row | {"run": run, "verdict_id": unit} for row, run, unit in conn.execute(query.order_by(v.unit))]
    return _frame(rows) if rows else _nothing()


@cache
def _nothing() -> "pd.DataFrame":
    return _frame(())


def _frame(rows: Sequence[Mapping[str, Any]]) -> "pd.DataFrame":
    """Verdicts as they were given, with the columns that they have now and those that they had then."""
    import pandas as pd

    from tracker.frames import typed

    more = sorted({name for row in rows for name in row} - {*VERDICTS, "run"})
    names = [*VERDICTS, *more, "run"]
    columns = {name: ["" if row.get(name) is None else row[name] for row in rows] for name in names}
    frame = pd.DataFrame(columns, dtype=object)
    return frame.assign(**{str(name): values for name, values in typed(frame, _NUMBERS).items()})


_NUMBERS = {name: type_ for name, type_ in VERDICTS.items() if type_ != "text"}
