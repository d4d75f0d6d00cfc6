"""Request the film registry's seasons, a few small queries for each."""

from spiders.asking.addresses import host_of
from spiders.asking.client import Client
from spiders.asking.job import JobSource
from spiders.families.registry.answers import check_answer, envelope
from spiders.families.registry.queries import QUERIES, query
from spiders.family import Agenda
from spiders.formats.mediawiki import with_query
from spiders.formats.replies import RefusalError
from tracker.domain.facts.records import PageRecord
from tracker.domain.sources import Source


def plan(source: Source, agenda: Agenda) -> JobSource:
    """The requested seasons, else the current one; `known` holds those in which films were found before."""
    return JobSource(name=source.name, known=agenda.hashes(source.name), film_years=agenda.seasons or (agenda.season,))


async def ask(client: Client, source: Source, wanted: JobSource) -> None:
    """Request one season after another; each is stored whole or not at all."""
    years = sorted(set(wanted.film_years))
    client.asked(len(years))
    for year in years:
        try:
            await _season(client, wanted, year)
        except RefusalError as refusal:
            client.fail(RefusalError(refusal.code, f"{_title(year)}: {refusal.message}"))


async def _season(client: Client, wanted: JobSource, year: int) -> None:
    endpoint = client.job.wikidata_sparql_url
    answers: dict[str, bytes] = {}
    for name in QUERIES:
        client.say(f"{wanted.name}: {name} of {year}")
        address = with_query(endpoint, {"format": "json", "query": query(name, year)})
        body = await client.fetch(address, client.job.limits.sparql_timeout)
        try:
            check_answer(host_of(endpoint), name, body)
        except RefusalError as refusal:
            beginning = year >= client.job.today.year and _title(year) not in wanted.known
            if name == "films" and refusal.code == "no_rows" and beginning:
                _not_there_yet(client, wanted.name, year)
                return
            raise
        answers[name] = body
    body = envelope(year, answers)
    client.keep(_page(client, year).model_copy(update={"sha256": client.store(body)}), body)
    client.answered()


def _not_there_yet(client: Client, source: str, year: int) -> None:
    """A season may still be without films: its year is not over, and no reading has seen any yet."""
    client.keep(_page(client, year).model_copy(update={"missing": True}))
    client.hold("season_empty", f"{source}: no films of {year} are known there yet", _title(year))
    client.answered()


def _page(client: Client, year: int) -> PageRecord:
    return client.page(_title(year), title=_title(year), url=client.job.wikidata_sparql_url)


def _title(year: int) -> str:
    return f"films of {year}"
