"""`snubs new-source`: a source, its body's folder, the saved page and a test, drafted from one page for review."""

import csv
import io
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jobs.context import Context
from jobs.steps.collecting.crawling import crawl
from spiders.asking.job import JobSource
from spiders.catalogue import parse_source, read_page
from spiders.families.ceremony.inferred import draft, infer
from spiders.formats.wikitext.blocks import PageError
from tracker.domain.bodies import parse_body
from tracker.domain.errors import ConfigError, OutputError, SourceFailedError
from tracker.domain.facts.records import NominationRecord, PageRecord
from tracker.domain.lists.checks import check_list
from tracker.domain.lists.problems import Severity
from tracker.domain.sources import ListSource

RUN = "new-source"
_NAME = re.compile(r"[a-z][a-z0-9_]{1,39}")
COLUMNS = ("category", "printed", "result", "films", "people", "detail")

_PROBE = """
body: {name}
title: probe
publisher: Wikipedia
family: wikipedia_ceremony
tier: 2
licence: CC BY-SA 4.0
page: {page}
ceremonies: {{first: 1, last: 1, film_year: "ceremony + 1999", year: "ceremony + 1999"}}
"""

_TEST = '''"""`{name}`, drafted by `snubs new-source` from {title}, revision {revision}.

It fails until a person has compared {name}.csv with the page, line by line, put right what is wrong in the body's
folder (concepts, sizes, years, names), written the list again and set REVIEWED.
"""

import csv
from pathlib import Path

from spiders.catalogue import parse_source, read_page
from tracker.domain.bodies import parse_body
from tracker.domain.facts.records import NominationRecord, Origin, PageRecord

REVIEWED = False
HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SOURCE = ROOT / "spiders" / "sources" / "{name}.yml"
BODY = ROOT / "tracker" / "data" / "bodies" / "{name}" / "body.yml"


def test_the_page_is_read_as_reviewed() -> None:
    assert REVIEWED, "compare tests/sources/{name}.csv with the page, then set REVIEWED in this file"
    bodies = {{"{name}": parse_body(BODY.read_text(encoding="utf-8"), "{name}")}}
    source = parse_source(SOURCE.read_text(encoding="utf-8"), "{name}", bodies=bodies)
    page = PageRecord(
        id="{name}",
        source="{name}",
        title="{name}",
        url="https://en.wikipedia.org/",
        retrieved_at="2000-01-01T00:00:00Z",
        origin=Origin.LIVE,
        ceremony={number},
    )
    records, _ = read_page(source, page, (HERE / "{name}.wikitext").read_bytes())
    found = [
        [r.category or "", r.category_as_printed, str(r.result), "; ".join(w.title for w in r.works)]
        + ["; ".join(p.name for p in r.people), r.detail or ""]
        for r in records
        if isinstance(r, NominationRecord)
    ]
    with (HERE / "{name}.csv").open(encoding="utf-8", newline="") as file:
        assert found == list(csv.reader(file))[1:]
'''


@dataclass(frozen=True)
class Draft:
    """What was written for a person to review."""

    places: Mapping[str, Path]
    """`source`, `page`, `list` and `test`."""
    source: ListSource
    entries: Sequence[NominationRecord]
    doubts: Sequence[str]
    """What would hold the list."""


def draft_source(context: Context, name: str, page: str, *, into: Path) -> Draft:
    """Write the four files of a source that is drafted from a page.

    Raises:
        ConfigError: not a name for a source, or it exists already.
        SourceFailedError: the page cannot be had or is no wikitext.
        OutputError: `into` is no checkout of the project.
    """
    places = _places(name, into)
    record, text = _page(context, name, page)
    try:
        layout = infer(record.title, text)
    except PageError as error:
        raise SourceFailedError(f"{record.title}: {error}; nothing was written") from error
    yaml, body = draft(name, record.title, record.revision or "unknown", layout)
    source = parse_source(yaml, name, ListSource, {name: parse_body(body, name)})
    number = layout.number or 1
    entries, doubts = _read(context, source, record.model_copy(update={"ceremony": number}), text)
    test = _test(name, record, number)
    _write(places, {"source": yaml, "body": body, "page": text, "list": _listed(entries), "test": test})
    return Draft(places, source, entries, doubts)


def _places(name: str, into: Path) -> dict[str, Path]:
    if not _NAME.fullmatch(name):
        raise ConfigError(f"{name!r}: a source is called like a file, in small letters, digits and _")
    if not (into / "spiders" / "sources").is_dir():
        raise OutputError(f"{into}: has no spiders/sources; --into names a checkout of the project")
    tests = into / "tests" / "sources"
    places = {
        "source": into / "spiders" / "sources" / f"{name}.yml",
        "body": into / "tracker" / "data" / "bodies" / name / "body.yml",
        "page": tests / f"{name}.wikitext",
        "list": tests / f"{name}.csv",
        "test": tests / f"test_{name}.py",
    }
    if there := next((path for path in places.values() if path.exists()), None):
        raise ConfigError(f"{there}: exists already; nothing was written")
    return places


def _page(context: Context, name: str, title: str) -> tuple[PageRecord, str]:
    """The page as the wiki has it today, asked for like every other page."""
    import json

    with tempfile.TemporaryDirectory() as folder:
        quoted = json.dumps(title.replace("{", "").replace("}", ""), ensure_ascii=False)
        (Path(folder) / f"{name}.yml").write_text(_PROBE.format(name=name, page=quoted), encoding="utf-8")
        with context.progress("asking for the page") as advance:
            wanted = [JobSource(name=name, ceremonies=(1,))]
            crawled = crawl(context, RUN, wanted, advance, sources_dir=Path(folder))
    pages, _, stats = crawled.of_source(name)
    if stats.reason:
        raise SourceFailedError(f"{title}: {stats.reason}")
    if not pages or pages[0].missing or pages[0].sha256 is None:
        raise SourceFailedError(f"{title}: the wiki has no such page")
    from tracker.store.pages import PageStore

    store = PageStore(context.pages_dir)
    store.adopt(crawled.directory)
    return pages[0], store.read(pages[0].sha256).decode("utf-8")


def _read(
    context: Context, source: ListSource, page: PageRecord, text: str
) -> tuple[list[NominationRecord], list[str]]:
    records, problems = read_page(source, page, text.encode())
    if source.ceremonies is not None and page.ceremony is not None:
        ceremony = source.ceremonies.ceremony(page.ceremony)
        problems += check_list(source, ceremony, records, today=context.today)
    entries = [r for r in records if isinstance(r, NominationRecord)]
    return entries, [p.message for p in problems if p.severity is Severity.HOLD]


def _listed(entries: list[NominationRecord]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for r in entries:
        films, people = "; ".join(w.title for w in r.works), "; ".join(p.name for p in r.people)
        writer.writerow([r.category or "", r.category_as_printed, str(r.result), films, people, r.detail or ""])
    return out.getvalue()


def _test(name: str, record: PageRecord, number: int) -> str:
    title = record.title.replace("\\", "").replace('"', "'")
    return _TEST.format(name=name, title=title, revision=record.revision or "unknown", number=number)


def _write(places: dict[str, Path], contents: dict[str, str]) -> None:
    try:
        for what, content in contents.items():
            places[what].parent.mkdir(parents=True, exist_ok=True)
            places[what].write_text(content, encoding="utf-8", newline="")
    except OSError as error:
        for path in places.values():
            path.unlink(missing_ok=True)
        raise OutputError(f"{error.filename}: {error.strerror}; nothing was kept") from error
