"""What small commands ask: lists, runs, imports and counts, by plain SQL."""

import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any, Literal

from tracker.domain.errors import Exit
from tracker.domain.lists.passes import Passes
from tracker.domain.lists.problems import Problem, Severity, held_categories
from tracker.domain.text.secrets import masked
from tracker.domain.verdicts import ListState
from tracker.store import processes
from tracker.store.plain import Rows

Status = Literal["running", "done", "held", "failed"]


@dataclass(frozen=True)
class Run:
    """One piece of work."""

    id: str
    job: str
    slot: str | None
    source: str | None
    status: Status
    host: str
    process: str
    started_at: datetime
    finished_at: datetime | None
    exit_code: int | None
    reason: str | None
    stats: Mapping[str, Any]


@dataclass(frozen=True)
class Import:
    """One source made from a user's file; a file that speaks of several bodies makes one a body."""

    source: str
    name: str
    kind: str
    file: str
    sha256: str
    as_of: date
    imported_at: datetime
    rows: int
    left_out: int
    definition: Mapping[str, Any]


@dataclass(frozen=True)
class ListLine:
    """The state of one list of a ceremony; fields as the columns of `tracker.store.frames.lists`."""

    source: str
    body: str | None
    ceremony: int
    film_year: int | None
    kind: str
    state: str
    held_on: str | None
    announced_on: str | None
    as_of: str | None
    checked_at: str
    kept: str | None
    """The problems of its last reading as they are kept; an import can have thousands, and few commands want them."""
    found: int
    not_read: list[str] | None
    """Categories that no reading has closed, by their names; the rest of the list was taken in."""

    @cached_property
    def problems(self) -> list[str] | None:
        """Messages, without those of problems that somebody let pass; None where nothing was looked for."""
        # Messages kept before addresses were masked still have what is secret in them.
        return self._unless_unknown([masked(one["message"]) for one in self._problems if not one.get("passed")])

    @cached_property
    def passed(self) -> list[str] | None:
        """Messages of problems that somebody let pass, with who did, when and why."""
        every = (one for one in self._problems_with("passed"))
        return self._unless_unknown([f"{masked(one['message'])} ({one['passed']})" for one in every])

    @cached_property
    def withheld(self) -> list[str] | None:
        """Categories held by themselves, by their names; those that were closed before keep their last good state."""
        of_categories = (one for one in self._problems_with("category"))
        return self._unless_unknown(sorted(held_categories(map(Problem.model_validate, of_categories))))

    @cached_property
    def _problems(self) -> list[dict[str, Any]]:
        """As `Problem` wrote them."""
        problems: list[dict[str, Any]] = json.loads(self.kept or "[]")
        return problems

    def _problems_with(self, field: str) -> list[dict[str, Any]]:
        """Those that have a text in a field; a list is not decoded for it that has no such problem."""
        has_any = self.kept and re.search(rf'"{field}": ?"', self.kept)
        return [one for one in self._problems if one.get(field)] if has_any else []

    def _unless_unknown(self, texts: list[str]) -> list[str] | None:
        return None if self.kept is None else texts


@dataclass(frozen=True)
class JudgedList:
    """A list whose last reading had problems."""

    source: str
    body: str
    ceremony: int
    problems: list[Problem]

    def differs(self, passes: Passes) -> bool:
        """Whether other problems pass now than when the list was judged."""
        own = passes.get((self.body, self.ceremony), {})
        doubted = [p for p in self.problems if p.passed or p.severity is Severity.HOLD]
        return any(bool(p.passed) != ((p.category or "", p.mark) in own) for p in doubted)


@dataclass(frozen=True)
class FieldClaim:
    """A claim about the categories that a ceremony gave, or about the size of one."""

    source: str
    body: str
    ceremony: int
    claim: str
    declared: str | None
    category_as_printed: str


@dataclass(frozen=True)
class RegistryCount:
    """Films of the registry, and how many of them lack what."""

    films: int
    lacking: Mapping[str, int]


@dataclass(frozen=True)
class Asked:
    """When a source was last asked."""

    done: datetime | None = None
    """And answered, a held answer included."""
    refused: datetime | None = None
    """And could not be read."""


def moment(value: Any) -> datetime:
    """A time in UTC: SQLite keeps it as text without a zone."""
    day = datetime.fromisoformat(value) if isinstance(value, str) else value
    return day.replace(tzinfo=UTC) if day.tzinfo is None else day.astimezone(UTC)


def _decoded(row: tuple[Any, ...], *readers: Callable[[Any], Any]) -> tuple[Any, ...]:
    """A row whose last cells are read, each by its reader; nothing stays nothing."""
    first = len(row) - len(readers)
    cells = (None if cell is None else reader(cell) for cell, reader in zip(row[first:], readers, strict=True))
    return (*row[:first], *cells)


def _day(value: Any) -> date:
    return date.fromisoformat(str(value))


def _names(unread: str) -> list[str]:
    """Categories alone: what stands under none is blank there, and holds nothing."""
    return [one["name"] for one in json.loads(unread) if one["name"] and not one.get("passed")]


def _models(problems: str) -> list[Problem]:
    return [Problem.model_validate(problem) for problem in json.loads(problems)]


def iso(value: Any) -> str:
    """A time in the format of records: UTC, ISO 8601 with seconds."""
    return f"{moment(value):%Y-%m-%dT%H:%M:%SZ}"


_LISTS = """
SELECT l.source, l.body, l.ceremony, l.film_year, l.kind, l.state, l.held_on, l.announced_on,
  CASE WHEN l.good_state = 'fit' OR l.state = 'trial' THEN p.retrieved_at END,
  l.checked_at, l.problems, l.found, l.unread
FROM ceremony_list l LEFT JOIN page p ON l.good_page = p.key
WHERE l.ceremony IS NOT NULL
"""


def lists(rows: Rows) -> list[ListLine]:
    """The state of every list of a ceremony, by source, ceremony and body."""
    lines = [ListLine(*_decoded(row, iso, str, int, _names)) for row in rows(_LISTS)]
    return sorted(lines, key=lambda line: (line.source, line.ceremony, line.body or ""))


def counted(lines: Collection[ListLine], season: int) -> list[ListLine]:
    """Lists of seasons of which some list was read, and of that of today: a list that is missing makes no season."""
    years = {line.film_year for line in lines if line.state != ListState.MISSING} | {season, None}
    return [line for line in lines if line.film_year in years]


def listed_seasons(rows: Rows, bodies: Collection[str]) -> list[int]:
    """Film years of which a good list of nominations of one of these bodies is at hand, the last first."""
    query = "SELECT body, film_year FROM ceremony_list WHERE kind = 'nominations' AND good_state = 'fit'"
    return sorted({year for body, year in rows(query) if year and body in bodies}, reverse=True)


def announcement_days(rows: Rows) -> list[tuple[str, str]]:
    """Source and day of every list of a ceremony whose page states the day of its announcement."""
    query = (
        "SELECT source, announced_on FROM ceremony_list "
        "WHERE ceremony IS NOT NULL AND announced_on IS NOT NULL ORDER BY source, ceremony, body"
    )
    return [(source, day) for source, day in rows(query) if len(day) == len("YYYY-MM-DD")]


def judged_lists(rows: Rows) -> list[JudgedList]:
    """The lists whose last reading had problems, by source and ceremony."""
    query = (
        "SELECT source, body, ceremony, problems FROM ceremony_list "
        "WHERE ceremony IS NOT NULL AND body IS NOT NULL AND problems IS NOT NULL ORDER BY source, ceremony"
    )
    return [JudgedList(*_decoded(row, _models)) for row in rows(query)]


def recent_runs(rows: Rows, limit: int) -> list[Run]:
    """The latest runs, newest first."""
    columns = "id, job, slot, source, status, host, process, started_at, finished_at, exit_code, reason, stats"
    query = f"SELECT {columns} FROM run ORDER BY started_at DESC, id DESC LIMIT {limit:d}"  # noqa: S608 - a number
    readers = (moment, moment, int, str, json.loads)
    runs = [Run(*_decoded(row, *readers)) for row in rows(query)]
    return [replace(run, stats=run.stats or {}) for run in runs]


def as_it_stands(run: Run, host: str) -> Run:
    """The run; one whose process died on this host, as the next command that writes will mark it."""
    died = run.status == "running" and run.host == processes.worker(host)[0] and not processes.alive(run.process)
    return replace(run, status="failed", reason="died") if died else run


_EVER = datetime.max.replace(tzinfo=UTC)


def _by(now: datetime) -> str:
    """The condition that a run began by now: what a clock that was ahead has noted does not keep anything from work."""
    return f"started_at <= '{now.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}'"


def last_asked(rows: Rows, job: str, now: datetime = _EVER) -> dict[str, Asked]:
    """By source, when a job last asked it, up to a moment."""
    query = (
        "SELECT job, source, exit_code, status, max(started_at) FROM run "  # noqa: S608 - a moment
        f"WHERE source IS NOT NULL AND status IN ('done', 'held', 'failed') AND {_by(now)} "
        "GROUP BY job, source, exit_code, status"
    )
    times: dict[tuple[str, bool], datetime] = {}
    for of_job, source, code, status, begin in rows(query):
        if of_job == job and (status != "failed" or code == Exit.SOURCE_FAILED):
            key = (source, status == "failed")
            times[key] = max(moment(begin), times.get(key, moment(begin)))
    return {source: Asked(times.get((source, False)), times.get((source, True))) for source, _ in times}


def last_without(rows: Rows, job: str, now: datetime) -> dict[str, datetime]:
    """By source, when a run last found nothing to ask of it; `job` is what such runs are called."""
    query = f"SELECT job, slot, max(started_at) FROM run WHERE slot IS NOT NULL AND {_by(now)} GROUP BY job, slot"  # noqa: S608 - a moment
    return {source: moment(begin) for of_job, source, begin in rows(query) if of_job == job}


def lacking_parts(rows: Rows, source: str) -> dict[str, int]:
    """By title of a source's pages that came in part when they were read last, how much is lacking."""
    runs = rows("SELECT source, stats FROM run WHERE source IS NOT NULL AND stats IS NOT NULL ORDER BY started_at, id")
    latest: dict[str, int] = {}
    for of_source, stats in runs:
        latest |= json.loads(stats).get("lacking", {}) if of_source == source else {}
    return {title: count for title, count in latest.items() if count}


def crawls(rows: Rows) -> list[tuple[str, datetime, Mapping[str, Any]]]:
    """Source, begin and figures of every crawl that ended well."""
    query = "SELECT job, source, status, started_at, stats FROM run WHERE source IS NOT NULL AND stats IS NOT NULL"
    return [
        (source, moment(begin), json.loads(stats))
        for job, source, status, begin, stats in rows(query)
        if job == "crawl" and status in {"done", "held"}
    ]


def settled_ceremonies(rows: Rows, stale: datetime) -> set[tuple[str, int]]:
    """Source and number of every ceremony whose page was read, or was missing not before a moment."""
    pages = rows("SELECT source, ceremony, sha256, checked_at FROM page WHERE ceremony IS NOT NULL")
    return {(source, number) for source, number, sha256, at in pages if sha256 or moment(at) > stale}


def stored(rows: Rows) -> dict[str, int]:
    """How many pages are stored, by source."""
    return dict(rows("SELECT source, count(DISTINCT title) FROM page WHERE sha256 IS NOT NULL GROUP BY source"))


def is_done(rows: Rows, job: str, slot: str) -> bool:
    """Whether the work of a slot is claimed and done, and nobody is at work who might have died."""
    if rows("SELECT 1 FROM run WHERE status = 'running' LIMIT 1"):
        return False
    claims = rows("SELECT job, slot FROM claim")
    done = rows("SELECT DISTINCT job, slot FROM run WHERE status IN ('done', 'held')")
    return (job, slot) in claims and (job, slot) in done


def imports(rows: Rows) -> list[Import]:
    """Every import that stands, in the order of its source's name."""
    query = (
        'SELECT source, name, kind, file, sha256, as_of, imported_at, "rows", left_out, definition '
        'FROM "import" ORDER BY source'
    )
    readers = (moment, int, int, json.loads)
    return [Import(*_decoded(row, _day, *readers)) for row in rows(query)]


def field_claims(rows: Rows) -> list[FieldClaim]:
    """The claims that stand about categories given and their sizes."""
    columns = "source, body, ceremony, claim, declared, category_as_printed"
    query = f"SELECT {columns} FROM ceremony_field WHERE retracted_run IS NULL"  # noqa: S608 - no input
    return [FieldClaim(*row) for row in rows(query)]


def registry(rows: Rows) -> RegistryCount:
    """The registry's films, each as its source stated it last, and how many of them lack something."""
    query = (
        "SELECT f.qid, f.imdb, f.source, f.credits IS NULL, f.directors IS NULL, f.titles IS NULL "
        "FROM film f JOIN page p ON f.page = p.key WHERE f.retracted_run IS NULL "
        "ORDER BY coalesce(f.imdb, ''), p.retrieved_at, f.id"
    )
    films = {(qid or imdb, source): (qid, imdb, *lacks) for qid, imdb, source, *lacks in rows(query)}
    dated = 'SELECT DISTINCT qid FROM "release" WHERE retracted_run IS NULL AND country IS NOT NULL'
    with_country = {qid for (qid,) in rows(dated)}
    blanks = {
        "people": sum(people for _, _, people, _, _ in films.values()),
        "directors": sum(directors for _, _, _, directors, _ in films.values()),
        "titles of other places": sum(titles for *_, titles in films.values()),
        "releases by country": sum(qid not in with_country for qid, *_ in films.values()),
        "an IMDb id": sum(not imdb for _, imdb, *_ in films.values()),
    }
    return RegistryCount(len(films), blanks)


def open_links(rows: Rows, stale: datetime, is_stored: Callable[[str], bool] = bool) -> tuple[str, ...]:
    """Link titles that are to be looked up.

    Args:
        rows: queries over the database.
        stale: titles of nominated works and people that led nowhere before it are looked up again, besides those that
            never were.
        is_stored: whether the page of a hash is there; titles whose answer is not there any more are looked up again.
    """
    parts = (
        f"SELECT part.link FROM {part} part JOIN nomination n ON part.statement = n.id "  # noqa: S608 - two tables
        "WHERE n.retracted_run IS NULL AND part.link IS NOT NULL"
        for part in ("nomination_work", "nomination_person")
    )
    linked = {title for (title,) in rows(" UNION ".join(parts))}
    answers = (
        "SELECT l.title, l.qid, p.retrieved_at, p.sha256 FROM link l JOIN page p ON l.page = p.key "
        "WHERE l.retracted_run IS NULL ORDER BY p.retrieved_at, l.source"
    )
    latest = {title: answer for title, *answer in rows(answers)}
    pages = {sha256 for *_, sha256 in latest.values()}
    lost = {sha256 for sha256 in pages if sha256 and not is_stored(sha256)}
    unproven = {title for title, (*_, sha256) in latest.items() if sha256 in lost}
    answers_now = {title for title, (qid, read_at, _) in latest.items() if qid or read_at > iso(stale)}
    return tuple(sorted((linked - answers_now) | unproven))


def named_films(rows: Rows, season: int) -> tuple[str, ...]:
    """Wikidata ids, else IMDb ids, of the films that lists and tallies of a season name, by id or by their links."""
    of_season = f"JOIN ceremony_list l ON l.body = s.body AND l.ceremony = s.ceremony WHERE l.film_year = {int(season)}"
    parts = (
        f"SELECT w.qid, w.imdb, w.link FROM nomination_work w JOIN nomination s ON s.id = statement {of_season}",  # noqa: S608 - a number
        f"SELECT s.qid, s.imdb, s.link FROM eligibility s {of_season}",  # noqa: S608 - the same
        f"SELECT s.qid, s.imdb, s.link FROM top_ten s WHERE s.film_year = {int(season)}",  # noqa: S608 - the same
    )
    works = {cells for part in parts for cells in rows(f"{part} AND s.retracted_run IS NULL")}
    links = rows("SELECT title, qid FROM link WHERE retracted_run IS NULL AND qid IS NOT NULL ORDER BY id")
    qids: dict[str, str] = dict(links)
    ids = {qid or qids.get(link) or imdb for qid, imdb, link in works}
    return tuple(sorted(ids - {None, ""}))
