"""Articles of the press, pages of single films, reviews of books."""

from spiders.asking.client import Client
from spiders.asking.job import JobSource
from spiders.family import Agenda, Family
from tracker.domain.facts.records import PageRecord, Record
from tracker.domain.lists.problems import Problem
from tracker.domain.sources import Source


class PressFamily(Family[Source]):
    """Reads pages that the operator names, and the articles of feeds."""

    model = Source

    def plan(self, source: Source, agenda: Agenda) -> JobSource | None:
        """The operator's pages and feeds."""
        from spiders.families.press.ask import plan

        return plan(source, agenda)

    async def ask(self, client: Client, source: Source, wanted: JobSource) -> None:
        """Ask for every page and feed."""
        from spiders.families.press.ask import Press

        await Press(client, wanted).collect()

    def read(self, source: Source, page: PageRecord, body: bytes) -> tuple[list[Record], list[Problem]]:
        """What a page says."""
        from spiders.families.press.read import read

        return read(source, page, body)


FAMILY = PressFamily()
