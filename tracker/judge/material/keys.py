"""What the judgement looks up by: a unit, the work and the film that it is about, and the people of it."""

from collections.abc import Iterable
from typing import Any, NamedTuple

FilmKey = tuple[int, str]
"""A film at a judged ceremony: target and film key."""

WorkKey = tuple[int, str, str]
"""A film in a category of one: target, category and film key."""


class UnitKey(NamedTuple):
    """What tells units apart."""

    target: int
    """The judged ceremony (`tracker.judge.material.lists.targets`)."""
    category: str
    """"" is the film as a whole."""
    film_key: str
    person: str = ""
    """"" outside acting."""

    @property
    def film(self) -> FilmKey:
        """The film, whatever the category."""
        return self.target, self.film_key

    @property
    def work(self) -> WorkKey:
        """The film in the category, whoever the person."""
        return self[:3]


class Person(NamedTuple):
    """One of those whose work a unit is."""

    unit: UnitKey
    who: str
    """Key of the person."""
    name: str
    person_qid: str


def columns(row: type[Any], rows: Iterable[tuple[Any, ...]]) -> dict[str, tuple[Any, ...]]:
    """Named tuples by the names of their fields."""
    values = list(zip(*rows, strict=True)) or [()] * len(row._fields)
    return dict(zip(row._fields, values, strict=True))
