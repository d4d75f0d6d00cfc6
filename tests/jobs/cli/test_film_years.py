"""Film years as options name them."""

from typing import Any

import pytest

from jobs.steps.collecting.collect import asks_for
from jobs.steps.judging.film_years import parse_seasons
from tracker.domain.errors import ConfigError


@pytest.mark.parametrize(
    ("text", "years"), [("2000..2002", [2000, 2001, 2002]), ("2010", [2010]), ("2009-2010", [2009, 2010])]
)
def test_seasons_as_typed(text: str, years: list[int]) -> None:
    assert parse_seasons(text) == years


@pytest.mark.parametrize("text", ["", "..", "2003..2000", "twenty", "2000..", "-5..3", "1066", "2000..9999"])
def test_seasons_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(ConfigError, match=r"--seasons .*say a film year"):
        parse_seasons(text)


def test_several_seasons_are_asked_of_a_registry_and_of_a_body(worked: Any) -> None:
    registry, body = asks_for(worked.context(), ["wikidata_films", "oscars"], seasons=[2009, 2010])
    assert registry.film_years == (2009, 2010)
    assert body.ceremonies == (82, 83)
