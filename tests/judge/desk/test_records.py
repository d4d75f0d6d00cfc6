"""Records: who leads, what counts as a miss, and a scope that names what was searched and left aside."""

import json
from typing import Any

import pytest

from tracker.domain.rules import RuleBook
from tracker.judge.desk.records import BY, By, Records, records


def made_of(world: Any) -> Any:
    """Two closed seasons; Grand leads with three precursor nominations, Petit has two, Loud was nominated itself."""
    for season in (2009, 2010):
        world.listed("oscars", season=season).listed("baftas", season=season).listed("golden_globes", season=season)
    world.film("Grand", countries=["France", "Italy"], distributor="Lantern")
    world.film("Petit", year=2009, countries=["France"])
    world.film("Loud", distributor="Lantern").film("Foreign")
    world.entry("baftas", "picture", "Grand", result="won").entry("baftas", "director", "Grand", "Ann")
    world.entry("golden_globes", "picture", "Grand").entry("nyfcc", "picture", "Petit", result="won", season=2009)
    for slug in ("picture", "director"):
        world.entry("golden_globes", slug, "Petit", season=2009)
    world.entry("baftas", "picture", "Loud").entry("baftas", "director", "Loud", "Bob").entry("baftas", "sound", "Loud")
    world.entry("baftas", "cinematography", "Loud").entry("oscars", "sound", "Loud")
    world.entry("baftas", "debut", "Loud")
    for slug in ("picture", "director", "cinematography"):
        world.entry("oscars", slug, "Field")
    world.entry("baftas", "picture", "Foreign", official=False)
    return world.entry("baftas", "sound", "Foreign", result="longlisted")


def found(world: Any, rules: RuleBook, by: By = "film", **more: Any) -> Records:
    return records(made_of(world).tables(), rules, body="oscars", by=by, **more)


def table(answer: Records) -> list[tuple[Any, ...]]:
    return list(answer.rows[["group", "rank", "film", "precursor_nominations"]].itertuples(index=False, name=None))


def test_the_leader_is_named_with_what_it_had(world: Any, rules: RuleBook) -> None:
    answer = found(world, rules)
    assert table(answer) == [("", 1, "Grand", 3), ("", 2, "Petit", 2)]
    first = answer.rows.iloc[0]
    assert (first["precursor_wins"], first["film_year"], first["categories"]) == (1, 2010, "Best Picture; Director")
    assert "British Academy" in first["bodies"]


def test_the_scope_names_films_bodies_lists_and_years(world: Any, rules: RuleBook) -> None:
    scope = found(world, rules).scope
    assert "3 films of 2009 to 2010, nominated by " in scope
    assert "Golden Globe Awards (2 lists)" in scope
    assert "against 2 complete lists of the Academy Awards" in scope


def test_by_craft_a_film_counts_where_it_was_not_nominated(world: Any, rules: RuleBook) -> None:
    leaders = {row[0]: row[2:] for row in table(found(world, rules, "craft", top=1)) if row[0] != "director"}
    assert leaders == {"picture": ("Grand", 2), "cinematography": ("Loud", 1)}


def test_groups_come_from_the_registry_and_blanks_are_counted(world: Any, rules: RuleBook) -> None:
    by_country = found(world, rules, "country")
    assert table(by_country) == [("France", 1, "Grand", 3), ("France", 2, "Petit", 2), ("Italy", 1, "Grand", 3)]
    by_distributor = found(world.__class__(), rules, "distributor")
    assert [row[0] for row in table(by_distributor)] == ["Lantern"]
    assert "1 film without a distributor on record" in by_distributor.scope


def test_a_season_without_a_complete_list_is_not_searched(world: Any, rules: RuleBook) -> None:
    made = made_of(world).film("Unlisted", year=2008).entry("baftas", "picture", "Unlisted", season=2008)
    answer = records(made.tables(), rules, body="oscars", by="film")
    assert "Unlisted" not in set(answer.rows["film"])
    assert found(world.__class__(), rules, seasons=range(1950, 1960)).scope.startswith("Nothing was searched")


def test_what_may_be_nominated_under_another_key_and_what_a_record_bars_are_left_aside(
    world: Any, rules: RuleBook
) -> None:
    made = made_of(world).entry("baftas", "picture", "Twin").entry("golden_globes", "picture", "Twin")
    made.film("Twin (film)").entry("oscars", "sound", "Twin (film)")
    made.rows["works"][-1]["title"] = "Twin"
    made.record("oscars", "Grand", "ineligible")
    answer = records(made.tables(), rules, body="oscars", by="film")
    assert set(answer.rows["film"]) == {"Petit"}
    assert "1 film not eligible by a record" in answer.scope


def test_ties_for_the_last_place_are_all_there(world: Any, rules: RuleBook) -> None:
    made = made_of(world).film("Equal").entry("baftas", "picture", "Equal").entry("golden_globes", "director", "Equal")
    answer = records(made.tables(), rules, body="oscars", by="film", top=2)
    assert [(r, f) for _, r, f, _ in table(answer)] == [(1, "Grand"), (2, "Petit"), (2, "Equal")]


@pytest.mark.parametrize("by", BY)
def test_an_empty_database_gives_an_empty_answer(world: Any, rules: RuleBook, by: By) -> None:
    answer = records(world.tables(), rules, body="oscars", by=by)
    assert answer.rows.empty
    assert answer.scope.startswith("Nothing was searched")


def unread(made: Any, season: int, *rows: dict[str, Any]) -> Any:
    """The Oscars' list of a season with categories that nobody read."""
    for one in made.rows["lists"]:
        if (one["body"], one["film_year"]) == ("oscars", season):
            one["unread"] = json.dumps(rows)
    return made


@pytest.mark.parametrize(
    ("season", "text", "left"),
    [
        (2010, "Grand – Ann", {"Petit"}),
        (2009, "Grand – Ann", {"Petit"}),
        (2010, "Somebody else", {"Grand", "Petit"}),
        (2010, None, {"Petit"}),
    ],
)
def test_a_film_that_may_stand_in_what_was_not_read_holds_no_record(
    world: Any, rules: RuleBook, season: int, text: str | None, left: set[str]
) -> None:
    made = unread(made_of(world), season, {"name": "Sound", "category": "sound", "text": text})
    answer = records(made.tables(), rules, body="oscars", by="film")
    assert set(answer.rows["film"]) == left
    assert "2 complete lists of the Academy Awards, in 1 of which a category was not read" in answer.scope
    assert ("1 film that may stand in what of a list was not read" in answer.scope) == (len(left) < 2)


def test_by_craft_a_category_that_was_not_read_has_no_record_of_its_season(world: Any, rules: RuleBook) -> None:
    held = {"name": "Photography", "category": "cinematography", "text": "Somebody else"}
    made = unread(made_of(world), 2010, held)
    leaders = {row[0]: row[2:] for row in table(records(made.tables(), rules, body="oscars", by="craft", top=1))}
    assert "cinematography" not in leaders
    assert leaders["picture"] == ("Grand", 2)
    passed = unread(made_of(world.__class__()), 2010, held | {"passed": "a remark (A. Desk)"})
    by_craft = table(records(passed.tables(), rules, body="oscars", by="craft", top=1))
    assert {row[0]: row[2:] for row in by_craft}["cinematography"] == ("Loud", 1)


def foreign(world: Any, **release: str) -> Any:
    """Two seasons' lists, of which the Oscars' first is not at hand, and an older film that another body honoured."""
    for body in ("oscars", "baftas"):
        world.listed(body, season=2010)
    world.film("Field").film("Dance", year=2009, countries=["France"], **release)
    return world.entry("oscars", "picture", "Field").entry("baftas", "international_feature", "Dance")


def test_a_film_that_the_report_calls_shut_out_is_searched_whatever_kind_honoured_it(
    world: Any, rules: RuleBook
) -> None:
    made = foreign(world).film("Dagenham", us="2010-11-19", countries=["United Kingdom"])
    answer = records(made.entry("baftas", "british_film", "Dagenham").tables(), rules, body="oscars", by="film")
    assert set(answer.rows["film"]) == {"Dagenham"}
    assert "1 film that may belong to a season whose list is not at hand" in answer.scope


def test_what_the_rules_bar_holds_no_record(world: Any, rules: RuleBook) -> None:
    made = foreign(world, us="2008-05-01").release("Dance", "2008-05-01", "United States")
    answer = records(made.tables(), rules, body="oscars", by="film")
    assert answer.rows.empty
    assert "Left aside: 1 film not eligible by kind or days of release." in answer.scope


def test_by_craft_a_disqualified_work_holds_no_record(world: Any, rules: RuleBook) -> None:
    made = made_of(world).record("oscars", "Loud", "ineligible", category="cinematography")
    leaders = {row[0] for row in table(records(made.tables(), rules, body="oscars", by="craft"))}
    assert "cinematography" not in leaders
    assert "picture" in leaders


def test_an_award_without_a_concept_is_called_what_its_list_calls_it(world: Any, rules: RuleBook) -> None:
    made = made_of(world).entry("baftas", "other", "Grand", category_as_printed="Best Action Movie")
    first = records(made.tables(), rules, body="oscars", by="film").rows.iloc[0]
    assert first["categories"] == "Best Picture; Director; Best Action Movie"
