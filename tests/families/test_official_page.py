"""A body's own page: read by the selectors of its source file, and compared with the encyclopaedia's list."""

from pathlib import Path

import pytest

from spiders.catalogue import load_sources, read_page
from tracker.domain.facts.records import NominationRecord, Origin, PageRecord, Record, Result
from tracker.domain.lists.agreement import disagreements
from tracker.domain.lists.problems import Problem

SOURCES = load_sources()
NAMES = ("the encyclopaedia", "the academy")
HTML = """<html><body><div id="view-by-category-pane">
{categories}
</div><div class="paragraph--type--award-category">elsewhere</div></body></html>"""
CATEGORY = """<div class="paragraph--type--award-category">
<div class="field--name-field-award-category-oscars">{name}</div>{entries}</div>"""
ENTRY = """<div class="paragraph--type--award-honoree"><div class="field--name-field-honoree-type">{standing}</div>
<div class="field--name-field-award-entities">{people}</div>
<div class="field--name-field-award-film">{film}</div></div>"""


def page(name: str, ceremony: int = 97) -> PageRecord:
    return PageRecord(
        id=name,
        source=name,
        title=name,
        url="https://example.org/",
        retrieved_at="2026-01-01T00:00:00Z",
        origin=Origin.LIVE,
        ceremony=ceremony,
    )


def read(*categories: tuple[str, list[tuple[str, str, str]]]) -> tuple[list[NominationRecord], list[Problem]]:
    written = [
        CATEGORY.format(
            name=name,
            entries="".join(ENTRY.format(standing=s, film=film, people=people) for s, film, people in entries),
        )
        for name, entries in categories
    ]
    body = HTML.format(categories="".join(written)).encode()
    records, problems = read_page(SOURCES["oscars_official"], page("oscars_official"), body)
    return nominations(records), problems


def nominations(records: list[Record]) -> list[NominationRecord]:
    return [r for r in records if isinstance(r, NominationRecord)]


def test_each_kind_of_category_is_read_into_films_and_people() -> None:
    records, problems = read(
        ("Actor in a Leading Role", [("Winner", "One", "Ann Bell")]),
        ("Music (Original Song)", [("Nominees", "Tune", "from One; Music by Cy Dee; Lyric by Ed Fox")]),
        ("International Feature Film", [("Nominees", "Chad", "Two")]),
        ("Production Design", [("Nominees", "One", "Production Design: Gil Hay; Set Decoration: Ida Jay")]),
    )
    assert problems == []
    shown = [(r.category, [w.title for w in r.works], [p.name for p in r.people], r.detail) for r in records]
    assert shown == [
        ("lead_actor", ["One"], ["Ann Bell"], None),
        ("original_song", ["One"], ["Cy Dee", "Ed Fox"], "Tune"),
        ("international_feature", ["Two"], [], "Chad"),
        ("production_design", ["One"], ["Gil Hay", "Ida Jay"], None),
    ]
    assert [r.result for r in records] == [Result.WON, *[Result.NOMINATED] * 3]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"<html><body>Please enable JavaScript</body></html>", "no_lists"),
        (b"", "no_lists"),
        (b"\x00\xff\xfe", "no_lists"),
        (HTML.format(categories=CATEGORY.format(name="Best Juggling", entries="")).encode(), "unknown_category"),
    ],
)
def test_what_is_no_list_is_said(body: bytes, code: str) -> None:
    records, problems = read_page(SOURCES["oscars_official"], page("oscars_official"), body)
    assert (records, [p.code for p in problems]) == ([], [code])


def test_a_difference_names_both_sides() -> None:
    one, _ = read(("Directing", [("Nominees", "One", "Ann Bell"), ("Nominees", "Two", "Cy Dee")]))
    other, _ = read(("Directing", [("Nominees", "One", "Ann Bell"), ("Nominees", "Three", "Ed Fox")]))
    assert [said for _, said in disagreements(one, other, NAMES)] == [
        "Directing: the encyclopaedia has 'Cy Dee, Two', and the academy has not",
        "Directing: the academy has 'Ed Fox, Three', and the encyclopaedia has not",
    ]


def test_winners_are_compared_once_both_sides_know_them() -> None:
    before, _ = read(("Directing", [("Nominees", "One", "Ann Bell"), ("Nominees", "Two", "Cy Dee")]))
    after, _ = read(("Directing", [("Winner", "One", "Ann Bell"), ("Nominees", "Two", "Cy Dee")]))
    wrong, _ = read(("Directing", [("Nominees", "One", "Ann Bell"), ("Winner", "Two", "Cy Dee")]))
    assert disagreements(after, before, NAMES) == []
    assert len(disagreements(after, wrong, NAMES)) == 2


def test_the_saved_page_of_the_97th_agrees_with_the_encyclopaedia(shared: Path) -> None:
    (saved,) = (shared / "captures" / "oscars.org").glob("*97th*.html")
    official, problems = read_page(SOURCES["oscars_official"], page("oscars_official"), saved.read_bytes())
    wiki = (shared / "wiki" / "pages" / "97th_Academy_Awards.wikitext").read_bytes()
    here = nominations(read_page(SOURCES["oscars"], page("oscars"), wiki)[0])
    assert problems == []
    assert len(nominations(official)) == 120
    assert disagreements(here, nominations(official), NAMES) == []
    lost = [r for r in here if r.category != "sound"]
    assert len(disagreements(lost, nominations(official), NAMES)) == 5
