"""From verdicts to what writers get: one dated folder, whole or not at all."""

import logging
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jobs.context import WEEKLY, Context
from jobs.steps.editions.current import current, to_ask
from jobs.steps.editions.frames import exported, frame, texts_of
from jobs.steps.editions.holding import history_of
from jobs.steps.editions.lost import warning
from jobs.steps.editions.records import moved
from jobs.steps.editions.shelf import Shelf
from jobs.steps.editions.today import to_publish
from jobs.steps.publishing.at_hand import chosen, leading
from jobs.steps.publishing.inputs import READ, Inputs, sources_of
from jobs.steps.questions.race import contenders, due
from tracker import version
from tracker.domain.errors import Exit, StoreError
from tracker.domain.rules import load_rules
from tracker.edition.queries import race
from tracker.edition.queries.season import NAMED_ALONE
from tracker.edition.read import Edition
from tracker.report import PAGES
from tracker.store import history, runs
from tracker.store.engine import transaction

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Connection

    from tracker.export.forms import Form
    from tracker.report.race import Coming

_log = logging.getLogger(__name__)

JOB = "report"
_HELD = ("source", "body", "ceremony", "problems", "not_read", "withheld")
"""What `run.json` says of a list that is held back."""
_OF_LISTS = ("kind", "state")
"""What besides tells how it stands."""
_OF_VERDICTS = ("category", "label", "reason_code", "status", "p_nomination", "precursor_hits")
"""What tells how far probabilities came true."""


@dataclass(frozen=True)
class Report:
    """What one report is made of."""

    edition: Edition
    season: int
    as_of: date
    frames: "Mapping[str, pd.DataFrame]"
    """By the names of the exported tables."""
    first: bool
    """No report of this season was published before."""
    numbered: int
    """Films of which nothing but a number is on record."""
    records: tuple[str, ...] = ()
    """What fell or rose at the records desk since the report before."""
    pending: int | None = None
    """Film year of the running season, for which this one stands in."""
    races: "tuple[Coming, ...]" = ()
    """Bodies whose nominations are still to come, of the season or of the one for which it stands in."""
    named_alone: bool = False
    """No film of the season is on record but those that lists name."""


def report_of(context: Context, edition: Edition, season: int) -> Report:
    """What an edition says of a season; records stand in the report of the season that leads."""
    row = edition.seasons.get(season, {"first": True, "numbered": 0})
    day = date.fromisoformat(edition.as_of)
    leads = season == leading(context, edition)
    records = moved(context, edition) if leads else ()
    pending = context.season if leads and season != context.season else None
    return Report(
        edition=edition,
        season=season,
        as_of=day,
        frames=exported(edition, season),
        first=row["first"],
        numbered=row["numbered"],
        records=records,
        pending=pending,
        races=races_of(edition, pending or season),
        named_alone=bool(edition.rows(NAMED_ALONE, season)),
    )


def races_of(edition: Edition, season: int) -> "tuple[Coming, ...]":
    """The bodies whose nominations for a season are still to come, with everybody in the running."""
    from tracker.report.race import Coming

    return tuple(
        Coming(row["title"], row["film_year"], due(row, edition.as_of), contenders(edition, row))
        for row in edition.rows(race.COMING, season)
    )


def write_report(context: Context, report: Report, out: Path | None, run: str, *, latest: bool) -> Path:
    """Write a report into a dated folder and give its place; what the last one beside it says alike is taken over.

    Raises:
        OutputError: the folder cannot be written; nothing is left half made.
    """
    from tracker.domain.lists.standing import counts, holds_back
    from tracker.export.datapackage import write_export, write_run
    from tracker.export.folder import LATEST, publish
    from tracker.export.forms import Form
    from tracker.export.last import Files
    from tracker.judge.verdict.reliability import bands

    output, now = report.frames, context.now()
    inputs, parent = Inputs(context, report.edition, report.season), out or context.settings.output_dir
    lists = texts_of(report.edition, "lists", (*_OF_LISTS, *_HELD), report.season)
    verdicts = texts_of(report.edition, "snubs", _OF_VERDICTS, report.season)

    def write(folder: Path) -> None:
        files = Files(folder, parent / LATEST)
        rows = write_export(
            folder,
            output,
            title=f"Award snubs, films of {report.season}",
            version=version(),
            created=now,
            forms=(Form.XLSX,),
            sources=sources_of(report.edition, list(output), report.season),
            files=files,
            made_of={name: inputs.table(name) for name in output},
        )
        pages = inputs.pages(report.first, report.records, report.pending, report.races)
        if not files.take_over(PAGES, pages):
            _write_pages(context, report, folder, run)
            files.note(PAGES, pages)
        write_run(
            folder,
            version=version(),
            settings=context.settings.model_dump(mode="json"),
            season=report.season,
            as_of=report.as_of,
            generated_at=now,
            offline=context.settings.archive_only,
            rows=rows,
            numbered=report.numbered,
            lists=counts(lists),
            held=[{name: row[name] for name in _HELD} for row in lists if holds_back(row)],
            sources=sorted({row["source"] for row in lists}),
            runs=[run],
            reliability=[band._asdict() for band in bands(verdicts)],
            files=files.made,
        )

    return publish(parent / context.today.isoformat(), write, latest=latest)


def _write_pages(context: Context, report: Report, folder: Path, run: str) -> None:
    from tracker.report.files import write
    from tracker.report.model import ReportInput, build

    tables: dict[str, Any] = {name: report.frames[name] for name in READ if name != "snubs"}
    model = build(
        ReportInput(
            season=report.season,
            as_of=report.as_of,
            generated_at=context.now(),
            version=version(),
            run=run,
            offline=context.settings.archive_only,
            first=report.first,
            records=report.records,
            pending=report.pending,
            races=report.races,
            named_alone=report.named_alone,
            bodies=load_rules().titles,
            thresholds=context.settings.thresholds,
            verdicts=report.frames["snubs"],
            factors=frame(report.edition, "factors", report.season),
            **tables,
        )
    )
    write(folder, model, **_home(context.settings.site))


def _home(site: str) -> dict[str, str]:
    """Where reports are published, for the feed's links and ids; nowhere unless the operator says."""
    return {"authority": urlsplit(site).hostname or "", "link": site} if site else {}


def report_season(context: Context, season: int | None, out: Path | None) -> Path:
    """A report by hand: what the edition that holds now says of a season, with a run of its own; nothing is published.

    Args:
        context: settings and clock.
        season: the film year; None for the season that leads.
        out: folder of the dated folders.

    Raises:
        ConfigError: nothing is at hand of this season.
        OutputError: the folder cannot be written.
    """
    with _running(context, out, JOB, None) as run:
        edition = current(context)
        report = report_of(context, edition, chosen(context, edition, season))
        place = write_report(context, report, out, run, latest=False)
        with transaction(context.engine) as conn:
            _finish(context, conn, run, place)
    return place


def _leads(context: Context, folder: Path, *, clock_is_right: bool) -> bool:
    """Whether a report takes the place of the latest one in a folder.

    One of the archive leaves it to one of live data, and none takes it from a later day by the word of a clock alone.
    """
    from tracker.export.folder import LATEST
    from tracker.export.last import day_of, of_live_data

    last = folder / LATEST
    if context.settings.archive_only and of_live_data(last):
        return False
    return clock_is_right or day_of(last) <= context.today.isoformat()


def publish_season(
    context: Context, season: int | None, out: Path | None, *, slot: str | None = None, clock_is_right: bool = False
) -> Path:
    """The weekly report of a season: a new edition as of today, compared with the report before, is published.

    Verdicts are kept only with the report that shows them: what was never published must not hide the next changes.

    Args:
        context: settings and clock.
        season: the film year; None for the season that leads.
        out: folder of the dated folders.
        slot: the weekly slot whose report it is, if it was claimed.
        clock_is_right: the report takes the place of one of a later day, too.

    Raises:
        ConfigError: nothing is at hand of a season that was asked for.
        OutputError: the edition or the folder cannot be written.
    """
    with context.glance() as rows:
        older = warning(context, rows)
    if older:
        _log.warning("%s; the report names each finding that is gone", older)
    with _running(context, out, WEEKLY, slot) as run:
        edition = to_publish(context)
        if season != context.season:  # the running one may still be without anything
            season = chosen(context, edition, season)
        report = report_of(context, edition, season)
        with transaction(context.engine) as conn:
            verdicts = Inputs(context, edition, season).verdicts()
            if not history.say_again(conn, season, verdicts, run, report.as_of):
                history.save_verdicts(conn, report.frames["snubs"], run, report.as_of, season=season)
            latest = _leads(context, out or context.settings.output_dir, clock_is_right=clock_is_right)
            place = write_report(context, report, out, run, latest=latest)
            _finish(context, conn, run, place, {history.VERDICTS_OF: verdicts})
        with context.glance() as rows:
            reports = history_of(rows)
        Shelf(context.editions_dir).publish(edition, season, run, reports)
    return place


@contextmanager
def _running(context: Context, out: Path | None, job: str, slot: str | None) -> Iterator[str]:
    """A run, from before it may write to after it did; it is marked as failed where the block raises."""
    from tracker.export.folder import make_parent

    make_parent(out or context.settings.output_dir)
    with transaction(context.engine) as conn:
        run = runs.begin(conn, job=job, host=context.host, now=context.now(), slot=slot)
    try:
        yield run
    except BaseException as error:
        with suppress(StoreError), transaction(context.engine) as conn:
            runs.fail(conn, run, context.now(), error)
        raise


def _finish(
    context: Context, conn: "Connection", run: str, place: Path, more: Mapping[str, str] = MappingProxyType({})
) -> None:
    stats = {"place": place.name, **more}
    runs.finish(conn, run, "done", context.now(), exit_code=int(Exit.DONE), stats=stats)


def export_season(
    context: Context, season: int | None, out: Path, forms: "Collection[Form]" = (), *, every: bool = False
) -> dict[str, int]:
    """Write the tables of a season, or of all; gives their rows.

    Args:
        context: settings and clock.
        season: a film year; None for the season that leads.
        out: folder for `csv/`, `datapackage.json` and the other forms.
        forms: in which the tables are written besides.
        every: write all seasons at hand instead.

    Raises:
        ConfigError: nothing is at hand of a season that was asked for.
        InputError: nothing has been read into the database yet.
        OutputError: `out` is a file or may not be written.
    """
    from tracker.export.folder import make_parent

    make_parent(out)
    edition = to_ask(context)
    season = None if every else chosen(context, edition, season)
    output = exported(edition, season)
    title = f"Award snubs, {'all seasons' if season is None else f'films of {season}'}"
    sources = sources_of(edition, list(output), season)

    def write(folder: Path) -> dict[str, int]:
        from tracker.export.datapackage import write_export

        now = context.now()
        return write_export(folder, output, title=title, version=version(), created=now, forms=forms, sources=sources)

    return _replace(out, write)


def _replace(out: Path, write: "Callable[[Path], dict[str, int]]") -> dict[str, int]:
    """Write beside the folder and move each finished part into its place, so that a failure keeps the old one."""
    import shutil
    import tempfile

    part = Path(tempfile.mkdtemp(prefix=".snubs-partial-", dir=out))
    try:
        rows = write(part)
        for folder in (path for path in part.iterdir() if path.is_dir()):
            (out / folder.name).mkdir(exist_ok=True)
            for file in folder.iterdir():
                file.replace(out / folder.name / file.name)
        for file in (path for path in part.iterdir() if path.is_file()):
            file.replace(out / file.name)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return rows
