"""Answers of the query service: whether they are whole, how a season of them is stored, and what a cell says."""

import json
import re
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from spiders.families.registry.queries import REQUIRED, SEPARATORS
from spiders.formats.replies import RefusalError, misshapen
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


def check_answer(host: str, name: str, body: bytes) -> int:
    """How many rows an answer has.

    Raises:
        RefusalError: `truncated` (the service breaks off in mid-answer when a query takes too long),
            `unexpected_answer`, or `no_rows` where a season cannot be without any.
    """
    try:
        rows = Result.model_validate_json(body).results.bindings
    except ValidationError as error:
        broken = f"{host} broke off its answer to the query {name}"
        raise misshapen(error, broken, f"{host} answered the query {name} in an unknown shape") from error
    if not rows and name in REQUIRED:
        raise RefusalError("no_rows", f"{host} has no rows for the query {name}: the season is empty there")
    return len(rows)


def envelope(year: int, answers: Mapping[str, bytes]) -> bytes:
    """The stored form of a season: every answer's rows as they came, sorted, since the service gives them in any order.

    So the same facts are the same bytes, and an unchanged season has an unchanged hash.
    """
    parts = {
        name: {"bindings": sorted(_in_order(body), key=lambda r: json.dumps(r, sort_keys=True))}
        for name, body in answers.items()
    }
    return json.dumps({"year": year, "answers": parts}, ensure_ascii=False, sort_keys=True).encode()


def _in_order(body: bytes) -> list[dict[str, dict[str, str]]]:
    """The rows of an answer, with the parts of joined cells in order."""
    rows: list[dict[str, dict[str, str]]] = json.loads(body)["results"]["bindings"]
    for row in rows:
        for name, separator in SEPARATORS.items():
            if name in row:
                row[name]["value"] = separator.join(sorted(row[name]["value"].split(separator)))
    return rows


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
