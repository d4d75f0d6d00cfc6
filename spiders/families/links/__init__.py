"""Where link titles lead, and the Wikidata ids of what they lead to."""

from spiders.asking.client import Client
from spiders.asking.job import JobSource
from spiders.family import Agenda, Family
from tracker.domain.facts.records import PageRecord, Record
from tracker.domain.lists.problems import Problem
from tracker.domain.sources import Source


class LinksFamily(Family[Source]):
    """Resolves the links of the lists that were read before."""

    model = Source
    stage = 1

    def plan(self, source: Source, agenda: Agenda) -> JobSource | None:
        """The links that nobody has followed yet."""
        from spiders.families.links.ask import plan

        return plan(source, agenda)

    async def ask(self, client: Client, source: Source, wanted: JobSource) -> None:
        """Ask where every title leads."""
        from spiders.families.links.ask import ask

        await ask(client, wanted)

    def read(self, source: Source, page: PageRecord, body: bytes) -> tuple[list[Record], list[Problem]]:
        """What a page says."""
        from spiders.families.links.read import read

        return read(source, page, body)


FAMILY = LinksFamily()
