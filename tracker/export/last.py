"""What a report takes over from the last one.

A file of a report is a function of what it is made of: tables, program, settings and, where it is printed, the day. Its
`run.json` has a hash of these and one of each file. A file is copied where what it would be made of is the same and the
last one is still what was written; a moment that is printed in it stays that of when it was made.
"""

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypedDict

MOST_BYTES = 1 << 28
"""No file of a report is larger than this."""


class Made(TypedDict):
    """What `run.json` says of a file."""

    made_of: str
    sha256: str


def hash_of(*parts: object) -> str:
    """A hash of what a file is made of; days and the like count as they print."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


class Files:
    """The files of a report that is being written beside the last one."""

    def __init__(self, folder: Path, last: Path | None = None) -> None:
        """Of the folder that is being written, and that of the last report."""
        self._folder, self._last = folder, last
        self._before = _noted(last) if last else {}
        self.made: dict[str, Made] = {}

    def take_over(self, names: Sequence[str], made_of: str) -> bool:
        """Copy files that were made together, all or none; gives whether they are there now.

        Raises:
            OSError: the new ones cannot be written.
        """
        contents = {name: content for name in names if (content := self._content(name, made_of)) is not None}
        if len(contents) < len(names):
            return False
        for name, content in contents.items():
            (self._folder / name).parent.mkdir(exist_ok=True)
            (self._folder / name).write_bytes(content)
            self.made[name] = self._before[name]
        return True

    def note(self, names: Sequence[str], made_of: str) -> None:
        """Note what files that were written anew are made of."""
        for name in names:
            content = (self._folder / name).read_bytes()
            self.made[name] = Made(made_of=made_of, sha256=hashlib.sha256(content).hexdigest())

    def _content(self, name: str, made_of: str) -> bytes | None:
        """A file of the last report that was made of the same; None if it is not what was written then."""
        noted = self._before.get(name)
        if self._last is None or noted is None or noted["made_of"] != made_of:
            return None
        content = _content(self._last / name)
        return content if content is not None and hashlib.sha256(content).hexdigest() == noted["sha256"] else None


def of_live_data(folder: Path) -> bool:
    """Whether the report in a folder says that it was made of live data."""
    with suppress(KeyError, TypeError):
        return bool(_record(folder)["offline"] is False)
    return False


def day_of(folder: Path) -> str:
    """The day as of which the report in a folder says that it speaks; "" where it says none."""
    with suppress(KeyError, TypeError):
        return str(_record(folder)["as_of"])
    return ""


def _record(folder: Path) -> Any:
    """What a folder's `run.json` says; None where it is none, whatever else stands there."""
    with suppress(ValueError, RecursionError):  # the latter from brackets within brackets
        return json.loads(_content(folder / "run.json") or b"null")
    return None


def _content(path: Path) -> bytes | None:
    """The bytes of a file of a sensible size; None for anything else, such as a pipe that nobody writes to."""
    with suppress(OSError):
        return path.read_bytes() if path.is_file() and path.stat().st_size <= MOST_BYTES else None
    return None


def _noted(folder: Path) -> dict[str, Made]:
    with suppress(KeyError, TypeError, AttributeError):
        files = _record(folder)["files"]
        return {str(name): Made(made_of=str(one["made_of"]), sha256=str(one["sha256"])) for name, one in files.items()}
    return {}
