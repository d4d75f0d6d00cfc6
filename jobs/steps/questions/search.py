"""Everything of a name: films, people, bodies and categories, and what to ask next."""

import json
import shlex
from collections.abc import Sequence

from jobs.steps.questions import film
from jobs.steps.questions.answers import Answer, Part, answered
from jobs.steps.questions.near import PART, like
from jobs.steps.questions.person import KEY
from tracker.domain.categories import as_a_name
from tracker.domain.errors import InputError
from tracker.domain.figures import quantity
from tracker.domain.titles.comparable import is_id
from tracker.edition.queries import search as queries
from tracker.edition.read import Edition, Row

_COLUMNS = {"name": "name", "also": "", "ask": "ask for"}


def answer(edition: Edition, text: str) -> Answer:
    """What a text may mean, the likest first in each group; names merely like it only where none has its words.

    Raises:
        InputError: nothing at hand is like it.
    """
    if not text.strip():
        raise InputError("say what to look for: a part of a title or a name")
    rows = _of_id(edition, text.strip()) or like(edition, text)
    rows = [row for row in rows if row["share"] >= PART] or rows
    parts = [
        Part("films", "Films", _COLUMNS, _films(edition, _once(rows, "film"))),
        Part("people", "People", _COLUMNS, _people(edition, _once(rows, "person"))),
        Part("bodies", "Bodies", _COLUMNS, [_body(edition, row) for row in _once(rows, "body")]),
        Part("categories", "Categories", _COLUMNS, _categories(edition, _once(rows, "category"))),
    ]
    if not any(part.rows for part in parts):
        raise InputError(f"nothing at hand is called anything like {text.strip()!r}; try one word of it")
    return answered(edition, f"Search: {text.strip()}", {"text": text.strip()}, [], parts)


def _of_id(edition: Edition, text: str) -> list[Row]:
    """The film that a number means; a number that is like another one means nothing.

    Raises:
        InputError: it is an IMDb id, and no film at hand has it.
    """
    rows = film.find(edition, text) if is_id(text[:1].upper() + text[1:]) or is_id(text.lower()) else []
    if not rows and is_id(text.lower()):
        raise InputError(f"no film at hand has the id {text.lower()}")
    return [{"kind": "film", "key": row["film_key"], "name": row["film"], "share": 1.0} for row in rows[:1]]


def _once(rows: Sequence[Row], kind: str) -> list[Row]:
    """The best name of each thing of a kind."""
    best: dict[str, Row] = {}
    for row in rows:
        if row["kind"] == kind:
            best.setdefault(row["key"], row)
    return list(best.values())


def _films(edition: Edition, rows: Sequence[Row]) -> list[Row]:
    films = {row["film_key"]: row for row in edition.rows(queries.FILMS, json.dumps([row["key"] for row in rows]))}
    every = [row | films[row["key"]] for row in rows if row["key"] in films]
    return list(map(_film, sorted(every, key=lambda row: (-row["share"], -(row["nominations_n"] or 0)))))


def _film(row: Row) -> Row:
    year = row["year"] or row["film_year"]
    title = "" if row["name"] == row["film"] else f", also {row['name']}"
    return row | {
        "name": row["film"],
        "also": f"{year}{title}",
        "ask": f"snubs film {shlex.quote(row['film'])} --year {year}",
    }


def _people(edition: Edition, rows: Sequence[Row]) -> list[Row]:
    work = {row["person_key"]: row for row in edition.rows(queries.PEOPLE, json.dumps([row["key"] for row in rows]))}
    every = [row | work[row["key"]] for row in rows if row["key"] in work]
    return list(map(_person, sorted(every, key=lambda row: (-row["share"], -row["entries"]))))


def _person(row: Row) -> Row:
    also = f"{row['film'] or 'no film'} ({row['first']}), on {quantity(row['entries'], 'entry', 'entries')} of lists"
    return row | {"also": also, "ask": f"snubs person {shlex.quote(KEY + row['key'])}"}


def _body(edition: Edition, row: Row) -> Row:
    [last] = edition.rows(queries.LAST_SEASON, row["key"])
    ask = f"snubs season {last['film_year']} {row['key']}" if last["film_year"] else ""
    return row | {"name": last["title"], "also": row["key"], "ask": ask}


def _categories(edition: Edition, rows: Sequence[Row]) -> list[Row]:
    concepts = {row["concept"]: row for row in edition.rows(queries.CATEGORIES)}
    return [_category(row, concepts[row["key"]]) for row in rows if row["key"] in concepts]


def _category(row: Row, concept: Row) -> Row:
    also = f"{concept['title'] or row['key']}, {quantity(concept['bodies'], 'body', 'bodies')}"
    ask = f"snubs category {concept['body']} {row['key']}"
    return row | {"name": as_a_name(row["name"]), "also": also, "ask": ask}
