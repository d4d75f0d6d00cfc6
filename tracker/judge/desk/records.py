"""Records: the films with the most precursor nominations and none at a body, overall and by craft, country and so on.

A superlative is only as true as what was searched, so every answer names its scope: which films, which bodies' lists,
which closed lists of the body itself, and what was left aside and why.
"""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from tracker.domain.categories import categories
from tracker.domain.rules import RuleBook
from tracker.domain.titles.comparable import title_key
from tracker.judge.material.frames import Kind, among, chosen, filled, join, typed
from tracker.judge.material.lists import ceremonies
from tracker.judge.material.tables import SHOWN, SeasonTables

By = Literal["film", "craft", "distributor", "country", "decade"]
BY: tuple[By, ...] = ("film", "craft", "distributor", "country", "decade")

RECORDS: dict[str, Kind] = {
    "group": "text",
    "rank": "int",
    "film": "text",
    "film_qid": "text",
    "film_imdb": "text",
    "film_year": "int",
    "precursor_nominations": "int",
    "precursor_wins": "int",
    "bodies": "text",
    "categories": "text",
}
"""Columns of the answer; `group` is "" for films overall."""

_FILM = ["film", "film_year"]


@dataclass(frozen=True)
class Records:
    """`rows` has the columns of `RECORDS`; `scope` says in one paragraph what was searched."""

    rows: pd.DataFrame
    scope: str


def records(
    tables: SeasonTables, rules: RuleBook, *, body: str, by: By, seasons: range | None = None, top: int = 10
) -> Records:
    """The record holders among films without a nomination at a body.

    By craft, a film counts in each category for which it has precursor nominations and none of the body's own, whatever
    the body nominated it for elsewhere; otherwise it has no nomination at the body at all, in any season on record.

    Args:
        tables: every statement at hand.
        rules: which bodies count as precursors of which, and which lists are judged.
        body: a body with rules.
        by: what to divide the films by.
        seasons: film years to search; None means all.
        top: places a group; films that tie for the last place are all there.
    """
    lists = ceremonies(tables, rules)
    closed = lists[(lists["body"] == body) & lists["closed"]]
    if seasons is not None:
        closed = closed[closed["film_year"].isin(list(seasons))]
    entries = tables.entries[tables.entries["official"] & tables.entries["result"].isin(SHOWN)]
    given = entries[entries["body"].isin(rules.equivalence.precursors.get(body, ()))]
    given = given[given["film_year"].isin(closed["film_year"])]
    own = entries[entries["body"] == body]
    unit = ["film", "category"] if by == "craft" else ["film"]
    missed = given[~among(given, own, unit)]
    doubtful = _same_title(missed, own)
    barred = tables.eligibility[
        (tables.eligibility["body"] == body)
        & (tables.eligibility["category"] == "")
        & tables.eligibility["status"].isin(["ineligible", "not_submitted"])
    ]
    ruled_out = missed["film"].isin(barred["film"])
    counted = _counted(missed[~doubtful & ~ruled_out], craft=by == "craft")
    found, blank = _grouped(counted, tables, by)
    scope = _scope(rules, body, closed, given)
    aside = [
        (int(missed["film"][ruled_out].nunique()), "not eligible by a record"),
        (int(missed["film"][doubtful].nunique()), "not told apart from a nominated film of that title"),
        (blank, f"without a {by} on record"),
    ]
    left = "; ".join(f"{n} {'film' if n == 1 else 'films'} {why}" for n, why in aside if n)
    return Records(_ranked(found, tables, rules, top), scope + (f" Left aside: {left}." if left else ""))


def _same_title(missed: pd.DataFrame, own: pd.DataFrame) -> "pd.Series[bool]":
    """Films that may be nominated under another key.

    A nominated film of a near season bears the title, and the two are not told apart by ids of one kind.
    """
    named = missed[_FILM].assign(key=missed["title"].map(title_key)).reset_index(names="row")
    other = own[_FILM].assign(key=own["title"].map(title_key)).drop_duplicates()
    pairs = named.merge(other, on="key", suffixes=("", "_own"), validate="many_to_many")
    near = (pairs["film_year"] - pairs["film_year_own"]).abs() <= 1
    loose = ~(pairs["film"].str.match(r"Q\d|tt\d") & pairs["film_own"].str.match(r"Q\d|tt\d"))
    loose |= pairs["film"].str[:1].ne(pairs["film_own"].str[:1])
    return pd.Series(missed.index.isin(pairs["row"][near & loose]), index=missed.index)


def _counted(missed: pd.DataFrame, *, craft: bool) -> pd.DataFrame:
    """One row a film and, by craft, a category: how many nominations, by whom, for what."""
    keys = ["film", "category"] if craft else ["film"]
    once = missed.drop_duplicates(["statement", "film"])
    grouped = once.assign(won=once["result"] == "won").groupby(keys, sort=False)
    return pd.DataFrame(
        {
            "film_year": grouped["film_year"].min(),
            "printed": grouped["title"].first(),
            "precursor_nominations": grouped.size(),
            "precursor_wins": grouped["won"].sum(),
            "body_list": grouped["body"].agg(join),
            "category_list": grouped["category"].agg(join),
        }
    ).reset_index()


def _grouped(counted: pd.DataFrame, tables: SeasonTables, by: By) -> tuple[pd.DataFrame, int]:
    """With `group`, and how many films have none on record; a film of two countries is in both groups."""
    if by == "film":
        return counted.assign(group=""), 0
    if by == "craft":
        return counted.assign(group=counted["category"]), 0
    if by == "decade":
        decade = (counted["film_year"] // 10 * 10).astype("str") + "s"
        return counted.assign(group=decade), 0
    known = tables.films.drop_duplicates("film").set_index("film")
    if by == "distributor":
        groups = pd.Series([(name,) if name else () for name in chosen(counted["film"], known["distributor"])])
    else:
        countries = known["countries"].to_dict()
        groups = pd.Series([countries.get(film, ()) for film in counted["film"]], dtype="object")
    every = counted.assign(group=groups.to_numpy()).explode("group")
    named = every[filled(every["group"]) != ""]
    return named, int(counted["film"].nunique() - named["film"].nunique())


def _ranked(found: pd.DataFrame, tables: SeasonTables, rules: RuleBook, top: int) -> pd.DataFrame:
    place = found.groupby("group")["precursor_nominations"].rank(method="min", ascending=False)
    found = found.assign(rank=place)[place <= top]
    known = tables.films.drop_duplicates("film").set_index("film")
    title, imdb = chosen(found["film"], known["title"]), chosen(found["film"], known["imdb"])
    key = found["film"]
    slugs = categories()
    rows = found.assign(
        film=title.where(title != "", found["printed"]),
        film_qid=key.where(key.str.match(r"^Q\d"), ""),
        film_imdb=imdb.where(imdb != "", key.where(key.str.match(r"^tt\d"), "")),
        bodies=found["body_list"].map(lambda names: "; ".join(map(rules.equivalence.title, names.split(";")))),
        categories=found["category_list"].map(
            lambda names: "; ".join(slugs[slug].title for slug in names.split(";") if slug in slugs)
        ),
    )
    order = ["group", "precursor_nominations", "precursor_wins", "film_year", "film"]
    return typed(rows.sort_values(order, ascending=[True, False, False, True, True], kind="stable"), RECORDS)


def _scope(rules: RuleBook, body: str, closed: pd.DataFrame, given: pd.DataFrame) -> str:
    title = rules.bodies[body].title
    if closed.empty or given.empty:
        return f"Nothing was searched: no season has a complete list of the {title} and nominations by its precursors."
    first, last = given["film_year"].min(), given["film_year"].max()
    searched = closed[closed["film_year"].between(first, last)]
    gaps = int(last - first + 1 - searched["film_year"].nunique())
    wanted = rules.equivalence.precursors.get(body, ())
    names = [f"{rules.equivalence.title(b)} ({given['ceremony'][given['body'] == b].nunique()} lists)" for b in wanted]
    return (
        f"Searched: {given['film'].nunique()} films of {first} to {last}, "
        f"nominated by {', '.join(names)}, "
        f"against {len(searched)} complete lists of the {title}"
        + (f"; {gaps} {'season' if gaps == 1 else 'seasons'} in between have none" if gaps else "")
        + "."
    )
