"""Names as they are printed, made comparable."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

_NOT_WORDS = re.compile(r"[\W_]+")


@lru_cache(maxsize=10_000)  # lists repeat few names many times
def printed_key(printed: str) -> str:
    """A comparable form of a printed category name: case, accents, dashes, "&" and spaces do not count."""
    plain = printed.replace("&", " and ")
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return _NOT_WORDS.sub(" ", plain.casefold().replace("’", "").replace("'", "")).strip()


def job_of_one(printed: str) -> str:
    """The job of one person as a list prints that of several, or what was done: `producer` of "producers"."""
    return _DONE.sub(lambda match: _DOERS[match[0].lower()], _JOBS.sub(r"\1", printed))


_JOBS = re.compile(r"\b([a-z]+(?:er|or|ist))s\b")
_DOERS = {"directed": "director", "produced": "producer", "written": "writer", "edited": "editor"}
_DONE = re.compile(rf"\b(?:{'|'.join(_DOERS)})\b", re.IGNORECASE)


def matches_name(text: str, patterns: Iterable[str]) -> bool:
    """Whether a heading matches one of the names; a leading or trailing `*` matches any words."""
    return NamePatterns(patterns).match(printed_key(text))


class NamePatterns:
    """Names whose leading or trailing `*` matches any words, prepared once for many texts."""

    def __init__(self, patterns: Iterable[str], comparable: Callable[[str], str] = printed_key) -> None:
        keys = [(comparable(p.strip("*")), p.startswith("*"), p.endswith("*")) for p in patterns]
        self._whole = frozenset(key for key, _, _ in keys)
        self._starts = tuple(key for key, _, after in keys if after)
        self._ends = tuple(key for key, before, _ in keys if before)
        inside = [key for key, before, after in keys if before and after]
        self._inside = re.compile("|".join(map(re.escape, inside))) if inside else None

    def match(self, key: str) -> bool:
        """Whether a text in its comparable form is one of the names."""
        if key in self._whole or key.startswith(self._starts) or key.endswith(self._ends):
            return True
        return self._inside is not None and self._inside.search(key) is not None
