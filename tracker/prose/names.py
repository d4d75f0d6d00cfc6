"""Whether people are named in a text: in full, or by a surname with a capital."""

import re
from collections.abc import Sequence
from functools import cache, cached_property

from tracker.domain.text.sentences import plain

_SHORTEST = 4
"""Letters of a surname that may stand alone; shorter ones are too often other words."""
_WORD = re.compile(r"[^\W_][\w’'-]*")
_POSSESSIVE = re.compile(r"['’]s?$")


@cache
def full_and_surname(name: str) -> tuple[str, str]:
    """A name in full and its surname, both plain."""
    full = " ".join(plain(name).split())
    return full, full.rpartition(" ")[2]


class Names:
    """A text that is asked for names again and again."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _plain(self) -> str:
        return " ".join(plain(self.text).split())

    @cached_property
    def _capitalised(self) -> frozenset[str]:
        """Words with a capital, without a possessive ending."""
        words = {word for word in _WORD.findall(self.text) if word[0].isupper()}
        return frozenset(plain(_POSSESSIVE.sub("", word)) for word in words)

    def among(self, people: Sequence[str]) -> list[str]:
        """Those of the people whom the text names."""
        return [name for name in people if self._has(*full_and_surname(name))]

    def _has(self, full: str, surname: str) -> bool:
        if surname not in self._capitalised:
            return False
        return len(surname) >= _SHORTEST or re.search(rf"(?<!\w){re.escape(full)}(?!\w)", self._plain) is not None
