"""How a user's file is to be read: what the command line said, checked, and the source that comes of it."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from pydantic import Field, ValidationError

from spiders.catalogue import load_sources
from spiders.families.supplied.sheet import kinds
from spiders.families.supplied.source import SuppliedSource, Table
from tracker.domain.ceremonies import CeremonyRule
from tracker.domain.errors import ConfigError, problem_in_words
from tracker.domain.facts.records import Result
from tracker.domain.models import Frozen
from tracker.domain.sources import FACTS_TIER, ListSource
from tracker.store.overview import Import


class Definition(Frozen):
    """How a file is to be read: everything the user said, so that its kept bytes can be read again."""

    kind: Table
    title: str
    publisher: str
    licence: str
    tier: int
    as_of: date
    url: str = ""
    columns: dict[str, str] = Field(default_factory=dict)
    values: dict[str, str] = Field(default_factory=dict)
    result: Result = Result.NOMINATED
    encoding: str = "utf-8"
    guarded: bool = False
    complete: bool = False
    skip_bad: bool = False
    ceremonies: dict[str, Any] | None = None
    """How the file counts the ceremonies of a body that no source of ours counts."""


def define(kind: str, options: Mapping[str, Any], today: date) -> Definition:
    """What the command line said, checked.

    Raises:
        ConfigError: names the option and the remedy.
    """
    try:
        definition = Definition.model_validate({"kind": kind} | dict(options))
    except ValidationError as error:
        first = error.errors()[0]
        raise ConfigError(f"--{str(first['loc'][0]).replace('_', '-')}: {problem_in_words(first['msg'])}") from error
    ours = kinds()[kind].columns
    for name in (*definition.columns, *definition.values):
        if name not in ours:
            raise ConfigError(f"{name!r} is no column of {kind}; `snubs import columns {kind}` lists them")
    if definition.as_of > today:
        raise ConfigError(f"--as-of {definition.as_of}: lies in the future")
    if kind == "nominations" and definition.tier > FACTS_TIER:
        raise ConfigError(
            f"--tier {definition.tier}: nominations are facts and come from tier 1 (official) or 2 (citing it) only"
        )
    if definition.complete and kind != "nominations":
        raise ConfigError(f"--complete: only lists of nominations can be whole, not {kind}")
    try:
        "a".encode(definition.encoding)
    except LookupError:
        raise ConfigError(f"--encoding {definition.encoding}: unknown; use a name such as utf-8 or cp1252") from None
    return definition


def pairs(option: str, parts: Iterable[str]) -> dict[str, str]:
    """`ours=theirs` as a mapping.

    Raises:
        ConfigError: a part without an equals sign, or one name twice.
    """
    values: dict[str, str] = {}
    for part in parts:
        name, equals, value = part.partition("=")
        if not equals or not name or name in values:
            raise ConfigError(f"{option} {part!r}: write NAME=VALUE, each name once")
        values[name] = value
    return values


def source_of(name: str, definition: Definition, body: str | None, file: str) -> SuppliedSource:
    """A source that reads the rows of one body, or of all; categories and years are those our own source declares."""
    ours = declared(body, definition.result) if body else None
    rule = ours.ceremonies if ours else None
    if rule is None and definition.ceremonies:
        rule = CeremonyRule.model_validate(definition.ceremonies)
    of_body = ("categories", "basis", "ignore", "prefixes", "unofficial")
    return SuppliedSource(
        name=name,
        body=body,
        family="supplied",
        table=definition.kind,
        page=file,
        ceremonies=rule,
        as_of=definition.as_of.isoformat(),
        **definition.model_dump(exclude={"kind", "as_of", "url", "ceremonies"}),
        **({key: getattr(ours, key) for key in of_body} if ours else {}),
    )


@cache
def _ours() -> list[ListSource]:
    return [source for source in load_sources().values() if isinstance(source, ListSource) and source.ceremonies]


def declared(body: str, result: Result) -> ListSource | None:
    """Our own source for a body's lists: that of the same kind of list first, then that of the nominations."""
    of_body = [source for source in _ours() if source.body == body]
    wanted = [s for s in of_body if s.result is result] + [s for s in of_body if s.result is Result.NOMINATED]
    return next(iter(wanted), None)


def stored_sources(imports: Iterable[Import]) -> dict[str, SuppliedSource]:
    """The source of every import, to read its kept bytes again with."""
    sources = {}
    for one in imports:
        definition = Definition.model_validate(dict(one.definition))
        body = one.source.partition(".")[2] or None
        sources[one.source] = source_of(one.source, definition, body, one.file)
    return sources
