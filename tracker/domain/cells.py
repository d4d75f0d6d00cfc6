"""Table cells: which are blank, how several values share one, what may become a link, and what is shown of a text."""

import math
import re
from collections.abc import Callable, Iterable
from typing import Literal
from urllib.parse import urlsplit

Separator = Literal[";", "|"]
_BLANK_TYPES = frozenset({"NAType", "NaTType"})
"""Pandas' own blanks, by name: the domain does not import pandas."""


def is_missing(value: object) -> bool:
    """Whether a cell is blank: None, NA, NaT, a float NaN or an empty string; never a title such as `NA`."""
    if value is None or (isinstance(value, str) and not value):
        return True
    return (isinstance(value, float) and math.isnan(value)) or type(value).__name__ in _BLANK_TYPES


def whole(value: object) -> int | None:
    """A whole number, such as a year; None for a blank cell."""
    return None if is_missing(value) else int(value)  # type: ignore[call-overload]


def join(parts: Iterable[object], separator: str) -> str:
    r"""Several parts in one cell; a separator inside a part is written with a backslash before it (`\;`)."""
    texts = ("" if is_missing(part) else str(part) for part in parts)
    return separator.join(text.replace("\\", "\\\\").replace(separator, "\\" + separator) for text in texts)


def split(cell: object, separator: str) -> list[str]:
    """The parts of a cell made by `join`; a blank cell has none."""
    if is_missing(cell):
        return []
    parts, current, escaped = [], "", False
    for character in str(cell):
        if escaped or character not in ("\\", separator):
            current, escaped = current + character, False
        elif character == "\\":
            escaped = True
        else:
            parts.append(current)
            current = ""
    return [*parts, current]


def parts_of(value: object, separator: str = ";") -> list[str]:
    """A list cell's parts, whether the frame holds a list or already joined text; blank parts are dropped."""
    whole = list(value) if isinstance(value, list | tuple | set | frozenset) else split(value, separator)
    return [str(part).strip() for part in whole if not is_missing(part) and str(part).strip()]


def is_web_address(url: object) -> bool:
    """Whether a text is an http or https address with a host, the only kind ever printed as a link."""
    if not isinstance(url, str):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def harmless(text: str, instead: str | Callable[[re.Match[str]], str] = "\ufffd") -> str:
    """A text without control characters and without marks that turn the reading direction of what follows."""
    return _CONTROL.sub(instead, text)
