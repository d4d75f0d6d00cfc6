"""The bundled season with a source taken away: nothing that its whole judgement calls nominated is called absent."""

import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import create_engine

from benchmarks.sentences.absence import ABSENT
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


def without_registry(held: Frames) -> Frames:
    return held | {name: held[name].head(0) for name in ("films", "facts", "film_credits", "releases")}


def without_titles(held: Frames) -> Frames:
    return without_registry(held) | {"links": held["links"].head(0)}


def without_ids(held: Frames) -> Frames:
    return without_titles(held) | {"works": held["works"].assign(qid="", imdb="")}


def without_the_globes(held: Frames) -> Frames:
    rest = {name: held[name][held[name]["body"] != "golden_globes"] for name in ("nominations", "lists")}
    return without_titles(held) | rest


def next_films(ids: list[str]) -> list[str]:
    """Of every fifth row, the id of a row further on."""
    return [ids[(at + 7) % len(ids)] if at % 5 == 0 else own for at, own in enumerate(ids)]


def unheard_of(ids: list[str]) -> list[str]:
    """Of every fifth row, an id that nothing else has."""
    return [f"tt99{at:05d}" if at % 5 == 0 else own for at, own in enumerate(ids)]


def with_a_file_for_the_oscars(
    held: Frames, column: str, damage: Callable[[list[str]], list[str]], *, named: bool
) -> Frames:
    """The list of a body's page as a file gives it: with ids, some of them wrong, and perhaps without people."""
    lists, works = held["nominations"], with_keys(held)["works"][[*held["works"].columns, "film"]]
    page = (lists["source"] == "oscars") & (lists["film_year"] == 2010)
    rows = works["statement"].isin(lists.loc[page, "statement"])
    imdbs = dict(zip(held["films"]["qid"], held["films"]["imdb"], strict=True))
    films = [film if film.startswith("Q") else "" for film in works.loc[rows, "film"]]
    ids = films if column == "qid" else [imdbs.get(film) or "" for film in films]
    works.loc[rows, ["link", column]] = [["", one] for one in damage(ids)]
    listed = held["lists"]
    of_page = (listed["source"] == "oscars") & (listed["film_year"] == 2010)
    credits = held["credits"]
    return held | {
        "nominations": lists.assign(source=lists["source"].mask(page, "mine.oscars")),
        "lists": listed.assign(source=listed["source"].mask(of_page, "mine.oscars")),
        "works": works.drop(columns="film"),
        "credits": credits if named else credits[~credits["statement"].isin(lists.loc[page, "statement"])],
    }


DAMAGES: dict[str, Callable[[Frames], Frames]] = {
    "of other films": lambda held: with_a_file_for_the_oscars(held, "imdb", next_films, named=False),
    "of Wikidata": lambda held: with_a_file_for_the_oscars(held, "qid", next_films, named=True),
    "unheard of": lambda held: with_a_file_for_the_oscars(held, "imdb", unheard_of, named=False),
    "without a registry": lambda held: without_registry(
        with_a_file_for_the_oscars(held, "imdb", next_films, named=False)
    ),
}


@pytest.fixture(scope="module")
def of_film(whole: Frames) -> dict[str, set[tuple[str, str, str]]]:
    """Body, category and people of each nomination, by film."""
    rows, _ = verdicts(whole)
    films: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for row in rows[rows["label"] == "NOMINATED"].itertuples(index=False):
        films[str(row.film_key)].add((str(row.body), str(row.category), str(row.people)))
    return films


@pytest.mark.parametrize("damage", DAMAGES)
def test_wrong_ids_of_a_file_make_no_nominated_film_absent(
    whole: Frames, of_film: dict[str, set[tuple[str, str, str]]], damage: str
) -> None:
    rows, _ = verdicts(DAMAGES[damage](whole))
    absent = rows[rows["sentence"].str.contains(re.compile(ABSENT.pattern, re.IGNORECASE))]
    assert len(absent) > 100
    wrong = [
        row.sentence
        for row in absent.itertuples(index=False)
        for body, category, people in of_film.get(str(row.film_key), ())
        if body == row.body and category == row.category and (not row.people or people == row.people)
    ]
    assert wrong == []


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
