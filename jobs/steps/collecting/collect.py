"""Collect, check and take in: from the sources that are asked to the lists that are fit."""

import re
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from sqlalchemy import Connection

from jobs.context import ASK_AGAIN, CRAWL, Context
from jobs.steps.collecting.articles import candidate_articles
from jobs.steps.collecting.collected import Collected
from jobs.steps.collecting.crawling import Crawl, crawl
from jobs.steps.collecting.mentions import with_mentions
from jobs.steps.collecting.press_pages import press_list
from jobs.steps.importing.definition import stored_sources
from spiders.asking.job import JobSource
from spiders.catalogue import family_of, read_page
from spiders.crawl.output import SourceStats
from spiders.family import Intake, PressList
from tracker.domain.errors import ConfigError, SourceFailedError, StoreError, nearest
from tracker.domain.facts.records import FieldRecord, NominationRecord, PageRecord, Record
from tracker.domain.lists.fields import withhold
from tracker.domain.lists.passes import OUTDATED, let_pass
from tracker.domain.lists.problems import Fitness, Problem, Severity, held_categories
from tracker.domain.rules import load_rules
from tracker.domain.sources import ListSource, Source
from tracker.domain.verdicts import ListState
from tracker.store import imports, origin, runs
from tracker.store.engine import reading, transaction
from tracker.store.intake import versions
from tracker.store.intake.ingest import Ingested, ingest
from tracker.store.overview import judged_lists, lacking_parts, listed_seasons, named_films, open_links
from tracker.store.pages import PageStore
from tracker.store.plain import rows_of

_NUMBERS = re.compile(r"^\d{1,4}(-\d{1,4})?(,\d{1,4}(-\d{1,4})?)*$")
MOST_CEREMONIES = 300


def parse_numbers(text: str) -> list[int]:
    """Ceremony numbers from `83`, `72-97` or `72,75-80`.

    Raises:
        ConfigError: not of that form, or unreasonably many.
    """
    if not _NUMBERS.match(text):
        why = "no ceremony has so high a number; " if re.search(r"\d{5}", text) else ""
        raise ConfigError(f"--ceremony {text!r}: {why}write numbers such as 83, 72-97 or 72,75-80")
    numbers: set[int] = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        numbers.update(range(int(first), int(last or first) + 1))
    if not numbers or len(numbers) > MOST_CEREMONIES:
        raise ConfigError(f"--ceremony {text!r}: names {len(numbers)} ceremonies; 1 to {MOST_CEREMONIES} can be asked")
    return sorted(numbers)


# --- what is asked ---


def check_names(context: Context, names: Iterable[str]) -> None:
    """Check that names are of sources.

    Raises:
        ConfigError: one is not, or it is switched off.
    """
    for name in names:
        if name not in context.sources:
            hint = nearest(name, context.sources) or "`snubs sources` lists them"
            raise ConfigError(f"there is no source {name!r}, or it is switched off; {hint}")


def check_ceremonies(
    context: Context, names: Iterable[str], *, seasons: Sequence[int] = (), numbers: Sequence[int] | None = None
) -> None:
    """Check that sources have the ceremonies that a person asks for: every one by its number, or any of the seasons.

    A source that is not read ceremony by ceremony has every season and no number.

    Raises:
        ConfigError: they have not; says from where to where they are read.
    """
    rules = {name: context.sources[name].ceremonies for name in names}
    year = context.today.year
    known = {name: ceremonies for name, rule in rules.items() if rule and (ceremonies := rule.known_by(year))}
    if numbers is not None and not known:
        raise ConfigError(f"--ceremony: {', '.join(rules)}: not read by ceremony; leave it out, or say --season")
    for name, rule in rules.items():
        if rule and name in known and (unknown := rule.what_is_unknown(numbers or (), year)):
            raise ConfigError(f"--ceremony: {name}: {unknown}")
    years = {one.film_year for ceremonies in known.values() for one in ceremonies}
    if seasons and len(known) == len(rules) and years.isdisjoint(seasons):
        span = f"films of {min(years)} to {max(years)}"
        raise ConfigError(f"--season: {', '.join(known)}: no ceremony for these films is known; read are {span}")


def asks_for(
    context: Context,
    names: Sequence[str],
    *,
    seasons: Sequence[int] = (),
    past: Sequence[int] = (),
    numbers: Sequence[int] | None = None,
) -> list[JobSource]:
    """What to ask of each named source, with what is already known of it.

    Args:
        context: settings and clock.
        names: of sources that are on.
        seasons: film years; without any a ceremony source is asked for every ceremony and a registry for the current
            season.
        past: film years of seasons before, asked for beside these.
        numbers: ceremonies, instead of those of the seasons.

    Raises:
        ConfigError: a name that is no source.
    """
    check_names(context, names)
    with reading(context.engine) as conn:
        agenda = _Agenda(context, conn, tuple(seasons), tuple(past), None if numbers is None else tuple(numbers))
        sources = [context.sources[name] for name in dict.fromkeys(names)]
        return [wanted for s in sources if (wanted := family_of(s).plan(s, agenda)) is not None]


@dataclass
class _Agenda:
    """What the store and the settings know before anything is asked."""

    context: Context
    conn: Connection
    seasons: tuple[int, ...]
    past: tuple[int, ...]
    numbers: tuple[int, ...] | None

    @property
    def season(self) -> int:
        return self.context.season

    @property
    def listed(self) -> Sequence[int]:
        return listed_seasons(rows_of(self.conn), load_rules().bodies)

    def revisions(self, source: str) -> dict[str, str]:
        """Without the pages of which other lines pass now than when they were read."""
        rows = rows_of(self.conn)
        own_lists = [judged for judged in judged_lists(rows) if judged.source == source]
        passes = self.context.corrections.passes if own_lists else {}
        differing = {one.ceremony for one in own_lists if one.differs(passes)}
        pages = (page for page in self._pages(source) if page.ceremony not in differing)
        return {page.title: page.revision for page in pages if page.revision is not None}

    def hashes(self, source: str) -> dict[str, str]:
        return {page.title: page.sha256 or "" for page in self._pages(source)}

    def lacking(self, source: str) -> dict[str, int]:
        return lacking_parts(rows_of(self.conn), source)

    def _pages(self, source: str) -> list[PageRecord]:
        """Those whose bytes are stored; one whose file is gone or damaged is asked for as if it had never been read."""
        store = PageStore(self.context.pages_dir)
        return [page for page in versions.stored_pages(self.conn, source) if store.has(page.sha256 or "")]

    def open_links(self) -> tuple[str, ...]:
        store = PageStore(self.context.pages_dir)
        return open_links(rows_of(self.conn), self.context.now() - ASK_AGAIN, store.has)

    def named(self, season: int) -> tuple[str, ...]:
        return named_films(rows_of(self.conn), season)

    def articles(self) -> dict[str, str]:
        return candidate_articles(self.context, self.conn, (*(self.seasons or (self.season,)), *self.past))

    def press(self) -> PressList:
        return press_list(self.context)


# --- what came ---


def last_fit(
    context: Context, conn: Connection, source: Source, pages: Sequence[PageRecord]
) -> dict[int, list[Record]]:
    """What the pages that the standing lists were read from say, for the lists whose page has changed since.

    A category that such a page itself holds was never taken from it. A page whose file is gone or damaged says nothing.
    """
    store, now = PageStore(context.pages_dir), {p.ceremony: p.sha256 for p in pages if p.sha256 and not p.unchanged}
    records_of: dict[int, list[Record]] = {}
    for ceremony, page in versions.fit_pages(conn, source.name).items():
        if ceremony in now and now[ceremony] != page.sha256 and store.has(page.sha256 or ""):
            records, problems = read_page(source, page, store.read(page.sha256 or ""))
            judged = _judged(context, Intake(source, [page], records, problems))
            _, problems = judged.get(ceremony, (None, problems))
            records_of[ceremony] = (
                withhold(source, ceremony, records, problems)[0] if isinstance(source, ListSource) else records
            )
    return records_of


def official_lists(context: Context, conn: Connection, source: Source) -> dict[int, list[NominationRecord]]:
    """What the stored pages of the sources that verify this one say; a page that is not whole says nothing."""
    store, lists = PageStore(context.pages_dir), {}
    for other in context.sources.values():
        if other.compared_with != source.name:
            continue
        for page in versions.stored_pages(conn, other.name):
            if not store.has(page.sha256 or ""):
                continue
            records, problems = read_page(other, page, store.read(page.sha256 or ""))
            if page.ceremony is not None and not any(p.severity is Severity.HOLD for p in problems):
                lists[page.ceremony] = [r for r in records if isinstance(r, NominationRecord)]
    return lists


# --- taking in ---


def collect(context: Context, asks: Sequence[JobSource]) -> list[Collected]:
    """Crawl in a child process, judge what came, and take in what is fit; one transaction a source.

    A crawl that broke fails every source it was to read, and what was known stays.

    Raises:
        SnubsError: the crawl may not be made, or the database cannot be used; every source's run then says so.
    """
    # A body's own page first: what it says is what the other list is judged against.
    asks = sorted(asks, key=lambda ask: context.sources[ask.name].compared_with is None)
    if not asks:
        return []
    with transaction(context.engine) as conn:
        origin.refuse_mixing(rows_of(conn), context.origin, context.settings.database)
        runs.reap(conn, context.host, context.now())
        begun = {
            ask.name: runs.begin(conn, job=CRAWL, host=context.host, now=context.now(), source=ask.name) for ask in asks
        }
    _remove_abandoned(context)
    first = next(iter(begun.values()))
    try:
        with context.progress("collecting") as advance:
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


def _remove_abandoned(context: Context) -> None:
    """Remove the folders of crawls whose runs have ended: what a killed process left."""
    folders = [folder for folder in context.crawls_dir.glob("*") if folder.is_dir()]
    with reading(context.engine) as conn:
        ended = [folder for folder in folders if (run := runs.get(conn, folder.name)) and run.status != "running"]
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
        if pages:  # a crawl that brought nothing decides nothing
            origin.claim(conn, context.origin, context.settings.database)
        before, official = last_fit(context, conn, source, pages), official_lists(context, conn, source)
        intake = Intake(source, pages, records, stats.problems, stats.finished, before, official)
        return _ingest(context, conn, run, intake, stats)


def _ingest(
    context: Context,
    conn: Connection,
    run: str,
    intake: Intake[Source],
    stats: SourceStats,
    *,
    losses: Mapping[str, str] = MappingProxyType({}),
) -> Collected:
    """Judge what a source said, take in what is fit, and end the run with its figures.

    Of `losses`, pages that could not be read by their ids, with the reasons, everything stays as it is.
    """
    source = intake.source
    fitness = family_of(source).judge(intake, context.today) if intake.pages or not losses else {}
    ingested = ingest(
        conn,
        run_id=run,
        source=source,
        pages=intake.pages,
        records=with_mentions(conn, kept(source, intake.records), context.corrections),
        fitness=let_pass(source, fitness, context.corrections.passes),
        unread=losses,
        now=context.now(),
    )
    lost = [*losses.values(), *_of_no_list(intake.problems, fitness)]
    if stats.finished and lost and not source.compared_with:
        stats = stats.model_copy(update={"finished": False, "reason": lost[0]})
    collected = _collected(source, ingested, stats, lost)
    figures = stats.model_dump(mode="json", exclude={"problems"})
    runs.finish(
        conn,
        run,
        collected.status,
        context.now(),
        exit_code=int(collected.exit_code),
        reason=stats.reason or None,
        stats=figures | {"new": ingested.new, "retracted": ingested.retracted},
    )
    return collected


def _judged(context: Context, intake: Intake[Source]) -> Fitness:
    fitness = family_of(intake.source).judge(intake, context.today)
    return let_pass(intake.source, fitness, context.corrections.passes)


def kept(source: Source, records: Sequence[Record]) -> Sequence[Record]:
    """What is taken in: a list that is compared with another is never a second list of the same ceremony.

    What it says of the categories given and their sizes stands beside what the other says.
    """
    return records if source.compared_with is None else [r for r in records if isinstance(r, FieldRecord)]


def _told(state: ListState, problems: Sequence[Problem]) -> list[str]:
    """Messages of what holds, and beside them of passes that would have kept it from holding.

    Warnings are told where nothing else says why a list is held.
    """
    if not any(problem.severity is Severity.HOLD for problem in problems):
        return [p.message for p in problems] if state is ListState.HELD else []
    return [p.message for p in problems if p.severity is Severity.HOLD or p.code == OUTDATED]


def _of_no_list(problems: Sequence[Problem], fitness: Fitness) -> list[str]:
    """Messages of what would hold a list that was not judged: its page did not come, so that it was not read.

    That a server was not asked again repeats why.
    """
    judged = {problem for _, of_list in fitness.values() for problem in of_list}
    lost = [p for p in problems if p.severity is Severity.HOLD and p not in judged and p.code != "gave_up"]
    return [problem.message for problem in lost]


def _collected(source: Source, ingested: Ingested, stats: SourceStats, lost: Sequence[str]) -> Collected:
    states = Counter(state.value for state in ingested.lists.values())
    problems = [
        *lost,
        *(message for scope, doubts in ingested.problems.items() for message in _told(ingested.lists[scope], doubts)),
    ]
    if stats.reason and stats.reason not in lost:
        problems.insert(0, f"{source.name}: {stats.reason}")
    aside = "not compared" if source.compared_with else "on trial, held" if source.on_trial else ""
    is_held = states[ListState.HELD.value] or any(held_categories(doubts) for doubts in ingested.problems.values())
    status: Literal["done", "held"] = "held" if is_held and not aside else "done"
    return Collected(
        source.name,
        status if stats.finished or source.compared_with else "failed",
        # A registry or a file of facts is no list of a ceremony: `snubs status` counts none either.
        dict(Counter(s.value for scope, s in ingested.lists.items() if scope is not None or s is not ListState.FIT)),
        ingested.new + ingested.revived,
        ingested.retracted,
        stats.requests,
        stats.content_bytes,
        list(dict.fromkeys(problems)),
        aside,
    )


# --- reading again ---


def reparse(context: Context, names: Sequence[str], *, accept: bool) -> list[Collected]:
    """Read every stored page again, source by source, without the network.

    A page that is gone or damaged fails its source alone, and is named; what it said stays, and the rest is read.

    Args:
        context: settings and clock.
        names: of sources; none means all.
        accept: a list is judged by itself alone: how somebody who has looked lets a large change pass.

    Raises:
        ConfigError: a name that is no source.
    """
    with reading(context.engine) as conn:
        sources = context.sources | stored_sources(imports.every(conn))
    wanted = names or list(sources)
    asks_for(context, [name for name in wanted if name not in sources])  # refuses unknown names
    collected = []
    with context.progress("reading again") as advance:
        for done, name in enumerate(wanted):
            advance(done, len(wanted), name)
            if result := _reparse(context, sources[name], accept=accept):
                collected.append(result)
    return collected


def _reparse(context: Context, source: Source, *, accept: bool) -> Collected | None:
    with transaction(context.engine) as conn:
        stored = versions.stored_pages(conn, source.name)
        if not stored:
            return None
        run = runs.begin(conn, job="reparse", host=context.host, now=context.now(), source=source.name)
        pages: list[PageRecord] = []
        records: list[Record] = []
        problems: list[Problem] = []
        losses: dict[str, str] = {}
        for page in stored:
            try:
                body = PageStore(context.pages_dir).read(page.sha256 or "")
            except StoreError as error:
                losses[page.id] = f"{source.name}: {page.title}: {error}"
                continue
            statements, doubts = read_page(source, page, body)
            pages.append(page)
            records += statements
            problems += doubts
        before = {} if accept else last_fit(context, conn, source, pages)
        official = {} if accept else official_lists(context, conn, source)
        intake = Intake(source, pages, records, problems, before=before, official=official)
        replaced = _replaced(conn, pages, [page for page in stored if page.id in losses])
        lost = {id_: message for id_, message in losses.items() if id_ not in replaced}
        reason = next(iter(lost.values()), "")
        stats = SourceStats(finished=not lost, reason=reason, asked=len(stored), answered=len(pages), problems=problems)
        return _ingest(context, conn, run, intake, stats, losses=lost)


def _replaced(conn: Connection, pages: Sequence[PageRecord], lost: Sequence[PageRecord]) -> set[str]:
    """Ids of lost pages of which nothing is needed: nothing stands on them, and others speak for their ceremony."""
    ceremonies = {page.ceremony for page in pages}
    return {p.id for p in lost if p.ceremony in ceremonies and not versions.says_something(conn, p)}
