"""Errors a person can act on, and the exit code each one means."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of the command `snubs`; documented in the README."""

    DONE = 0
    BUG = 1
    USAGE = 2
    CHANGED = 10
    HELD = 20
    SOURCE_FAILED = 30
    REFUSED = 40


class SnubsError(Exception):
    """One clear line that names the thing and the remedy."""

    exit_code: Exit = Exit.USAGE


def nearest(name: str, names: Iterable[str]) -> str:
    """`did you mean oscars?` for a name that is close to one of several; else ""."""
    spellings = {one.casefold(): one for one in sorted(names, reverse=True)}
    near = get_close_matches(name.casefold(), sorted(spellings), n=1)
    return f"did you mean {spellings[near[0]]}?" if near else ""


def problem_in_words(message: str) -> str:
    """What pydantic says of a value, as a person would say it."""
    text = message.removeprefix("Value error, ").replace("does not match the formats '%Y-%m-%d'", _NO_DAY)
    if plain := next((plain for says, plain in _PLAIN.items() if re.match(says, text)), ""):
        return plain
    text = re.sub("^Input should be (?:a valid )?", "should be ", text).split(", unable to ", maxsplit=1)[0]
    return re.sub(f"(?<=should be )({'|'.join(_KINDS)}).*", lambda kind: _KINDS[kind[1]], text)


_PLAIN = {
    "Field required": "is missing",
    "Extra inputs are not permitted": "there is no such key",
    r"String should have at least 1 ": "is blank",
    r"\w+ should have at least 1 item": "is empty",
}
_KINDS = {
    "integer": "a number",
    "number": "a number",
    "string": "text, in quotation marks where it may be read as something else",
    "boolean": "true or false",
    "tuple": "a list in square brackets",
    "dictionary": "a mapping of names to values, as in config.yaml",
}


def unread(error: OSError | UnicodeDecodeError) -> str:
    """Why a file of text cannot be read, and what to do."""
    if isinstance(error, UnicodeDecodeError):
        return "is not UTF-8 text; save it as UTF-8, or put a sound copy in its place"
    return f"cannot be read: {error.strerror or error}; check its name and rights"


_NO_DAY = "is no day; write it as 2026-01-31"


class ConfigError(SnubsError):
    """The configuration or a source file cannot be used."""


class SourceFailedError(SnubsError):
    """A source could not be read at all."""

    exit_code = Exit.SOURCE_FAILED


class PolicyError(SnubsError):
    """The request is refused by the tracker's own policy, for example a live crawl without a contact."""

    exit_code = Exit.REFUSED


class StoreError(SnubsError):
    """The database cannot be used: locked, read-only, newer than the code, or out of space."""


class InputError(SnubsError):
    """A file supplied by the user has a row that cannot be read."""


class OutputError(SnubsError):
    """The output folder cannot be written: full, read-only, or not a folder."""
