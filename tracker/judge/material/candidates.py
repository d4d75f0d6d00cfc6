"""Which films a season is about: everything a list of the season names, and what the registry dates to it."""

import re
from collections.abc import Collection, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

import pandas as pd

from tracker.domain.bodies import bodies
from tracker.domain.categories import categories, group_of
from tracker.domain.citations import cite
from tracker.domain.facts.records import NOT_FILMS
from tracker.domain.sources import OFFICIAL_TIER
from tracker.domain.titles.comparable import is_id
from tracker.domain.titles.main import Print, main_title
from tracker.judge.material.categories import ACTING
from tracker.judge.material.frames import Kind, tuples, typed
from tracker.judge.material.tables import PROVENANCE, SHOWN, SeasonTables

CANDIDATES: dict[str, Kind] = {
    "film_key": "text",
    "film": "text",
    "film_original_title": "text",
    "film_qid": "text",
    "film_imdb": "text",
    "film_year": "int",
    "year": "int",
    "work_kind": "text",
    "kind_doubt": "text",
    "kind_body": "text",
    "kind_basis": "text",
    "kind_url": "text",
    "minutes": "int",
    "directors": "text",
    "countries": "text",
    "distributor": "text",
    "aliases": "text",
    "film_wikipedia": "text",
    **PROVENANCE,
}
"""Columns of the candidates; `year` is the film's own year, `film_year` the season.

`kind_doubt` says why the kind is not settled: it decides whether a film could be nominated only where two sources state
it, the body does, or a list names the film in a category of that kind. `kind_basis` is such a list in words, with its
body `kind_body` and address `kind_url`.
"""


class Film(NamedTuple):
    """What the judgement asks of a candidate."""

    film_key: str
    film: str
    film_original_title: str
    film_qid: str
    film_imdb: str
    film_year: int
    year: float
    """Of the film itself; NaN where it is not known."""
    work_kind: str
    countries: str
    distributor: str
    source_url: str

    @property
    def numbered(self) -> bool:
        """Whether nothing but its number is on record."""
        return is_id(self.film)


_DOCUMENTARIES = {slug for slug, category in categories().items() if category.kind == "documentary"}
_ENTRY = ["film_year", "film"]
_REGISTERED = [
    *(
        "film",
        "title",
        "retitled",
        "original_title",
        "imdb",
        "work_kind",
        "distributor",
        "wikipedia",
        "year",
        "minutes",
    ),
    *("directors", "countries", "aliases", "kind_sources", *PROVENANCE),
]
_IMDB, _QID, _YEAR = re.compile(r"tt\d+$"), re.compile(r"Q\d+$"), re.compile(r"\d{4}")


def candidates(tables: SeasonTables, seasons: Sequence[int]) -> pd.DataFrame:
    """One row a season and film, in order of season and title.

    A film belongs to a season when one of the season's lists, tallies or eligibility records names it, when it is of
    that year, or when it was released in a country during that year.
    """
    names = _names(tables, frozenset(seasons))
    films = tables.films[tables.films["film"].isin({film for _, film in names})].drop_duplicates("film")
    registry = {row[0]: dict(zip(_REGISTERED, row, strict=True)) for row in tuples(films, _REGISTERED)}
    printed_by = _printed_by(tables, {key for key in names if key[1] not in registry})
    entries = tuples(tables.entries, [*_ENTRY, "category"])
    short = _only_shorts(entries)
    spelt = _spelt(
        tables, {film for (_, film), prints in names.items() if any(one.title.isupper() for one, _ in prints)}
    )
    documentary = {film for _, film, category in entries if category in _DOCUMENTARIES}
    acted, televised = _performances(tables, set(registry)), _made_for_television(tables)
    rows = []
    for (season, film), prints in names.items():
        row = _row(film, registry.get(film, {}), prints)
        row["film"] = spelt.get((film, row["film"]), row["film"])
        if not row["work_kind"] and (season, film) in short:
            row["work_kind"] = "short"
        elif row["work_kind"] in ("", "feature") and film in documentary:
            row["work_kind"] = "documentary"
        row |= televised.get(film, {})
        settled = row["kind_sources"] > 1 or row["tier"] == OFFICIAL_TIER or film in documentary or film in televised
        doubt = "" if settled else _doubt(row["work_kind"], acted.get(film, ""))
        rows.append(row | {"film_year": season, "kind_doubt": doubt} | printed_by.get((season, film), {}))
    rows = [row for row in rows if row["work_kind"] not in NOT_FILMS]
    return typed(pd.DataFrame(sorted(rows, key=itemgetter("film_year", "film", "film_key"))), CANDIDATES)


def in_question(films: pd.DataFrame, tables: SeasonTables, bodies: Collection[str]) -> "pd.Series[bool]":
    """Which candidates readers could make something of.

    A film of which nothing but its number is on record is none, unless one of the bodies nominated it.
    """
    entries = tuples(tables.entries, [*_ENTRY, "body", "result"])
    nominated = {tuple(entry) for *entry, body, result in entries if body in bodies and result in SHOWN}
    rows = tuples(films, ["film", "film_year", "film_key"])
    asked = [not is_id(film) or (season, key) in nominated for film, season, key in rows]
    return pd.Series(asked, index=films.index, dtype=bool)


def _names(tables: SeasonTables, seasons: frozenset[int]) -> dict[tuple[int, str], list[tuple[Print, str]]]:
    """By season and film the titles and IMDb ids that its lists print; a film that is of the year by date has none."""
    names: dict[tuple[int, str], list[tuple[Print, str]]] = {}
    for rows, giver in ((tables.entries, "body"), (tables.top_tens, "source"), (tables.eligibility, "source")):
        for season, film, title, imdb, *by in tuples(rows, [*_ENTRY, "title", "imdb", giver, "tier"]):
            if season in seasons:
                title_and_id = Print(title, *by), imdb if _IMDB.match(imdb) else ""
                names.setdefault((season, film), []).append(title_and_id)
    registered = set(tables.films["film"].tolist())
    released = tables.releases[tables.releases["event"].eq("")]
    dated = [(int(day[:4]), film) for day, film in tuples(released, ["date", "film"]) if _YEAR.match(day)]
    for season, film in tuples(tables.films, ["year", "film"]) + dated:
        if season in seasons and film in registered:
            names.setdefault((season, film), [])
    return names


def _spelt(tables: SeasonTables, films: Collection[str]) -> dict[tuple[str, str], str]:
    """Titles of films as figures and releases spell them, by film and the title in capitals alone."""
    rows = pd.concat([tables.scores[["film", "title"]], tables.releases[["film", "title"]]])
    titles = tuples(rows[rows["film"].isin(films)], ["film", "title"])
    return {(film, title.upper()): title for film, title in titles if not title.isupper()}


def _printed_by(tables: SeasonTables, films: set[tuple[int, str]]) -> dict[tuple[int, str], dict[str, Any]]:
    """The citation of the first list, tally or record that names each film; for films that no registry has."""
    pages: dict[tuple[int, str], dict[str, Any]] = {}
    for rows in (tables.entries, tables.eligibility, tables.top_tens):
        for season, film, cites, *origin in tuples(rows, [*_ENTRY, "cites", *PROVENANCE]):
            if (season, film) in films and (season, film) not in pages:
                row = dict(zip(PROVENANCE, origin, strict=True))
                page = cite(row["source_url"], row["source_revision"], row["licence"], row["origin"], cites=cites)
                pages[season, film] = row | {
                    "source_url": page.url,
                    "source_revision": page.revision,
                    "licence": page.licence,
                }
    return pages


def _row(film: str, facts: dict[Any, Any], prints: list[tuple[Print, str]]) -> dict[str, Any]:
    """A film as the registry has it, else as lists print it."""
    registered, original = facts.get("title", ""), facts.get("original_title", "")
    title = facts.get("retitled") or main_title(registered, [one for one, _ in prints])
    by_key = film if _IMDB.match(film) else max((imdb for _, imdb in prints), default="")
    return {name: facts.get(name) for name in ("year", "minutes", "distributor", *PROVENANCE)} | {
        "kind_sources": facts.get("kind_sources", 0),
        "film_key": film,
        "film": title,
        "film_original_title": "" if original == title else original,
        "film_qid": film if _QID.match(film) else "",
        "film_imdb": facts.get("imdb") or by_key,
        "work_kind": facts.get("work_kind", ""),
        **{name: ";".join(facts.get(name, ())) for name in ("directors", "countries", "aliases")},
        "film_wikipedia": facts.get("wikipedia"),
    }


TELEVISION = "television"
_IN_DOUBT = {"documentary": "a documentary", TELEVISION: "made for television"}
"""Kinds that keep a film from being nominated, in words."""


def _doubt(kind: str, performance: str) -> str:
    """Why the kind is not settled, where one source alone states it and it would keep the film out; else ""."""
    if kind not in _IN_DOUBT:
        return ""
    other = f", and it is {performance}" if performance and kind == "documentary" else ""
    return f"one source alone says that it is {_IN_DOUBT[kind]}{other}"


def _performances(tables: SeasonTables, films: set[str]) -> dict[str, str]:
    """By film a list that names a performance in it: "listed for Best Supporting Female at the Spirit Awards"."""
    entries = tuples(tables.entries, ["film", "category", "body", "category_as_printed"])
    return {
        film: f"listed for {award} at the {bodies()[body].title if body in bodies() else body}"
        for film, category, body, award in reversed(entries)
        if film in films and category in ACTING
    }


def _made_for_television(tables: SeasonTables) -> dict[str, dict[str, str]]:
    """What lists say of films that they have among what was made for television: the cells of a candidate."""
    kinds = tables.facts[tables.facts["property"].eq("kind") & tables.facts["value"].eq(TELEVISION)]
    body_of = dict(tuples(tables.lists, ["source", "body"]))
    films = {}
    for film, source, award, url in tuples(kinds[::-1], ["film", "source", "note", "source_url"]):
        body = body_of.get(source, "")
        basis = f"listed for {award} at the {bodies()[body].title if body in bodies() else source}"
        films[film] = {"work_kind": TELEVISION, "kind_body": body, "kind_basis": basis, "kind_url": url}
    return films


def _only_shorts(entries: list[tuple[Any, ...]]) -> set[tuple[int, str]]:
    """Films that a season's lists name in categories for shorts and nowhere else: season and film."""
    shorts = {category for category in {entry[-1] for entry in entries} if group_of(category) == "short"}
    short = {(season, film) for season, film, category in entries if category in shorts}
    return short and short - {(season, film) for season, film, category in entries if category not in shorts}
