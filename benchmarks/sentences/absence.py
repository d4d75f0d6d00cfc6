"""Is what the tables call absent really absent? Every such sentence of an export against records of nominations.

python -m benchmarks.sentences.absence EXPORT [EXPORT ...] [--records BODY=FILE ...] [--truth FOLDER] [--list] [--json]

EXPORT is a folder that `snubs export --all --out` wrote; FILE is a table that `snubs records --out` wrote, of the films
that BODY did not nominate. A sentence
says that a film was not nominated, received no nomination, or that somebody was nominated "not for" it. It is *false*
when the record of that ceremony has the film in that category, by IMDb id or by title, and for a performance the person
as well; *unchecked* when no record has the ceremony or the category, or the record names the film and no people.
FOLDER is `truth` of the measuring material: nominations by id, and the people of another body's record.
"""

import argparse
import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from benchmarks.measure import SHARED, SkippedError
from tracker.domain.categories import OTHER, categories
from tracker.domain.text.names import share_a_word
from tracker.domain.titles.comparable import fold, title_key

TRUTH = SHARED / "truth"
ABSENT = re.compile(
    r"\b(?:received no nomination|(?:was|were) not nominated|no performance in .* was nominated"
    r"|, not for (?!an official\b)|, not at the )",
    re.IGNORECASE,
)
"""What a sentence says that rests on absence from a list."""
ACTING = {
    "lead_actor": {"lead_actor", "supporting_actor"},
    "supporting_actor": {"lead_actor", "supporting_actor"},
    "lead_actress": {"lead_actress", "supporting_actress"},
    "supporting_actress": {"lead_actress", "supporting_actress"},
}
POOLS = {"screenplay": {"screenplay", "original_screenplay", "adapted_screenplay"}}
"""Categories of a record that answer for another one's."""
SAME_NAME, SAME_TITLE = 88, 92
NUMERALS = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "two": "2", "three": "3"}
SPLIT = re.compile(r"\s*(?::|\bor\b|–|—| - |\()\s*", re.IGNORECASE)
Row = dict[str, str]
EMPTY: Mapping[str, Path] = {}


@dataclass(frozen=True)
class Claim:
    """One sentence that rests on absence."""

    body: str
    ceremony: str
    film_year: int
    category: str
    """"" for the film as a whole."""
    film: str
    titles: frozenset[str]
    """Every title that the export knows the film by."""
    imdb: str
    people: tuple[str, ...]
    label: str
    sentence: str


@dataclass(frozen=True)
class Entry:
    """One nomination of the record."""

    categories: frozenset[str]
    titles: tuple[str, ...]
    imdb: frozenset[str]
    people: tuple[str, ...]


@dataclass
class Truth:
    """What the records hold."""

    entries: dict[tuple[str, str], list[Entry]] = field(default_factory=lambda: defaultdict(list))
    """By body and ceremony."""
    ceremonies: dict[tuple[str, int], set[str]] = field(default_factory=lambda: defaultdict(set))
    """Numbers by body and film year."""
    names: dict[tuple[str, int, str], set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    """Film and person by body, film year and category, where a record names people."""
    ids: dict[str, set[tuple[int, str]]] = field(default_factory=lambda: defaultdict(set))
    """Years and ids by comparable title, to find the id of a film that an export knows by title alone."""

    def of(self, claim: "Claim") -> list[Entry]:
        """The entries of the claim's ceremony; of the film's year and the next where it names none."""
        if claim.ceremony:
            return self.entries.get((claim.body, claim.ceremony), [])
        numbers = {n for step in (0, 1) for n in self.ceremonies.get((claim.body, claim.film_year + step), ())}
        return [entry for n in sorted(numbers) for entry in self.entries[claim.body, n]]


@dataclass(frozen=True)
class Outcome:
    """What the record says of a claim."""

    claim: Claim
    state: str
    """`false`, `true` or `unchecked`."""
    how: str
    """By what it was decided, or why nothing decides it."""
    entry: str = ""
    """The record's title, where the claim is false."""


def rows_of(path: Path) -> list[Row]:
    """The rows of a CSV; none if it is not there."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def parts(cell: str, marks: str = "|") -> tuple[str, ...]:
    """The values of one cell."""
    return tuple(p.strip() for p in re.split(f"[{re.escape(marks)}]", cell) if p.strip())


def plain_id(imdb: str) -> str:
    """An IMDb id without padding."""
    return "tt" + imdb[2:].lstrip("0") if imdb.startswith("tt") else ""


@cache
def spelling(title: str) -> str:
    """A comparable title with one spelling of numbers."""
    words = " ".join(NUMERALS.get(word, word) for word in title_key(title).split())
    return re.sub(r"\b(?:part|chapter|volume|vol) (?=\d)", "", words)


@cache
def forms(title: str) -> frozenset[str]:
    """The title, and what stands before and after its marks."""
    pieces = [spelling(part) for part in SPLIT.split(title)]
    return frozenset([spelling(title), *(p for p in pieces if len(p) > 2)]) - {""}


def alike(one: str, other: str) -> str:
    """How two titles agree: `title`, `similar title`, or ""."""
    mine, theirs = spelling(one), spelling(other)
    if not mine or not theirs:
        return ""
    if mine == theirs:
        return "title"
    if mine in forms(other) or theirs in forms(one):
        return "similar title"
    return "similar title" if min(len(mine), len(theirs)) > 7 and fuzz.ratio(mine, theirs) >= SAME_TITLE else ""


@cache
def same_name(one: str, other: str) -> bool:
    """Whether two printed names are one person's, but for order, accents and slips."""
    mine, theirs = fold(one), fold(other)
    return mine == theirs or fuzz.token_sort_ratio(mine, theirs) >= SAME_NAME


def read_truth(folder: Path) -> Truth:
    """The records of a folder.

    Raises:
        SkippedError: the folder has none.
    """
    own = rows_of(folder / "nominations" / "oscars.csv")
    if not own:
        raise SkippedError(f"{folder} has no records of nominations")
    found = Truth()
    for row in [*own, *rows_of(folder / "nominations" / "other_bodies.csv")]:
        titles, imdb = parts(row["film"]), frozenset(map(plain_id, parts(row["film_imdb"]))) - {""}
        if row.get("official") != "false":
            found.ceremonies[row["body"], int(row["film_year"])].add(row["ceremony"])
            slugs = frozenset([row["category"], *parts(row["category_alt"], ";|")])
            people = parts(row.get("nominees", ""), ";")
            found.entries[row["body"], row["ceremony"]].append(Entry(slugs, titles, imdb, people))
        for title, one in zip(titles, parts(row["film_imdb"]), strict=False):
            found.ids[spelling(title)].add((int(row["film_year"]), plain_id(one)))
    for row in rows_of(folder / "matching" / "registry.csv"):
        for title in (row["title"], row["original_title"]):
            if title and row["year"]:
                found.ids[spelling(title)].add((int(row["year"]), plain_id(row["imdb_id"])))
    _read_people(folder, found)
    return found


def _read_people(folder: Path, found: Truth) -> None:
    for row in rows_of(folder / "bodies" / "people.csv"):
        slug = acting_slug(row["category_as_printed"])
        if slug and row["film"] and row["person"]:
            found.names[row["body"], int(row["ceremony_year"]) - 1, slug].add((row["film"], row["person"]))


def acting_slug(printed: str) -> str:
    """The acting category that a printed name means, or ""."""
    words = re.findall(r"[a-z]+", printed.casefold())
    kind = "actress" if {"actress", "female"} & set(words) else "actor" if {"actor", "male"} & set(words) else ""
    if not kind or {"television", "series", "star", "young"} & set(words):
        return ""
    return f"{'supporting' if 'supporting' in words else 'lead'}_{kind}"


def claims_of(export: Path, records: Mapping[str, Path] = EMPTY) -> Iterator[Claim]:
    """Every sentence of an export that rests on absence, and every row of tables of records, which are by body."""
    folder = export / "csv" if (export / "csv").is_dir() else export
    every = list(rows_of(folder / "films.csv"))
    films = {_film_of(row): row for row in every}
    yield from claims(rows_of(folder / "snubs.csv"), every)
    titles = {one.title: slug for slug, one in categories().items()}
    for label, path in records.items():
        for row in rows_of(path):
            category = {"category": titles.get(row["group"], "")}
            said = f"{row['film']} ({row['film_year']}) stands in the records of {label}"
            yield _claim({**row, "body": label.split()[0], **category}, films.get(_film_of(row), {}), said)


def claims(verdicts: Iterable[Row], films: Iterable[Row]) -> Iterator[Claim]:
    """Every sentence of some verdicts that rests on absence."""
    by_id = {_film_of(row): row for row in films}
    for row in verdicts:
        if ABSENT.search(row["sentence"]):
            yield _claim(row, by_id.get(_film_of(row), {}), row["sentence"])


def _film_of(row: Row) -> tuple[str, str, str]:
    return row.get("film_qid", ""), row.get("film_imdb", ""), row["film"]


def _claim(row: Row, film: Row, sentence: str) -> Claim:
    titles = [row["film"], row.get("film_original_title", ""), film.get("film_original_title", "")]
    titles += re.sub(r" \([^()]*film\)$", "", film.get("film_wikipedia", "")).split("|")
    return Claim(
        body=row["body"],
        ceremony=row.get("ceremony", ""),
        film_year=int(row["film_year"]),
        category=row.get("category", ""),
        film=row["film"],
        titles=frozenset(t for t in titles if t),
        imdb=plain_id(row.get("film_imdb", "")),
        people=parts(row.get("people", ""), ";"),
        label=row.get("label", "records"),
        sentence=sentence,
    )


def check(claim: Claim, truth: Truth) -> Outcome:
    """What the record says of one claim."""
    ceremony = truth.of(claim)
    if not ceremony:
        return Outcome(claim, "unchecked", "no record of the ceremony")
    rows = ceremony if not claim.category else [r for r in ceremony if r.categories & _asked(claim.category)]
    if not rows or claim.category == OTHER:
        return Outcome(claim, "unchecked", "no record of the category")
    found = [(how, row) for row in rows if (how := _same_film(claim, row, truth))]
    if claim.category in ACTING and claim.people:
        return _performance(claim, found, truth)
    if not found:
        return Outcome(claim, "true", "by id" if claim.imdb else "by title")
    how, row = min(found, key=lambda pair: ORDER.index(pair[0]))
    if how in IN_DOUBT:
        return Outcome(claim, "unchecked", how, _shown(row))
    return Outcome(claim, "false", how, _shown(row))


ANOTHER_ID, SEVERAL = "title, another id", "several films of that title"
SECOND_NAME = "second name"
"""How somebody stands in a record whom it calls otherwise."""
IN_DOUBT = (ANOTHER_ID, SEVERAL)
ORDER = ("id", "title", "id of that title", "similar title", *IN_DOUBT)
"""How a film can stand in a record, surest first; with another id it is another film, unless an id is wrong."""


def _asked(category: str) -> frozenset[str] | set[str]:
    return POOLS.get(category, {category})


def _shown(row: Entry) -> str:
    return f"{'|'.join(row.titles)} ({'; '.join(row.people)})" if row.people else "|".join(row.titles)


def _same_film(claim: Claim, row: Entry, truth: Truth) -> str:
    """How the row's film is the claim's, "" if it is not."""
    if claim.imdb and row.imdb:
        if claim.imdb in row.imdb:
            return "id"
        exact = any(spelling(a) == spelling(b) for a in claim.titles for b in row.titles)
        return ANOTHER_ID if exact else ""
    return _by_title(claim, row, truth)


def _by_title(claim: Claim, row: Entry, truth: Truth) -> str:
    ways = {alike(a, b) for a in claim.titles for b in row.titles}
    near = {i for t in claim.titles for y, i in truth.ids.get(spelling(t), ()) if -2 <= y - claim.film_year <= 1}
    if "title" in ways:
        return "title" if len(near) <= 1 else SEVERAL
    if near & row.imdb:
        return "id of that title" if len(near) == 1 else ""
    return "similar title" if "similar title" in ways and not (near and row.imdb) else ""


def _performance(claim: Claim, found: list[tuple[str, Entry]], truth: Truth) -> Outcome:
    """A claim about performers: false only where the record names one of them for that film."""
    for how, row in found:
        if how not in IN_DOUBT and any(same_name(a, b) for a in claim.people for b in row.people):
            return Outcome(claim, "false", how, _shown(row))
    names = truth.names.get((claim.body, claim.film_year, claim.category), set())
    theirs = [(film, person) for film, person in names if any(alike(t, film) for t in claim.titles)]
    for film, person in theirs:
        if any(same_name(person, mine) for mine in claim.people):
            return Outcome(claim, "false", "name", f"{film} ({person})")
    if second := _second_name(claim, truth):
        return Outcome(claim, "false", SECOND_NAME, second)
    if all(row.people for _, row in found) or theirs:
        return Outcome(claim, "true", "by people" if found else "by id" if claim.imdb else "by title")
    return Outcome(claim, "unchecked", "the record names the film and no people")


def _second_name(claim: Claim, truth: Truth) -> str:
    """A nominee of the film who may be the claim's person: the names share a word, and no record has both for it."""
    slugs = ACTING[claim.category]
    rows = [row for row in truth.of(claim) if row.categories & slugs]
    nominees = [name for row in rows if _same_film(claim, row, truth) not in ("", *IN_DOUBT) for name in row.people]
    lists: dict[tuple[str, int], list[str]] = defaultdict(list)
    for (body, film_year, slug), names in truth.names.items():
        if slug in slugs and abs(film_year - claim.film_year) <= 1:
            own = [person for film, person in names if any(alike(t, film) for t in claim.titles)]
            lists[body, film_year] += own
            nominees += own if (body, film_year) == (claim.body, claim.film_year) else []
    for nominee in (n for n in nominees if not any(same_name(n, mine) for mine in claim.people)):
        pair = [(mine, nominee) for mine in claim.people if share_a_word(mine, nominee)]
        apart = any(all(any(same_name(n, one) for one in own) for n in both) for both in pair for own in lists.values())
        if pair and not apart:
            return nominee
    return ""


def measure(export: Path, records: Mapping[str, Path] = EMPTY, truth: Truth | None = None) -> list[Outcome]:
    """What the record says of every claim of an export."""
    book = truth or read_truth(TRUTH)
    return [check(claim, book) for claim in claims_of(export, records)]


def summary(outcomes: list[Outcome]) -> dict[str, Any]:
    """Counts by state, and by cause."""
    states = Counter(one.state for one in outcomes)
    ways = Counter(f"{one.state}: {one.how}" for one in outcomes)
    labels = Counter(one.claim.label for one in outcomes if one.state == "false")
    return {
        "sentences": len(outcomes),
        "false": states["false"],
        "unchecked": states["unchecked"],
        "by": dict(sorted(ways.items())),
        "false_by_label": dict(labels.most_common()),
    }


def named(text: str) -> tuple[str, Path]:
    """A body and the file of its records, given as BODY=FILE."""
    body, mark, path = text.partition("=")
    if not mark:
        raise argparse.ArgumentTypeError(f"{text!r} is not BODY=FILE")
    return f"{body} {Path(path).stem}", Path(path)


def main() -> None:
    """Prints the counts of each export and, if asked, its false sentences."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("exports", type=Path, nargs="+", metavar="EXPORT")
    parser.add_argument("--records", type=named, nargs="*", default=[], metavar="BODY=FILE")
    parser.add_argument("--truth", type=Path, default=TRUTH)
    parser.add_argument("--list", action="store_true", help="print every false sentence")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    truth, wrong = read_truth(options.truth), 0
    for export in options.exports:
        outcomes = measure(export, dict(options.records), truth)
        counts = summary(outcomes)
        wrong += counts["false"]
        print(json.dumps({"export": export.name, **counts}) if options.json else lines(export, counts))
        if options.list:
            for one in outcomes:
                if one.state == "false":
                    print(f"  {one.how} | {one.claim.label} | {one.claim.sentence} | {one.entry}")
    raise SystemExit(1 if wrong else 0)


def lines(export: Path, counts: dict[str, Any]) -> str:
    """A summary to read."""
    ways = "\n".join(f"  {n:7} {how}" for how, n in counts["by"].items())
    head = f"{export}: {counts['sentences']} sentences, {counts['false']} false, {counts['unchecked']} unchecked"
    return f"{head}\n{ways}\n  false by label: {counts['false_by_label']}"


if __name__ == "__main__":
    main()
