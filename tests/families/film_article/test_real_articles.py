"""Real film articles: sixty read by hand, all ids, and the rows of three bodies against the records.

What `expected.json` holds was taken from the articles by a person; docs/film-articles.md lists them.
"""

import csv
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from spiders.catalogue import load_sources
from spiders.families.film_article.read import envelope, read
from tracker.domain.facts.records import (
    AccoladeRecord,
    CreditRecord,
    FactRecord,
    Origin,
    PageRecord,
    Record,
    ReleaseRecord,
)

EXPECTED = json.loads(Path(__file__).with_name("expected.json").read_text(encoding="utf-8"))
BODIES = ("oscars", "baftas", "golden_globes")


@pytest.fixture(scope="module", params=[3, pytest.param(1, marks=pytest.mark.long)], ids=["third", "all"])
def articles(request: pytest.FixtureRequest) -> dict[str, list[Record]]:
    """Claims by title of the articles read by hand, and of every third or every one of the others."""
    folder = Path(__file__).resolve().parents[4] / "shared" / "wiki" / "articles"
    if not folder.is_dir():
        pytest.skip("needs ../shared (real pages and records), which this machine does not have")
    source = load_sources()["wikipedia_film"]
    qids = dict(line.split("\t") for line in (folder / "qids.tsv").read_text("utf-8").splitlines())
    claims = {}
    for place, path in enumerate(sorted(folder.glob("*.wikitext"))):
        title = path.stem.replace("_", " ").replace("%2F", "/")
        if place % request.param and title not in EXPECTED:
            continue
        answer = json.dumps({"parse": {"title": title, "revid": 1, "text": path.read_text("utf-8")}})
        page = PageRecord(
            id=title,
            source=source.name,
            title=title,
            url="https://wiki.example/",
            retrieved_at="2016-01-31T00:00:00Z",
            origin=Origin.LIVE,
        )
        claims[title], _ = read(source, page, envelope(qids[title], answer.encode()))
    return claims


def shown(records: list[Record]) -> dict[str, Any]:
    credits: dict[str, list[str]] = defaultdict(list)
    for record in records:
        if isinstance(record, CreditRecord):
            credits[record.craft].append(record.name)
    return {
        "imdb": [r.value for r in records if isinstance(r, FactRecord) and r.property == "imdb"],
        "credits": dict(credits),
        "releases": [[r.date, r.country, r.event] for r in records if isinstance(r, ReleaseRecord)],
        "scores": [[r.measure, r.value, r.reviews] for r in records if r.kind == "score"],
    }


def test_sixty_articles_are_read_as_a_person_read_them(articles: dict[str, list[Record]]) -> None:
    assert len(EXPECTED) == 60
    assert {title: shown(articles[title]) for title in EXPECTED} == EXPECTED


def test_every_article_gives_one_id_and_its_infobox(articles: dict[str, list[Record]]) -> None:
    for title, records in articles.items():
        assert len([r for r in records if isinstance(r, FactRecord) and r.property == "imdb"]) == 1, title
        assert {r.craft for r in records if isinstance(r, CreditRecord)} >= {"director"}, title
        assert [r for r in records if isinstance(r, ReleaseRecord)], title


def recorded(shared: Path) -> dict[tuple[str, str], dict[str, set[str]]]:
    """Results by body and IMDb id, and by category."""
    records: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for name in ("oscars", "other_bodies"):
        with (shared / "truth" / "nominations" / f"{name}.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                for imdb in row["film_imdb"].split("|"):
                    for category in filter(None, (row["category"], *(row.get("category_alt") or "").split("|"))):
                        records[row["body"], imdb][category].add(row["result"])
    return records


def test_rows_of_three_bodies_agree_with_the_records(articles: dict[str, list[Record]], shared: Path) -> None:
    """Of films that the records know at that body; "pending" agrees with any outcome of a nomination.

    The records of other bodies than the Academy know a film once a category, so a nominee beside a winner counts.
    """
    records = recorded(shared)
    counts: Counter[str] = Counter()
    for rows in articles.values():
        (imdb,) = [r.value for r in rows if isinstance(r, FactRecord) and r.property == "imdb"]
        for row in rows:
            if not isinstance(row, AccoladeRecord) or row.body not in BODIES or (row.body, imdb) not in records:
                continue
            known = records[row.body, imdb].get(row.category or "", set())
            alike = {row.result} | ({"won"} if row.result == "nominated" and row.body != "oscars" else set())
            counts["rows"] += 1
            counts["agree"] += bool(known & alike) or (bool(known) and row.result == "pending")
    assert counts["rows"] > 3 * len(articles)
    assert counts["agree"] / counts["rows"] >= 0.985


def test_rows_are_typed_with_body_and_result(articles: dict[str, list[Record]]) -> None:
    rows = [r for records in articles.values() for r in records if isinstance(r, AccoladeRecord)]
    typed = [r for r in rows if r.body_as_printed and r.result]
    assert len(rows) > 12 * len(articles)
    assert len(typed) / len(rows) >= 0.99
