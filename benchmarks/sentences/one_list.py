"""Is anything called absent that is not, where one of a ceremony's two lists is gone?

python -m benchmarks.sentences.one_list DATABASE [--seasons 1999..2013] [--list]

DATABASE is `snubs.sqlite3` of a folder that `benchmarks.sentences.databases` made. Of each judged body, first the pages
and then the imported record are left out for those seasons; what remains is judged, and every sentence that rests on
absence is checked (`benchmarks.sentences.absence`).
"""

import argparse
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
from sqlalchemy import create_engine

from benchmarks.sentences import absence
from benchmarks.sentences.databases import JUDGED as BODIES
from tracker.config import Thresholds
from tracker.domain.facts.frames import JUDGED
from tracker.domain.rules import load_rules
from tracker.identity.resolve import with_keys
from tracker.judge.material.rulings import with_rulings
from tracker.judge.material.tables import build
from tracker.judge.season import judge_seasons
from tracker.store import frames

Frames = dict[str, pd.DataFrame]


def at_hand(database: Path) -> Frames:
    """Every statement of a database."""
    with create_engine(f"sqlite:///{database}").connect() as conn:
        return with_rulings({name: getattr(frames, name)(conn) for name in JUDGED})


def ways(held: Frames, seasons: list[int]) -> Iterator[tuple[str, Frames]]:
    """What is at hand without one source of a body's nominations in some seasons, and what is gone."""
    lists = held["lists"][held["lists"]["kind"].isin(["nominations"]) & held["lists"]["film_year"].isin(seasons)]
    for body in BODIES:
        own = lists[lists["body"] == body]
        for source in sorted(set(own["source"])):
            rest = own[own["source"] != source]
            ceremonies = set(own.loc[own["source"] == source, "ceremony"]) & set(rest["ceremony"])
            if ceremonies:
                yield f"{source}, {len(ceremonies)} ceremonies", _without(held, source, ceremonies)


def _without(held: Frames, source: str, ceremonies: set[int]) -> Frames:
    return held | {
        name: held[name][~(held[name]["source"].eq(source) & held[name]["ceremony"].isin(ceremonies))]
        for name in ("nominations", "lists")
    }


def check(held: Frames, seasons: list[int], as_of: date, truth: absence.Truth) -> list[absence.Outcome]:
    """What the record says of every absence in some seasons."""
    judged = judge_seasons(
        build(with_keys(held)), seasons=seasons, rules=load_rules(), thresholds=Thresholds(), as_of=as_of
    )
    rows, films = (pd.concat([getattr(one, name) for one in judged]) for name in ("verdicts", "films"))
    return [absence.check(claim, truth) for claim in absence.claims(_texts(rows), _texts(films))]


def _texts(frame: pd.DataFrame) -> list[absence.Row]:
    cells = frame.astype("object").where(frame.notna(), "").astype(str)
    return [{str(name): value for name, value in row.items()} for row in cells.to_dict("records")]


def main() -> None:
    """Prints the counts of each way and, if asked, its false sentences."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", type=Path)
    parser.add_argument("--seasons", default="1999..2013")
    parser.add_argument("--list", action="store_true", help="print every false sentence")
    options = parser.parse_args()
    first, last = map(int, options.seasons.split(".."))
    seasons, truth, wrong = list(range(first, last + 1)), absence.read_truth(absence.TRUTH), 0
    for gone, remainder in ways(at_hand(options.database), seasons):
        outcomes = check(remainder, seasons, datetime.now(tz=UTC).date(), truth)
        counts = absence.summary(outcomes)
        wrong += counts["false"]
        print(absence.lines(Path(f"without {gone}"), counts), flush=True)
        for one in outcomes if options.list else ():
            if one.state == "false":
                print(f"  {one.how} | {one.claim.label} | {one.claim.sentence} | {one.entry}")
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
