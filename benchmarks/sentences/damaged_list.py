"""Is anything called absent that is not, where a body's list is a file with wrong ids and misspelt titles?

python -m benchmarks.sentences.damaged_list DATABASE [--body oscars] [--season 2010] [--every 5] [--no-registry]
    [--seed 0] [--only TEXT] [--list]

DATABASE is `snubs.sqlite3` of a data folder. The body's list of the season is replaced by a file that damages every
fifth row in each way: an id that is missing, right, another film's or unheard of, beside a title that is as printed, in
one word, with a slip, or in capitals, with people and without. An absence is false where the whole judgement has the
nomination.
"""

import argparse
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from benchmarks.sentences.absence import ABSENT
from benchmarks.sentences.one_list import Frames, at_hand
from tracker.config import Thresholds
from tracker.domain.rules import load_rules
from tracker.identity.resolve import with_keys
from tracker.judge.material.tables import build
from tracker.judge.season import judge_seasons

SHORTEST = 4
"""Fewest letters of a title in which a slip is made."""
Nominated = dict[str, set[tuple[str, str, str]]]
"""Body, category and people of each nomination, by film key."""


class Place(NamedTuple):
    """A body's list of one season."""

    body: str
    season: int


@dataclass(frozen=True)
class Damage:
    """What is wrong in a file."""

    ids: str
    """`none`, `right`, `other` (that of another row's film), `unheard` (nothing has it), `wikidata` (as `other`)."""
    titles: str
    """`printed`, `glued`, `slip` or `capitals`."""
    named: bool = True
    """Whether rows name people."""
    every: int = 5
    """Which rows are damaged: one of so many."""
    seed: int = 0

    def __str__(self) -> str:
        return f"{self.ids} ids, {self.titles} titles, {'' if self.named else 'no '}people"


IDS = ("none", "right", "other", "unheard", "wikidata")
TITLES = ("printed", "glued", "slip", "capitals")


def with_slip(title: str, chance: random.Random) -> str:
    """A title with one letter too few, too many, another one, or two in the wrong order."""
    letters = [at for at, one in enumerate(title) if one.isalpha()]
    if len(letters) < SHORTEST:
        return title
    at = chance.choice(letters[:-1])
    other = chance.choice("abcdefghijklmnopqrstuvwxyz")
    ways = (
        title[:at] + title[at + 1 :],
        title[:at] + title[at] + title[at:],
        title[:at] + other + title[at + 1 :],
        title[:at] + title[at + 1] + title[at] + title[at + 2 :],
    )
    return chance.choice(ways)


def glued(title: str, _: random.Random) -> str:
    """A title in one word."""
    return title.replace(" ", "").replace("-", "")


_TITLES: dict[str, Callable[[str, random.Random], str]] = {
    "printed": lambda title, _: title,
    "glued": glued,
    "slip": with_slip,
    "capitals": lambda title, _: title.upper(),
}


def _ids(damage: Damage, own: list[str]) -> list[str]:
    """An id for each row; every so many is wrong."""
    if damage.ids == "none":
        return [""] * len(own)
    if damage.ids == "right":
        return own
    others = [f"tt99{at:05d}" for at in range(len(own))] if damage.ids == "unheard" else [*own[7:], *own[:7]]
    return [other if at % damage.every == 0 else one for at, (one, other) in enumerate(zip(own, others, strict=True))]


def of_seasons(held: Frames, first: int, last: int) -> Frames:
    """The statements of some seasons, and of films of these years and those before."""
    years = {"nominations": first, "lists": first, "top_tens": first, "eligibility": first}
    parts = {
        name: held[name][held[name]["film_year"].between(start, last).fillna(value=False)]
        for name, start in years.items()
    }
    films = held["films"][held["films"]["year"].between(first - 2, last).fillna(value=True)]
    about = {name: rows[rows["statement"].isin(parts["nominations"]["statement"])] for name, rows in held.items()
             if name in ("works", "credits")}  # fmt: skip
    dated = {
        name: held[name][held[name]["film_year"].between(first - 2, last + 1).fillna(value=True)]
        for name in ("releases", "scores")
    }
    return held | parts | about | dated | {"films": films}


def without_registry(held: Frames) -> Frames:
    """What is at hand without what the registry says of films."""
    return held | {name: held[name].head(0) for name in ("films", "facts", "film_credits", "releases")}


def with_file(held: Frames, keyed: Frames, place: Place, damage: Damage) -> Frames:
    """What is at hand with a damaged file in the place of a body's list."""
    chance = random.Random(damage.seed)  # noqa: S311
    lists, listed = held["nominations"], held["lists"]
    own = lists[_is_of(lists, place)]
    source = _best_source(own, listed[_is_of(listed, place)])
    gone = set(own.loc[own["source"] != source, "statement"])
    page = _is_of(lists, place) & (lists["source"] == source)
    lists = lists.assign(source=lists["source"].mask(page, f"mine.{place.body}"))
    of_page = _is_of(listed, place) & (listed["source"] == source)
    listed = listed.assign(source=listed["source"].mask(of_page, f"mine.{place.body}"))
    others = _is_of(listed, place) & (listed["kind"] == "nominations") & ~of_page
    works = held["works"].copy()
    rows = works["statement"].isin(lists.loc[page, "statement"])
    films = keyed["works"].loc[works.index[rows], "film"].tolist()
    column = "qid" if damage.ids == "wikidata" else "imdb"
    ids = _ids(damage, [_id_of(film, column, keyed["films"]) for film in films])
    spell = _TITLES[damage.titles]
    titles = works.loc[rows, "title"].tolist()
    titles = [spell(one, chance) if at % damage.every == 0 else one for at, one in enumerate(titles)]
    works.loc[rows, ["title", "link", "imdb", "qid"]] = ""
    works.loc[rows, "title"] = titles
    works.loc[rows, column] = ids
    unnamed = set() if damage.named else set(lists.loc[page, "statement"])
    return held | {
        "nominations": lists[~lists["statement"].isin(gone)],
        "lists": listed[~others],
        "works": works[~works["statement"].isin(gone)],
        "credits": held["credits"][~held["credits"]["statement"].isin(gone | unnamed)],
    }


def _is_of(rows: pd.DataFrame, place: Place) -> "pd.Series[bool]":
    return (rows["body"] == place.body) & rows["film_year"].eq(place.season).fillna(value=False)


def _best_source(own: pd.DataFrame, listed: pd.DataFrame) -> str:
    """The source of the list that is whole, and has most rows."""
    fit = set(listed.loc[(listed["kind"] == "nominations") & (listed["state"] == "fit"), "source"])
    return str(own.loc[own["source"].isin(fit), "source"].value_counts().index[0])


def _id_of(film: str, column: str, films: pd.DataFrame) -> str:
    if column == "qid":
        return film if film.startswith("Q") else ""
    if film.startswith("tt"):
        return film
    imdb = films.loc[films["qid"] == film, "imdb"]
    return str(next((one for one in imdb if one), ""))


class Judgement(NamedTuple):
    """What is said of a season."""

    verdicts: pd.DataFrame
    keyed: Frames

    @property
    def nominated(self) -> Nominated:
        """Every nomination."""
        films: Nominated = defaultdict(set)
        rows = self.verdicts[self.verdicts["label"] == "NOMINATED"]
        for row in rows.itertuples(index=False):
            films[str(row.film_key)].add((str(row.body), str(row.category), str(row.people)))
        return films

    @property
    def absences(self) -> pd.DataFrame:
        """Verdicts that rest on absence."""
        return self.verdicts[self.verdicts["sentence"].str.contains(ABSENT)]

    @property
    def misses(self) -> int:
        """How many are printed."""
        return int(self.verdicts["missed"].sum())


def judge(held: Frames, season: int, as_of: date) -> Judgement:
    """The season's verdicts."""
    keyed = with_keys(held)
    (judged,) = judge_seasons(build(keyed), seasons=[season], rules=load_rules(), thresholds=Thresholds(), as_of=as_of)
    return Judgement(judged.verdicts, keyed)


def false_absences(whole: Judgement, damaged: Judgement) -> list[str]:
    """The sentences that call a nomination of the whole judgement absent.

    A film that only the damage knows is that of its rows.
    """
    known = {film for name in ("works", "films", "top_tens", "eligibility") for film in whole.keyed[name]["film"]}
    of_row = _films_by_row(whole.keyed["works"])
    films: dict[str, set[str]] = defaultdict(set)
    for row, film in _films_by_row(damaged.keyed["works"]).items():
        films[film].add(of_row.get(row, ""))
    nominated = whole.nominated
    return [
        str(row.sentence)
        for row in damaged.absences.itertuples(index=False)
        for film in sorted({str(row.film_key)} if row.film_key in known else films[str(row.film_key)])
        if any(
            body == row.body and category == row.category and (not row.people or people == row.people)
            for body, category, people in nominated.get(film, ())
        )
    ]


def _films_by_row(works: pd.DataFrame) -> dict[tuple[str, int], str]:
    columns = (works[name].tolist() for name in ("statement", "position", "film"))
    return {(statement, position): film for statement, position, film in zip(*columns, strict=True)}


def ways(every: int, seed: int) -> Iterator[Damage]:
    """Every damage."""
    for ids, titles, named in product(IDS, TITLES, (True, False)):
        if (ids, titles) != ("right", "printed"):
            yield Damage(ids, titles, named=named, every=every, seed=seed)


def main() -> None:
    """Prints false absences and misses of each damage."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", type=Path)
    parser.add_argument("--body", default="oscars")
    parser.add_argument("--season", type=int, default=2010)
    parser.add_argument("--every", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="", help="a part of the damages' names")
    parser.add_argument("--no-registry", action="store_true")
    parser.add_argument("--list", action="store_true", help="print every false sentence")
    options = parser.parse_args()
    place, today, wrong = Place(options.body, options.season), datetime.now(tz=UTC).date(), 0
    held = of_seasons(at_hand(options.database), place.season, place.season)
    whole = judge(held, place.season, today)
    base = without_registry(held) if options.no_registry else held
    print(f"whole: {len(whole.absences)} absences, {whole.misses} misses", flush=True)
    for damage in ways(options.every, options.seed):
        if options.only not in str(damage):
            continue
        judged = judge(with_file(base, whole.keyed, place, damage), place.season, today)
        sentences = false_absences(whole, judged)
        wrong += len(sentences)
        print(f"{damage}: {len(sentences)} false of {len(judged.absences)}, {judged.misses} misses", flush=True)
        for sentence in sentences if options.list else ():
            print(f"  {sentence}")
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
