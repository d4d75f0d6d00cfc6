"""Reading ceremony pages (parse, check, take in) beside what the wikitext library needs to parse their lists alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import mwparserfromhell

from benchmarks.measure import SHARED, Result, Scale, SkippedError, cpu_seconds, place, side_by_side
from spiders.catalogue import family_of, load_sources, read_page
from spiders.family import Intake
from spiders.formats.wikitext.strip import strip
from tracker.domain.facts.records import Origin, PageRecord
from tracker.domain.sources import ListSource
from tracker.store import migrate, runs
from tracker.store.engine import open_engine, transaction
from tracker.store.intake.ingest import ingest

PAGES = SHARED / "wiki" / "pages"
NOW = datetime(2026, 11, 1, tzinfo=UTC)
TODAY = date(2026, 11, 1)
CASE = "reading"
BAR = 2.0
FEW = 3
"""Pages of each body at a small size."""


@dataclass(frozen=True)
class Body:
    """The pages of one source that are at hand."""

    source: ListSource
    pages: Sequence[PageRecord]
    texts: Sequence[bytes]


def bodies() -> list[Body]:
    """Every source of ceremony pages with the real pages it declares.

    Raises:
        SkippedError: no pages are at hand.
    """
    if not PAGES.is_dir():
        raise SkippedError("needs real pages in ../shared/wiki/pages")
    sources = [s for s in load_sources().values() if isinstance(s, ListSource) and family_of(s).nominating]
    return [body for source in sources if (body := _body(source)).pages]


def _body(source: ListSource) -> Body:
    files = list(_files(source))
    return Body(source, [page for page, _ in files], [path.read_bytes() for _, path in files])


def _files(source: ListSource) -> Iterator[tuple[PageRecord, Path]]:
    for ceremony in source.ceremonies.known_by(TODAY.year) if source.ceremonies else ():
        title = source.page_title(ceremony)
        path = PAGES / f"{title.replace(' ', '_')}.wikitext"
        if path.is_file():
            page = PageRecord(
                id=f"{source.name}:{ceremony.number}",
                source=source.name,
                title=title,
                url=f"https://en.wikipedia.org/wiki/{path.stem}",
                revision="1",
                sha256=f"{ceremony.number:064x}",
                retrieved_at=f"{NOW:%Y-%m-%dT%H:%M:%SZ}",
                origin=Origin.LIVE,
                ceremony=ceremony.number,
            )
            yield page, path


def take_in(conn: Any, body: Body) -> int:
    """Parse, check and ingest, as `snubs crawl` and `snubs reparse` do; gives the number of statements."""
    records, problems = [], []
    for page, text in zip(body.pages, body.texts, strict=True):
        of_page, doubts = read_page(body.source, page, text)
        records += of_page
        problems += doubts
    fitness = family_of(body.source).judge(Intake(body.source, body.pages, records, problems), TODAY)
    run = runs.begin(conn, job="benchmark", host="benchmark", now=NOW, source=body.source.name)
    done = ingest(conn, run_id=run, source=body.source, pages=body.pages, records=records, fitness=fitness, now=NOW)
    return done.new


def _ours(chosen: Sequence[Body]) -> float:
    with place() as folder:
        url = f"sqlite:///{folder}/benchmark.sqlite3"
        migrate.upgrade(url)
        engine = open_engine(url)

        def work() -> None:
            for body in chosen:
                with transaction(engine) as conn:
                    take_in(conn, body)

        seconds = cpu_seconds(work)
        engine.dispose()
    return seconds


def _theirs(chosen: Sequence[Body]) -> float:
    """The library on the same texts as the reader gives it: without references, which take most of the time."""
    texts = [strip(text.decode("utf-8")).text for body in chosen for text in body.texts]
    return cpu_seconds(lambda: [mwparserfromhell.parse(text, skip_style_tags=True) for text in texts])


def measure(scale: Scale) -> list[Result]:
    """Every real page that a source declares."""
    chosen = [Body(b.source, b.pages[:FEW], b.texts[:FEW]) for b in bodies()] if scale.small else bodies()
    return [
        side_by_side(
            CASE,
            f"parse, check and ingest {sum(len(b.pages) for b in chosen)} ceremony pages",
            lambda: _ours(chosen),
            "mwparserfromhell.parse of the same pages without references",
            lambda: _theirs(chosen),
            rounds=scale.rounds,
            bar=BAR,
        )
    ]
