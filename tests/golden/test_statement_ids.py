"""Statement ids stay as they are, byte for byte: whoever cites one must find it again.

`statement_ids.json` was written before the first definition of a fact moved; run this file to write it anew, and list
in `docs/decisions` which raw values had been misread.
"""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from golden_statements import SAMPLES

from readings import SavedPage, read_saved
from spiders.catalogue import load_sources, read_page
from spiders.families.film_article.read import envelope
from tracker.domain.facts.identity import identify
from tracker.domain.facts.kinds import STATEMENTS
from tracker.domain.facts.records import RECORD, Origin, PageRecord

GOLDEN = json.loads(Path(__file__).with_name("statement_ids.json").read_text(encoding="utf-8"))


def statement_id(record: Any, source: str) -> str:
    return identify(STATEMENTS[record.kind], source, getattr(record, "ceremony", None), record)[0]


def digest(ids: Iterable[str]) -> str:
    """How many ids, and one hash of them all in order."""
    ordered = sorted(ids)
    return f"{len(ordered)} {hashlib.sha256(chr(10).join(ordered).encode()).hexdigest()}"


def page(source: str, title: str, number: int | None) -> PageRecord:
    return PageRecord(
        id=title,
        source=source,
        title=title,
        url="https://wiki.example/",
        retrieved_at="2026-01-01T00:00:00Z",
        origin=Origin.LIVE,
        ceremony=number,
    )


def test_every_kind_has_its_golden_ids() -> None:
    assert set(SAMPLES) == set(STATEMENTS)


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_a_statement_of_each_kind(kind: str) -> None:
    records = [RECORD.validate_python({"kind": kind, "page": "p"} | values) for values in SAMPLES[kind]]
    assert [statement_id(record, "source") for record in records] == GOLDEN["samples"][kind]


def list_pages(folder: Path) -> Iterator[tuple[str, str, int]]:
    """Source, title and ceremony of every saved page that a source of ours reads."""
    titles = {
        source.page_title(ceremony).replace(" ", "_"): (name, ceremony.number)
        for name, source in sorted(load_sources().items())
        if source.ceremonies and source.page and source.body and name == source.body
        for ceremony in source.ceremonies.known_by(2026)
    }
    for path in sorted(folder.glob("*.wikitext")):
        if path.stem in titles:
            name, number = titles[path.stem]
            yield name, path.stem, number


def real_lists(shared: Path, read: SavedPage) -> dict[str, str]:
    sources, digests = load_sources(), {}
    for name, stem, number in list_pages(shared / "wiki" / "pages"):
        _, records, _ = read(sources[name], stem.replace("_", " "), number)
        digests[stem] = digest(statement_id(record, name) for record in records)
    return digests


def real_articles(shared: Path) -> dict[str, str]:
    folder = shared / "wiki" / "articles"
    source = load_sources()["wikipedia_film"]
    qids = dict(line.split("\t") for line in (folder / "qids.tsv").read_text("utf-8").splitlines())
    ids: dict[str, list[str]] = defaultdict(list)
    for path in sorted(folder.glob("*.wikitext"))[::5]:
        title = path.stem.replace("_", " ").replace("%2F", "/")
        answer = json.dumps({"parse": {"title": title, "revid": 1, "text": path.read_text("utf-8")}})
        records, _ = read_page(source, page(source.name, title, None), envelope(qids[title], answer.encode()))
        for record in records:
            ids[record.kind].append(statement_id(record, source.name))
    return {kind: digest(found) for kind, found in sorted(ids.items())}


def test_real_lists(shared: Path, saved_page: SavedPage) -> None:
    assert real_lists(shared, saved_page) == GOLDEN["lists"]


def test_real_articles(shared: Path) -> None:
    assert real_articles(shared) == GOLDEN["articles"]


_SUPPLIED = {
    "nominations": (
        "body,ceremony,category,title,imdb,people,result\n"
        "oscars,83,picture,Inception,tt1375666,,nominated\noscars,83,lead_actress,1917,,Ann Bell;Cy Dee,won\n"
    ),
    "films": "title,film_year,imdb,qid,directors\nAlpha,2010,tt0000001,Q1,Ann Bell\nNA,2010,,,\n",
    "releases": "title,film_year,date,country\nAlpha,2010,2010-11-05,United States\n",
    "scores": "title,film_year,imdb,metascore,tomatometer\nAlpha,2010,tt0000001,69,70\n",
    "top_tens": "title,film_year,lists,of\nAlpha,2010,6,107\n",
    "eligibility": (
        "body,ceremony,title,status,reason\noscars,83,Alpha,eligible,\noscars,83,Beta,ineligible,too short\n"
    ),
}
"""A user's files, one of each kind that can be imported."""


def supplied() -> dict[str, list[str]]:
    from datetime import date

    from jobs.steps.importing.definition import define, source_of
    from spiders.families.supplied.read import read

    told = {"title": "f.csv", "publisher": "p", "licence": "l", "tier": 2, "as_of": date(2026, 4, 1)}
    ids = {}
    for kind, text in _SUPPLIED.items():
        award = "oscars" if text.startswith("body,") else None
        source = source_of("f", define(kind, told, date(2026, 5, 1)), award, "f.csv")
        records, problems = read(source, page("f", "f.csv", None), text.encode())
        assert records, (kind, problems)
        ids[kind] = sorted(statement_id(record, "f") for record in records)
    return ids


def test_a_users_files() -> None:
    assert supplied() == GOLDEN["supplied"]


def write(shared: Path, bundled: dict[str, str]) -> None:
    """Write the golden file; `bundled` comes from the test of the bundled season."""
    samples = {
        kind: [statement_id(RECORD.validate_python({"kind": kind, "page": "p"} | v), "source") for v in both]
        for kind, both in SAMPLES.items()
    }
    golden = {
        "samples": samples,
        "supplied": supplied(),
        "bundled": bundled,
        "lists": real_lists(shared, partial(read_saved, shared / "wiki" / "pages")),
        "articles": real_articles(shared),
    }
    assert re.fullmatch(r"[0-9a-f]{64}", samples["film"][0])
    Path(__file__).with_name("statement_ids.json").write_text(json.dumps(golden, indent=1) + "\n", encoding="utf-8")
