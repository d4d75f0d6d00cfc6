"""Encyclopaedia pages of film festivals, one page each."""

from datetime import date

from spiders.asking.client import Client
from spiders.asking.job import JobSource
from spiders.families.festival.source import FestivalSource
from spiders.family import Family, Intake
from tracker.domain.facts.records import PageRecord, Record
from tracker.domain.lists.problems import Fitness, Problem


class FestivalFamily(Family[FestivalSource]):
    """Reads line-ups and prizes from the page of each festival."""

    model = FestivalSource

    async def ask(self, client: Client, source: FestivalSource, wanted: JobSource) -> None:
        """Ask for the page of each ceremony, where it changed."""
        from spiders.ceremonies.ask import CeremonyPages

        await CeremonyPages(client, source, wanted).collect()

    def read(self, source: FestivalSource, page: PageRecord, body: bytes) -> tuple[list[Record], list[Problem]]:
        """What a page says."""
        from spiders.families.festival.read import read

        return read(source, page, body)

    def judge(self, intake: Intake[FestivalSource], today: date) -> Fitness:
        """The state of every list whose page came."""
        from spiders.ceremonies.judge import judge

        return judge(intake, today)


FAMILY = FestivalFamily()
