"""The bundled season with a source taken away: nothing that its whole judgement calls nominated is called absent."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import create_engine

from benchmarks.sentences.absence import ABSENT
from benchmarks.sentences.damaged_list import (
    Damage,
    Judgement,
    Place,
    false_absences,
    judge,
    ways,
    with_file,
    without_registry,
)
from tracker.config import Thresholds
from tracker.domain.facts.frames import JUDGED
from tracker.domain.rules import load_rules
from tracker.identity.resolve import with_keys
from tracker.judge.material.tables import build
from tracker.judge.season import judge_seasons
from tracker.store import frames

Frames = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def whole(week_sqlite: Any) -> Frames:
    """Every statement of the bundled season."""
    with create_engine(f"sqlite:///{week_sqlite.desk.database}").connect() as conn:
        return {name: getattr(frames, name)(conn) for name in JUDGED}


def verdicts(held: Frames) -> tuple[pd.DataFrame, dict[str, set[str]]]:
    """Verdicts of 2010, and the statements that name each film."""
    keyed = with_keys(held)
    (judged,) = judge_seasons(
        build(keyed), seasons=[2010], rules=load_rules(), thresholds=Thresholds(), as_of=date(2011, 2, 14)
    )
    names: dict[str, set[str]] = defaultdict(set)
    for film, statement, place in keyed["works"][["film", "statement", "position"]].itertuples(index=False):
        names[film].add(f"{statement} {place}")
    return judged.verdicts, names


@pytest.fixture(scope="module")
def nominated(whole: Frames) -> dict[str, set[tuple[str, str, str]]]:
    """Body, category and people of each nomination, by the statements that name its film."""
    rows, names = verdicts(whole)
    absences: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for row in rows[rows["label"] == "NOMINATED"].itertuples(index=False):
        for statement in names[str(row.film_key)]:
            absences[statement].add((str(row.body), str(row.category), str(row.people)))
    return absences


def without_titles(held: Frames) -> Frames:
    return without_registry(held) | {"links": held["links"].head(0)}


def without_ids(held: Frames) -> Frames:
    return without_titles(held) | {"works": held["works"].assign(qid="", imdb="")}


def without_the_globes(held: Frames) -> Frames:
    rest = {name: held[name][held[name]["body"] != "golden_globes"] for name in ("nominations", "lists")}
    return without_titles(held) | rest


OSCARS = Place("oscars", 2010)
AS_OF = date(2011, 2, 14)
FILES = [
    Damage("other", "printed", named=False),
    Damage("unheard", "printed", named=False),
    Damage("other", "glued", named=False),
    Damage("none", "slip", named=False),
]
"""Ways that were wrong once, each by a cause of its own; the long test tries every way."""


@pytest.fixture(scope="module")
def judgement(whole: Frames) -> Judgement:
    """The bundled season with all its sources."""
    return judge(whole, OSCARS.season, AS_OF)


def false_sentences(held: Frames, judgement: Judgement, damage: Damage) -> list[str]:
    damaged = judge(with_file(held, judgement.keyed, OSCARS, damage), OSCARS.season, AS_OF)
    assert len(damaged.absences) > 100
    return false_absences(judgement, damaged)


@pytest.mark.parametrize("damage", FILES, ids=str)
def test_a_damaged_file_makes_no_nominated_film_absent(whole: Frames, judgement: Judgement, damage: Damage) -> None:
    assert false_sentences(whole, judgement, damage) == []


def test_a_damaged_file_makes_none_absent_without_a_registry(whole: Frames, judgement: Judgement) -> None:
    assert false_sentences(without_registry(whole), judgement, FILES[0]) == []


@pytest.mark.long
@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("taken", [dict, without_registry], ids=["registry", "no registry"])
@pytest.mark.parametrize("damage", [*ways(5, 0)], ids=str)
def test_no_damage_of_a_file_makes_a_nominated_film_absent(
    whole: Frames, judgement: Judgement, damage: Damage, taken: Callable[[Frames], Frames], seed: int
) -> None:
    assert false_sentences(taken(whole), judgement, replace(damage, seed=seed)) == []


@pytest.mark.parametrize(
    "taken", [without_registry, without_titles, without_ids, without_the_globes], ids=lambda f: str(f.__name__)
)
def test_what_is_nominated_is_never_called_absent(
    whole: Frames, nominated: dict[str, set[tuple[str, str, str]]], taken: Callable[[Frames], Frames]
) -> None:
    rows, names = verdicts(taken(whole))
    absent = rows[rows["sentence"].str.contains(re.compile(ABSENT.pattern, re.IGNORECASE))]
    assert len(absent) > 100
    wrong = [
        row.sentence
        for row in absent.itertuples(index=False)
        for statement in names[str(row.film_key)]
        if any(
            body == row.body and category == row.category and (not row.people or people == row.people)
            for body, category, people in nominated.get(statement, ())
        )
    ]
    assert wrong == []
