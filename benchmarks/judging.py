"""Judging all seasons of both main bodies: time and memory by number of seasons, together and one after the other.

python -m benchmarks.judging [DATABASE]

DATABASE is the tracker's SQLite file; without one, made-up seasons of the size of real ones are judged. Every figure
comes from a process of its own.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import jobs.cli.main  # isort: skip - first: it says how numpy shall start
import numpy as np
import pandas as pd

from benchmarks.measure import Result, Scale, compared, cpu_seconds, in_a_child, peak_mib, side_by_side
from benchmarks.misses import tables_of
from tracker.config import Thresholds
from tracker.domain.facts.frames import FRAMES
from tracker.domain.rules import RuleBook, load_rules
from tracker.frames import typed
from tracker.identity.resolve import with_keys
from tracker.judge.material.tables import SeasonTables, build
from tracker.judge.season import judge_seasons

CASE = "judging"
FIRST, SIZES = 1986, (10, 20, 40)
SMALL = (1, 1)
FIVE_BAR, TOGETHER_BAR, GROWTH_BAR, MEMORY_BAR = 0.95, 0.65, 1.5, 2.0
"""Five films to all of a season; together to one by one; of the most seasons, the time of each to that of the fewest;
their memory to that of half."""
FILMS, BODIES = 300, {"oscars": 1927, "baftas": 1946, "golden_globes": 1942, "critics_choice": 1994, "bifa": 1997}
"""Films a season, and what to subtract from a film year for a ceremony's number."""
CATEGORIES = (
    *("picture", "director", "lead_actor", "lead_actress", "supporting_actor", "supporting_actress"),
    *("original_screenplay", "adapted_screenplay", "cinematography", "film_editing", "original_score", "sound"),
)
FIELD = 5


def _season(year: int, rng: np.random.Generator, films: int) -> Iterator[tuple[str, pd.DataFrame]]:
    """The frames of one season, in parts: films, dates, scores, tallies, and five lists."""
    qids = np.array([f"Q{year}{i:04d}" for i in range(films)])
    titles = [f"{qid} and More" for qid in qids]  # of a first word each: titles that begin alike are compared in pairs
    yield "films", pd.DataFrame({"qid": qids, "title": titles, "year": year, "work_kind": "feature"})
    for country in ("United States", "United Kingdom"):
        yield "releases", pd.DataFrame({"qid": qids, "country": country, "date": f"{year}-10-01"})
    yield "scores", pd.DataFrame({"qid": qids, "measure": "metascore", "value": rng.integers(20, 99, films)})
    tallied = min(80, films)
    tally = {
        "qid": qids[:tallied],
        "title": titles[:tallied],
        "film_year": year,
        "lists": range(tallied, 0, -1),
        "of": 100,
    }
    yield "top_tens", pd.DataFrame(tally | {"film_year": year})
    for body, less in BODIES.items():
        at = {"body": body, "ceremony": year - less, "ceremony_year": year + 1, "film_year": year}
        day = f"{year + 1}-01-{10 if body not in ('oscars', 'baftas') else 20}"
        state = {"kind": "nominations", "state": "fit", "as_of": "2026-01-01", "announced_on": day}
        yield "lists", pd.DataFrame([at | state])
        for category in CATEGORIES:
            drawn = rng.choice(min(60, films), FIELD, replace=False)
            ids = [f"{body}-{year}-{category}-{i}" for i in range(FIELD)]
            entry = at | {"category": category, "category_as_printed": category, "result": "nominated"}
            yield "nominations", pd.DataFrame([entry | {"statement": one, "official": True} for one in ids])
            shown = {"title": [titles[film] for film in drawn], "qid": qids[drawn]}
            yield "works", pd.DataFrame({"statement": ids} | shown)
            names = [f"Person {category} {qids[film]}" for film in drawn]
            yield "credits", pd.DataFrame({"statement": ids, "position": 0, "name": names})


def made_up(seasons: int, seed: int = 1, films: int = FILMS) -> SeasonTables:
    """Seasons without any real film: five lists a season, scores, critics' tallies and releases."""
    rng = np.random.default_rng(seed)
    parts: dict[str, list[pd.DataFrame]] = {}
    for year in range(FIRST, FIRST + seasons):
        for name, frame in _season(year, rng, films):
            rows = frame.assign(source="made", tier=2, origin="supplied", source_url="https://example.org")
            rows["cites"] = pd.Series([()] * len(rows))
            if "statement" not in rows:
                rows["statement"] = [f"{name}{len(parts.get(name, []))}-{i}" for i in range(len(rows))]
            parts.setdefault(name, []).append(rows)
    whole = {name: typed(pd.concat(frames), FRAMES[name]) for name, frames in parts.items()}
    return build(with_keys(whole))


def both_bodies() -> RuleBook:
    """The rules of the two main bodies alone."""
    rules = load_rules()
    return rules.model_copy(update={"bodies": {b: rule for b, rule in rules.bodies.items() if rule.main}})


def timed(database: Path | None, seasons: int, *, together: bool) -> dict[str, float]:
    """Processor seconds, verdicts and greatest memory (MiB) of judging the newest seasons, in this process."""
    jobs.cli.main.collect_rarely()
    tables = tables_of(database) if database else made_up(seasons)
    years = sorted(int(year) for year in tables.nominations["film_year"].dropna().unique())[-seasons:]
    before, start = peak_mib(), time.process_time()
    verdicts = 0
    for batch in [years] if together else [[year] for year in years]:
        judgements = judge_seasons(
            tables, seasons=batch, rules=both_bodies(), thresholds=Thresholds(), as_of=date(2026, 1, 1)
        )
        verdicts += sum(len(one.verdicts) for one in judgements)
    seconds = time.process_time() - start
    return {
        "seasons": len(years),
        "verdicts": verdicts,
        "cpu_seconds": seconds,
        "peak_mib": peak_mib(),
        "mib_before": before,
    }


def apart(database: Path | None, seasons: int, *, together: bool = True) -> dict[str, float]:
    """`timed` in a process of its own."""
    place = [str(database)] if database else []
    return in_a_child("benchmarks.judging", *place, "--timed", str(seasons), *([] if together else ["--one-by-one"]))


def _one_season(films: int) -> Callable[[], float]:
    """Judges one made-up season, again and again; the first time, which loads the rules, is not measured."""
    tables, rules = made_up(1, films=films), both_bodies()

    def judge() -> float:
        return cpu_seconds(
            lambda: judge_seasons(tables, seasons=[FIRST], rules=rules, thresholds=Thresholds(), as_of=date(2026, 1, 1))
        )

    judge()
    return judge


def measure(scale: Scale, database: Path | None = None) -> list[Result]:
    """The fewest seasons together beside one by one; then how time and memory grow with their number."""
    sizes = SMALL if scale.small else SIZES
    by_size = {size: apart(database, size) for size in dict.fromkeys(sizes)}
    runs = [by_size[size] for size in sizes]
    least, most = runs[0], runs[-1]
    alone = apart(database, sizes[0], together=False)
    seasons, verdicts = f"{most['seasons']:.0f}", f"{most['verdicts']:.0f}"
    each = [run["cpu_seconds"] / run["seasons"] for run in (most, least)]
    return [
        side_by_side(
            CASE, "judge a season of five films", _one_season(FIELD), f"of {FILMS}", _one_season(FILMS),
            rounds=scale.rounds, bar=FIVE_BAR,
        ),
        compared(
            CASE, f"judge {least['seasons']:.0f} seasons of both main bodies", least["cpu_seconds"],
            "one by one", alone["cpu_seconds"], bar=TOGETHER_BAR,
        ),
        Result(CASE, f"judge {seasons} seasons, {verdicts} verdicts", "s CPU", most["cpu_seconds"], ""),
        compared(
            CASE, f"a season, of {seasons}", each[0], f"of {least['seasons']:.0f}", each[1], bar=GROWTH_BAR,
        ),
        compared(
            CASE, f"memory for {seasons} seasons", most["peak_mib"], f"for {runs[-2]['seasons']:.0f}",
            runs[-2]["peak_mib"], bar=MEMORY_BAR, unit="MiB",
        ),
    ]  # fmt: skip


def main() -> None:
    """Prints a line a figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", type=Path, nargs="?")
    parser.add_argument("--timed", type=int)
    parser.add_argument("--one-by-one", action="store_true")
    options = parser.parse_args()
    if options.timed:
        print(json.dumps(timed(options.database, options.timed, together=not options.one_by_one)))
        return
    for one in measure(Scale(1), options.database):
        beside = f"; {one.beside} {one.theirs:.2f}; ratio {one.ratio:.2f}" if one.theirs and one.ratio else ""
        print(f"{one.what}: {one.ours:.2f} {one.unit}{beside}")


if __name__ == "__main__":
    main()
