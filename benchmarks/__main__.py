"""Measurements, each beside an alternative in the same run: python -m benchmarks [CASE ...] [--rounds N] [--json].

Exit 1 when a figure is over its bar. What needs files that are not here is left out with the reason. `--document`
writes the table of docs/benchmarks.md from a file that `--json` wrote.
"""

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import judging, matching, prose, questions, reading, season, starting
from benchmarks.document import write_table
from benchmarks.measure import Result, Scale, SkippedError
from benchmarks.registry import bar

CASES: dict[str, Callable[[Scale], list[Result]]] = {
    "starting": starting.measure,
    "questions": questions.measure,
    "reading": reading.measure,
    "season": season.measure,
    "judging": judging.measure,
    "matching": matching.measure,
    "prose": prose.measure,
    "registry": bar.measure,
}


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


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="*", metavar="CASE", help=f"of {', '.join(CASES)}; default: all")
    parser.add_argument("--rounds", type=int, default=5, help="turns; the medians are shown (default: 5)")
    parser.add_argument("--small", action="store_true", help="every case at a small size, once, without its bar")
    parser.add_argument("--json", action="store_true", help="one JSON document on standard output")
    parser.add_argument("--document", type=Path, metavar="FILE", help="write docs/benchmarks.md from a JSON document")
    options = parser.parse_args()
    if unknown := set(options.cases) - set(CASES):
        parser.error(f"there is no case {', '.join(sorted(unknown))}; there are {', '.join(CASES)}")
    return options


def main() -> int:
    """Prints the table, or one JSON document."""
    options = _options()
    if options.document:
        write_table(json.loads(options.document.read_text(encoding="utf-8")))
        return 0
    scale = Scale(1, small=True) if options.small else Scale(max(1, options.rounds))
    results: list[Result] = []
    skipped: dict[str, str] = {}
    for name in options.cases or CASES:
        print(f"measuring {name} ...", file=sys.stderr)
        try:
            results += CASES[name](scale)
        except SkippedError as reason:
            skipped[name] = str(reason)
    if options.json:
        document = {
            "measured_on": datetime.now(UTC).date().isoformat(),
            "python": platform.python_version(),
            "cores": os.cpu_count(),
            "results": [asdict(result) | {"verdict": result.verdict} for result in results],
            "skipped": skipped,
        }
        print(json.dumps(document, indent=1))
    else:
        _show(results, skipped)
    return int(not scale.small and any(result.verdict == "OVER" for result in results))


if __name__ == "__main__":
    sys.exit(main())
