"""Which unit of a judged body a piece of evidence from elsewhere speaks for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tracker.domain.categories import kinds_of
from tracker.domain.rules import Equivalence
from tracker.judge.evidence.gather import SOURCE_WORK
from tracker.judge.material.categories import ACTING, NOT_FOR_CATEGORIES
from tracker.judge.material.keys import UnitKey, WorkKey


class Row(NamedTuple):
    """A piece of evidence beside a judged ceremony; named as the evidence's columns, `kind` its family."""

    target: int
    film_key: str
    evidence_id: str
    statement: str
    kind: str
    feeds: str
    value: float
    reviews: float
    result: str
    stage: str
    body: str
    ceremony: int | None
    category: str
    category_as_printed: str
    starred: bool
    since: str = ""
    """The day on which the whole of it became known, if that was after the ceremony's announcement."""
    nominee: bool = False
    """Whether it was a nomination until then."""


@dataclass(frozen=True)
class Fields:
    """The categories of the judged ceremonies' lists, and which of them evidence from elsewhere speaks for."""

    given: Mapping[int, frozenset[str]]
    """Categories of each ceremony's list, by `target`."""
    film_years: Mapping[int, int]
    """Season of each ceremony; some relations hold for some years only."""
    equivalence: Equivalence

    def receivers(self, target: int, slug: str) -> tuple[str, ...]:
        """The ceremony's categories that a category elsewhere feeds; its own name where none does."""
        given = self.given.get(target, frozenset())
        here = (slug for slug in self.equivalence.feeds(slug, self.film_years[target]) if slug in given)
        return tuple(here) or (slug,)

    def whole(self, target: int, slug: str) -> str:
        """The award for the whole where a ceremony has one and no half, as for any script; else the category."""
        given, pool = self.given.get(target, frozenset()), self.equivalence.pool(slug)
        return pool if pool in given and slug not in given else slug

    def given_or_pooled(self, target: int, slug: str) -> bool:
        """Whether a ceremony had a category, one of its pool, or those of which it honours either."""
        given = self.given.get(target, frozenset())
        return slug in given or slug in {self.equivalence.pool(one) for one in given} or self.open(target, slug)

    def open(self, target: int, slug: str) -> bool:
        """Whether a performance may count for either of two categories of a ceremony."""
        given = self.given.get(target, frozenset())
        return slug not in given and len(kinds_of(slug)) > 1 and not given.isdisjoint(kinds_of(slug))


def fed(rows: Iterable[Row], fields: Fields, people: Mapping[str, Sequence[str]]) -> Iterator[tuple[UnitKey, Row]]:
    """Each unit that a piece of evidence speaks for; a performance is known by its person.

    A list that names the film only speaks for the one performance other lists name there; where none names any, for a
    performance without a name; where they name several, for none.

    Args:
        rows: evidence beside judged ceremonies.
        fields: the categories of these.
        people: whom evidence names, by its id.
    """
    works = _works([row for row in rows if row.category not in NOT_FOR_CATEGORIES], fields)
    performers: dict[WorkKey, set[str]] = defaultdict(set)
    for work, row in works:
        performers[work].update(filter(None, people.get(row.evidence_id, ())))
    for work, row in works:
        if work[1] not in ACTING:
            yield UnitKey(*work), row
    for work, row in works:
        if work[1] in ACTING:
            own = [person for person in people.get(row.evidence_id, ()) if person]
            others = performers[work] or {""}
            for person in dict.fromkeys(own or (others if len(others) == 1 else ())):
                yield UnitKey(*work, person), row


def by_title_alone(rows: Iterable[Row], fields: Fields, people: Mapping[str, Sequence[str]]) -> set[WorkKey]:
    """Films in an acting category for which a list names nobody, so that it may mean any of their performances.

    Args:
        rows: evidence beside judged ceremonies.
        fields: the categories of these.
        people: whom evidence names, by its id.
    """
    works = _works([row for row in rows if row.category not in NOT_FOR_CATEGORIES], fields)
    return {work for work, row in works if work[1] in ACTING and not any(people.get(row.evidence_id, ()))}


def _works(rows: Sequence[Row], fields: Fields) -> list[tuple[WorkKey, Row]]:
    """Each film in a category that evidence speaks for.

    A broader category, such as one screenplay award, feeds the narrower one in which the film is known to stand
    from any other list; where no list says, it feeds both as one pooled unit named by the broader category. A narrower
    one feeds the whole where the ceremony has no halves; what a script was made from still speaks for its half alone.
    """
    asked = dict.fromkeys((row.target, row.category) for row in rows)
    receivers = {key: fields.receivers(*key) for key in asked}
    at_hand = {(row.target, row.category, row.film_key) for row in rows}
    works = []
    for row in rows:
        slugs = receivers[row.target, row.category]
        if len(slugs) > 1:
            slugs = tuple(slug for slug in slugs if (row.target, slug, row.film_key) in at_hand) or (row.category,)
        if row.kind != SOURCE_WORK:
            slugs = tuple(fields.whole(row.target, slug) for slug in slugs)
        works += [((row.target, slug, row.film_key), row) for slug in slugs]
    return works
