"""How long `snubs --help` takes beside an interpreter that does nothing."""

import sys
from pathlib import Path

from benchmarks.measure import Result, SkippedError, child_cpu_seconds, side_by_side, wall_seconds

BAR = 6.0
FEWEST = 15
"""Rounds; each takes a fraction of a second."""


def measure(rounds: int) -> list[Result]:
    """Elapsed and processor time."""
    command = Path(sys.executable).with_name("snubs")
    if not command.exists():
        raise SkippedError(f"needs the installed command; {command.name} is not beside {Path(sys.executable).name}")
    ours, theirs = [str(command), "--help"], [sys.executable, "-c", "pass"]
    return [
        side_by_side(
            "snubs --help",
            lambda: clock(ours),  # noqa: B023 - called in the same turn
            "python -c pass",
            lambda: clock(theirs),  # noqa: B023
            rounds=max(rounds, FEWEST),
            bar=BAR,
            unit=unit,
        )
        for clock, unit in ((wall_seconds, "s"), (child_cpu_seconds, "s CPU"))
    ]
