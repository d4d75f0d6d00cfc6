"""Learns the weights of E that come with the program: python -m training.expectation [FOLDER]

From records of nominations, for the films that `tracker/data/expectation/card.yml` names. Those of the bundled season
are left out: it shows how good such an E is on films that taught it nothing. Each film year's weights are learnt from
all others, and those of the year after the last stand for every later one. They are written to FOLDER, or without it to
`tracker/data/expectation`.
"""

import argparse
import csv
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tracker.domain.rules import load_rules
from tracker.judge.expectation.learn import fit
from tracker.judge.expectation.shipped import archive, card
from tracker.judge.expectation.weights import Weights
from tracker.judge.material.lists import ceremonies
from tracker.judge.material.tables import SeasonTables

ROOT = Path(__file__).resolve().parent.parent
TRUTH = ROOT.parent / "shared" / "truth"
SHIPPED = ROOT / "tracker" / "data" / "expectation"

_WHOLE = "--tier 2 --columns title=film --columns imdb=film_imdb --complete"
RECORDS = (
    ("nominations/oscars.csv", f"nominations --name academy --columns people=nominees {_WHOLE}"),
    ("nominations/other_bodies.csv", f"nominations --name event_lists {_WHOLE}"),
    ("bodies/people.csv", "nominations --name people --tier 2 --columns title=film --columns people=person"
     " --columns category=category_as_printed"),
)  # fmt: skip
"""Files of the measuring material that hold nominations, and how each is imported."""


def taught(truth: Path, folder: Path) -> SeasonTables:
    """The records as a judgement reads them, brought into a database of their own."""
    from sqlalchemy import create_engine

    from jobs.steps.judging.judge import season_tables
    from tracker.identity.corrections import Corrections
    from tracker.store.engine import reading

    for name, options in RECORDS:
        file = folder / Path(name).name
        _cut(truth / name, file)
        kind, *rest = options.split()
        words = ["import", kind, str(file), "--as-of", f"{card().last + 1}-06-01", "--skip-bad", *rest]
        settings = {"SNUBS_DATA_DIR": str(folder), "SNUBS_CONTACT": "training@example.org"}
        command = [str(Path(sys.executable).with_name("snubs")), *words]
        subprocess.run(command, env=os.environ | settings, check=True, capture_output=True)  # noqa: S603 - our own words
    with reading(create_engine(f"sqlite:///{folder / 'snubs.sqlite3'}")) as conn:
        return season_tables(conn, Corrections())


def _cut(source: Path, file: Path) -> None:
    """The lines of the film years that teach; a file without film years has them a year before the ceremonies."""
    with source.open(encoding="utf-8-sig", newline="") as lines, file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.DictReader(lines)
        writer = csv.DictWriter(out, rows.fieldnames or ())
        writer.writeheader()
        writer.writerows(row for row in rows if _teaches(row))


def _teaches(row: dict[str, str]) -> bool:
    year = int(row.get("film_year") or int(row["ceremony_year"]) - 1)
    return card().first <= year <= card().last and year != card().left_out


def learnt(tables: SeasonTables, body: str) -> Iterator[Weights]:
    """A body's weights for each season, and for the one after the last."""
    rules = load_rules()
    seasons = range(card().first, card().last + 2)
    return fit(tables, body, seasons, ceremonies(tables, rules), rules.equivalence, histories=False)


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=SHIPPED)
    parser.add_argument("--truth", type=Path, default=TRUTH)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        tables = taught(options.truth, Path(folder))
    options.folder.mkdir(parents=True, exist_ok=True)
    for body in load_rules().bodies:
        content = archive(learnt(tables, body))
        (options.folder / f"{body}.zip").write_bytes(content)
        print(f"{body}: {len(content):,} bytes")


if __name__ == "__main__":
    main()
