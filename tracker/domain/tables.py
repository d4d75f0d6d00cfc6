"""Reviewed tables: YAML files that people have checked and that ship beside the code, each read as its model."""

import re
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, TypeAdapter, ValidationError

from tracker.domain.errors import ConfigError, problem_in_words
from tracker.domain.printed import printed_key
from tracker.domain.yamltext import load_yaml

_Model = TypeVar("_Model")


def table(package: str, name: str, model: type[_Model]) -> _Model:
    """A table that ships with the code.

    Args:
        package: where it stands.
        name: of the file.
        model: what it must be; any type that pydantic can validate.

    Raises:
        ConfigError: names the file, the key and what is wrong.
    """
    return read_model(files(package).joinpath(name).read_text(encoding="utf-8"), name, model)


def read_model(text: str, name: str, model: type[_Model], extra: Mapping[str, Any] | None = None) -> _Model:
    """A YAML document as a model; `extra` are keys that it has besides its own, which go first.

    Raises:
        ConfigError: names the document, the key and what is wrong.
    """
    data = load_yaml(text, name)
    if extra is not None and not isinstance(data, dict):
        raise ConfigError(f"{name}: must be a mapping of keys")
    return as_model({**extra, **data} if extra is not None else data, name, model)


def as_model(data: Any, name: str, model: type[_Model]) -> _Model:
    """The content of a YAML document as a model.

    Raises:
        ConfigError: names the document, the key and what is wrong, for example an unquoted title `1917`.
    """
    try:
        return TypeAdapter(model).validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "file"
        raise ConfigError(f"{name}: {where}: {problem_in_words(first['msg'])}") from error


# --- what cells of tables become ---


def key(text: str) -> str:
    """A comparable form of a printed word: case, accents, punctuation and spaces do not count."""
    return printed_key(text[:400])


def _keys(names: Iterable[str]) -> frozenset[str]:
    return frozenset(map(key, names))


def _by_key(names: Iterable[str]) -> dict[str, str]:
    return {key(name): name for name in names}


def turned(spellings: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """The name of every spelling in its comparable form; of two names, the first."""
    names: dict[str, str] = {}
    for name, group in spellings.items():
        for spelling in group:
            names.setdefault(key(spelling), name)
    return names


def _any_name(names: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(names, key=len, reverse=True)
    return re.compile(r"(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)", re.IGNORECASE)


def _pattern(patterns: str | Iterable[str]) -> re.Pattern[str]:
    return re.compile(patterns if isinstance(patterns, str) else "|".join(patterns), re.IGNORECASE)


def _longest_first(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=len, reverse=True))


def as_tuple(value: object) -> object:
    """A list of YAML as the tuple that a frozen model keeps."""
    return tuple(value) if isinstance(value, list) else value


def _as_range(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return (value, value)
    return as_tuple(value)


Names = Annotated[tuple[str, ...], BeforeValidator(as_tuple)]
Numbers = Annotated[tuple[int, ...], BeforeValidator(as_tuple)]
Span = Annotated[tuple[int, int], BeforeValidator(_as_range)]
"""Least and most, both inclusive; YAML may give one number for both."""
Keys = Annotated[frozenset[str], BeforeValidator(_keys)]
"""Names in their comparable form."""
ByKey = Annotated[Mapping[str, str], BeforeValidator(_by_key)]
"""Names by their comparable form."""
Turned = Annotated[Mapping[str, str], BeforeValidator(turned)]
"""The name for each spelling in its comparable form; the table lists the spellings of each name."""
AnyName = Annotated[re.Pattern[str], BeforeValidator(_any_name)]
"""Any of some names, whatever their case; a word before one may lack its space ("OnRotten Tomatoes")."""
Pattern = Annotated[re.Pattern[str], BeforeValidator(_pattern)]
"""Any of some regular expressions, whatever the case."""
LongestFirst = Annotated[tuple[str, ...], BeforeValidator(_longest_first)]
"""Names in the order in which they must be tried."""
