"""Films that only a user's figures name: no list and no registry knows them, so nothing said of them is used."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from tracker.identity.cells import text
from tracker.identity.corrections import NONE, Corrections
from tracker.identity.films.links import follow, known_ids, link_table, stated_together
from tracker.identity.resolve import NAMES, alone_in, dated, identify, named_films, with_alone, with_registry

LISTS = ("top_tens", "eligibility")
"""Frames that make a film known where they give its id."""
FIGURES = ("scores", "releases", "film_credits")
NEEDED = ("films", "links", "works", "nominations", *LISTS, *FIGURES)
"""Frames from which it is told."""


@dataclass(frozen=True)
class Unmet:
    """The films that rows of some sources name, and those of them that nobody knows."""

    rows: pd.DataFrame
    """source, title, film_year, film: one row each source and film."""
    candidates: pd.DataFrame
    """case (the film's key), rank, film, score, why: what a title may mean, likeliest first."""
    taken: pd.DataFrame
    """As `rows`, with `meant`: the films that were taken for one whose title only is like theirs."""
    named: int
    """How many films the sources name."""


def unmet_films(frames: Mapping[str, pd.DataFrame], sources: Collection[str], corrections: Corrections = NONE) -> Unmet:
    """The films of some sources' figures that meet none, without a look at what the titles of lists may mean.

    Args:
        frames: the store's, by the names in `NEEDED`.
        sources: whose rows are in question.
        corrections: people's decisions.
    """
    frames = with_registry(frames, corrections)
    lists = {name: rows for name in ("works", *LISTS) if (rows := dated(name, frames)) is not None}
    films, links = frames["films"], link_table(frames["links"])
    stated = stated_together(lists.values())
    ids = known_ids(films, links, stated)
    followed = {name: follow(rows, ids, links, corrections) for name, rows in lists.items()}
    pool = with_alone(films, alone_in(followed.values()))
    figures = {name: frames[name] for name in FIGURES}
    own = {name: rows[rows["source"].isin(sources)] for name, rows in (lists | figures).items() if name != "works"}
    own["film_credits"] = named_films(own["film_credits"], "source")
    keyed, answers = identify(
        own, {"films": pool, "links": frames["links"]}, stated_together(own.values()), corrections
    )
    return unmet_of(keyed | {"works": followed["works"], "films": pool, "candidates": answers.candidates}, sources)


def unmet_of(keyed: Mapping[str, pd.DataFrame], sources: Collection[str]) -> Unmet:
    """The films of some sources' figures that meet none, from frames whose rows have film keys."""
    pool = with_alone(keyed["films"], alone_in(keyed[name] for name in ("works", *LISTS)))
    columns = ["source", *NAMES, "film", "film_reason"]
    parts = [keyed[name].reindex(columns=columns) for name in (*LISTS, *FIGURES)]
    rows = pd.concat([part[part["source"].isin(sources)] for part in parts], ignore_index=True)
    rows = rows[rows["film"] != ""].drop_duplicates(["source", "title", "film"])
    rows = rows.sort_values(["source", "title", "film"], kind="stable", ignore_index=True)
    guesses = rows[rows["film_reason"] == "scored"]
    titles = dict(zip(pool["film"], pool["title"], strict=True))
    return Unmet(
        rows[~rows["film"].isin({*text(pool, "film"), *keyed["works"]["film"]})],
        keyed["candidates"],
        guesses.assign(meant=guesses["film"].map(titles)),
        len(rows),
    )
