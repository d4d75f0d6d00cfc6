"""Resolve printed works to film keys: identity first, titles last, and nothing merged on a guess.

The key is a Wikidata id when known, else an IMDb id, else `wp:<article>`, else `printed:<title key>|<film year>`.
The order of the steps, each of which leaves its reason and score: a person's decision, an explicit id, the link's
target through redirects, title and year with people that do not contradict, scored candidates, the review list.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from tracker.domain.facts.records import NOT_FILMS
from tracker.domain.titles.forms import names_no_film
from tracker.identity.cells import text
from tracker.identity.corrections import NONE, Corrections
from tracker.identity.films.alike import join_alike
from tracker.identity.films.belief import with_believed_ids, with_printed_ids
from tracker.identity.films.cases import ANSWERS, NOTHING, Answers, Beside, answer, collect_cases, is_open, titled_by_id
from tracker.identity.films.companions import join_companions
from tracker.identity.films.links import Stated, follow, known_ids, link_table, stated_together
from tracker.identity.films.registry import FilmRegistry, corrected
from tracker.identity.people.persons import keyed_people

SCORES = {"decision": 1.0, "explicit_id": 1.0, "link": 1.0, "redirect": 1.0}
"""Trust in the steps before titles, 0 to 1."""

_NAMED = ("works", "top_tens", "eligibility")
"""Frames whose rows name films."""
_CLAIMS = ("releases", "scores", "mentions")
"""Frames that may name films by something other than a Wikidata id."""
_ABOUT = ("facts", "film_credits")
"""Frames whose rows are about a film that they name by `qid`, `imdb`, or `title` and `film_year`; their `link` is
that of somebody or something else."""
Keyed = tuple[dict[str, pd.DataFrame], Answers]
"""Rows with film keys by frame, and what their titles alone may mean."""

_FILMS = ["qid", "imdb", "title", "year"]
_LINKS = ["title", "canonical", "qid", "missing"]


def with_keys(frames: Mapping[str, pd.DataFrame], corrections: Corrections = NONE) -> dict[str, pd.DataFrame]:
    """The store's frames with a film key for every printed work and a person key for every credit.

    Args:
        frames: by the names of `tracker.store.frames`; works, credits, top_tens and eligibility are completed, the
            registry is corrected, the rest is handed on as it is. Absent frames stay absent.
        corrections: people's decisions.
    """
    keyed = with_film_keys(frames, corrections)
    if "credits" in frames or "film_credits" in frames:
        keyed |= keyed_people(keyed, corrections)
    return keyed


def with_film_keys(frames: Mapping[str, pd.DataFrame], corrections: Corrections = NONE) -> dict[str, pd.DataFrame]:
    """The same without keys of people.

    Returns:
        The frames, and besides: `cases` (works that titles alone identify) and `candidates` (films that those may mean
        which a person must look at); `alike` (keys that may mean one film, `tracker.identity.films.alike`).
    """
    keyed = with_registry(frames, corrections)
    stated = stated_in(keyed)
    entries, answers = keyed_lists(keyed, stated, corrections)
    claimed, more = keyed_claims(keyed, alone_in(entries.values()), stated, corrections)
    keyed |= entries | claimed
    for part in ("settled", "candidates"):
        every = [getattr(answers, part), getattr(more, part)]
        keyed["cases" if part == "settled" else part] = pd.concat(every, ignore_index=True)
    registry = keyed.get("films", pd.DataFrame(columns=_FILMS))
    join_companions(keyed, registry, corrections)
    join_alike(keyed, registry, keyed.get("links", pd.DataFrame(columns=_LINKS)), corrections)
    return with_printed_ids(keyed, frames)


def with_registry(frames: Mapping[str, pd.DataFrame], corrections: Corrections) -> dict[str, pd.DataFrame]:
    """The frames with the registry as people corrected it, and without ids of other films than the rows name."""
    films = {"films": corrected(frames["films"], corrections)} if "films" in frames else {}
    return with_believed_ids({**frames, **films})


def stated_in(frames: Mapping[str, pd.DataFrame]) -> Stated:
    """What rows that name films state together, each of an id and a link."""
    return stated_together(frames[name] for name in (*_NAMED, *_CLAIMS) if name in frames)


def keyed_lists(
    frames: Mapping[str, pd.DataFrame],
    stated: Stated,
    corrections: Corrections,
    beside: Beside = NOTHING,
) -> Keyed:
    """The rows of lists, each with its film's key, whatever other lists say; and the answers to their cases.

    Args:
        frames: with the corrected registry, links, works, nominations, credits, top_tens and eligibility.
        stated: by lists and claims.
        corrections: people's decisions.
        beside: findings of cases so far, and what other lists say where these are a part.
    """
    lists = {name: rows for name in _NAMED if name in frames and (rows := dated(name, frames)) is not None}
    entries, answers = identify(lists | _of_tallies(lists), frames, stated, corrections, beside)
    if "top_tens" in lists:
        entries["top_tens"] = _all_again(lists["top_tens"], entries["top_tens"])
    return entries, answers


def keyed_claims(
    frames: Mapping[str, pd.DataFrame], alone: pd.DataFrame, stated: Stated, corrections: Corrections
) -> Keyed:
    """What is said of films, each with its film's key; and the answers to their cases.

    Args:
        frames: with the corrected registry, links, releases, scores, mentions, facts and film_credits.
        alone: films that lists alone know (`alone_in`).
        stated: by lists and claims.
        corrections: people's decisions.
    """
    films = frames.get("films", pd.DataFrame(columns=_FILMS))
    every_film = with_alone(films, alone)
    claims = {name: _of_films(frames[name]) for name in _CLAIMS if name in frames}
    linked = {name: _linked(frames[name]) for name in _ABOUT if name in frames}
    about = {name: named_films(frames[name].drop(rows.index)) for name, rows in linked.items()}
    links = {f"linked {name}": rows for name, rows in linked.items()}
    claimed, answers = identify(claims | about | links, {**frames, "films": every_film}, stated, corrections)
    keyed = {name: _all_again(frames[name], claimed[name]) for name in claims}
    keyed |= {name: _with_films(frames[name], claimed[name], claimed[f"linked {name}"]) for name in about}
    return keyed, answers


def _of_tallies(lists: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The rows of critics' lists about films: whatever has an id or a link, or does not say that it is none."""
    if "top_tens" not in lists:
        return {}
    rows = lists["top_tens"]
    years = ((None if pd.isna(year) else int(year)) for year in rows["film_year"])
    ids = (text(rows, name).tolist() for name in ("imdb", "qid", "link"))
    cells = zip(text(rows, "title"), years, *ids, strict=True)
    about_films = [any(own) or not names_no_film(title, year) for title, year, *own in cells]
    return {"top_tens": rows[pd.Series(about_films, index=rows.index, dtype="bool")]}


def _of_films(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows about films; a statement about a book never belongs to a film of the same name."""
    return rows[~rows["work_kind"].isin(NOT_FILMS)] if "work_kind" in rows.columns else rows


def _all_again(rows: pd.DataFrame, keyed: pd.DataFrame) -> pd.DataFrame:
    """All rows in their order; those without a film have an empty key."""
    if len(keyed) == len(rows):
        return keyed
    rest = rows[~rows.index.isin(keyed.index)]
    rest = rest.assign(film="", film_reason="printed", film_score=0.0, film_why="")
    return pd.concat([keyed, rest]).reindex(rows.index)


def _linked(rows: pd.DataFrame) -> pd.DataFrame:
    """Claims about the page behind a link; a series shares its title with films, so that titles match nothing here."""
    of_links = rows["property"].eq("kind") if "property" in rows.columns else pd.Series(False, index=rows.index)
    return rows[of_links].drop(columns=["title", "imdb"], errors="ignore").assign(work_kind="series")


NAMES = ["qid", "title", "imdb", "film_year"]


def named_films(rows: pd.DataFrame, *more: str) -> pd.DataFrame:
    """The films that rows are about, each way of naming one once; a page's title matters only without an id."""
    return rows.reindex(columns=[*NAMES, *more]).drop_duplicates(ignore_index=True)


def _with_films(rows: pd.DataFrame, films: pd.DataFrame, linked: pd.DataFrame) -> pd.DataFrame:
    keys = {_name(row): film for row, film in zip(films[NAMES].to_numpy(), films["film"], strict=True)}
    apart = rows.drop(linked.index)
    each = pd.Series([keys[_name(row)] for row in apart.reindex(columns=NAMES).to_numpy()], index=apart.index)
    return rows.assign(film=pd.concat([each, linked["film"]]).reindex(rows.index))


def _name(row: "np.ndarray[Any, Any]") -> tuple[str, ...]:
    return tuple("" if pd.isna(cell) else str(cell).removesuffix(".0") for cell in row)


def alone_in(entries: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The films that lists identify by their IMDb id alone: their titles find them elsewhere too."""
    parts = []
    for rows in entries:
        if "film_year" in rows.columns:
            cells = zip(rows["film"].tolist(), rows["film_year"].tolist(), strict=True)
            is_alone = [film.startswith("tt") and not pd.isna(year) for film, year in cells]
            alone = rows[is_alone] if any(is_alone) else rows[:0]
            ids = {"qid": None, "imdb": alone["film"], "film": alone["film"]}
            parts.append(pd.DataFrame({**ids, "title": alone["title"], "year": alone["film_year"]}))
    every = pd.concat(parts).drop_duplicates() if parts else pd.DataFrame(columns=["imdb", "title", "year"])
    return every.sort_values(["imdb", "title", "year"], kind="stable", ignore_index=True)


def with_alone(films: pd.DataFrame, alone: pd.DataFrame) -> pd.DataFrame:
    """The registry with the films that lists alone know."""
    return films if alone.empty else pd.concat([films, alone], ignore_index=True)


def identify(
    entries: Mapping[str, pd.DataFrame],
    frames: Mapping[str, pd.DataFrame],
    stated: Stated,
    corrections: Corrections,
    beside: Beside = NOTHING,
) -> Keyed:
    """Rows that name films, each with its film's key, and what their titles alone may mean."""
    films = frames.get("films", pd.DataFrame(columns=_FILMS))
    links = link_table(frames.get("links", pd.DataFrame(columns=_LINKS)))
    ids = known_ids(films, links, stated)
    followed = {name: follow(frame, ids, links, corrections) for name, frame in entries.items()}
    credits = frames.get("credits", pd.DataFrame(columns=["statement", "name"]))
    lists = frames.get("nominations", pd.DataFrame(columns=["statement", "category"]))
    cases = collect_cases(followed, credits, lists)
    beside = beside._replace(titled=titled_by_id(followed.values()) | beside.titled)
    answers = answer(cases, partial(FilmRegistry.of, films, frames.get("film_credits")), corrections, beside)
    cells = zip(*(answers.settled[name].tolist() for name in ANSWERS), strict=True)
    by_case = {case: answer for case, *answer in cells}
    return {name: _answered(frame, by_case, corrections) for name, frame in followed.items()}, answers


def _answered(rows: pd.DataFrame, by_case: Mapping[str, list[Any]], corrections: Corrections) -> pd.DataFrame:
    """Rows with the answer to their case (`ANSWERS` without it), and with scores."""
    answers = []
    columns = (rows[name].tolist() for name in ("film", "film_reason", "film_why"))
    for film, reason, why, open_ in zip(*columns, is_open(rows).tolist(), strict=True):
        case = by_case.get(film) if open_ else None
        of_case = (case[0] or film, *case[1:]) if case else (film, reason, SCORES.get(reason, 0.0), why)
        answers.append((corrections.key(of_case[0]), *of_case[1:]))
    types = {"film_score": "float64"}
    cells = zip(*answers, strict=True) if answers else ((), (), (), ())
    return rows.assign(
        **{
            name: pd.Series(list(values), index=rows.index, dtype=types.get(name, "object"))
            for name, values in zip(ANSWERS[1:], cells, strict=True)
        }
    )


def dated(name: str, frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame | None:
    """Rows with their own `film_year`, else that of their list; None if the list is missing."""
    rows = frames[name]
    if name == "top_tens" or "film_year" in rows.columns:
        return rows
    key = ["statement"] if name == "works" else ["body", "ceremony"]
    years = frames.get("nominations") if name == "works" else frames.get("lists", frames.get("nominations"))
    if years is None:
        return None if name == "works" else rows
    if not set(key) <= set(years.columns):
        return rows
    dates = years[[*key, "film_year"]].dropna().drop_duplicates(key)
    return rows.merge(dates, on=key, how="left", validate="many_to_one").set_axis(rows.index)
