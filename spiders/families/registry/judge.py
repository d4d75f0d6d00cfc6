"""Whether seasons of the registry are fit: each comes whole, since one without scores would change every percentile."""

from datetime import date

from spiders.family import Intake
from tracker.domain.lists.problems import Fitness, Severity
from tracker.domain.sources import Source
from tracker.domain.verdicts import ListState


def judge(intake: Intake[Source], today: date) -> Fitness:
    """Judge each season on its own: accept those that arrived; the others keep their earlier data."""
    if intake.finished and all(page.missing for page in intake.pages):
        return {None: (ListState.MISSING, list(intake.problems))}
    names = {name for page in intake.pages if not page.missing for name in (page.id, page.title)}
    doubtful = any(p.severity is Severity.HOLD and p.page in names for p in intake.problems)
    return {None: (ListState.FIT if names and not doubtful else ListState.HELD, list(intake.problems))}
