"""Whether the people named on a list confirm a film of the registry or rule it out."""

from collections.abc import Iterable

from tracker.domain.titles.comparable import title_key
from tracker.identity.films.registry import FilmRegistry, names_of, share_a_person

DIRECTOR = "director"
CRAFT_OF_CREDIT = {
    DIRECTOR: DIRECTOR,
    "actor": "cast",
    "actress": "cast",
    "performer": "cast",
    "writer": "screenwriter",
    "cinematographer": "cinematographer",
    "editor": "editor",
    "composer": "composer",
}
"""Crafts of the registry by the job that a category honours (`credit` in `tracker/data/categories`)."""


def made_by_others(credits: Iterable[tuple[str, str]], film: str, registry: FilmRegistry) -> bool:
    """Whether the registry credits only other people in the jobs that a list names.

    Args:
        credits: craft and name, as the list prints it.
        film: key of the film.
        registry: the films at hand. A craft in which it names nobody says nothing.
    """
    by_craft: dict[str, list[str]] = {}
    for craft, name in credits:
        by_craft.setdefault(craft, []).append(name)
    against = False
    for craft, names in by_craft.items():
        theirs = registry.of_craft(film, craft)
        if theirs and share_a_person(names_of(names), theirs):
            return False
        against = against or bool(theirs)
    return against


_LEAST = 4
"""Fewest letters in the words with which both titles begin."""


def begin_alike(one: str, other: str) -> bool:
    """Whether two titles have their first words in common: "The Long Way: Home" and "The Long Way – Out of Town"."""
    same = 0
    for mine, theirs in zip(title_key(one).split(), title_key(other).split(), strict=False):
        if mine != theirs:
            break
        same += len(mine)
    return same >= _LEAST
