"""Named problems of a crawl, and what each means for its list."""

from collections.abc import Mapping
from enum import StrEnum

from tracker.domain.models import Frozen
from tracker.domain.verdicts import ListState


class Severity(StrEnum):
    """What a problem does."""

    WARN = "warn"
    """Only reported."""
    HOLD = "hold"
    """The list keeps its last good state; readers see no change except the line that says so."""


class Problem(Frozen):
    """One deviation from the declarations."""

    code: str
    """For machines, for example `field_size`, `unknown_category`, `page_missing`."""
    message: str
    """For people: one line that names the thing, and the line of the page where there is one."""
    severity: Severity = Severity.HOLD
    page: str | None = None
    ceremony: int | None = None
    line: int | None = None


def problem_at(
    title: str, code: str, message: str, place: tuple[str | None, int | None, int | None], *, warn: bool = False
) -> Problem:
    """A problem whose message begins with the title of its page; its place is page, ceremony and line."""
    page, ceremony, line = place
    where = f"{title}, line {line}: " if line else f"{title}: "
    severity = Severity.WARN if warn else Severity.HOLD
    return Problem(code=code, message=where + message, severity=severity, page=page, ceremony=ceremony, line=line)


Fitness = Mapping[int | None, tuple[ListState, list[Problem]]]
"""The state of every list read, by ceremony, with its problems; None for those without a ceremony."""
