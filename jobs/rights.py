"""Which files and folders this user may not read or write: found out by trying, since a mark on a file is not all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def why_not_written(folder: Path) -> str:
    """Why nothing can be written into a folder; "" where it can be."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return ""
    except OSError as error:
        return error.strerror or str(error)


def unreadable(place: Path) -> Iterator[Path]:
    """The files and folders at and below a place that cannot be read, or are neither file nor folder."""
    if not place.is_dir():
        if not _is_readable(place):
            yield place
        return
    errors: list[OSError] = []
    for folder, _, names in os.walk(place, onerror=errors.append):
        yield from (path for name in sorted(names) if not _is_readable(path := Path(folder, name)))
    yield from (Path(error.filename or place) for error in errors)


def _is_readable(file: Path) -> bool:
    with suppress(OSError):
        if file.is_file():  # a pipe would be waited for
            file.open("rb").close()
            return True
    return False
