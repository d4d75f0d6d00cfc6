"""The bundled season from its statements to its folder, and editions of made-up seasons, each beside a smaller step.

python -m benchmarks.season SEASONS prints the figures of an edition of so many, from a process of its own.
"""

import csv
import json
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from sqlalchemy import Engine

from benchmarks.measure import Result, Scale, child_peak_mib, compared, cpu_seconds, in_a_child, place, side_by_side
from jobs.cli.main import collect_rarely, run_command
from jobs.context import Context
from jobs.steps.collecting.collect import asks_for, collect
from jobs.steps.editions.current import current
from jobs.steps.judging.judge import judge_seasons, season_tables, stored_frames
from jobs.steps.publishing.publish import report_season
from tracker.config import load_settings
from tracker.store.engine import reading

CASE = "season"
JUDGING_BAR = 17.0
REPORTING_BAR = 1.5
SIZES, SMALL = (10, 20), (2, 2)
"""Seasons of the editions."""
HOLDING_BAR, CHANGED_BAR, GROWTH_BAR, MEMORY_BAR = 0.05, 0.2, 1.3, 1.6
"""An edition that holds, and one of which a season changed, to one made anew; of the most seasons, the time of each to
that of the fewest, and the memory."""
FILMS, BODIES = 60, ("oscars", "baftas", "golden_globes", "critics_choice")
AWARDS = ("picture", "director", "lead_actor", "lead_actress", "original_screenplay", "cinematography", "film_editing")
FIELD = 5


def measure(scale: Scale) -> list[Result]:
    """Judging beside reading the statements; the report with its tables beside judging."""
    collect_rarely()  # as the command does
    with place():
        context = Context(load_settings(None))
        asks = asks_for(context, list(context.sources), seasons=[context.season])
        ingested = cpu_seconds(lambda: collect(context, asks))
        results = [
            Result(CASE, "take in the bundled season; its crawl is a child process", "s CPU", ingested, ""),
            side_by_side(
                CASE, "find its films and judge it", lambda: cpu_seconds(lambda: _judge(context)),
                "reading its statements", lambda: cpu_seconds(lambda: _read(context.engine)),
                rounds=scale.rounds, bar=JUDGING_BAR,
            ),
            side_by_side(
                CASE, "write report and tables from its edition",
                lambda: cpu_seconds(lambda: report_season(context, context.season, None)),
                "judging it", lambda: cpu_seconds(lambda: _judge(context)), rounds=scale.rounds, bar=REPORTING_BAR,
            ),
        ]  # fmt: skip
        context.close()
    return [*results, *_editions(SMALL if scale.small else SIZES)]


def _editions(sizes: tuple[int, int]) -> list[Result]:
    """An edition anew, while nothing changed, and after one season changed; how time and memory grow."""
    editions = {size: in_a_child("benchmarks.season", str(size)) for size in dict.fromkeys(sizes)}
    few, many = (editions[size] for size in sizes)
    what = f"edition of {sizes[1]} seasons"
    return [
        Result(CASE, f"{what}, {many['verdicts']:.0f} verdicts, anew", "s CPU", many["anew"], ""),
        compared(CASE, f"{what} while nothing changed", many["holding"], "anew", many["anew"], bar=HOLDING_BAR),
        compared(CASE, f"{what} after one season changed", many["changed"], "anew", many["anew"], bar=CHANGED_BAR),
        compared(CASE, f"a season of an edition of {sizes[1]}", many["anew"] / sizes[1], f"of {sizes[0]}",
                 few["anew"] / sizes[0], bar=GROWTH_BAR),
        compared(CASE, f"{what}, memory", many["mib"], f"of {sizes[0]}", few["mib"], bar=MEMORY_BAR, unit="MiB"),
    ]  # fmt: skip


def _figures(seasons: int) -> dict[str, float]:
    """Processor seconds, verdicts and greatest memory (MiB) of editions of made-up seasons, in this process."""
    collect_rarely()
    years = range(2024 - seasons, 2024)
    with place() as folder:
        _bring(folder, "nominations", (row for year in years for row in _lists(year)))
        _bring(folder, "films", (_film(year, film) | {"year": year} for year in years for film in range(FILMS)))
        _bring(folder, "scores", _scores(years[:-1]))
        _bring(folder, "scores", _scores(years[-1:]), "late_scores")
        anew = cpu_seconds(lambda: _run("edition"))
        holding = cpu_seconds(lambda: _run("edition"))
        _bring(folder, "scores", _scores(years[-1:], 1), "late_scores")
        renewal = cpu_seconds(lambda: _run("edition"))
        mib = child_peak_mib([sys.executable, "-m", "jobs.cli.main", "edition", "--refit"])
        context = Context.load(None)
        verdicts = sum(row["verdicts"] for row in current(context).seasons.values())
        context.close()
    return {"anew": anew, "holding": holding, "changed": renewal, "mib": mib, "verdicts": verdicts}


def _film(year: int, film: int) -> dict[str, object]:
    return {"title": f"Film {year} {film}", "qid": f"Q{year}{film:04}"}


def _lists(year: int) -> Iterator[dict[str, object]]:
    for step, body in enumerate(BODIES):
        for place_, award in enumerate(AWARDS):
            for n in range(FIELD):
                film = (place_ + n * (step + 1)) % FILMS
                people = "" if award == "picture" else f"Person {year} {film} {award}"
                yield _film(year, film) | {"body": body, "film_year": year, "category": award, "people": people}


def _scores(years: range, more: int = 0) -> Iterator[dict[str, object]]:
    for year in years:
        for film in range(FILMS):
            yield _film(year, film) | {"film_year": year, "metascore": 30 + film + more}


def _bring(folder: Path, kind: str, rows: Iterator[dict[str, object]], name: str = "") -> None:
    """Import rows from a file: each cites its file's hash, so what is to change alone needs a file of its own."""
    first, *rest = rows
    path = folder / f"{name or kind}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(first))
        writer.writeheader()
        writer.writerows([first, *rest])
    _run("import", kind, str(path), "--as-of", "2023-12-31", "--tier", "2", "--name", path.stem)


def _run(*command: str) -> None:
    with redirect_stdout(StringIO()):
        assert run_command(list(command)) == 0, command


def _read(engine: Engine) -> None:
    with reading(engine) as conn:
        stored_frames(conn)


def _judge(context: Context) -> None:
    with reading(context.engine) as conn:
        tables = season_tables(conn, context.corrections)
    judge_seasons(context, tables, [context.season])


if __name__ == "__main__":
    print(json.dumps(_figures(int(sys.argv[1]))))
