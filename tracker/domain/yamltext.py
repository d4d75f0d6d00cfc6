"""Strict YAML: safe, no duplicate keys, and errors that name the file and the line."""

import re
from collections.abc import Hashable
from typing import Any

import yaml

from tracker.domain.errors import ConfigError

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 100
"""Levels of a document; the settings have four."""
_MANY = 1_000
"""Brackets of a document from which its levels are counted; half of what ends the process."""
_Fast: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same loader in C, ten times as quick, wherever PyYAML was built with it."""


class _StrictLoader(_Fast):  # type: ignore[misc]
    """A safe loader that refuses duplicate keys.

    Of YAML 1.1's many booleans only `true` and `false` are left: `on` is a key here, and "No" and "Yes" are words.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys: set[Hashable] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if isinstance(key, Hashable) and key in keys:
                raise yaml.constructor.ConstructorError(None, None, f"duplicate key {key!r}", key_node.start_mark)
            keys.add(key)
        values: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return values


def _only_true_and_false() -> None:
    boolean = "tag:yaml.org,2002:bool"
    _StrictLoader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != boolean]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    words = re.compile("^(?:true|True|TRUE|false|False|FALSE)$")
    _StrictLoader.add_implicit_resolver(boolean, words, list("tTfF"))


_only_true_and_false()


def _refuse_aliases_and_depths(text: str, name: str) -> None:
    """Aliases expand without bound, and what is nested deep ends the process: neither is built."""
    if "*" not in text and not _may_be_deep(text):
        return
    depth = 0
    for event in yaml.parse(text, Loader=_Fast):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise ConfigError(f"{name}:{line}: aliases are not allowed here")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise ConfigError(f"{name}:{line}: nested deeper than {MAX_DEPTH} levels")


def _may_be_deep(text: str) -> bool:
    """Whether something may be nested too deep, told without reading: each level takes a bracket or an indent."""
    brackets = text.count("[") + text.count("{")
    return brackets > _MANY or re.search(rf"^[-?: ]{{{MAX_DEPTH}}}", text, re.MULTILINE) is not None


def load_yaml(text: str, name: str) -> Any:
    """The value of one YAML document.

    Args:
        text: the document.
        name: what to call it in an error, usually a file name.

    Raises:
        ConfigError: broken YAML, a duplicate key, an alias or too many levels; the message names the file and the line.
    """
    if len(text) > MAX_CHARACTERS:
        raise ConfigError(f"{name}: larger than {MAX_CHARACTERS} characters; split the file")
    try:
        _refuse_aliases_and_depths(text, name)
        return yaml.load(text, Loader=_StrictLoader)  # noqa: S506 - a subclass of a safe loader
    except RecursionError as error:
        raise ConfigError(f"{name}: nested deeper than {MAX_DEPTH} levels") from error
    except yaml.MarkedYAMLError as error:
        line = f":{error.problem_mark.line + 1}" if error.problem_mark else ""
        raise ConfigError(f"{name}{line}: {error.problem or 'not valid YAML'}") from error
    except yaml.YAMLError as error:
        raise ConfigError(f"{name}: not valid YAML: {' '.join(str(error).split())}") from error
