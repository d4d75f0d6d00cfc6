"""Measurements, each beside an alternative in the same run: python -m benchmarks [NAME ...] [--rounds N] [--json].

Exit 1 when a figure is over its bar. What needs files that are not here is left out with the reason.
"""

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module

from benchmarks.measure import Result, SkippedError

NAMES = ("starting", "reading", "season", "identity", "mentions")


def _measured(name: str, rounds: int) -> list[Result]:
    measure: Callable[[int], list[Result]] = import_module(f"benchmarks.{name}").measure
    return measure(rounds)


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}" if value < 0.1 else f"{value:.3f}"


def _show(results: list[Result], skipped: dict[str, str]) -> None:
    from jobs.cli.console import say, show_table

    columns = ("what", "unit", "ours", "beside", "theirs", "ratio", "bar", "", "rounds")
    rows = [
        (r.what, r.unit, _figure(r.ours), r.beside, _figure(r.theirs), _figure(r.ratio), r.bar, r.verdict, r.rounds)
        for r in results
    ]
    show_table(f"Benchmarks: Python {platform.python_version()}, {os.cpu_count()} cores", columns, rows)
    for name, reason in skipped.items():
        say(f"{name}: left out: {reason}")


def main() -> int:
    """Prints the table, or one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}; default: all")
    parser.add_argument("--rounds", type=int, default=5, help="turns; the medians are shown (default: 5)")
    parser.add_argument("--json", action="store_true", help="one JSON document on standard output")
    options = parser.parse_args()
    if unknown := set(options.names) - set(NAMES):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    results: list[Result] = []
    skipped: dict[str, str] = {}
    for name in options.names or NAMES:
        print(f"measuring {name} ...", file=sys.stderr)
        try:
            results += _measured(name, max(1, options.rounds))
        except SkippedError as reason:
            skipped[name] = str(reason)
    if options.json:
        document = {
            "python": platform.python_version(),
            "cores": os.cpu_count(),
            "results": [asdict(result) | {"verdict": result.verdict} for result in results],
            "skipped": skipped,
        }
        print(json.dumps(document, indent=2))
    else:
        _show(results, skipped)
    return int(any(result.verdict == "OVER" for result in results))


if __name__ == "__main__":
    sys.exit(main())
