"""Ingest a crawl: a fit list replaces the last reading; a held one changes only its own line.

A missing statement is retracted only by a fit reading of the same ceremony (or, for registries, of the same page), and
of its category if that is held by itself; never by a held one, by a page with winners only, or by an empty one.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, insert, or_, select, update

from tracker.domain.facts.identity import identify
from tracker.domain.facts.kinds import STATEMENTS, Kind, Part
from tracker.domain.facts.records import PageRecord, Record
from tracker.domain.lists.fields import Unread, declared_name
from tracker.domain.lists.problems import Fitness, Problem
from tracker.domain.sources import ListSource, Source
from tracker.domain.verdicts import ListState
from tracker.store.bulk import chunks, insert_plain, lock, set_by_id, table_of, upsert
from tracker.store.intake import lists
from tracker.store.intake.lists import Outcome, Reading, Scope, Stamp, placed
from tracker.store.intake.versions import PAGES, Versions, keep_pages, keys_of
from tracker.store.models import PARTS, SourceRow
from tracker.store.models import STATEMENTS as TABLES


@dataclass(frozen=True)
class Ingested:
    """The changes of a reading: counts of statements, and the state of each list."""

    new: int
    seen: int
    """Known before and read again, or on a page that was found unchanged."""
    retracted: int
    revived: int
    """Once retracted, and read again; counted in `seen` too."""
    lists: Mapping[Scope, ListState]
    problems: Mapping[Scope, list[Problem]]


@dataclass(frozen=True)
class _Crawl:
    """What every step of one ingest needs."""

    conn: Connection
    stamp: Stamp
    versions: Versions
    accepted: Mapping[Scope, Reading]
    judged: frozenset[int]
    """Ceremonies judged on their own: a registry's page does not cover them."""
    unchanged: frozenset[str]
    """Keys of all versions of pages that were found unchanged, or could not be read: their statements stay."""
    ceremonies: Mapping[str, Scope]
    """The ceremony of each page."""
    counts: Counter[str] = field(default_factory=Counter)
    """Of statements, by the names of `Ingested`."""

    @property
    def source(self) -> str:
        return self.stamp.source.name

    def ceremony(self, record: Any) -> Scope:
        """The ceremony of whose list a record is part: its own, else its page's."""
        return _ceremony(record, self.ceremonies)


def ingest(
    conn: Connection,
    *,
    run_id: str,
    source: Source,
    pages: Sequence[PageRecord],
    records: Iterable[Record],
    fitness: Fitness,
    unread: Collection[str] = (),
    now: datetime,
) -> Ingested:
    """Ingest one source's crawl; call it inside one transaction.

    Args:
        conn: a connection inside a writing transaction.
        run_id: a run that has begun.
        source: who said it.
        pages: what was read or found unchanged; every record names one of them.
        records: what the pages said, in any order; page records among them are ignored.
        fitness: the judgement of each list by ceremony; None judges records without a ceremony. A list whose
            pages are all unchanged needs none and keeps its state.
        unread: ids of further pages that are known and could not be read: what stands on them stays.
        now: aware time.

    Raises:
        ValueError: a record of a list that nobody judged, or of a page that is not among `pages`.
    """
    lock(conn, f"snubs ingest {source.name}")
    _keep_source(conn, source)
    stamp = Stamp(source, run_id, now)
    versions = keep_pages(conn, source.name, pages, now)
    past = lists.past_lists(conn, source.name)
    ceremonies = {page.id: page.ceremony for page in pages}
    readings = _readings(pages, ceremonies, records, fitness)
    for reading in readings.values():
        reading.withhold(source, fitness[reading.scope][1] if reading.scope in fitness else ())
    confirmed = [r.scope for r in readings.values() if r.only_confirmed]
    outcomes = [(r, lists.judge(r, fitness[r.scope], past)) for r in readings.values() if not r.only_confirmed]
    crawl = _Crawl(
        conn,
        stamp,
        versions,
        accepted={r.scope: r for r, outcome in outcomes if outcome.accepted},
        judged=frozenset(scope for scope in fitness if scope is not None),
        unchanged=frozenset(
            [*versions.of(page.id for page in pages if page.unchanged), *keys_of(conn, source.name, unread)]
        ),
        ceremonies=ceremonies,
    )
    _store_statements(crawl)
    _confirm_statements(crawl, readings, past)
    lists.write_lists(conn, stamp, outcomes, past, versions.current)
    lists.confirm_lists(conn, stamp, confirmed)
    return _account(crawl, outcomes, past, confirmed)


def _account(
    crawl: _Crawl, outcomes: Sequence[tuple[Reading, Outcome]], past: lists.PastLists, confirmed: Iterable[Scope]
) -> Ingested:
    counts = crawl.counts
    states = {scope: ListState(row["state"]) for scope in confirmed for row in past.rows.get(scope, ())}
    # What holds goes on to hold while its page stays as it is. A source on trial closes nothing: that is said once.
    standing = () if crawl.stamp.source.on_trial else past.rows.keys() & states.keys()
    problems = {
        scope: [Problem.model_validate(problem) for row in past.rows[scope] for problem in row["problems"] or ()]
        for scope in standing
    }
    return Ingested(
        counts["new"],
        counts["seen"],
        counts["retracted"],
        counts["revived"],
        states | {reading.scope: outcome.state for reading, outcome in outcomes},
        problems | {reading.scope: outcome.problems for reading, outcome in outcomes},
    )


def _keep_source(conn: Connection, source: Source) -> None:
    row = {name: getattr(source, name) for name in ("name", "body", "title", "publisher", "family", "tier", "licence")}
    upsert(conn, table_of(SourceRow), [row], [name for name in row if name != "name"])


def _ceremony(record: Any, ceremonies: Mapping[str, Scope]) -> Scope:
    return getattr(record, "ceremony", ceremonies[record.page])


def _readings(
    pages: Sequence[PageRecord], ceremonies: Mapping[str, Scope], records: Iterable[Record], fitness: Fitness
) -> dict[Scope, Reading]:
    """Pages and records by the list they belong to; every judged list has a reading, if only an empty one."""
    readings: dict[Scope, Reading] = {scope: Reading(scope) for scope in fitness}
    for page in pages:
        scope = page.ceremony if page.ceremony in fitness or None not in fitness else None
        if scope in fitness or page.unchanged:
            readings.setdefault(scope, Reading(scope)).pages.append(page)
    for record in records:
        if isinstance(record, PageRecord):
            continue
        if record.page not in ceremonies:
            raise ValueError(f"a record names the page {record.page!r}, which was not read")
        ceremony = _ceremony(record, ceremonies)
        scope = ceremony if ceremony in fitness else None
        if scope not in fitness:
            raise ValueError(f"nobody judged the list of ceremony {ceremony} that {record.page!r} speaks of")
        readings[scope].records.append(record)
    return readings


def _store_statements(crawl: _Crawl) -> None:
    by_kind: dict[str, list[Any]] = {name: [] for name in STATEMENTS}
    for reading in crawl.accepted.values():
        for record in reading.records:
            by_kind[record.kind].append(record)
    for name, of_kind in by_kind.items():
        _store_kind(crawl, STATEMENTS[name], of_kind)


@dataclass(frozen=True)
class _Statement:
    """One statement as read now."""

    id: str
    record: Any
    values: dict[str, Any]


def _store_kind(crawl: _Crawl, kind: Kind, records: Iterable[Any]) -> None:
    statements = _still_latest(crawl, kind, _latest(crawl, kind, _identified(crawl.source, kind, records)))
    past = _past(crawl, kind, statements)
    fresh = [statements[id_] for id_ in sorted(statements.keys() - past.keys())]
    again = [statements[id_] for id_ in sorted(statements.keys() & past.keys())]
    withdrawals = sorted(id_ for id_, stands in past.items() if stands and id_ not in statements)
    _insert(crawl, kind, fresh, _first_seen(crawl, kind, fresh, withdrawals))
    _see_again(crawl, kind, again)
    set_by_id(crawl.conn, TABLES[kind.name], withdrawals, retracted_run=crawl.stamp.run_id)
    revived = sum(not past[s.id] for s in again)
    crawl.counts.update(new=len(fresh), seen=len(again), revived=revived, retracted=len(withdrawals))


def _identified(source: str, kind: Kind, records: Iterable[Any]) -> dict[str, _Statement]:
    """Statements by id; of two with equal values, the first on the page."""
    statements: dict[str, _Statement] = {}
    for record in records:
        id_, values = identify(kind, source, getattr(record, "ceremony", None), record)
        twin = statements.get(id_)
        if twin is None or _place(record) < _place(twin.record):
            statements[id_] = _Statement(id_, record, values)
    return statements


def _latest(crawl: _Crawl, kind: Kind, statements: dict[str, _Statement]) -> dict[str, _Statement]:
    """The statement read last, where only one about a thing can be current."""
    about = kind.record.replaces
    if about is None:
        return statements
    read_at = crawl.versions.read_at
    one: dict[str, _Statement] = {}
    for s in sorted(statements.values(), key=lambda s: (read_at[s.record.page], s.record.page, s.id)):
        one[s.values[about] or s.id] = s
    return {s.id: s for s in one.values()}


def _still_latest(crawl: _Crawl, kind: Kind, statements: dict[str, _Statement]) -> dict[str, _Statement]:
    """Without those about a thing of which a later page that was not read now says what stands."""
    about = kind.record.replaces
    if about is None or not statements:
        return statements
    t, later = TABLES[kind.name].c, dict[str, str]()
    standing = select(t[about], PAGES.c.retrieved_at).join(PAGES, PAGES.c.key == t.page)
    standing = standing.where(t[about].is_not(None), t.retracted_run.is_(None))
    for part in chunks(sorted(crawl.unchanged)):
        later |= dict(crawl.conn.execute(standing.where(t.page.in_(part))).all())
    now = crawl.versions.read_at
    return {id_: s for id_, s in statements.items() if now[s.record.page] > later.get(s.values[about] or "", "")}


def _place(record: Any) -> tuple[Any, ...]:
    line = getattr(record, "line", None)
    return (record.page, line is None, line or 0, getattr(record, "cites", ()))


def _past(crawl: _Crawl, kind: Kind, statements: Mapping[str, _Statement]) -> dict[str, bool]:
    """Stored statements that this reading covers, by id, and whether they are current."""
    t = TABLES[kind.name].c
    past: dict[str, bool] = {}
    withheld = {scope: reading.withheld for scope, reading in crawl.accepted.items() if reading.withheld}
    for condition in _about(crawl, kind, statements):
        rows = crawl.conn.execute(select(*t).where(t.source == crawl.source, condition)).mappings()
        for row in rows:
            apart = row["id"] not in statements and _is_withheld(
                crawl.stamp.source, row, withheld.get(row["ceremony"], ())
            )
            if not apart and (row["id"] in statements or row["page"] not in crawl.unchanged):
                past[row["id"]] = row["retracted_run"] is None
    return past


def _is_withheld(source: Source, row: Mapping[Any, Any], withheld: Sequence[Unread]) -> bool:
    """Whether a stored statement is of a category that is held by itself."""
    if not withheld or not isinstance(source, ListSource) or "category_as_printed" not in row:
        return False
    names = {unread.name for unread in withheld}
    if "declared" in row:
        return row["declared"] in names
    name = declared_name(source, row["ceremony"], row["category"], row["category_as_printed"])
    return name in names if name else row["category"] in {unread.category or None for unread in withheld}


def _about(crawl: _Crawl, kind: Kind, statements: Mapping[str, _Statement]) -> Iterator[ColumnElement[bool]]:
    t = TABLES[kind.name].c
    ceremonies = sorted(scope for scope in crawl.accepted if scope is not None)
    if ceremonies:
        yield t.ceremony.in_(ceremonies)
    registry = crawl.accepted.get(None)
    if registry is None:
        return
    if kind.record.by_page:
        keys = crawl.versions.of({record.page for record in placed(registry.records)})  # a silent page retracts nothing
        elsewhere = or_(t.ceremony.is_(None), t.ceremony.not_in(sorted(crawl.judged)))
        for part in chunks(keys):
            yield and_(t.page.in_(part), elsewhere)
    about = kind.record.replaces
    if about:
        things = {thing for s in statements.values() if (thing := s.values[about])}
        for part in chunks(sorted(things)):
            yield t[about].in_(part)
    others = (id_ for id_, s in statements.items() if not (about and s.values[about]))
    for part in chunks(sorted(others)):
        yield t.id.in_(part)


def _first_seen(crawl: _Crawl, kind: Kind, fresh: Sequence[_Statement], withdrawals: Sequence[str]) -> dict[str, int]:
    """By new id, the run that first saw what is only read otherwise now: one line of one version of a page."""
    t = TABLES[kind.name].c
    if not fresh or "line" not in t:
        return {}
    claim = [name for name in ("claim",) if name in t]
    before: dict[Any, list[int]] = {}
    for part in chunks(withdrawals):
        columns = (t.first_seen_run, t.page, t.line, *(t[name] for name in claim))
        for first, *place in crawl.conn.execute(select(*columns).where(t.id.in_(part), t.line.is_not(None))):
            before.setdefault(tuple(place), []).append(first)
    now = {s.id: (crawl.versions.current[s.record.page], s.record.line, *(s.values[n] for n in claim)) for s in fresh}
    alone = {place for place, n in Counter(now.values()).items() if n == len(before.get(place, ())) == 1}
    return {id_: before[place][0] for id_, place in now.items() if place in alone}


def _insert(crawl: _Crawl, kind: Kind, fresh: Sequence[_Statement], first_seen: Mapping[str, int]) -> None:
    if not fresh:
        return
    rows = [_row(crawl, kind, s) for s in fresh]
    for row in rows:
        row["first_seen_run"] = first_seen.get(row["id"], crawl.stamp.run_id)
    crawl.conn.execute(insert(TABLES[kind.name]), rows)
    for part in kind.parts:
        _insert_part(crawl.conn, part, fresh)


def _insert_part(conn: Connection, part: Part, fresh: Iterable[_Statement]) -> None:
    rows = [(s.id, position, *values) for s in fresh for position, values in enumerate(s.values[part.name])]
    names = (column.name for column in part.columns)
    insert_plain(conn, PARTS[part.name], ("statement", "position", *names), rows)


def _row(crawl: _Crawl, kind: Kind, statement: _Statement) -> dict[str, Any]:
    row = {column.name: statement.values[column.name] for column in kind.own}
    row["id"] = statement.id
    row["source"] = crawl.source
    row["ceremony"] = crawl.ceremony(statement.record)
    row["page"] = crawl.versions.current[statement.record.page]
    row["cites"] = getattr(statement.record, "cites", ())
    row["last_seen_run"] = crawl.stamp.run_id
    return row


def _see_again(crawl: _Crawl, kind: Kind, again: Sequence[_Statement]) -> None:
    """Update the values outside the id to those read last."""
    if not again:
        return
    t = TABLES[kind.name]
    aside = [column.name for column in kind.own if not column.mark.identity]
    places = [
        {
            "b_id": s.id,
            "b_page": crawl.versions.current[s.record.page],
            "b_cites": getattr(s.record, "cites", ()),
            **{f"b_{name}": s.values[name] for name in aside},
        }
        for s in again
    ]
    values = {name: bindparam(f"b_{name}", type_=t.c[name].type) for name in ("page", "cites", *aside)}
    of_run = {"last_seen_run": crawl.stamp.run_id, "retracted_run": None}
    crawl.conn.execute(update(t).where(t.c.id == bindparam("b_id")).values(**values, **of_run), places)


def _confirm_statements(crawl: _Crawl, readings: Mapping[Scope, Reading], past: lists.PastLists) -> None:
    """Mark an unchanged page's statements as seen again, unless that version of the page is held."""
    confirmed = [
        page.id
        for reading in readings.values()
        if past.good_now(reading.scope)
        for page in reading.pages
        if page.unchanged
    ]
    for t in TABLES.values():
        for part in chunks(crawl.versions.of(confirmed)):
            stands = update(t).where(t.c.page.in_(part), t.c.retracted_run.is_(None))
            crawl.counts["seen"] += crawl.conn.execute(stands.values(last_seen_run=crawl.stamp.run_id)).rowcount
