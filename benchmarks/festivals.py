"""Compares festivals' competitions and main prizes with event lists, film by film. See docs/reading.md.

python -m benchmarks.festivals EXPORT/csv/nominations.csv [--truth ../shared/truth]

A film of ours and one of theirs are one by the first of: IMDb id, the same title (or the title of its article), the
scored matcher (title, year, directors), and part: both stand in the competition and won the very same prizes. Part is
asked only where the event list has an id and no title, or leaves no other choice; it says nothing of what a film is
called, so it is counted by itself.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from tracker.domain.titles.comparable import title_key
from tracker.identity.films.scored import match

BODIES = ("cannes", "venice", "berlin")
APART = ("debut", "festival_section", "special_prize")
"""Prizes that films of any section may win, and other sections; lists differ in what they take in there."""
WAYS = ("id", "title", "matcher", "part")
ROOT = Path(__file__).resolve().parent.parent
Entry = tuple[str, str]
"""Category and result."""


@dataclass
class Film:
    """A film of one festival: what it is called, and the entries it has."""

    key: str
    title: str
    article: str = ""
    imdb: str = ""
    entries: list[Entry] = field(default_factory=list)
    people: list[str] = field(default_factory=list)

    @property
    def titles(self) -> set[str]:
        return {title_key(name) for name in (self.title, self.article) if name}


def imdb_number(cell: str) -> str:
    """An id without the zeros it is padded with."""
    return "tt" + cell.removeprefix("tt").lstrip("0") if cell.startswith("tt") else ""


def festivals(table: pd.DataFrame) -> dict[tuple[str, str], dict[str, Film]]:
    """The films of each (body, calendar year), by key: id, else article, else title."""
    found: dict[tuple[str, str], dict[str, Film]] = defaultdict(dict)
    rows = table[
        table["body"].isin(BODIES) & ~table["category"].isin(APART) & table["result"].isin(["won", "nominated"])
    ]
    for row in rows.to_dict("records"):
        films = found[row["body"], row["ceremony_year"]]
        article, imdb = row.get("film_wikipedia", ""), imdb_number(row["film_imdb"])
        key = article or (imdb if "film_wikipedia" not in row else title_key(row["film"]))
        film = films.setdefault(key, Film(key, row["film"], article, imdb))
        film.imdb, film.title = film.imdb or imdb, film.title or row["film"]
        entry = (row["category"], row["result"])
        if entry not in film.entries:
            film.entries.append(entry)
        if row["category"] == "picture":
            film.people = [name for name in str(row.get("nominees", "")).split(";") if name]
    return found


def same_films(ours: list[Film], theirs: list[Film], year: str, registry: pd.DataFrame) -> list[tuple[Film, Film, str]]:
    """Pairs of ours and theirs with the way they were found."""
    pairs: list[tuple[Film, Film, str]] = []

    def take(way: str, one: Film, other: Film) -> None:
        pairs.append((one, other, way))
        ours.remove(one)
        theirs.remove(other)

    ways: dict[str, Callable[[Film, Film], bool]] = {
        "id": lambda a, b: bool(a.imdb) and a.imdb == b.imdb,
        "title": lambda a, b: bool(a.titles & b.titles),
    }
    for way, alike in ways.items():
        for one in list(ours):
            other = next((b for b in theirs if alike(one, b)), None)
            if other:
                take(way, one, other)
    for one, other in matched(ours, theirs, year, registry):
        if one in ours and other in theirs:
            take("matcher", one, other)
    for one in sorted(ours, key=lambda film: -len(film.entries)):
        alike_there = [film for film in theirs if sorted(film.entries) == sorted(one.entries)]
        untitled = [film for film in alike_there if not film.title]
        only_one = len(alike_there) == sum(sorted(film.entries) == sorted(one.entries) for film in ours) == 1
        if untitled or only_one:
            take("part", one, (untitled or alike_there)[0])
    return pairs


def matched(ours: list[Film], theirs: list[Film], year: str, registry: pd.DataFrame) -> list[tuple[Film, Film]]:
    """What the scored matcher accepts among the films that are left, asked by title and by article."""
    named = {film.imdb: film for film in theirs if film.title}
    if not named or not ours:
        return []
    known = registry.reindex(list(named)).fillna("")
    films = pd.DataFrame(
        {
            "imdb_id": list(named),
            "title": [film.title for film in named.values()],
            "year": [known_year or year for known_year in known["year"]],
            "director": known["director"].to_list(),
            "original_title": known["original_title"].to_list(),
        }
    )
    asked = [(film, name) for film in ours for name in dict.fromkeys((film.title, film.article)) if name]
    queries = pd.DataFrame(
        {
            "query_id": [str(place) for place in range(len(asked))],
            "title": [name for _, name in asked],
            "year": year,
            "director": [", ".join(film.people) for film, _ in asked],
            "source": "",
        }
    )
    answers = match(queries, films)
    accepted = answers[answers["decision"] == "accept"]
    return [(asked[int(q)][0], named[i]) for q, i in zip(accepted["query_id"], accepted["imdb_id"], strict=True)]


def compare(ours: pd.DataFrame, theirs: pd.DataFrame, registry: pd.DataFrame) -> tuple[Counter[str], list[str]]:
    """Figures, and a line for each film or entry that stands on one side only."""
    mine, records = festivals(listed(ours, theirs)), festivals(theirs)
    also = accepted_elsewhere(theirs)
    tally: Counter[str] = Counter()
    lines: list[str] = []
    for key in sorted(mine):
        here, there = list(mine[key].values()), list(records.get(key, {}).values())
        tally["ours"] += sum(len(film.entries) for film in here)
        tally["theirs"] += sum(len(film.entries) for film in there)
        tally["our winners"] += sum(result == "won" for film in here for _, result in film.entries)
        tally["their winners"] += sum(result == "won" for film in there for _, result in film.entries)
        pairs = same_films(here, there, key[1], registry)
        for one, other, way in pairs:
            tally[f"films by {way}"] += 1
            both = [entry for entry in one.entries if agreed(entry, other, also)]
            tally[f"entries by {way}"] += len(both)
            tally["winners found"] += sum(result == "won" for _, result in both)
            shown = f"{one.title} = {other.title or other.imdb}"
            lines += [f"{' '.join(key)}: only ours: {' '.join(e)}: {shown}" for e in one.entries if e not in both]
            unmet = [e for e in other.entries if e not in both and not any(agreed(b, other, also, e) for b in both)]
            lines += [f"{' '.join(key)}: only theirs: {' '.join(e)}: {shown}" for e in unmet]
            if way in ("matcher", "part") and other.title:
                lines.append(f"{' '.join(key)}: title ({way}): {one.title} = {other.title}")
        lines += [f"{' '.join(key)}: film only ours: {f.title} {f.entries}" for f in here]
        lines += [f"{' '.join(key)}: film only theirs: {f.title or f.imdb} {f.entries}" for f in there]
    return tally, lines


def listed(ours: pd.DataFrame, theirs: pd.DataFrame) -> pd.DataFrame:
    """Our rows of categories that the event list has for that year at all."""
    slots = {
        (row["body"], row["ceremony_year"], category)
        for row in theirs.to_dict("records")
        for category in (row["category"], *row["category_alt"].split(";"))
    }
    rows = zip(ours["body"], ours["ceremony_year"], ours["category"], strict=True)
    return ours[[slot in slots for slot in rows]]


Also = dict[tuple[str, str, str], set[str]]


def accepted_elsewhere(theirs: pd.DataFrame) -> Also:
    """Other categories under which a row of theirs may stand too, by id, category and result."""
    rows = theirs[theirs["category_alt"] != ""].to_dict("records")
    return {(imdb_number(r["film_imdb"]), r["category"], r["result"]): set(r["category_alt"].split(";")) for r in rows}


def agreed(entry: Entry, other: Film, also: Also, only: Entry | None = None) -> bool:
    """Whether their film has this entry, in its category or in one that the record accepts instead."""
    category, result = entry
    entries = other.entries if only is None else [only]
    return any(
        result == their_result
        and (category == their_category or category in also.get((other.imdb, their_category, result), ()))
        for their_category, their_result in entries
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("nominations", type=Path)
    parser.add_argument("--truth", type=Path, default=ROOT.parent / "shared" / "truth")
    args = parser.parse_args()
    ours, theirs, registry = (
        pd.read_csv(path, dtype=str, keep_default_na=False)
        for path in (
            args.nominations,
            args.truth / "nominations" / "other_bodies.csv",
            args.truth / "matching" / "registry.csv",
        )
    )
    registry["imdb_id"] = registry["imdb_id"].map(imdb_number)
    tally, lines = compare(ours, theirs, registry.drop_duplicates("imdb_id").set_index("imdb_id"))
    print("\n".join(lines))
    found = sum(tally[f"entries by {way}"] for way in WAYS)
    print(f"entries: ours {tally['ours']}, theirs {tally['theirs']}, both {found}")
    print(f"precision {found / tally['ours']:.4f}, recall {found / tally['theirs']:.4f}")
    winners = tally["winners found"]
    print(f"winners: ours {tally['our winners']}, theirs {tally['their winners']}, both {winners}")
    for what in ("films", "entries"):
        print(f"{what}: " + ", ".join(f"by {way} {tally[f'{what} by {way}']}" for way in WAYS))


if __name__ == "__main__":
    main()
