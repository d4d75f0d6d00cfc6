"""Judging all seasons of both main bodies: time and memory by number of seasons, together and one after the other.

python -m benchmarks.judging [DATABASE]

DATABASE is the tracker's SQLite file; without one, made-up seasons of the size of real ones are judged. Every figure
comes from a process of its own.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import jobs.cli.main  # isort: skip - first: it says how numpy shall start
import numpy as np
import pandas as pd

from benchmarks.measure import Result
from benchmarks.misses import tables_of
from tracker.config import Thresholds
from tracker.domain.rules import RuleBook, load_rules
from tracker.identity.resolve import with_keys
from tracker.judge.material.tables import SeasonTables, build
from tracker.judge.season import judge_seasons

FIRST, SEASONS = 1986, 40
SIZES = (5, 10, 20, SEASONS)
FILMS, BODIES = 300, {"oscars": 1927, "baftas": 1946, "golden_globes": 1942, "critics_choice": 1994, "bifa": 1997}
"""Films a season, and what to subtract from a film year for a ceremony's number."""
CATEGORIES = (
    *("picture", "director", "lead_actor", "lead_actress", "supporting_actor", "supporting_actress"),
    *("original_screenplay", "adapted_screenplay", "cinematography", "film_editing", "original_score", "sound"),
)
FIELD = 5


def made_up(seasons: int, seed: int = 1) -> SeasonTables:
    """Seasons without any real film: five lists a season, scores, critics' tallies and releases."""
    rng = np.random.default_rng(seed)
    page = {"source": "made", "tier": 2, "origin": "supplied", "source_url": "https://example.org", "cites": [()]}
    parts: dict[str, list[pd.DataFrame]] = {}

    def add(name: str, frame: pd.DataFrame) -> None:
        cites = {"cites": [()] * len(frame)}
        ids = [f"{name}{len(parts.get(name, []))}-{i}" for i in range(len(frame))]
        parts.setdefault(name, []).append(
            frame.assign(**(page | cites), **({} if "statement" in frame else {"statement": ids}))
        )

    for year in range(FIRST, FIRST + seasons):
        qids = np.array([f"Q{year}{i:04d}" for i in range(FILMS)])
        add(
            "films",
            pd.DataFrame({"qid": qids, "title": [f"Film {q}" for q in qids], "year": year, "work_kind": "feature"}),
        )
        for country in ("United States", "United Kingdom"):
            add("releases", pd.DataFrame({"qid": qids, "country": country, "date": f"{year}-10-01"}))
        add("scores", pd.DataFrame({"qid": qids, "measure": "metascore", "value": rng.integers(20, 99, FILMS)}))
        add(
            "top_tens",
            pd.DataFrame({"qid": qids[:80], "title": "x", "film_year": year, "lists": range(80, 0, -1), "of": 100}),
        )
        for body, less in BODIES.items():
            at = {"body": body, "ceremony": year - less, "ceremony_year": year + 1, "film_year": year}
            day = f"{year + 1}-01-{10 if body not in ('oscars', 'baftas') else 20}"
            add(
                "lists",
                pd.DataFrame(
                    [at | {"kind": "nominations", "state": "fit", "as_of": "2026-01-01", "announced_on": day}]
                ),
            )
            for category in CATEGORIES:
                films = rng.choice(60, FIELD, replace=False)
                ids = [f"{body}-{year}-{category}-{i}" for i in range(FIELD)]
                entry = at | {"category": category, "category_as_printed": category, "result": "nominated"}
                add("nominations", pd.DataFrame([entry | {"statement": one, "official": True} for one in ids]))
                add(
                    "works",
                    pd.DataFrame({"statement": ids, "title": [f"Film {q}" for q in qids[films]], "qid": qids[films]}),
                )
                names = [f"Person {category} {qids[film]}" for film in films]
                add("credits", pd.DataFrame({"statement": ids, "position": 0, "name": names}))
    return build(with_keys({name: pd.concat(frames, ignore_index=True) for name, frames in parts.items()}))


def both_bodies() -> RuleBook:
    """The rules of the two main bodies alone."""
    rules = load_rules()
    return rules.model_copy(update={"bodies": {b: rule for b, rule in rules.bodies.items() if rule.main}})


def timed(database: Path | None, seasons: int, together: bool) -> dict[str, float]:
    """Processor seconds, verdicts and greatest memory of judging the newest seasons, in this process."""
    jobs.cli.main.collect_rarely()
    tables = tables_of(database) if database else made_up(seasons)
    known = sorted(tables.nominations["film_year"].dropna().astype(int).unique())[-seasons:]
    given = {"rules": both_bodies(), "thresholds": Thresholds(), "as_of": date(2026, 1, 1)}
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    batches = [known] if together else [[season] for season in known]
    n = sum(len(one.verdicts) for batch in batches for one in judge_seasons(tables, seasons=batch, **given))
    return {
        "seasons": len(known),
        "verdicts": n,
        "cpu_seconds": time.process_time() - start,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "mib_before": before / 1024,
    }


def apart(database: Path | None, seasons: int, together: bool) -> dict[str, float]:
    """`timed` in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.judging", *([str(database)] if database else [])]
    command += ["--timed", str(seasons), *([] if together else ["--one-by-one"])]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def measure(rounds: int, database: Path | None = None) -> list[Result]:
    """Ten seasons together beside one after the other; then all of them, for information."""
    del rounds
    ten, alone = apart(database, 10, True), apart(database, 10, False)
    results = [
        Result(
            "judge ten seasons of both main bodies", "s CPU", ten["cpu_seconds"], "one after the other",
            alone["cpu_seconds"], ten["cpu_seconds"] / alone["cpu_seconds"], 1.0,
        )
    ]  # fmt: skip
    for size in SIZES:
        found = apart(database, size, True)
        what = f"judge {found['seasons']:.0f} seasons, {found['verdicts']:.0f} verdicts, {found['peak_mib']:.0f} MiB"
        results.append(Result(what, "s CPU", found["cpu_seconds"], ""))
    return results


def main() -> None:
    """Prints a line a figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", type=Path, nargs="?")
    parser.add_argument("--timed", type=int)
    parser.add_argument("--one-by-one", action="store_true")
    given = parser.parse_args()
    if given.timed:
        print(json.dumps(timed(given.database, given.timed, not given.one_by_one)))
        return
    for one in measure(1, given.database):
        beside = f"; {one.beside} {one.theirs:.2f}; ratio {one.ratio:.2f}" if one.theirs is not None else ""
        print(f"{one.what}: {one.ours:.2f} {one.unit}{beside}")


if __name__ == "__main__":
    main()
