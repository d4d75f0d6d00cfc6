"""Editions: make one, list them, compare two, remove old ones."""

from dataclasses import asdict
from typing import Annotated

import typer

from jobs.cli.console import emit_json, say, show_table
from jobs.cli.options import Json, this_context
from jobs.steps.editions.kept import NEWEST
from tracker.domain.figures import quantity

editions = typer.Typer(help="Editions: everything that was said on one day, one file each.")

Name = Annotated[str, typer.Argument(help="An edition: its day, its file or the beginning of its key.")]
SHOWN = 40
"""Differences that are shown on a terminal."""
_DIFFERENCES = ("film_year", "body", "category", "film", "people", "kind", "label_before", "label_after", "cause")


def edition(
    refit: Annotated[
        bool, typer.Option("--refit", help="Learn again what probabilities rest on, and judge every season anew.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Make an edition now, as of today; seasons of which nothing changed are taken over."""
    from jobs.steps.editions.today import of_today

    new = of_today(this_context(), refit=refit)
    verdicts = sum(row["verdicts"] for row in new.seasons.values())
    if as_json:
        emit_json({"edition": str(new.path), "as_of": new.as_of, "seasons": len(new.seasons), "verdicts": verdicts})
    else:
        seasons = quantity(len(new.seasons), "season")
        say(f"edition: {new.path}, as of {new.as_of}: {seasons}, {verdicts} verdicts")


@editions.callback(invoke_without_command=True)
def kept(command: typer.Context, as_json: Json = False) -> None:
    """List the editions at hand, the latest first.

    Questions are answered from the current one. A published one is that of a weekly report; the next report is
    compared with it.
    """
    if command.invoked_subcommand is not None:
        return
    from jobs.steps.editions.kept import lines

    there = lines(this_context())
    if as_json:
        emit_json([asdict(line) for line in there])
        return
    columns = ("edition", "as of", "seasons", "verdicts", "MB", "state")
    rows = [(one.name, one.as_of, one.seasons, one.verdicts, f"{one.bytes / 1e6:.1f}", one.state) for one in there]
    show_table("Editions", columns, rows)


@editions.command("diff")
def difference(first: Name, second: Name, as_json: Json = False) -> None:
    """Say what is different in the second of two editions, with the cause of each change.

    For example: snubs editions diff 2026-01-05 2026-01-12.

    Columns: kind is new snub, cleared, correction, label changed, or new list, held and released of a list; then the
    label in each edition and the cause.
    """
    from jobs.steps.editions.kept import diff

    rows = diff(this_context(), first, second)
    if as_json:
        emit_json(rows)
        return
    cells = [tuple(row[column] for column in _DIFFERENCES) for row in rows[:SHOWN]]
    if not rows:
        say("no differences")
        return
    show_table(
        quantity(len(rows), "difference").capitalize(), tuple(name.replace("_", " ") for name in _DIFFERENCES), cells
    )
    if len(rows) > SHOWN:
        say(f"and {len(rows) - SHOWN} more (--json lists them)")


@editions.command("prune")
def remove(
    newest: Annotated[int, typer.Option("--keep", min=0, help="How many of the newest are kept in any case.")] = NEWEST,
    as_json: Json = False,
) -> None:
    """Remove old editions: all but the newest, the current, those published in a year, and one a month before that."""
    from jobs.steps.editions.kept import prune

    gone = prune(this_context(), newest)
    emit_json({"removed": gone}) if as_json else say(f"removed: {', '.join(gone) or 'none'}")
