"""What an edition was made from: as long as all of it is the same, a judgement made anew would say the same."""

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path


def key_of(**parts: object) -> str:
    """One hash of everything that a judgement depends on; days and the like count as they print."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


def content_of(path: Path) -> str:
    """A hash of a file's bytes; the error's number where it cannot be read, most often because none is there."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        return f"error {error.errno}"


def state_of(*folders: Path) -> list[tuple[str, int, int]]:
    """Name, bytes and last change (nanoseconds) of every file of the program: its code and its reviewed data."""
    return [
        (os.path.relpath(entry.path, folder), entry.stat().st_size, entry.stat().st_mtime_ns)
        for folder in folders
        for entry in sorted(_files(folder), key=lambda entry: entry.path)
    ]


def _files(folder: Path | str) -> "Iterator[os.DirEntry[str]]":
    for entry in os.scandir(folder):
        if not entry.is_dir():
            yield entry
        elif entry.name != "__pycache__":
            yield from _files(entry.path)
