"""Read CSV files from a folder, never from the network."""

from pathlib import Path

from spiders.asking.client import Client
from spiders.asking.job import JobSource
from spiders.families.supplied.source import SuppliedSource
from spiders.family import Agenda, by_ceremony
from spiders.formats.replies import RefusalError
from tracker.domain.facts.records import Origin, PageRecord


def plan(source: SuppliedSource, agenda: Agenda) -> JobSource | None:
    """The files that speak of a season that is asked for, or of which lists are at hand; None for none."""
    if agenda.numbers is not None:
        return by_ceremony(source, agenda)
    at_hand = {*(agenda.seasons or (agenda.season,)), *agenda.past, *agenda.listed}
    if at_hand.isdisjoint(source.film_years):
        return None
    return JobSource(name=source.name, known=agenda.revisions(source.name))


async def ask(client: Client, source: SuppliedSource, wanted: JobSource) -> None:
    """Read every file; an absent one counts as a missing page."""
    files = _files(client, source, wanted)
    client.asked(len(files))
    for name, ceremony in files.items():
        _read(client, name, client.page(name, title=name, url=name, origin=Origin.SUPPLIED, ceremony=ceremony))
        client.answered()


def _files(client: Client, source: SuppliedSource, wanted: JobSource) -> dict[str, int | None]:
    """File names, each with the ceremony it is about; a file about several ceremonies, or none, has None."""
    rule = source.ceremonies
    if rule is None:
        return {source.page: None}
    files: dict[str, int | None] = {}
    for ceremony in rule.known_by(client.job.today.year):
        if wanted.ceremonies is None or ceremony.number in wanted.ceremonies:
            name = source.page_title(ceremony)
            files[name] = None if name in files else ceremony.number
    return files


def _read(client: Client, name: str, page: PageRecord) -> None:
    path = _path(client.supplied_dir, name)
    if path is None or not path.is_file():
        client.keep(page.model_copy(update={"missing": True}))
        return
    limit = client.job.limits.max_bytes
    with path.open("rb") as file:
        body = file.read(limit + 1)
    if len(body) > limit:
        raise RefusalError("too_large", f"{name} is larger than {limit} bytes: split it")
    client.keep(page.model_copy(update={"sha256": client.store(body)}), body)


def _path(folder: Path | None, name: str) -> Path | None:
    """Where the file is; only a plain name inside the folder."""
    if folder is None:
        return None
    if Path(name).name != name or name in {"", ".", ".."}:
        raise RefusalError("configuration", f"{name!r} is not a plain file name")
    return folder / name
