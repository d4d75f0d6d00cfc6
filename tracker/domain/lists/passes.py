"""Held lines that somebody has looked at and let pass: they hold nothing as long as the page says the same."""

from collections.abc import Mapping

from tracker.domain.lists.problems import Fitness, Problem, Severity
from tracker.domain.sources import ListSource, Source
from tracker.domain.verdicts import ListState

OUTDATED = "pass_outdated"
GROUNDS = '--who YOU --why "..."'
"""What every command that decides something wants besides."""

Passes = Mapping[tuple[str, int], Mapping[tuple[str, str], str]]
"""By body and ceremony, and by the category ("" for the page) and mark of a problem: who let it pass, when and why."""


def let_pass(source: Source, fitness: Fitness, passes: Passes) -> Fitness:
    """The judgement of lists, in which a problem that was passed holds nothing."""
    return {number: _let_pass(source, number, *judged, passes) for number, judged in fitness.items()}


def _let_pass(
    source: Source, number: int | None, state: ListState, problems: list[Problem], passes: Passes
) -> tuple[ListState, list[Problem]]:
    own = passes.get((source.body or "", number or 0), {})
    if not own or not isinstance(source, ListSource) or state is ListState.MISSING:
        return state, problems
    after = [_passed(problem, own) for problem in problems]
    applied = {_key(problem) for problem in after if problem.passed}
    after += [_outdated(source, number, key, note) for key, note in own.items() if key not in applied]
    if state is ListState.HELD and not any(problem.holds_all for problem in after):
        state = ListState.FIT if source.verified else ListState.TRIAL
    return state, after


def _key(problem: Problem) -> tuple[str, str]:
    return problem.category or "", problem.mark


def _passed(problem: Problem, own: Mapping[tuple[str, str], str]) -> Problem:
    note = own.get(_key(problem)) if problem.severity is Severity.HOLD else None
    return problem.model_copy(update={"severity": Severity.WARN, "passed": note}) if note else problem


def _outdated(source: ListSource, number: int | None, key: tuple[str, str], note: str) -> Problem:
    category, mark = key
    message = f"{source.title}, ceremony {number}: no longer on the page as it was passed ({note}): {mark}"
    return Problem(code=OUTDATED, message=message, severity=Severity.WARN, ceremony=number, category=category or None)
