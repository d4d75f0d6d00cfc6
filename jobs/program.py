"""Which program this is, told without reading it: what is kept is made again by another one."""

import os
from collections.abc import Iterator
from pathlib import Path


def state_of(*folders: Path) -> list[tuple[str, int, int]]:
    """Name, bytes and last change (nanoseconds) of every file of the program: its code and its reviewed data.

    Bytecode counts for nothing: another process may be writing it at this moment.
    """
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
