"""Table cells: which are blank, how several values share one, what may become a link, and what is shown of a text."""

import math
from collections.abc import Iterable
from typing import Literal
from urllib.parse import urlsplit

Separator = Literal[";", "|"]
_BLANK_TYPES = frozenset({"NAType", "NaTType"})
"""Pandas' own blanks, by name: the domain does not import pandas."""


def is_missing(value: object) -> bool:
    """Whether a cell is blank: None, NA, NaT, a float NaN or an empty string; never a title such as `NA`."""
    if isinstance(value, str):
        return not value
    return math.isnan(value) if isinstance(value, float) else value is None or type(value).__name__ in _BLANK_TYPES


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
    text = str(cell)
    if "\\" not in text:
        return text.split(separator)
    parts, current, escaped = [], "", False
    for character in text:
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


_CONTROL = (
    *range(9),
    *(11, 12),
    *range(14, 0x20),
    *range(0x7F, 0xA0),
    *(0xFFFE, 0xFFFF),
    *range(0xD800, 0xE000),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
)
HARMLESS = dict.fromkeys(_CONTROL, "\ufffd")
"""For `str.translate`: no control characters, and no marks that turn the reading direction of what follows."""
ESCAPED = dict(zip(_CONTROL, map("\\u{:04x}".format, _CONTROL), strict=True))
"""The same inside a string of JSON, which stays what it is."""


def harmless(text: str) -> str:
    """A text without control characters and without marks that turn the reading direction of what follows."""
    return text.translate(HARMLESS)
