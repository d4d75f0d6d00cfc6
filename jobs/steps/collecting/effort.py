"""What a backfill will cost: requests, seconds and bytes, from what this database's own crawls have measured."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import ceil

from jobs.context import Context
from jobs.steps.collecting.backfill import (
    ARTICLES,
    FILMS,
    LINKS,
    LISTS,
    at_stage,
    due_articles,
    due_films,
    due_links,
    due_lists,
)
from spiders.asking.job import Limits
from tracker.store import overview

_BATCH = 50
"""Pages and titles that one request may name."""


@dataclass(frozen=True)
class Rate:
    """What one page, title or season of a source costs."""

    requests: float
    bytes: float
    pace: float = 0
    """Seconds from one request to the next, where a crawl has measured them."""
    measured: date | None = None
    """The day of the crawl that measured it; None where the source's file states it."""


@dataclass(frozen=True)
class Effort:
    """What a backfill has to ask of one source."""

    source: str
    what: str
    """What is counted, one of it: a ceremony, a link title, a season or an article."""
    count: int
    requests: int
    seconds: float
    bytes: int
    measured: date | None
    """The day of the crawl that the figures come from; None where they are those that the source's file states."""
    supposed: int = 0
    """How many are not known yet: they follow from what else is to be asked."""


def efforts(context: Context, years: Sequence[int], names: Sequence[str]) -> list[Effort]:
    """What filling seasons will cost, source by source; nothing of a source of which all is at hand."""
    return [effort for effort in _Reckoning(context, years, names).every() if effort.count]


@dataclass
class _Reckoning:
    context: Context
    years: Sequence[int]
    names: Sequence[str]

    def every(self) -> Iterator[Effort]:
        """In the order in which sources are asked."""
        lists = due_lists(self.context, self.years, self.names)
        for name, numbers in lists.items():
            yield self._effort(name, "ceremony", len(numbers))
        links = {ask.name: len(ask.titles) for ask in due_links(self.context, self.names)}
        for name in self._at(LINKS):
            new = round(sum(map(len, lists.values())) * self._titles_of_a_list(name))
            yield self._effort(name, "link title", links.get(name, 0), new)
        films = due_films(self.context, self.years, self.names)
        for name in self._at(FILMS):
            yield self._effort(name, "season", sum(ask.name == name for ask, _ in films))
        to_come = {year for _, year in films}
        at_hand = [year for year in self.years if year not in to_come]
        articles = {ask.name: len(ask.films) for ask in due_articles(self.context, at_hand, self.names)}
        for name in self._at(ARTICLES):
            new = round(len(to_come) * self._articles_of_a_season(name))
            yield self._effort(name, "article", articles.get(name, 0), new)

    def _at(self, stage: int) -> list[str]:
        return at_stage(self.context, self.names, stage)

    def _titles_of_a_list(self, name: str) -> float:
        """As at hand, else as the source's file states it."""
        with self.context.glance() as rows:
            titles = len(rows("SELECT DISTINCT title FROM link WHERE retracted_run IS NULL"))
        return self._mean(titles, LISTS, name)

    def _articles_of_a_season(self, name: str) -> float:
        return self._mean(self._stored.get(name, 0), FILMS, name)

    def _mean(self, count: int, stage: int, name: str) -> float:
        """How many come with a page of a stage."""
        pages = sum(self._stored.get(one, 0) for one in at_stage(self.context, list(self.context.sources), stage))
        return count / pages if count and pages else self.context.sources[name].effort.many

    @cached_property
    def _stored(self) -> Mapping[str, int]:
        with self.context.glance() as rows:
            return overview.stored(rows)

    def _effort(self, name: str, what: str, known: int, supposed: int = 0) -> Effort:
        rate, count = self._rates[name], known + supposed
        requests = max(ceil(count * rate.requests), ceil(count / _BATCH))
        delay = (self.context.limits or Limits()).delay
        seconds = requests * max(delay, rate.pace)
        return Effort(name, what, count, requests, seconds, round(count * rate.bytes), rate.measured, supposed)

    @cached_property
    def _rates(self) -> Mapping[str, Rate]:
        """What each source costs: by its crawl that brought most, else as its file states it."""
        with self.context.glance() as rows:
            crawls = overview.crawls(rows)
        rates = {}
        for name in self.names:
            stated = self.context.sources[name].effort
            own = [(stats, begin) for source, begin, stats in crawls if source == name and stats.get("content_bytes")]
            rates[name] = Rate(stated.requests, stated.kilobytes * 1_000)
            if own:
                rates[name] = _measured(*max(own, key=lambda crawl: crawl[0]["content_bytes"]))
        return rates


def _measured(stats: Mapping[str, float], begin: date) -> Rate:
    count, requests = max(stats["answered"], 1), max(stats["requests"], 1)
    return Rate(requests / count, stats["content_bytes"] / count, stats.get("seconds", 0) / requests, begin)
