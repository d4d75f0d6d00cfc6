"""Request the film registry's seasons: the ids of their films, then facts of a few films at a time."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus

from spiders.asking.addresses import host_of
from spiders.asking.client import Client
from spiders.asking.job import JobSource
from spiders.families.registry.answers import Row, entity_of, envelope, rows_in
from spiders.families.registry.parts import Batch, Part, Portion, batches, in_order, months
from spiders.families.registry.queries import OF_FILMS, SEPARATORS, query
from spiders.family import Agenda
from spiders.formats.mediawiki import with_query
from spiders.formats.replies import RefusalError
from tracker.domain.facts.records import PageRecord
from tracker.domain.sources import Source

_TOO_MUCH = frozenset({"timeout", "truncated", "too_large", "empty_answer", "challenge_page", "not_json"})
"""Refusals of a query that may succeed for a part of it, as may errors of the server and addresses that are too long:
query.wikidata.org breaks off what takes too long, or answers with a page of the server before it."""
_STEP = 1_000
"""Servers that cut an answer without a word cut it at a round number of rows."""
_MOST_REFUSALS = 12
"""One after another, beyond which the service is taken to be down: more than halving a part to the last one meets."""
_TOO_MUCH_BEFORE = b""
"""What is remembered of a part that had to be halved."""


def plan(source: Source, agenda: Agenda) -> JobSource:
    """The requested seasons, else the current one, and the films that their lists name; past seasons until whole.

    `known` holds the seasons in which films were found before.
    """
    hashes, lacking = agenda.hashes(source.name), agenda.lacking(source.name)
    past = (year for year in agenda.past if _title(year) not in hashes or _title(year) in lacking)
    years = (*(agenda.seasons or (agenda.season,)), *past)
    named = {str(year): agenda.named(year) for year in years}
    return JobSource(name=source.name, known=hashes, lacking=lacking, film_years=years, named=named)


async def ask(client: Client, source: Source, wanted: JobSource) -> None:
    """Request one season after another, newest first; each is stored with all of its films and days, or not at all."""
    years = sorted(set(wanted.film_years), reverse=True)
    client.asked(len(years))
    for year in years:
        season = _Season(client, source.name, year, wanted.named.get(str(year), ()))
        try:
            await _season(client, season, wanted)
        except RefusalError as refusal:
            client.fail(RefusalError(refusal.code, f"{season.title}: {refusal.message}"))


async def _season(client: Client, season: "_Season", wanted: JobSource) -> None:
    is_known = season.title in wanted.known
    films = await season.films()
    if not films:
        if season.year < client.job.today.year or is_known:
            raise season.empty("films")
        _not_there_yet(client, season)
        return
    await season.facts(films)
    lacking = sum(season.lacking.values())
    if is_known and lacking and lacking >= wanted.lacking.get(season.title, 0):
        raise RefusalError("incomplete", f"{_lack(season)}; what was read before stays")
    if lacking:
        client.warn("incomplete", f"{season.title}: {_lack(season)}; the next crawl asks for it again")
    body = envelope(season.year, season.answers)
    client.keep(_page(client, season).model_copy(update={"sha256": client.store(body)}), body)
    client.lacks(season.title, lacking)
    if not lacking:
        client.forget(season.title)
    client.answered()


def _title(year: int) -> str:
    return f"films of {year}"


def _lack(season: "_Season") -> str:
    parts = (f"{name} of {count}" for name, count in season.lacking.items())
    return f"{host_of(season.endpoint)} did not give {', '.join(parts)} ({season.why})"


def _not_there_yet(client: Client, season: "_Season") -> None:
    """A season may still be without films: its year is not over, and no reading has seen any yet."""
    client.keep(_page(client, season).model_copy(update={"missing": True}))
    client.hold("season_empty", f"{season.source}: no {season.title} are known there yet", season.title)
    client.answered()


def _page(client: Client, season: "_Season") -> PageRecord:
    return client.page(season.title, title=season.title, url=season.endpoint)


@dataclass
class _Season:
    """A season as it is asked for; parts that were answered in a crawl that was stopped are not asked again."""

    client: Client
    source: str
    year: int
    named: Sequence[str] = ()
    answers: dict[str, list[Row]] = field(default_factory=dict)
    lacking: dict[str, int] = field(default_factory=dict)
    """By query, how many films or people it gave no answer for."""
    why: str = ""
    """The first refusal of those."""
    refusals: int = 0
    """Since the last answer."""
    halved: int = 0
    """Parts that were asked for in halves."""

    @property
    def title(self) -> str:
        """Of its page."""
        return _title(self.year)

    @property
    def endpoint(self) -> str:
        """Address of the query service."""
        return self.client.job.wikidata_sparql_url

    async def films(self) -> list[str]:
        """Ids of films published in the year that have an article or a score, and of those that lists name.

        None where no film is known to be published in it, whatever lists name.
        """
        of_year = await self._ids("ids", months(self.year))
        if not of_year:
            return []
        by_imdb = await self._ids("named", [*batches("imdb", (one for one in self.named if one.startswith("tt")))])
        ids = of_year | by_imdb | {one for one in self.named if one.startswith("Q")}
        await self._ask("films", ids, required=True)
        return sorted(_entities(self.answers["films"]))

    async def _ids(self, name: str, parts: Sequence[Part]) -> set[str]:
        ids: set[str] = set()
        for at, part in enumerate(parts):
            self._say(name, at, len(parts))
            ids |= _entities(await self._rows_of(name, part))
        return ids

    async def facts(self, films: Sequence[str]) -> None:
        """What is said of films, and the people of those that a list or a score speaks for.

        Raises:
            RefusalError: the days of some could not be read, or there are none.
        """
        await self._ask("releases", films, required=True)
        if not self.answers["releases"]:
            raise self.empty("releases")
        for name in OF_FILMS:
            await self._ask(name, films)
        await self._ask("credits", _entities(self.answers["scores"]) | self._listed())
        cells = (row["people"]["value"].split(SEPARATORS["people"]) for row in self.answers["credits"])
        await self._ask("names", {one for cell in cells for one in cell if one}, variable="person")

    def empty(self, name: str) -> RefusalError:
        """Why a season without any rows for a query is no season."""
        return RefusalError(
            "no_rows", f"{host_of(self.endpoint)} has no rows for the query {name}: the season is empty there"
        )

    def _listed(self) -> set[str]:
        """Ids of the films that lists name."""
        of_lists = {*self.named}
        by_imdb = (row for row in self.answers["films"] if row.get("imdb", {}).get("value") in of_lists)
        return (_entities(self.answers["films"]) & of_lists) | _entities(by_imdb)

    def _say(self, name: str, at: int, of: int) -> None:
        self.client.say(f"{self.source}: {name} of {self.year}, {at + 1} of {of}")

    async def _ask(self, name: str, ids: Iterable[str], *, variable: str = "film", required: bool = False) -> None:
        """Ask one thing of films or people; what is refused of a single one is counted, unless it is required."""
        rows, every, portion = self.answers.setdefault(name, []), in_order(ids), Portion()
        lacking: list[Part] | None = None if required else []
        at = 0
        while at < len(every):
            self._say(name, at, len(every))
            batch, before = Batch(variable, every[at : at + portion.size]), self.halved
            rows += await self._rows_of(name, batch, lacking)
            at += len(batch.ids)
            portion.note(halved=self.halved > before)
        if lacking:
            self.lacking[name] = len(lacking)

    async def _rows_of(self, name: str, part: Part, lacking: list[Part] | None = None) -> list[Row]:
        """The rows of a part, which is asked for in halves where it is too much.

        Parts that cannot be divided go to `lacking`.

        Raises:
            RefusalError: the service gives nothing, or it refuses such a part and there is no `lacking`.
        """
        halves = part.halves()
        try:
            return await self._answer(name, part, once=bool(halves))
        except RefusalError as refusal:
            out_of_reach = self.refusals > _MOST_REFUSALS or self.client.gave_up(self.endpoint)
            if not _is_too_much(refusal) or out_of_reach or not (halves or lacking is not None):
                raise
            if not halves and lacking is not None:
                lacking.append(part)
                self.why = self.why or refusal.message
        self.halved += bool(halves)
        return [row for half in halves for row in await self._rows_of(name, half, lacking)]

    def _whole(self, rows: list[Row], divisible: bool) -> list[Row]:
        if divisible and rows and len(rows) % _STEP == 0:
            raise RefusalError("truncated", f"{host_of(self.endpoint)} may have cut its answer: {len(rows)} rows")
        return rows

    async def _answer(self, name: str, part: Part, *, once: bool) -> list[Row]:
        text = query(name, self.year, part.clause)
        answer = self.client.recall(self.title, text)
        if answer == _TOO_MUCH_BEFORE:
            raise RefusalError("too_large", f"{part.name} was too much before")
        if answer is not None:
            with suppress(RefusalError):
                return rows_in(host_of(self.endpoint), name, answer)
        address = with_query(self.endpoint, {"format": "json", "query": text})
        try:
            body = await self.client.fetch(address, self.client.job.limits.sparql_timeout, once=once)
            rows = self._whole(rows_in(host_of(self.endpoint), name, body), once)
        except RefusalError as refusal:
            self.refusals += 1  # what was too much for an earlier crawl says nothing of the service now
            if once and _is_too_much(refusal):
                self.client.remember(self.title, text, _TOO_MUCH_BEFORE)
            raise
        self.refusals = 0
        self.client.remember(self.title, text, body)
        return rows


def _is_too_much(refusal: RefusalError) -> bool:
    too_long = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.REQUEST_URI_TOO_LONG)
    is_error = refusal.status >= HTTPStatus.INTERNAL_SERVER_ERROR or refusal.status in too_long
    return refusal.code in _TOO_MUCH or is_error


def _entities(rows: Iterable[Row]) -> set[str]:
    """Ids of the films of rows."""
    return {qid for row in rows if (qid := entity_of(row, "film"))}
