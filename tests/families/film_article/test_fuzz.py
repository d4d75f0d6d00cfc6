"""Film articles: whatever stands in an answer, reading it ends soon and does not crash."""

import json
import time

from hypothesis import given
from hypothesis import strategies as st

from spiders.catalogue import load_sources
from spiders.families.film_article.read import envelope, read
from spiders.formats.html.dom import ArticleError, blocks, drop_noise, lines, parse
from spiders.formats.html.grid import MAX_COLUMNS, MAX_PLACES, read_grid
from tracker.domain.facts.records import RECORD, Origin, PageRecord

SOURCE = load_sources()["wikipedia_film"]
PAGE = PageRecord(
    id="Any",
    source=SOURCE.name,
    title="Any",
    url="https://x.example/",
    retrieved_at="2011-03-01T00:00:00Z",
    origin=Origin.LIVE,
)

PIECES = st.sampled_from(
    [
        "<table>",
        "</table>",
        '<table class="infobox">',
        "<tr>",
        "</tr>",
        "<th>",
        "</th>",
        "<td>",
        "</td>",
        '<td rowspan="9999" colspan="99999">',
        '<td rowspan="-1" colspan="x">',
        "<ul>",
        "</ul>",
        "<li>",
        "</li>",
        "<dl>",
        "<dt>",
        "<dd>",
        "<p>",
        "</p>",
        "<br/>",
        "<h2>",
        "</h2>",
        "<h3>Won</h3>",
        "<i>",
        "</i>",
        "<b>",
        '<a href="',
        "/wiki/X",
        '">',
        "</a>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "\x00",
        "&#8;",
        "&#0;",
        "\x0b",
        "\ue000",
        "\ue001",
        "\ue002",
        "\ue004",
        "&#xD800;",
        "&nbsp;",
        "Directed by",
        "Starring",
        "Cinematography",
        "Release dates",
        "Based on",
        "Budget",
        "Running time",
        "Award",
        "Category",
        "Recipient",
        "Result",
        "Won",
        "Nominated",
        "Academy Awards",
        "83rd",
        "External links",
        "Accolades",
        "Rotten Tomatoes",
        "Metacritic",
        "93%",
        "8.1/10",
        "77 out of 100",
        "based on 120 reviews",
        "(",
        ")",
        ":",
        ",",
        " and ",
        " by ",
        " – ",
        "“",
        '"',
        "$18 million",
        "93 minutes",
        "7 January 2011",
        "0000-99-99",
        "(United States)",
        "Ann Lee",
        "//imdb.com/title/tt1",
        "http://[",
        "%",
        "\U0001f600",
        "ı",
        "ß" * 3,
    ]
)
PAGES = st.lists(PIECES | st.text(max_size=12), max_size=60).map("".join)


def answer(html: str, title: str = "Any") -> bytes:
    return envelope("Q1", json.dumps({"parse": {"title": title, "revid": 1, "text": html}}).encode())


@given(PAGES, st.sampled_from(["Any", "List of accolades received by Any"]))
def test_arbitrary_markup_gives_valid_records(html: str, title: str) -> None:
    records, _ = read(SOURCE, PAGE, answer(html, title))
    for record in records:
        assert RECORD.validate_json(record.model_dump_json()) == record


@given(st.binary(max_size=200))
def test_arbitrary_bytes_are_a_problem(body: bytes) -> None:
    records, problems = read(SOURCE, PAGE, body)
    assert not records
    assert problems


@given(PAGES)
def test_reading_twice_is_the_same(html: str) -> None:
    assert read(SOURCE, PAGE, answer(html)) == read(SOURCE, PAGE, answer(html))


@given(PAGES)
def test_text_outside_tables_is_kept_whole(html: str) -> None:
    try:
        root = parse(html)
    except ArticleError:
        return
    before = "".join(root.itertext())
    drop_noise(root)
    after = "".join(root.itertext())
    assert len(after) <= len(before)
    for block in blocks(root):
        for line in lines(block.element):
            assert all(run.text for run in line)


def test_spans_are_bounded() -> None:
    cell = '<td colspan="100000" rowspan="100000">x</td>'
    grid = read_grid(parse("<table>" + f"<tr>{cell}{cell}</tr>" * 4_000 + "</table>").xpath("//table")[0])
    assert max(map(len, grid)) <= MAX_COLUMNS
    assert sum(map(len, grid)) <= MAX_PLACES + MAX_COLUMNS


def test_hostile_pages_end_soon() -> None:
    """Each of these is slow or deep for a careless reader."""
    head = "<table class=infobox><tr><th>Directed by</th><td>{}</td></tr><tr><th>Starring</th><td>y</td></tr></table>"
    hostile = [
        "<div>" * 50_000,
        "<table><tr><td>" * 3_000,
        "<ul><li>" * 5_000,
        "<h2>Reception</h2><p>" + "Rotten Tomatoes and 5% " * 4_000,
        "<p>" + "metascore of score of rating of " * 4_000,
        "<p>Metacritic " + "1" * 60_000,
        "<p>Rotten Tomatoes " + '"' * 60_000,
        "<p>Rotten Tomatoes " + "a.B " * 20_000,
        head.format("(" * 40_000),
        head.format(", " * 40_000),
        head.format("A and " * 20_000),
        "<h2>Awards</h2><ul>" + "<li>Academy Award for " + "Best " * 5_000 + "</ul>",
        "<h2>Awards</h2><ul>" + "<li>Best Actor (" * 20_000,
        "<a href=//imdb.com/title/tt" + "1" * 5_000 + ">",
    ]
    for html in hostile:
        begun = time.process_time()
        read(SOURCE, PAGE, answer(html))
        assert time.process_time() - begun < 8, html[:60]
