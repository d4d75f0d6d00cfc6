"""One film, whatever it is called, and everything that is said of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tracker.domain.cells import parts_of
from tracker.domain.errors import InputError
from tracker.domain.titles.comparable import fold, title_key
from tracker.edition.queries import film as queries
from tracker.edition.queries.search import PAGES
from tracker.edition.read import SINCE, Edition, Row

if TYPE_CHECKING:
    from jobs.steps.questions.answers import Answer

_ID = re.compile(r"(q[1-9]\d*)|(tt\d+)", re.IGNORECASE)
_YEAR = re.compile(r"(.+\S)\s*\((\d{4})\b[^)]*\)$")
"""A title with the year, as people and encyclopaedias write it."""
_WHOSE = re.compile(r"((?:\S+ ){1,3}?\S+?)(?:[’']s|(?<=s)[’']) (?=\S)")
"""Whose a film is said to be, before its title: "Federico Fellini's 8-1/2"."""
_OWN = ("title", "original")
"""Kinds of titles that are a film's own; another film is found by them first."""
LISTED = 12


@dataclass(frozen=True)
class Dossier:
    """A film and what is said of it in every season: rows of the edition's tables, a missing value being None."""

    film: Row
    """As its latest season has it."""
    seasons: tuple[int, ...]
    verdicts: Sequence[Row]
    evidence: Sequence[Row]
    press_claims: Sequence[Row]
    matches: Sequence[Row]
    """How the lists led to it."""
    ceremonies: dict[tuple[int, str, int | None], str]
    """Titles by film year, body and number."""
    words: dict[tuple[str, str], str]
    """What codes are called, by kind and code."""
    figures: frozenset[str]
    """Columns of numbers and truth values."""
    scope: Row


def find(edition: Edition, text: str, year: int | None = None, season: int | None = None) -> list[Row]:
    """The one film that is meant, one row a season; nothing where no film is called so.

    Args:
        edition: where it is looked for.
        text: a title of any kind, with or without "(1972)", or an id.
        year: of the film, or of one of its seasons; all of them are told.
        season: the season alone is looked at.

    Raises:
        InputError: several films are called so; the message lists them.
    """
    wanted, stated = text.strip(), year
    rows = _rows(edition, wanted)
    if not stated and (match := _YEAR.match(wanted)):
        stated = int(match[2]) if any(_is_of(row, int(match[2])) for row in rows or _rows(edition, match[1])) else None
        rows = rows or _rows(edition, match[1])
    films = {row["film_key"] for row in rows if not stated or _is_of(row, stated)}
    rows = [row for row in rows if row["film_key"] in films and season in (None, row["film_year"])]
    rows = [row for row in rows if row.get("title_kind", "title") in _OWN] or rows
    rows = [row for row in rows if fold(row.get("title_text", "")) == fold(wanted)] or rows
    if len({row["film_key"] for row in rows}) > 1:
        raise InputError(f"several films are called {wanted!r}: {_listed(rows)}; add --year, or give the id")
    return rows


def _rows(edition: Edition, wanted: str) -> list[Row]:
    match = _ID.fullmatch(wanted)
    rows = edition.rows(queries.BY_ID, (wanted.upper() if match[1] else wanted.lower()) if match else wanted)
    if rows or not title_key(wanted):
        return rows
    return edition.rows(queries.BY_TITLE, title_key(wanted)) or _named_after_people(edition, wanted)


def _named_after_people(edition: Edition, wanted: str) -> list[Row]:
    """Films whose title says whose they are where the text does not, or the other way about."""
    whose = _WHOSE.match(wanted)
    bare = title_key(wanted[whose.end() :]) if whose else ""
    rows = edition.rows(queries.BY_TITLE, bare) if bare else []
    rows = [row for row in rows if whose and _is_whose(edition, whose[1], row)]
    for row in edition.rows(queries.BY_LAST_WORDS, title_key(wanted)):
        title = _WHOSE.match(row.get("title_text", ""))
        after = title_key(row.get("title_text", "")[title.end() :]) if title else ""
        if title and after == title_key(wanted) and _is_whose(edition, title[1], row):
            rows.append(row)
    return rows


def _is_whose(edition: Edition, name: str, row: Row) -> bool:
    """Whether a name is that of a film's director, or of anybody at hand: "My Best Friend's" is nobody's."""
    directors = map(fold, parts_of(row["directors"] or ""))
    return fold(name) in directors or bool(edition.rows(queries.IS_PERSON, fold(name)))


def _is_of(row: Row, year: int) -> bool:
    return year in (row["year"], row["film_year"])


def _listed(rows: Sequence[Row]) -> str:
    films: dict[str, str] = {}
    for row in rows:
        films.setdefault(row["film_key"], f"{row['film']} ({row['year'] or row['film_year']}, {row['film_key']})")
    more = f"; and {len(films) - LISTED} more" if len(films) > LISTED else ""
    return "; ".join(list(films.values())[:LISTED]) + more


def dossier(edition: Edition, rows: Sequence[Row]) -> Dossier:
    """Everything that is said of a film, given its rows of `films`."""
    key: Any = rows[-1]["film_key"]
    years = {row["film_year"] for row in rows}
    verdicts, evidence, claims, matches = (
        [row for row in edition.rows(query, key) if row["film_year"] in years]
        for query in (queries.VERDICTS, queries.EVIDENCE, queries.PRESS_CLAIMS, queries.MATCHES)
    )
    ceremonies = edition.rows(queries.CEREMONIES, key)
    titles = {(row["film_year"], row["body"], row["ceremony"]): row["title"] for row in ceremonies}
    words = {(row["kind"], row["code"]): row["title"] for row in edition.rows(queries.WORDS)}
    pages = {row["source_url"]: row for row in edition.rows(PAGES)}
    verdicts = [
        _cited(row | {name: row[name] or edition.as_of for name in SINCE if name in row}, pages) for row in verdicts
    ]
    tables = ("snubs", "evidence", "press_claims", "matches")
    figures = frozenset(row["name"] for table in tables for row in edition.rows(queries.FIGURES, table))
    return Dossier(
        rows[-1], tuple(sorted(years)), verdicts, evidence, claims, matches, titles, words, figures, edition.scope
    )


_CITED = {"list_url": "source_url", "list_revision": "source_revision", "list_as_of": "retrieved_at"}
_INNER = ("list_state", "list_id", "identity")


def _cited(row: Row, pages: Mapping[str, Row]) -> Row:
    """A verdict, cited by its list as other rows are by their page."""
    page = pages.get(row["list_url"] or "", {})
    cited = {_CITED.get(name, name): cell for name, cell in row.items() if name not in _INNER}
    return cited | {name: page.get(name) for name in ("licence", "origin")}


def film_of(edition: Edition, text: str, season: int | None, missed_at: str | None = None) -> Row:
    """The film that is meant, as the season has it: the latest in which it missed something, else the latest.

    Args:
        edition: where it is read.
        text: what the film is called.
        season: a film year, where one is meant.
        missed_at: the body, where one is meant.

    Raises:
        InputError: no such film, or several; the message says what may be meant.
    """
    if rows := find(edition, text, season=season):
        seasons = {row["film_year"] for row in edition.rows(queries.MISSED, rows[-1]["film_key"], missed_at or "")}
        return next((row for row in reversed(rows) if row["film_year"] in seasons), rows[-1])
    raise _unknown(edition, text, season)


def answer(edition: Edition, text: str, year: int | None = None, season: int | None = None) -> "Dossier | Answer":
    """What is said of a film; where no film is called so and a person is, what is said of the person.

    Raises:
        InputError: no such film, or several; the message says what may be meant.
    """
    if not text.strip():
        raise InputError("say which film: a title, a Wikidata id (Q927826) or an IMDb id (tt1334260)")
    if rows := find(edition, text, year, season):
        return dossier(edition, rows)
    return _elsewhere(edition, text, year or season)


def _elsewhere(edition: Edition, text: str, year: int | None) -> "Answer":
    from jobs.steps.questions import person

    if year is None and (people := person.find(edition, text)):
        return person.answer_about(edition, people)
    raise _unknown(edition, text, year)


def _unknown(edition: Edition, text: str, year: int | None) -> InputError:
    from jobs.steps.questions.near import offer

    other = find(edition, text) if year else []
    if other:
        years = ", ".join(str(row["film_year"]) for row in other)
        return InputError(f"no film of {year} is called {text.strip()!r}; {other[-1]['film']} is of season {years}")
    if _ID.fullmatch(text.strip()):
        return InputError(f"no film at hand has the id {text.strip()}")
    near = offer(edition, text, "film", "person") or "; try snubs search"
    return InputError(f"no film is called {text.strip()!r}{near}")
