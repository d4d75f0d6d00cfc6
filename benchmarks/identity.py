"""The scored matcher beside simpler ways, on the film-identity benchmark; `benchmarks.matching` has more of it."""

import sys

from benchmarks import matching
from benchmarks.fit_matching import BENCHMARK
from benchmarks.measure import Result, SkippedError

QUICK = 100_000
"""Films of the made-up registry; `python -m benchmarks.matching speed` goes to a million."""


def measure(_rounds: int) -> list[Result]:
    """F1 of all lines, the scored matcher against each other way, and its speed on a made-up registry."""
    if not BENCHMARK.is_dir():
        raise SkippedError("needs the film-identity benchmark in ../shared/truth/matching")
    table = matching.quality(BENCHMARK, sys.executable)
    figures = table[table["subset"] == "all"].set_index("way")["f1"]
    ours = float(figures.pop("scored matcher"))
    quality = [
        Result("films found for printed lines", "F1", ours, str(way), float(f1), ours / float(f1))
        for way, f1 in figures.items()
    ]
    speed = matching.timed(QUICK, QUICK)
    return [*quality, Result(f"match {QUICK:,} lines against {QUICK:,} films", "s CPU", speed["cpu_seconds"], "")]
