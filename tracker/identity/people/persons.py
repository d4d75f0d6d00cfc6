"""Credits of lists and articles, with the film, job and year of each and the registry's people."""

import re
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any

import pandas as pd

from tracker.domain.categories import categories
from tracker.domain.facts.film_cells import Credited, credits_of
from tracker.domain.text.parties import is_country, is_organisation
from tracker.domain.titles.comparable import fold
from tracker.identity.cells import article, parts, text
from tracker.identity.corrections import Corrections
from tracker.identity.films.crews import CRAFT_OF_CREDIT, DIRECTOR
from tracker.identity.people.credits import People, resolve_people

Frames = Mapping[str, pd.DataFrame]
_BESIDE = ["name", "link", "film", "craft", "job", "year", "entry"]
_CRAFTS = {"writer": "screenwriter"}
"""Crafts that articles and lists name differently."""
ADDED = ("person", "person_qid", "person_reason", "person_why", "person_imdb")


def keyed_people(frames: Frames, corrections: Corrections) -> dict[str, pd.DataFrame]:
    """The frames credits and film_credits, each if present, with person keys (`ADDED`).

    Both are resolved together, since one links the names that the other prints.
    """
    beside = credits_beside(frames)
    films = {film for rows in beside.values() for film in text(rows, "film")}
    every = people_of(pd.concat(beside.values(), ignore_index=True), frames, films, corrections)
    frames_by_name, start = {}, 0
    for name, rows in beside.items():
        mine = every.iloc[start : start + len(rows)].set_axis(rows.index)
        frames_by_name[name] = frames[name].assign(**{column: mine[column] for column in ADDED})
        start += len(rows)
    return frames_by_name


def credits_beside(frames: Frames, work_links: Collection[str] | None = None) -> dict[str, pd.DataFrame]:
    """What tells the people of credits and film_credits, each if present: name, link, film, craft, job, year, entry.

    Args:
        frames: with film keys.
        work_links: targets of links of all works, where the frame has a part of them.
    """
    of_lists = partial(_of_lists, work_links=work_links)
    beside: dict[str, Callable[[Frames], pd.DataFrame]] = {"credits": of_lists, "film_credits": _of_articles}
    return {name: rows_of(frames) for name, rows_of in beside.items() if name in frames}


def people_of(credits: pd.DataFrame, frames: Frames, films: set[str], corrections: Corrections) -> pd.DataFrame:
    """The rows of `credits_beside` with person keys (`ADDED`) and `person_votes` (`resolve_people`).

    Args:
        credits: all rows that share a name, link or id with any of them, in the order of the store's frames.
        frames: links, films and persons.
        films: the keys of films that the rows name.
        corrections: people's decisions.
    """
    links = frames.get("links", pd.DataFrame())
    every = resolve_people(credits, links, _registry(frames, films), corrections)
    persons = frames.get("persons", pd.DataFrame())
    imdb = dict(zip(text(persons, "qid"), text(persons, "imdb"), strict=True))
    return every.assign(person_imdb=[imdb.get(qid, "") for qid in every["person_qid"]])


def _of_lists(frames: Frames, work_links: Collection[str] | None = None) -> pd.DataFrame:
    """Credits of lists with the film of their entry; blank for an entry with several films."""
    credits = frames.get("credits", pd.DataFrame())
    rows = credits.reindex(columns=["name", "link", "statement"])
    statement = text(rows, "statement")
    works = frames.get("works", pd.DataFrame())
    films = _only(works, "film")
    lists = frames.get("nominations", pd.DataFrame())
    slugs = dict(zip(text(lists, "statement"), text(lists, "category"), strict=True))
    years = dict(zip(text(lists, "statement"), text(lists, "film_year"), strict=True))
    jobs = {slug: CRAFT_OF_CREDIT.get(one.credit or "", one.credit or "") for slug, one in categories().items()}
    slug = statement.map(lambda s: slugs.get(s, ""))
    job = slug.map(lambda s: jobs.get(s, ""))
    countries = slug.isin({slug for slug, one in categories().items() if one.entry == "country"})
    names = [_person(*cells) for cells in zip(text(rows, "name"), text(rows, "link"), countries, strict=True)]
    return rows.assign(
        name=names,
        link=_of_people(rows, article_links(works) if work_links is None else work_links),
        film=statement.map(lambda s: films.get(s, "")),
        craft=job.where(job != "", slug.mask(text(credits, "role") == DIRECTOR, DIRECTOR)),
        job=job,
        year=statement.map(lambda s: years.get(s, "")),
        entry=statement,
    )[_BESIDE]


_BEFORE = re.compile(r"^in (?:collaboration|cooperation|association) with\s+", re.IGNORECASE)


def _person(name: str, link: str, is_of_countries: bool) -> str:
    """The person whom a list names; "" for a country among those of its category, and for an office or a company."""
    if not link and (is_organisation(name) or (is_of_countries and is_country(name))):
        return ""
    return _BEFORE.sub("", name)


def article_links(works: pd.DataFrame) -> set[str]:
    """Targets of the links of works, as titles of articles."""
    return set(article(text(works, "link")))


def _of_people(rows: pd.DataFrame, work_links: Collection[str]) -> "pd.Series[str]":
    """Link targets, but for those that are a nominated work's: a name in a film's article is a character's."""
    link = article(text(rows, "link"))
    return link.where(~link.isin(work_links), "")


def _only(works: pd.DataFrame, column: str) -> dict[str, str]:
    several: dict[str, set[str]] = {}
    for statement, value in zip(text(works, "statement"), text(works, column), strict=True):
        several.setdefault(statement, set()).add(value)
    return {statement: values.pop() for statement, values in several.items() if len(values) == 1}


def _of_articles(frames: Frames) -> pd.DataFrame:
    rows = frames.get("film_credits", pd.DataFrame())
    films = frames.get("films", pd.DataFrame())
    years = dict(zip(text(films, "film"), text(films, "year"), strict=True))
    film = text(rows, "film")
    craft = text(rows, "craft").map(lambda c: _CRAFTS.get(c, c))
    year = film.map(lambda f: years.get(f, ""))
    beside = rows.reindex(columns=["name", "link"])
    return beside.assign(film=film, craft=craft, job=craft, year=year, entry="")[_BESIDE]


def _registry(frames: Frames, wanted: set[str]) -> People:
    """The registry's people for these films."""
    films = frames.get("films", pd.DataFrame())
    credited: dict[str, tuple[Credited, ...]] = {}
    for film, cell in zip(text(films, "film"), text(films, "credits"), strict=True):
        if cell and film in wanted:
            credited[film] = (*credited.get(film, ()), *credits_of(cell))
    qids = {credit.qid for several in credited.values() for credit in several}
    return People(credited, _spellings(frames.get("persons", pd.DataFrame()), qids))


def _spellings(persons: pd.DataFrame, qids: set[str]) -> dict[str, frozenset[str]]:
    rows: Any = zip(text(persons, "qid"), text(persons, "name"), parts(persons, "aliases"), strict=True)
    return {qid: frozenset(map(fold, (name, *aliases))) for qid, name, aliases in rows if qid in qids}
