"""Labels, gates and reason codes of a verdict (definitions in docs/verdicts.md)."""

from enum import StrEnum


class Label(StrEnum):
    """The verdict on one unit: a body, ceremony, category and work, with or without people."""

    SNUB_SHOCK = "SNUB_SHOCK"
    SNUB = "SNUB"
    OVERLOOKED = "OVERLOOKED"
    SHUT_OUT = "SHUT_OUT"
    RETROSPECTIVE = "RETROSPECTIVE"
    NOMINATED = "NOMINATED"
    SHIFTED = "SHIFTED"
    INELIGIBLE = "INELIGIBLE"
    NOT_SUBMITTED = "NOT_SUBMITTED"
    WRONG_SEASON = "WRONG_SEASON"
    RESCINDED = "RESCINDED"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    WEAK_EVIDENCE = "WEAK_EVIDENCE"
    UNKNOWN = "UNKNOWN"


MISSED = frozenset({Label.SNUB_SHOCK, Label.SNUB, Label.OVERLOOKED, Label.SHUT_OUT})
"""Labels that may tell of a miss; whether one does is the verdict's own `missed` (`tracker.judge.verdict.misses`)."""


UNIT_KEY = ["body", "ceremony", "category", "film_key", "person"]
"""Columns that tell verdicts apart from one report to the next."""


class Eligibility(StrEnum):
    """Gate G1."""

    ELIGIBLE = "eligible"
    PRESUMED = "presumed"
    UNKNOWN = "unknown"
    INELIGIBLE = "ineligible"
    NOT_SUBMITTED = "not_submitted"


class ListState(StrEnum):
    """Gate G2: what is known of one ceremony's list."""

    FIT = "fit"
    HELD = "held"
    """The last crawl failed its checks; the last good list, if any, stays."""
    TRIAL = "trial"
    """Read by a parser that no person has verified on this body: feeds acclaim, closes nothing."""
    MISSING = "missing"
