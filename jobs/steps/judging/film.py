"""The verdicts of one film: found by name or id among the seasons at hand."""

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from jobs.context import Context
from jobs.steps.judging.editions import Kept
from jobs.steps.judging.rows import records
from tracker.domain.errors import InputError
from tracker.domain.titles.comparable import title_key
from tracker.edition.read import Edition

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from tracker.judge.material.tables import SeasonTables
    from tracker.judge.season import Judgement

Row = dict[str, Any]

NEAR = 75
"""Similarity, 0 to 100, from which a title is offered as one that may have been meant."""
OFFERED = 8


@dataclass(frozen=True)
class Dossier:
    """A film of a season and what is said of it: rows of the season's tables, a missing value being None."""

    season: int
    as_of: str
    """An ISO day."""
    film: Row
    verdicts: list[Row]
    evidence: list[Row]
    press_claims: list[Row]
    matches: list[Row]
    """How the season's lists led to it: rows of `tracker.identity.films.matches.MATCHES`."""
    ceremonies: "Mapping[tuple[str, int | None], str]"
    """Titles by body and number."""


def find(films: "Sequence[Row]", wanted: str) -> Row:
    """The film that a name, QID or IMDb id means.

    Raises:
        InputError: nothing of that name, or several films; the message lists what may be meant.
    """
    matches = [row for row in films if wanted in (row["film_qid"], row["film_imdb"], row["film_key"])]
    matches = matches or _by_title(films, wanted)
    if len({row["film_key"] for row in matches}) == 1:
        return matches[0]
    if matches:
        several = "; ".join(f"{row['film']} ({row['film_key']})" for row in matches)
        raise InputError(f"several films are called {wanted!r}: {several}; give the id")
    raise InputError(f"no film of the season is called {wanted!r}{_near(films, wanted)}")


def _by_title(films: "Sequence[Row]", wanted: str) -> list[Row]:
    key = title_key(wanted)
    return [
        row for row in films if key and key in (title_key(row["film"]), title_key(row["film_original_title"] or ""))
    ]


def _near(films: "Sequence[Row]", wanted: str) -> str:
    from rapidfuzz import fuzz, process

    names = list(dict.fromkeys(row["film"] for row in films))
    close = process.extract(wanted, names, scorer=fuzz.WRatio, score_cutoff=NEAR, limit=OFFERED)
    return f"; near: {'; '.join(name for name, _, _ in close)}" if close else "; is it another --season?"


@dataclass(frozen=True)
class JudgedSeason:
    """A season that was judged just now, and everything at hand."""

    judgement: "Judgement"
    tables: "SeasonTables"
    keyed: "Mapping[str, pd.DataFrame]"

    @property
    def season(self) -> int:
        """Its film year."""
        return self.judgement.season

    @property
    def as_of(self) -> str:
        """The day of the judgement, in ISO form."""
        return self.judgement.as_of.isoformat()

    @property
    def ceremonies(self) -> "Mapping[tuple[str, int | None], str]":
        """Titles by body and number."""
        from jobs.steps.judging.judge import ceremony_titles

        return ceremony_titles(self.judgement.verdicts)

    @cached_property
    def _frames(self) -> "dict[str, pd.DataFrame]":
        from jobs.steps.judging.judge import season_frames

        return season_frames(self.keyed, self.tables, self.judgement)

    def films(self, wanted: str) -> list[Row]:  # noqa: ARG002 - an edition narrows them
        """At least the films that a title or an id may mean: all of the season."""
        return records(self.judgement.films)

    def rows(self, table: str, film: str) -> list[Row]:
        """A film's rows of `snubs`, `evidence`, `press_claims` or `matches`."""
        frame = self._frames[table]
        return records(frame[frame["film_key"] == film])


S_co = TypeVar("S_co", bound=Edition | JudgedSeason, covariant=True)
"""A judged season, kept or judged just now; both answer alike."""


class Seasons(Protocol[S_co]):
    """Where judged seasons come from."""

    def judged(self, season: int) -> S_co | None:
        """One; None where none is kept."""

    def entered(self, wanted: str) -> list[int]:
        """Film years whose lists name a film of this title or id, the latest first."""


class _Judging:
    """Judges what is asked for from everything at hand."""

    def __init__(self, context: Context) -> None:
        from jobs.steps.judging.judge import keyed_frames
        from tracker.judge.material.tables import build
        from tracker.store.engine import reading

        self._context = context
        with reading(context.engine) as conn:
            self._keyed = keyed_frames(conn, context.corrections, context.settings.press.tiers)
        self._tables: SeasonTables = build(self._keyed)

    def judged(self, season: int) -> JudgedSeason:
        from jobs.steps.judging.judge import judge_seasons

        [judgement] = judge_seasons(self._context, self._tables, [season])
        return JudgedSeason(judgement, self._tables, self._keyed)

    def entered(self, wanted: str) -> list[int]:
        films, entries = self._tables.films, self._tables.entries
        key = films["title"].map(title_key) == title_key(wanted)
        matches = films[(films["qid"] == wanted) | (films["imdb"] == wanted) | key]
        years = entries.loc[entries["film"].isin(matches["film"]), "film_year"]
        return sorted({int(year) for year in years.dropna()}, reverse=True)


def dossier(context: Context, wanted: str, season: int | None) -> Dossier:
    """What is said of a film, in the season that was asked for, else in the latest whose lists name it.

    It is read from what the last run kept where that still holds, else judged: either way it is the same.

    Raises:
        InputError: no such film, or several.
    """
    with suppress(sqlite3.Error):  # a damaged file: it is judged again
        if answer := _first(Kept(context), context, wanted, season):
            return _dossier(*answer)
    return _dossier(*judged(context, wanted, season))


def judged(context: Context, wanted: str, season: int | None) -> tuple[JudgedSeason, Row]:
    """The season in which `dossier` finds a film, judged now, and the film's row of it.

    Raises:
        InputError: no such film, or several.
    """
    answer = _first(_Judging(context), context, wanted, season)
    assert answer is not None, "any season can be judged"  # noqa: S101
    return answer


def _first(seasons: Seasons[S_co], context: Context, wanted: str, season: int | None) -> tuple[S_co, Row] | None:
    """The first season that has the film, and its row; None where one that must be looked at is not kept."""
    trouble: InputError | None = None
    for year in dict.fromkeys([*seasons.entered(wanted), context.season] if season is None else [season]):
        of_year = seasons.judged(year)
        if of_year is None:
            return None
        try:
            return of_year, find(of_year.films(wanted), wanted)
        except InputError as error:
            trouble = trouble or error
    raise trouble or InputError(f"no film is called {wanted!r}")


def _dossier(season: Edition | JudgedSeason, film: Row) -> Dossier:
    verdicts, evidence, claims, matches = (
        season.rows(table, film["film_key"]) for table in ("snubs", "evidence", "press_claims", "matches")
    )
    return Dossier(season.season, season.as_of, film, verdicts, evidence, claims, matches, season.ceremonies)
