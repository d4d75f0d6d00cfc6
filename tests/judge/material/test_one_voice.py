"""Which of several sources of one list speaks."""

from typing import Any

import pytest

from tracker.judge.material.tables import SeasonTables

World = Any


def said(tables: SeasonTables) -> set[tuple[str, str, str]]:
    """What the speaking sources say: source, film and people of each entry."""
    people = tables.credits.groupby("statement")["name"].agg(";".join).to_dict()
    titles = {"Q1000": "Gem", "Q1001": "Reef"}
    rows = tables.entries[["statement", "source", "film"]].itertuples(index=False)
    return {(str(row.source), titles[str(row.film)], people.get(str(row.statement), "")) for row in rows}


@pytest.fixture
def season(world: World) -> World:
    """A closed list of two films that names nobody."""
    world.film("Gem").film("Reef").listed("actor_awards", source="whole")
    world.entry("actor_awards", "supporting_actress", "Gem", source="whole")
    return world.entry("actor_awards", "supporting_actress", "Reef", source="whole")


def test_an_entry_without_people_is_said_by_the_source_that_names_them(season: World) -> None:
    season.entry("actor_awards", "supporting_actress", "Gem", "Ann Bell", source="part", tier=3)
    assert said(season.tables()) == {("part", "Gem", "Ann Bell"), ("whole", "Reef", "")}


def test_two_entries_of_one_film_are_said_by_the_source_that_names_both(season: World) -> None:
    season.entry("actor_awards", "supporting_actress", "Gem", source="whole")
    for name in ("Ann Bell", "Cy Dorn"):
        season.entry("actor_awards", "supporting_actress", "Gem", name, source="part")
    assert said(season.tables()) == {("part", "Gem", "Ann Bell"), ("part", "Gem", "Cy Dorn"), ("whole", "Reef", "")}


def test_who_of_two_was_meant_stays_open_where_the_other_source_names_one(season: World) -> None:
    season.entry("actor_awards", "supporting_actress", "Gem", source="whole")
    season.entry("actor_awards", "supporting_actress", "Gem", "Ann Bell", source="part")
    assert said(season.tables()) == {("whole", "Gem", ""), ("whole", "Reef", "")}


@pytest.mark.parametrize(
    ("category", "film", "result"),
    [
        ("lead_actress", "Gem", "nominated"),
        ("supporting_actress", "Gem", "won"),
    ],
)
def test_people_of_another_category_or_result_are_not_taken_over(
    season: World, category: str, film: str, result: str
) -> None:
    season.entry("actor_awards", category, film, "Ann Bell", result=result, source="part")
    assert said(season.tables()) == {("whole", "Gem", ""), ("whole", "Reef", "")}
