"""Family `supplied`: strict headers, rows named by their line, titles that stay text."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.catalogue import parse_source, read_page
from spiders.families.supplied.read import HEADERS, read
from spiders.families.supplied.rows import body_of
from tracker.domain.errors import ConfigError
from tracker.domain.facts.records import EligibilityRecord, NominationRecord, Origin, PageRecord, Result, TopTenRecord
from tracker.domain.sources import Source

LONGLIST = """
body: baftas
title: Longlist
publisher: rows
family: supplied
table: nominations
page: list.csv
tier: 2
licence: facts
result: longlisted
categories: {"Leading Actress": {is: lead_actress}}
ignore: ["Fellowship"]
"""
TENS = "{title: T, publisher: p, family: supplied, table: top_tens, page: tens.csv, tier: 3, licence: facts}"
ELIGIBILITY = "{title: E, publisher: p, family: supplied, table: eligibility, page: e.csv, tier: 2, licence: facts}"
URL = "https://example.org/list"


def page(name: str = "list.csv") -> PageRecord:
    now = "2026-01-01T00:00:00Z"
    return PageRecord(id=name, source="s", title=name, url=URL, retrieved_at=now, origin=Origin.SUPPLIED)


def csv_of(table: str, *rows: dict[str, str], newline: str = "\r\n") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, HEADERS[table], restval="", lineterminator=newline)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def nomination(**cells: str) -> dict[str, str]:
    return {"ceremony": "64", "category": "Leading Actress", "title": "Never Let Me Go", "source_url": URL} | cells


def top_ten(**cells: str) -> dict[str, str]:
    return {"film_year": "2010", "title": "Never Let Me Go", "lists": "6", "of": "107", "source_url": URL} | cells


def eligibility(**cells: str) -> dict[str, str]:
    row = {"body": "oscars", "ceremony": "83", "category": "original_score", "status": "ineligible"}
    return row | {"title": "Black Swan", "people": "Clint Mansell", "source_url": URL} | cells


@pytest.fixture
def longlist() -> Source:
    return parse_source(LONGLIST, "list")


def test_a_longlist_row_becomes_a_nomination_with_its_star_and_its_source(longlist: Source) -> None:
    row = nomination(
        people="Carey Mulligan", people_links="Carey Mulligan", starred="yes", imdb="tt1334260", qid="Q927826"
    )
    records, problems = read_page(longlist, page(), csv_of("nominations", row | {"announced_on": "2011-01-07"}))
    assert problems == []
    (record,) = records
    assert isinstance(record, NominationRecord)
    assert (record.body, record.ceremony, record.category) == ("baftas", 64, "lead_actress")
    assert record.result is Result.LONGLISTED
    assert record.starred
    assert (record.works[0].title, record.works[0].qid) == ("Never Let Me Go", "Q927826")
    assert (record.people[0].name, record.people[0].link) == ("Carey Mulligan", "Carey Mulligan")
    assert (record.cites, record.line, record.announced_on) == ((URL,), 2, "2011-01-07")


def test_a_rows_own_result_wins_over_the_lists(longlist: Source) -> None:
    (record,), _ = read(longlist, page(), csv_of("nominations", nomination(result="won")))
    assert isinstance(record, NominationRecord)
    assert record.result is Result.WON


def test_an_undeclared_category_is_kept_as_printed_and_an_ignored_one_is_left_out(longlist: Source) -> None:
    body = csv_of("nominations", nomination(category="Best Poster"), nomination(category="Fellowship"))
    (record,), problems = read(longlist, page(), body)
    assert isinstance(record, NominationRecord)
    assert (record.category, record.category_as_printed, problems) == (None, "Best Poster", [])


TITLES = [
    "1917",
    "None",
    "NA",
    "NaN",
    "null",
    "8½",
    "'71",
    "-30-",
    "+1",
    "@Zola",
    "10/31",
    '"Crocodile" Dundee',
    "I, Tonya",
]


@pytest.mark.parametrize(("slug", "body"), [("ace", "ace_eddie"), ("oscars", "oscars"), ("elks", "elks")])
def test_a_body_goes_by_its_slug_or_by_a_name_that_is_its_own(slug: str, body: str) -> None:
    assert body_of({"body": slug}) == body


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_titles_that_look_like_something_else_stay_text(longlist: Source, newline: str) -> None:
    body = csv_of("nominations", *(nomination(title=title) for title in TITLES), newline=newline)
    records, problems = read(longlist, page(), b"\xef\xbb\xbf" + body)
    assert problems == []
    assert [r.works[0].title for r in records if isinstance(r, NominationRecord)] == TITLES


@given(st.text(st.characters(blacklist_categories=("C", "Z")), min_size=1, max_size=30).filter(str.isprintable))
def test_any_printable_title_comes_through_unchanged(title: str) -> None:
    (record,), problems = read(parse_source(TENS, "tens"), page(), csv_of("top_tens", top_ten(title=title)))
    assert isinstance(record, TopTenRecord)
    assert (record.film.title, problems) == (title, [])


def test_top_tens_and_eligibility_become_records() -> None:
    (tens,), _ = read(parse_source(TENS, "tens"), page(), csv_of("top_tens", top_ten(lists="0")))
    assert isinstance(tens, TopTenRecord)
    assert (tens.film_year, tens.lists, tens.of) == (2010, 0, 107)
    (entry,), _ = read(parse_source(ELIGIBILITY, "e"), page(), csv_of("eligibility", eligibility(reason="x")))
    assert isinstance(entry, EligibilityRecord)
    assert (entry.body, entry.ceremony, entry.category, entry.status) == ("oscars", 83, "original_score", "ineligible")
    assert (entry.people[0].name, entry.reason) == ("Clint Mansell", "x")


BAD: list[tuple[str, str, Any, str]] = [
    (LONGLIST, "nominations", nomination(ceremony="sixty"), "ceremony must be a whole number"),
    (LONGLIST, "nominations", nomination(result="runner"), "result must be one of"),
    (LONGLIST, "nominations", nomination(starred="true"), "starred must be one of blank, no, yes"),
    (LONGLIST, "nominations", nomination(announced_on="7 January 2011"), "announced_on must be a day"),
    (LONGLIST, "nominations", nomination(imdb="1334260"), "imdb must look like tt0123456"),
    (LONGLIST, "nominations", nomination(qid="927826"), "qid must look like Q927826"),
    (LONGLIST, "nominations", nomination(source_url=""), "source_url is blank"),
    (LONGLIST, "nominations", nomination(source_url="javascript:alert(1)"), "source_url must look like"),
    (LONGLIST, "nominations", nomination(title=""), "neither a title nor people"),
    (LONGLIST, "nominations", nomination(category=""), "category is blank"),
    (LONGLIST, "nominations", nomination(people="A;B", people_links="A"), "people_links has 1 parts for 2 people"),
    (LONGLIST, "nominations", nomination(people="A;;B"), "empty name"),
    (LONGLIST, "nominations", nomination(title="two\nlines"), "title holds a line break"),
    (LONGLIST, "nominations", nomination(title="x" * 3000), "title"),
    (TENS, "top_tens", top_ten(lists="108"), "lists must be at most of"),
    (TENS, "top_tens", top_ten(title=""), "title is blank"),
    (ELIGIBILITY, "eligibility", eligibility(status="banned"), "status must be one of"),
    (ELIGIBILITY, "eligibility", eligibility(category="Original Score"), "category must be blank or a slug"),
    (ELIGIBILITY, "eligibility", eligibility(body=""), "body is blank"),
]


@pytest.mark.parametrize(("yaml", "table", "row", "says"), BAD)
def test_a_bad_row_is_named_by_its_line_and_the_others_are_read(yaml: str, table: str, row: Any, says: str) -> None:
    good = {"nominations": nomination(), "top_tens": top_ten(), "eligibility": eligibility()}[table]
    records, problems = read(parse_source(yaml, "s"), page(), csv_of(table, good, row))
    assert len(records) == 1
    (problem,) = problems
    assert problem.code == "bad_row"
    assert problem.line == 3
    assert problem.message.startswith("list.csv: line 3: ")
    assert says in problem.message


def test_a_bad_row_holds_its_ceremony_where_that_can_be_read(longlist: Source) -> None:
    body = csv_of("nominations", nomination(result="?"), nomination(ceremony="?"))
    assert [p.ceremony for p in read(longlist, page(), body)[1]] == [64, None]


def test_lines_are_counted_through_quoted_line_breaks(longlist: Source) -> None:
    body = csv_of("nominations", nomination(title="two\nlines"), nomination(result="?"), newline="\n")
    assert [p.line for p in read(longlist, page(), body)[1]] == [2, 4]


def test_a_row_twice_is_a_problem_that_names_both_lines(longlist: Source) -> None:
    records, (problem,) = read(longlist, page(), csv_of("nominations", nomination(), nomination()))
    assert len(records) == 1
    assert problem.message == "list.csv: line 3: the same as line 2"


def test_too_few_cells_name_the_line(longlist: Source) -> None:
    _, (problem,) = read(longlist, page(), csv_of("nominations") + b"64,Leading Actress\r\n")
    assert problem.message == "list.csv: line 2: 2 cells where the header has 14"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "line 1: the header must be exactly ceremony,category"),
        (b"title,metascore\n", "unknown: metascore"),
        (b"ceremony;category\n", "missing"),
        (csv_of("nominations").replace(b"ceremony,category", b"category,ceremony"), "the order differs"),
        (csv_of("nominations") + b"64,Fr\xe9d\xe9ric\n", "line 2: not UTF-8"),
        (csv_of("nominations") + b'64,"never closed\n', "check its quotation marks"),
    ],
)
def test_a_file_that_cannot_be_read_gives_one_problem(longlist: Source, body: bytes, says: str) -> None:
    records, problems = read(longlist, page(), body)
    assert (records, len(problems)) == ([], 1)
    assert problems[0].code == "bad_file"
    assert says in problems[0].message


@given(st.binary(max_size=200))
def test_no_bytes_raise(body: bytes) -> None:
    read(parse_source(LONGLIST, "list"), page(), csv_of("nominations") + body)


def test_a_supplied_source_must_say_its_schema_and_a_list_its_body() -> None:
    with pytest.raises(ConfigError, match="table: is missing"):
        parse_source(TENS.replace("table: top_tens, ", ""), "tens")
    bodyless = parse_source(TENS.replace("top_tens", "nominations"), "tens")
    with pytest.raises(ConfigError, match="needs a body"):
        read(bodyless, page(), csv_of("nominations", nomination()))


def test_the_documentation_shows_each_header() -> None:
    text = (Path(__file__).resolve().parents[3] / "docs" / "supplied.md").read_text(encoding="utf-8")
    for table, header in HEADERS.items():
        assert f"## `table: {table}`" in text
        assert f"    {','.join(header)}\n" in text
