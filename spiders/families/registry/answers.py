"""Answers of the query service: whether they are whole, how a season of them is stored, and what a cell says."""

import json
import re
from collections.abc import Iterable, Mapping

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from spiders.families.registry.queries import SEPARATORS
from spiders.formats.replies import misshapen
from tracker.domain.facts.records import MAX_TEXT

_ENTITY = re.compile(r"https?://www\.wikidata\.org/entity/(Q[1-9]\d{0,11})")
_WHOLE = re.compile(r"\+?(\d{1,6})(?:\.0+)?")


class Value(BaseModel):
    """One cell."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    type: str
    value: str
    lang: str | None = Field(default=None, alias="xml:lang")


class Bindings(BaseModel):
    """The rows of an answer."""

    bindings: list[dict[str, Value]]


class Result(BaseModel):
    """An answer in the SPARQL results format."""

    results: Bindings


class Season(BaseModel):
    """The stored form of a season: the answers by the names of their queries."""

    model_config = ConfigDict(extra="forbid")

    year: int
    answers: dict[str, Bindings]


Rows = list[dict[str, Value]]
Row = dict[str, dict[str, str]]
"""A row as it came: by variable, a cell's type, value and language."""


def rows_in(host: str, name: str, body: bytes) -> list[Row]:
    """The rows of an answer, as they came.

    Raises:
        RefusalError: `truncated` (the service breaks off in mid-answer when a query takes too long), or
            `unexpected_answer`.
    """
    try:
        Result.model_validate_json(body)
    except ValidationError as error:
        broken = f"{host} broke off its answer to the query {name}"
        raise misshapen(error, broken, f"{host} answered the query {name} in an unknown shape") from error
    rows: list[Row] = json.loads(body)["results"]["bindings"]
    return rows


def envelope(year: int, answers: Mapping[str, Iterable[Row]]) -> bytes:
    """The stored form of a season: every answer's rows, each once, sorted, since the service gives them in any order.

    So the same facts are the same bytes, and an unchanged season has an unchanged hash, however it was divided.
    """
    parts = {name: {"bindings": _in_order(rows)} for name, rows in answers.items()}
    return json.dumps({"year": year, "answers": parts}, ensure_ascii=False, sort_keys=True).encode()


def _in_order(rows: Iterable[Row]) -> list[Row]:
    """The rows of an answer in order, each once, and the parts of joined cells in theirs."""
    texts = {json.dumps(_joined_in_order(row), ensure_ascii=True, sort_keys=True) for row in rows}
    return [json.loads(text) for text in sorted(texts)]


def _joined_in_order(row: Row) -> Row:
    cells = ((name, cell, SEPARATORS.get(name)) for name, cell in row.items())
    return {
        name: cell | {"value": by.join(sorted(cell["value"].split(by)))} if by else cell for name, cell, by in cells
    }


def entity_of(row: Row, name: str) -> str | None:
    """The QID of an entity in a row as it came; None for anything else."""
    cell = row.get(name, {})
    match = _ENTITY.fullmatch(cell.get("value", "")) if cell.get("type") == "uri" else None
    return match[1] if match else None


def literal(row: Mapping[str, Value], name: str) -> str | None:
    """A literal's text; None when absent, of another kind, blank or too long to be one."""
    value = row.get(name)
    if value is None or not value.type.endswith("literal"):
        return None
    text = " ".join(value.value.split())
    return text if 0 < len(text) <= MAX_TEXT else None


def qid_of(row: Mapping[str, Value], name: str) -> str | None:
    """The QID of an entity; None for anything else."""
    value = row.get(name)
    match = _ENTITY.fullmatch(value.value) if value and value.type == "uri" else None
    return match[1] if match else None


def whole(row: Mapping[str, Value], name: str) -> int | None:
    """A whole number of at most six digits; None for anything else."""
    match = _WHOLE.fullmatch(literal(row, name) or "")
    return int(match[1]) if match else None


def parts(row: Mapping[str, Value], name: str) -> list[str]:
    """The parts of a cell that holds several."""
    value = row.get(name)
    return value.value.split(SEPARATORS[name]) if value and value.type.endswith("literal") else []
