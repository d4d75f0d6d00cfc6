"""Request the page of each due ceremony from a body's own site.

robots.txt is obeyed, and a page that did not change is not sent again.
"""

from http import HTTPStatus

from spiders.asking.client import Client
from spiders.asking.job import JobSource
from spiders.asking.web import conditions, get, validator
from spiders.families.official.source import OfficialSource
from spiders.formats.replies import RefusalError
from tracker.domain.ceremonies import Ceremony


async def ask(client: Client, source: OfficialSource, wanted: JobSource) -> None:
    """Ask for each wanted ceremony's page; before the announcement there need not be one."""
    rule = source.ceremonies
    if rule is None:
        raise RefusalError("configuration", "declares no ceremonies")
    ceremonies = [rule.ceremony(number) for number in wanted.ceremonies or ()]
    client.asked(len(ceremonies))
    for ceremony in ceremonies:
        try:
            await _ask_for(client, ceremony, source.page_title(ceremony), wanted)
        except RefusalError as refusal:
            client.hold(refusal.code, f"{source.page_title(ceremony)}: {refusal.message}")
        client.answered()


async def _ask_for(client: Client, ceremony: Ceremony, address: str, wanted: JobSource) -> None:
    last = wanted.known.get(address)
    answer, url = await get(client, address, conditions(last), wanted.blocked)
    revision = validator(answer) or last
    page = client.page(address, title=address, url=url, revision=revision, ceremony=ceremony.number)
    if answer.status == HTTPStatus.NOT_MODIFIED:
        client.keep(page.model_copy(update={"unchanged": True, "revision": last}))
    elif answer.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        client.keep(page.model_copy(update={"missing": True, "revision": None}))
    elif answer.status != HTTPStatus.OK:
        raise RefusalError("http_status", f"{address}: answered {answer.status}")
    else:
        client.keep(page.model_copy(update={"sha256": client.store(answer.body)}), answer.body)
