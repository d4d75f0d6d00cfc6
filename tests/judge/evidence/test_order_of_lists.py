"""A list whose day nobody states is known first only where the seasons beside it leave no doubt of the order."""

from typing import Any

import pandas as pd
import pytest

from tracker.domain.bodies import announcement_days
from tracker.domain.rules import RuleBook
from tracker.judge.evidence import announcements
from tracker.judge.evidence.announcements import known
from tracker.judge.material.lists import ceremonies

World = Any


@pytest.fixture
def no_stated_days(monkeypatch: pytest.MonkeyPatch) -> None:
    """The days of this file's lists are those it gives them."""
    none = pd.DataFrame({"body": [], "film_year": pd.array([], "Int64"), "stated": [], "given": []})
    monkeypatch.setattr(announcements, "stated_days", lambda: none)


@pytest.mark.usefixtures("no_stated_days")
@pytest.mark.parametrize(
    ("before", "after", "is_known"),
    [
        ("12-13", "12-13", False),  # a day earlier twice: another year it may be a day later
        ("12-01", "12-13", False),
        ("12-01", "12-08", False),
        ("12-01", "12-07", True),
        ("12-01", "12-15", False),
    ],
)
def test_lists_of_one_week_change_places_and_tell_nothing_of_another_season(
    world: World, rules: RuleBook, before: str, after: str, is_known: bool
) -> None:
    for season, day in ((2008, before), (2009, None), (2010, after)):
        world.listed("golden_globes", season, announced_on=f"{season}-12-14")
        world.listed("critics_choice", season, announced_on=day and f"{season}-{day}")
        world.film(f"Film {season}", year=season).entry("critics_choice", "picture", f"Film {season}", season=season)
    tables = world.tables()
    own = ceremonies(tables, rules)
    entries = known(tables.entries, own[own["body"] == "golden_globes"]).entries
    assert ("Film 2009" in set(entries["title"])) is is_known


def test_where_two_bodies_speak_in_one_week_their_days_are_stated() -> None:
    days = announcement_days()
    seasons = [year for body, year in days if body == "critics_choice" and ("golden_globes", year) in days]
    first = {days["critics_choice", year].on < days["golden_globes", year].on for year in seasons}
    assert first == {True, False}
