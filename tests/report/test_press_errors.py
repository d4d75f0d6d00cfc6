"""What the press said wrongly, in both reports, with the list that says otherwise."""

from typing import Any

from tracker.report.front import MAX_ERRORS
from tracker.report.html import render as html
from tracker.report.markdown import render as markdown
from tracker.report.model import build

OSCARS = "https://en.wikipedia.org/wiki/83rd_Academy_Awards"


def claim(**more: Any) -> dict[str, Any]:
    row = {
        "film": "Lost",
        "body": "oscars",
        "ceremony": 83,
        "ceremony_year": 2011,
        "claim": "5 nominations",
        "holds": "wrong",
        "list_says": "no nomination",
        "quotation": "It has five.",
        "site": "example.org",
        "tier": 4,
        "published_on": "2011-03-01",
        "source_url": "https://example.org/1",
        "list_url": OSCARS,
        "list_revision": "1290000001",
    }
    return row | more


def test_an_error_stands_in_both_reports_with_the_article_and_the_list(make: Any) -> None:
    report = build(make(press_claims=[claim(), claim(holds="right"), claim(holds="open")]))
    (error,) = report.press_errors
    assert (error.claim, error.list_says, error.ceremony_year) == ("5 nominations", "no nomination", 2011)
    cited = {citation.number: citation for citation in report.citations}
    assert cited[error.cites[0]].url == "https://example.org/1"
    assert cited[error.list_cites[0]].revision == "revision 1290000001"
    page, text = html(report), markdown(report)
    assert '<a href="#press-errors">' in page
    assert "It has five." in page
    assert "## Press errors" in text


def test_without_errors_there_is_no_section(make: Any) -> None:
    report = build(make(press_claims=[claim(holds="right")]))
    assert "Press errors" not in html(report)
    assert "Press errors" not in markdown(report)


def test_a_season_of_errors_stays_short_and_better_sites_come_first(make: Any) -> None:
    rows = [claim(site=f"blog{i}.org") for i in range(20)]
    report = build(make(press_claims=[*rows, claim(site="paper.org", tier=3)]))
    assert report.press_errors[0].site == "paper.org"
    assert (len(report.press_errors), report.press_errors_more) == (MAX_ERRORS, 21 - MAX_ERRORS)


def test_hostile_text_stays_text(make: Any) -> None:
    bad = '"><script>alert(1)</script>| `x` [x](javascript:alert(1))'
    row = claim(film=bad, site=bad, claim=bad, list_says=bad, quotation=bad, list_url="javascript:alert(1)")
    page = html(build(make(press_claims=[row])))
    assert "<script>alert" not in page
    assert 'href="javascript:' not in page
