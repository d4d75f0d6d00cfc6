"""Whose articles are read: candidate films of a season, by their titles on the wiki."""

from typing import TYPE_CHECKING

from spiders.families.film_article.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from sqlalchemy import Connection

    from jobs.context import Context
    from tracker.judge.material.tables import SeasonTables

ARTICLES = "wikipedia_film"
"""The source of film articles."""


def candidate_articles(context: "Context", conn: "Connection", seasons: "Sequence[int]") -> dict[str, str]:
    """Article titles of the films of seasons that anything speaks for, to the films' Wikidata ids.

    Evidence is a place in a list of such a season, in a tally of critics' lists, or an aggregator's score. Separate
    lists of accolades that were read before are among them. A film without an article, or without an id, is left out.
    """
    from jobs.steps.judging.judge import season_tables
    from tracker.judge.material.candidates import candidates
    from tracker.store import frames

    tables = season_tables(conn, context.corrections)
    keys = set(candidates(tables, seasons)["film_key"]) & _spoken_for(tables, seasons)
    films = tables.films[tables.films["film"].isin(keys) & (tables.films["qid"] != "")]
    titles = _titles(films, tables.links)
    accolades = frames.accolades(conn)
    lists = accolades[
        accolades["page_title"].str.startswith(words().accolade_list) & accolades["qid"].isin(set(titles.values()))
    ]
    return titles | dict(zip(lists["page_title"], lists["qid"], strict=True))


def _spoken_for(tables: "SeasonTables", seasons: "Sequence[int]") -> set[str]:
    """Keys of films that any statement but their mere existence is about."""
    entries, tallies = tables.entries, tables.top_tens
    return {
        *entries.loc[entries["film_year"].isin(list(seasons)).fillna(False), "film"],
        *tallies.loc[tallies["film_year"].isin(list(seasons)).fillna(False), "film"],
        *tables.scores["film"],
    }


def _titles(films: "pd.DataFrame", links: "pd.DataFrame") -> dict[str, str]:
    """Titles by which films' articles are found: what the registry says, else where their links led."""
    linked = links[(links["qid"] != "") & (links["canonical"] != "")]
    led = dict(zip(linked["qid"], linked["canonical"], strict=True))
    pairs = ((row["wikipedia"] or led.get(row["qid"], ""), row["qid"]) for _, row in films.iterrows())
    return {title: qid for title, qid in sorted(pairs) if title}
