"""Casts, crews, titles and years of films by country, as readers get them."""

from collections.abc import Sequence

import pandas as pd

from tracker.domain.cells import join
from tracker.domain.facts.film_cells import credits_of, titles_of
from tracker.frames import cited
from tracker.judge.material.frames import Kind, filled, pair, typed
from tracker.judge.material.releases import days_by_country, first_releases
from tracker.judge.material.tables import PROVENANCE, SeasonTables

CREWS: dict[str, Kind] = dict.fromkeys(
    ("cast", "distributor", "release_titles", "first_release", "release_years"), "text"
)
"""What the registry and pages say of each film besides its ids; blank where they say nothing."""

CREDITS: dict[str, Kind] = {
    "film_year": "int",
    "film": "text",
    "film_key": "text",
    "film_qid": "text",
    "film_imdb": "text",
    "craft": "text",
    "person": "text",
    "person_wikipedia": "text",
    "person_qid": "text",
    **PROVENANCE,
}
"""One row a film of a season, craft, person and source that credits them."""


def crew_columns(films: pd.DataFrame, tables: SeasonTables) -> pd.DataFrame:
    """The columns `CREWS` for films of seasons, by `film_key`, in their order."""
    known = tables.films.set_index("film").reindex(films["film_key"])
    pages = tables.film_credits[tables.film_credits["craft"] == "cast"].groupby("film")["name"].agg(list).to_dict()
    distributors = tables.facts[tables.facts["property"] == "distributor"].groupby("film")["value"].agg(list).to_dict()
    claims = tables.releases[tables.releases["film"].isin(films["film_key"])]
    released = days_by_country(claims)
    return pd.DataFrame(
        {
            "cast": [
                _cast(cell, pages.get(film, ()))
                for film, cell in zip(films["film_key"], filled(known["credits"]), strict=True)
            ],
            "distributor": [
                join([name] if name else dict.fromkeys(distributors.get(film, ())), ";")
                for film, name in zip(films["film_key"], films["distributor"].fillna(""), strict=True)
            ],
            "release_titles": [_titles(cell) for cell in filled(known["titles"])],
            "first_release": films["film_key"].map(first_releases(released, claims)).to_numpy(),
            "release_years": films["film_key"].map(_years(released)).to_numpy(),
        },
        index=films.index,
    )


def _cast(cell: str, pages: Sequence[str]) -> str:
    """The registry's cast, then whom pages and files name besides."""
    return join(dict.fromkeys([*(c.name for c in credits_of(cell) if c.craft == "cast"), *pages]), ";")


def _titles(cell: str) -> str:
    """Titles that differ, each with the country or language it belongs to in brackets."""
    return join(dict.fromkeys(f"{t.title} ({t.place})" if t.place else t.title for t in titles_of(cell)), ";")


def _years(released: pd.DataFrame) -> "pd.Series[str]":
    """By film, the year of release in each country that is named: `Germany 2011;United States 2010`."""
    dated = released[released["country"] != ""]
    places = dated.assign(release=dated["country"] + " " + dated["date"].str[:4])
    return places.groupby("film")["release"].agg(lambda parts: join(parts, ";"))


def credits_table(tables: SeasonTables, films: pd.DataFrame) -> pd.DataFrame:
    """Whom the registry and pages credit with the crafts of the seasons' films (`CREDITS`).

    Args:
        tables: with `films` and `film_credits`.
        films: rows of `FILMS`.
    """
    asked = films[["film_year", "film", "film_key", "film_qid", "film_imdb"]]
    registry = tables.films[tables.films["film"].isin(asked["film_key"]) & (tables.films["credits"] != "")]
    rows = [
        (film, credit.craft, credit.name, credit.qid)
        for film, cell in zip(registry["film"], registry["credits"], strict=True)
        for credit in credits_of(cell)
    ]
    registry_credits = pd.DataFrame(rows, columns=["film_key", "craft", "person", "person_qid"])
    where = registry.set_index("film")[list(PROVENANCE)].reindex(registry_credits["film_key"]).reset_index(drop=True)
    article_credits = tables.film_credits.drop(columns="person").rename(columns={"film": "film_key", "name": "person"})
    key = tables.film_credits["person"]
    article_credits = article_credits.assign(person_wikipedia=key.mask(key.str.startswith("name:"), ""))
    columns = ["film_key", "craft", "person", "person_wikipedia", "person_qid", *PROVENANCE, "cites"]
    every = pd.concat([registry_credits.join(where), article_credits.reindex(columns=columns)], ignore_index=True)
    credits = pair(asked, every, ["film_key"])
    order = ["film_year", "film", "film_key", "craft", "person", "source"]
    return typed(cited(credits.sort_values(order, kind="stable")), CREDITS)
