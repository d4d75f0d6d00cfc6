"""The place of a work by acclaim among those that were nominated in its place."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.judge.verdict.field import Contender, Place, places

NOT_KNOWN = math.nan


def nominee(acclaim: float, *fields: str) -> Contender:
    return Contender(fields or ("sound",), acclaim, nominated=True, racing=True, claimed=True)


def missed(acclaim: float, *fields: str, racing: bool = True, claimed: bool = True) -> Contender:
    return Contender(fields or ("sound",), acclaim, nominated=False, racing=racing, claimed=claimed)


def place(acclaim_place: int | None, ahead_of: int, of: int, *, nominees: int = 0, joint: bool = False) -> Place:
    return Place(acclaim_place, joint, ahead_of, of, nominees or of)


def test_a_work_is_placed_among_nominees_and_all_who_may_have_been() -> None:
    assert places([missed(80), nominee(90), missed(85), nominee(70)])[0] == place(3, 1, 2)


def test_works_of_the_same_acclaim_share_the_better_place_and_are_ahead_of_neither() -> None:
    assert places([missed(80), nominee(80), nominee(60)])[0] == place(1, 1, 2, joint=True)


def test_a_work_that_a_rule_barred_takes_nobodys_place() -> None:
    assert places([missed(80), missed(99, racing=False), nominee(70)])[0] == place(1, 1, 1)


@pytest.mark.parametrize("gem", [missed(80, claimed=False), missed(NOT_KNOWN)])
def test_too_little_evidence_gives_no_place_and_is_ahead_of_nobody(gem: Contender) -> None:
    assert places([gem, nominee(10)])[0] == place(None, 0, 1)


def test_evidence_of_one_kind_takes_no_place_from_another() -> None:
    assert places([missed(80), missed(95, claimed=False), nominee(70)])[0].acclaim_place == 1


def test_a_nominee_of_unknown_acclaim_is_behind_nobody_and_is_not_compared() -> None:
    alone = places([missed(99), nominee(NOT_KNOWN), nominee(70)])[0]
    assert alone == place(1, 1, 1, nominees=2)
    assert alone.share == 0.5


def test_a_half_of_a_split_award_counts_in_the_whole_too() -> None:
    halves = [nominee(90, "drama", "picture"), nominee(60, "comedy", "picture")]
    assert places([missed(70, "picture"), *halves])[0] == place(2, 1, 2)
    assert places([missed(70, "drama", "picture"), *halves])[0] == place(2, 0, 1)


def test_a_share_of_no_nominees_is_nothing() -> None:
    assert places([missed(70)])[0].share == 0.0


figures = st.floats(0, 100)


@given(st.lists(figures, max_size=12), st.lists(figures, max_size=12))
def test_places_agree_with_counting_one_by_one(nominated: list[float], rest: list[float]) -> None:
    works = [*map(nominee, nominated), *map(missed, rest)]
    for work, stands in zip(works, places(works), strict=True):
        assert stands.acclaim_place == 1 + sum(other.acclaim > work.acclaim for other in works)
        assert stands.ahead_of == sum(figure < work.acclaim for figure in nominated)
        assert stands.of_nominees == len(nominated)


@given(st.lists(st.one_of(st.just(NOT_KNOWN), st.integers(90, 99)), max_size=9), st.lists(st.integers(90, 99)))
def test_no_place_leaves_less_room_than_the_nominees_that_are_not_behind(
    nominated: list[float], rest: list[int]
) -> None:
    for stands in places([*map(missed, rest), *map(nominee, nominated)])[: len(rest)]:
        assert stands.joint or stands.of_nominees - stands.ahead_of < (stands.acclaim_place or 0)
