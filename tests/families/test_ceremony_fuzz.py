"""Hostile pages: no crash, whatever stands on them, and records only of what was printed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from spiders.catalogue import load_sources
from spiders.families.wikipedia_ceremony import read
from spiders.wikitext.blocks import read_blocks
from spiders.wikitext.strip import strip
from tracker.domain.records import NominationRecord, Origin, PageRecord

SOURCE = load_sources()["oscars"]
PAGE = PageRecord(
    id="83rd Academy Awards",
    source="oscars",
    title="83rd Academy Awards",
    url="https://example.org/",
    retrieved_at="2026-01-01T00:00:00Z",
    origin=Origin.LIVE,
    ceremony=83,
)
HEAD = "The page. " * 30 + "\n==Winners and nominees==\n"

MARKS = """
'' ''' ''''' [[ ]] | || {{ }} {| |} |- ! !! * ** # ; : = == === <ref> </ref> <!-- --> <s> </s> <b> <br/> &nbsp; &#x27;
– — - • , ; and & ( ) [ ] " “ ” as from by ‡ {{double dagger}} {{Award category|x|[[Academy_Award_for_Best_Picture]]}}
[[A|B]] ''[[F]]'' Ann_Bell {{small|x}} {{efn|y}} {{!}} <nowiki> </nowiki> {{{1}}} [http://x_y]
"""
marks = st.sampled_from([*MARKS.split(), "\n", "\x00", "\ue100"])
soup = st.lists(st.one_of(marks, st.text(max_size=6)), max_size=60).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(soup)
def test_random_wikitext_does_not_crash(text: str) -> None:
    records, _ = read(SOURCE, PAGE, (HEAD + text).encode("utf-8", "replace"))
    for record in records:
        if isinstance(record, NominationRecord):
            assert record.category is not None
            assert record.line is not None


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_arbitrary_bytes_do_not_crash(body: bytes) -> None:
    records, problems = read(SOURCE, PAGE, body)
    assert problems or not any(isinstance(r, NominationRecord) for r in records)


@settings(max_examples=100, deadline=None)
@given(soup)
def test_lines_keep_their_numbers(text: str) -> None:
    marked = f"{text}\n\n== Last heading ==\n".replace("\r\n", "\n").replace("\r", "\n")
    if strip(marked).unclosed:
        return
    headings = [b for b in read_blocks(marked).blocks if getattr(b, "text", None) == "Last heading"]
    assert all(heading.number == marked.count("\n", 0, marked.rindex("== Last")) + 1 for heading in headings)
