"""Whether what the press says is fit: each article stands by itself."""

from datetime import date

from spiders.family import Intake
from tracker.domain.lists.problems import Fitness, Severity
from tracker.domain.sources import Source
from tracker.domain.verdicts import ListState


def judge(intake: Intake[Source], today: date) -> Fitness:
    """Accept the articles that arrived, also beside a feed that did not; a page that broke its parser holds them."""
    names = {name for page in intake.pages for name in (page.id, page.title)}
    doubtful = any(p.severity is Severity.HOLD and p.page in names for p in intake.problems)
    return {None: (ListState.FIT if intake.pages and not doubtful else ListState.HELD, list(intake.problems))}
