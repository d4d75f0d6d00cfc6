"""A prize that many share is one piece of evidence about the ensemble, not one for each of them."""

from typing import Any

import pytest

World = Any


@pytest.mark.parametrize(
    ("sharing", "as_of_whom"), [(1, "lead_actress"), (2, "lead_actress"), (3, "ensemble"), (6, "ensemble")]
)
def test_a_prize_for_many_is_for_the_ensemble(world: World, sharing: int, as_of_whom: str) -> None:
    world.listed("oscars").film("Film").entry(
        "cannes", "lead_actress", "Film", *(f"Actress {i}" for i in range(sharing)), result="won"
    )
    entries = world.tables().entries
    assert list(entries["counted_as"]) == [as_of_whom]


def test_nobody_who_shares_such_a_prize_is_missed_for_it_alone(world: World) -> None:
    world.listed("oscars").film("Film", us="2010-05-01").film("Other", us="2010-05-01")
    world.entry("oscars", "lead_actress", "Other", "Somebody")
    world.entry("cannes", "lead_actress", "Film", *(f"Actress {i}" for i in range(6)), result="won")
    rows = world.judge().verdicts
    assert rows[(rows["body"] == "oscars") & (rows["film"] == "Film") & (rows["category"] == "lead_actress")].empty
