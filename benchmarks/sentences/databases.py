"""Databases of what is at hand, with one source or another missing, to measure what is said of all seasons.

python -m benchmarks.sentences.databases OUT [--wiki URL --sparql URL] [NAME ...]

NAME is `full` (pages, titles, registry and records), `noregistry` (pages and records), `crawl` (pages alone), or
`records` (records alone); all of them by default. Each becomes a folder of OUT with its database, `export/` of all
seasons and `records-*.csv` of the records desk, and what they call absent is checked (`benchmarks.sentences.absence`).
URL are the Action API of `wiki/serve start --pages film_pages` and the endpoint of `wikidata/serve start` in the
measuring material; only `records` works without them.
"""

import argparse
import os
import shlex
import subprocess
import sys
from pathlib import Path

from benchmarks.measure import SHARED
from benchmarks.sentences import absence
from training import expectation

TRUTH = SHARED / "truth"
JUDGED = ("oscars", "baftas", "golden_globes")
PAGES = (
    *("oscars --ceremony 72-97", "baftas --ceremony 53-79", "golden_globes --ceremony 57-83"),
    *(f"{festival} --season 2000..2025" for festival in ("cannes", "venice", "berlin")),
)
NAMES = ("wikidata_films --season 1999..2014", "wikipedia_titles")
_ELIGIBLE = "--columns imdb=film_imdb --set status=eligible"
RECORDS = (
    *expectation.RECORDS,
    ("acclaim/metascores.csv", "scores --tier 3"),
    ("acclaim/metascores.csv", "releases --name metascore_releases --tier 3 --columns date=release_date"
     " --set country='United States'"),
    ("acclaim/critics_top_ten.csv", "top-tens --tier 3 --columns imdb=film_imdb"),
    ("eligibility/eligible_with_imdb.csv", f"eligibility --tier 2 --columns title=title_as_listed {_ELIGIBLE}"),
    ("eligibility/reminder_list_88.csv", f"eligibility --tier 1 --columns title=title_as_printed {_ELIGIBLE}"),
)  # fmt: skip
"""Files and how each is imported; days of `release_date` are American ones."""
SEASON = (
    ("season_2010/nominations.csv", "nominations --name season_2010 --tier 2 --set ceremony= --columns title=film"
     " --columns people=nominees --columns imdb=film_imdb --columns qid=film_qid"),
    ("season_2010/date_claims.csv", "releases --tier 3 --columns title=film --columns imdb=film_imdb"),
)  # fmt: skip
HOLDS: dict[str, tuple[tuple[str, ...], tuple[tuple[str, str], ...]]] = {
    "full": ((*PAGES, *NAMES), RECORDS + SEASON),
    "noregistry": (PAGES, RECORDS),
    "crawl": (PAGES, ()),
    "records": ((), RECORDS),
}
"""Sources that each database is crawled from, and files that it imports."""


def build(name: str, folder: Path, services: dict[str, str]) -> dict[str, Path]:
    """Collects, imports, exports and asks for the records; the tables of records by body and what they group by."""
    crawled, imported = HOLDS[name]
    live = {"SNUBS_DATA_DIR": str(folder), "SNUBS_OUTPUT_DIR": str(folder / "out"), "SNUBS_CONTACT": "a@example.org"}
    folder.mkdir(parents=True)
    for source in crawled:
        _snubs(["crawl", *source.split()], live | services)
    for file, options in imported:
        kind, *rest = shlex.split(options)
        _snubs(["import", kind, str(TRUTH / file), "--as-of", "2026-06-01", "--skip-bad", *rest], live)
    _snubs(["export", "--all", "--out", str(folder / "export")], live)
    tables = {f"{body} {by}": folder / f"records-{body}-{by}.csv" for body in JUDGED for by in ("film", "craft")}
    for key, path in tables.items():
        body, by = key.split()
        _snubs(["records", "--body", body, "--by", by, "--top", "400", "--out", str(path)], live)
    return {key: path for key, path in tables.items() if path.exists()}


def _snubs(words: list[str], settings: dict[str, str]) -> None:
    print(f"snubs {' '.join(words)}", file=sys.stderr)
    command = [str(Path(sys.executable).with_name("snubs")), *words]
    done = subprocess.run(command, env=os.environ | settings, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 10, 20):
        print(f"snubs {' '.join(words)}: exit {done.returncode}\n{done.stderr[-500:]}", file=sys.stderr)


def main() -> None:
    """Builds the databases and prints, for each, which of its absences a record contradicts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("names", nargs="*", choices=[[], *HOLDS], metavar="NAME")
    parser.add_argument("--wiki", default="")
    parser.add_argument("--sparql", default="")
    options = parser.parse_args()
    services = {"SNUBS_WIKIPEDIA_API_URL": options.wiki, "SNUBS_WIKIDATA_SPARQL_URL": options.sparql}
    truth, wrong = absence.read_truth(TRUTH), 0
    for name in options.names or HOLDS:
        folder = options.out / name
        tables = build(name, folder, {key: url for key, url in services.items() if url})
        outcomes = absence.measure(folder / "export", tables, truth)
        counts = absence.summary(outcomes)
        wrong += counts["false"]
        print(absence.lines(folder, counts))
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
