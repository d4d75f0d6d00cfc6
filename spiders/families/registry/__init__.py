"""The film registry: every film of a season, with people, releases and scores."""

from datetime import date

from spiders.asking.client import Client
from spiders.asking.job import JobSource
from spiders.family import Agenda, Family, Intake
from tracker.domain.facts.records import PageRecord, Record
from tracker.domain.lists.problems import Fitness, Problem
from tracker.domain.sources import Source


class RegistryFamily(Family[Source]):
    """Reads whole seasons of the registry."""

    model = Source

    def plan(self, source: Source, agenda: Agenda) -> JobSource | None:
        """The seasons that are wanted."""
        from spiders.families.registry.ask import plan

        return plan(source, agenda)

    async def ask(self, client: Client, source: Source, wanted: JobSource) -> None:
        """Ask for every season."""
        from spiders.families.registry.ask import ask

        await ask(client, wanted)

    def read(self, source: Source, page: PageRecord, body: bytes) -> tuple[list[Record], list[Problem]]:
        """What a page says."""
        from spiders.families.registry.read import read

        return read(source, page, body)

    def judge(self, intake: Intake[Source], today: date) -> Fitness:
        """Seasons stand each by itself, and come whole."""
        from spiders.families.registry.judge import judge

        return judge(intake)


FAMILY = RegistryFamily()
