"""How well expectation foretells nominations."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jobs.cli.console import emit_json, say, show_table
from jobs.cli.options import Json, this_context
from jobs.steps.judging.rows import records
from tracker.domain.figures import quantity

if TYPE_CHECKING:
    from tracker.judge.expectation.evaluation import Evaluation

_BAR = 40


def evaluate(
    body: Annotated[str, typer.Option("--body", help="The body whose nominations are predicted.")] = "oscars",
    seasons: Annotated[
        str, typer.Option("--seasons", help="Film years, first and last, for example 2000..2025.")
    ] = "2000..2025",
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder for the figures as CSV and the reliability plot as SVG.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Measure expectation: predict each season from the others and compare with its nominations.

    For example: snubs evaluate --body oscars --seasons 2000..2025.

    Prints log loss, Brier score, calibration error and slots named correctly for the regression and the base-rate
    table, and the slots that a plain ranking by Metascore or by number of precursor nominations names
    (docs/expectation.md).
    """
    from jobs.steps.judging.evaluate import as_document, evaluate_body, write
    from jobs.steps.judging.film_years import parse_seasons

    evaluation = evaluate_body(this_context(), body, parse_seasons(seasons))
    written = None if out is None else write(evaluation, out, body)
    emit_json(as_document(evaluation, body)) if as_json else _show(evaluation, body, written)


def _show(evaluation: "Evaluation", body: str, written: Path | None) -> None:
    from jobs.steps.judging.evaluate import whole_films
    from tracker.judge.expectation.evaluation import heading

    years = evaluation.films["film_year"]
    say(f"{body}, films of {years.min()} to {years.max()}, each season judged by what the others teach")
    show_table(
        "Per film and category",
        ("group", "films", "nominated", "log loss", "(table)", "Brier", "(table)", "calibration", "(table)"),
        [_losses(heading(str(row["group"])), row) for row in records(evaluation.figures)]
        + [_losses("whole films", whole_films(evaluation))],
    )
    show_table(
        "Slots named correctly",
        ("group", *_SLOTS),
        [
            (heading(str(row["group"])), *(_number(row[slots]) for slots in _SLOTS.values()))
            for row in records(evaluation.figures)
        ],
    )
    first = records(evaluation.figures)[0]
    better = 1.0 - float(str(first["log_loss_model"])) / float(str(first["log_loss_table"]))
    say(f"log loss {abs(better):.1%} {'below' if better >= 0 else 'above'} the base-rate table's")
    if evaluation.left_out:
        them = "it" if evaluation.left_out == 1 else "them"
        films = quantity(evaluation.left_out, "film")
        say(f"{films} of these fields left out: one of the two models says nothing of {them}")
    _plot(records(evaluation.reliability))
    if written is not None:
        say(f"written to {written}")


def _losses(name: str, row: dict[str, object]) -> Sequence[object]:
    kinds = ("log_loss", "brier", "calibration_error")
    figures = [row.get(f"{kind}_{model}") for kind in kinds for model in ("model", "table")]
    return (name, row["films"], row["nominated"], *(_number(value) for value in figures))


_SLOTS = {
    "regression": "slots_model",
    "base-rate table": "slots_table",
    "precursors counted": "slots_precursors",
    "Metascore": "slots_metascore",
    "open: regression": "open_slots_model",
    "open: table": "open_slots_table",
}
"""Columns of figures, by their headings."""


def _number(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else ""


def _plot(bins: list[dict[str, object]]) -> None:
    """How often films of a class were nominated: a bar, with a mark where the regression had said."""
    say("Reliability of the regression: share nominated (bar) against what was said (|)")
    for row in bins:
        if row["model"] != "model":
            continue
        forecast, share = float(str(row["said"])), float(str(row["seen"]))
        bar = list("█" * round(share * _BAR) + " " * (_BAR - round(share * _BAR)))
        bar[min(_BAR - 1, round(forecast * _BAR))] = "|"
        reach = f"{float(str(row['from'])):.0%} to {float(str(row['to'])):.0%}"
        say(f"  {reach:>12} {''.join(bar)} said {forecast:.2f}, seen {share:.2f}, {row['films']} films")
