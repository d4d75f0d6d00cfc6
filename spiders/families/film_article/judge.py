"""Whether articles are fit: each stands by itself."""

from datetime import date

from spiders.family import Intake
from tracker.domain.lists.problems import Fitness
from tracker.domain.sources import Source
from tracker.domain.verdicts import ListState


def judge(intake: Intake[Source], today: date) -> Fitness:
    """Accept the articles that arrived; the others keep their earlier claims.

    Nothing is in doubt where every article that was asked for was answered, and none of them exists.
    """
    without = ListState.MISSING if intake.finished else ListState.HELD
    return {None: (ListState.FIT if intake.pages else without, list(intake.problems))}
