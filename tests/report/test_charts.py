"""Charts: drawn without a network, in the page's own colours, with titles as text."""

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from tracker.report.charts import NARROW, WIDE, svg
from tracker.report.parts import Chart, ChartPoint


def chart(expected: bool, name: str = "A film") -> Chart:
    points = (
        ChartPoint(name, 0.9 if expected else 99.0, 0.8, 0.95, 3, "Nominated"),
        ChartPoint(name, 0.7 if expected else 95.0, None, None, 0, "Missed"),
        ChartPoint("Other", 0.1 if expected else 80.0, None, None, 0, "Not judged a miss"),
    )
    return Chart("title", "description", "", expected, "measure", "axis", points)


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("expected", [True, False])
def test_a_chart_takes_its_colours_and_fonts_from_the_page(expected: bool, width: int) -> None:
    drawn = svg(chart(expected), width)
    assert {"var(--nominated)", "var(--missed)", "var(--muted)", "var(--ink)"} <= set(
        re.findall(r"var\(--\w+\)", drawn)
    )
    assert "font-family" not in drawn
    assert not re.search(r"#0[1-5]0[1-5]0[1-5]", drawn)
    assert drawn.startswith("<svg viewBox=")


def test_a_chart_fits_a_phone() -> None:
    for expected in (True, False):
        width = re.search(r'width="(\d+)', svg(chart(expected), NARROW))
        assert width
        assert int(width[1]) <= 358


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_no_label_of_a_probability_touches_the_next(width: int) -> None:
    labels = re.findall(
        r'<text text-anchor="(\w+)" transform="translate\(([\d.]+),[^>]*>(\d+)<', svg(chart(True), width)
    )
    shift = {"start": 0.0, "middle": 0.5, "end": 1.0}
    starts = [float(x) - shift[anchor] * 10 * len(text) for anchor, x, text in labels]
    ends = [start + 10 * len(text) for start, (_, _, text) in zip(starts, labels, strict=True)]
    assert [text for *_, text in labels] == ["0", "50", "100"], "percent, as the axis is called"
    assert all(end < start for end, start in zip(ends, starts[1:], strict=False)), labels


@pytest.mark.parametrize(
    "name", ['</svg><script>alert(1)</script>"&', "a\\u0027]; alert(1) //", "x\x00y\u2028z", "NA", "8½", "{datum}"]
)
def test_a_title_is_drawn_as_text(name: str) -> None:
    drawn = svg(chart(True, name), WIDE)
    tree = ET.fromstring(drawn)  # noqa: S314 - our own drawing
    assert {element.tag for element in tree.iter()} <= {"svg", "g", "path", "line", "text", "rect", "defs", "clipPath"}


def test_two_films_of_one_title_are_two_lines() -> None:
    drawn = svg(chart(False), WIDE)
    assert len(re.findall(r">(?:99|95) · A film<", drawn)) == 2


def test_a_drawing_is_repeatable() -> None:
    assert svg(chart(True), WIDE) == svg(chart(True), WIDE)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_an_award_stands_below_its_name_where_two_lines_are_of_one_film(width: int) -> None:
    award = "Best Motion Picture – Musical or Comedy"
    points = tuple(ChartPoint("A film", 0.9, None, None, 1, "Nominated", award=award) for _ in range(2))
    one = Chart("title", "description", "", True, "measure", "axis", points)
    texts = {two: re.findall(r">([^<]+)</text>", svg(replace(one, two_lines=two), width)) for two in (False, True)}
    assert texts[False].count("A film") == 0
    assert texts[True].count("A film") == sum(text.startswith("Best Motion") for text in texts[True]) == 2
    heights = [
        float(re.findall(r'height="(\d+)"', svg(replace(one, two_lines=two), width))[0]) for two in (False, True)
    ]
    assert heights[0] < heights[1]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_long_label_goes_on_below_and_pushes_the_next_one_down(width: int) -> None:
    award = "Performance by an Actor in a Supporting Role"
    points = [replace(point, award=award) for point in chart(True, "The Girl with the Dragon Tattoo").points]
    drawn = svg(replace(chart(True), points=tuple(points), two_lines=True), width)
    assert "…" not in drawn
    words = " ".join(re.findall(r">([^<]+)</text>", drawn))
    assert award in words
    assert "The Girl with the Dragon Tattoo" in words
    tops = [float(top) for top in re.findall(r'"start" transform="translate\(-\d+,([\d.]+)', drawn)]
    assert all(after - before >= 15 for before, after in pairwise(tops))
