"""Judging and reporting the bundled season, for information."""

import os
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.measure import Result, cpu_seconds
from jobs.context import Context
from jobs.steps.collecting.collect import asks_for, collect
from jobs.steps.judging.judge import judge_seasons, season_tables
from jobs.steps.publishing.publish import report_season
from tracker.config import Settings
from tracker.store.engine import reading


def measure(rounds: int) -> list[Result]:
    """One season, from an empty database to its folder; nothing that the environment sets is touched."""
    for name in [name for name in os.environ if name.startswith("SNUBS_")]:
        del os.environ[name]
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(offline=True, data_dir=Path(folder) / "data", output_dir=Path(folder) / "out")
        context = Context(settings)
        asks = asks_for(context, list(context.sources), season=context.season)
        taken = cpu_seconds(lambda: collect(context, asks))
        judged = median(cpu_seconds(lambda: _judge(context)) for _ in range(rounds))
        reported = median(cpu_seconds(lambda: report_season(context, context.season, None)) for _ in range(rounds))
    return [
        Result("take in the bundled season (the crawl itself is a child process)", "s CPU", taken, ""),
        Result("judge the bundled season", "s CPU", judged, "", rounds=rounds),
        Result("judge it, keep the verdicts, write report and tables", "s CPU", reported, "", rounds=rounds),
    ]


def _judge(context: Context) -> None:
    with reading(context.engine) as conn:
        tables = season_tables(conn, context.corrections)
    judge_seasons(context, tables, [context.season])
