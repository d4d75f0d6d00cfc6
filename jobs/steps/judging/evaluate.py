"""`snubs evaluate`: how good E was, one season left out at a time."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jobs.cli.console import emit_json, progress, say, show_table
from jobs.context import Context
from jobs.steps.judging.film_years import parse_seasons
from jobs.steps.judging.judge import records, season_tables
from tracker.domain.errors import ConfigError, Exit, InputError
from tracker.domain.rules import load_rules
from tracker.store.engine import reading

if TYPE_CHECKING:
    from tracker.judge.expectation.evaluation import Evaluation

_BAR = 40


def run_evaluate(context: Context, *, body: str, seasons: str, out: Path | None, as_json: bool) -> int:
    """The command `snubs evaluate`."""
    wanted = parse_seasons(seasons)
    rules = load_rules()
    if body not in rules.bodies:
        raise ConfigError(f"--body {body}: say one of {', '.join(rules.order)}")
    with reading(context.engine) as conn:
        tables = season_tables(conn, context.corrections)
    from tracker.judge.expectation.evaluation import evaluate

    with progress(f"{body}: learning without each season") as advance:
        done: list[int] = []

        def learnt(season: int) -> None:
            done.append(season)
            advance(len(done), len(wanted), f"{body}: without the films of {season}")

        found = evaluate(tables, body, wanted, rules, learnt)
    if found.films.empty:
        raise InputError(
            f"{body}, films of {seasons}: no season with a complete list, precursors' lists before it and enough "
            "other seasons to learn from; `snubs import nominations` or `snubs crawl` brings them"
        )
    written = None if out is None else write(found, out, body)
    emit_json(as_document(found, body)) if as_json else _show(found, body, written)
    return int(Exit.DONE)


def as_document(found: "Evaluation", body: str) -> dict[str, Any]:
    """The figures as one JSON document."""
    return {
        "body": body,
        "film_years": [int(year) for year in sorted(found.films["film_year"].unique())],
        "films_left_out": found.left_out,
        "groups": records(found.figures),
        "whole_films": _whole(found),
        "reliability": records(found.reliability),
    }


def _whole(found: "Evaluation") -> dict[str, object]:
    """Figures of films as a whole, nominated for anything or not."""
    from tracker.judge.expectation import scoring
    from tracker.judge.expectation.evaluation import MODELS

    won = found.whole["won"].to_numpy(dtype=float)
    figures: dict[str, object] = {"films": len(won), "nominated": int(won.sum())}
    for name in MODELS if len(won) else ():
        p = found.whole[name].to_numpy(dtype=float)
        figures |= {f"log_loss_{name}": scoring.log_loss(won, p), f"brier_{name}": scoring.brier(won, p)}
        figures[f"calibration_error_{name}"] = scoring.calibration_error(won, p)
    return figures


def write(found: "Evaluation", folder: Path, body: str) -> Path:
    """Write the figures, the reliability of both models, every film's probabilities and the plot; gives the folder.

    Raises:
        OutputError: the folder cannot be written.
    """
    from tracker.export.folder import publish
    from tracker.report.reliability import svg

    def fill(place: Path) -> None:
        for name, frame in (("figures", found.figures), ("reliability", found.reliability), ("films", found.films)):
            frame.to_csv(place / f"{name}.csv", index=False, float_format="%.6g", lineterminator="\r\n")
        found.whole.to_csv(place / "whole_films.csv", index=False, float_format="%.6g", lineterminator="\r\n")
        (place / "reliability.svg").write_text(svg(records(found.reliability), body), encoding="utf-8")

    return publish(folder, fill)


def _show(found: "Evaluation", body: str, written: Path | None) -> None:
    from tracker.judge.expectation.evaluation import heading

    years = found.films["film_year"]
    say(f"{body}, films of {years.min()} to {years.max()}, each season judged by what the others teach")
    show_table(
        "Per film and category",
        ("group", "films", "nominated", "log loss", "(table)", "Brier", "(table)", "calibration", "(table)"),
        [_losses(heading(str(row["group"])), row) for row in records(found.figures)]
        + [_losses("whole films", _whole(found))],
    )
    show_table(
        "Slots named correctly",
        (
            "group",
            "regression",
            "base-rate table",
            "precursors counted",
            "Metascore",
            "open: regression",
            "open: table",
        ),
        [_ranked(heading(str(row["group"])), row) for row in records(found.figures)],
    )
    first = records(found.figures)[0]
    better = 1.0 - float(str(first["log_loss_model"])) / float(str(first["log_loss_table"]))
    say(f"log loss {abs(better):.1%} {'below' if better >= 0 else 'above'} the base-rate table's")
    if found.left_out:
        say(f"{found.left_out} films of these fields left out: one of the two models says nothing of them")
    _plot(records(found.reliability))
    if written is not None:
        say(f"written to {written}")


def _losses(name: str, row: dict[str, object]) -> Sequence[object]:
    kinds = ("log_loss", "brier", "calibration_error")
    figures = [row.get(f"{kind}_{model}") for kind in kinds for model in ("model", "table")]
    return (name, row["films"], row["nominated"], *(_number(value) for value in figures))


def _ranked(name: str, row: dict[str, object]) -> Sequence[object]:
    columns = (
        "slots_model",
        "slots_table",
        "slots_precursors",
        "slots_metascore",
        "open_slots_model",
        "open_slots_table",
    )
    return (name, *(_number(row[column]) for column in columns))


def _number(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else ""


def _plot(bins: list[dict[str, object]]) -> None:
    """How often films of a class were nominated: a bar, with a mark where the regression had said."""
    say("Reliability of the regression: share nominated (bar) against what was said (|)")
    for row in bins:
        if row["model"] != "model":
            continue
        said, seen = float(str(row["said"])), float(str(row["seen"]))
        bar = list("█" * round(seen * _BAR) + " " * (_BAR - round(seen * _BAR)))
        bar[min(_BAR - 1, round(said * _BAR))] = "|"
        reach = f"{float(str(row['from'])):.0%} to {float(str(row['to'])):.0%}"
        say(f"  {reach:>12} {''.join(bar)} said {said:.2f}, seen {seen:.2f}, {row['films']} films")
