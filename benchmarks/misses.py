"""Do the highest-ranked misses hold what the press called snubs? Beside plainer rankings of the same rows.

python -m benchmarks.misses DATABASE [--press FILE] [--top 30] [--outlets 2]

DATABASE is the tracker's SQLite file. FILE has one row a season, body, category, film and person that the press named:
film_year, body, category (`film_any` for a film as a whole), film, person, n_outlets. Not exhaustive, so only recall
means something: the share of rows found among a season's highest-ranked misses of that body. Every ranking orders the
same rows: units whose gates pass and that were not nominated, category by category.
"""

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
from rapidfuzz import fuzz
from sqlalchemy import create_engine

from benchmarks.measure import SHARED, Result, SkippedError
from tracker.config import Thresholds
from tracker.domain.facts.frames import JUDGED
from tracker.domain.rules import load_rules
from tracker.domain.titles.comparable import fold, title_key
from tracker.identity.resolve import with_keys
from tracker.judge.material.tables import SeasonTables, build
from tracker.judge.season import judge_seasons
from tracker.judge.verdict.news import weights_of
from tracker.store import frames

PRESS = SHARED / "truth" / "snubs" / "pundits.csv"
BODIES = ("oscars", "baftas")
POOL = ("SNUB_SHOCK", "SNUB", "OVERLOOKED", "WEAK_EVIDENCE")
SAME_NAME = 90


def tables_of(database: Path) -> SeasonTables:
    """Everything a database holds, as a judgement reads it."""
    with create_engine(f"sqlite:///{database}").connect() as conn:
        return build(with_keys({name: getattr(frames, name)(conn) for name in JUDGED}))


def judged(tables: SeasonTables, seasons: list[int]) -> pd.DataFrame:
    """Verdicts of the seasons, with the film's Metascore and the rankings as columns."""
    found = judge_seasons(
        tables, seasons=seasons, rules=load_rules(), thresholds=Thresholds(), as_of=datetime.now(UTC).date()
    )
    verdicts = pd.concat([one.verdicts for one in found], ignore_index=True)
    films = pd.concat([one.films for one in found], ignore_index=True)
    verdicts = verdicts.merge(films[["film_year", "film_key", "metascore"]], on=["film_year", "film_key"], how="left")
    return verdicts.assign(news=weights_of(verdicts), key=verdicts["film"].map(title_key))


def press_named(path: Path, outlets: int) -> pd.DataFrame:
    """Rows that at least so many outlets named at the judged bodies."""
    if not path.exists():
        raise SkippedError(f"{path} is not here")
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    rows = rows[(rows["n_outlets"].astype(int) >= outlets) & rows["body"].isin(BODIES)]
    return rows.assign(film_year=rows["film_year"].astype(int), key=rows["film"].map(title_key))


def is_about(row: "pd.Series[str]", rows: pd.DataFrame) -> bool:
    """Whether one of the rows is what the press named: the film, its category and, where both have one, the person."""
    mine = rows[(rows["body"] == row["body"]) & (rows["film_year"] == row["film_year"]) & (rows["key"] == row["key"])]
    if row["category"] != "film_any":
        pooled = "screenplay" if row["category"].endswith("_screenplay") else row["category"]
        mine = mine[mine["category"].isin([row["category"], pooled])]
    return any(_same(row["person"], people) for people in mine["people"])


def _same(person: str, people: str) -> bool:
    if not person or not people:
        return True
    return any(fuzz.token_sort_ratio(fold(person), fold(name)) >= SAME_NAME for name in people.split(";"))


RANKINGS = {"news": "the tracker's ranking", "metascore": "Metascore", "precursor_hits": "precursor nominations"}


def recalls(verdicts: pd.DataFrame, named: pd.DataFrame, top: int) -> Iterator[tuple[str, str, float]]:
    """Ranking, scope and share of the named rows found among each season's and body's highest `top`."""
    pool = verdicts[verdicts["label"].isin(POOL) & (verdicts["category"] != "")]
    scopes = {"categories and people": named["category"] != "film_any", "with films as a whole": named["film_year"] > 0}
    for column, title in RANKINGS.items():
        order = pool.assign(score=pool[column].astype("float64").fillna(-1.0))
        order = order.sort_values(["score", "film", "category"], ascending=[False, True, True], kind="stable")
        first = order.groupby(["body", "film_year"]).head(top)
        found = named.apply(is_about, axis=1, rows=first)
        for scope, rows in scopes.items():
            yield title, scope, float(found[rows].mean())
    reach = named.apply(is_about, axis=1, rows=pool)
    for scope, rows in scopes.items():
        yield "any rank at all", scope, float(reach[rows].mean())


def measure(database: Path, press: Path = PRESS, top: int = 30, outlets: int = 2) -> list[Result]:
    """Recall of the tracker's ranking beside each plainer one."""
    named = press_named(press, outlets)
    verdicts = judged(tables_of(database), sorted(named["film_year"].unique().tolist()))
    found = {(title, scope): share for title, scope, share in recalls(verdicts, named, top)}
    ours = RANKINGS["news"]
    return [
        Result(
            "misses",
            f"press-named, {scope}, among {top}",
            "recall",
            found[ours, scope],
            title,
            share,
            found[ours, scope] / share,
        )
        for (title, scope), share in found.items()
        if title != ours and share
    ]


def main() -> None:
    """Prints one line a ranking and scope."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", type=Path)
    parser.add_argument("--press", type=Path, default=PRESS)
    parser.add_argument("--top", type=int, default=30)
    parser.add_argument("--outlets", type=int, default=2)
    options = parser.parse_args()
    for one in measure(options.database, options.press, options.top, options.outlets):
        print(f"{one.what}: {one.ours:.3f}; {one.beside} {one.theirs:.3f}; ratio {one.ratio:.2f}")


if __name__ == "__main__":
    main()
