"""Names as they are printed, made comparable."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

_NOT_WORDS = re.compile(r"[\W_]+")


@lru_cache(maxsize=10_000)  # lists repeat few names many times
def printed_key(printed: str) -> str:
    """A comparable form of a printed category name: case, accents, dashes, "&" and spaces do not count."""
    plain = unicodedata.normalize("NFKD", printed.replace("&", " and "))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return _NOT_WORDS.sub(" ", re.sub(r"[’']", "", plain)).strip()


def matches_name(text: str, patterns: Iterable[str], comparable: Callable[[str], str] = printed_key) -> bool:
    """Whether a heading matches one of the names; a leading or trailing `*` matches any words."""
    key = comparable(text)
    for pattern in patterns:
        wanted = comparable(pattern.strip("*"))
        before, after = pattern.startswith("*"), pattern.endswith("*")
        if key == wanted or (before and after and wanted in key):
            return True
        if (before and key.endswith(wanted)) or (after and key.startswith(wanted)):
            return True
    return False
