"""Files of the user's own: read, checked and taken in through the same stages as everything else."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from jobs.context import Context
from jobs.files import content
from jobs.steps.importing.definition import Definition, declared, define, source_of
from jobs.steps.importing.unmet import doubts_of, named_in_words, unmet_of
from spiders.catalogue import family_of, load_sources
from spiders.families.supplied.ceremonies import rule_of
from spiders.families.supplied.read import read_rows
from spiders.families.supplied.sheet import MAX_BYTES, Sheet, read_sheet
from spiders.families.supplied.source import SuppliedSource
from spiders.family import Intake
from tracker.domain.bodies import bodies, bodies_like, slug_of
from tracker.domain.errors import ConfigError, Exit, InputError
from tracker.domain.facts.records import Origin, PageRecord, Record
from tracker.domain.lists.problems import Problem
from tracker.domain.sources import Source
from tracker.domain.verdicts import ListState
from tracker.store import imports, runs
from tracker.store.engine import reading, transaction
from tracker.store.intake.ingest import Ingested, ingest
from tracker.store.overview import Import as StoredImport
from tracker.store.pages import PageStore

if TYPE_CHECKING:
    from jobs.steps.importing.doubtful import Doubt

JOB = "import"
DEFINING = ("nominations", "films")
"""Kinds of file whose films are known because they name them."""
BY_BODY = ("nominations", "eligibility")
"""Kinds of file that speak of award bodies: one source a body is made of them."""
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")
_BODY = re.compile(r"[a-z][a-z0-9_]{0,60}")


@dataclass(frozen=True)
class Part:
    """What a file says of one body, or as a whole."""

    source: Source
    definition: Definition
    records: Sequence[Record]
    problems: Sequence[Problem]


@dataclass(frozen=True)
class Imported:
    """What came of one part of an import."""

    source: str
    rows: int
    new: int
    retracted: int
    lists: Mapping[str, int] = field(default_factory=dict)
    problems: Sequence[str] = ()


@dataclass(frozen=True)
class Import:
    """What came of a file."""

    name: str
    imported: Sequence[Imported]
    """One a source that was made of it; none where nothing has changed since the last time."""
    left_out: Sequence[str] = ()
    """Rows that cannot be read, and why."""
    aside: Sequence[str] = ()
    """Columns that nothing was read from."""
    unchanged: bool = False
    unmet: Sequence[str] = ()
    """Films that nobody else names: nothing that the file says of them is used."""
    unsure: Sequence[str] = ()
    """Films that may be one at hand, and nothing tells which: the same."""
    taken: Sequence[str] = ()
    """Films that were taken for one whose title only is like theirs."""
    named: int = 0
    """How many films it names, where that is looked at."""
    doubts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Rows that contradict what is at hand, or that nothing at hand knows, by what is the matter."""

    @property
    def held(self) -> bool:
        """Whether a list of it is held."""
        return any(one.lists.get(ListState.HELD.value) for one in self.imported)


class BadRowsError(InputError):
    """Rows of a file cannot be read, and nothing of it was imported."""

    def __init__(self, file: Path, problems: Sequence[Problem]) -> None:
        super().__init__(
            f"{file}: {len(problems)} {'row' if len(problems) == 1 else 'rows'} cannot be read; nothing was imported. "
            "Mend them, or leave them out with --skip-bad"
        )
        self.problems = problems


def import_file(context: Context, kind: str, file: Path, *, name: str | None, options: Mapping[str, Any]) -> Import:
    """Take in a user's file, the whole of it or nothing.

    Args:
        context: settings and clock.
        kind: what the file holds.
        file: where it is.
        name: what to call it; default: after the file.
        options: how it is to be read; keys as in `Definition`.

    Raises:
        InputError: the file, or a row of it, cannot be read; nothing was imported.
        ConfigError: an option that cannot be.
    """
    definition = define(kind, {"title": file.name, "publisher": "the user"} | dict(options), context.today)
    body = content(file, MAX_BYTES, "split the file")
    name = _checked_name(name or re.sub(r"[^a-z0-9_-]+", "-", file.stem.lower()).strip("-_"))
    if _is_known(context, name, definition, body):
        return Import(name, (), unchanged=True)
    with context.progress(f"reading {file.name}") as advance:
        advance(0, 2, f"reading {file.name}")
        base = source_of(name, definition, None, file.name)
        sheet = read_sheet(body, base, None)
        page = _page(name, definition, file.name, context)
        parts = _parts(name, definition, sheet, page)
        bad = sorted((p for part in parts for p in part.problems), key=lambda p: (p.line or 0, p.message))
        _refuse_bad(file, bad, sheet, skip=definition.skip_bad)
        advance(1, 2, f"taking in {file.name}")
        imported = _take_in(context, name, parts, page, body)
    done = Import(name, imported, [problem.message for problem in bad], sheet.aside)
    sources = [one.source for one in imported]
    with reading(context.engine) as conn:
        done = replace(done, doubts=_by_kind(doubts_of(conn, sources, context.corrections)))
        if kind in DEFINING:
            return done
        films = unmet_of(conn, sources, context.corrections)
    guesses = [f"{named_in_words(row)} for {row['meant']}" for row in films.taken.to_dict("records")]
    rows, cases = films.rows.to_dict("records"), set(films.candidates["case"])
    unmet, unsure = (
        [named_in_words(row) for row in rows if (row["film"] in cases) is open_] for open_ in (False, True)
    )
    return replace(done, unmet=unmet, unsure=unsure, taken=guesses, named=films.named)


def _by_kind(doubts: "Iterable[Doubt]") -> dict[str, list[str]]:
    rows: dict[str, list[str]] = {}
    for one in doubts:
        rows.setdefault(one.what, []).append(one.row + (f" (line {one.line})" if one.line else ""))
    return rows


def _checked_name(name: str) -> str:
    if not name:
        raise ConfigError("the file's name has no letter from a to z to call the import by; give it a --name")
    if not _NAME.fullmatch(name):
        raise ConfigError(f"--name {name!r}: small letters, digits, - and _ only")
    if name in load_sources():
        raise ConfigError(f"--name {name}: a source of the tracker's own is called so; choose another")
    return name


def _is_known(context: Context, name: str, definition: Definition, body: bytes) -> bool:
    """Whether these bytes, read in this way, are what stands under the name; `snubs reparse` reads them again.

    Not where they are no longer stored: importing the file again puts them back.
    """
    with reading(context.engine) as conn:
        before = imports.every(conn, name)
    sha256, how = hashlib.sha256(body).hexdigest(), definition.model_dump(mode="json", exclude={"ceremonies"})
    return (
        bool(before)
        and PageStore(context.pages_dir).has(sha256)
        and all(
            one.sha256 == sha256 and {k: v for k, v in one.definition.items() if k != "ceremonies"} == how
            for one in before
        )
    )


def _page(name: str, definition: Definition, file: str, context: Context) -> PageRecord:
    return PageRecord(
        id=name,
        source=name,
        title=file,
        url=definition.url or file,
        revision=f"as of {definition.as_of}",
        revised_at=f"{definition.as_of}T00:00:00Z",
        retrieved_at=f"{context.now():%Y-%m-%dT%H:%M:%SZ}",
        origin=Origin.SUPPLIED,
    )


def _parts(name: str, definition: Definition, sheet: Sheet, page: PageRecord) -> list[Part]:
    if definition.kind not in BY_BODY:
        return [_part(source_of(name, definition, None, page.title), definition, sheet, page)]
    by_body: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for line, row in sheet.rows:
        by_body.setdefault(slug_of(row["body"]), []).append((line, row))
    parts = []
    for body, rows in sorted(by_body.items()):
        mine = Sheet(rows, [f for f in sheet.flaws if slug_of(f.cells.get("body", "")) == body])
        if not _BODY.fullmatch(body):  # read for the sake of its problems: no such body can be
            parts.append(_part(source_of(name, definition, None, page.title), definition, mine, page))
            continue
        own = definition
        if declared(body, definition.result) is None:
            own = definition.model_copy(update={"ceremonies": rule_of((row for _, row in rows), page.title)})
        parts.append(_part(source_of(f"{name}.{body}", own, body, page.title), own, mine, page))
    loose = [f for f in sheet.flaws if slug_of(f.cells.get("body", "")) not in by_body]
    if loose:
        base = source_of(name, definition, None, page.title)
        parts.append(_part(base, definition, Sheet([], loose), page))
    return parts


def _part(source: SuppliedSource, definition: Definition, sheet: Sheet, page: PageRecord) -> Part:
    records, problems = read_rows(source, page, sheet)
    return Part(source, definition, records, problems)


def _refuse_bad(file: Path, bad: Sequence[Problem], sheet: Sheet, *, skip: bool) -> None:
    """Refuse the file, unless only rows of it are to be left out.

    Raises:
        InputError: nothing may be imported.
    """
    whole = [problem for problem in bad if problem.line is None]
    if whole:
        raise InputError(f"{whole[0].message}; nothing was imported")
    if bad and not skip:
        raise BadRowsError(file, bad)
    if not sheet.rows:
        raise InputError(f"{file}: has no rows; nothing was imported")


def _take_in(context: Context, name: str, parts: Sequence[Part], page: PageRecord, body: bytes) -> list[Imported]:
    """Everything in one transaction: the whole file or nothing of it."""
    page = page.model_copy(update={"sha256": PageStore(context.pages_dir).put(body)})
    with transaction(context.engine) as conn:
        before = imports.every(conn, name)
        if before and before[0].kind != parts[0].definition.kind:
            raise ConfigError(f"{name}: is an import of {before[0].kind}; choose another --name")
        imported = [_take_in_part(context, conn, name, part, page) for part in parts if part.records]
        former = {one.source for one in before} - {part.source for part in imported}
        return imported + [_remove(context, conn, source) for source in sorted(former)]


def _take_in_part(context: Context, conn: Connection, name: str, part: Part, page: PageRecord) -> Imported:
    source = part.source
    page = page.model_copy(update={"source": source.name})
    run = runs.begin(conn, job=JOB, host=context.host, now=context.now(), source=source.name)
    fitness = family_of(source).judge(Intake(source, [page], part.records, part.problems), context.today)
    done = ingest(
        conn, run_id=run, source=source, pages=[page], records=part.records, fitness=fitness, now=context.now()
    )
    withdrawals = _forget_ceremonies(conn, source, run, part.records)
    is_held = ListState.HELD in done.lists.values()
    runs.finish(
        conn, run, "held" if is_held else "done", context.now(), exit_code=int(Exit.HELD if is_held else Exit.DONE)
    )
    rows = len({getattr(r, "line", None) or i for i, r in enumerate(part.records)})
    imports.keep(
        conn,
        StoredImport(
            source=source.name,
            name=name,
            kind=part.definition.kind,
            file=page.title,
            sha256=page.sha256 or "",
            as_of=part.definition.as_of,
            imported_at=context.now(),
            rows=rows,
            left_out=len(part.problems),
            definition=part.definition.model_dump(mode="json"),
        ),
    )
    return _imported(source, rows, done, withdrawals)


def _forget_ceremonies(conn: Connection, source: Source, run: str, records: Iterable[Record]) -> int:
    """Retract what was said of ceremonies that the file no longer speaks of."""
    if source.ceremonies is None:
        return 0
    ceremonies: set[int] = {n for r in records if (n := getattr(r, "ceremony", None)) is not None}
    return imports.forget(conn, source.name, run, but=ceremonies) if ceremonies else 0


def _imported(source: Source, rows: int, done: Ingested, withdrawals: int) -> Imported:
    # A file of no ceremony has no list that it could close.
    states = [ListState.TRIAL if n is None and s is ListState.FIT else s for n, s in done.lists.items()]
    lists = dict(Counter(state.value for state in states))
    problems = [p.message for of_list in done.problems.values() for p in of_list if p.code != "bad_row"]
    problems += _unheard_of(source)
    return Imported(
        source.name, rows, done.new + done.revived, done.retracted + withdrawals, lists, list(dict.fromkeys(problems))
    )


def _unheard_of(source: Source) -> list[str]:
    """That nobody knows the body of a source, what becomes of its rows, and which bodies have names like it.

    Also of which films its ceremonies are taken to be, where the rows do not say so.
    """
    body = source.name.partition(".")[2]
    if not body or body in bodies():
        return []
    films = ""
    if source.ceremonies and (first := source.ceremonies.ceremony(source.ceremonies.first)).year == first.film_year:
        films = f"; its ceremony of {first.year} is taken for films of that year: a film_year says otherwise"
    remedy = (
        f"; if {' or '.join(map(repr, like))} is meant, mend the column body and import again"
        if (like := bodies_like(body))
        else "; `snubs sources` lists those that are"
    )
    return [f"no body {body!r} is known: its rows stand under that name, as lists of a body of its own{films}{remedy}"]


def remove_import(context: Context, name: str) -> list[Imported]:
    """Retract everything that was imported under a name.

    Raises:
        ConfigError: nothing was.
    """
    with transaction(context.engine) as conn:
        standing = imports.every(conn, name)
        if not standing:
            raise ConfigError(f"{name}: no import is called so; `snubs import list` lists them")
        return [_remove(context, conn, one.source) for one in standing]


def _remove(context: Context, conn: Connection, source: str) -> Imported:
    run = runs.begin(conn, job=JOB, host=context.host, now=context.now(), source=source)
    retracted = imports.forget(conn, source, run)
    runs.finish(conn, run, "done", context.now(), exit_code=0, reason="removed")
    return Imported(source, 0, 0, retracted)
