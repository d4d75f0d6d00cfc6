"""Whether a body's lists are fit: each by its own page, by what its source declares, and by the body's own list."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from spiders.ceremonies.source import PagedSource
from spiders.family import Intake
from tracker.domain.ceremonies import Ceremony
from tracker.domain.facts.records import NominationRecord, PageRecord, Record
from tracker.domain.lists.agreement import disagreements
from tracker.domain.lists.checks import check_list
from tracker.domain.lists.fields import declared_name
from tracker.domain.lists.problems import Fitness, Problem, problem_at
from tracker.domain.sources import ListSource
from tracker.domain.verdicts import ListState


def judge(intake: Intake[PagedSource], today: date) -> Fitness:
    """The state of every list whose page came."""
    return {number: _judge(intake, number, today) for number in new_ceremonies(intake)}


def new_ceremonies(intake: Intake[Any]) -> list[int]:
    """Ceremonies with a new or changed page."""
    numbers = dict.fromkeys(page.ceremony for page in intake.pages if not page.unchanged)
    return [number for number in numbers if number is not None]


def _judge(intake: Intake[PagedSource], number: int, today: date) -> tuple[ListState, list[Problem]]:
    source = intake.source
    own = [record for record in intake.records if getattr(record, "ceremony", None) == number]
    pages = [page for page in intake.pages if page.ceremony == number]
    problems = problems_of(intake, number, pages)
    if all(page.missing for page in pages):
        return ListState.MISSING, problems
    ceremony = source.ceremonies.ceremony(number)
    problems += check_list(source, ceremony, own, today=today, previous=intake.before.get(number))
    if number in intake.official:
        problems += _against_official(source, ceremony, own, intake.official[number])
    return standing(source, pages, problems)


def problems_of(intake: Intake[Any], number: int, pages: Iterable[PageRecord]) -> list[Problem]:
    """Problems with a ceremony's list or its pages."""
    ids = {name for page in pages for name in (page.id, page.title)}
    return [p for p in intake.problems if p.ceremony == number or (p.ceremony is None and p.page in ids)]


def standing(
    source: ListSource, pages: Sequence[PageRecord], problems: list[Problem]
) -> tuple[ListState, list[Problem]]:
    """A list's state after its problems: missing, held, on trial or fit; a category may be held by itself."""
    if all(page.missing for page in pages):
        return ListState.MISSING, problems
    if any(problem.holds_all for problem in problems):
        return ListState.HELD, problems
    return (ListState.FIT if source.verified else ListState.TRIAL), problems


def _against_official(
    source: ListSource, ceremony: Ceremony, records: Sequence[Record], official: Sequence[NominationRecord]
) -> list[Problem]:
    """Every difference between the encyclopaedia's list and the body's own holds its category, and names both sides."""
    mine = [r for r in records if isinstance(r, NominationRecord)]
    own, names = {id(r) for r in mine}, (source.page_title(ceremony), "the body's own page")
    problems = []
    for entry, difference in disagreements(mine, official, names) if mine else ():
        page, line = (entry.page, entry.line) if id(entry) in own else (None, None)
        problem = problem_at(names[0], "official_differs", difference, (page, ceremony.number, line))
        category = declared_name(source, ceremony.number, entry.category, entry.category_as_printed)
        problems.append(problem.model_copy(update={"category": category}))
    return problems
