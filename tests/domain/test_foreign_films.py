"""A prize for films of another country is not one for films in another language."""

import pytest

from tracker.domain.bodies import counts_as
from tracker.domain.rules import load_rules


@pytest.mark.parametrize("body", ["spirit_awards", "bifa", "cesar", "saturn_awards"])
def test_a_prize_that_films_in_the_bodys_own_language_may_win_counts_as_its_own_kind(body: str) -> None:
    assert counts_as(body, "international_feature") == "foreign_film"
    assert counts_as(body, "director") == "director"


@pytest.mark.parametrize("body", ["oscars", "baftas", "golden_globes", "critics_choice", "london_critics", "lafca"])
def test_one_for_another_language_counts_as_that(body: str) -> None:
    assert counts_as(body, "international_feature") == "international_feature"


def test_the_first_says_nothing_of_the_second() -> None:
    assert "international_feature" not in load_rules().equivalence.feeds("foreign_film", 2018)
