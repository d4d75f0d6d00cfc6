"""Ids that lists give to a film and that belong to another one."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from rapidfuzz.distance import Indel

from tracker.domain.titles.comparable import is_id, title_key
from tracker.identity.cells import article, one_to_one, text
from tracker.identity.films.cases import named_beside
from tracker.identity.films.crews import CRAFT_OF_CREDIT, made_by_others
from tracker.identity.films.features import FAR_AFTER, FAR_BEFORE
from tracker.identity.films.links import Links, link_table
from tracker.identity.films.registry import FilmRegistry, registry_keys

WITH_IDS = ("works", "top_tens", "eligibility", "releases", "scores", "film_credits")
"""Frames whose rows may give a film its IMDb id."""
_LEAST = 4
"""Fewest letters of a word that makes two titles alike."""
_ALIKE = 0.6
"""Least similarity, 0 to 1, of two titles that are spelt alike."""


def with_believed_ids(frames: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The frames with the ids of other films left blank, so that something else identifies these rows.

    Args:
        frames: the store's, with the corrected registry; of works, also nominations and credits.
    """
    blanked = {}
    for name, wrong in wrong_ids(frames).items():
        rows = frames[name]
        blanked[name] = rows.assign(imdb=rows["imdb"].where(~rows.index.isin(wrong.index), ""))
    return {**frames, **blanked}


def with_printed_ids(keyed: Mapping[str, pd.DataFrame], frames: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Frames with keys and the ids that their rows print, believed or not."""
    printed = {name: frames[name]["imdb"] for name in WITH_IDS if name in frames and "imdb" in frames[name].columns}
    return {**keyed, **{name: keyed[name].assign(imdb=imdbs) for name, imdbs in printed.items()}}


def wrong_ids(frames: Mapping[str, pd.DataFrame]) -> dict[str, "pd.Series[str]"]:
    """By frame, the film whose id a row gives, for rows that are about another film; frames without any are absent.

    The title must be nothing like any that the registry has for the film, and the year far off or the work of other
    people: a translation, or a title in another script, is believed as long as these do not contradict.
    """
    films = frames.get("films")
    if films is None or films.empty:
        return {}
    keys = _keys(films)
    of_imdb = one_to_one(text(films, "imdb"), keys)
    rows = {name: _otherwise_called(frames[name], of_imdb, films) for name in WITH_IDS if name in frames}
    rows = {name: several for name, several in rows.items() if len(several)}
    if not rows:
        return {}
    meant = {film for several in rows.values() for film in several}
    registry = FilmRegistry.of(films[keys.isin(meant)])
    titles = _titles(films[keys.isin(meant)], registry)
    every = {name: _wrong(name, several, frames, registry, titles) for name, several in rows.items()}
    return {name: wrong for name, wrong in every.items() if len(wrong)}


def _keys(films: pd.DataFrame) -> "pd.Series[str]":
    return films["film"] if "film" in films.columns else registry_keys(films)


def _otherwise_called(rows: pd.DataFrame, of_imdb: Mapping[str, str], films: pd.DataFrame) -> "pd.Series[str]":
    """The film of each row that gives an id of the registry and not the film's main title."""
    own = rows[text(rows, "imdb").isin(of_imdb.keys()) & (text(rows, "qid") == "")]
    title = text(own, "title")
    own = own[(title != "") & ~title.map(is_id).astype(bool)]
    imdbs = text(own, "imdb")
    main = dict(zip(text(films, "imdb"), text(films, "title"), strict=True))
    same = [title_key(title) == title_key(main[imdb]) for title, imdb in zip(text(own, "title"), imdbs, strict=True)]
    meant = pd.Series([of_imdb[imdb] for imdb in imdbs], index=own.index, dtype="object")
    return meant[[not one for one in same]]


def _titles(films: pd.DataFrame, registry: FilmRegistry) -> dict[str, set[str]]:
    """The title keys of films, those of their articles among them."""
    titles = {
        film: {title_key(one) for one in (row.title, row.original_title, *row.aliases) if one}
        for film, row in registry.of_film.items()
    }
    keys = _keys(films)
    for film, page in zip(keys, article(text(films, "wikipedia")), strict=True):
        if page and film in titles:
            titles[film].add(title_key(page))
    return titles


def _wrong(
    name: str,
    meant: "pd.Series[str]",
    frames: Mapping[str, pd.DataFrame],
    registry: FilmRegistry,
    titles: Mapping[str, set[str]],
) -> "pd.Series[str]":
    rows = frames[name].loc[meant.index]
    pages = article(text(rows, "link")) if name != "film_credits" else [""] * len(rows)
    links = link_table(frames["links"]) if any(pages) and "links" in frames else Links({}, {}, {})
    people_beside = _people_beside(name, rows, frames)
    years = _years(name, rows, frames)
    wrong = [
        film in titles
        and links.qid.get(page) != film
        and not any(are_alike(title_key(one), other) for one in (title, page) if one for other in titles[film])
        and (_is_far(year, registry.of_film[film].year) or made_by_others(people, film, registry))
        for title, page, film, year, people in zip(text(rows, "title"), pages, meant, years, people_beside, strict=True)
    ]
    return meant[wrong]


def are_alike(one: str, other: str) -> bool:
    """Whether two title keys have a word in common, or are spelt nearly alike."""
    words = {word for word in one.split() if len(word) >= _LEAST} & {*other.split()}
    left, right = one.replace(" ", ""), other.replace(" ", "")
    short = min(left, right, key=len)
    within = len(short) >= _LEAST and short in left and short in right
    return one == other or bool(words) or within or Indel.normalized_similarity(left, right) >= _ALIKE


def _is_far(season: Any, year: Any) -> bool:
    return not (pd.isna(season) or pd.isna(year)) and not -FAR_AFTER <= season - year <= FAR_BEFORE


def _people_beside(name: str, rows: pd.DataFrame, frames: Mapping[str, pd.DataFrame]) -> list[Any]:
    """Craft and name of the people beside each row."""
    if name == "film_credits":
        crafts = text(rows, "craft").map(lambda craft: CRAFT_OF_CREDIT.get(craft, craft))
        return [((craft, person),) for craft, person in zip(crafts, text(rows, "name"), strict=True)]
    if name == "works" and {"credits", "nominations"} <= {*frames} and "statement" in rows.columns:
        return named_beside(rows["statement"], frames["credits"], frames["nominations"])["named"].tolist()
    return [()] * len(rows)


def _years(name: str, rows: pd.DataFrame, frames: Mapping[str, pd.DataFrame]) -> list[Any]:
    """The film year of each row, if need be that of its list."""
    if name == "works" and "film_year" not in rows.columns and "nominations" in frames:
        lists = frames["nominations"]
        years = dict(zip(lists["statement"], lists["film_year"], strict=True))
        return [years.get(statement) for statement in rows["statement"]]
    return rows["film_year"].tolist() if "film_year" in rows.columns else [None] * len(rows)
