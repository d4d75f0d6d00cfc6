"""Whether what the press says is fit: each article stands by itself."""

from datetime import date

from spiders.family import Intake
from tracker.domain.lists.problems import Fitness
from tracker.domain.sources import Source
from tracker.domain.verdicts import ListState


def judge(intake: Intake[Source], today: date) -> Fitness:
    """Accept the articles that arrived, also beside a feed that did not; a page that broke its parser holds them."""
    state = ListState.FIT if intake.pages and not intake.doubts(intake.pages) else ListState.HELD
    return {None: (state, list(intake.problems))}
