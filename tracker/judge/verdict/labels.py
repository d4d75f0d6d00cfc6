"""From gates, expectation and acclaim to one label and one reason code a unit; definitions in docs/verdicts.md."""

import pandas as pd

from tracker.config import Thresholds
from tracker.domain.verdicts import MISSED, Label
from tracker.judge.eligibility.gate import NO_CATEGORY

FAMILIES_NEEDED = 2
"""Independent families of evidence that a claim of acclaim needs."""

HARD_RUNGS = ("starred", "shortlisted")
"""Rungs of the near-miss ladder that count as a near miss."""

IN_CONTENTION = ("peers", "critics_prizes", "longlists", "festivals")
"""Families that show a film was in the race at all; a score or a critic's list alone does not."""

_FACTS = (
    Label.NOMINATED,
    Label.RESCINDED,
    Label.NOT_APPLICABLE,
    Label.WRONG_SEASON,
    Label.SHIFTED,
    Label.NOT_SUBMITTED,
)


def label(units: pd.DataFrame, thresholds: Thresholds) -> pd.DataFrame:
    """`label`, `reason_code` and `strength` of every unit, with the index of `units`.

    Args:
        units: the columns that `tracker.judge.season` puts together: nominated, won, unofficial, eligibility,
            g1_reason, submission (whether the category needs one that is not shown), closed, list_reason, given,
            other (ceremony of a neighbouring nomination), same_title, unsettled, shift, p_nomination, acclaim,
            families, families_n, scores (their percentile), later (all of them later standing), near_miss, category.
        thresholds: where labels begin.

    The first rule that holds decides; the order is that of the gates: a nomination is a fact, then what documents say,
    then whether the list is closed, and only what passes all of it is judged by evidence.
    """
    whole = units["category"] == ""
    found = pd.DataFrame({"label": Label.WEAK_EVIDENCE.value, "reason_code": _thin(units)}, index=units.index)
    for mask, verdict, reason in reversed(_by_fact(units, whole) + _by_evidence(units, whole, thresholds)):
        found["label"] = found["label"].mask(mask, verdict.value)
        found["reason_code"] = found["reason_code"].mask(mask, reason)
    return found.assign(strength=_strength(found["label"], units["acclaim"], thresholds))


Rule = tuple["pd.Series[bool]", Label, "str | pd.Series[str]"]


def _by_fact(units: pd.DataFrame, whole: "pd.Series[bool]") -> list[Rule]:
    absent_category = ~units["given"] & ~whole
    record = units["g1_reason"].str.startswith("record_")
    barred = units["eligibility"].eq("ineligible")
    unknown = ~units["eligibility"].isin(["eligible", "presumed"])
    return [
        (units["won"], Label.NOMINATED, "won"),
        (units["nominated"], Label.NOMINATED, "nominated"),
        (units["unofficial"], Label.RESCINDED, "not_an_official_nomination"),
        (barred & record, Label.INELIGIBLE, "record_ineligible"),
        (units["eligibility"].eq("not_submitted"), Label.NOT_SUBMITTED, units["g1_reason"]),
        (~units["closed"], Label.UNKNOWN, units["list_reason"]),
        (units["same_title"], Label.UNKNOWN, "same_title_on_list"),
        (absent_category, Label.NOT_APPLICABLE, "no_such_category"),
        (units["other"].notna(), Label.WRONG_SEASON, "nominated_in_neighbouring_season"),
        (barred & units["g1_reason"].eq(NO_CATEGORY), Label.NOT_APPLICABLE, NO_CATEGORY),
        (barred, Label.INELIGIBLE, units["g1_reason"]),
        (units["shift"].eq("other_film"), Label.SHIFTED, "nominated_for_other_film"),
        (units["shift"].eq("other_category"), Label.SHIFTED, "nominated_in_other_category"),
        (units["nameless"], Label.UNKNOWN, "list_names_no_people"),
        (units["submission"], Label.UNKNOWN, "submission_not_known"),
        (unknown, Label.UNKNOWN, units["g1_reason"]),
        (units["unsettled"], Label.UNKNOWN, "neighbouring_season_not_at_hand"),
    ]


def _by_evidence(units: pd.DataFrame, whole: "pd.Series[bool]", thresholds: Thresholds) -> list[Rule]:
    p = units["p_nomination"].fillna(-1.0)
    a = units["acclaim"].where(units["families_n"] >= FAMILIES_NEEDED, -1.0).fillna(-1.0)
    near = units["near_miss"].isin(HARD_RUNGS) & (a >= thresholds.near_miss_acclaim) & ~whole
    contention = units["families"].map(lambda cell: any(f in cell.split(";") for f in IN_CONTENTION)).astype(bool)
    retrospect = units["later"] & units["families"].eq("scores") & (units["scores"] >= thresholds.moderate)
    return [
        (whole & (contention | (a >= thresholds.moderate)), Label.SHUT_OUT, "no_nomination_at_this_body"),
        (whole & retrospect, Label.RETROSPECTIVE, "later_standing"),
        (whole, Label.WEAK_EVIDENCE, "not_in_contention"),
        (p >= thresholds.shock, Label.SNUB_SHOCK, "expected_not_nominated"),
        (p >= thresholds.snub, Label.SNUB, "expected_not_nominated"),
        (near, Label.SNUB, "near_miss_" + units["near_miss"]),
        (a >= thresholds.moderate, Label.OVERLOOKED, "acclaimed_not_nominated"),
    ]


def _thin(units: pd.DataFrame) -> "pd.Series[str]":
    """Why the evidence does not carry a label."""
    n = units["families_n"].fillna(0)
    reasons = pd.Series("acclaim_below_threshold", index=units.index)
    return reasons.mask(n < FAMILIES_NEEDED, "one_family").mask(n == 0, "no_evidence")


def _strength(labels: "pd.Series[str]", acclaim: "pd.Series[float]", thresholds: Thresholds) -> "pd.Series[str]":
    """`strong` or `moderate` acclaim of what was missed."""
    missed = labels.isin([verdict.value for verdict in MISSED])
    strength = pd.Series("", index=labels.index).mask(missed & (acclaim >= thresholds.moderate), "moderate")
    return strength.mask(missed & (acclaim >= thresholds.overlooked), "strong")


def confidence(units: pd.DataFrame) -> "pd.Series[str]":
    """How firm a verdict is: `high`, `medium` or `low`.

    A fact read from a fit list or a document is high. A missed label is high when the body itself listed the film as
    eligible and three families speak for it, medium when eligibility is only presumed or fewer families speak. A held
    list or conflicting dates take one step away; UNKNOWN is always low.
    """
    facts = units["label"].isin(
        ["NOMINATED", "RESCINDED", "NOT_APPLICABLE", "WRONG_SEASON", "SHIFTED", "NOT_SUBMITTED"]
    )
    recorded = (units["label"] == "INELIGIBLE") & units["g1_reason"].str.startswith("record_")
    missed = units["label"].isin([verdict.value for verdict in MISSED])
    solid = missed & units["eligibility"].eq("eligible") & (units["families_n"] > FAMILIES_NEEDED)
    level = pd.Series(1, index=units.index).mask(facts | recorded | solid, 2)
    level = level - ((units["state"] == "held") | (missed & units["conflict"])).astype(int)
    level = level.mask(units["label"] == "UNKNOWN", 0).clip(0, 2)
    return level.map({0: "low", 1: "medium", 2: "high"}).astype("str")
