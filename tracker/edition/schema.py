"""The edition's tables in SQL, as `tables.yml` defines them, and what its cells look like."""

import json
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Any

from tracker.domain.cells import is_missing, split
from tracker.domain.facts.tables import Column, Table, edition_tables
from tracker.edition.names import IS_NUMBER

_NUMBERS: dict[str, Callable[[Any], Any]] = {"integer": int, "number": float, "boolean": int}
_IN_JSON = json.JSONEncoder(ensure_ascii=False).encode
_TYPES = {"integer": "INTEGER", "number": "REAL", "boolean": "BOOLEAN"}
INDEXES = {
    "films": ("film_key", "film_qid", "film_imdb"),
    "snubs": ("film_key, body, category, film_year, label, reason_code, eligibility", "film_year, body"),
    "evidence": ("film_key",),
    "eligibility": ("film_key",),
    "press_claims": ("film_key",),
    "matches": ("film_key",),
    "credits": ("film_key",),
    "people": ("person_key", "film_key"),
    "works": ("film_key",),
    "nominations": ("category, body",),
    "entries": ("body", "film_key"),
    "titles": ("title_key", "film_key"),
    "credited": ("name_key", "person_qid"),
    "factors": ("film_key",),
}
"""Columns that questions ask by, besides keys and film years; of verdicts, also those that the desk reads of thousands
of films at once, which the index alone answers."""


_INDEX = "CREATE INDEX IF NOT EXISTS"

FROM_ALL = frozenset({"answers", "records"})
"""Tables that are worked out from all seasons together, after their rows are there."""


def columns_of(table: Table) -> tuple[Column, ...]:
    """The columns that a table has in an edition: without those that are the same everywhere."""
    return tuple(column for column in (*table.columns, *table.inner) if not column.everywhere)


def of_seasons(table: Table) -> bool:
    """Whether each row belongs to a season, from which it is taken over or made anew."""
    return table.name not in FROM_ALL and any(column.name == "film_year" for column in columns_of(table))


def create(table: Table) -> str:
    """The statement that makes a table."""
    parts = [f'"{column.name}" {_type(column)}' for column in columns_of(table)]
    if table.key:
        parts.append(f"PRIMARY KEY ({_names(table.key)})")
    for other, columns in table.refers.items():
        parts.append(f'FOREIGN KEY ({_names(columns)}) REFERENCES "{other}" ({_names(columns)})')
    return f'CREATE TABLE "{table.name}" ({", ".join(parts)})'


def _type(column: Column) -> str:
    return "JSON" if column.separator else _TYPES.get(column.kind, "TEXT")


def indexes() -> list[str]:
    """The statements that make the indexes, over whole tables."""
    asked = [(name, columns) for name in edition_tables() for columns in INDEXES.get(name, ())]
    years = [(table.name, "film_year") for table in edition_tables().values() if of_seasons(table)]
    return [
        *(f'{_INDEX} "{name}_{on.replace(", ", "_")}" ON "{name}" ({on})' for name, on in asked + years),
        f'{_INDEX} "snubs_missed" ON "snubs" (category, body) WHERE missed',
        f'{_INDEX} "entries_number" ON "entries" (film_key) WHERE {IS_NUMBER}',
    ]


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def cells(column: Column, values: Sequence[Any]) -> list[Any]:
    """Cells of a frame as they are kept: blank as NULL, several values as a JSON array, truth as 0 or 1."""
    if column.separator:
        return list(map(_list_writer(column.separator), values))
    if column.kind in _NUMBERS:
        kind = _NUMBERS[column.kind]
        return [value if kind is type(value) is int else None if is_missing(value) else kind(value) for value in values]
    texts = [value or None if type(value) is str else None if is_missing(value) else str(value) for value in values]
    try:
        "".join(filter(None, texts)).encode()
    except UnicodeEncodeError:
        return [text and _encodable(text) for text in texts]
    return texts


def _encodable(text: str) -> str:
    """Text that UTF-8 can encode: a lone surrogate, which a page may contain, becomes `?`."""
    return text.encode("utf-8", "replace").decode("utf-8")


@cache
def _list_writer(separator: str) -> Callable[[Any], str | None]:
    @lru_cache(maxsize=1 << 12)
    def write(value: Any) -> str | None:
        parts = value if isinstance(value, tuple) else split(value, separator)
        return _encodable(_IN_JSON([str(part) for part in parts])) if parts else None

    return lambda value: write(tuple(value) if isinstance(value, list) else value)
