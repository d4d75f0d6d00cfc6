"""Whether seasons of the registry are fit: each comes whole, since one without scores would change every percentile."""

from datetime import date

from spiders.family import Intake
from tracker.domain.lists.problems import Fitness
from tracker.domain.sources import Source
from tracker.domain.verdicts import ListState


def judge(intake: Intake[Source], today: date) -> Fitness:
    """Judge each season on its own: accept those that arrived; the others keep their earlier data."""
    if intake.finished and all(page.missing for page in intake.pages):
        return {None: (ListState.MISSING, list(intake.problems))}
    pages = [page for page in intake.pages if not page.missing]
    state = ListState.FIT if pages and not intake.doubts(pages) else ListState.HELD
    return {None: (state, list(intake.problems))}
