"""Rendered articles of candidate films: credits, releases, scores and accolades."""

from datetime import date

from spiders.asking.client import Client
from spiders.asking.job import JobSource
from spiders.family import Agenda, Family, Intake
from tracker.domain.facts.records import PageRecord, Record
from tracker.domain.lists.problems import Fitness, Problem
from tracker.domain.sources import Source
from tracker.domain.verdicts import ListState


class ArticleFamily(Family[Source]):
    """Reads the articles of the films that lists and registry speak for."""

    model = Source
    stage = 2
    archived = False

    def plan(self, source: Source, agenda: Agenda) -> JobSource | None:
        """The articles of candidate films."""
        from spiders.families.film_article.ask import plan

        return plan(source, agenda)

    async def ask(self, client: Client, source: Source, wanted: JobSource) -> None:
        """Ask for the articles, and for the lists of accolades that they point to."""
        from spiders.families.film_article.ask import Articles

        await Articles(client, wanted).collect()

    def read(self, source: Source, page: PageRecord, body: bytes) -> tuple[list[Record], list[Problem]]:
        """What a page says."""
        from spiders.families.film_article.read import read

        return read(source, page, body)

    def judge(self, intake: Intake[Source], today: date) -> Fitness:
        """Articles stand each by itself: those that came are taken in, and of the others what was known stays."""
        return {None: (ListState.FIT if intake.pages else ListState.HELD, list(intake.problems))}


FAMILY = ArticleFamily()
