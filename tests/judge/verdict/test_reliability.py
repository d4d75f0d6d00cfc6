"""What probabilities said against what came: which works count, and in which band."""

from typing import Any

import pytest

from tracker.judge.verdict.reliability import Band, bands


def row(p: float | None, label: str = "WEAK_EVIDENCE", **more: Any) -> dict[str, Any]:
    facts = {"category": "sound", "label": label, "reason_code": "", "p_nomination": p, "precursor_hits": 1}
    return facts | more


def test_a_band_goes_by_the_percent_that_is_printed() -> None:
    rows = [row(0.899), row(0.9), row(0.1, "NOMINATED"), row(0.099), row(1.0, "NOMINATED")]
    assert bands(rows) == (
        Band(0, 9, 1, 0.099, 0),
        Band(10, 29, 1, 0.1, 1),
        Band(70, 89, 1, 0.899, 0),
        Band(90, 100, 2, 0.95, 1),
    )


@pytest.mark.parametrize(
    ("facts", "counts"),
    [
        ({"label": "SNUB"}, True),
        ({"label": "SHIFTED"}, True),
        ({"label": "INELIGIBLE", "reason_code": "released_before_window"}, True),
        ({"label": "UNKNOWN", "reason_code": "no_release_claim"}, True),
        ({"label": "UNKNOWN", "reason_code": "list_missing"}, False),
        ({"label": "UNKNOWN", "reason_code": "category_not_read"}, False),
        ({"label": "UNKNOWN", "reason_code": "performance_of_either_kind"}, False),
        ({"label": "NOT_APPLICABLE"}, False),
        ({"label": "RESCINDED"}, False),
        ({"label": "SNUB", "status": "withdrawn"}, False),
        ({"category": ""}, False),
        ({"precursor_hits": 0}, False),
        ({"precursor_hits": None}, False),
        ({"p_nomination": None}, False),
    ],
)
def test_a_work_counts_where_a_precursor_named_it_and_the_list_tells_what_came(
    facts: dict[str, Any], counts: bool
) -> None:
    assert bool(bands([row(0.6) | facts])) is counts


def test_nothing_is_said_of_verdicts_without_figures() -> None:
    assert bands([{"label": "SHUT_OUT", "category": ""}, {"label": "SNUB", "category": "sound"}]) == ()
