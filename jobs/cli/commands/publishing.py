"""What writers get: the weekly job, a season's misses, reports, tables and columns."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jobs.cli.commands.collecting import show_collected, show_in_brief
from jobs.cli.console import emit_json, percent, percentile, say, show_table
from jobs.cli.options import DetectChanges, Json, Out, Season, path, this_context
from jobs.steps.judging.rows import records
from tracker.domain.cells import parts_of
from tracker.domain.errors import ConfigError
from tracker.domain.lists.standing import counts
from tracker.export.forms import WORKBOOK, Form, require

if TYPE_CHECKING:
    from jobs.context import Context
    from jobs.steps.publishing.weekly import Round

SHOWN = 40
"""Rows of the table of misses on a terminal; the CSVs have them all."""
SURPRISES = 10
"""Rows of the table of surprises."""
OFFLINE = (
    "offline: reading the bundled archive of the films of 2010; to go live, set `contact` in config.yaml "
    "or SNUBS_CONTACT to your email address"
)

LIVE = "live: asking {} sources, one request at a time; if it is stopped, the next run does the rest"
NEXT = (
    "next:    `snubs compare` shows the misses, `snubs film TITLE` one film, `snubs seasons` what is at hand, "
    "`snubs status` what is due; `--verbose` shows each source"
)
PAST = (
    "past:    earlier seasons can be filled, back to the films of 1999: `snubs backfill --dry-run` says what it costs"
)


def weekly(
    season: Season = None,
    out: Out = None,
    *,
    clock_is_right: Annotated[
        bool, typer.Option("--clock-is-right", help="Publish although the last report is of a later day.")
    ] = False,
    detect_changes: DetectChanges = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Show what each source brought.")] = False,
    as_json: Json = False,
) -> int:
    """Do the whole job now: collect, check, ingest, match, compare, report, export.

    Without any configuration it reads the bundled archive of the films of 2010, offline.
    """
    from jobs.schedule.running import weekly_now

    context = this_context()
    if not as_json:
        say(OFFLINE if context.settings.archive_only else LIVE.format(len(context.sources)))
    is_first = _is_first_live(context)
    done = weekly_now(context, season=season, out=out, clock_is_right=clock_is_right)
    show_round(context, done, as_json=as_json, verbose=verbose)
    if not as_json:
        say(NEXT)
    if is_first and not as_json:
        say(PAST)
    return done.exit_code(detect_changes=detect_changes)


def _is_first_live(context: "Context") -> bool:
    """Whether nothing has been taken in yet and what comes is live."""
    from tracker.store.plain import ANYTHING

    if context.settings.archive_only:
        return False
    with context.glance() as rows:
        return not rows(ANYTHING)


def show_round(context: "Context", done: "Round", *, as_json: bool = False, verbose: bool = False) -> None:
    """Say what was collected and where the report is, if one was due."""
    if as_json:
        emit_json(
            {
                "folder": None if done.report is None else str(done.report),
                "sources": [asdict(c) for c in done.collected],
            }
        )
        return
    if verbose:
        show_collected(done.collected)
    else:
        from tracker.store.overview import counted, lists

        with context.glance() as rows:
            stand = counts(map(vars, counted(lists(rows), context.season)))
        show_in_brief(done.collected, stand)
    if done.report is not None:
        _show_report(done.report)
        _show_latest(done.report)


def _show_latest(report: Path) -> None:
    """Say why `latest` stays with another report, where it does."""
    from tracker.export.last import day_of, of_live_data

    latest = report.parent / "latest"
    if of_live_data(latest) and not of_live_data(report):
        say(f"latest:  {latest} stays with the report of live data; this one is of the bundled archive")
    elif day_of(latest) > day_of(report):
        say(f"latest:  {latest} stays with the report of {day_of(latest)}; --clock-is-right moves it")


def _show_report(folder: Path) -> None:
    say(f"report:  {folder / 'report.html'}")
    say(f"tables:  {folder / 'snubs.xlsx'} (spreadsheets), {folder / 'csv'} (programs)")


def compare(season: Season = None, as_json: Json = False) -> None:
    """Show the misses of a season.

    For example: snubs compare --season 2010.

    The first misses in the order of news, then the nominations that were least expected. Columns: acclaim is a
    percentile among the season's eligible films, expected the probability of a nomination from what was known before.
    Weight gives the order, 100 being the most: the probability, raised by acclaim. It is half of that outside Best
    Picture, direction and performances, also for a film that was shut out and had its chance mostly in such an award;
    confidence does not change it. snubs season shows the same with sources and lists.
    """
    from jobs.steps.publishing.compare import compare as compare_season
    from tracker.report.words import NAMED_ALONE

    context = this_context()
    compared = compare_season(context, season)
    if as_json:
        emit_json(records(compared.missed))
        return
    if compared.empty:
        say(f"films of {compared.season}: nothing to judge yet; run `snubs weekly` or `snubs crawl` first")
        return
    if compared.coming:
        say(f"films of {compared.season}: nominations are still to come; `snubs race` shows who is in the running")
        if compared.missed.empty:
            return
    if compared.named_alone:
        say(f"{NAMED_ALONE}.")
    columns = ("body", "category", "film", "people", "verdict", "acclaim", "expected", "weight", "why")
    rows = compared.missed.head(SHOWN).to_dict("records")
    show_table(f"Films of {compared.season}: missed, the biggest news first", columns, [_miss(row) for row in rows])
    if len(compared.missed) > SHOWN:
        more = len(compared.missed) - SHOWN
        say(f"and {more} more; `snubs export --season {compared.season} --out FOLDER` writes them all")
    if len(compared.unexpected):
        show_table(
            f"Films of {compared.season}: nominated though least expected",
            ("body", "category", "film", "people", "expected"),
            [_surprise(row) for row in compared.unexpected.head(SURPRISES).to_dict("records")],
        )


def _surprise(row: Mapping[Any, Any]) -> tuple[object, ...]:
    from tracker.domain.figures import listing
    from tracker.report.words import category_title

    people = listing(parts_of(row["people"]))
    return (
        row["body"],
        category_title(row["category"], row["category_as_printed"]),
        row["film"],
        people,
        percent(row["p_nomination"]),
    )


def _miss(row: Mapping[Any, Any]) -> tuple[object, ...]:
    from tracker.domain.figures import listing
    from tracker.report.words import category_title, reason_words

    return (
        row["body"],
        category_title(row["category"], row["category_as_printed"]) if row["category"] else "film as a whole",
        row["film"],
        listing(parts_of(row["people"])),
        row["label"],
        percentile(row["acclaim_percentile"]),
        percent(row["p_nomination"]),
        percentile(row["weight"]),
        row["aside"] or reason_words(row["reason_code"]),
    )


def report(season: Season = None, out: Out = None, as_json: Json = False) -> None:
    """Write a season's report and its tables from the edition that holds now.

    For example: snubs report --season 2010 --out reports. Nothing is published: output/latest stays where it is, and
    the next weekly report is compared with the last weekly one.
    """
    from jobs.steps.publishing.publish import report_season

    context = this_context()
    place = report_season(context, season, out)
    if as_json:
        emit_json({"folder": str(place), "report": str(place / "report.html")})
    else:
        _show_report(place)


def export(
    out: Annotated[Path, typer.Option("--out", parser=path, help="Folder to write csv/ and datapackage.json to.")],
    season: Season = None,
    every: Annotated[bool, typer.Option("--all", help="Every season in the database.")] = False,
    forms: Annotated[
        list[Form] | None,
        typer.Option("--format", help="Also as snubs.xlsx, in parquet/ or in jsonl/; may be given several times."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Write the tables as CSVs for programs, and in other formats: a workbook for spreadsheets, Parquet, JSON Lines.

    For example: snubs export --season 2010 --out tables --format xlsx.

    docs/data-dictionary.md explains every column, and so do datapackage.json and the first sheet of the workbook.
    """
    from jobs.steps.publishing.publish import export_season

    if every and season is not None:
        raise ConfigError("--season and --all exclude each other; give one of them")
    forms = list(dict.fromkeys(forms or ()))
    require(forms)
    context = this_context()
    rows = export_season(context, season, out, forms, every=every)
    workbook = [WORKBOOK] if Form.XLSX in forms else []
    ends = ("csv", *(form for form in forms if form != Form.XLSX))
    if as_json:
        files = ["datapackage.json", *workbook, *(f"{end}/{name}.{end}" for end in ends for name in rows)]
        emit_json({"folder": str(out), "rows": rows, "files": files})
    else:
        show_table(f"Tables in {out}", ("file", "rows"), [(f"csv/{name}.csv", count) for name, count in rows.items()])
        same = "".join(f"; the same tables in {end}/ as NAME.{end}" for end in ends[1:])
        say(f"also: {', '.join(['datapackage.json', *workbook])}{same}")


def column(
    title: Annotated[str, typer.Argument(help="A title, a Wikidata id or an IMDb id.")],
    body: Annotated[
        str | None, typer.Option("--body", help="oscars, baftas …; default: the body of its biggest miss.")
    ] = None,
    season: Season = None,
    out: Annotated[
        Path | None, typer.Option("--out", parser=path, help="File to write; default: standard output.")
    ] = None,
) -> None:
    """Draft the column "Not at the Oscars" on one film from the evidence alone, with a source for every line."""
    from jobs.steps.publishing.column import draft_column
    from tracker.export.folder import write_whole

    text = draft_column(this_context(), title, body=body, season=season)
    if out is None:
        say(text.rstrip())
        return
    write_whole(out, text.encode())
    say(f"column: {out}")
