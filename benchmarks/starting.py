"""How long small commands take, beside an interpreter that does no more than it must for them."""

import sys
from pathlib import Path

from benchmarks.measure import Result, Scale, SkippedError, child_cpu_seconds, place, side_by_side, wall_seconds
from jobs.context import Context

CASE = "starting"
HELP_BAR = 1.3
SMALL_BAR = 1.4
FEWEST = 15
"""Rounds; each takes a fraction of a second."""
LIBRARIES = "import pydantic, rich.table, sqlalchemy, typer, yaml"
"""What a command that reads settings and database and prints a table cannot do without."""
PIP_SCRIPT = "import re, sys"
"""What the console script that pip writes does before it calls anything of ours."""


def measure(scale: Scale) -> list[Result]:
    """`--help` beside a console script that does nothing; `status` and `sources` beside their libraries."""
    command = Path(sys.executable).with_name("snubs")
    if not command.exists():
        raise SkippedError(f"needs the installed command; {command.name} is not beside {Path(sys.executable).name}")
    rounds = 1 if scale.small else max(scale.rounds, FEWEST)
    ours, theirs = [str(command), "--help"], [sys.executable, "-c", PIP_SCRIPT]
    beside = f"python -c '{PIP_SCRIPT}'"
    results = [
        side_by_side(
            CASE, "snubs --help, elapsed", lambda: wall_seconds(ours), beside, lambda: wall_seconds(theirs),
            rounds=rounds, bar=HELP_BAR, unit="s",
        ),
        side_by_side(
            CASE, "snubs --help", lambda: child_cpu_seconds(ours), beside, lambda: child_cpu_seconds(theirs),
            rounds=rounds, bar=HELP_BAR,
        ),
    ]  # fmt: skip
    with place():
        Context.load(None).engine.dispose()  # makes the empty database
        results += [_beside_libraries(command, name, rounds) for name in ("status", "sources")]
    return results


def _beside_libraries(command: Path, name: str, rounds: int) -> Result:
    return side_by_side(
        CASE, f"snubs {name}", lambda: child_cpu_seconds([str(command), name]), "importing its libraries",
        lambda: child_cpu_seconds([sys.executable, "-c", LIBRARIES]), rounds=rounds, bar=SMALL_BAR,
    )  # fmt: skip
