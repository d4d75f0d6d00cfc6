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


@pytest.mark.parametrize("text", ["", "..", "twenty", "2000..", "-5..3"])
def test_seasons_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(ConfigError, match=r"--seasons .*say a film year"):
        parse_seasons(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2025..2018", "the span ends before it begins: --seasons 2025..2018"),
        ("1066", "--seasons 1066: film years lie between 1900 and 2200"),
        ("2000..9999", "--seasons 2000..9999: film years lie between 1900 and 2200"),
    ],
)
def test_what_is_wrong_with_a_span_of_seasons_is_said(text: str, says: str) -> None:
    with pytest.raises(ConfigError, match=f"^{says}$"):
        parse_seasons(text)


def test_several_seasons_are_asked_of_a_registry_and_of_a_body(worked: Any) -> None:
    registry, body = asks_for(worked.context(), ["wikidata_films", "oscars"], seasons=[2009, 2010])
    assert registry.film_years == (2009, 2010)
    assert body.ceremonies == (82, 83)
