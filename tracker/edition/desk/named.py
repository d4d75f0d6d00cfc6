"""Questions with names: those that ship with the tracker, and a user's own file."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from tracker.domain.errors import ConfigError, nearest, unread
from tracker.domain.yamltext import load_yaml
from tracker.edition.desk.question import Question, as_question

SUFFIXES = (".yml", ".yaml")


@cache
def shipped() -> dict[str, dict[str, Any]]:
    """The named questions as they are written, by name."""
    return _read(files("tracker.data").joinpath("questions.yml").read_text(encoding="utf-8"), "questions.yml")


def of_file(path: Path) -> dict[str, dict[str, Any]]:
    """The questions of a user's file, by name.

    Raises:
        ConfigError: it cannot be read, or is no mapping of names to questions.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: {unread(error)}") from error
    return _read(text, path.name)


def _read(text: str, name: str) -> dict[str, dict[str, Any]]:
    data = load_yaml(text, name)
    if not isinstance(data, dict) or not all(isinstance(one, dict) for one in data.values()):
        raise ConfigError(f"{name}: write each question as NAME: and its keys below it (docs/records.md)")
    return {str(key): {str(part): value for part, value in one.items()} for key, one in data.items()}


def named(name: str) -> dict[str, Any]:
    """A shipped question as it is written.

    Raises:
        ConfigError: there is none of that name; the nearest one that there is.
    """
    if name not in shipped():
        own = "`snubs records` lists them, and --help says how to ask one of your own"
        hint = nearest(name, shipped()) or own
        raise ConfigError(f"{name}: no question has that name; {hint}")
    return shipped()[name]


def every() -> dict[str, Question]:
    """Every shipped question, by name."""
    return {name: as_question(data, name) for name, data in shipped().items()}
