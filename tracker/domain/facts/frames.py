"""The frames in which statements are read: columns and types, derived from the records wherever a record has them.

One convention for a missing value: text has "", a list has (), a whole number NA, a measure NaN; a truth value is never
missing. Blank never equals blank: whoever joins on a column leaves its blanks out.
"""

from collections.abc import Mapping
from typing import Literal

from tracker.domain.facts.kinds import STATEMENTS, Column

Type = Literal["text", "int", "float", "no", "yes", "list"]
"""Types of columns: text is str, int Int64, float float64, a list holds tuples of str; `no` and `yes` are bool, named
for what stands where nothing is stated."""
Schema = Mapping[str, Type]
"""Columns by name, in order."""


_TYPES: dict[str, Type] = {
    "int": "int",
    "float": "float",
    "text": "text",
    "code": "text",
    "list": "list",
    "rows": "list",
}


def _type(column: Column) -> Type:
    if column.type == "bool":
        return "yes" if column.default is True else "no"
    if column.mark.parsed_late:
        return "text"
    return _TYPES[column.type]


def _own(kind: str) -> dict[str, Type]:
    """What a kind of statement says, and the addresses it cites."""
    columns = {column.name: _type(column) for column in STATEMENTS[kind].own}
    return columns | ({"cites": "list"} if "cites" in STATEMENTS[kind].record.model_fields else {})


def _part(kind: str, name: str) -> dict[str, Type]:
    (part,) = (part for part in STATEMENTS[kind].parts if part.name == name)
    return {column.name: _type(column) for column in part.columns}


_ID: dict[str, Type] = {"statement": "text"}
_PLACE: dict[str, Type] = {"statement": "text", "position": "int"}
_CEREMONY: dict[str, Type] = {"ceremony": "int", "ceremony_year": "int", "film_year": "int"}
_KEPT: dict[str, Type] = {"page_id": "text", "page_sha256": "text"}
PROVENANCE: dict[str, Type] = {
    "source": "text",
    "tier": "int",
    "licence": "text",
    "source_url": "text",
    "source_revision": "text",
    "retrieved_at": "text",
    "origin": "text",
}
"""Where a statement comes from."""
_FROM = PROVENANCE | _KEPT
_LIST: dict[str, Type] = {
    "source": "text",
    "body": "text",
    **_CEREMONY,
    "kind": "text",
    "state": "text",
    "good_state": "text",
    "held_on": "text",
    "announced_on": "text",
    "revision": "text",
    "source_url": "text",
    "as_of": "text",
    "checked_at": "text",
    "problems": "list",
    "found": "int",
    "tier": "int",
    "licence": "text",
}

FRAMES: dict[str, Schema] = {
    "nominations": _ID | _own("nomination") | _CEREMONY | {"list_state": "text"} | _FROM,
    "works": _PLACE | _part("nomination", "works"),
    "credits": _PLACE | _part("nomination", "people"),
    "fields": _ID | _own("field") | _CEREMONY | _FROM,
    "films": _ID | _own("film") | _FROM,
    "persons": _ID | _own("person"),
    "releases": _ID | _own("release") | _FROM,
    "scores": _ID | _own("score") | _FROM,
    "top_tens": _ID | _own("top_ten") | _FROM,
    "eligibility": _ID | _own("eligibility") | _CEREMONY | _FROM,
    "mentions": _ID
    | _own("mention")
    | {"article": "text", "article_title": "text", "author": "text", "published_on": "text", "site": "text"}
    | {"sketch": "text", "words": "int"}
    | _FROM,
    "articles": _ID | _own("article") | _FROM,
    "accolades": _ID | _own("accolade") | {"page_title": "text"} | _FROM,
    "film_credits": _ID | _own("credit") | _FROM,
    "facts": _ID | _own("fact") | _FROM,
    "books": _ID | _own("book") | _FROM,
    "links": _ID | _own("link") | _FROM,
    "lists": _LIST,
    "registries": _LIST,
    "citations": _ID
    | {"kind": "text"}
    | _FROM
    | {"publisher": "text", "page_title": "text", "cites": "list", "first_seen": "text", "last_seen": "text"},
}
"""What the store gives, by the name of the function that gives it."""

_KEY: dict[str, Type] = {"film": "text"}
_FILM: dict[str, Type] = _KEY | {"film_reason": "text", "film_score": "float"}
_KEYS: dict[str, dict[str, Type]] = {
    **dict.fromkeys(("works", "releases", "scores", "top_tens", "eligibility", "mentions"), _FILM),
    **dict.fromkeys(("films", "facts"), _KEY),
    "film_credits": _KEY | {"person": "text", "person_qid": "text"},
    "credits": dict.fromkeys(("person", "person_qid", "person_imdb", "person_reason", "person_why"), "text"),
}
"""What identity adds: the film that is meant, why, and how far that can be trusted (0 to 1); and the person."""

_UNJUDGED = ("fields", "articles", "registries", "citations")
JUDGED: dict[str, Schema] = {
    name: {column: type_ for column, type_ in {**schema, **_KEYS.get(name, {})}.items() if column not in _KEPT}
    for name, schema in FRAMES.items()
    if name not in _UNJUDGED
}
"""What a judgement reads: the store's frames as identity completes them."""
