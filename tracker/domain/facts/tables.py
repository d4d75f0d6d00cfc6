"""The tables that are exported, and the frames behind them: what `tables.yml` says of each column, once."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pydantic import ConfigDict, Field

from tracker.domain.cells import Separator
from tracker.domain.facts import kinds
from tracker.domain.facts.frames import Type
from tracker.domain.facts.kinds import STATEMENTS, Kind, meaning
from tracker.domain.models import Frozen
from tracker.domain.yamltext import load_yaml

ColumnType = Literal["string", "integer", "number", "date", "datetime", "boolean"]

_FRAME_TYPES: dict[ColumnType, Type] = {"integer": "int", "number": "float", "boolean": "no"}
_OF_FACTS: dict[kinds.Type, ColumnType] = {"int": "integer", "float": "number", "bool": "boolean"}


class Column(Frozen):
    """One column: its Frictionless type, what it means, an example as it stands in a CSV."""

    model_config = ConfigDict(populate_by_name=True)

    name: str
    kind: ColumnType = Field(alias="type")
    about: str
    example: str = ""
    required: bool = False
    allowed: tuple[str, ...] = ()
    separator: Separator | None = Field(default=None, alias="list")
    """The separator in a cell with several parts."""
    partial: bool = False
    """Text that is a day, or a month or year where no more is known."""
    everywhere: bool = False
    """The same in every row of an edition, which states it once."""


class Table(Frozen):
    """One table."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    inner: tuple[Column, ...] = ()
    """Columns of the frame that are not exported."""
    key: tuple[str, ...] = ()
    """Columns that name a row, all seasons together; nothing where no columns do."""
    refers: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    """By the name of another table, the columns that name a row of it."""

    @property
    def names(self) -> list[str]:
        """Column names, in order."""
        return [column.name for column in self.columns]


def _column(entry: str | dict[str, Any], shared: Mapping[str, dict[str, Any]], facts: Mapping[str, Column]) -> Column:
    if isinstance(entry, str):
        return facts[entry] if entry in facts else Column.model_validate({"name": entry, **shared[entry]})
    ((name, keys),) = entry.items()
    return Column.model_validate({"name": name, **keys})


def _of_fact(kind: Kind) -> dict[str, Column]:
    """The columns of a kind of statement that are exported: those with an example."""
    return {
        column.name: Column(
            name=column.name,
            kind=_OF_FACTS.get(column.type, "string"),
            about=meaning(kind.record, column.name),
            example=column.mark.example,
            allowed=column.allowed,
        )
        for column in kind.columns.values()
        if column.mark.example
    }


def _table(name: str, entry: dict[str, Any], shared: Mapping[str, dict[str, Any]]) -> Table:
    facts = _of_fact(STATEMENTS[entry["statement"]]) if "statement" in entry else {}
    columns = [_column(column, shared, facts) for column in entry["columns"]]
    columns += [column for column in facts.values() if column not in columns]
    inner = tuple(_column(column, shared, facts) for column in entry.get("inner", ()))
    texts = {key: entry[key] for key in ("title", "about")}
    return Table(
        name=name,
        **texts,
        columns=tuple(columns),
        inner=inner,
        key=entry.get("key", ()),
        refers=entry.get("refers", {}),
    )


@cache
def _file() -> dict[str, Any]:
    text = files("tracker.domain.facts").joinpath("tables.yml").read_text(encoding="utf-8")
    return dict(load_yaml(text, "tables.yml"))


@cache
def tables() -> dict[str, Table]:
    """Every exported table by name, in the order of the folder's listing."""
    return {name: _table(name, entry, _file()["shared"]) for name, entry in _file()["tables"].items()}


@cache
def edition_tables() -> dict[str, Table]:
    """Every table of an edition by name: those that are exported, then those that it alone has."""
    return tables() | {name: _table(name, entry, _file()["shared"]) for name, entry in _file()["edition"].items()}


def schema(name: str) -> dict[str, Type]:
    """The frame behind a table: its columns as they are exported, then the inner ones."""
    table = tables()[name]
    return {column.name: _FRAME_TYPES.get(column.kind, "text") for column in (*table.columns, *table.inner)}


VERDICTS = schema("snubs")
"""Columns of the verdicts frame."""
