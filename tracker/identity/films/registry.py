"""The registry as matching uses it: all titles of a film, its people and its kind."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from tracker.domain.facts.film_cells import credits_of, titles_of
from tracker.domain.facts.records import NOT_FILMS
from tracker.domain.titles.comparable import title_key, without_disambiguation
from tracker.frames import OBJECT
from tracker.identity.cells import chosen, one_to_one, parts, text
from tracker.identity.corrections import Corrections
from tracker.identity.films.scored import FilmIndex, index_films
from tracker.identity.names import Name, people, same_person

FEATURE, SHORT = "feature", "short"


@dataclass(frozen=True)
class FilmRegistry:
    """The films of a registry, one row for each key, without books, songs and series."""

    rows: pd.DataFrame
    """film (key), title, original_title, aliases, year, work_kind, directors, people; in order of key.

    `aliases` are all other titles, those of other countries and languages among them; `people` are those whom articles
    credit.
    """
    credited: Mapping[str, tuple[str, ...]]
    """The registry's credit cells by film, parsed only for the films in question."""

    @classmethod
    def of(cls, films: pd.DataFrame, film_credits: pd.DataFrame | None = None) -> "FilmRegistry":
        """From the store's frames `films` and `film_credits`, which articles give (qid, name)."""
        rows = pd.DataFrame(
            {
                "film": text(films, "film") if "film" in films.columns else registry_keys(films),
                **{name: text(films, name) for name in ("title", "original_title", "work_kind")},
                "aliases": _other_titles(films),
                "directors": parts(films, "directors"),
                "people": _credited(films, film_credits),
                "year": pd.to_numeric(films["year"], errors="coerce") if "year" in films.columns else np.nan,
            }
        )
        others = rows.loc[rows["work_kind"].isin(NOT_FILMS), "film"]
        cells = zip(rows["film"], text(films, "credits"), strict=True)
        rows = rows[(rows["film"] != "") & ~rows["film"].isin(others)]
        return cls(_merged(rows).sort_values("film", kind="stable", ignore_index=True), _cells(cells))

    @cached_property
    def names(self) -> pd.DataFrame:
        """key, year, film of every title of every dated film; no key is blank."""
        base = self.rows[["film", "year"]]
        aliases = base.assign(name=self.rows["aliases"]).explode("name")
        titles = [base.assign(name=self.rows[column]) for column in ("title", "original_title")]
        table = pd.concat([*titles, aliases], ignore_index=True)
        table = table[table["year"].notna()].assign(key=text(table, "name").map(title_key))
        return table.loc[table["key"] != "", ["key", "year", "film"]].drop_duplicates(ignore_index=True)

    @cached_property
    def index(self) -> FilmIndex:
        """For the scored matcher, whose ids are keys here."""
        rows = self.rows
        columns = {
            "imdb_id": rows["film"].tolist(),
            "title": rows["title"].tolist(),
            "year": ["" if pd.isna(year) else str(int(year)) for year in rows["year"]],
            "director": [", ".join(names) for names in rows["directors"]],
            "original_title": rows["original_title"].tolist(),
        }
        aliases = [(row, alias) for row, several in enumerate(rows["aliases"]) for alias in several]
        return index_films(columns, lambda row, column: f"registry, film {columns['imdb_id'][row]}, {column}", aliases)

    @cached_property
    def of_film(self) -> Mapping[str, Any]:
        """The row of each film."""
        return dict(zip(self.rows["film"].tolist(), self.rows.itertuples(index=False), strict=True))

    @cached_property
    def _crews(self) -> dict[str, tuple[Name, ...]]:
        return {}

    def crew(self, qid: str) -> tuple[Name, ...]:
        """Everybody the registry and articles name for a film, cast included, as folded words."""
        if qid not in self.of_film:
            return ()
        if qid not in self._crews:
            row = self.of_film[qid]
            cast = tuple(credit.name for cell in self.credited.get(qid, ()) for credit in credits_of(cell))
            self._crews[qid] = names_of((*row.directors, *row.people, *cast))
        return self._crews[qid]

    def directed(self, qid: str) -> tuple[Name, ...]:
        """The film's directors, as folded words; empty where unknown."""
        return names_of(self.of_film[qid].directors) if qid in self.of_film else ()

    def of_craft(self, film: str, craft: str) -> tuple[Name, ...]:
        """The people whom the registry names for one craft of a film, as folded words."""
        names = [c.name for cell in self.credited.get(film, ()) for c in credits_of(cell) if c.craft == craft]
        return (*self.directed(film), *names_of(names)) if craft == "director" else names_of(names)

    @cached_property
    def _by_director(self) -> Mapping[Name, tuple[str, ...]]:
        films: dict[Name, tuple[str, ...]] = {}
        for film, directors in zip(self.rows["film"], self.rows["directors"], strict=True):
            for name in names_of(directors):
                key = _in_any_order(name)
                films[key] = (*films.get(key, ()), film)
        return films

    def directed_by(self, people: Sequence[Name]) -> list[str]:
        """Films that one of these people directed, in order; names count only as they stand, in any order of words."""
        return sorted({film for name in people for film in self._by_director.get(_in_any_order(name), ())})

    def is_short(self, qid: str) -> bool:
        """Whether the registry calls the film a short."""
        return qid in self.of_film and self.of_film[qid].work_kind == SHORT


def _other_titles(films: pd.DataFrame) -> "pd.Series[Any]":
    """Aliases, and the titles of other countries and languages."""
    titles = [tuple(dict.fromkeys(t.title for t in titles_of(cell))) for cell in text(films, "titles")]
    return parts(films, "aliases") + pd.Series(titles, index=films.index, dtype=OBJECT)


def _cells(cells: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Cells that are not blank, by film."""
    by_film: dict[str, tuple[str, ...]] = {}
    for film, cell in cells:
        if cell:
            by_film[film] = (*by_film.get(film, ()), cell)
    return by_film


def _credited(films: pd.DataFrame, film_credits: pd.DataFrame | None) -> "pd.Series[Any]":
    """The people whom articles credit on each film, in any craft."""
    names: dict[str, list[str]] = {}
    if film_credits is not None:
        for qid, name in zip(text(film_credits, "qid"), text(film_credits, "name"), strict=True):
            names.setdefault(qid, []).append(name)
    names.pop("", None)
    cells = [tuple(dict.fromkeys(names.get(qid, ()))) for qid in text(films, "qid")]
    return pd.Series(cells, index=films.index, dtype=OBJECT)


def _merged(rows: pd.DataFrame) -> pd.DataFrame:
    """One row for each film: its first value, with the titles and people of every source."""
    twice = rows[rows["film"].duplicated(keep=False)]
    first = rows[~rows["film"].duplicated()]
    titles: dict[str, dict[str, None]] = {}
    for film, title, original, aliases in zip(*(twice[c] for c in _TITLES), strict=True):
        titles.setdefault(film, {}).update(dict.fromkeys(t for t in (title, original, *aliases) if t))
    years = twice.groupby("film")["year"].min().to_dict()
    cells_of = {"aliases": {film: tuple(names) for film, names in titles.items()}}
    cells_of |= {column: _gathered(twice, column) for column in ("directors", "people")}
    several = {
        column: pd.Series([cells.get(f, c) for f, c in zip(first["film"], first[column], strict=True)], dtype=OBJECT)
        for column, cells in cells_of.items()
    }
    year = [years.get(f, y) for f, y in zip(first["film"], first["year"], strict=True)]
    return first.reset_index(drop=True).assign(year=year, **several)


_TITLES = ("film", "title", "original_title", "aliases")


def _gathered(rows: pd.DataFrame, column: str) -> dict[str, tuple[str, ...]]:
    values: dict[str, dict[str, None]] = {}
    for film, cell in zip(rows["film"], rows[column], strict=True):
        values.setdefault(film, {}).update(dict.fromkeys(cell))
    return {film: tuple(names) for film, names in values.items()}


def names_of(credit: Iterable[str]) -> tuple[Name, ...]:
    """People as folded words, each once."""
    return tuple(dict.fromkeys(name for one in credit for name in people(one)))


def _in_any_order(name: Name) -> Name:
    return tuple(sorted(name))


def share_a_person(one: Sequence[Name], other: Sequence[Name]) -> bool:
    """Whether both sides share a person; a blank shares nobody."""
    return any(same_person(a, b) for a in one for b in other)


def registry_keys(films: pd.DataFrame) -> "pd.Series[str]":
    """The key of each row of the registry: its Wikidata id, also where only another row of its IMDb id has one."""
    qid, imdb = text(films, "qid"), text(films, "imdb")
    by_imdb = chosen(imdb, one_to_one(imdb, qid))
    return qid.where(qid != "", by_imdb.where(by_imdb != "", imdb))


def corrected(films: pd.DataFrame, corrections: Corrections) -> pd.DataFrame:
    """The registry with `film` keys, as people corrected it: films merged, aliases added, titles replaced."""
    keys, titles = registry_keys(films).map(corrections.key), text(films, "title").map(without_disambiguation)
    films = films.assign(film=keys.astype("object"), title=titles.astype("object"), retitled="")
    if films.empty or not corrections.in_force:
        return films
    shown, before = chosen(films["film"], corrections.retitled), text(films, "title")
    replaced = (shown != "") & (shown != before)
    aliases = [
        [*names, *corrections.aliases.get(film, ()), *([old] if is_old else ())]
        for names, film, old, is_old in zip(parts(films, "aliases"), films["film"], before, replaced, strict=True)
    ]
    return films.assign(
        aliases=pd.Series(aliases, index=films.index, dtype=OBJECT),
        title=films["title"].astype("object").mask(replaced, shown),
        retitled=shown,
    )
