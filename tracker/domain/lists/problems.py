"""Named problems of a crawl, and what each means for its list."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator

from tracker.domain.models import Frozen
from tracker.domain.text.secrets import masked
from tracker.domain.verdicts import ListState

_CONTROLS = re.compile(r"[\x00-\x20\x7f]+")


class Severity(StrEnum):
    """What a problem does."""

    WARN = "warn"
    """Only reported."""
    HOLD = "hold"
    """What it concerns keeps its last good state: the list, or the one category that it names."""


class Problem(Frozen):
    """One deviation from the declarations."""

    code: str
    """For machines, for example `field_size`, `unknown_category`, `page_missing`."""
    message: Annotated[str, AfterValidator(masked)]
    """For people: one line that names the thing, and the line of the page where there is one."""
    severity: Severity = Severity.HOLD
    page: str | None = None
    ceremony: int | None = None
    line: int | None = None
    category: str | None = None
    """The declared category that it concerns alone; None for the whole page."""
    unread: str | None = None
    """What could not be read, as printed, with the targets of its links."""
    passed: str | None = None
    """Who looked at it and let it pass, when and why."""

    @property
    def mark(self) -> str:
        """What tells it from others wherever on the page it stands: its message, and a hash of what was not read."""
        message = self.message.partition(f", line {self.line}: ")[2] or self.message
        unread = f" #{hashlib.sha256(self.unread.encode()).hexdigest()[:8]}" if self.unread else ""
        return _CONTROLS.sub(" ", message).strip() + unread

    @property
    def holds_all(self) -> bool:
        """Whether nothing of the page may be taken in."""
        return self.severity is Severity.HOLD and self.category is None


def held_categories(problems: Iterable[Problem]) -> frozenset[str]:
    """Declared categories that are held by themselves."""
    return frozenset(p.category for p in problems if p.category and p.severity is Severity.HOLD)


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
