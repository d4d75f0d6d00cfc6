"""The protocol of a family of sources, which every package of `spiders.families` implements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Generic, Protocol, TypeVar

from spiders.asking.client import Client
from spiders.asking.job import JobSource
from tracker.domain.facts.records import NominationRecord, PageRecord, Record
from tracker.domain.lists.problems import Fitness, Problem, Severity
from tracker.domain.sources import Source
from tracker.domain.verdicts import ListState

S_co = TypeVar("S_co", bound=Source, covariant=True)


@dataclass(frozen=True)
class PressList:
    """The operator's press settings: pages and feeds to read, and sites never to read from."""

    pages: tuple[str, ...]
    feeds: tuple[str, ...]
    blocked: tuple[str, ...]


class Agenda(Protocol):
    """What the tracker knows before it asks."""

    @property
    def season(self) -> int:
        """Film year of the current season."""

    seasons: tuple[int, ...]
    """Film years that are wanted; none where everything is."""
    past: tuple[int, ...]
    """Film years of the seasons before, which are asked for beside those that are wanted."""
    numbers: tuple[int, ...] | None
    """Ceremonies that are wanted, instead of those of the seasons."""

    @property
    def listed(self) -> Sequence[int]:
        """Film years of which a good list of a judged body is at hand."""

    def revisions(self, source: str) -> dict[str, str]:
        """Last stored revision of a source's pages, by title."""

    def hashes(self, source: str) -> dict[str, str]:
        """Hash of the last stored content of a source's pages, by title."""

    def lacking(self, source: str) -> dict[str, int]:
        """Of a source's pages that came in part, how much is lacking, by title."""

    def open_links(self) -> tuple[str, ...]:
        """Link titles that were never looked up or led nowhere some time ago, and those whose stored answer is lost."""

    def named(self, season: int) -> tuple[str, ...]:
        """Wikidata ids, else IMDb ids, of the films that lists and tallies of a season name."""

    def articles(self) -> dict[str, str]:
        """Article titles of the seasons' films with any evidence, to their Wikidata ids."""

    def press(self) -> PressList:
        """The operator's pages, feeds and blocked sites."""


@dataclass(frozen=True)
class Intake(Generic[S_co]):
    """The results of one source's crawl, or of reading its stored pages again."""

    source: S_co
    pages: Sequence[PageRecord]
    records: Sequence[Record]
    problems: Sequence[Problem] = ()
    finished: bool = True
    """Whether everything that was asked was answered."""
    before: Mapping[int, Sequence[Record]] = field(default_factory=dict)
    """By ceremony, what the reading that stands says, where the page has another content now."""
    official: Mapping[int, Sequence[NominationRecord]] = field(default_factory=dict)
    """By ceremony, the list on the body's own page, where one is stored."""

    def doubts(self, pages: Sequence[PageRecord]) -> bool:
        """Whether a problem that holds names one of some pages."""
        names = {name for page in pages for name in (page.id, page.title)}
        return any(problem.severity is Severity.HOLD and problem.page in names for problem in self.problems)


@dataclass(frozen=True)
class Family:
    """One way of requesting pages, reading them, and judging whether the results are fit.

    Its room holds `ask.py` with `ask` (and `plan`, where it is not asked by ceremony), `read.py` with `read`, and
    `judge.py` with `judge` where what came is not simply one. Each is imported when it is first needed.
    """

    room: str
    """Its package."""
    model: type[Source] = Source
    """What a source file of this family may say."""
    stage: int = 0
    """When it is asked: what depends on what others have brought comes at a later stage than they."""
    networked: bool = True
    """Whether it asks servers, so that a live crawl needs a contact."""
    archived: bool = True
    """Whether the bundled archive holds pages of it."""
    live: bool = True
    """Whether there is anything to ask outside the bundled archive."""
    nominating: bool = False
    """Whether its pages are the ones that hold bodies' nominations, one page a ceremony."""

    def _part(self, file: str, function: str, default: Any = None) -> Any:
        if find_spec(f"{self.room}.{file}") is None:
            return default
        return getattr(import_module(f"{self.room}.{file}"), function, default)

    def plan(self, source: Source, agenda: Agenda) -> JobSource | None:
        """What to ask of a source; None for nothing."""
        wanted: JobSource | None = self._part("ask", "plan", by_ceremony)(source, agenda)
        return wanted

    async def ask(self, client: Client, source: Source, wanted: JobSource) -> None:
        """Ask for everything that is wanted, and keep what comes.

        Raises:
            RefusalError: the source could not be read as it should.
        """
        await self._part("ask", "ask")(client, source, wanted)

    def read(self, source: Source, page: PageRecord, body: bytes) -> tuple[list[Record], list[Problem]]:
        """What a page says; pure, so it serves the crawl and `snubs reparse` alike."""
        result: tuple[list[Record], list[Problem]] = self._part("read", "read")(source, page, body)
        return result

    def judge(self, intake: Intake[Source], today: date) -> Fitness:
        """The state of every list that was read, and why."""
        fitness: Fitness = self._part("judge", "judge", as_one)(intake, today)
        return fitness


def by_ceremony(source: Source, agenda: Agenda) -> JobSource | None:
    """The requested ceremonies; the whole source if it has none."""
    revisions = agenda.revisions(source.name)
    if source.ceremonies is None:
        return JobSource(name=source.name, known=revisions)
    numbers = agenda.numbers
    if numbers is None and agenda.seasons:
        years = (*agenda.seasons, *agenda.past)
        numbers = tuple(c.number for year in years for c in source.ceremonies.of_film_year(year))
    return None if numbers == () else JobSource(name=source.name, known=revisions, ceremonies=numbers)


def as_one(intake: Intake[Source], today: date) -> Fitness:  # noqa: ARG001 - every family has the same signature
    """All results as one list: any doubt holds it."""
    good = ListState.TRIAL if intake.source.on_trial else ListState.FIT
    doubtful = any(problem.severity is Severity.HOLD for problem in intake.problems)
    return {None: (good if intake.finished and not doubtful else ListState.HELD, list(intake.problems))}
