"""A prize is known when it is given, a nomination when it is announced: no win speaks before its day."""

from itertools import product
from typing import Any

import pandas as pd
import pytest

from tracker.domain.rules import RuleBook
from tracker.judge.evidence import announcements
from tracker.judge.evidence.announcements import known
from tracker.judge.material.lists import ceremonies

World = Any
ANNOUNCED = "2011-01-25"


@pytest.fixture(autouse=True)
def no_stated_days(monkeypatch: pytest.MonkeyPatch) -> None:
    """The days of this file's lists are those it gives them."""
    none = pd.DataFrame({"body": [], "film_year": pd.array([], "Int64"), "stated": [], "given": []})
    monkeypatch.setattr(announcements, "stated_days", lambda: none)


def heard(world: World, rules: RuleBook, body: str = "oscars") -> dict[tuple[str, str], str]:
    """What was known before a body spoke: results by body and film."""
    tables = world.tables()
    own = ceremonies(tables, rules)
    entries = known(tables.entries[tables.entries["body"] != body], own[own["body"] == body]).entries
    return {(row["body"], row["title"]): row["result"] for row in entries.to_dict("records")}


def prize(world: World, body: str, announced: str | None, held: str | None) -> World:
    """A list on which the picture prize went to one of two films."""
    world.listed("oscars", announced_on=ANNOUNCED).listed(body, announced_on=announced, held_on=held)
    for title, result in (("Winner", "won"), ("Loser", "nominated")):
        world.film(title).entry(body, "picture", title, result=result)
    return world


@pytest.mark.parametrize(
    ("held", "result"), [("2011-01-16", "won"), ("2011-01-25", "nominated"), ("2011-02-13", "nominated"), (None, None)]
)
def test_before_its_ceremony_a_winner_is_a_nominee(
    world: World, rules: RuleBook, held: str | None, result: str | None
) -> None:
    prize(world, "golden_globes", "2010-12-14", held)
    assert heard(world, rules)["golden_globes", "Winner"] == (result or "nominated")


def test_a_prize_without_nominees_is_known_when_it_is_given(world: World, rules: RuleBook) -> None:
    world.listed("oscars", announced_on=ANNOUNCED).listed("cannes", announced_on="2010-04-15", held_on="2011-05-23")
    world.film("Film").film("Shown").entry("cannes", "picture", "Shown").entry(
        "cannes", "lead_actor", "Film", "A", result="won"
    )
    assert set(heard(world, rules)) == {("cannes", "Shown")}


def test_circles_that_only_vote_are_dated_by_the_vote_and_not_by_the_dinner(world: World, rules: RuleBook) -> None:
    world.listed("oscars", announced_on=ANNOUNCED).listed("nyfcc", announced_on="2010-12-13", held_on="2011-02-10")
    world.film("Film").entry("nyfcc", "picture", "Film", result="won")
    assert heard(world, rules) == {("nyfcc", "Film"): "won"}


def test_evidence_of_a_prize_tells_both_days(world: World) -> None:
    evidence = prize(world, "golden_globes", "2010-12-14", "2011-01-16").listed("baftas").judge().evidence
    days = evidence[evidence["body"] == "golden_globes"].set_index("film")[["dated", "nominated_on"]]
    assert tuple(days.loc["Winner"]) == ("2011-01-16", "2010-12-14")
    assert tuple(days.loc["Loser"]) == ("2010-12-14", "")


def test_no_win_is_known_before_it_was_given(world: World, rules: RuleBook) -> None:
    """Every pair of days that a list may state or leave out, at bodies with nominees and at bodies without."""
    days = (None, "2010-12-14", "2011-01-16", ANNOUNCED, "2011-02-13")
    lists = dict(enumerate(product(days, days, (True, False))))
    world.listed("oscars", announced_on=ANNOUNCED)
    for i, (announced, held, nominees) in lists.items():
        world.listed(f"body_{i}", announced_on=announced, held_on=held).film(f"{i}").film(f"{i} too")
        world.entry(f"body_{i}", "picture", f"{i}", result="won")
        if nominees:
            world.entry(f"body_{i}", "picture", f"{i} too")
    results = heard(world, rules)
    for i, (announced, held, nominees) in lists.items():
        is_given = bool(held) and held < ANNOUNCED
        is_public = nominees and (announced or held or "9") < ANNOUNCED
        assert results.get((f"body_{i}", f"{i}")) == ("won" if is_given else "nominated" if is_public else None)
