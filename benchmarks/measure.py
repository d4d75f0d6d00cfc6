"""How things are measured: beside an alternative, in the same run, turn by turn, as medians."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

SHARED = Path(__file__).resolve().parents[2] / "shared"
"""Real pages and records, beside the checkout; not every machine has them."""


class SkippedError(Exception):
    """What a measurement needs is not here; the message says what."""


@dataclass(frozen=True)
class Scale:
    """How much is measured."""

    rounds: int = 5
    """Turns, of which the medians are shown."""
    small: bool = False
    """Only enough to see that each case runs; the figures mean nothing then, and no bar counts."""


@dataclass(frozen=True)
class Result:
    """One line of the table."""

    case: str
    what: str
    unit: str
    ours: float
    beside: str
    """What it is measured against; empty where a figure is for information alone."""
    theirs: float | None = None
    ratio: float | None = None
    """Ours to theirs: the median of the rounds' own ratios."""
    bar: float | None = None
    """The greatest ratio that is good enough."""
    rounds: int = 1

    @property
    def verdict(self) -> str:
        """`within`, `OVER` or nothing."""
        if self.bar is None or self.ratio is None:
            return ""
        return "within" if self.ratio <= self.bar else "OVER"


def side_by_side(
    case: str,
    what: str,
    ours: Callable[[], float],
    beside: str,
    theirs: Callable[[], float],
    *,
    rounds: int,
    bar: float | None = None,
    unit: str = "s CPU",
) -> Result:
    """Both in turns, so that a busy machine slows both; each callable gives the seconds that it took."""
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    return Result(
        case,
        what,
        unit,
        median(mine for mine, _ in pairs),
        beside,
        median(other for _, other in pairs),
        median(mine / other for mine, other in pairs),
        bar,
        rounds,
    )


def compared(
    case: str, what: str, ours: float, beside: str, theirs: float, *, bar: float, unit: str = "s CPU"
) -> Result:
    """Two figures that were measured once each."""
    return Result(case, what, unit, ours, beside, theirs, ours / theirs if theirs else None, bar)


@contextmanager
def place() -> Iterator[Path]:
    """A folder for data and output on the bundled archive, whatever the environment says; gone afterwards."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("SNUBS_")}
    with tempfile.TemporaryDirectory() as folder:
        mine = {"SNUBS_DATA_DIR": f"{folder}/data", "SNUBS_OUTPUT_DIR": f"{folder}/out", "SNUBS_OFFLINE": "1"}
        with patch.dict(os.environ, others | mine, clear=True):
            yield Path(folder)


def cpu_seconds(work: Callable[[], object]) -> float:
    """Processor time of this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def wall_seconds(command: Sequence[str]) -> float:
    """From start to end of a program whose output is thrown away."""
    start = time.perf_counter()
    _run(command)
    return time.perf_counter() - start


def child_cpu_seconds(command: Sequence[str], status: int = 0) -> float:
    """Processor time of a program that ends with `status`; other programs on the machine do not lengthen it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    _run(command, status)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _run(command: Sequence[str], expected: int = 0) -> None:
    # Leaner than subprocess, whose own time would be part of a figure of some twenty milliseconds.
    quiet = os.open(os.devnull, os.O_WRONLY)
    try:
        silent = [(os.POSIX_SPAWN_DUP2, quiet, stream) for stream in ((1, 2) if expected else (1,))]
        child = os.posix_spawn(command[0], list(command), os.environ, file_actions=silent)
    finally:
        os.close(quiet)
    _, status = os.waitpid(child, 0)
    if (code := os.waitstatus_to_exitcode(status)) != expected:
        raise subprocess.CalledProcessError(code, command)


def in_a_child(module: str, *arguments: str) -> dict[str, float]:
    """What `python -m MODULE ARGUMENTS` prints as JSON: a process of its own has memory of its own."""
    command = [sys.executable, "-m", module, *arguments]
    answer: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return answer


def peak_mib() -> float:
    """Greatest resident memory of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


_PEAK = (
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], capture_output=True); "
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)


def child_peak_mib(command: Sequence[str]) -> float:
    """Greatest memory of a program, started from a small process, whose own memory would count otherwise."""
    process = subprocess.run([sys.executable, "-c", _PEAK, *command], check=True, capture_output=True, text=True)
    return int(process.stdout) / 1024
