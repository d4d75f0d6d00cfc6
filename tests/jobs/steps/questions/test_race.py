"""Who is in the running for nominations that are still to come, and who has spoken."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tracker.domain.bodies import bodies

FILMS = ("Alder", "Birch", "Cedar", "Dogwood", "Elm")
DAY = datetime(2011, 1, 10, 9, tzinfo=UTC)
"""Before the Academy's nominations of that season (days.yml)."""
RUNNING = 2010


def bring(desk: Any, folder: Path, body: str, year: int, **awards: tuple[str, ...]) -> None:
    """A list with every award that the body gives: some films by concept, and others of no interest besides."""
    [ceremony] = bodies()[body].ceremonies.of_film_year(year)
    rows = ["body,film_year,category,title,nominees"]
    for place, (name, category) in enumerate(bodies()[body].categories.items()):
        if category.given_at(ceremony.number) and not category.optional:
            least, _ = category.size_at(ceremony.number) or (1, 1)
            films = awards.get(category.concept) or [f"Other{place} {number}" for number in range(least)]
            rows += [f'{body},{year},"{name}","{film}",{film.split()[0]} Doe' for film in films]
    file = folder / f"{body}-{year}.csv"
    file.write_text("\n".join(rows), encoding="utf-8")
    options = ("--as-of", f"{year + 1}-01-05", "--tier", "1", "--complete", "--name", f"{body}-{year}")
    ran = desk.snubs("import", "nominations", str(file), *options, at=DAY)
    assert ran.code == 0, ran.err


@pytest.fixture
def race(desk: Any, tmp_path: Path) -> Any:
    """A desk in whose running season one body has spoken."""
    live = desk.set(offline=False, contact="desk@example.org")
    bring(live, tmp_path, "golden_globes", RUNNING, director=FILMS)
    return live


def asked(desk: Any, *words: str) -> Mapping[str, Any]:
    answer: Mapping[str, Any] = json.loads(desk.snubs("race", *words, "--json", at=DAY).out)
    return answer


def test_contenders_have_a_chance_and_the_bodies_that_named_them(race: Any) -> None:
    rows = asked(race, "oscars", "director")["contenders"]
    direction = [row for row in rows if row["film"] in FILMS]
    assert len(direction) == len(FILMS)
    assert all(row["named"] == ["Golden Globe Awards"] and 0 < row["p_nomination"] < 1 for row in direction)
    assert all(row["people"] == [f"{row['film']} Doe"] for row in direction)


def test_who_was_passed_over_and_who_is_still_to_speak_are_told_apart(race: Any, tmp_path: Path) -> None:
    bring(race, tmp_path, "critics_choice", RUNNING, director=("Alder", "Fir", "Gum", "Holly", "Ivy", "Juniper"))
    rows = {row["film"]: row for row in asked(race, "oscars", "director")["contenders"]}
    assert rows["Fir"]["passed_over"] == ["Golden Globe Awards"]
    shown = " ".join(race.snubs("race", "oscars", "director", at=DAY).out.split())
    assert "Critics' Choice Movie Awards; Golden Globe Awards" in shown
    assert rows["Alder"]["passed_over"] == []
    assert rows["Alder"]["to_come"] == ["British Academy Film Awards"], "actors' awards have no prize for directing"


def test_each_award_names_its_likeliest_contenders(race: Any) -> None:
    ran = race.snubs("race", "oscars", at=DAY)
    assert ran.code == 0, ran.err
    assert "Alder Doe (Alder)" in ran.out
    assert {row["category"] for row in asked(race, "oscars")["awards"]} >= {"director", "supporting_actress"}


def test_a_season_s_answer_leads_to_it(race: Any) -> None:
    said = "Nominations are still to come: `snubs race` shows who is in the running."
    assert said in race.snubs("season", str(RUNNING), at=DAY).out
    assert said not in race.snubs("season", str(RUNNING), "golden_globes", at=DAY).out


def test_of_a_body_that_has_spoken_nothing_is_to_come(race: Any) -> None:
    ran = race.snubs("race", "golden globe", at=DAY)
    assert ran.code == 2
    assert f"`snubs season {RUNNING}` tells of those made" in ran.err


def test_what_precursors_have_been_worth_is_counted_in_other_seasons(race: Any, tmp_path: Path) -> None:
    for year in (RUNNING - 1, RUNNING - 2):
        bring(race, tmp_path, "golden_globes", year, director=FILMS)
        bring(race, tmp_path, "oscars", year, director=("Alder", "Birch", "Gum", "Holly", "Ivy"))
    [alder, *_] = asked(race, "oscars", "director")["contenders"]
    assert alder["worth"].startswith("Of ")
    assert f"(films of {RUNNING - 2} to {RUNNING - 1})" in alder["worth"]


def test_a_prize_for_any_screenplay_speaks_for_the_awards_that_a_body_gives(race: Any, tmp_path: Path) -> None:
    bring(race, tmp_path, "golden_globes", RUNNING, screenplay=FILMS)
    awards = {row["award"] for row in asked(race, "oscars")["awards"]}
    assert "Adapted Screenplay or Original Screenplay" in awards
    assert "Screenplay" not in awards, "the Academy gives no such award"
    for award in ("original screenplay", "adapted screenplay"):
        assert {*FILMS} <= {row["film"] for row in asked(race, "oscars", award)["contenders"]}
    assert (
        "tells whether for Adapted Screenplay or Original Screenplay: Alder Doe (Alder)"
        in race.snubs("race", "oscars", "original screenplay", at=DAY).out
    )


def test_a_season_without_data_is_not_said_to_have_been_told_of(race: Any) -> None:
    ran = race.snubs("race", "--season", "1950", at=DAY)
    assert ran.code == 2
    assert "nothing of the films of 1950 is at hand" in ran.err


def test_a_body_passed_over_no_film_that_it_had_in_the_season_before(race: Any, tmp_path: Path) -> None:
    others = ("Fir", "Gum", "Holly", "Ivy", "Juniper")
    bring(race, tmp_path, "baftas", RUNNING - 1, director=("Alder", *others[1:]))
    bring(race, tmp_path, "baftas", RUNNING, director=others)
    rows = {row["film"]: row for row in asked(race, "oscars", "director")["contenders"]}
    assert rows["Birch"]["passed_over"] == ["British Academy Film Awards"]
    assert rows["Alder"]["passed_over"] == []


def test_a_film_that_the_body_had_in_the_season_before_is_not_in_the_running(race: Any, tmp_path: Path) -> None:
    bring(race, tmp_path, "oscars", RUNNING - 1, director=("Alder", "Gum", "Holly", "Ivy", "Juniper"))
    films = {row["film"] for row in asked(race, "oscars", "director")["contenders"]}
    assert "Birch" in films
    assert "Alder" not in films


def test_an_award_is_asked_for_with_its_body(race: Any) -> None:
    ran = race.snubs("race", "", "director", at=DAY)
    assert ran.code == 2
    assert "say whose award 'director' is" in ran.err
