"""Fill past seasons: lists, what their links mean, the films of each season, and the articles of its candidates.

What is due is read from the database before each crawl, and each crawl is small. So a backfill may be stopped at any
point: the next one asks for what is not at hand, and for nothing else.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jobs.context import ASK_AGAIN, BACKFILL, Context
from jobs.steps.collecting.collect import asks_for, check_names, collect
from jobs.steps.collecting.collected import Collected
from spiders.asking.job import JobSource
from spiders.catalogue import family_of
from tracker.domain.errors import ConfigError, PolicyError
from tracker.domain.figures import quantity
from tracker.domain.sources import Source
from tracker.store import overview, runs
from tracker.store.engine import transaction

LISTS, LINKS, FILMS, ARTICLES = range(4)
"""Stages of sources: each depends on what those before it have brought."""
_TITLES, _ARTICLES = 1_000, 100
"""Of a crawl: where it is stopped, what it has brought is lost."""
_MOST_FAILURES = 2
"""Crawls of a source in succession that fail before the others of it are left for another day."""


@dataclass(frozen=True)
class Step:
    """One crawl of one source."""

    what: str
    ask: JobSource


def past_years(context: Context, first: int, last: int | None) -> list[int]:
    """The seasons to fill, the newest first.

    Raises:
        PolicyError: the settings ask for the bundled archive, or name no contact.
        ConfigError: none of them is past.
    """
    if context.settings.archive_only:
        raise PolicyError(
            "there is nothing to backfill: the bundled archive is the films of 2010 alone; to go live, set `contact` "
            "in config.yaml or SNUBS_CONTACT to your email address or page"
        )
    context.require_contact()
    latest = context.season - 1
    if last is not None and last > latest:
        raise ConfigError(
            f"--to {last}: is no past season; the last one is {latest}, and `snubs weekly` asks for others"
        )
    if first > (last or latest):
        raise ConfigError(f"--from {first}: comes after the last season to fill, {last or latest}")
    return list(range(last or latest, first - 1, -1))


def fillers(context: Context, names: Sequence[str]) -> list[str]:
    """The sources that past seasons are filled from: those that are named, or all that have some.

    Raises:
        ConfigError: a name that is no source, or a source without past seasons.
    """
    check_names(context, names)
    for name in names:
        if not _has_past(context.sources[name]):
            raise ConfigError(f"{name}: has no past seasons to fill; leave it out, or see `snubs sources`")
    return [name for name, source in context.sources.items() if _has_past(source) and (not names or name in names)]


def _has_past(source: Source) -> bool:
    """Whether a source tells of past seasons by itself: a feed does not, nor does a list that another is checked by."""
    return family_of(source).stage > LISTS or (source.ceremonies is not None and source.compared_with is None)


def at_stage(context: Context, names: Sequence[str], stage: int) -> list[str]:
    """Those of the sources that are asked at a stage."""
    return [name for name in names if family_of(context.sources[name]).stage == stage]


# --- what is due ---


def due_lists(context: Context, years: Sequence[int], names: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """By source, the ceremonies for films of some seasons that were never read, or were missing some time ago."""
    with context.glance() as rows:
        settled = overview.settled_ceremonies(rows, context.now() - ASK_AGAIN)
    due = {}
    for name in at_stage(context, names, LISTS):
        rule = context.sources[name].ceremonies
        every = (one for one in (rule.known_by(max(years)) if rule else ()) if one.film_year in years)
        if numbers := tuple(one.number for one in every if (name, one.number) not in settled):
            due[name] = numbers
    return due


def due_films(context: Context, years: Sequence[int], names: Sequence[str]) -> list[tuple[JobSource, int]]:
    """The seasons whose films are not at hand, or in part, each with what to ask of which source."""
    asks = asks_for(context, at_stage(context, names, FILMS), past=years)
    return [
        (ask.model_copy(update={"film_years": (year,)}), year)
        for ask in asks
        for year in years
        if year in ask.film_years
    ]


def due_links(context: Context, names: Sequence[str]) -> list[JobSource]:
    """The link titles whose targets are not known."""
    return asks_for(context, at_stage(context, names, LINKS))


def due_articles(context: Context, years: Sequence[int], names: Sequence[str]) -> list[JobSource]:
    """The articles that were never read, of candidates of seasons that were not gone through lately."""
    with context.glance() as rows:
        gone_through = overview.last_without(rows, BACKFILL, context.now())
    recent = context.now() - ASK_AGAIN
    seasons = [year for year in years if not (str(year) in gone_through and gone_through[str(year)] > recent)]
    asks = asks_for(context, at_stage(context, names, ARTICLES), seasons=seasons) if seasons else []
    return [
        ask.model_copy(update={"films": {title: qid for title, qid in ask.films.items() if title not in ask.known}})
        for ask in asks
    ]


# --- one crawl after another ---


@dataclass
class Backfill:
    """A backfill in progress: which crawl comes next follows from what those before it have brought."""

    context: Context
    years: Sequence[int]
    names: Sequence[str]
    failures: Counter[str] = field(default_factory=Counter)
    """By source, how many crawls in succession have failed."""

    def steps(self) -> Iterator[tuple[Step, Collected]]:
        """Make one crawl after another, lists first, then the seasons from the newest on."""
        yield from self._made(self._lists())
        yield from self._made(self._links())
        for year in self.years:
            yield from self._made(self._films(year))
            yield from self._made(self._articles(year))

    def _made(self, steps: Iterator[Step]) -> Iterator[tuple[Step, Collected]]:
        for step in steps:
            if self.left_alone(step.ask.name):
                continue
            for collected in collect(self.context, [step.ask]):
                failed = collected.status == "failed"
                self.failures[collected.source] = self.failures[collected.source] + 1 if failed else 0
                yield step, collected

    def left_alone(self, name: str) -> bool:
        """Whether a source has failed so often that it is not asked any more."""
        return self.failures[name] >= _MOST_FAILURES

    def _lists(self) -> Iterator[Step]:
        for name, numbers in due_lists(self.context, self.years, self.names).items():
            (ask,) = asks_for(self.context, [name], numbers=numbers)
            yield Step(f"{name}: {quantity(len(numbers), 'ceremony', 'ceremonies')}", ask)

    def _links(self) -> Iterator[Step]:
        for ask in due_links(self.context, self.names):
            for at in range(0, len(ask.titles), _TITLES):
                titles = ask.titles[at : at + _TITLES]
                yield Step(
                    f"{ask.name}: {quantity(len(titles), 'link title')}", ask.model_copy(update={"titles": titles})
                )

    def _films(self, year: int) -> Iterator[Step]:
        for ask, _ in due_films(self.context, [year], self.names):
            yield Step(f"{ask.name}: films of {year}", ask)

    def _articles(self, year: int) -> Iterator[Step]:
        for ask in due_articles(self.context, [year], self.names):
            films = list(ask.films.items())
            for at in range(0, len(films), _ARTICLES):
                part = dict(films[at : at + _ARTICLES])
                what = f"{ask.name}: {quantity(len(part), 'article')} of films of {year}"
                yield Step(what, ask.model_copy(update={"films": part}))
            if not self.failures[ask.name] and not due_films(self.context, [year], list(self.context.sources)):
                self._note(year)

    def _note(self, year: int) -> None:
        """Note that the articles of a season were gone through: one that does not exist is not asked for each time."""
        with transaction(self.context.engine) as conn:
            now = self.context.now()
            run = runs.begin(conn, job=BACKFILL, host=self.context.host, now=now, slot=str(year))
            runs.finish(conn, run, "done", now, exit_code=0)
