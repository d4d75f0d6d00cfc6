"""Casts, crews and the titles of other countries tell which film a list means."""

import json
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.identity.corrections import Corrections
from tracker.identity.films.cases import _by_director
from tracker.identity.films.crews import begin_alike
from tracker.identity.films.registry import FilmRegistry
from tracker.identity.resolve import with_keys


def film(qid: str, title: str, year: int, *, titles: list[list[Any]] | None = None, **crafts: str) -> dict[str, Any]:
    credits = [[craft, name, None] for craft, names in crafts.items() for name in names.split(", ")]
    return {
        "qid": qid,
        "imdb": f"tt{qid[1:]}",
        "title": title,
        "year": year,
        "work_kind": "feature",
        "directors": crafts.get("director", "").split(", ") if "director" in crafts else [],
        "credits": json.dumps(credits) if credits else None,
        "titles": json.dumps(titles) if titles else None,
    }


def found(registry: list[dict[str, Any]], title: str, *named: tuple[str, str]) -> tuple[str, str, list[str]]:
    """Film key, step and candidates of a title of the films of 2010, with the people of each category."""
    statements = [f"s{n}" for n in range(len(named))]
    frames = {
        "nominations": pd.DataFrame(
            [{"statement": s, "film_year": 2010, "category": c} for s, (c, _) in zip(statements, named, strict=True)]
        ),
        "works": pd.DataFrame([{"statement": s, "title": title} for s in statements]),
        "credits": pd.DataFrame(
            [{"statement": s, "name": n, "link": None} for s, (_, n) in zip(statements, named, strict=True) if n],
            columns=["statement", "name", "link"],
        ),
        "films": pd.DataFrame(registry),
    }
    keyed = with_keys(frames)
    row = keyed["works"].iloc[0]
    return str(row["film"]), str(row["film_reason"]), keyed["candidates"]["film"].tolist()


def test_an_actor_of_the_cast_speaks_for_a_film_that_the_registry_dates_later() -> None:
    later = film("Q1", "Long Nights of Salt", 2011, director="Ann Lee", cast="Gil Hay, Ida Orr")
    assert found([later], "Long Nights of Salt", ("lead_actor", "Gil Hay"))[:2] == ("Q1", "scored")
    assert found([later], "Long Nights of Salt", ("picture", ""))[1] == "review"


def test_others_in_the_very_jobs_speak_against_a_film_of_a_similar_title() -> None:
    near = film("Q1", "Malice in the Meadow", 2010, cast="Gil Hay, Ida Orr")
    without = film("Q1", "Malice in the Meadow", 2010)
    assert found([without], "Alice in the Meadow", ("lead_actor", "Kim Poe"))[0] == "Q1"
    assert found([near], "Alice in the Meadow", ("lead_actor", "Kim Poe"))[0] != "Q1"
    assert found([near], "Alice in the Meadow", ("lead_actor", "Ida Orr"))[:2] == ("Q1", "scored")


def test_other_actors_speak_against_a_film_of_the_very_title_and_year() -> None:
    namesake = film("Q1", "Pearl", 2010, cast="Gil Hay", composer="Cy Ray")
    assert found([namesake], "Pearl", ("lead_actor", "Kim Poe"))[0] != "Q1"
    assert found([namesake], "Pearl", ("lead_actor", "Kim Poe"), ("original_score", "Cy Ray"))[:2] == (
        "Q1",
        "title_year",
    )
    assert found([namesake], "Pearl", ("costume_design", "Kim Poe"))[:2] == ("Q1", "title_year")


@pytest.mark.parametrize(
    "told",
    [["Perle", "native", "de", None], ["Perle", "release", "en-gb", None], ["Perle", "original", "fr", "France"]],
)
def test_a_title_of_another_country_or_language_finds_the_film(told: list[Any]) -> None:
    assert found([film("Q1", "Pearl Fishers", 2010, titles=[told])], "Perle", ("picture", ""))[:2] == (
        "Q1",
        "title_year",
    )
    assert found([film("Q1", "Pearl Fishers", 2010)], "Perle", ("picture", ""))[0] != "Q1"


def test_a_directors_one_film_of_the_year_is_taken_when_the_titles_begin_alike() -> None:
    renamed = film("Q1", "The Corsairs! In a Storm with Scholars", 2010, director="Ann Lee")
    assert found([renamed], "The Corsairs! Crew of Rascals", ("animated_feature", "Ann Lee"))[:2] == ("Q1", "scored")
    assert found([renamed], "The Corsairs! Crew of Rascals", ("animated_feature", "Bo Ek"))[0] != "Q1"


def test_a_directors_film_without_a_date_is_not_of_the_year() -> None:
    undated, before = film("Q1", "The Bread", 2010, director="Ann Lee"), film("Q2", "Gull", 2009, director="Ann Lee")
    registry = FilmRegistry.of(pd.DataFrame([undated | {"year": None}, before]).astype({"year": "Int64"}))
    case = SimpleNamespace(case="c", title="Gilde", film_year=2010.0, short=False, people=("Ann Lee",), named=())
    (likely,) = _by_director(case, registry, Corrections())
    assert (likely.film, likely.agreed) == ("Q2", False)
    assert json.dumps(likely.agreed) == "false", "it is kept as JSON"


def test_a_directors_film_of_another_title_is_for_a_person_to_look_at() -> None:
    translated = film("Q1", "The Feast", 2009, director="Ann Lee")
    assert found([translated], "Gilde", ("international_feature", "Ann Lee")) == (
        "printed:gilde|2010",
        "review",
        ["Q1"],
    )
    before = film("Q2", "Gilde of the Seven Northern Rivers", 2009, director="Ann Lee")
    assert found([before], "Gilde: A Story of Bread", ("director", "Ann Lee"))[1] == "review"
    two = [
        film("Q3", "Gilde of the Seven Northern Rivers", 2010, director="Ann Lee"),
        film("Q4", "The Feast", 2010, director="Ann Lee"),
    ]
    assert found(two, "Gilde: A Story of Bread", ("director", "Ann Lee"))[1] == "review"
    old = film("Q5", "The Feast", 2007, director="Ann Lee")
    assert found([old], "Gilde", ("director", "Ann Lee"))[1] == "printed"


@given(st.text(max_size=60), st.text(max_size=60))
def test_beginnings_are_compared_whatever_the_titles_hold(one: str, other: str) -> None:
    assert begin_alike(one, other) == begin_alike(other, one)
    assert not begin_alike("", other)
