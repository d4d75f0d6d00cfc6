"""Stored answers about link titles, read again."""

import json

from spiders.families.links.read import envelope, read
from tracker.domain.facts.records import LinkRecord, Origin, PageRecord
from tracker.domain.sources import Source

SOURCE = Source(name="wikipedia_titles", title="t", publisher="p", family="wikipedia_titles", tier=2, licence="x")
PAGE = PageRecord(id="p", source="wikipedia_titles", title="t", url="u", retrieved_at="t", origin=Origin.LIVE)


def test_each_spelling_gets_its_page() -> None:
    answer = {
        "query": {
            "normalized": [{"from": "b", "to": "B"}],
            "redirects": [{"from": "Old name", "to": "A"}],
            "pages": [{"title": "A", "pageprops": {"wikibase_item": "Q1"}}, {"title": "B", "missing": True}],
        }
    }
    asked = {"Old_name#x": "Old name", "A": "A", "b": "b", "<": None, "fr:Z": "fr:Z"}
    records, problems = read(SOURCE, PAGE, envelope(asked, [json.dumps(answer).encode()]))
    assert problems == []
    links = {r.title: (r.canonical, r.qid, r.missing) for r in records if isinstance(r, LinkRecord)}
    assert links == {
        "Old_name#x": ("A", "Q1", False),
        "A": ("A", "Q1", False),
        "b": (None, None, True),
        "<": (None, None, True),
        "fr:Z": (None, None, True),
    }


def test_damaged_stored_answers_are_a_problem() -> None:
    records, problems = read(SOURCE, PAGE, b'{"asked": {}}')
    assert records == []
    assert [p.code for p in problems] == ["unexpected_answer"]
