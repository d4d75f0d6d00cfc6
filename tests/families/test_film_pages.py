"""Pages of film databases, in three ways of writing them, and what must not be taken from them."""

import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.catalogue import load_sources, read_page
from tracker.domain.facts.records import (
    ArticleRecord,
    BookRecord,
    CreditRecord,
    FactRecord,
    Origin,
    PageRecord,
    Record,
    ReleaseRecord,
)
from tracker.domain.lists.problems import Problem

SOURCE = load_sources()["press"]


def read(body: str | bytes, url: str = "https://films.example.org/salt") -> tuple[list[Record], list[Problem]]:
    page = PageRecord(
        id=url, source="press", title=url, url=url, retrieved_at="2012-03-01T00:00:00Z", origin=Origin.LIVE
    )
    return read_page(SOURCE, page, body if isinstance(body, bytes) else body.encode())


def credits(records: Sequence[Record]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for record in records:
        if isinstance(record, CreditRecord):
            found.setdefault(record.craft, []).append(record.name)
    return found


def facts(records: Sequence[Record]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for record in records:
        if isinstance(record, FactRecord):
            found.setdefault(record.property, []).append(record.value)
    return found


def releases(records: Sequence[Record]) -> set[tuple[str, str | None]]:
    return {(record.date, record.country) for record in records if isinstance(record, ReleaseRecord)}


TEXT = """Salt Harbour

May 4th 2011
  • Drama/Mystery,
  • PG-13,
  • 97 min,
  • Lantern Pictures
  • Cast: Ada Brown, Ben Cole as The Pilot
  • Director: Cy Dane
  • Writers: Eve Ford, Gil Hart
  • Co Producer: Ivy Jones
  • Art Direction: Kit Lowe
  • Casting: Mae Nash
  • Costume Designs: Ona Park, Quin Reed
  • D.O.P.: Sam Tull
  • Production Design: Una Vale
  • Set Decoration: Wes York

A pilot comes home to a harbour that the sea has left, and finds that nobody there will say when it happened or why.

Basic Information

  • Production Companies: Tide Films, North & South Ltd
  • Production Schedule: 13 April 2010 - July 2010

Featured Articles

2011 Preview: "The Quiet Year" author Eve Ford was shortlisted for the 2003 Booker Prize for this work about a town. \
If the festivals take to it, an awards push may follow in the autumn.

Worldwide Release Dates

  • 12 August 2011: UK
  • 1 September 2011: Belgium, France
"""


def test_labels_of_a_plain_text() -> None:
    records, problems = read(TEXT)
    assert problems == []
    people = credits(records)
    assert people["cinematographer"] == ["Sam Tull"]
    assert (people["production_designer"], people["set_decorator"]) == (["Una Vale"], ["Wes York"])
    assert people["art_director"] == ["Kit Lowe"]
    assert people["casting_director"] == ["Mae Nash"]
    assert people["cast"] == ["Ada Brown", "Ben Cole"]
    assert "producer" not in people
    assert facts(records) == {
        "genre": ["Drama/Mystery"],
        "certificate": ["PG-13"],
        "minutes": ["97 min"],
        "company": ["Lantern Pictures"],
        "studio": ["Tide Films", "North & South Ltd"],
        "buzz": ["If the festivals take to it, an awards push may follow in the autumn."],
    }
    days = {("2011-05-04", None), ("2011-08-12", "United Kingdom"), ("2011-09-01", "Belgium"), ("2011-09-01", "France")}
    assert releases(records) == days


def test_a_schedule_is_no_release_and_talk_has_its_year() -> None:
    records, _ = read(TEXT)
    assert not any(date.startswith("2010") for date, _ in releases(records))
    (buzz,) = [r for r in records if isinstance(r, FactRecord) and r.property == "buzz"]
    assert buzz.dated == "2011"


def test_every_claim_names_the_film_as_the_page_does() -> None:
    records, _ = read(TEXT)
    films = {(r.title, r.film_year) for r in records if isinstance(r, CreditRecord | FactRecord | ReleaseRecord)}
    assert films == {("Salt Harbour", 2011)}


def test_a_prize_of_the_source_work_is_the_sources_not_that_of_another_book_beside_it() -> None:
    records, _ = read(TEXT)
    (book,) = [r for r in records if isinstance(r, BookRecord)]
    assert (book.title, book.claim, book.prize, book.year) == ("Salt Harbour", "shortlisted", "booker", 2003)
    assert [author.name for author in book.authors] == ["Eve Ford"]


def test_the_page_stands_among_the_articles_but_its_text_praises_nothing() -> None:
    records, _ = read(TEXT)
    (article,) = [r for r in records if isinstance(r, ArticleRecord)]
    assert (article.title, article.text) == ("Salt Harbour", "")


MOVIE = {
    "@context": "https://schema.org",
    "@type": "Movie",
    "name": "Salt Harbour",
    "sameAs": "https://www.imdb.com/title/tt7654321/",
    "director": {"@type": "Person", "name": "Cy Dane"},
    "actor": [{"@type": "Person", "name": "Ada Brown"}, {"@type": "Person", "name": "Ben Cole"}],
    "musicBy": {"@type": "Person", "name": "Zoe Abel"},
    "contributor": {
        "@type": "Role",
        "roleName": "Director of Photography",
        "contributor": {"@type": "Person", "name": "Sam Tull"},
    },
    "duration": "PT1H37M",
    "contentRating": "PG-13",
    "datePublished": "2011-05-04",
    "releasedEvent": {
        "@type": "PublicationEvent",
        "startDate": "2011-08-12",
        "location": {"@type": "Country", "name": "UK"},
    },
    "productionCompany": {"@type": "Organization", "name": "Tide Films"},
    "isBasedOn": {"@type": "Book", "name": "The Salt Year", "author": {"@type": "Person", "name": "Eve Ford"}},
    "aggregateRating": {"@type": "AggregateRating", "ratingValue": "9.9"},
}


def stating(data: str, body: str = "") -> str:
    script = f'<script type="application/ld+json">{data}</script>'
    return f"<!DOCTYPE html><html><head>{script}</head><body>{body}</body></html>"


@pytest.mark.parametrize("wrap", [lambda m: m, lambda m: [m], lambda m: {"@graph": [{"@type": "WebSite"}, m]}])
def test_a_movie_in_json_ld(wrap) -> None:  # type: ignore[no-untyped-def]
    records, _ = read(stating(json.dumps(wrap(MOVIE)), "<h1>Salt Harbour (2011)</h1>"))
    assert credits(records) == {
        "director": ["Cy Dane"],
        "cast": ["Ada Brown", "Ben Cole"],
        "composer": ["Zoe Abel"],
        "cinematographer": ["Sam Tull"],
    }
    stated = facts(records)
    assert (stated["certificate"], stated["studio"]) == (["PG-13"], ["Tide Films"])
    assert (stated["based_on"], stated["based_on_author"]) == (["The Salt Year"], ["Eve Ford"])
    assert [r.amount for r in records if isinstance(r, FactRecord) and r.property == "minutes"] == [97.0]
    assert releases(records) == {("2011-05-04", None), ("2011-08-12", "United Kingdom")}
    assert {r.imdb for r in records if isinstance(r, CreditRecord)} == {"tt7654321"}


MICRODATA = """<!DOCTYPE html><html><body><div itemscope itemtype="http://schema.org/Movie">
<h1 itemprop="name">Salt Harbour</h1>
<p>Directed by <span itemprop="director" itemscope itemtype="http://schema.org/Person"><a itemprop="name" href="/p/1">Cy
Dane</a></span>, with <span itemprop="actor" itemscope itemtype="http://schema.org/Person"><span itemprop="name">Ada
Brown</span></span></p><time itemprop="duration" datetime="PT97M">97 min</time>
<meta itemprop="datePublished" content="2011-05-04"></div></body></html>"""


def test_a_movie_in_microdata() -> None:
    records, _ = read(MICRODATA)
    assert credits(records) == {"director": ["Cy Dane"], "cast": ["Ada Brown"]}
    assert releases(records) == {("2011-05-04", None)}
    assert [r.amount for r in records if isinstance(r, FactRecord)] == [97.0]


LABELS = {
    "list": "".join(
        f"<li><strong>{label}:</strong> {value}</li>"
        for label, value in (("Director", "Cy Dane"), ("D.O.P.", "Sam Tull"), ("Editor", "Lee Moss"))
    )
    + "<li><b>Music:</b> <a href=/z>Zoe Abel</a>, <a href=/y>Yan Bell</a></li>",
    "table": "<table>"
    + "".join(
        f"<tr><th>{label}</th><td>{value}</td></tr>"
        for label, value in (("Director", "Cy Dane"), ("D.O.P.", "Sam Tull"), ("Editor", "Lee Moss"))
    )
    + "<tr><td>Music</td><td>Zoe Abel<br>Yan Bell</td></tr></table>",
    "definitions": "<dl><dt>Director</dt><dd>Cy Dane</dd><dt>D.O.P.</dt><dd>Sam Tull</dd>"
    "<dt>Editor</dt><dd>Lee Moss</dd><dt>Music</dt><dd>Zoe Abel</dd><dd>Yan Bell</dd></dl>",
    "spans": "".join(
        f"<div><span>{label}</span> <span>{value}</span></div>"
        for label, value in (
            ("Director", "Cy Dane"),
            ("D.O.P.", "Sam Tull"),
            ("Editor", "Lee Moss"),
            ("Music", "Zoe Abel, Yan Bell"),
        )
    ),
    "blocks": "".join(
        f"<div class=l>{label}</div><div class=v>{value}</div>"
        for label, value in (
            ("Director", "Cy Dane"),
            ("D.O.P.", "Sam Tull"),
            ("Editor", "Lee Moss"),
            ("Music", "Zoe Abel, Yan Bell"),
        )
    )
    + "<div>A long and quiet film about a harbour, and about the people who stay when the water has gone away.</div>",
}


@pytest.mark.parametrize("form", LABELS)
def test_labels_of_a_web_page(form: str) -> None:
    dates = "<h3>Release dates</h3><ul><li>12 August 2011: UK</li></ul><h3>More</h3><p>13 April 2010</p>"
    records, _ = read(
        f"<!DOCTYPE html><html><body><h1>Salt Harbour (2011)</h1><div>{LABELS[form]}</div>{dates}</body></html>"
    )
    assert credits(records) == {
        "director": ["Cy Dane"],
        "cinematographer": ["Sam Tull"],
        "editor": ["Lee Moss"],
        "composer": ["Zoe Abel", "Yan Bell"],
    }
    assert releases(records) == {("2011-08-12", "United Kingdom")}


def test_an_article_about_a_film_stays_an_article() -> None:
    text = " ".join(["The film of the harbour is a quiet one, and nobody who has seen it will forget the light."] * 8)
    review = {"@type": "Review", "itemReviewed": MOVIE}
    records, _ = read(stating(json.dumps([review]), f"<article><h1>On Salt Harbour</h1><p>{text}</p></article>"))
    assert [type(record) for record in records] == [ArticleRecord]


def test_two_films_on_a_page_are_no_film_page() -> None:
    films = json.dumps([MOVIE, MOVIE | {"name": "Another"}])
    records, _ = read(stating(films))
    assert credits(records) == {}


@pytest.mark.parametrize(
    "script", ["{", "[" * 5000, '{"@type": "Movie"}', '{"@type": "Movie", "name": {"name": {}}}', "null", '"Movie"']
)
def test_broken_data_is_no_film(script: str) -> None:
    records, problems = read(stating(script))
    assert records == []
    assert problems


def test_a_page_that_gives_two_days_for_a_country_says_so() -> None:
    records, problems = read(TEXT + "  • 19 August 2011: UK\n")
    assert {d for d, c in releases(records) if c == "United Kingdom"} == {"2011-08-12", "2011-08-19"}
    assert [problem.code for problem in problems] == ["conflict"]


@given(st.lists(st.sampled_from([*TEXT.splitlines(), "Director:", ":", "• ", "D.O.P.: ,,;", "99 min"]), max_size=40))
def test_shuffled_pages_are_read_or_named(lines: list[str]) -> None:
    records, problems = read("\n".join(lines))
    assert all(record.page for record in records)
    assert records or problems
