"""A list's row, and the guards that keep a bad reading from replacing a good one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from tracker.domain.facts.records import CeremonyRecord, EligibilityRecord, NominationRecord, PageRecord, Record, Result
from tracker.domain.lists.fields import Unread, passed_lines, withhold
from tracker.domain.lists.problems import Problem
from tracker.domain.sources import ListSource, Source
from tracker.domain.verdicts import ListState
from tracker.store.bulk import table_of, upsert
from tracker.store.models import STATEMENTS, CeremonyList

LISTS = table_of(CeremonyList)
_NOMINATIONS = STATEMENTS["nomination"]

Scope = int | None
"""A ceremony's number; None for a registry, which has no ceremonies."""
GOOD = (ListState.FIT, ListState.TRIAL)


@dataclass
class Reading:
    """One crawl's reading of one list."""

    scope: Scope
    pages: list[PageRecord] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    withheld: list[Unread] = field(default_factory=list)
    """Categories that are held by themselves; their records are not among the others."""
    passed: list[Unread] = field(default_factory=list)
    """Lines that somebody let pass."""

    def withhold(self, source: Source, problems: Sequence[Problem]) -> None:
        """Leave out the categories that problems hold by themselves."""
        if isinstance(source, ListSource) and self.scope is not None:
            self.records, self.withheld = withhold(source, self.scope, self.records, problems)
            self.passed = passed_lines(source, problems)

    @property
    def entries(self) -> list[NominationRecord]:
        """The nominations among the records."""
        return [r for r in self.records if isinstance(r, NominationRecord)]

    @property
    def only_confirmed(self) -> bool:
        """Every page was found unchanged, so there is nothing to judge."""
        return bool(self.pages) and not self.records and all(page.unchanged for page in self.pages)

    @property
    def page_missing(self) -> bool:
        """The page does not exist."""
        return not self.records and any(page.missing for page in self.pages)


@dataclass(frozen=True)
class Outcome:
    """What becomes of a reading."""

    state: ListState
    problems: list[Problem]
    accepted: bool
    """Whether its records become statements."""


@dataclass(frozen=True)
class PastLists:
    """The stored state of a source's lists before a reading."""

    rows: Mapping[Scope, Sequence[Mapping[str, Any]]]
    results: Mapping[Scope, set[str]]
    """Results of the current nominations, by ceremony."""

    def still_open(self, scope: Scope, withheld: Iterable[Unread]) -> list[Unread]:
        """Of the withheld categories those that no reading closed yet; the others keep their last good state."""
        rows = [row for row in self.rows.get(scope, ()) if row["good_state"]]
        never = {unread["name"] for row in rows for unread in row["unread"] or () if not unread.get("passed")}
        return [unread for unread in withheld if not rows or unread.name in never]

    def passed_before(self, scope: Scope, withheld: Iterable[Unread]) -> list[Unread]:
        """The passed lines on which the last good state of withheld categories rests."""
        names = {unread.name for unread in withheld}
        lines = (unread for row in self.rows.get(scope, ())[:1] for unread in row["unread"] or ())
        return [Unread(**unread) for unread in lines if unread.get("passed") and unread["name"] in names]

    def ever_good(self, scope: Scope) -> bool:
        """Whether a good list was ever read."""
        return any(row["good_state"] for row in self.rows.get(scope, ()))

    def good_now(self, scope: Scope) -> bool:
        """Whether the last reading was good."""
        return any(row["state"] in GOOD for row in self.rows.get(scope, ()))


def past_lists(conn: Connection, source: str) -> PastLists:
    """Load the stored state of a source's lists."""
    rows: dict[Scope, list[Mapping[str, Any]]] = defaultdict(list)
    for row in conn.execute(select(LISTS).where(LISTS.c.source == source)).mappings():
        rows[row["ceremony"]].append(dict(row))
    results: dict[Scope, set[str]] = defaultdict(set)
    n = _NOMINATIONS.c
    standing = select(n.ceremony, n.result).where(n.source == source, n.retracted_run.is_(None)).distinct()
    for ceremony, result in conn.execute(standing):
        results[ceremony].add(result)
    return PastLists(rows, results)


def judge(reading: Reading, judgement: tuple[ListState, list[Problem]], past: PastLists) -> Outcome:
    """The given judgement, unless accepting it would lose a good list."""
    state, problems = judgement
    if reading.scope is None and state is ListState.MISSING:
        # A season that a registry does not have yet says nothing of the seasons that it has.
        return Outcome(state, list(problems), accepted=False)
    if state in GOOD:
        doubt = _doubt(reading, past.results.get(reading.scope, set()))
        if doubt is None:
            empty = reading.scope is not None and not _says_something(reading)
            return Outcome(ListState.MISSING if empty else state, list(problems), accepted=True)
        problems = [*problems, doubt]
    ever = past.ever_good(reading.scope)
    if ever and reading.page_missing and not problems:
        problems = [_page_missing(reading)]
    absent = state is ListState.MISSING or reading.page_missing or not (reading.pages or reading.records)
    return Outcome(ListState.MISSING if absent and not ever else ListState.HELD, list(problems), accepted=False)


def _doubt(reading: Reading, standing: set[str]) -> Problem | None:
    page = next((page.title for page in reading.pages), None)
    name = page or f"ceremony {reading.scope}"
    if reading.page_missing:
        return _page_missing(reading)
    results = {entry.result.value for entry in reading.entries}
    partly = any(page.unchanged for page in reading.pages)
    if standing and not results and not partly:
        return Problem(code="list_emptied", message=f"{name}: no entry is left", page=page, ceremony=reading.scope)
    if results == {Result.WON.value} and standing - {Result.WON.value}:
        message = f"{name}: names winners only, and the nominees were known"
        return Problem(code="winners_only", message=message, page=page, ceremony=reading.scope)
    return None


def _page_missing(reading: Reading) -> Problem:
    page = reading.pages[0].title
    return Problem(code="page_missing", message=f"{page}: the page is missing", page=page, ceremony=reading.scope)


def _says_something(reading: Reading) -> bool:
    return any(isinstance(r, NominationRecord | EligibilityRecord) for r in reading.records)


@dataclass(frozen=True)
class Stamp:
    """The run and time of writing lists."""

    source: Source
    run_id: str
    now: datetime


def write_lists(
    conn: Connection,
    stamp: Stamp,
    outcomes: Sequence[tuple[Reading, Outcome]],
    past: PastLists,
    versions: Mapping[str, str],
) -> None:
    """Write the rows of judged lists: everything for an accepted one, only the state for a refused one."""
    good: list[dict[str, Any]] = []
    bad: list[dict[str, Any]] = []
    for reading, outcome in outcomes:
        for body in _bodies(stamp.source, reading, past):
            row = _row(stamp, reading, outcome, body, versions, past)
            (good if outcome.accepted else bad).append(row)
    upsert(conn, LISTS, good, [c.name for c in LISTS.columns if c.name != "key"])
    upsert(conn, LISTS, bad, ("state", "checked_at", "problems"))


def confirm_lists(conn: Connection, stamp: Stamp, scopes: Iterable[Scope]) -> None:
    """Record that nothing has changed, so that lists keep their state."""
    for scope in scopes:
        same = LISTS.c.ceremony.is_(None) if scope is None else LISTS.c.ceremony == scope
        conn.execute(update(LISTS).where(LISTS.c.source == stamp.source.name, same).values(checked_at=stamp.now))


def _bodies(source: Source, reading: Reading, past: PastLists) -> list[str | None]:
    if source.body is not None or reading.scope is None:
        return [source.body]
    named_bodies = {
        r.body for r in reading.records if isinstance(r, NominationRecord | EligibilityRecord | CeremonyRecord)
    }
    before = {row["body"] for row in past.rows.get(reading.scope, ())}
    return sorted(named_bodies or before) or [None]


def _row(  # noqa: PLR0917 - what a row is made of
    stamp: Stamp, reading: Reading, outcome: Outcome, body: str | None, versions: Mapping[str, str], past: PastLists
) -> dict[str, Any]:
    source, scope = stamp.source, reading.scope
    ceremony = source.ceremonies.ceremony(scope) if source.ceremonies and scope is not None else None
    kind = _kind(source, reading)
    is_good = outcome.accepted and outcome.state in GOOD
    page = next((page.id for page in reading.pages), next((r.page for r in placed(reading.records)), None))
    good_page = versions.get(page) if is_good and page is not None else None
    still_open = past.still_open(scope, reading.withheld)
    passes = [*reading.passed, *past.passed_before(scope, reading.withheld)]
    number = sum(entry.body == body or source.body is not None for entry in reading.entries) if is_good else 0
    if is_good and len(still_open) < len(reading.withheld):
        # What the withheld categories say stands on an earlier page, with which the next reading is compared.
        earlier = next(row for row in past.rows[scope] if row["good_state"])
        good_page, number = earlier["good_page"], earlier["found"]
    return {
        "key": f"{source.name}|{body or ''}|{'' if scope is None else scope}",
        "source": source.name,
        "body": body,
        "ceremony": scope,
        "year": ceremony.year if ceremony else None,
        "film_year": ceremony.film_year if ceremony else None,
        "kind": kind,
        "state": outcome.state.value,
        "good_state": outcome.state.value if is_good else None,
        "good_run": stamp.run_id if is_good else None,
        "good_page": good_page,
        "checked_at": stamp.now,
        "held_on": _stated(reading, "held_on"),
        "announced_on": _stated(reading, "longlist_announced_on" if kind == "longlisted" else "announced_on"),
        "problems": [problem.model_dump(mode="json") for problem in outcome.problems],
        "unread": [asdict(unread) for unread in (*still_open, *passes)],
        "found": number,
    }


def placed(records: Iterable[Record]) -> Iterable[Any]:
    """Records that come from a page."""
    return (r for r in records if not isinstance(r, PageRecord))


def _kind(source: Source, reading: Reading) -> str:
    if reading.scope is None:
        return "registry"
    results = {entry.result for entry in reading.entries}
    if not results and any(isinstance(r, EligibilityRecord) for r in reading.records):
        return "eligibility"
    standing = results.pop() if len(results) == 1 else getattr(source, "result", Result.NOMINATED)
    return standing.value if standing in (Result.SHORTLISTED, Result.LONGLISTED) else "nominations"


def _stated(reading: Reading, what: str) -> str | None:
    return min((r.value for r in reading.records if isinstance(r, CeremonyRecord) and r.property == what), default=None)
