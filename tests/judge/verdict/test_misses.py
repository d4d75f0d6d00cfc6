"""When a film that was shut out is a miss, and when it is a fact in the table; and what is a surprise."""

import math
from typing import Any

import pytest

from tracker.config import Thresholds
from tracker.judge.verdict.field import Place
from tracker.judge.verdict.labels import Unit, Verdict, decide

ABSENT = Unit(
    category="",
    won=False,
    nominated=False,
    unofficial=False,
    unannounced=False,
    eligibility="eligible",
    g1_reason="released",
    submission=False,
    may_be_barred=False,
    unnamed=False,
    conflict=False,
    state="fit",
    closed=True,
    list_reason="",
    given=True,
    wrong_season=False,
    not_told_apart=False,
    second_name=False,
    named_in="",
    named_whom=False,
    named_by_file=False,
    unsettled=False,
    nameless=False,
    shift="",
    p_nomination=math.nan,
    p_moved=math.nan,
    p_low=math.nan,
    mistakable=False,
    unheard=False,
    acclaim=90.0,
    families="peers;scores",
    families_n=2,
    scores=90.0,
    later=False,
    near_miss="",
    foreseen=False,
    field_size=5.0,
    short=False,
)


def place(acclaim_place: int, ahead_of: int, nominees: int) -> Place:
    return Place(acclaim_place, joint=False, ahead_of=ahead_of, of_nominees=nominees, nominees=nominees)


def judged(**facts: Any) -> Verdict:
    return decide(ABSENT._replace(**facts), Thresholds())


@pytest.mark.parametrize(
    ("backing", "miss"),
    [
        ({}, False),
        ({"place": place(1, 3, 12)}, True),
        ({"place": place(1, 2, 12)}, False),
        ({"place": place(1, 0, 0)}, False),
        ({"p_nomination": 0.51}, True),
        ({"p_nomination": 0.5}, False),
        ({"near_miss": "starred"}, True),
        ({"near_miss": "longlisted"}, False),
        ({"families": "scores", "families_n": 1, "place": place(1, 12, 12)}, False),
    ],
)
def test_a_film_shut_out_is_a_miss_only_where_something_backs_it(backing: dict[str, Any], miss: bool) -> None:
    verdict = judged(**backing)
    assert (verdict.label, verdict.missed) == ("SHUT_OUT", miss)


@pytest.mark.parametrize(
    ("backing", "miss"),
    [
        ({"place": place(1, 3, 12)}, False),
        ({"place": place(1, 6, 12)}, True),
        ({"p_nomination": 0.51}, True),
        ({"near_miss": "shortlisted"}, True),
    ],
)
def test_a_release_presumed_from_what_critics_list_needs_a_film_ahead_of_half(
    backing: dict[str, Any], miss: bool
) -> None:
    assert judged(eligibility="presumed", g1_reason="implied_by_critics", **backing).missed is miss
    assert judged(eligibility="presumed", g1_reason="implied_by_peer_list", place=place(1, 3, 12)).missed


@pytest.mark.parametrize(
    ("facts", "backing"),
    [
        ({"place": place(1, 3, 12)}, "acclaim"),
        ({"p_nomination": 0.51}, "chance"),
        ({"place": place(1, 3, 12), "p_nomination": 0.51}, "acclaim;chance"),
        ({"place": place(1, 3, 12), "p_nomination": 0.51, "near_miss": "starred"}, "near_miss;acclaim;chance"),
        ({}, ""),
    ],
)
def test_all_that_backs_a_film_that_was_shut_out_is_kept(facts: dict[str, Any], backing: str) -> None:
    assert judged(**facts).backing == backing


@pytest.mark.parametrize(("place", "miss"), [(place(2, 1, 5), True), (place(2, 0, 5), False)])
def test_in_a_category_the_label_decides(place: Place, miss: bool) -> None:
    verdict = judged(category="sound", place=place)
    assert (verdict.label == "OVERLOOKED", verdict.missed) == (miss, miss)


def test_a_work_that_may_have_been_disqualified_is_no_shock_and_never_sure() -> None:
    likely = {"category": "original_score", "p_nomination": 0.9, "families_n": 3}
    assert judged(**likely)[:1] + judged(**likely)[3:4] == ("SNUB_SHOCK", "high")
    barred = judged(**likely, may_be_barred=True)
    assert (barred.label, barred.confidence, barred.missed) == ("SNUB", "low", True)


def test_a_likelihood_that_may_be_a_colleague_s_is_never_sure() -> None:
    likely = {"category": "supporting_actress", "p_nomination": 0.9, "families_n": 3}
    assert [judged(**likely, mistakable=one).confidence for one in (False, True)] == ["high", "low"]
    stands = {"category": "supporting_actress", "place": place(2, 1, 5), "families_n": 3}
    assert judged(**stands, mistakable=True).confidence == judged(**stands).confidence


@pytest.mark.parametrize(("families", "label"), [(1, "WEAK_EVIDENCE"), (2, "SNUB_SHOCK")])
def test_a_likely_performance_without_a_name_is_a_snub_on_two_kinds_of_evidence(families: int, label: str) -> None:
    facts = {"category": "supporting_actress", "p_nomination": 0.9, "families_n": families}
    assert judged(**facts, unnamed=True).label == label
    assert (judged(**facts, unnamed=True).reason_code == "performance_not_named") == (families == 1)
    assert judged(**facts).label == "SNUB_SHOCK"


@pytest.mark.parametrize(("category", "p", "surprise"), [("sound", 0.2, True), ("sound", 0.6, False), ("", 0.2, False)])
def test_a_surprise_is_a_nomination_in_a_category_less_likely_than_not(category: str, p: float, surprise: bool) -> None:
    facts = {"category": category, "p_nomination": p, "p_moved": p}
    assert judged(nominated=True, **facts).surprising is surprise
    assert not judged(**facts).surprising
    assert not judged(nominated=True, **facts, foreseen=True).surprising
    assert not judged(nominated=True, **facts | {"p_moved": 0.9}).surprising
    assert not judged(nominated=True, **facts, passed_over=p).surprising, "nobody likelier was passed over"
    assert not judged(nominated=True, **facts, has_precursors=False).surprising


@pytest.mark.parametrize(
    ("p", "low", "confidence"), [(0.9, 0.4, "medium"), (0.9, 0.39, "low"), (0.6, 0.25, "medium"), (0.6, 0.24, "low")]
)
def test_an_interval_that_reaches_below_half_of_the_claim_lowers_confidence(
    p: float, low: float, confidence: str
) -> None:
    assert judged(category="director", p_nomination=p, p_low=low).confidence == confidence


@pytest.mark.parametrize(("low", "confidence"), [(0.4, "high"), (0.39, "medium")])
def test_the_chance_of_a_film_is_no_firmer_than_that_of_a_category(low: float, confidence: str) -> None:
    likely = {"p_nomination": 0.9, "families_n": 3}
    assert judged(**likely, p_low=low).confidence == confidence
    assert judged(**likely, p_low=0.9, unheard=True).confidence == "medium"
