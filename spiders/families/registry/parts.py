"""Parts of a season that one query asks for, and their halves: what is too much for the service is asked in two."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Protocol

from spiders.families.registry.queries import MOST_IDS

DIGITS = "0123456789"
_ENOUGH, _FEWEST = 2, 10
"""Refusals before any answer that say that a portion is too large, and ids that are always asked for at once."""
_ID = re.compile(r"Q[1-9]\d{0,11}|tt\d{7,10}")


class Part(Protocol):
    """Something that a query asks for at once."""

    @property
    def name(self) -> str:
        """What it is, for people, the same for the same part."""

    @property
    def clause(self) -> str:
        """What narrows the query to it, in SPARQL."""

    def halves(self) -> "Sequence[Part]":
        """Two parts that are this one together; none where it cannot be divided."""


@dataclass(frozen=True)
class Window:
    """Films published from a day until another one, by the last digit of their ids."""

    first: date
    until: date
    """The day after the last."""
    digits: str = DIGITS

    @property
    def name(self) -> str:
        """The days, and the digits where they are not all."""
        days = f"{self.first} to {self.until - timedelta(1)}"
        return days if self.digits == DIGITS else f"{days}, ids ending in {self.digits}"

    @property
    def clause(self) -> str:
        """A filter of `?published`, and of the ids where they are not all."""
        ends = ((">=", self.first), ("<", self.until))
        days = (f'?published {sign} "{day}T00:00:00Z"^^xsd:dateTime' for sign, day in ends)
        of_days = f"FILTER({' && '.join(days)})"
        return of_days if self.digits == DIGITS else f'{of_days} FILTER(REGEX(STR(?film), "[{self.digits}]$"))'

    def halves(self) -> "Sequence[Window]":
        """The earlier and the later days; of one day, the ids by their last digits: a year alone is its first day."""
        days = (self.until - self.first).days
        if days > 1:
            middle = self.first + timedelta(days // 2)
            return replace(self, until=middle), replace(self, first=middle)
        middle_digit = len(self.digits) // 2
        several = (self.digits[:middle_digit], self.digits[middle_digit:])
        return tuple(replace(self, digits=some) for some in several) if all(several) else ()


@dataclass(frozen=True)
class Batch:
    """Films, or people, by their ids."""

    variable: str
    ids: tuple[str, ...]

    @property
    def name(self) -> str:
        """The ids."""
        return " ".join(self.ids)

    @property
    def clause(self) -> str:
        """The values of the variable."""
        values = " ".join(f"wd:{one}" if one.startswith("Q") else f'"{one}"' for one in self.ids)
        return f"VALUES ?{self.variable} {{ {values} }}"

    def halves(self) -> "Sequence[Batch]":
        """The first and the last ids."""
        middle = len(self.ids) // 2
        return tuple(replace(self, ids=ids) for ids in (self.ids[:middle], self.ids[middle:])) if middle else ()


def months(year: int) -> list[Window]:
    """The months of a year."""
    firsts = [*(date(year, month, 1) for month in range(1, 13)), date(year + 1, 1, 1)]
    return [Window(first, until) for first, until in pairwise(firsts)]


def batches(variable: str, ids: Iterable[str]) -> Iterator[Batch]:
    """Ids in their order, as many at once as a query takes; what is no id never becomes a part of a query."""
    every = in_order(ids)
    for at in range(0, len(every), MOST_IDS):
        yield Batch(variable, every[at : at + MOST_IDS])


def in_order(ids: Iterable[str]) -> tuple[str, ...]:
    """Ids by their numbers, each once; what is no id is left out."""
    return tuple(sorted({one for one in ids if _ID.fullmatch(one)}, key=lambda one: (len(one), one)))


class Portion:
    """How many ids are asked for at once: fewer, where the service finds the first two portions too much.

    One refusal may be its mood, as may be any refusal of as many as it has given before.
    """

    def __init__(self) -> None:
        self.size = MOST_IDS
        self._refusals = 0
        self._fits = False

    def note(self, *, halved: bool) -> None:
        """Note whether ids of this number had to be asked for in halves."""
        self._fits |= not halved
        self._refusals += halved
        if self._refusals == _ENOUGH and not self._fits and self.size >= 2 * _FEWEST:
            self.size, self._refusals = self.size // 2, 0
