"""The columns of every kind of statement, derived from its record: types, and what may be missing."""

import ast
import inspect
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, cached_property
from itertools import pairwise
from operator import attrgetter
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from tracker.domain.facts.records import Mark, Record, Since, Statement

Type = Literal["text", "code", "int", "float", "bool", "list", "rows"]
"""Types of columns: `code` is one of a few words, `list` holds texts, `rows` the values of parts such as people."""

SHARED = ("kind", "page", "ceremony", "cites")
"""Fields of which every table has a column, or its name."""

_PLAIN: dict[Any, Type] = {str: "text", int: "int", float: "float", bool: "bool"}


@dataclass(frozen=True)
class Column:
    """One column of a kind of statement."""

    name: str
    path: str
    """Of the value, from the record."""
    type: Type
    optional: bool
    mark: Mark
    since: str
    """The migration that added it."""
    default: object = None
    allowed: tuple[str, ...] = ()
    part: "tuple[Column, ...]" = ()
    """Of rows: the columns of each."""

    @property
    def blank(self) -> object:
        """The value for a missing cell in frames."""
        if self.type in ("list", "rows"):
            return ()
        return {"text": "", "code": "", "bool": self.default is True}.get(self.type)


@dataclass(frozen=True)
class Part:
    """A list of a statement that has its own table."""

    name: str
    table: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, eq=False)
class Kind:
    """One kind of statement."""

    name: str
    record: type[Statement]
    columns: Mapping[str, Column]

    @property
    def table(self) -> str:
        """Name of its table, and of the kind in its ids."""
        return self.record.table

    @property
    def own(self) -> list[Column]:
        """Columns of its own table, besides those of every statement."""
        return [column for column in self.columns.values() if not column.mark.table]

    @property
    def parts(self) -> list[Part]:
        """Lists that are tables of their own."""
        return [Part(c.name, c.mark.table, c.part) for c in self.columns.values() if c.mark.table]

    @property
    def ceremonial(self) -> bool:
        """Whether its statements belong to a ceremony."""
        return "ceremony" in self.record.model_fields

    @cached_property
    def _get(self) -> Callable[[Any], tuple[Any, ...]]:
        return attrgetter(*(column.path for column in self.columns.values()))

    @cached_property
    def _rows(self) -> list[tuple[str, Callable[[Any], tuple[Any, ...]]]]:
        rows = [column for column in self.columns.values() if column.part]
        return [(column.name, attrgetter(*(part.name for part in column.part))) for column in rows]

    def values(self, record: Statement) -> dict[str, Any]:
        """The raw values of a record by column; parts are tuples of theirs."""
        values = dict(zip(self.columns, self._get(record), strict=True))
        for name, part in self._rows:
            values[name] = tuple(map(part, values[name]))
        return values


def _bare(annotation: Any) -> tuple[Any, bool, list[object]]:
    """A type without `Annotated` and None, whether it allowed None, and its annotations."""
    if get_origin(annotation) is Annotated:
        inner, *notes = get_args(annotation)
        bare, optional, more = _bare(inner)
        return bare, optional, [*notes, *more]
    if get_origin(annotation) in (Union, UnionType):
        (one,) = (arg for arg in get_args(annotation) if arg is not type(None))
        return _bare(one)[0], True, []
    return annotation, False, []


@cache
def _classes(module: str) -> dict[str, list[ast.stmt]]:
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: node.body for node in tree.body if isinstance(node, ast.ClassDef)}


def meaning(record: type[Statement], field: str) -> str:
    """What the line below a field says of it."""
    for line, below in pairwise(_classes(record.__module__)[record.__name__]):
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name) and line.target.id == field:
            text = below.value.value if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) else ""
            return " ".join(str(text).split())
    return ""


def _columns(record: type[BaseModel], since: str, path: str = "") -> list[Column]:
    columns: list[Column] = []
    for name, field in record.model_fields.items():
        type_, optional, notes = _bare(field.annotation)
        notes += field.metadata
        mark = next((note for note in notes if isinstance(note, Mark)), Mark())
        start = next((note.revision for note in notes if isinstance(note, Since)), since)
        column = Column(name, path + name, "text", optional, mark, start, field.default)
        if name in SHARED or not mark.kept:
            continue
        if get_origin(type_) is tuple:
            item, _, _ = _bare(get_args(type_)[0])
            part = tuple(_columns(item, start)) if issubclass(item, BaseModel) else ()
            columns.append(replace(column, type="rows" if part else "list", optional=True, part=part))
        elif get_origin(type_) is Literal:
            columns.append(replace(column, allowed=get_args(type_)))
        elif issubclass(type_, BaseModel):
            columns += _columns(type_, start, f"{path}{name}.")
        elif issubclass(type_, StrEnum):
            columns.append(replace(column, type="code", path=f"{column.path}.value", allowed=tuple(type_)))
        else:
            columns.append(replace(column, type=_PLAIN[type_]))
    return columns


def _kind(record: type[Statement]) -> Kind:
    columns = {column.name: column for column in _columns(record, record.since)}
    return Kind(record.model_fields["kind"].default, record, columns)


STATEMENTS: Mapping[str, Kind] = {
    kind.name: kind for kind in map(_kind, (r for r in get_args(get_args(Record)[0]) if issubclass(r, Statement)))
}
"""Every kind by the `kind` of its records."""
