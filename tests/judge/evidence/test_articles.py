"""Film articles beside the lists: they name crafts, speak for bodies without a list, and never override one."""

import json
import math
from typing import Any

import pandas as pd
import pytest

from tracker.domain.facts.frames import FRAMES
from tracker.domain.rules import RuleBook
from tracker.frames import frame_of
from tracker.identity.resolve import with_keys
from tracker.judge.evidence.articles import accolade_evidence, contradictions, credited
from tracker.judge.evidence.gather import Score, settled_scores
from tracker.judge.material.keys import Person, UnitKey
from tracker.judge.material.tables import build

PAGE = {"source": "wikipedia_film", "tier": 2, "licence": "CC BY-SA 4.0", "source_url": "https://wiki.example/One"}
FILMS = pd.DataFrame({"film_year": pd.array([2010], dtype="Int64"), "film_key": ["Q1000"]})


def row(**more: Any) -> dict[str, Any]:
    claim = {"statement": f"a-{sorted(more.items())}", "qid": "Q1000", "body": "saturn_awards", "result": "won"}
    claim |= {"category": "director", "category_as_printed": "Best Director", "people": ["Ann Lee"], "number": None}
    return PAGE | {"body_as_printed": "Saturn", "year": None, "page_title": "One"} | claim | more


def tables(world: Any, **frames: list[dict[str, Any]]) -> Any:
    return build(with_keys(world.frames() | {name: frame_of(rows, FRAMES[name]) for name, rows in frames.items()}))


def test_a_body_without_a_list_is_heard_through_the_article(world: Any, rules: RuleBook) -> None:
    rows = accolade_evidence(tables(world.film("One"), accolades=[row()]), rules, FILMS)
    assert rows[["film_key", "body", "category", "family", "feeds"]].to_numpy().tolist() == [
        ["Q1000", "saturn_awards", "director", "peers", "acclaimed"]
    ]
    assert rows["claim"].tolist() == ["Won Best Director – Saturn Awards (Ann Lee)"]


def test_a_list_that_was_read_speaks_alone(world: Any, rules: RuleBook) -> None:
    read = world.film("One").film("Two").entry("saturn_awards", "director", "Two").listed("saturn_awards")
    assert accolade_evidence(tables(read, accolades=[row()]), rules, FILMS).empty


def test_a_list_on_trial_speaks_alone_too(world: Any, rules: RuleBook) -> None:
    read = world.film("One").film("Two").entry("saturn_awards", "director", "Two")
    read.listed("saturn_awards", state="trial", found=5)
    assert accolade_evidence(tables(read, accolades=[row()]), rules, FILMS).empty


def test_what_an_article_cannot_settle_says_nothing(world: Any, rules: RuleBook) -> None:
    rows = [row(body="oscars"), row(body=None), row(result="pending"), row(year=1999), row(qid="Q9")]
    assert accolade_evidence(tables(world.film("One"), accolades=rows), rules, FILMS).empty


def test_a_performance_speaks_for_its_film(world: Any, rules: RuleBook) -> None:
    rows = accolade_evidence(tables(world.film("One"), accolades=[row(category="lead_actor")]), rules, FILMS)
    assert rows["category"].tolist() == [""]


def test_a_row_against_a_closed_list_is_named(world: Any) -> None:
    listed = world.film("One").film("Two").entry("oscars", "director", "Two", result="won").listed("oscars")
    listed.entry("oscars", "film_editing", "One")
    rows = [
        row(body="oscars", number=83, result="nominated"),
        row(body="oscars", number=83, category="film_editing", result="won"),
        row(body="oscars", number=83, category="film_editing", result="nominated"),
        row(body="oscars", number=83, category="sound"),
        row(body="oscars", number=82),
    ]
    conflicts = contradictions(tables(listed, accolades=rows))
    assert conflicts[["film", "category", "article_says", "list_says"]].to_numpy().tolist() == [
        ["Q1000", "director", "nominated", ""],
        ["Q1000", "film_editing", "won", "nominated"],
    ]


def test_an_article_names_the_craft_that_nobody_else_names(world: Any) -> None:
    credits = [
        PAGE | {"statement": f"c{n}", "qid": "Q1000", "position": n, "craft": craft, "name": name, "note": note}
        for n, (craft, name, note) in enumerate(
            [
                ("cinematographer", "Anna Bell", None),
                ("editor", "Bo Ek", None),
                ("editor", "Cy Oz", "uncredited"),
                ("producer", "Di Fu", None),
            ]
        )
    ]
    known = tables(world.film("One"), film_credits=credits)
    people = credited(known, [(0, "Q1000")], [])
    assert [(one.unit.category, one.name) for one in people] == [
        ("cinematography", "Anna Bell"),
        ("film_editing", "Bo Ek"),
    ]
    listed = Person(UnitKey(0, "film_editing", "Q1000"), "name:x", "X", "")
    assert [one.name for one in credited(known, [(0, "Q1000")], [listed])] == ["Anna Bell"]


def test_of_two_figures_the_one_from_more_reviews_counts() -> None:
    few, many = (Score((2010, "Q1"), "tomatometer", value, n) for value, n in ((96.0, 152.0), (95.0, 164.0)))
    uncounted = [Score((2010, "Q1"), "metascore", value, math.nan) for value in (83.0, 85.0)]
    assert settled_scores([few, many, *uncounted]) == [many, *uncounted]


@pytest.mark.parametrize("name", ["credits", "film_credits"])
def test_credits_of_one_kind_alone_find_their_people(name: str) -> None:
    some = pd.DataFrame({"statement": ["x"], "name": ["Ann Lee"], "link": [None]})
    none = pd.DataFrame({"statement": [], "name": [], "link": []}, dtype=object)
    frames = {"credits": none, "film_credits": none} | {name: some}
    tables = with_keys(frames)
    assert tables[name]["person"].tolist() == ["name:ann lee"]
    assert {len(tables[kind]) for kind in frames} == {0, 1}


def test_a_row_in_a_category_that_was_not_read_contradicts_nothing(world: Any) -> None:
    listed = world.film("One").film("Two").entry("oscars", "director", "Two", result="won").listed("oscars")
    listed.entry("oscars", "film_editing", "Two")
    listed.rows["lists"][0]["unread"] = json.dumps(
        [
            {"name": "Directing", "category": "director", "text": "Two"},
            {"name": "Editing", "category": "film_editing", "text": "a remark on One", "passed": "A. Desk"},
        ]
    )
    rows = [row(body="oscars", number=83, category=slug) for slug in ("director", "film_editing")]
    assert contradictions(tables(listed, accolades=rows)).empty
