"""From verdicts to what writers get: one dated folder, whole or not at all."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jobs.context import Context
from jobs.steps.judging.editions import keep
from jobs.steps.judging.fields import given_fields
from jobs.steps.judging.judge import judge_seasons, keyed_frames
from tracker import version
from tracker.domain.bodies import printed_names
from tracker.domain.errors import ConfigError, Exit, StoreError
from tracker.domain.rules import load_rules
from tracker.store import history, runs
from tracker.store.engine import reading, transaction

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Connection

    from tracker.export.forms import Form
    from tracker.judge.material.tables import SeasonTables
    from tracker.judge.season import Judgement

JOB = "report"


@dataclass(frozen=True)
class Edition:
    """What one report is made of."""

    season: int
    frames: "Mapping[str, pd.DataFrame]"
    """By the names of the exported tables."""
    first: bool
    """No report of this season came before."""
    numbered: int
    """Films of which nothing but a number is on record."""


def exported(
    keyed: "Mapping[str, pd.DataFrame]",
    tables: "SeasonTables",
    judgements: "Sequence[Judgement]",
    fields: "pd.DataFrame",
    seasons: "Sequence[int] | None",
) -> "dict[str, pd.DataFrame]":
    """The frames that become CSVs, but for those that compare with an earlier report.

    Args:
        keyed: the store's frames, with film keys.
        tables: the same as judged.
        judgements: one a season.
        fields: what is known of categories and their sizes, as `given_fields` has it.
        seasons: film years to keep; None keeps all.
    """
    import pandas as pd

    from tracker.export.tables import films_once, nominations_table
    from tracker.frames import cited
    from tracker.identity.films.matches import matches
    from tracker.judge.claims.press import press_claims
    from tracker.judge.material.crews import credits_table
    from tracker.judge.material.open_categories import with_open_names

    def of_season(frame: "pd.DataFrame") -> "pd.DataFrame":
        return frame if seasons is None else frame[frame["film_year"].isin(list(seasons))]

    def joined(name: str) -> "pd.DataFrame":
        parts = [getattr(judgement, name) for judgement in judgements]
        return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()

    films, evidence = joined("films"), joined("evidence")
    films = films_once(films, evidence) if len(judgements) > 1 else films
    nominations = nominations_table(of_season(tables.nominations), keyed["works"], tables.credits, tables.films)
    return {
        "snubs": joined("verdicts"),
        "nominations": nominations,
        "matches": of_season(matches(keyed)),
        "films": films,
        "people": joined("people"),
        "credits": credits_table(tables, films) if judgements else pd.DataFrame(),
        "evidence": evidence,
        "eligibility": joined("eligibility"),
        "lists": of_season(with_open_names(tables.lists)),
        "fields": cited(of_season(fields)),
        "categories": pd.DataFrame(printed_names()),
        "press_claims": of_season(press_claims(tables)),
    }


def make_edition(context: Context, conn: "Connection", season: int, run: str) -> Edition:
    """Judge a season, keep the verdicts, and say what is different from the report before."""
    from tracker.judge.desk.changes import carry, corrections, diff
    from tracker.judge.material.tables import build

    keyed = keyed_frames(conn, context.corrections, context.settings.press.tiers)
    tables = build(keyed)
    [judgement] = judge_seasons(context, tables, [season])
    keep(context, conn, keyed, tables, judgement)
    before, decisions = history.previous_verdicts(conn, season), context.corrections.about
    verdicts = carry(before, judgement.verdicts, decisions)
    dated = history.save_verdicts(conn, verdicts, run, context.today, season=season)
    output = exported(keyed, tables, [judgement], given_fields(context, conn, [season]), [season])
    output["snubs"] = dated
    output["changes"] = diff(before, dated, decisions)
    output["corrections"] = corrections(before, dated, decisions)
    return Edition(season, output, first=before.empty, numbered=judgement.numbered)


def write_edition(context: Context, edition: Edition, out: Path | None, run: str) -> Path:
    """Write an edition into a dated folder and give its place.

    Raises:
        OutputError: the folder cannot be written; nothing is left half made.
    """
    from tracker.export.datapackage import write_export, write_run
    from tracker.export.folder import publish
    from tracker.export.forms import Form
    from tracker.frames import rows_of
    from tracker.report.files import write as write_report
    from tracker.report.model import ReportInput, build, holds_back

    rules = load_rules()
    output, now = edition.frames, context.now()
    names = ("evidence", "eligibility", "changes", "corrections", "lists", "nominations", "films", "press_claims")
    tables: dict[str, Any] = {name: output[name] for name in names}
    report = build(
        ReportInput(
            season=edition.season,
            as_of=context.today,
            generated_at=now,
            version=version(),
            run=run,
            offline=context.settings.archive_only,
            first=edition.first,
            bodies=rules.titles,
            thresholds=context.settings.thresholds,
            verdicts=output["snubs"],
            **tables,
        )
    )
    holds = output["lists"].loc[[holds_back(row) for row in rows_of(output["lists"])]]

    def write(folder: Path) -> None:
        title = f"Award snubs, films of {edition.season}"
        rows = write_export(folder, output, title=title, version=version(), created=now, forms=(Form.XLSX,))
        write_report(folder, report, **_home(context.settings.site))
        write_run(
            folder,
            version=version(),
            settings=context.settings.model_dump(mode="json"),
            season=edition.season,
            as_of=context.today,
            generated_at=now,
            offline=context.settings.archive_only,
            rows=rows,
            numbered=edition.numbered,
            held=rows_of(holds[["source", "body", "ceremony", "problems", "not_read", "withheld"]]),
            sources=sorted(set(output["lists"]["source"])),
            runs=[run],
        )

    return publish((out or context.settings.output_dir) / context.today.isoformat(), write)


def _home(site: str) -> dict[str, str]:
    """Where reports are published, for the feed's links and ids; nowhere unless the operator says."""
    return {"authority": urlsplit(site).hostname or "", "link": site} if site else {}


def report_season(
    context: Context, season: int, out: Path | None, *, slot: str | None = None, job: str = JOB, wanted: bool = False
) -> Path:
    """One report from what is in the database, with a run of its own.

    Verdicts are kept only with the report that shows them: what was never published must not hide the next changes.

    Raises:
        ConfigError: this season is `wanted`, and nothing of it is at hand.
    """
    from tracker.export.folder import make_parent

    make_parent(out or context.settings.output_dir)
    with transaction(context.engine) as conn:
        run = runs.begin(conn, job=job, host=context.host, now=context.now(), slot=slot)
    try:
        with context.progress(f"judging the films of {season}"), transaction(context.engine) as conn:
            edition = make_edition(context, conn, season, run)
            if wanted:
                _require(season, edition.frames)
            place = write_edition(context, edition, out, run)
            runs.finish(conn, run, "done", context.now(), exit_code=int(Exit.DONE), stats={"place": place.name})
    except BaseException as error:
        with suppress(StoreError), transaction(context.engine) as conn:
            runs.fail(conn, run, context.now(), error)
        raise
    return place


def _require(season: int, made: "Mapping[str, pd.DataFrame]") -> None:
    """Refuse to write about a season of which nothing is at hand."""
    if made["films"].empty and made["lists"].empty:
        remedy = f"`snubs crawl SOURCE --season {season}` or `snubs import` brings it"
        raise ConfigError(f"films of {season}: nothing is at hand; {remedy}")


def export_season(
    context: Context, season: int | None, out: Path, forms: "Collection[Form]" = (), *, wanted: bool = False
) -> dict[str, int]:
    """Write the tables of a season, or of all; gives their rows.

    Args:
        context: settings and clock.
        season: a film year; None means every season at hand.
        out: folder for `csv/`, `excel/`, `datapackage.json` and the other forms.
        forms: in which the tables are written besides.
        wanted: whether somebody asked for this very season.

    Raises:
        ConfigError: nothing of a wanted season is at hand, or a form needs a library that is not installed.
        OutputError: `out` is a file or may not be written.
    """
    from tracker.export.folder import make_parent
    from tracker.judge.material.tables import build

    make_parent(out)
    with reading(context.engine) as conn:
        keyed = keyed_frames(conn, context.corrections, context.settings.press.tiers)
        fields = given_fields(context, conn, None if season is None else [season])
    tables = build(keyed)
    years = [season] if season is not None else _years(tables) or [context.season]
    with context.progress("judging"):
        judgements = judge_seasons(context, tables, years)
    output = exported(keyed, tables, judgements, fields, None if season is None else years)
    if season is not None and wanted:
        _require(season, output)
    return _replace(context, out, output, "all seasons" if season is None else f"films of {season}", forms)


def _years(tables: "SeasonTables") -> list[int]:
    return sorted({int(year) for year in tables.nominations["film_year"].dropna()})


def _replace(
    context: Context, out: Path, output: "Mapping[str, pd.DataFrame]", scope: str, forms: "Collection[Form]"
) -> dict[str, int]:
    """Write beside the folder and move each finished part into its place, so that a failure keeps the old one."""
    import shutil
    import tempfile

    from tracker.export.datapackage import write_export

    part = Path(tempfile.mkdtemp(prefix=".snubs-partial-", dir=out))
    try:
        title = f"Award snubs, {scope}"
        rows = write_export(part, output, title=title, version=version(), created=context.now(), forms=forms)
        for folder in (path for path in part.iterdir() if path.is_dir()):
            (out / folder.name).mkdir(exist_ok=True)
            for file in folder.iterdir():
                file.replace(out / folder.name / file.name)
        for file in (path for path in part.iterdir() if path.is_file()):
            file.replace(out / file.name)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return rows
