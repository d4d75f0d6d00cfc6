"""Articles from pages and plain text: their text, date and comments, or the reason why there is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.catalogue import load_sources
from spiders.families.press.article import read, sketch
from tracker.domain.facts.records import ArticleRecord, Origin, PageRecord
from tracker.domain.lists.problems import Severity
from tracker.judge.evidence.advocacy import likeness

SOURCE = load_sources()["press"]
TEXT = " ".join(["It is a film that nobody in the town could forget, and the score is why." for _ in range(8)])


def page(**more: str | None) -> PageRecord:
    values = {"id": "p", "source": "press", "title": "p", "url": "https://www.example.org/p"}
    return PageRecord(**(values | {"retrieved_at": "2011-03-01T00:00:00Z", "origin": Origin.LIVE} | more))  # type: ignore[arg-type]


def html(body: str, head: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html lang=en><head><title>On Winter</title>{head}</head><body>{body}</body></html>".encode()
    )


def article(body: bytes, **more: str) -> ArticleRecord:
    (record,) = read(SOURCE, page(**more), body)[0]
    assert isinstance(record, ArticleRecord)
    return record


def codes(body: bytes) -> list[str]:
    records, problems = read(SOURCE, page(), body)
    assert records == []
    assert all(problem.severity is Severity.WARN for problem in problems)
    return [problem.code for problem in problems]


def test_an_article_has_its_site_date_and_emphasis() -> None:
    head = '<meta property="article:published_time" content="2011-02-20T10:00:00Z">'
    page = article(html(f"<article><h1>On Winter</h1><p>{TEXT}</p><p>I loved <em>Up</em>.</p></article>", head))
    assert (page.site, page.published_on, page.title) == ("example.org", "2011-02-20", "On Winter")
    assert "*Up*" in page.text


def test_comments_are_kept_apart() -> None:
    comment = '<div id="comments"><li class="comment"><p>I thought the costumes would be nominated.</p></li></div>'
    page = article(html(f"<article><p>{TEXT}</p></article>{comment}"))
    assert "costumes" in page.comments
    assert "costumes" not in page.text
    plain = article(
        f"On Winter\n\n{TEXT}\n\n2 thoughts on “On Winter”\n\n 1. The costumes!\n\nLeave a Reply\nMail".encode()
    )
    assert "costumes" in plain.comments
    assert "Mail" not in plain.comments


def test_a_file_is_dated_by_whoever_gives_it() -> None:
    assert article(TEXT.encode(), revised_at="2011-02-20").published_on == "2011-02-20"
    assert article(TEXT.encode()).published_on is None


def test_a_day_that_has_not_come_is_no_date() -> None:
    head = '<meta property="article:published_time" content="2031-02-20">'
    records, problems = read(SOURCE, page(), html(f"<article><p>{TEXT}</p></article>", head))
    assert [r.published_on for r in records if isinstance(r, ArticleRecord)] == [None]
    assert all(p.code == "future_date" for p in problems)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (
            html("<p>We begin. Subscribe now to continue reading this article. Already a subscriber? Log in.</p>"),
            "paywall",
        ),
        (
            html("<p>We and our 812 partners use cookies to store and access information. Accept all cookies.</p>"),
            "consent",
        ),
        (html(""), "no_text"),
        (b"", "no_text"),
        (("Der Film ist ein Meisterwerk und die Musik ist sehr schön. " * 20).encode(), "not_english"),
        (b"a " * (3 * 2**20), "too_large"),
    ],
)
def test_what_is_no_article_is_named_and_holds_nothing(body: bytes, code: str) -> None:
    assert code in codes(body)


def test_a_wrong_charset_breaks_nothing() -> None:
    latin = html(f"<article><p>{TEXT} Amélie.</p></article>", "<meta charset=utf-8>").decode().encode("latin-1")
    assert "score is why" in article(latin).text


def test_copies_of_an_article_look_alike_and_others_do_not() -> None:
    one = " ".join(f"word{i} of the column number {i}" for i in range(200))
    assert likeness(sketch(one), sketch(one + " Republished with permission of the author.")) > 0.8
    assert likeness(sketch(one), sketch(" ".join(f"other{i} of a column {i * 7}" for i in range(200)))) < 0.3


@given(st.one_of(st.binary(max_size=400), st.text(max_size=300).map(lambda t: html(f"<article><p>{t}</p></article>"))))
def test_arbitrary_bytes_give_an_article_or_a_warning(body: bytes) -> None:
    records, problems = read(SOURCE, page(), body)
    assert len(records) <= 1
    assert all(problem.severity is Severity.WARN for problem in problems)
