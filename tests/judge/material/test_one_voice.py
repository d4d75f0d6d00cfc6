"""Which of several sources of one list speaks."""

from typing import Any

import pytest

from tracker.judge.material.one_voice import meant
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


def told(tables: SeasonTables) -> dict[str, str]:
    """Films of the list that speaks by the people whom another source names for them."""
    people = tables.credits.groupby("statement")["name"].agg(";".join).to_dict()
    rows = tables.unheard[tables.unheard["means"] != ""]
    titles = dict(zip(tables.entries["film"], tables.entries["title"], strict=True))
    return {people[row.statement]: titles[row.means_film] for row in rows.itertuples(index=False)}


@pytest.fixture
def cast(season: World) -> World:
    """Another source names two people for the one film, for which it therefore does not stand in."""
    for name in ("Ann Bell", "Cy Dorn"):
        season.entry("actor_awards", "ensemble", "Gem", name, source="part", tier=3)
    return season.entry("actor_awards", "ensemble", "Gem", source="whole")


def test_all_whom_another_source_names_for_a_film_of_the_list_are_meant(cast: World) -> None:
    assert told(cast.tables()) == {"Ann Bell": "Gem", "Cy Dorn": "Gem"}
    assert cast.tables().entries["statement"].nunique() == 3


@pytest.mark.parametrize(("title", "same"), [("The Gem", True), ("Jewel", False)])
def test_a_title_that_a_list_prints_otherwise_costs_nobody_a_nomination(cast: World, title: str, same: bool) -> None:
    """Nothing joins the films: the titles are of one field, and the same but for what printings differ in."""
    tables = cast.tables()
    apart = tables.unheard.assign(film="printed:gem", title=title)
    assert all(map(any, meant(tables.entries, apart, tables.credits, tables.alike))) is same


@pytest.mark.parametrize(
    ("category", "film", "result"),
    [("lead_actress", "Gem", "nominated"), ("ensemble", "Gem", "won"), ("ensemble", "Reef", "nominated")],
)
def test_whoever_is_named_for_what_the_list_does_not_have_is_not_meant(
    cast: World, category: str, film: str, result: str
) -> None:
    cast.entry("actor_awards", category, film, "Di Orr", result=result, source="part", tier=3)
    assert "Di Orr" not in told(cast.tables())


def test_a_later_source_that_names_somebody_else_is_not_believed(cast: World) -> None:
    cast.entry("actor_awards", "ensemble", "Gem", "Ann Bell", source="rest", tier=4)
    cast.entry("actor_awards", "ensemble", "Gem", "Ed Poe", source="rest", tier=4)
    assert told(cast.tables()) == {"Ann Bell": "Gem", "Cy Dorn": "Gem"}


def test_people_of_a_film_that_a_list_names_alone_are_listed_with_the_page_that_names_them(cast: World) -> None:
    people = cast.judge().people
    rows = people[people["category"] == "ensemble"]
    assert rows["person"].tolist() == ["Ann Bell", "Cy Dorn"]
    assert rows["source"].unique().tolist() == ["part"]
    whole = cast.tables().entries.query("category == 'ensemble'")["statement"].tolist()
    assert rows["statement"].unique().tolist() == whole
    assert rows["position"].tolist() == [0, 1]
