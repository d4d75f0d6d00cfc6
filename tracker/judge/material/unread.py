"""What of a body's lists nobody could read, and which films may stand in it: absence is no fact there."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from tracker.domain.categories import group_of
from tracker.domain.titles.comparable import fold
from tracker.domain.titles.forms import comparable
from tracker.judge.material.frames import tuples
from tracker.judge.material.keys import FilmKey
from tracker.judge.material.open_categories import rows_of, together
from tracker.judge.material.tables import SeasonTables

REASON = "category_not_read"


@dataclass(frozen=True)
class Unread:
    """The open categories of lists, by the number that tells the lists apart."""

    categories: dict[int, frozenset[str]] = field(default_factory=dict)
    """Concepts, each under the one that it is pooled with."""
    unseen: frozenset[int] = frozenset()
    """Lists of which a category for feature films is not at hand at all, so that any film may stand in it."""
    films: frozenset[tuple[int, str]] = frozenset()
    """Films that something in the unread text of a list names."""
    passed: frozenset[tuple[int, str, str]] = frozenset()
    """List, category and film, where a line that somebody let pass names the film."""

    def holds(self, target: int, category: str, film: str) -> bool:
        """Whether a film may stand in what was not read: of one category, or of any ("")."""
        if category:
            own = together(category)
            return not own.isdisjoint(self.categories.get(target, ())) or any(
                (target, concept, film) in self.passed for concept in ("", *own)
            )
        return target in self.unseen or (target, film) in self.films


def unread_of(tables: SeasonTables, targets: pd.DataFrame, films: Iterable[FilmKey]) -> Unread:
    """What is open of some lists.

    Args:
        tables: every statement at hand.
        targets: the lists: `target` and `unread`, as the store keeps it.
        films: those that are asked about.
    """
    rows = [(target, one) for target, text in tuples(targets, ["target", "unread"]) for one in rows_of(text)]
    if not rows:
        return Unread()
    categories: dict[int, set[str]] = defaultdict(set)
    words: dict[int, str] = defaultdict(str)
    lines: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for target, one in rows:
        text = _words(one["text"] or "")
        if one.get("passed"):
            lines[target] += [(concept, text) for concept in together(one["category"])]
        elif one["category"]:
            categories[target] |= together(one["category"])
        words[target] += text
    unseen = {target for target, one in rows if one["text"] is None and group_of(one["category"]) != "short"}
    asked = [(target, film) for target, film in films if target in words]
    names = _names(tables, {film for _, film in asked})
    return Unread(
        {target: frozenset(open_) for target, open_ in categories.items()},
        frozenset(unseen),
        frozenset((target, film) for target, film in asked if _named(names[film], words[target])),
        frozenset(
            (target, category, film)
            for target, film in asked
            for category, text in lines[target]
            if _named(names[film], text)
        ),
    )


def _words(text: str) -> str:
    """A text in both forms in which titles are compared."""
    return f" {fold(text)}  {comparable(text)} "


def _named(names: Iterable[str], text: str) -> bool:
    return any(f" {name} " in text for name in names)


def _names(tables: SeasonTables, films: set[str]) -> dict[str, set[str]]:
    """Every title of films and everybody who is credited with them, in comparable form."""
    names: dict[str, set[str]] = defaultdict(set)
    rows, entries = tables.films[tables.films["film"].isin(films)], tables.entries[tables.entries["film"].isin(films)]
    for film, *titles, aliases in tuples(rows, ["film", "title", "original_title", "aliases"]):
        names[film] |= {form(title) for title in (*titles, *aliases) for form in (fold, comparable)}
    of: dict[str, set[str]] = defaultdict(set)
    for film, title, statement in tuples(entries, ["film", "title", "statement"]):
        names[film] |= {fold(title), comparable(title)}
        of[statement].add(film)
    credits = tables.credits[tables.credits["statement"].isin(list(of))]
    for statement, name in tuples(credits, ["statement", "name"]):
        for film in of[statement]:
            names[film].add(fold(name))
    return defaultdict(set, {film: own - {""} for film, own in names.items()})
