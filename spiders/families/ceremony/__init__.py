"""Encyclopaedia pages of award ceremonies, one page each."""

from datetime import date

from spiders.asking.client import Client
from spiders.asking.job import JobSource
from spiders.families.ceremony.source import CeremonySource
from spiders.family import Family, Intake
from tracker.domain.facts.records import PageRecord, Record
from tracker.domain.lists.problems import Fitness, Problem


class CeremonyFamily(Family[CeremonySource]):
    """Reads nominations and winners from the page of each ceremony."""

    model = CeremonySource
    nominating = True

    async def ask(self, client: Client, source: CeremonySource, wanted: JobSource) -> None:
        """Ask for the page of each ceremony, where it changed."""
        from spiders.ceremonies.ask import CeremonyPages

        await CeremonyPages(client, source, wanted).collect()

    def read(self, source: CeremonySource, page: PageRecord, body: bytes) -> tuple[list[Record], list[Problem]]:
        """What a page says."""
        from spiders.families.ceremony.read import read

        return read(source, page, body)

    def judge(self, intake: Intake[CeremonySource], today: date) -> Fitness:
        """The state of every list whose page came."""
        from spiders.ceremonies.judge import judge

        return judge(intake, today)


FAMILY = CeremonyFamily()
