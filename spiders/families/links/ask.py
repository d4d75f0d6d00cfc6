"""Request the targets of link titles, 50 to a request."""

from collections.abc import Mapping

from spiders.asking.client import Client
from spiders.asking.job import JobSource
from spiders.asking.wiki import look_up
from spiders.families.links.read import envelope
from spiders.family import Agenda
from spiders.formats.mediawiki import LINKS, batches, clean_title
from spiders.formats.replies import RefusalError
from tracker.domain.sources import Source


def plan(source: Source, agenda: Agenda) -> JobSource | None:
    """The links of lists that were never looked up or led nowhere some time ago, and those whose answer is lost."""
    titles = agenda.open_links()
    return JobSource(name=source.name, titles=titles) if titles else None


async def ask(client: Client, source: Source, wanted: JobSource) -> None:
    """Ask for each page once, however many spellings of its title there are."""
    spellings: dict[str, list[str]] = {}
    for raw in dict.fromkeys(wanted.titles):
        spellings.setdefault(clean_title(raw) or "", []).append(raw)
    client.asked(sum(map(len, spellings.values())))
    nameless = spellings.pop("", [])
    for batch in batches(spellings):
        await _resolve(client, {title: spellings[title] for title in batch})
    if nameless:
        _keep(client, dict.fromkeys(nameless), [])


async def _resolve(client: Client, batch: dict[str, list[str]]) -> None:
    try:
        _, answers = await look_up(client, LINKS, list(batch))
    except RefusalError as refusal:
        client.fail(refusal)
        return
    _keep(client, {raw: title for title, spellings in batch.items() for raw in spellings}, answers)


def _keep(client: Client, titles: Mapping[str, str | None], answers: list[bytes]) -> None:
    body = envelope(titles, answers)
    sha256, title = client.store(body), f"{len(titles)} link titles"
    url = client.job.wikipedia_api_url
    client.keep(client.page(f"link titles {sha256[:16]}", title=title, url=url, sha256=sha256), body)
    client.answered(len(titles))
