"""The verdicts of one film: found by name or id among the seasons at hand."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jobs.context import Context
from jobs.steps.editions.current import current
from tracker.domain.cells import join
from tracker.domain.errors import InputError
from tracker.domain.titles.comparable import title_key
from tracker.edition.read import SINCE, Edition

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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


def dossier(context: Context, wanted: str, season: int | None) -> Dossier:
    """What is said of a film, in the season that was asked for, else in the latest whose lists name it.

    Raises:
        InputError: no such film, or several.
    """
    edition = current(context)
    film = film_of(edition, wanted, season, context.season)
    place = (film["film_key"], film["film_year"])
    verdicts, evidence, matches = (
        _rows(edition, table, "film_key = ? AND film_year = ?", *place) for table in ("snubs", "evidence", "matches")
    )
    shared = {name: edition.about[name] for name in ("as_of", "rules", "thresholds")}
    verdicts = [shared | row | {name: row[name] or edition.as_of for name in SINCE if name in row} for row in verdicts]
    claims = _rows(edition, "press_claims", "film_key = ?", film["film_key"])
    return Dossier(film["film_year"], edition.as_of, film, verdicts, evidence, claims, matches, edition.ceremonies)


def film_of(edition: Edition, wanted: str, season: int | None, now: int) -> Row:
    """The film that a name, QID or IMDb id means, in the season asked for, else in the latest that has it.

    Raises:
        InputError: no such film, or several.
    """
    key = title_key(wanted)
    query = (
        "SELECT DISTINCT film_year FROM films WHERE ? IN (film_key, film_qid, film_imdb) OR (film_year, film_key) IN "
        "(SELECT film_year, film_key FROM titles WHERE title_key = ?) ORDER BY 1 DESC"
    )
    years = [season] if season is not None else [row["film_year"] for row in edition.rows(query, wanted, key)]
    trouble: InputError | None = None
    for year in years or [now]:
        try:
            return find(_rows(edition, "films", "film_year = ?", year), wanted)
        except InputError as error:
            trouble = trouble or error
    raise trouble or InputError(f"no film is called {wanted!r}")


def _rows(edition: Edition, table: str, where: str, *values: object) -> list[Row]:
    """Rows with several values in one cell of text and blank text as "", as the tables have them."""
    figures = {row["name"] for row in edition.rows(_FIGURES, table)}
    rows = edition.rows(f'SELECT * FROM "{table}" WHERE {where} ORDER BY rowid', *values)  # noqa: S608
    return [{name: cell if name in figures else _text(cell) for name, cell in row.items()} for row in rows]


_FIGURES = "SELECT name FROM pragma_table_info(?) WHERE type NOT IN ('TEXT', 'JSON')"


def _text(cell: object) -> object:
    return join(cell, ";") if isinstance(cell, tuple) else cell or ""
