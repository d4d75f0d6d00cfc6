"""Whether people are named in a text: in full, or by a surname with a capital."""

import re
from collections.abc import Sequence
from functools import cache, cached_property

from tracker.press.text import plain

_SHORTEST = 4
"""Letters of a surname that may stand alone; shorter ones are too often other words."""
_WORD = re.compile(r"[^\W_][\w’'-]*")


@cache
def _folded(name: str) -> tuple[str, str]:
    """A name in full and its surname, both plain."""
    full = " ".join(plain(name).split())
    return full, full.rpartition(" ")[2]


class NamedIn:
    """A text that is asked for names again and again."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _plain(self) -> str:
        return " ".join(plain(self.text).split())

    @cached_property
    def _capital(self) -> frozenset[str]:
        """Words with a capital, without a possessive ending."""
        found = (_without_possessive(word[0]) for word in _WORD.finditer(self.text) if word[0][0].isupper())
        return frozenset(map(plain, found))

    def names(self, names: Sequence[str]) -> list[str]:
        """Those of the names that stand in the text."""
        capital = self._capital
        return [name for name in names if _folded(name)[1] in capital and self._stands(*_folded(name))]

    def _stands(self, full: str, surname: str) -> bool:
        if len(surname) >= _SHORTEST:
            return True
        return re.search(rf"(?<!\w){re.escape(full)}(?!\w)", self._plain) is not None


def _without_possessive(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s")) else word.rstrip("'’")
