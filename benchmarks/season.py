"""The bundled season from its statements to its folder, each step beside the step before it."""

from sqlalchemy import Engine

from benchmarks.measure import Result, Scale, cpu_seconds, place, side_by_side
from jobs.context import Context
from jobs.steps.collecting.collect import asks_for, collect
from jobs.steps.judging.judge import judge_seasons, season_tables, stored_frames
from jobs.steps.publishing.publish import report_season
from tracker.config import load_settings
from tracker.store.engine import reading

CASE = "season"
JUDGING_BAR = 17.0
REPORTING_BAR = 3.5


def measure(scale: Scale) -> list[Result]:
    """Judging beside reading the statements; the report with its tables beside judging."""
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
                CASE, "judge it, keep the verdicts, write report and tables",
                lambda: cpu_seconds(lambda: report_season(context, context.season, None)),
                "judging it", lambda: cpu_seconds(lambda: _judge(context)), rounds=scale.rounds, bar=REPORTING_BAR,
            ),
        ]  # fmt: skip
        context.close()
    return results


def _read(engine: Engine) -> None:
    with reading(engine) as conn:
        stored_frames(conn)


def _judge(context: Context) -> None:
    with reading(context.engine) as conn:
        tables = season_tables(conn, context.corrections)
    judge_seasons(context, tables, [context.season])
