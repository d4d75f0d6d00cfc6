"""The encyclopaedia's list beside the body's own: a difference holds it; without the body's page it stands alone."""

from datetime import date

import pytest

from spiders.archive.replay import Archive
from spiders.catalogue import family_of, load_sources, read_page
from spiders.family import Intake
from tracker.domain.facts.records import NominationRecord, Origin, PageRecord, Record
from tracker.domain.lists.problems import Problem
from tracker.domain.verdicts import ListState

TITLE = "83rd Academy Awards"
OSCARS = load_sources()["oscars"]
PAGE = PageRecord(
    id=TITLE,
    source="oscars",
    title=TITLE,
    url="https://example.org/",
    sha256="0" * 64,
    retrieved_at="2026-01-01T00:00:00Z",
    origin=Origin.LIVE,
    ceremony=83,
)


@pytest.fixture(scope="module")
def records() -> list[Record]:
    text = Archive()._pages[TITLE]["revisions"][0]["slots"]["main"]["content"]
    return read_page(OSCARS, PAGE, text.encode())[0]


def judged(records: list[Record], official: list[NominationRecord] | None) -> tuple[ListState, list[Problem]]:
    lists = {} if official is None else {83: official}
    intake = Intake(OSCARS, [PAGE], records, official=lists)
    return family_of(OSCARS).judge(intake, date(2011, 3, 10))[83]


def test_without_the_bodys_page_the_list_stands_alone(records: list[Record]) -> None:
    assert judged(records, None)[0] is ListState.FIT


def test_two_lists_that_agree_are_fit(records: list[Record]) -> None:
    assert judged(records, [r for r in records if isinstance(r, NominationRecord)])[0] is ListState.FIT


def test_a_difference_holds_and_names_both(records: list[Record]) -> None:
    official = [r for r in records if isinstance(r, NominationRecord)]
    state, problems = judged(records, official[1:])
    held = [p for p in problems if p.code == "official_differs"]
    assert state is ListState.FIT
    assert [p.category for p in held] == ["Best Picture"]
    assert TITLE in held[0].message
    assert "the body's own page has not" in held[0].message


def test_the_bodys_own_page_is_asked_first_and_brings_no_second_list() -> None:
    official = load_sources()["oscars_official"]
    assert (official.verifies, official.categories, official.ceremonies) == (
        "oscars",
        OSCARS.categories,
        OSCARS.ceremonies,
    )
    state, _ = family_of(official).judge(Intake(official, [PAGE], []), date(2011, 3, 10))[None]
    assert state is ListState.FIT
