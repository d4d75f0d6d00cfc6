"""CSV files of a user's, read from a folder and never from the network."""

from datetime import date

from spiders.asking.client import Client
from spiders.asking.job import JobSource
from spiders.families.supplied.source import SuppliedSource
from spiders.family import Family, Intake
from tracker.domain.facts.records import PageRecord, Record
from tracker.domain.lists.problems import Fitness, Problem


class SuppliedFamily(Family[SuppliedSource]):
    """Reads a user's files."""

    model = SuppliedSource
    networked = live = False

    async def ask(self, client: Client, source: SuppliedSource, wanted: JobSource) -> None:
        """Read every file that is there."""
        from spiders.families.supplied.ask import ask

        await ask(client, source, wanted)

    def read(self, source: SuppliedSource, page: PageRecord, body: bytes) -> tuple[list[Record], list[Problem]]:
        """What a page says."""
        from spiders.families.supplied.read import read

        return read(source, page, body)

    def judge(self, intake: Intake[SuppliedSource], today: date) -> Fitness:
        """The state of every list in the file; a file of no ceremony is one."""
        from spiders.families.supplied.judge import judge_lists

        rule = intake.source.ceremonies
        return judge_lists(intake, rule) if rule else super().judge(intake, today)


FAMILY = SuppliedFamily()
