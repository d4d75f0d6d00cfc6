"""Before a body has spoken its nominations are to come: who is in the running, by what is known today."""

from typing import Any

import pytest

World = Any
RUNNING = "2013-11-28"
SEASON = 2013


@pytest.fixture
def race(world: World) -> World:
    """A season in which one body has spoken, and the Academy's page gives nothing yet."""
    world.listed("golden_globes", SEASON).listed("oscars", SEASON, state="missing", as_of=None, revision=None)
    for number in range(5):
        world.film(f"Contender {number}", year=SEASON, us="2013-10-01")
        world.entry("golden_globes", "director", f"Contender {number}", f"Director {number}", season=SEASON)
        world.entry("golden_globes", "picture", f"Contender {number}", season=SEASON)
    world.film("Elsewhere", year=SEASON, us="2013-10-01")
    return world.entry("golden_globes", "original_score", "Elsewhere", "Cy Composer", season=SEASON)


def own(world: World, as_of: str) -> Any:
    verdicts = world.judge(SEASON, as_of=as_of).verdicts
    return verdicts[verdicts["body"] == "oscars"]


def test_contenders_of_every_award_have_a_chance_and_no_verdict(race: World) -> None:
    verdicts = own(race, RUNNING)
    direction = verdicts[verdicts["category"] == "director"]
    named = direction[direction["film"] != "Elsewhere"]
    assert set(named["people"]) == {f"Director {number}" for number in range(5)}
    assert named["p_nomination"].between(0.05, 0.95).all()
    assert set(verdicts["label"]) == {"UNKNOWN"}
    assert set(verdicts["reason_code"]) == {"not_announced"}
    assert direction["field_size"].isna().all()
    expected = "Whether Director 0 will be nominated for directing Contender 0 at the 86th Academy Awards is open"
    assert expected in set(direction["sentence"].str.partition(":")[0])


def test_what_has_no_day_was_known_before_what_is_still_to_come(race: World) -> None:
    assert set(own(race, RUNNING)["e_reason"]) == {""}


def test_an_announcement_that_is_due_ends_it(race: World) -> None:
    assert "not_announced" in set(own(race, "2014-01-19")["reason_code"])
    late = own(race, "2014-01-20")
    assert set(late["reason_code"]) == {"list_missing"}
    assert not late.empty


def test_a_past_season_without_a_list_is_missing_and_not_to_come(race: World) -> None:
    verdicts = own(race, "2014-11-01")
    assert set(verdicts["reason_code"]) == {"list_missing"}
    assert not set(verdicts["category"]) - {"", "picture"}


def test_days_on_which_that_changes_are_named(race: World) -> None:
    turns = race.judge(SEASON, as_of=RUNNING).turns
    assert {"2014-01-20", "2014-11-01"} <= set(turns)


def test_an_award_that_the_ceremony_does_not_give_has_no_contenders(race: World) -> None:
    race.entry("golden_globes", "casting", "Contender 0", "Cass Caster", season=SEASON)
    assert "casting" not in set(own(race, RUNNING)["category"])


def test_a_list_that_nothing_was_learnt_of_gives_nobody_a_chance(world: World) -> None:
    world.listed("bifa", SEASON).listed("oscars", SEASON, state="missing", as_of=None, revision=None)
    for number in range(5):
        world.film(f"Contender {number}", year=SEASON, us="2013-10-01")
        world.entry("bifa", "director", f"Contender {number}", f"Director {number}", season=SEASON)
    direction = own(world, RUNNING)
    direction = direction[direction["category"] == "director"]
    assert len(direction) == 5
    assert direction["p_nomination"].isna().all()
    assert "" not in set(direction["e_reason"])


def test_less_is_expected_of_a_field_whose_contenders_are_not_all_known(race: World) -> None:
    def expected(world: World) -> float:
        verdicts = own(world, RUNNING)
        return float(verdicts.loc[verdicts["category"] == "director", "p_nomination"].sum())

    first = expected(race)
    race.listed("critics_choice", SEASON)
    for number in range(5):
        race.entry("critics_choice", "director", f"Contender {number}", f"Director {number}", season=SEASON)
    assert first < expected(race) < 5.0
