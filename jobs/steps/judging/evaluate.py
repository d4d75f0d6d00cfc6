"""How good E was, one season left out at a time."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jobs.context import Context
from jobs.steps.judging.judge import season_tables
from jobs.steps.judging.rows import records
from tracker.domain.errors import ConfigError, InputError
from tracker.domain.rules import load_rules
from tracker.store.engine import reading

if TYPE_CHECKING:
    import pandas as pd

    from tracker.judge.expectation.evaluation import Evaluation


def evaluate_body(context: Context, body: str, seasons: Sequence[int]) -> "Evaluation":
    """Each season judged by what the others teach, against what was then nominated.

    Raises:
        ConfigError: no such body is judged.
        InputError: nothing at hand to learn from.
    """
    rules = load_rules()
    if body not in rules.bodies:
        raise ConfigError(f"--body {body}: say one of {', '.join(rules.order)}")
    with reading(context.engine) as conn:
        tables = season_tables(conn, context.corrections)
    from tracker.judge.expectation.evaluation import evaluate

    with context.progress(f"{body}: learning without each season") as advance:
        done: list[int] = []

        def learnt(season: int) -> None:
            done.append(season)
            advance(len(done), len(seasons), f"{body}: without the films of {season}")

        evaluation = evaluate(tables, body, seasons, rules, learnt)
    if evaluation.films.empty:
        years = str(seasons[0]) if len(seasons) == 1 else f"{seasons[0]}..{seasons[-1]}"
        raise InputError(
            f"{body}, films of {years}: no season with a complete list, precursors' lists before "
            "it and enough other seasons to learn from; `snubs import nominations` or `snubs crawl` brings them"
        )
    return evaluation


def as_document(evaluation: "Evaluation", body: str) -> dict[str, Any]:
    """The figures as one JSON document."""
    return {
        "body": body,
        "film_years": [int(year) for year in sorted(evaluation.films["film_year"].unique())],
        "films_left_out": evaluation.left_out,
        "groups": records(evaluation.figures),
        "whole_films": whole_films(evaluation),
        "reliability": records(evaluation.reliability),
    }


def whole_films(evaluation: "Evaluation") -> dict[str, object]:
    """Figures of films as a whole, nominated for anything or not."""
    from tracker.judge.expectation import scoring
    from tracker.judge.expectation.evaluation import MODELS

    won = evaluation.whole["won"].to_numpy(dtype=float)
    figures: dict[str, object] = {"films": len(won), "nominated": int(won.sum())}
    for name in MODELS if len(won) else ():
        p = evaluation.whole[name].to_numpy(dtype=float)
        figures |= {f"log_loss_{name}": scoring.log_loss(won, p), f"brier_{name}": scoring.brier(won, p)}
        figures[f"calibration_error_{name}"] = scoring.calibration_error(won, p)
    return figures


def write(evaluation: "Evaluation", folder: Path, body: str) -> Path:
    """Write the figures, the reliability of both models, every film's probabilities and the plot; gives the folder.

    Raises:
        OutputError: the folder cannot be written.
    """
    from tracker.export.folder import publish
    from tracker.report.reliability import svg

    def fill(place: Path) -> None:
        for name in ("figures", "reliability", "films"):
            frame: pd.DataFrame = getattr(evaluation, name)
            frame.to_csv(place / f"{name}.csv", index=False, float_format="%.6g", lineterminator="\r\n")
        evaluation.whole.to_csv(place / "whole_films.csv", index=False, float_format="%.6g", lineterminator="\r\n")
        (place / "reliability.svg").write_text(svg(records(evaluation.reliability), body), encoding="utf-8")

    return publish(folder, fill)
