"""Lists of one season name the same films: some by article, some by id, some by title alone."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import pandas as pd

from tracker.domain.titles.comparable import title_key
from tracker.frames import OBJECT
from tracker.identity.cells import article, text
from tracker.identity.corrections import Corrections
from tracker.identity.films.cases import named_beside
from tracker.identity.films.registry import names_of, share_a_person
from tracker.identity.names import Name

REASON, SCORE = "same_season", 0.9
"""Why a work has its key, and the trust in it, 0 to 1."""
WHY = "same title as the season's one film of that name"

_STRENGTH = {"Q": 0, "tt": 1, "wp": 2, "printed": 3}
"""Kinds of film key, the strongest first."""


def _kind(film: str) -> str:
    return next(kind for kind in _STRENGTH if film.startswith(kind))


def join_companions(keyed: dict[str, pd.DataFrame], films: pd.DataFrame, corrections: Corrections) -> None:
    """Give works of one season and title the key of the best identified film among them.

    Lists of a season name the same films, some by article, some by id and some by title alone. If more than one
    film of a kind has the title, or the registry has the film under another article or id, each keeps its own key; so
    do two whose lists name different directors.
    """
    frames = [name for name in ("works", "top_tens", "eligibility") if name in keyed and "film" in keyed[name].columns]
    entries = [_named(keyed[name]) for name in frames if "film_year" in keyed[name].columns]
    if not entries:
        return
    films_of: dict[tuple[str, int], dict[str, None]] = {}
    for film, key, year in (entry for of in entries for entry in of if entry):
        films_of.setdefault((key, year), {})[film] = None
    several = {place: list(of) for place, of in films_of.items() if len(of) > 1}
    pages = dict(zip(text(films, "qid"), article(text(films, "wikipedia")), strict=True))
    imdbs = dict(zip(text(films, "qid"), text(films, "imdb"), strict=True))
    years = dict(zip(text(films, "qid"), _years(films), strict=True))
    made_by = _directors(keyed)
    target_of: dict[tuple[str, str, int], str] = {}
    for (key, year), of_title in several.items():
        for film, target in _companions(of_title, pages, imdbs).items():
            are_apart = corrections.apart(film, target) or _is_of_other_year(film, years.get(target))
            if not (are_apart or _made_by_others(made_by.get(film, ()), made_by.get(target, ()))):
                target_of[film, key, year] = target
    for name in frames:
        keyed[name] = _rekeyed(keyed[name], target_of)
    _rekey_ids(keyed, frames, target_of)


def _rekey_ids(
    keyed: dict[str, pd.DataFrame], frames: Sequence[str], target_of: Mapping[tuple[str, str, int], str]
) -> None:
    """What an id or article means in one season it means in all, if it means one film."""
    targets: dict[str, set[str]] = {}
    for (film, _, _), target in target_of.items():
        targets.setdefault(film, set()).add(target)
    film_of = {film: min(to) for film, to in targets.items() if film.startswith("tt") and len(to) == 1}
    for name in frames:
        changes_key = keyed[name]["film"].isin(film_of)
        if changes_key.any():
            keyed[name] = _moved(keyed[name], keyed[name].loc[changes_key, "film"].map(film_of))


def _directors(keyed: Mapping[str, pd.DataFrame]) -> dict[str, tuple[Name, ...]]:
    """Whom lists call the directors of each film key."""
    if not {"works", "credits", "nominations"} <= set(keyed) or "statement" not in keyed["works"].columns:
        return {}
    works = keyed["works"]
    beside = named_beside(works["statement"], keyed["credits"], keyed["nominations"])["directors"]
    directors: dict[str, list[str]] = {}
    for film, names in zip(works["film"], beside, strict=True):
        directors.setdefault(film, []).extend(names)
    return {film: names_of(names) for film, names in directors.items() if names}


def _made_by_others(one: Sequence[Name], other: Sequence[Name]) -> bool:
    return bool(one and other) and not share_a_person(one, other)


def _named(rows: pd.DataFrame) -> list[tuple[str, str, int] | None]:
    """The film key of each row with its title and season; None where a row lacks one of them."""
    keys, years = map(title_key, text(rows, "title").tolist()), map(_year, rows["film_year"].tolist())
    named = zip(rows["film"].tolist(), keys, years, strict=True)
    return [(film, key, year) if film and key and year is not None else None for film, key, year in named]


def _year(cell: Any) -> int | None:
    with suppress(TypeError, ValueError):
        return int(float(cell))
    return None


def _companions(keys: list[str], pages: Mapping[str, str], imdbs: Mapping[str, str]) -> dict[str, str]:
    """Of the keys of one title and season, those that mean the best identified film."""
    best = min(_STRENGTH[_kind(key)] for key in keys)
    alike = {rank: [key for key in keys if _STRENGTH[_kind(key)] == rank] for rank in _STRENGTH.values()}
    if not _same(alike[best]):
        return {}
    target = min(alike[best], key=lambda key: (len(key), key))
    weaker = [key for key in keys if key != target and _same(alike[_STRENGTH[_kind(key)]])]
    ids = {"tt": imdbs.get(target, ""), "wp": f"wp:{pages[target]}" if pages.get(target) else "", "printed": ""}
    return {key: target for key in weaker if ids[_kind(key)] in ("", key) or _kind(key) == _kind(target)}


_QUALIFIER = re.compile(r" \((?:(\d{4}) )?film\)$")


def _same(keys: list[str]) -> bool:
    """Whether keys of one kind mean one film.

    Lists of one season that link `Gem` and `Gem (film)` mean one film: if they were two, `Gem` would not be a film.
    `Gem (2009 film)` and `Gem (2010 film)` are two.
    """
    if len(set(keys)) <= 1:
        return True
    qualified = [_QUALIFIER.search(key) for key in keys]
    years = {match[1] for match in qualified if match and match[1]}
    return keys[0].startswith("wp:") and len({_QUALIFIER.sub("", key) for key in keys}) == 1 and len(years) <= 1


def _years(films: pd.DataFrame) -> list[int | None]:
    if "year" not in films.columns:
        return [None] * len(films)
    return [None if pd.isna(year) else int(year) for year in pd.to_numeric(films["year"], errors="coerce").tolist()]


def _is_of_other_year(key: str, year: int | None) -> bool:
    """Whether a link says by its year that it leads to another film than one of the registry."""
    match = _QUALIFIER.search(key)
    return year is not None and match is not None and match[1] is not None and int(match[1]) != year


def _rekeyed(rows: pd.DataFrame, target_of: Mapping[tuple[str, str, int], str]) -> pd.DataFrame:
    films = [target_of.get(entry, "") if entry else "" for entry in _named(rows)] if target_of else []
    if not any(films):
        return rows
    moved = pd.Series(films, index=rows.index, dtype=OBJECT)
    return _moved(rows, moved[moved != ""])


def _moved(rows: pd.DataFrame, films: "pd.Series[str]") -> pd.DataFrame:
    """Rows with the keys that belong to some of them."""
    rekeyed = rows.copy()
    rekeyed.loc[films.index, "film"] = films
    rekeyed.loc[films.index, "film_reason"] = REASON
    rekeyed.loc[films.index, "film_score"] = SCORE
    rekeyed.loc[films.index, "film_why"] = WHY
    return rekeyed
