"""A season of the film registry that has no films: not yet there is a state, gone is a failure."""

import json
from typing import Any

import pytest

from jobs.steps.collecting.collect import asks_for, collect
from jobs.steps.collecting.collected import Collected
from jobs.steps.overview import overview_of
from tracker.domain.facts.film_cells import credits_of, titles_of
from tracker.store import frames
from tracker.store.engine import reading
from tracker.store.plain import rows_of

NOTHING = json.dumps({"head": {"vars": []}, "results": {"bindings": []}}).encode()


@pytest.fixture
def empty(tools: Any) -> Any:
    return lambda _wiki, _parameters: tools.Reply(NOTHING, headers={"Content-Type": "application/sparql-results+json"})


def _read(context: Any, *seasons: int) -> tuple[Collected, int, list[str]]:
    """What came, how many films are known, and the registry's state."""
    (collected,) = collect(context, asks_for(context, ["wikidata_films"], seasons=seasons))
    with reading(context.engine) as conn:
        films = len(frames.films(conn))
        rows = rows_of(conn)("SELECT state FROM ceremony_list WHERE source = 'wikidata_films'")
    context.close()
    return collected, films, [state for (state,) in rows]


def test_a_season_that_is_only_beginning_is_not_there_yet(desk: Any, services: Any, tools: Any, empty: Any) -> None:
    services.faults["snubs:ids 2011"] = empty
    collected, films, states = _read(tools.live(desk, services).context(), 2011)
    assert (collected.status, collected.exit_code, films, states) == ("done", 0, 0, ["missing"])
    assert collected.problems == ["wikidata_films: no films of 2011 are known there yet"]
    later, films, states = _read(desk.context(), 2010)
    assert (later.status, states) == ("done", ["fit"])
    assert films > 0


def test_the_next_season_leaves_the_films_of_the_last_alone(worked: Any, services: Any, tools: Any, empty: Any) -> None:
    _, before, _ = _read(tools.live(worked.turn_live(), services).context(), 2010)
    services.faults["snubs:ids 2011"] = empty
    collected, films, states = _read(worked.context(), 2011)
    assert (collected.status, films, states) == ("done", before, ["missing"])
    assert worked.snubs("status").code == 0


@pytest.mark.parametrize("season", [2010, 2009])
def test_a_season_that_had_films_or_is_over_has_failed(
    worked: Any, services: Any, tools: Any, empty: Any, season: int
) -> None:
    _, before, _ = _read(tools.live(worked.turn_live(), services).context(), 2010)
    services.faults[f"snubs:ids {season}"] = empty
    collected, films, states = _read(tools.live(worked, services).context(), season)
    assert (collected.status, collected.exit_code, states) == ("failed", 30, ["held"])
    assert f"films of {season}: 127.0.0.1 has no rows" in collected.problems[0]
    assert films == before


def test_a_season_that_came_whole_stays_although_another_has_failed(
    desk: Any, services: Any, tools: Any, empty: Any
) -> None:
    services.faults["snubs:ids 2009"] = empty
    collected, films, states = _read(tools.live(desk, services).context(), 2009, 2010)
    assert (collected.status, collected.exit_code, states) == ("failed", 30, ["fit"])
    assert collected.problems == [
        "wikidata_films: films of 2009: 127.0.0.1 has no rows for the query films: the season is empty there"
    ]
    assert collected.new > 0
    assert films > 0


def test_films_without_their_releases_are_a_failure_even_now(desk: Any, services: Any, tools: Any, empty: Any) -> None:
    services.faults["snubs:releases 2010"] = empty
    context = tools.live(desk, services).context(tools.MONDAY.replace(year=2010))
    collected, films, _ = _read(context, 2010)
    assert (collected.status, films) == ("failed", 0)


def _answer(tools: Any, *rows: dict[str, tuple[str, str]]) -> Any:
    """An answer whose cells are entities (`Q…`) or texts with their language."""
    cells = [
        {
            name: {"type": "uri", "value": f"http://www.wikidata.org/entity/{text}"}
            if kind == "entity"
            else {"type": "literal", "value": text} | ({"xml:lang": kind} if kind else {})
            for name, (text, kind) in row.items()
        }
        for row in rows
    ]
    body = json.dumps({"head": {"vars": []}, "results": {"bindings": cells}}).encode()
    return lambda _wiki, _parameters: tools.Reply(body, headers={"Content-Type": "application/sparql-results+json"})


def test_a_season_brings_casts_and_the_titles_of_other_countries(desk: Any, services: Any, tools: Any) -> None:
    film = {"film": ("Q174371", "entity")}
    services.faults["snubs:credits 2010"] = _answer(
        tools, film | {"craft": ("cast", ""), "people": ("Q5001 Q5002", "")}
    )
    services.faults["snubs:names 2010"] = _answer(
        tools,
        {"person": ("Q5001", "entity"), "name": ("Kim Poe", "en"), "aliases": ("K. Poe", "")},
        {"person": ("Q5002", "entity"), "name": ("Gil Hay", "en")},
    )
    services.faults["snubs:titles 2010"] = _answer(
        tools,
        film | {"title": ("127 timer", "da"), "sort": ("release", ""), "country": ("Denmark", "en")},
    )
    context = tools.live(desk, services).context()
    _read(context, 2010)
    with reading(context.engine) as conn:
        films, persons = frames.films(conn).set_index("qid"), frames.persons(conn)
    blanks = overview_of(context).registry
    context.close()
    assert f"Registry: {len(films)} films, {len(films) - 1} without people" in blanks
    assert f"{len(films) - 1} without titles of other places" in blanks
    assert [c.name for c in credits_of(films.loc["Q174371", "credits"])] == ["Gil Hay", "Kim Poe"]
    assert [(t.title, t.place) for t in titles_of(films.loc["Q174371", "titles"])] == [("127 timer", "Denmark")]
    assert (films["credits"] == "").sum() == len(films) - 1
    assert persons[["qid", "name", "aliases"]].to_numpy().tolist() == [["Q5001", "Kim Poe", ("K. Poe",)]]
