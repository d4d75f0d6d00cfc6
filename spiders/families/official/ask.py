"""Spider of the family `official_page`: a body's own page of the ceremonies that are due, asked for politely."""

from http import HTTPStatus

from spiders.families.press.ask import PressSpider, conditions, validator
from spiders.formats.replies import RefusalError
from tracker.domain.ceremonies import Ceremony
from tracker.domain.facts.records import PageRecord


class OfficialSpider(PressSpider):
    """Reads one page a ceremony; robots.txt is obeyed, and a page that did not change is not sent again."""

    name = "official_page"

    async def collect(self) -> None:
        """Ask for each wanted ceremony's page; before the announcement there need not be one."""
        rule = self.source.ceremonies
        if rule is None:
            raise RefusalError("configuration", "declares no ceremonies")
        wanted = [rule.ceremony(number) for number in self.wanted.ceremonies or ()]
        self.desk.asked(self.source.name, len(wanted))
        for ceremony in wanted:
            try:
                await self._ceremony(ceremony)
            except RefusalError as refusal:
                self.hold(refusal.code, f"{self.source.page_title(ceremony)}: {refusal.message}")
            self.desk.answered(self.source.name, 1)

    async def _ceremony(self, ceremony: Ceremony) -> None:
        address = self.source.page_title(ceremony)
        known = self.wanted.known.get(address)
        response, url = await self._get(address, conditions(known))
        page = PageRecord(
            id=self.desk.page_id(address, self.source.name),
            source=self.source.name,
            title=address,
            url=url,
            revision=validator(response) or known,
            retrieved_at=self.desk.retrieved_at(),
            origin=self.desk.origin,
            ceremony=ceremony.number,
        )
        if response.status == HTTPStatus.NOT_MODIFIED:
            self.keep(page.model_copy(update={"unchanged": True, "revision": known}))
        elif response.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
            self.keep(page.model_copy(update={"missing": True, "revision": None}))
        elif response.status != HTTPStatus.OK:
            raise RefusalError("http_status", f"{address}: answered {response.status}")
        else:
            self.keep(page.model_copy(update={"sha256": self.store(response.body)}), response.body)
