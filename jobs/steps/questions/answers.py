"""What an answer is: tables of rows under a title, and the scope of what was asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tracker.domain.citations import licence_of
from tracker.edition.queries.search import LICENCES, SCOPE
from tracker.edition.read import Edition, Row


@dataclass(frozen=True)
class Part:
    """A table of an answer."""

    name: str
    """In JSON, and in the column `part` of CSV."""
    title: str
    columns: Mapping[str, str]
    """Headings by the columns that a terminal shows, in their order."""
    rows: Sequence[Row]
    """All of their columns; a row is cited by `source_url`, `source_revision` and `retrieved_at`, where it has them."""


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
    """The day, and how many seasons, lists and lists that were not read whole it rests on."""


def answered(
    edition: Edition, title: str, about: Mapping[str, Any], notes: Sequence[str], parts: Iterable[Part]
) -> Answer:
    """An answer with its scope, in which every row that is cited has the terms of its page."""
    terms = {row["code"]: row["title"] for row in edition.rows(LICENCES)}
    cited = [replace(part, rows=[_licensed(row, terms) for row in part.rows]) for part in parts]
    [scope] = edition.rows(SCOPE)
    return Answer(title, about, notes, cited, scope)


def _licensed(row: Row, terms: Mapping[str, str]) -> Row:
    url = row.get("source_url")
    return row | {"licence": licence_of(url, terms)} if url else row
