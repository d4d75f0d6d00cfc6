"""Files that a person names, read whole and never beyond a size: one without an end would fill the memory."""

from pathlib import Path

from tracker.domain.errors import InputError


def content(path: Path, most: int, remedy: str, instead: str = "check its name and rights") -> bytes:
    """The bytes of a file.

    Args:
        path: where it is; a pipe may be read from, too.
        most: bytes that it may have.
        remedy: what to do about a larger one.
        instead: what to do where it cannot be read.

    Raises:
        InputError: it cannot be read, or is larger.
    """
    try:
        with path.open("rb") as stream:
            body = stream.read(most + 1)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}; {instead}") from error
    if len(body) > most:
        raise InputError(f"{path}: larger than {most} bytes; {remedy}")
    return body
