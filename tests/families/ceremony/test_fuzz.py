"""Hostile pages: no crash, whatever stands on them, and records only of what was printed."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from spiders.catalogue import load_sources, read_page
from spiders.formats.wikitext.blocks import read_blocks
from spiders.formats.wikitext.strip import strip
from tracker.domain.facts.records import NominationRecord, Origin, PageRecord
from tracker.domain.sources import Source

SOURCES = load_sources()


def page(name: str, ceremony: int) -> PageRecord:
    return PageRecord(
        id=name,
        source=name,
        title=name,
        url="https://example.org/",
        retrieved_at="2026-01-01T00:00:00Z",
        origin=Origin.LIVE,
        ceremony=ceremony,
    )


LEAD = "The page. " * 30
FAMILIES = [
    (SOURCES["oscars"], page("oscars", 83), f"{LEAD}\n==Winners and nominees==\n"),
    (SOURCES["cannes"], page("cannes", 63), f"{LEAD}\n==Official awards==\n===In Competition===\n"),
    (
        SOURCES["cannes"],
        page("cannes", 63),
        f"{LEAD}\n==Selection==\n===In Competition===\n{{|\n! Title !! Director\n|-\n",
    ),
]
families = pytest.mark.parametrize(("source", "record", "head"), FAMILIES, ids=["ceremony", "prizes", "line-up"])

MARKS = """
'' ''' ''''' [[ ]] | || {{ }} {| |} |- ! !! * ** # ; : = == === <ref> </ref> <!-- --> <s> </s> <b> <br/> &nbsp; &#x27;
– — - • , ; and & ( ) [ ] " “ ” as from by ‡ {{double dagger}} {{Award category|x|[[Academy_Award_for_Best_Picture]]}}
[[A|B]] ''[[F]]'' Ann_Bell {{small|x}} {{efn|y}} {{!}} <nowiki> </nowiki> {{{1}}} [http://x_y]
"""
marks = st.sampled_from([*MARKS.split(), "\n", "\x00", "\ue100"])
soup = st.lists(st.one_of(marks, st.text(max_size=6)), max_size=60).map(" ".join)


@families
@given(text=soup)
def test_random_wikitext_does_not_crash(source: Source, record: PageRecord, head: str, text: str) -> None:
    records, _ = read_page(source, record, (head + text).encode("utf-8", "replace"))
    for found in records:
        if isinstance(found, NominationRecord):
            assert found.category is not None
            assert found.line is not None


@families
@given(body=st.binary(max_size=400))
def test_arbitrary_bytes_do_not_crash(source: Source, record: PageRecord, head: str, body: bytes) -> None:
    records, problems = read_page(source, record, body)
    assert head
    assert problems or not any(isinstance(r, NominationRecord) for r in records)


@given(soup)
@example("<nowiki> </nowiki>")
@example("<nowiki>*\n</nowiki> x")
def test_lines_keep_their_numbers(text: str) -> None:
    marked = f"{text}\n\n== Last heading ==\n".replace("\r\n", "\n").replace("\r", "\n")
    if strip(marked).unclosed:
        return
    headings = [b for b in read_blocks(marked).blocks if getattr(b, "text", None) == "Last heading"]
    assert all(heading.number == marked.count("\n", 0, marked.rindex("== Last")) + 1 for heading in headings)
