"""Collect, check and take in: from the sources that are asked to the lists that are fit."""

import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Literal

from sqlalchemy import Connection

from jobs.cli.console import emit_json, progress, say, show_table, warn
from jobs.context import Context
from jobs.steps.collecting.articles import FILM_FAMILY, candidate_articles
from jobs.steps.collecting.crawling import Crawl, crawl
from jobs.steps.collecting.mentions import with_mentions
from jobs.steps.collecting.press_pages import PRESS_FAMILY, press_pages
from jobs.steps.importing.definition import stored_sources
from jobs.steps.judging.film_years import parse_seasons
from spiders.crawl.job import JobSource
from spiders.crawl.output import SourceStats
from spiders.families import read_page
from tracker.domain.ceremonies import Ceremony
from tracker.domain.errors import ConfigError, Exit, SourceFailedError, StoreError
from tracker.domain.facts.records import FieldRecord, NominationRecord, PageRecord, Record
from tracker.domain.lists.agreement import disagreements
from tracker.domain.lists.checks import check_list
from tracker.domain.lists.imported import doubts
from tracker.domain.lists.problems import Problem, Severity
from tracker.domain.sources import CEREMONY_FAMILIES, Source
from tracker.domain.verdicts import ListState
from tracker.store import frames, runs, versions
from tracker.store.engine import reading, transaction
from tracker.store.ingest import Fitness, Ingested, ingest
from tracker.store.pages import PageStore

JOB = "crawl"
LINKS_FAMILY = "wikipedia_titles"
REGISTRY_FAMILY = "wikidata_films"
ASK_AGAIN = timedelta(days=30)
"""A link that led nowhere is asked again after this; pages are written, and ids given, later."""


@dataclass(frozen=True)
class Collected:
    """What one source brought."""

    source: str
    status: Literal["done", "held", "failed"]
    lists: Mapping[str, int] = field(default_factory=dict)
    """How many lists are in each state."""
    new: int = 0
    retracted: int = 0
    requests: int = 0
    content_bytes: int = 0
    problems: Sequence[str] = ()
    aside: str = ""
    """For a source that closes no list: how what it holds is said, which is no reason to wake anybody."""

    @property
    def exit_code(self) -> Exit:
        """What this result alone would exit with."""
        return {"failed": Exit.SOURCE_FAILED, "held": Exit.HELD}.get(self.status, Exit.DONE)

    @property
    def changed(self) -> bool:
        """Whether anything a reader could see is different now."""
        return bool(self.new or self.retracted)


def worst(collected: Iterable[Collected]) -> Exit:
    """One exit code for several results: failed before held before done."""
    return max((c.exit_code for c in collected), default=Exit.DONE)


def exit_code(collected: Sequence[Collected], *, detect_changes: bool) -> int:
    """The code to exit with; a change is only said where nothing is wrong."""
    code = worst(collected)
    if code is Exit.DONE and detect_changes and any(c.changed for c in collected):
        return int(Exit.CHANGED)
    return int(code)


_NUMBERS = re.compile(r"^\d{1,4}(-\d{1,4})?(,\d{1,4}(-\d{1,4})?)*$")
MOST_CEREMONIES = 300
MOST_PROBLEMS = 3
"""Problems of one source shown on a terminal; a page in an unknown layout has hundreds."""


def parse_numbers(text: str) -> list[int]:
    """Ceremony numbers from `83`, `72-97` or `72,75-80`.

    Raises:
        ConfigError: not of that form, or unreasonably many.
    """
    if not _NUMBERS.match(text):
        raise ConfigError(f"--ceremony {text!r}: write numbers such as 83, 72-97 or 72,75-80")
    numbers: set[int] = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        numbers.update(range(int(first), int(last or first) + 1))
    if not numbers or len(numbers) > MOST_CEREMONIES:
        raise ConfigError(f"--ceremony {text!r}: names {len(numbers)} ceremonies; 1 to {MOST_CEREMONIES} can be asked")
    return sorted(numbers)


# --- what is asked ---


def asks_for(
    context: Context, names: Sequence[str], *, seasons: Sequence[int] = (), numbers: Sequence[int] | None = None
) -> list[JobSource]:
    """What to ask of each named source, with what is already known of it.

    Args:
        context: settings and clock.
        names: of sources that are on.
        seasons: film years; without any a ceremony source is asked for every ceremony and a registry for the current
            season.
        numbers: ceremonies, instead of those of the seasons.

    Raises:
        ConfigError: a name that is no source.
    """
    for name in names:
        if name not in context.sources:
            raise ConfigError(f"there is no source {name!r}, or it is switched off; `snubs sources` lists them")
    with reading(context.engine) as conn:
        return [_ask(context, conn, context.sources[name], seasons, numbers) for name in dict.fromkeys(names)]


def _ask(
    context: Context, conn: Connection, source: Source, seasons: Sequence[int], numbers: Sequence[int] | None
) -> JobSource:
    known = versions.known_revisions(conn, source.name)
    if source.family == REGISTRY_FAMILY:
        seen = {page.title: page.sha256 or "" for page in versions.stored_pages(conn, source.name)}
        return JobSource(name=source.name, known=seen, film_years=tuple(seasons) or (context.season,))
    if source.family == LINKS_FAMILY:
        return JobSource(name=source.name, titles=tuple(_open_links(context, conn)))
    if source.family == FILM_FAMILY:
        films = candidate_articles(context, conn, seasons or [context.season])
        return JobSource(name=source.name, known={t: r for t, r in known.items() if t in films}, films=films)
    if source.family == PRESS_FAMILY:
        press = context.settings.press
        pages = () if context.settings.archive_only else press_pages(context)
        return JobSource(name=source.name, known=known, addresses=pages, feeds=press.feeds, blocked=press.blocked)
    if source.ceremonies is None:
        return JobSource(name=source.name, known=known)
    if numbers is None and seasons:
        numbers = [ceremony.number for year in seasons for ceremony in source.ceremonies.of_film_year(year)]
    return JobSource(name=source.name, known=known, ceremonies=None if numbers is None else tuple(numbers))


def _open_links(context: Context, conn: Connection) -> list[str]:
    """Link titles of nominated works and people that were never looked up, or led nowhere some time ago."""
    named = (*frames.works(conn)["link"], *frames.credits(conn)["link"])
    linked = {title for title in named if title is not None}
    links = frames.links(conn)
    stale = f"{context.now() - ASK_AGAIN:%Y-%m-%dT%H:%M:%SZ}"
    settled = links[links["qid"].notna() | (links["retrieved_at"] > stale)]
    return sorted(linked - set(settled["title"]))


# --- what came ---


@dataclass(frozen=True)
class Brought:
    """What one source's crawl, or a second reading of its stored pages, brought."""

    source: Source
    pages: Sequence[PageRecord]
    records: Sequence[Record]
    stats: SourceStats
    before: Mapping[int, Sequence[Record]] = field(default_factory=dict)
    """By ceremony, what the reading that stands says, where the page has another content now."""
    official: Mapping[int, Sequence[NominationRecord]] = field(default_factory=dict)
    """By ceremony, the list on the body's own page, where one is stored."""


def last_fit(
    context: Context, conn: Connection, source: Source, pages: Sequence[PageRecord]
) -> dict[int, list[Record]]:
    """What the pages that the standing lists were read from say, for the lists whose page has changed since."""
    store, now = PageStore(context.pages_dir), {p.ceremony: p.sha256 for p in pages if p.sha256 and not p.unchanged}
    return {
        ceremony: read_page(source, page, store.read(page.sha256 or ""))[0]
        for ceremony, page in versions.fit_pages(conn, source.name).items()
        if ceremony in now and now[ceremony] != page.sha256
    }


def official_lists(context: Context, conn: Connection, source: Source) -> dict[int, list[NominationRecord]]:
    """What the stored pages of the sources that verify this one say; a page that is not whole says nothing."""
    store, found = PageStore(context.pages_dir), {}
    for other in context.sources.values():
        if other.verifies != source.name:
            continue
        for page in versions.stored_pages(conn, other.name):
            records, problems = read_page(other, page, store.read(page.sha256 or ""))
            if page.ceremony is not None and not any(p.severity is Severity.HOLD for p in problems):
                found[page.ceremony] = [r for r in records if isinstance(r, NominationRecord)]
    return found


def judge(brought: Brought, today: date) -> Fitness:
    """The state of every list that was read, and why.

    A list is fit only if its own page is. Film articles and the registry's seasons stand each by itself: those that
    came are taken in, and of the others what was known stays. A season comes only whole, since one without its scores
    would change every percentile.
    """
    source, stats = brought.source, brought.stats
    if source.family == REGISTRY_FAMILY and stats.finished and all(page.missing for page in brought.pages):
        return {None: (ListState.MISSING, list(stats.problems))}
    if source.family == REGISTRY_FAMILY:
        return {None: (ListState.FIT if _whole_pages(brought) else ListState.HELD, list(stats.problems))}
    if source.family == FILM_FAMILY:
        return {None: (ListState.FIT if brought.pages else ListState.HELD, list(stats.problems))}
    if source.ceremonies is None or source.verifies is not None:
        doubtful = [p for p in stats.problems if p.severity is Severity.HOLD]
        state = ListState.FIT if stats.finished and not doubtful else ListState.HELD
        return {None: (state, list(stats.problems))}
    if source.imported:  # one file, many ceremonies
        read = dict.fromkeys(getattr(record, "ceremony", None) for record in brought.records)
    else:
        read = dict.fromkeys(page.ceremony for page in brought.pages if not page.unchanged)
    return {n: _judge_list(brought, source.ceremonies.ceremony(n), today) for n in read if n is not None}


def _whole_pages(brought: Brought) -> bool:
    """Whether pages came, and none of them in doubt."""
    came = {name for page in brought.pages if not page.missing for name in (page.id, page.title)}
    return bool(came) and not any(p.severity is Severity.HOLD and p.page in came for p in brought.stats.problems)


def _judge_list(brought: Brought, ceremony: Ceremony, today: date) -> tuple[ListState, list[Problem]]:
    source, number = brought.source, ceremony.number
    mine = [page for page in brought.pages if source.imported or page.ceremony == number]
    ids = {page.id for page in mine} | {page.title for page in mine}
    found = [p for p in brought.stats.problems if p.ceremony == number or (p.ceremony is None and p.page in ids)]
    if source.imported:
        return _judge_imported(brought, ceremony, found)
    if all(page.missing for page in mine):
        return ListState.MISSING, found
    if source.family in CEREMONY_FAMILIES:
        own = [record for record in brought.records if getattr(record, "ceremony", None) == number]
        found += check_list(source, ceremony, own, today=today, previous=brought.before.get(number))
    if source.family in CEREMONY_FAMILIES and number in brought.official:
        found += _against_official(source, ceremony, own, brought.official[number])
    if any(problem.severity is Severity.HOLD for problem in found):
        return ListState.HELD, found
    return (ListState.FIT if source.verified else ListState.TRIAL), found


def _judge_imported(brought: Brought, ceremony: Ceremony, found: list[Problem]) -> tuple[ListState, list[Problem]]:
    """A file feeds evidence; declared complete, and of a day on which the nominations were out, it closes its lists."""
    source = brought.source
    if not source.verified or source.table != "nominations" or (source.as_of or "") < f"{ceremony.year}-01-01":
        return ListState.TRIAL, found
    own = [record for record in brought.records if getattr(record, "ceremony", None) == ceremony.number]
    doubtful = doubts(source, ceremony, own)
    return (ListState.TRIAL if doubtful else ListState.FIT), found + doubtful


def _against_official(
    source: Source, ceremony: Ceremony, records: Sequence[Record], official: Sequence[NominationRecord]
) -> list[Problem]:
    """Every difference between the encyclopaedia's list and the body's own holds, and names both sides."""
    mine = [r for r in records if isinstance(r, NominationRecord)]
    names = (source.page_title(ceremony), "the body's own page")
    return [
        Problem(
            code="official_differs",
            message=f"{names[0]}{f', line {entry.line}' if entry and entry.line else ''}: {said}",
            page=entry.page if entry else None,
            ceremony=ceremony.number,
            line=entry.line if entry else None,
        )
        for entry, said in (disagreements(mine, official, names) if mine else [])
    ]


# --- taking in ---


def collect(context: Context, asks: Sequence[JobSource], *, slot: str | None = None) -> list[Collected]:
    """Crawl in a child process, judge what came, and take in what is fit; one transaction a source.

    A crawl that broke fails every source it was to read, and what was known stays.

    Raises:
        SnubsError: the crawl may not be made, or the database cannot be used; every source's run then says so.
    """
    # A body's own page first: what it says is what the other list is judged against.
    asks = sorted(asks, key=lambda ask: context.sources[ask.name].verifies is None)
    asks = [ask for ask in asks if not _nothing_to_ask(context.sources[ask.name], ask)]
    if not asks:
        return []
    with transaction(context.engine) as conn:
        runs.reap(conn, context.host, context.now())
        begun = {
            ask.name: runs.begin(conn, job=JOB, host=context.host, now=context.now(), slot=slot, source=ask.name)
            for ask in asks
        }
    _remove_abandoned(context)
    first = next(iter(begun.values()))
    try:
        with progress("collecting") as advance:
            crawled = crawl(context, first, asks, advance)
        PageStore(context.pages_dir).adopt(crawled.directory)
        collected = [_take_in(context, context.sources[name], run, crawled) for name, run in begun.items()]
    except SourceFailedError as error:
        _close(context, begun, error)
        return [Collected(name, "failed", problems=[str(error)]) for name in begun]
    except BaseException as error:
        _close(context, begun, error)
        raise
    finally:
        shutil.rmtree(context.crawls_dir / first, ignore_errors=True)
    return collected


def _nothing_to_ask(source: Source, ask: JobSource) -> bool:
    if source.family == PRESS_FAMILY:
        return not (ask.addresses or ask.feeds)
    if source.family == FILM_FAMILY:
        return not ask.films
    return (source.family == LINKS_FAMILY and not ask.titles) or ask.ceremonies == ()


def _remove_abandoned(context: Context) -> None:
    """Remove the folders of crawls whose runs have ended: what a killed process left."""
    left = [folder for folder in context.crawls_dir.glob("*") if folder.is_dir()]
    with reading(context.engine) as conn:
        ended = [folder for folder in left if (run := runs.get(conn, folder.name)) and run.status != "running"]
    for folder in ended:
        shutil.rmtree(folder, ignore_errors=True)


def _close(context: Context, begun: Mapping[str, str], error: BaseException) -> None:
    """Note that these runs failed, unless they had already ended; the error itself matters more than the note."""
    with suppress(StoreError), transaction(context.engine) as conn:
        for run in begun.values():
            row = runs.get(conn, run)
            if row is not None and row.status == "running":
                runs.fail(conn, run, context.now(), error)


def _take_in(context: Context, source: Source, run: str, crawled: Crawl) -> Collected:
    pages, records, stats = crawled.of_source(source.name)
    with transaction(context.engine) as conn:
        before, official = last_fit(context, conn, source, pages), official_lists(context, conn, source)
        fitness = judge(Brought(source, pages, records, stats, before, official), context.today)
        records = kept(source, records)
        ingested = ingest(
            conn,
            run_id=run,
            source=source,
            pages=pages,
            records=with_mentions(conn, records, context.corrections),
            fitness=fitness,
            now=context.now(),
        )
        collected = _collected(source, ingested, stats)
        runs.finish(
            conn,
            run,
            collected.status,
            context.now(),
            exit_code=int(collected.exit_code),
            reason=stats.reason or None,
            stats=stats.model_dump(mode="json", exclude={"problems"})
            | {"new": ingested.new, "retracted": ingested.retracted},
        )
    return collected


def kept(source: Source, records: list[Record]) -> list[Record]:
    """What is taken in: a list that is compared with another is never a second list of the same ceremony.

    What it says of the categories given and their sizes stands beside what the other says.
    """
    return records if source.verifies is None else [r for r in records if isinstance(r, FieldRecord)]


def _collected(source: Source, ingested: Ingested, stats: SourceStats) -> Collected:
    states = Counter(state.value for state in ingested.lists.values())
    problems = [p.message for found in ingested.problems.values() for p in found if p.severity is Severity.HOLD]
    if stats.reason:
        problems.insert(0, f"{source.name}: {stats.reason}")
    aside = "not compared" if source.verifies else "on trial, held" if source.on_trial else ""
    status: Literal["done", "held"] = "held" if states[ListState.HELD.value] and not aside else "done"
    return Collected(
        source.name,
        status if stats.finished or source.verifies else "failed",
        dict(states),
        ingested.new + ingested.revived,
        ingested.retracted,
        stats.requests,
        stats.content_bytes,
        list(dict.fromkeys(problems)),
        aside,
    )


# --- commands ---


def show(collected: Sequence[Collected], *, as_json: bool) -> None:
    """Say what came, list by list where something is held."""
    if as_json:
        emit_json([asdict(c) for c in collected])
        return
    if not collected:
        say("no source was due; nothing was asked")
        return
    rows = [
        (c.source, c.status, *(c.lists.get(state.value, 0) for state in ListState), c.new, c.retracted, c.requests)
        for c in collected
    ]
    show_table(
        "Collected", ("source", "status", "fit", "held", "trial", "missing", "new", "retracted", "requests"), rows
    )
    for line in dict.fromkeys(line for c in collected for line in _complaints(c)):
        warn(line)


def _complaints(c: Collected) -> Iterator[str]:
    how = c.aside if c.aside and c.status == "done" else c.status
    for problem in c.problems[:MOST_PROBLEMS]:
        yield f"{how}: {problem}"
    if (more := len(c.problems) - MOST_PROBLEMS) > 0:
        yield f"{how}: {c.source}: and {more} more; `snubs status --json` lists them"


def run_crawl(
    context: Context,
    names: Sequence[str],
    *,
    ceremony: str | None,
    season: str | None,
    detect_changes: bool,
    as_json: bool,
) -> int:
    """The command `snubs crawl`."""
    if ceremony and season is not None:
        raise ConfigError("--ceremony and --season exclude each other; give one of them")
    numbers = parse_numbers(ceremony) if ceremony is not None else None
    seasons = parse_seasons(season, "--season") if season is not None else []
    if not context.settings.offline:
        context.require_contact()
    asks = asks_for(context, names, seasons=seasons, numbers=numbers)
    collected = collect(context, asks)
    show(collected, as_json=as_json)
    return exit_code(collected, detect_changes=detect_changes)


def run_reparse(context: Context, names: Sequence[str], *, accept: bool, as_json: bool) -> int:
    """The command `snubs reparse`: every stored page read again, source by source, without the network.

    With `accept`, a list is judged by itself alone: how somebody who has looked lets a large change pass.
    """
    with reading(context.engine) as conn:
        sources = context.sources | stored_sources(conn)
    wanted = names or list(sources)
    asks_for(context, [name for name in wanted if name not in sources])  # refuses unknown names
    collected = []
    with progress("reading again") as advance:
        for done, name in enumerate(wanted):
            advance(done, len(wanted), name)
            if result := _reparse(context, sources[name], accept=accept):
                collected.append(result)
    show(collected, as_json=as_json)
    return int(worst(collected))


def _reparse(context: Context, source: Source, *, accept: bool) -> Collected | None:
    store = PageStore(context.pages_dir)
    with transaction(context.engine) as conn:
        pages = versions.stored_pages(conn, source.name)
        if not pages:
            return None
        run = runs.begin(conn, job="reparse", host=context.host, now=context.now(), source=source.name)
        records: list[Record] = []
        stats = SourceStats(finished=True, asked=len(pages), answered=len(pages))
        for page in pages:
            found, problems = read_page(source, page, store.read(page.sha256 or ""))
            records += found
            stats.problems += problems
        before = {} if accept else last_fit(context, conn, source, pages)
        official = {} if accept else official_lists(context, conn, source)
        fitness = judge(Brought(source, pages, records, stats, before, official), context.today)
        records = kept(source, records)
        ingested = ingest(
            conn,
            run_id=run,
            source=source,
            pages=pages,
            records=with_mentions(conn, records, context.corrections),
            fitness=fitness,
            now=context.now(),
        )
        collected = _collected(source, ingested, stats)
        runs.finish(conn, run, collected.status, context.now(), exit_code=int(collected.exit_code))
    return collected
