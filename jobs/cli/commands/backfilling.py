"""Filling past seasons of a live database."""

from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from jobs.cli.commands.collecting import show_complaints
from jobs.cli.console import emit_json, say, show_table, warn
from jobs.cli.options import Json, this_context
from tracker.domain.figures import quantity, spans

if TYPE_CHECKING:
    from jobs.steps.collecting.backfill import Backfill
    from jobs.steps.collecting.collected import Collected
    from jobs.steps.collecting.effort import Effort

FIRST = 1999
"""The first season that is filled where nobody names another one."""
_SEVERAL = {"ceremony": "ceremonies"}


def backfill(
    source: Annotated[
        list[str] | None, typer.Argument(help="Names as `snubs sources` lists them; default: all with past seasons.")
    ] = None,
    first: Annotated[int, typer.Option("--from", min=1900, max=2200, help="First film year.")] = FIRST,
    last: Annotated[
        int | None, typer.Option("--to", min=1900, max=2200, help="Last film year; default: the last before this one.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what it would cost; nothing is asked.")] = False,
    as_json: Json = False,
) -> int:
    """Fill past seasons of a live database: lists of all ceremonies, films with casts and scores, articles.

    For example: snubs backfill --from 2005 --dry-run.

    It begins with an estimate: requests, minutes and megabytes, from what this database's own crawls have measured,
    else from figures that the source's file states. Then it asks one thing at a time, at most fifty titles a request,
    the newest season first. It may be stopped at any point, with Ctrl-C too: the next `snubs backfill` goes on where it
    was, and one that finds everything at hand asks nothing. The running season is what `snubs weekly` asks for.
    """
    from jobs.steps.collecting.backfill import Backfill, fillers, past_years
    from jobs.steps.collecting.collected import worst
    from jobs.steps.collecting.effort import efforts

    context = this_context()
    years = past_years(context, first, last)
    names = fillers(context, source or [])
    estimate = efforts(context, years, names)
    if not as_json:
        _show_estimate(years, estimate)
    work = Backfill(context, years, names)
    collected = [] if dry_run or not estimate else _filled(work, quiet=as_json)
    if as_json:
        emit_json({"estimate": [asdict(one) for one in estimate], "sources": [asdict(one) for one in collected]})
    elif collected:
        _show_end(work, collected)
    return worst(collected)


def _filled(work: "Backfill", *, quiet: bool) -> "list[Collected]":
    done = []
    for step, collected in work.steps():
        done.append(collected)
        if not quiet:
            brought = quantity(collected.new, "new statement") if collected.new else "nothing new"
            say(f"{step.what}: {brought}, {quantity(collected.requests, 'request')}")
    return done


def _show_estimate(years: Sequence[int], estimate: "Sequence[Effort]") -> None:
    seasons = f"films of {spans(years)}"
    if not estimate:
        say(f"{seasons}: nothing to fill; what the sources have is at hand, or was asked for lately")
        return
    kinds = [(what, list(several)) for what, several in groupby(estimate, key=lambda one: one.what)]
    rows = [
        (
            _counted(what, several),
            several[0].source if len(several) == 1 else quantity(len(several), "source"),
            f"{sum(one.requests for one in several):,}",
            _minutes(sum(one.seconds for one in several)),
            _megabytes(sum(one.bytes for one in several)),
            _basis(several),
        )
        for what, several in kinds
    ]
    columns = ("to ask for", "of", "requests", "minutes", "MB", "figures")
    show_table(f"To fill the {seasons}", columns, rows)
    requests, seconds = sum(one.requests for one in estimate), sum(one.seconds for one in estimate)
    say(
        f"together: {requests:,} requests, {_megabytes(sum(one.bytes for one in estimate))} MB, at least "
        f"{_minutes(seconds)} minutes; longer where a service asks for pauses"
    )


def _counted(what: str, several: "Sequence[Effort]") -> str:
    about = "about " if any(one.supposed for one in several) else ""
    count = sum(one.count for one in several)
    return f"{about}{count:,} {what if count == 1 else _SEVERAL.get(what, f'{what}s')}"


def _basis(several: "Sequence[Effort]") -> str:
    """Where the figures come from."""
    days = sorted(one.measured for one in several if one.measured)
    stated = f"{several[0].source}.yml" if len(several) == 1 else "the sources' files"
    if not days:
        return f"stated in {stated}, not measured yet"
    rest = f" for {len(days)} of {len(several)}; others stated in {stated}" if len(days) < len(several) else ""
    return f"measured up to {days[-1]:%Y-%m-%d}{rest}"


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:,.0f}" if seconds >= 600 else f"{seconds / 60:.1f}"  # noqa: PLR2004 - ten minutes


def _megabytes(count: float) -> str:
    return f"{count / 1e6:,.0f}" if count >= 1e7 else f"{count / 1e6:.1f}"  # noqa: PLR2004 - ten megabytes


def _show_end(work: "Backfill", collected: "Sequence[Collected]") -> None:
    show_complaints(collected)
    for name in filter(work.left_alone, work.names):
        warn(f"{name}: not asked any further, since it failed twice; run `snubs backfill` again later")
    say(f"filled:  {quantity(sum(one.new for one in collected), 'new statement')}")
    say("next:    `snubs seasons` shows what is at hand; it judges what is new first, which takes a while")
