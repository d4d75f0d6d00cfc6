"""The frames in which statements are read: columns and types, derived from the records wherever a record has them.

One convention for a missing value: text has "", a list has (), a whole number NA, a measure NaN; a truth value is never
missing. Blank never equals blank: whoever joins on a column leaves its blanks out.
"""

from collections.abc import Collection, Mapping
from typing import Literal

from tracker.domain.facts.kinds import STATEMENTS, Column

Type = Literal["text", "int", "float", "no", "yes", "list"]
"""Types of columns: text is str, int Int64, float float64, a list holds tuples of str; `no` and `yes` are bool, named
for what stands where nothing is stated."""
Schema = Mapping[str, Type]
"""Columns by name, in order."""


def _type(column: Column) -> Type:
    if column.mark.parsed_late or column.type == "code":
        return "text"
    if column.type == "bool":
        return "yes" if column.default is True else "no"
    return "list" if column.type == "rows" else column.type


def _texts(*names: str) -> dict[str, Type]:
    return dict.fromkeys(names, "text")


def _own(kind: str) -> dict[str, Type]:
    """What a kind of statement says, and the addresses it cites."""
    columns = {column.name: _type(column) for column in STATEMENTS[kind].own}
    return columns | ({"cites": "list"} if "cites" in STATEMENTS[kind].record.model_fields else {})


def _part(kind: str, name: str) -> dict[str, Type]:
    (part,) = (part for part in STATEMENTS[kind].parts if part.name == name)
    return {column.name: _type(column) for column in part.columns}


_ID = _texts("statement")
_PLACE: dict[str, Type] = _ID | {"position": "int"}
_CEREMONY: dict[str, Type] = {"ceremony": "int", "ceremony_year": "int", "film_year": "int"}
_KEPT = _texts("page_id", "page_sha256")
_TIER: dict[str, Type] = {"tier": "int"}
PROVENANCE = _texts("source") | _TIER | _texts("licence", "source_url", "source_revision", "retrieved_at", "origin")
"""Where a statement comes from."""
_FROM = PROVENANCE | _KEPT

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
    | _texts("article", "article_title", "author", "published_on", "site", "sketch")
    | {"words": "int"}
    | _FROM,
    "articles": _ID | _own("article") | _FROM,
    "accolades": _ID | _own("accolade") | {"page_title": "text"} | _FROM,
    "film_credits": _ID | _own("credit") | _FROM,
    "facts": _ID | _own("fact") | _FROM,
    "books": _ID | _own("book") | _FROM,
    "links": _ID | _own("link") | _FROM,
    "lists": _texts("source", "body")
    | _CEREMONY
    | _texts(
        "kind",
        "state",
        "good_state",
        "held_on",
        "announced_on",
        "revision",
        "source_url",
        "as_of",
        "checked_at",
        "covers",
    )
    | {"problems": "list", "doubts": "text", "unread": "text", "found": "int"}
    | _TIER
    | _texts("licence", "origin"),
}
"""What the store gives, by the name of the function that gives it."""

_KEY = _texts("film")
_FILM: dict[str, Type] = _KEY | {"film_reason": "text", "film_score": "float"}
_KEYS: dict[str, dict[str, Type]] = {
    **dict.fromkeys(("works", "releases", "scores", "top_tens", "eligibility", "mentions"), _FILM),
    "films": _KEY | _texts("retitled"),
    "facts": _KEY,
    "film_credits": _KEY | _texts("person", "person_qid"),
    "credits": _texts("person", "person_qid", "person_imdb", "person_reason", "person_why"),
}
"""What identity adds: the film that is meant, why, and how far that can be trusted (0 to 1); the title that a decision
gives it (`retitled`); and the person."""

_UNJUDGED = ("fields", "articles")
JUDGED: dict[str, Schema] = {
    name: {column: type_ for column, type_ in {**schema, **_KEYS.get(name, {})}.items() if column not in _KEPT}
    for name, schema in FRAMES.items()
    if name not in _UNJUDGED
}
"""What a judgement reads: the store's frames as identity completes them."""

_NAMED = _texts("title", "link", "imdb", "qid", "film_year")
MATCHED: dict[str, Collection[str]] = {
    "nominations": ("statement", "body", "ceremony", "category", "source", "detail", "film_year"),
    "works": FRAMES["works"],
    "credits": FRAMES["credits"],
    "films": [name for name in FRAMES["films"] if name not in _FROM or name == "source"],
    "persons": FRAMES["persons"],
    "releases": ("statement", "date", "event", *_NAMED),
    "scores": ("statement", *_NAMED),
    "top_tens": ("statement", "source", *_NAMED),
    "eligibility": ("statement", "body", "ceremony", "people", "source", *_NAMED),
    "mentions": ("statement", "work_kind", "people", *_NAMED),
    "film_credits": ("statement", "craft", "position", "name", *_NAMED),
    "facts": ("statement", "property", *_NAMED),
    "links": ("statement", "title", "canonical", "qid", "missing"),
    "lists": ("source", "body", "ceremony", "ceremony_year", "film_year"),
}
"""What identity reads of the store's frames."""

ALIKE: Schema = _texts("film", "twin")
"""Film keys that are not told apart, each pair both ways."""
