"""Do sentences of misses about credits name the person? Every one of an export against the records at hand.

python -m benchmarks.sentences.people EXPORT [EXPORT ...] [--truth FOLDER] [--list] [--json]

EXPORT is a folder that `snubs export --out` or a run wrote. Of each miss in a category that is given to people, the
sentence is *named* if it says the name of somebody whom a record has for that work, *another* if records name others
only, *unnamed* if a record has a name and the sentence has none, and *nobody* where no record has a name. Records are
the export's own lists and credits, and of FOLDER (`truth` of the measuring material) the Academy's and three other
bodies' nominees. A record of the same category at any body counts, as does one of a category that is pooled with it.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.sentences.absence import TRUTH, Row, acting_slug, parts, plain_id, rows_of, spelling
from tracker.domain.categories import categories
from tracker.domain.titles.comparable import fold


@dataclass
class Names:
    """Who is on record for a film's work, by category."""

    by_id: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    by_title: dict[tuple[str, str, int], set[str]] = field(default_factory=lambda: defaultdict(set))
    """By category, comparable title and film year."""

    def add(self, category: str, film: Row, people: Iterable[str]) -> None:
        """People of one record of a work."""
        names = {name for name in people if name}
        for one in _pool(category):
            for id_ in _ids(film):
                self.by_id[one, id_] |= names
            for title in parts(film["film"]):
                self.by_title[one, spelling(title), int(film["film_year"])] |= names

    def of(self, category: str, film: Row) -> set[str]:
        """Everybody on record for a work: by the film's ids, and by its title where no id leads to anybody."""
        outcomes = {name for id_ in _ids(film) for name in self.by_id.get((category, id_), ())}
        return outcomes or self.by_title.get((category, spelling(film["film"]), int(film["film_year"])), set())


@dataclass(frozen=True)
class Outcome:
    """One miss and what its sentence says."""

    row: Row
    state: str
    names: tuple[str, ...]
    """On record."""


def _ids(film: Row) -> set[str]:
    imdb = {plain_id(one) for one in parts(film.get("film_imdb", ""))}
    return (imdb | set(parts(film.get("film_qid", "")))) - {""}


def _pool(category: str) -> set[str]:
    """The category and those that are given for the same work."""
    whole = _whole(category)
    return {slug for slug in categories() if _whole(slug) == whole} if whole else {category}


def _whole(slug: str) -> str:
    names = categories().get(slug)
    return (names.pool or slug) if names else ""


def is_credit(category: str) -> bool:
    """Whether a category is given to people for their work."""
    names = categories().get(category)
    return names is not None and bool(names.credit) and names.group != "other"


def read_names(folder: Path, truth: Path) -> Names:
    """Everybody whom the export's own tables, or the records, credit."""
    book = Names()
    for row in rows_of(folder / "people.csv"):
        book.add(row["category"], row, [row["person"]])
    crafts = defaultdict(set)
    for slug, names in categories().items():
        for craft in names.crafts:
            crafts[craft].add(slug)
    for row in rows_of(folder / "credits.csv"):
        for slug in crafts[row["craft"]]:
            book.add(slug, row, [row["person"]])
    for row in rows_of(folder / "films.csv"):
        for year in {row["year"]} - {""}:
            book.add("director", {**row, "film_year": year}, parts(row["directors"], ";"))
    for row in rows_of(truth / "nominations" / "oscars.csv"):
        if row["official"] != "false":
            book.add(row["category"], row, parts(row["nominees"], ";"))
    for row in rows_of(truth / "bodies" / "people.csv"):
        slug = acting_slug(row["category_as_printed"])
        if slug and row["film"] and row["person"]:
            book.add(slug, {"film": row["film"], "film_year": str(int(row["ceremony_year"]) - 1)}, [row["person"]])
    return book


def measure(export: Path, truth: Path = TRUTH) -> list[Outcome]:
    """What each sentence of a miss about a credit says of its people."""
    folder = export / "csv" if (export / "csv").is_dir() else export
    book = read_names(folder, truth)
    misses = (row for row in rows_of(folder / "snubs.csv") if row["missed"] == "true" and is_credit(row["category"]))
    return [_outcome(row, book) for row in misses]


def _outcome(row: Row, book: Names) -> Outcome:
    names = book.of(row["category"], row)
    text, own = fold(row["sentence"]), parts(row["people"], ";")
    claimed = any(fold(name) in text for name in own)
    if any(fold(name) in text for name in names or own):
        state = "named"
    else:
        state = "another" if claimed else "unnamed" if names else "nobody"
    return Outcome(row, state, tuple(sorted(names)))


def share(outcomes: Iterable[Outcome]) -> float:
    """Of the misses for which a record names anybody, how many sentences name them; 1 where there are none."""
    states = Counter(one.state for one in outcomes)
    able = states["named"] + states["another"] + states["unnamed"]
    return states["named"] / able if able else 1.0


def summary(outcomes: list[Outcome]) -> dict[str, Any]:
    """Counts by state, and the shares of all misses and of those in directing."""
    directing = [one for one in outcomes if one.row["category"] == "director"]
    return {
        "misses": len(outcomes),
        **Counter(one.state for one in outcomes),
        "share": round(share(outcomes), 4),
        "directing": {"misses": len(directing), **Counter(one.state for one in directing), "share": share(directing)},
    }


def shown(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """The sentences without a name that a record has."""
    for one in outcomes:
        if one.state in ("unnamed", "another"):
            where = f"{one.row['body']} {one.row['film_year']}"
            yield f"  {one.state} | {where} | {one.row['sentence']} | {'; '.join(one.names)}"


def main() -> None:
    """Prints the counts of each export and, if asked, its sentences without a name."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("exports", type=Path, nargs="+", metavar="EXPORT")
    parser.add_argument("--truth", type=Path, default=TRUTH)
    parser.add_argument("--list", action="store_true", help="print every sentence that names nobody on record")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    worst = 1.0
    for export in options.exports:
        outcomes = measure(export, options.truth)
        worst = min(worst, share(outcomes))
        counts = summary(outcomes)
        print(json.dumps({"export": str(export), **counts}) if options.json else f"{export}: {counts}")
        if options.list:
            print("\n".join(shown(outcomes)))
    raise SystemExit(0 if worst >= BAR else 1)


BAR = 0.97
"""The least share of such sentences that must name the person."""

if __name__ == "__main__":
    main()
