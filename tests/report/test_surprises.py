"""Who got the place: nominations that were less likely than not, in both reports."""

import re
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from tracker.report.html import render as html
from tracker.report.markdown import render as markdown
from tracker.report.model import MAX_SURPRISES, build


@pytest.fixture
def surprising(make: Any) -> Any:
    """Picture at 30 %, directing at 80 %, a performance at 10 %, and no figure for the film as a whole."""
    rows = make().verdicts
    chances = {"picture": 0.3, "director": 0.8}
    nominated = rows["label"] == "NOMINATED"
    p = rows["category"].map(chances).where(nominated)
    actress = rows[nominated & (rows["category"] == "director")].assign(
        category="lead_actress", level="credit", people="Una Expected", p_nomination=0.1, p_low=0.05, p_high=0.2
    )
    rows = pd.concat([rows.assign(p_nomination=p), actress], ignore_index=True)
    return make(verdicts=rows.assign(surprising=rows["p_nomination"] < 0.5))


def test_the_least_expected_nominations_come_first_and_likely_ones_not_at_all(surprising: Any) -> None:
    surprises = build(surprising).surprises
    assert [(v.category, v.p) for v in surprises] == [("lead_actress", 0.1), ("picture", 0.3)]
    assert all(v.list_cites for v in surprises)


def test_both_reports_show_them_with_the_chance_and_the_list(surprising: Any) -> None:
    report = build(surprising)
    page, text = html(report), markdown(report)
    assert '<a href="#surprises">' in page
    assert "Una Expected" in page
    assert re.search(r"10% \(5% to 20%\)", page)
    assert "| Found (Una Expected) | Lead Actress | 83rd Academy Awards |" in text


def test_both_reports_say_that_a_longlist_may_be_at_hand_in_part(surprising: Any) -> None:
    """The bundled longlist of 2010 has six categories: a nominee of another may well have been on the body's own."""
    report = build(surprising)
    for text in (html(report), markdown(report)):
        assert "no longlist or shortlist of the body at hand names" in text
        assert "may be at hand in part only" in text


def test_without_a_chance_nothing_is_called_a_surprise(make: Any) -> None:
    assert "Who got the place" not in html(build(make()))
    assert "Who got the place" not in markdown(build(make()))


def test_a_season_of_surprises_stays_short(surprising: Any) -> None:
    one = surprising.verdicts[surprising.verdicts["p_nomination"] == 0.3]
    many = pd.concat([one.assign(film=f"F{i}", film_key=f"wp:F{i}") for i in range(40)], ignore_index=True)
    report = build(replace(surprising, verdicts=many))
    more = 40 - MAX_SURPRISES
    assert (len(report.surprises), len(report.surprises_more)) == (MAX_SURPRISES, more)
    assert f"<summary>{more} more nominations that were less likely than not</summary>" in html(report)
    assert f"And {more} more nominations: `snubs season 2010` shows all." in markdown(report)
