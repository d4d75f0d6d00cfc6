"""Whether an imported list may close its ceremony, judged by concepts since the file may use its own names.

Absence from a closed list is the tracker's finding, so a file declared complete is still compared with what is known
of the ceremony. With a missing category, or a field with fewer nominees than the body had, the list is only evidence.
Pure: records and declarations in, problems out.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from tracker.domain.bodies import DeclaredCategory
from tracker.domain.categories import OTHER, categories
from tracker.domain.ceremonies import Ceremony
from tracker.domain.facts.records import NominationRecord, Record, Result
from tracker.domain.lists.problems import Problem, Severity
from tracker.domain.sources import ListSource

_MINOR = frozenset({"short", "newcomer", OTHER})
"""Groups of categories that no verdict on a feature film uses."""
_SHOWN = (Result.WON, Result.NOMINATED)


def doubts(source: ListSource, ceremony: Ceremony, records: Iterable[Record]) -> list[Problem]:
    """One problem saying why a list declared complete cannot be trusted as whole, or none.

    Args:
        source: the import, with the categories and field sizes that our own source of the body declares; without any,
            nothing is known to compare with.
        ceremony: which list.
        records: everything the file says of it.
    """
    if ceremony.number in source.unofficial:
        return [_not_whole(ceremony, "the body announced winners of that ceremony and no nominations")]
    entries = [r for r in records if isinstance(r, NominationRecord) and r.official and r.result in _SHOWN]
    sizes: Counter[str | None] = Counter(entry.category for entry in entries)
    people = any(entry.people for entry in entries)
    lacks: list[str] = []
    for concept, declared in _given(source, ceremony.number).items():
        least = sum((c.size_at(ceremony.number) or (0, 0))[0] for c in declared if not c.optional)
        films_only = not people and categories()[concept].credit is not None
        if not sizes[concept] and any(not c.optional for c in declared):
            lacks.append(f"{concept} is not in the file")
        elif 0 < sizes[concept] < least and not films_only:
            lacks.append(f"{concept}: {sizes[concept]} nominees where {least} are declared")
    if entries and all(entry.result is Result.WON for entry in entries) and _has_fields(source, ceremony.number):
        lacks.append("the file has the winners and not the other nominees")
    return [_not_whole(ceremony, "; ".join(lacks))] if lacks else []


def _not_whole(ceremony: Ceremony, why: str) -> Problem:
    message = f"ceremony {ceremony.number} feeds evidence only: {why}"
    return Problem(code="not_whole", message=message, severity=Severity.WARN, ceremony=ceremony.number)


def _given(source: ListSource, number: int) -> dict[str, list[DeclaredCategory]]:
    """A ceremony's declared categories by concept, without those that no verdict uses."""
    by_concept: dict[str, list[DeclaredCategory]] = defaultdict(list)
    for declared in source.categories.values():
        if declared.given_at(number) and categories()[declared.concept].group not in _MINOR:
            by_concept[declared.concept].append(declared)
    return by_concept


def _has_fields(source: ListSource, number: int) -> bool:
    """Whether the body is declared to name more than winners."""
    sizes = [c.size_at(number) for declared in _given(source, number).values() for c in declared]
    return any(size[0] > 1 for size in sizes if size)
