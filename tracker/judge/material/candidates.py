"""Which films a season is about: everything a list of the season names, and what the registry dates to it."""

from collections.abc import Sequence

import pandas as pd

from tracker.domain.categories import categories
from tracker.domain.facts.records import NOT_FILMS
from tracker.judge.material.categories import in_groups
from tracker.judge.material.frames import Kind, among, filled, typed
from tracker.judge.material.tables import IN_SEASON, PROVENANCE, SeasonTables

CANDIDATES: dict[str, Kind] = {
    "film_key": "text",
    "film": "text",
    "film_original_title": "text",
    "film_qid": "text",
    "film_imdb": "text",
    "film_year": "int",
    "year": "int",
    "work_kind": "text",
    "minutes": "int",
    "directors": "text",
    "countries": "text",
    "distributor": "text",
    "aliases": "text",
    "film_wikipedia": "text",
    **PROVENANCE,
}
"""Columns of the candidates; `year` is the film's own year, `film_year` the season."""

_DOCUMENTARIES = [slug for slug, category in categories().items() if category.kind == "documentary"]


def candidates(tables: SeasonTables, seasons: Sequence[int]) -> pd.DataFrame:
    """One row a season and film, in order of season and title.

    A film belongs to a season when one of the season's lists, tallies or eligibility records names it, when it is of
    that year, or when it was released in a country during that year.
    """
    released = tables.releases[tables.releases["event"].eq("")]
    year = pd.to_numeric(released["date"].str[:4], errors="coerce").astype("Int64")
    dated = pd.concat(
        [tables.films[["year", "film"]], pd.DataFrame({"year": year, "film": released["film"]})], ignore_index=True
    )
    dated = dated[dated["film"].isin(tables.films["film"])]
    every = pd.concat(
        [
            _named(tables.entries),
            _named(tables.top_tens),
            _named(tables.eligibility),
            pd.DataFrame({"film_year": dated["year"], "film_key": dated["film"], "printed": "", "printed_imdb": ""}),
        ],
        ignore_index=True,
    )
    every = every[every["film_year"].isin(list(seasons)).fillna(False)]
    every = every.sort_values([*IN_SEASON, "printed"], ascending=[True, True, False], kind="stable")
    every["printed_imdb"] = every["printed_imdb"].mask(every["printed_imdb"] == "")
    printed = every.groupby(IN_SEASON)[["printed", "printed_imdb"]].first().reset_index()
    printed["printed_imdb"] = filled(printed["printed_imdb"])
    short = among(printed, _only_shorts(tables.entries), IN_SEASON)
    documentary = printed["film_key"].isin(tables.entries["film"][tables.entries["category"].isin(_DOCUMENTARIES)])
    known = tables.films.drop_duplicates("film").set_index("film").reindex(printed["film_key"])
    known.index = printed.index
    text = {c: filled(known[c]) for c in ("title", "original_title", "imdb", "work_kind", "distributor")}
    by_key = printed["film_key"].where(printed["film_key"].str.match(r"^tt\d+$"), printed["printed_imdb"])
    rows = pd.DataFrame(
        {
            "film_key": printed["film_key"],
            "film": text["title"].where(text["title"] != "", printed["printed"]),
            "film_original_title": text["original_title"].mask(text["original_title"] == text["title"], ""),
            "film_qid": printed["film_key"].where(printed["film_key"].str.match(r"^Q\d+$"), ""),
            "film_imdb": text["imdb"].where(text["imdb"] != "", by_key),
            "film_year": printed["film_year"],
            "year": known["year"],
            "work_kind": text["work_kind"]
            .mask((text["work_kind"] == "") & short, "short")
            .mask(text["work_kind"].isin(["", "feature"]) & documentary, "documentary"),
            "minutes": known["minutes"],
            "directors": known["directors"].map(_cell),
            "countries": known["countries"].map(_cell),
            "distributor": text["distributor"],
            "aliases": known["aliases"].map(_cell),
            "film_wikipedia": filled(known["wikipedia"]),
            **{column: known[column] for column in PROVENANCE},
        }
    )
    rows = rows[~rows["work_kind"].isin(NOT_FILMS)].sort_values(["film_year", "film", "film_key"], kind="stable")
    return typed(rows, CANDIDATES)


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    imdb = rows["imdb"].where(rows["imdb"].str.match(r"^tt\d+$"), "")
    return pd.DataFrame(
        {"film_year": rows["film_year"], "film_key": rows["film"], "printed": rows["title"], "printed_imdb": imdb}
    )


def _only_shorts(entries: pd.DataFrame) -> pd.DataFrame:
    """Films that a season's lists name in categories for shorts and nowhere else: film_year, film_key."""
    short = in_groups(entries["category"], ("short",)).groupby([entries["film_year"], entries["film"]]).all()
    return short[short].reset_index().rename(columns={"film": "film_key"})[IN_SEASON]


def _cell(value: object) -> str:
    return ";".join(value) if isinstance(value, tuple) else ""
