"""Held lines of lists: what holds and why, and letting it pass after a look."""

from collections.abc import Sequence
from dataclasses import dataclass

from jobs.context import Context
from jobs.steps.reviewing.review import Grounds, Proposal, propose
from tracker.domain.errors import InputError
from tracker.domain.lists.passes import OUTDATED
from tracker.domain.lists.problems import Problem, Severity
from tracker.store.overview import judged_lists


@dataclass(frozen=True)
class HeldLine:
    """One problem of a list that holds something, or that somebody let pass."""

    source: str
    body: str
    ceremony: int
    category: str
    """As declared; "" for the page as a whole."""
    line: int | None
    message: str
    state: str
    """`holds`, `passed`, `outdated` (the page says something else now), or what the next reading will make of it:
    `passes next`, `holds next`."""
    by: str
    """Who let it pass, when and why."""
    mark: str


def held_lines(context: Context) -> list[HeldLine]:
    """Everything that holds a list, or a category of one, and everything that somebody let pass."""
    with context.glance() as rows:
        judged = judged_lists(rows)
    passes = context.corrections.passes if judged else {}
    lines = []
    for one in judged:
        own = passes.get((one.body, one.ceremony), {})
        for problem in one.problems:
            by = own.get((problem.category or "", problem.mark), "")
            if state := _state(problem, passes=bool(by)):
                about = (problem.category or "", problem.line, problem.message, state, problem.passed or by)
                lines.append(HeldLine(one.source, one.body, one.ceremony, *about, problem.mark))
    return lines


def _state(problem: Problem, *, passes: bool) -> str:
    """How a problem stands; "" for one that only warns."""
    if problem.code == OUTDATED:
        return "outdated"
    if problem.passed:
        return "passed" if passes else "holds next"
    if problem.severity is Severity.WARN:
        return ""
    return "passes next" if passes else "holds"


def pass_lines(
    context: Context, source: str, ceremony: int, grounds: Grounds, *, line: int | None, category: str | None
) -> Proposal:
    """Propose to let pass what holds in a line of a page, in a category, or (with neither) the page as a whole.

    Raises:
        InputError: nothing is held there.
    """
    lines = [
        one
        for one in held_lines(context)
        if (one.source, one.ceremony, one.state) == (source, ceremony, "holds")
        and (one.line == line if line is not None else one.category == (category or ""))
    ]
    if not lines:
        raise InputError(f"{source} {ceremony}: nothing is held there; `snubs review held` lists what is")
    return propose(context, grounds, _rows(lines), effect=False)


def _rows(lines: Sequence[HeldLine]) -> list[dict[str, str]]:
    return [
        {"kind": "pass", "ceremony": f"{one.body} {one.ceremony}", "category": one.category, "problem": one.mark}
        for one in lines
    ]
