"""Strict YAML: safe, no duplicate keys, and errors that name the file and the line."""

import re
from collections.abc import Hashable
from typing import Any

import yaml

from tracker.domain.errors import ConfigError

MAX_CHARACTERS = 1_000_000


class _StrictLoader(yaml.SafeLoader):
    """A safe loader that refuses duplicate keys and aliases (which can expand without bound).

    Of YAML 1.1's many booleans only `true` and `false` are left: `on` is a key here, and "No" and "Yes" are words.
    """

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.constructor.ConstructorError(None, None, "aliases are not allowed here", mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Hashable] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if isinstance(key, Hashable) and key in seen:
                raise yaml.constructor.ConstructorError(None, None, f"duplicate key {key!r}", key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)


def _only_true_and_false() -> None:
    boolean = "tag:yaml.org,2002:bool"
    _StrictLoader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != boolean]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    words = re.compile("^(?:true|True|TRUE|false|False|FALSE)$")
    _StrictLoader.add_implicit_resolver(boolean, words, list("tTfF"))


_only_true_and_false()


def load_yaml(text: str, name: str) -> Any:
    """The value of one YAML document.

    Args:
        text: the document.
        name: what to call it in an error, usually a file name.

    Raises:
        ConfigError: broken YAML, a duplicate key or an alias; the message names the file and the line.
    """
    if len(text) > MAX_CHARACTERS:
        raise ConfigError(f"{name}: larger than {MAX_CHARACTERS} characters; split the file")
    try:
        return yaml.load(text, Loader=_StrictLoader)  # noqa: S506 - a subclass of SafeLoader
    except yaml.MarkedYAMLError as error:
        line = f":{error.problem_mark.line + 1}" if error.problem_mark else ""
        raise ConfigError(f"{name}{line}: {error.problem or 'not valid YAML'}") from error
    except yaml.YAMLError as error:
        raise ConfigError(f"{name}: not valid YAML: {error}") from error
