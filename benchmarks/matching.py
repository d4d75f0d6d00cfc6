"""Measures the scored matcher: quality side by side with simpler ways, speed and memory. See docs/matching.md.

python -m benchmarks.matching quality [--linkage-python PYTHON]   figures for both halves of the benchmark, all ways
python -m benchmarks.matching dirt                               the same queries, printed in untidy ways
python -m benchmarks.matching speed [--films 1000000]             100,000 queries, made-up registry, one process a size

PYTHON is an interpreter with `splink` installed (it is no dependency); without it that row is left out with the reason.
"""

import argparse
import json
import math
import re
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from benchmarks import synthetic_titles
from benchmarks.measure import Result, Scale, compared, cpu_seconds, in_a_child, peak_mib, side_by_side
from jobs.cli.main import collect_rarely
from tracker.domain.titles.comparable import fold, title_key
from tracker.identity.files import match_files
from tracker.identity.films.scored import match
from training.matching import BENCHMARK, half_of, mistyped

CASE = "matching"
WRONG_BAR, TIME_BAR, GROWTH_BAR = 0.6, 0.2, 1.3
LINKAGE = Path(__file__).with_name("linkage.py")
SUBSETS = ("fit half", "held-out half", "all", "hard, fit half", "hard, held-out half", "hard")
Answers = dict[str, tuple[str, float]]
"""Best film and its score, by query."""


def read(path: Path) -> pd.DataFrame:
    """A CSV as text; titles such as "NA" stay titles."""
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def plain_id(imdb_id: str) -> str:
    """Without zero padding, as the scorer compares ids."""
    return "tt" + imdb_id.removeprefix("tt").lstrip("0") if imdb_id else ""


@dataclass(frozen=True)
class Figures:
    """Quality on some queries."""

    precision: float
    recall: float
    f1: float
    no_match_kept: float

    @classmethod
    def of(cls, gold: pd.DataFrame, answers: Answers, cut: float) -> "Figures":
        """As shared/truth/score_matching.py counts: a wrong id costs precision, and recall where a right one exists."""
        given = [answers.get(q, ("", 0.0)) for q in gold["query_id"]]
        found = [plain_id(film) if film and score >= cut else "" for film, score in given]
        wanted = [plain_id(film) for film in gold["imdb_id"]]
        right = sum(a == b != "" for a, b in zip(found, wanted, strict=True))
        absent = [a for a, b in zip(found, wanted, strict=True) if not b]
        precision = right / max(sum(a != "" for a in found), 1)
        recall = right / max(sum(b != "" for b in wanted), 1)
        return cls(
            precision, recall, 2 * precision * recall / max(precision + recall, 1e-9), absent.count("") / len(absent)
        )


def exact_same_year(queries: pd.DataFrame, registry: pd.DataFrame) -> Answers:
    """Exact folded title and the same year; nothing when two films fit."""
    films: dict[tuple[str, str], set[str]] = {}
    for film in registry.to_dict("records"):
        for title in {film["title"], film["original_title"]} - {""}:
            films.setdefault((title_key(title), film["year"]), set()).add(film["imdb_id"])
    found = {q["query_id"]: films.get((title_key(q["title"]), q["year"]), set()) for q in queries.to_dict("records")}
    return {query: (min(ids), 1.0) for query, ids in found.items() if len(ids) == 1}


def exact_nearest_year(queries: pd.DataFrame, registry: pd.DataFrame) -> Answers:
    """Exact folded title, the film with the nearest year; the score falls with the gap, so the cut limits it."""
    films: dict[str, list[tuple[int, str]]] = {}
    for film in registry.to_dict("records"):
        for title in {film["title"], film["original_title"]} - {""}:
            films.setdefault(title_key(title), []).append((int(film["year"] or 0), film["imdb_id"]))
    answers: Answers = {}
    for q in queries.to_dict("records"):
        if options := films.get(title_key(q["title"])):
            gap, nearest = min((abs(year - int(q["year"])), film) for year, film in options)
            answers[q["query_id"]] = (nearest, -float(gap))
    return answers


def token_set_ratio(queries: pd.DataFrame, registry: pd.DataFrame) -> Answers:
    """The best rapidfuzz token_set_ratio within a year; of equals the nearer in whole letters and in year."""
    years = pd.to_numeric(registry["year"], errors="coerce").to_numpy()
    titles = registry["title"].map(fold).tolist()
    ids = registry["imdb_id"].tolist()
    answers: Answers = {}
    for q in queries.to_dict("records"):
        near = np.flatnonzero(np.abs(years - int(q["year"])) <= 1)
        title, names = fold(q["title"]), [titles[i] for i in near]
        scores = process.cdist([title], names, scorer=fuzz.token_set_ratio)[0]
        best = np.flatnonzero(scores == scores.max(initial=0))
        if len(best):
            chosen = max(best, key=lambda i: (fuzz.ratio(title, names[i]), -abs(years[near[i]] - int(q["year"]))))
            answers[q["query_id"]] = (ids[near[chosen]], float(scores[chosen]))
    return answers


def splink_with(python: str) -> Callable[[pd.DataFrame, pd.DataFrame], Answers]:
    """Splink under another interpreter; RuntimeError with the reason when it cannot run."""

    def run(queries: pd.DataFrame, registry: pd.DataFrame) -> Answers:
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder) / name for name in ("queries.csv", "registry.csv", "pairs.csv")]
            for path, frame, key in ((paths[0], queries, "query_id"), (paths[1], registry, "imdb_id")):
                other = frame["original_title"] if "original_title" in frame else pd.Series("", index=frame.index)
                pd.DataFrame(
                    {
                        "unique_id": frame[key],
                        "key": frame["title"].map(title_key),
                        "other_key": other.map(title_key),
                        "year": frame["year"],
                        "director": frame["director"].map(fold),
                    }
                ).to_csv(path, index=False)
            done = subprocess.run([python, str(LINKAGE), *map(str, paths)], capture_output=True, text=True, check=False)
            if done.returncode:
                raise RuntimeError((done.stderr.strip().splitlines() or ["no reason given"])[-1])
            pairs = pd.read_csv(paths[2]).sort_values(["probability", "film"], ascending=[False, True])
        best = pairs.drop_duplicates("query")
        return {q: (f, p) for q, f, p in zip(best["query"], best["film"], best["probability"], strict=True)}

    return run


def scored(queries: pd.DataFrame, registry: pd.DataFrame) -> Answers:
    """The tracker's matcher; only what it accepts."""
    found = match(queries, registry)
    found = found[found["decision"] == "accept"]
    return {q: (f, s) for q, f, s in zip(found["query_id"], found["imdb_id"], found["score"], strict=True)}


def best_cut(gold: pd.DataFrame, answers: Answers) -> float:
    """The cut with the best F1 on the fit half; every way gets it."""
    scores = sorted({score for _, score in answers.values()})
    tried = scores if len(scores) <= 200 else list(np.quantile(scores, np.linspace(0, 1, 200)))
    return float(max(tried, key=lambda cut: Figures.of(gold, answers, cut).f1))


def quality(folder: Path, linkage_python: str) -> pd.DataFrame:
    """One row for each way and subset."""
    queries, registry = read(folder / "queries.csv"), read(folder / "registry.csv")
    ways = {
        "exact title, same year": exact_same_year,
        "exact title, nearest year": exact_nearest_year,
        "rapidfuzz token_set_ratio, year ± 1": token_set_ratio,
        "splink": splink_with(linkage_python),
        "scored matcher": scored,
    }
    answers: dict[str, Answers] = {}
    seconds: dict[str, float] = {}
    for name, way in ways.items():
        start = time.perf_counter()
        try:
            answers[name] = way(queries, registry)
        except (RuntimeError, OSError) as error:
            print(f"{name} left out: {error}", file=sys.stderr)
            continue
        seconds[name] = time.perf_counter() - start
    gold = read(folder / "gold.csv")  # not before every way has answered
    titles = dict(zip(queries["query_id"], queries["title"], strict=True))
    half = np.array([half_of(i, titles[q]) for q, i in zip(gold["query_id"], gold["imdb_id"], strict=True)])
    hard = (gold["hard"] != "").to_numpy()
    parts = [gold[half == 0], gold[half == 1], gold, gold[hard & (half == 0)], gold[hard & (half == 1)], gold[hard]]
    rows = []
    for name, found in answers.items():
        cut = 0.0 if name == "scored matcher" else best_cut(parts[0], found)
        for subset, part in zip(SUBSETS, parts, strict=True):
            figures = Figures.of(part, found, cut)
            rows.append({"way": name, "subset": subset, **vars(figures), "cut": cut, "seconds": seconds[name]})
    return pd.DataFrame(rows)


def _article_behind(title: str) -> str:
    article, _, rest = title.partition(" ")
    return f"{rest}, {article}" if article in {"The", "A", "An"} and rest else title


def _unaccented(title: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", title) if not unicodedata.combining(c))


def dirt(folder: Path) -> pd.DataFrame:
    """Quality on all queries when every one of them is printed in one untidy way."""
    queries, registry, gold = (read(folder / name) for name in ("queries.csv", "registry.csv", "gold.csv"))
    rng = np.random.default_rng(5)
    ways: dict[str, Callable[[str], str]] = {
        "as printed": lambda t: t,
        "17. Title": lambda t: f"{rng.integers(1, 100)}. {t}",
        "Title, The": _article_behind,
        "TITLE": str.upper,
        "without accents": _unaccented,
        "without punctuation": lambda t: re.sub(r"[^\w\s]", "", t),
        "& for and": lambda t: t.replace(" and ", " & "),
        "Title (the last 40 minutes)": lambda t: f"{t} (the last 40 minutes)",
        "Title (film)": lambda t: f"{t} (film)",
        "without its subtitle": lambda t: re.split(r": | - ", t)[0],
        "one letter wrong (two in three), number or remark": lambda t: mistyped(t, rng),
    }
    rows = []
    for name, change in ways.items():
        found = scored(queries.assign(title=queries["title"].map(change)), registry)
        rows.append({"printed": name, **vars(Figures.of(gold, found, 0.0))})
    undated = Figures.of(gold, scored(queries.assign(year=""), registry), 0.0)
    return pd.DataFrame([*rows, {"printed": "without the year", **vars(undated)}])


def timed(films: int, asked: int) -> dict[str, float]:
    """Wall time and peak memory of `match_files` from CSV to CSV, and how well it did, in this process."""
    collect_rarely()  # as the command does
    with tempfile.TemporaryDirectory() as folder:
        registry, lines, out = (Path(folder) / name for name in ("registry.csv", "queries.csv", "out.csv"))
        in_a_child("benchmarks.synthetic_titles", str(films), str(asked), str(registry), str(lines))
        before = peak_mib()
        wall, cpu = time.perf_counter(), time.process_time()
        answers = match_files(registry, lines, out)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        queries = read(lines)
    accepted = answers["decision"] == "accept"
    right = accepted & (answers["imdb_id"] == queries["film"])
    kinds = {f"accepted {k}": float(accepted[queries["kind"] == k].mean()) for k in synthetic_titles.QUERY_SHARES}
    return {
        "films": films,
        "queries": asked,
        "seconds": wall,
        "cpu_seconds": cpu,
        "queries_per_cpu_second": asked / cpu,
        "peak_mib": peak_mib(),
        "mib_before": before,
        "right_of_accepted": float(right.sum() / accepted.sum()),
        **kinds,
    }


def speed(films: int, asked: int) -> pd.DataFrame:
    """`timed` for a tenth, a third and all of the films, each in a process of its own."""
    table = pd.DataFrame([_apart(size, asked) for size in (films // 10, films // 3, films)])
    scale = (table["films"] + table["queries"]).map(lambda n: n * math.log(n))
    table["growth_over_n_log_n"] = (table["cpu_seconds"] / table["cpu_seconds"][0]) / (scale / scale[0])
    return table


def _apart(films: int, asked: int) -> dict[str, float]:
    return in_a_child("benchmarks.matching", "timed", "--films", str(films), "--queries", str(asked))


def measure(scale: Scale) -> list[Result]:
    """Wrong answers and time beside the usual way with a library of string distances; then time and memory by size."""
    films, asked = (300, 50) if scale.small else (20_000, 5_000)
    registry = synthetic_titles.registry(films)
    lines = synthetic_titles.queries(registry, asked)
    gold = lines.assign(imdb_id=lines["film"])
    wrong = [1 - Figures.of(gold, answers, cut).f1 for answers, cut in _both(lines, registry, gold)]
    sizes = (1_000, 3_000) if scale.small else (100_000, 300_000)
    small, large = (_apart(size, size // 10) for size in sizes)
    each = [1000 * run["cpu_seconds"] / run["queries"] for run in (large, small)]
    return [
        compared(
            CASE, f"1 - F1 of {asked} untidy lines among {films} made-up films", wrong[0],
            "rapidfuzz token_set_ratio, year ± 1", wrong[1], bar=WRONG_BAR, unit="",
        ),
        side_by_side(
            CASE, "the same lines, time", lambda: cpu_seconds(lambda: scored(lines, registry)), "the same",
            lambda: cpu_seconds(lambda: token_set_ratio(lines, registry)), rounds=scale.rounds, bar=TIME_BAR,
        ),
        compared(
            CASE, f"a line, of {large['queries']:.0f} among {sizes[1]} films", each[0],
            f"of {small['queries']:.0f} among {sizes[0]}", each[1], bar=GROWTH_BAR, unit="ms CPU",
        ),
        Result(CASE, f"memory for {sizes[1]} films", "MiB", large["peak_mib"], ""),
    ]  # fmt: skip


def _both(lines: pd.DataFrame, registry: pd.DataFrame, gold: pd.DataFrame) -> list[tuple[Answers, float]]:
    """The answers of both ways; the other one gets the cut on its score that suits it best."""
    other = token_set_ratio(lines, registry)
    return [(scored(lines, registry), 0.0), (other, best_cut(gold, other))]


def main() -> None:
    """Prints the measurements as tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["quality", "dirt", "speed", "timed"])
    parser.add_argument("--benchmark", type=Path, default=BENCHMARK)
    parser.add_argument("--linkage-python", default=sys.executable)
    parser.add_argument("--films", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=100_000)
    options = parser.parse_args()
    if options.what == "quality":
        print(quality(options.benchmark, options.linkage_python).round(4).to_string(index=False))
    elif options.what == "dirt":
        print(dirt(options.benchmark).round(4).to_string(index=False))
    elif options.what == "speed":
        print(speed(options.films, options.queries).T.round(3).to_string(header=False))
    else:
        print(json.dumps(timed(options.films, options.queries)))


if __name__ == "__main__":
    main()
