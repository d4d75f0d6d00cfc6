"""Statement ids: the sha256 of the raw values, without fetch time, revision, line and cited addresses."""

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from tracker.domain.facts.kinds import Kind
from tracker.domain.facts.records import Statement

_Names = tuple[str, ...]

_NUL = "\\u0000"
_spell = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_FIRST_SPELLING = {
    "accolade": "qid body body_as_printed body_link number year date category category_as_printed result "
    "result_as_printed people works note",
    "article": "url title author published_on language site words sketch",
    "book": "title link authors claim prize prize_as_printed category year quotation",
    "ceremony_date": "body property value as_printed",
    "ceremony_field": "body claim declared category category_as_printed value most official as_printed",
    "eligibility": "body category title link imdb qid people status reason",
    "film": "qid imdb title original_title aliases year work_kind wikipedia directors countries minutes distributor "
    "credits titles",
    "film_credit": "qid craft craft_as_printed position name link note title imdb film_year",
    "film_fact": "qid property value amount currency link note dated title imdb film_year",
    "link": "title canonical qid missing",
    "mention": "title link imdb qid work_kind voice count crafts people missed reasons expects quotations quoted_for "
    "nominated",
    "nomination": "body category category_as_printed result detail note official starred announced_on works people",
    "person": "qid imdb name aliases",
    "release": "qid date country event title link imdb film_year",
    "score": "qid measure value reviews as_of title link imdb film_year",
    "top_ten": "title link imdb qid film_year lists of",
}
"""The fields of each kind when its first ids were published. Closed: nothing is ever added or moved here.

The values of these fields are hashed in this order; those added after their kind are left out if all are blank. Any
other field is hashed with its name, and only if it is not blank, so its position in the record does not matter.
"""


def clean(value: Any) -> Any:
    """The value with NUL replaced in every string, also inside lists and mappings."""
    if isinstance(value, str):
        return value.replace("\0", "\ufffd")
    if isinstance(value, list | tuple):
        return [clean(item) for item in value]
    if isinstance(value, dict):
        return {key: clean(item) for key, item in value.items()}
    return value


def digest(parts: Sequence[Any]) -> str:
    """sha256 of values in one spelling; NUL, which PostgreSQL cannot keep, counts as the replacement character."""
    text = _spell(parts)
    return hashlib.sha256((_spell(clean(parts)) if _NUL in text else text).encode()).hexdigest()


UNIT = ("body", "ceremony", "film_year", "category", "level")
"""What tells a verdict from every other, beside the film's key and whom its people are taken for."""


def verdict_id(unit: Sequence[object], film: object, person: object) -> str:
    """What tells a verdict from every other, whatever it says.

    Args:
        unit: its values of `UNIT`; None where a list has no number.
        film: the film's key.
        person: whom its people are taken for.
    """
    return digest([*unit, film, person])


def identify(kind: Kind, source: str, ceremony: int | None, record: Statement) -> tuple[str, dict[str, Any]]:
    """A statement's id and its raw values as both databases can keep them."""
    values = kind.values(record)
    text = _spell([kind.table, source, ceremony, *_spelled(kind, values)])
    if _NUL in text:
        values = clean(values)
        text = _spell([kind.table, source, ceremony, *_spelled(kind, values)])
    return hashlib.sha256(text.encode()).hexdigest(), values


def _spelled(kind: Kind, values: dict[str, Any]) -> list[Any]:
    always, later, by_name, any_order = _order(kind)
    if any_order:
        values = values | {name: sorted(values[name]) for name in any_order}
    spelled = [values[name] for name in always]
    if any(_says(values[name]) for name in later):
        spelled += [values[name] for name in later]
    more = {
        name: values[name] for name in by_name if _says(values[name]) and values[name] != kind.columns[name].default
    }
    return [*spelled, more] if more else spelled


def _says(value: object) -> bool:
    return value is not None and value not in ((), [])


@cache
def _order(kind: Kind) -> tuple[_Names, _Names, _Names, _Names]:
    """Fields spelled always, those left out where all are blank, those with their names, and lists in any order."""
    columns = kind.columns
    first = _FIRST_SPELLING.get(kind.table, "").split()
    return (
        tuple(name for name in first if columns[name].since == kind.record.since),
        tuple(name for name in first if columns[name].since != kind.record.since),
        tuple(sorted(name for name, c in columns.items() if c.mark.identity and name not in first)),
        tuple(name for name, c in columns.items() if c.mark.any_order),
    )
