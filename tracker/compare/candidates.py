"""Which films a season is about: everything a list of the season names, and what the registry dates to it."""

import pandas as pd

from tracker.compare.feeding import in_groups
from tracker.compare.frames import Kind, filled, typed
from tracker.compare.tables import PROVENANCE, SeasonTables

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

NOT_FILMS = ("book", "song")


def candidates(tables: SeasonTables, season: int) -> pd.DataFrame:
    """One row a film of the season, in order of title.

    A film belongs to the season when one of the season's lists, tallies or eligibility records names it, when it is of
    that year, or when it was released in a country during that year.
    """
    named = [
        _named(tables.entries[tables.entries["film_year"] == season]),
        _named(tables.top_tens[tables.top_tens["film_year"] == season]),
        _named(tables.eligibility[tables.eligibility["film_year"] == season]),
    ]
    released = tables.releases["date"].str[:4].eq(str(season)) & tables.releases["event"].eq("")
    dated = tables.films["film"][
        tables.films["year"].eq(season).fillna(False) | tables.films["film"].isin(tables.releases["film"][released])
    ]
    every = pd.concat([*named, pd.DataFrame({"film_key": dated, "printed": "", "printed_imdb": ""})])
    every = every.sort_values(["film_key", "printed"], ascending=[True, False], kind="stable")
    printed = every.groupby("film_key")[["printed", "printed_imdb"]].first().reset_index()
    shorts = _only_shorts(tables.entries[tables.entries["film_year"] == season])
    known = tables.films.drop_duplicates("film").set_index("film").reindex(printed["film_key"])
    known.index = printed.index
    text = {c: filled(known[c]) for c in ("title", "original_title", "imdb", "work_kind", "distributor")}
    rows = pd.DataFrame(
        {
            "film_key": printed["film_key"],
            "film": text["title"].where(text["title"] != "", printed["printed"]),
            "film_original_title": text["original_title"].mask(text["original_title"] == text["title"], ""),
            "film_qid": printed["film_key"].where(printed["film_key"].str.match(r"^Q\d+$"), ""),
            "film_imdb": text["imdb"].where(text["imdb"] != "", printed["printed_imdb"]),
            "film_year": season,
            "year": known["year"],
            "work_kind": text["work_kind"].mask((text["work_kind"] == "") & printed["film_key"].isin(shorts), "short"),
            "minutes": known["minutes"],
            "directors": known["directors"].map(_cell),
            "countries": known["countries"].map(_cell),
            "distributor": text["distributor"],
            "aliases": known["aliases"].map(_cell),
            "film_wikipedia": filled(known["wikipedia"]),
            **{column: known[column] for column in PROVENANCE},
        }
    )
    rows = rows[~rows["work_kind"].isin(NOT_FILMS)].sort_values(["film", "film_key"], kind="stable")
    return typed(rows, CANDIDATES)


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    imdb = rows["imdb"].where(rows["imdb"].str.match(r"^tt\d+$"), "")
    return pd.DataFrame({"film_key": rows["film"], "printed": rows["title"], "printed_imdb": imdb})


def _only_shorts(entries: pd.DataFrame) -> list[str]:
    """Films that lists name in categories for shorts and nowhere else."""
    short = in_groups(entries["category"], ("short",)).groupby(entries["film"]).all()
    return [str(film) for film in short.index[short.astype(bool)]]


def _cell(value: object) -> str:
    return ";".join(value) if isinstance(value, tuple) else ""
