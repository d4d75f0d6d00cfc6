"""How far to trust the probabilities: in both reports, by band, and only where enough works can be checked."""

import re
from typing import Any

import pytest

from tests.report.conftest import verdict
from tests.report.test_html import Page
from tracker.report.charts import NARROW, WIDE, reliability
from tracker.report.html import render as html
from tracker.report.markdown import render as markdown
from tracker.report.model import build
from tracker.report.parts import Band


def rows(works: int, p: float, nominated: int, body: str = "oscars") -> list[dict[str, Any]]:
    """Works of one probability, the first so many of them nominated."""
    of = {"p_nomination": p, "precursor_hits": 2, "precursor_possible": 3}
    labels = ["NOMINATED" if place < nominated else "WEAK_EVIDENCE" for place in range(works)]
    return [verdict(f"{p} {place}", body, label, "sound", missed=False, **of) for place, label in enumerate(labels)]


def season(make: Any) -> Any:
    return build(make(verdicts=[*rows(30, 0.95, 28), *rows(19, 0.2, 5, "baftas"), *rows(4, 0.004, 0)]))


def test_both_reports_hold_what_was_said_against_what_came(make: Any) -> None:
    report = season(make)
    assert [(band.name, band.works, band.nominated, band.share) for band in report.trust.bands] == [
        ("90% or more", 30, 28, "93%"),
        ("10% to 29%", 19, 5, "26%"),
        ("less than 10%", 4, 0, "none"),
    ]
    assert report.trust.caption == (
        "Of the 30 works given 90% or more, 28 were nominated (93%); "
        "of the four works given less than 10%, none was nominated."
    )
    assert "They add up to 32 nominations; 33 were made." in report.trust.about
    assert "Academy Awards and British Academy Film Awards" in report.trust.about
    text, page = markdown(report), html(report)
    assert "## How far to trust these probabilities" in text
    assert "| 90% or more | 95% | 30 | 28 | 93% |" in text
    assert "| less than 10% | under 1% | 4 | 0 | none |" in text
    section = page.split('<section id="trust"')[1].split("</section>")[0]
    cells = [re.sub(r"<[^>]+>", " ", line).split() for line in section.splitlines() if '<th scope="row">' in line]
    assert ["10%", "to", "29%", "20%", "19", "5", "26%"] in cells
    assert '<a href="#trust">' in page


def test_the_drawing_is_hidden_from_readers_who_have_the_table(make: Any) -> None:
    page = html(season(make))
    assert all(svg.get("aria-hidden") == "true" for svg in Page(page).all("svg"))
    section = page.split('<section id="trust"')[1].split("</section>")[0]
    assert section.count('<svg viewBox="0 0 4') + section.count('<svg viewBox="0 0 3') == 2
    assert "<caption" in section


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_band_is_drawn_where_its_figures_are(width: int) -> None:
    drawn = reliability([Band("90% or more", 1, 0.95, 1), Band("less than 10%", 2, 0.05, 0)], width)
    at = [float(x) for x in re.findall(r'<path transform="translate\(([\d.]+),', drawn)]
    assert at == pytest.approx([0.95 * width, width, 0.05 * width, 0], rel=1e-3)
    assert ">1 work<" in drawn
    assert ">2 works<" in drawn
    assert int(re.findall(r'width="(\d+)"', drawn)[0]) <= (358 if width == NARROW else 500)


@pytest.mark.parametrize(
    ("of", "reason"),
    [
        ([], "No probability of a nomination was learnt for this season, so there is nothing to check."),
        (rows(49, 0.5, 20), "49 works of this season can be checked, and it takes 50"),
        (rows(1, 0.5, 1), "One work of this season can be checked, and it takes 50"),
    ],
)
def test_of_too_few_works_a_sentence_says_why_nothing_is_told(make: Any, of: list[Any], reason: str) -> None:
    report = build(make(verdicts=[verdict("A", "oscars", "SHUT_OUT"), *of]))
    assert report.trust.bands == ()
    assert report.trust.about.startswith(reason)
    for text in (html(report), markdown(report)):
        assert reason in text
        assert "On average" not in text
