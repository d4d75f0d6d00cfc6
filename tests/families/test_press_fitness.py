"""What arrived of the press is taken in also beside a feed that did not."""

from datetime import date

import pytest

from spiders.catalogue import family, load_sources
from spiders.family import Intake
from tracker.domain.facts.records import Origin, PageRecord
from tracker.domain.lists.problems import Problem
from tracker.domain.verdicts import ListState

TODAY = date(2011, 2, 14)
PAGE = PageRecord(
    id="http://a.example/winter",
    source="press",
    title="http://a.example/winter",
    url="http://a.example/winter",
    retrieved_at="2011-02-14T00:00:00Z",
    origin=Origin.LIVE,
)


@pytest.mark.parametrize(
    ("pages", "problem", "state"),
    [
        ([PAGE], Problem(code="http_status", message="the feed answered 404"), ListState.FIT),
        ([PAGE], Problem(code="parser_crashed", message="the parser broke", page=PAGE.id), ListState.HELD),
        ([], Problem(code="http_status", message="the feed answered 404"), ListState.HELD),
    ],
)
def test_articles_are_taken_in_beside_a_feed_that_cannot_be_read(
    pages: list[PageRecord], problem: Problem, state: ListState
) -> None:
    judged = family("press").judge(Intake(load_sources()["press"], pages, [], [problem], finished=False), TODAY)
    assert judged == {None: (state, [problem])}
