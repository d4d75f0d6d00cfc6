"""What an answer is: tables of rows under a title, and the scope of what was asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tracker.domain.citations import licence_of
from tracker.edition.queries.search import LICENCES, PAGES
from tracker.edition.read import Edition, Row


@dataclass(frozen=True)
class Part:
    """A table of an answer."""

    name: str
    """In JSON, and in the column `part` of CSV."""
    title: str
    columns: Mapping[str, str]
    """Headings by the columns that a terminal shows, in their order; none where the part is for programs alone."""
    rows: Sequence[Row]
    """All of their columns; `source_url`, `source_revision`, `retrieved_at`, `origin` and `licence` cite a row."""


@dataclass(frozen=True)
class Answer:
    """The answer to a question."""

    title: str
    about: Mapping[str, Any]
    """What was asked for, as it is known here."""
    notes: Sequence[str]
    """Sentences for a person, before the tables."""
    parts: Sequence[Part]
    scope: Row
    """The day, live data or the archive, and how many seasons and lists it rests on."""


def answered(
    edition: Edition, title: str, about: Mapping[str, Any], notes: Sequence[str], parts: Iterable[Part]
) -> Answer:
    """An answer with its scope, in which every row that is cited has the terms and the origin of its page."""
    terms = {row["code"]: row["title"] for row in edition.rows(LICENCES)}
    origins = {row["source_url"]: row["origin"] for row in edition.rows(PAGES)}
    cited = [replace(part, rows=[_cited(row, terms, origins) for row in part.rows]) for part in parts]
    return Answer(title, about, notes, cited, edition.scope)


def _cited(row: Row, terms: Mapping[str, str], origins: Mapping[str, str]) -> Row:
    url = row.get("source_url")
    origin = row.get("origin") or origins.get(url or "")
    return row | {"licence": licence_of(url, terms), "origin": origin} if url else row
