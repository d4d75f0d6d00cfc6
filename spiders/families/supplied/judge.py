"""Whether a user's file is fit: one declared complete closes its lists; any other is only evidence."""

from datetime import date

from spiders.ceremonies.judge import new_ceremonies, problems_of, standing
from spiders.families.supplied.source import SuppliedSource
from spiders.family import Intake, as_one
from tracker.domain.ceremonies import CeremonyRule
from tracker.domain.lists.imported import doubts
from tracker.domain.lists.problems import Fitness, Problem
from tracker.domain.verdicts import ListState


def judge(intake: Intake[SuppliedSource], today: date) -> Fitness:
    """The state of every list in a file, or in the file of each ceremony; a file of no ceremony is one."""
    rule = intake.source.ceremonies
    if rule is None:
        return as_one(intake, today)
    if intake.source.imported:  # one file, many ceremonies
        numbers = dict.fromkeys(getattr(record, "ceremony", None) for record in intake.records)
        return {number: _imported(intake, rule, number) for number in numbers if number is not None}
    fitness: dict[int | None, tuple[ListState, list[Problem]]] = {}
    for number in new_ceremonies(intake):
        pages = [page for page in intake.pages if page.ceremony == number]
        fitness[number] = standing(intake.source, pages, problems_of(intake, number, pages))
    return fitness


def _imported(intake: Intake[SuppliedSource], rule: CeremonyRule, number: int) -> tuple[ListState, list[Problem]]:
    """A file feeds evidence; declared complete, and of a day on which the nominations were out, it closes its lists."""
    source, ceremony = intake.source, rule.ceremony(number)
    problems = _once(problems_of(intake, number, intake.pages))
    if not source.verified or source.table != "nominations" or (source.as_of or "") < f"{ceremony.year}-01-01":
        return ListState.TRIAL, problems
    own = [record for record in intake.records if getattr(record, "ceremony", None) == number]
    doubtful = doubts(source, ceremony, own)
    return (ListState.TRIAL if doubtful else ListState.FIT), problems + doubtful


def _once(problems: list[Problem]) -> list[Problem]:
    """A list's problems, with the file's rows that are of no list as one: each list of the file has them all."""
    of_none = [problem for problem in problems if problem.line and problem.ceremony is None]
    if len(of_none) < 2:  # noqa: PLR2004 - one row is said as it is
        return problems
    where, _, first = of_none[0].message.partition(": ")
    message = f"{where}: {len(of_none)} rows cannot be read and are of no list; the first: {first}"
    rest = [problem for problem in problems if problem not in of_none]
    return [*rest, of_none[0].model_copy(update={"message": message})]
