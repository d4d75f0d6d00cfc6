"""The page on which the winners and shortlists of a book prize stand."""

from spiders.asking.client import Client
from spiders.asking.job import JobSource
from spiders.families.book_prize.source import BookPrizeSource
from spiders.family import Family
from tracker.domain.facts.records import PageRecord, Record
from tracker.domain.lists.problems import Problem


class BookPrizeFamily(Family[BookPrizeSource]):
    """Reads the one page of a prize."""

    model = BookPrizeSource
    archived = False

    async def ask(self, client: Client, source: BookPrizeSource, wanted: JobSource) -> None:
        """Ask for the page, where it changed."""
        from spiders.families.book_prize.ask import ask

        await ask(client, source, wanted)

    def read(self, source: BookPrizeSource, page: PageRecord, body: bytes) -> tuple[list[Record], list[Problem]]:
        """What a page says."""
        from spiders.families.book_prize.read import read

        return read(source, page, body)


FAMILY = BookPrizeFamily()
