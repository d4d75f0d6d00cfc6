"""Errors a person can act on, and the exit code each one means."""

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
