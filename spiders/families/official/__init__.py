"""A body's own page of each ceremony, which verifies what the encyclopaedia says."""

from spiders.asking.client import Client
from spiders.asking.job import JobSource
from spiders.families.official.source import OfficialSource
from spiders.family import Family
from tracker.domain.facts.records import PageRecord, Record
from tracker.domain.lists.problems import Problem


class OfficialFamily(Family[OfficialSource]):
    """Reads the list on a body's own page, to be compared with another source's."""

    model = OfficialSource
    archived = False

    async def ask(self, client: Client, source: OfficialSource, wanted: JobSource) -> None:
        """Ask for the page of each ceremony that is due."""
        from spiders.families.official.ask import ask

        await ask(client, source, wanted)

    def read(self, source: OfficialSource, page: PageRecord, body: bytes) -> tuple[list[Record], list[Problem]]:
        """What a page says."""
        from spiders.families.official.read import read

        return read(source, page, body)


FAMILY = OfficialFamily()
