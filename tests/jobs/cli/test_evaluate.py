"""`snubs evaluate`: what it prints and writes of an evaluation, and how it ends without one."""

import csv
from typing import Any

import pandas as pd
import pytest

from tracker.domain.errors import Exit
from tracker.judge.expectation import scoring
from tracker.judge.expectation.evaluation import ALL, MODELS, Evaluation, _figures

FILMS = pd.DataFrame(
    {
        "film_year": [2008, 2008, 2009, 2009],
        "category": ["picture"] * 4,
        "group": ["picture"] * 4,
        "film_key": ["Q1", "Q2", "Q3", "Q4"],
        "won": [True, False, True, False],
        "model": [0.9, 0.2, 0.8, 0.1],
        "table": [0.6, 0.5, 0.7, 0.4],
        "precursors": [5, 2, 4, 1],
        "metascore": [80.0, 90.0, 85.0, 60.0],
    }
)
WHOLE = FILMS[["film_year", "film_key", "won", "model", "table"]]


@pytest.fixture
def evaluated(small: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A desk on which every evaluation has the same four films, of which the model is surer than the table."""
    won = FILMS["won"].to_numpy(dtype=float)
    bins = [scoring.reliability(won, FILMS[name].to_numpy(dtype=float)).assign(model=name) for name in MODELS]
    figures = pd.DataFrame([_figures(ALL, FILMS, FILMS)])
    evaluation = Evaluation(FILMS, WHOLE, figures, pd.concat(bins, ignore_index=True), 1)
    monkeypatch.setattr("tracker.judge.expectation.evaluation.evaluate", lambda *_: evaluation)
    return small


def test_the_figures_of_both_models_are_printed(evaluated: Any) -> None:
    ran = evaluated.snubs("evaluate", "--seasons", "2008..2009")
    assert ran.code == Exit.DONE, ran.err
    assert "oscars, films of 2008 to 2009, each season judged by what the others teach" in ran.out
    assert "log loss 68.3% below the base-rate table's" in ran.out
    assert "one film of these fields left out: one of the two models says nothing of it" in ran.out


def test_the_same_figures_are_a_document_and_a_folder(evaluated: Any) -> None:
    folder = evaluated.folder / "figures"
    document = evaluated.snubs("evaluate", "--seasons", "2008..2009", "--out", str(folder), "--json").json
    assert (document["body"], document["film_years"], document["films_left_out"]) == ("oscars", [2008, 2009], 1)
    assert (document["whole_films"]["films"], document["whole_films"]["nominated"]) == (4, 2)
    [row] = document["groups"]
    assert (row["films"], row["slots_model"], row["slots_metascore"]) == (4, 1.0, 0.5)
    names = {"figures.csv", "reliability.csv", "films.csv", "whole_films.csv", "reliability.svg"}
    assert {path.name for path in folder.iterdir()} == names
    with (folder / "films.csv").open(newline="", encoding="utf-8") as file:
        assert [row["film_key"] for row in csv.DictReader(file)] == ["Q1", "Q2", "Q3", "Q4"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--body", "nobody"), "--body nobody: say one of oscars, "),
        (("--seasons", "2025..2018"), "the span ends before it begins: --seasons 2025..2018"),
        (("--seasons", "2010"), "oscars, films of 2010: no season with a complete list, precursors' lists before it"),
    ],
)
def test_what_cannot_be_evaluated_is_refused_in_one_line(small: Any, arguments: tuple[str, ...], says: str) -> None:
    ran = small.snubs("evaluate", *arguments)
    assert (ran.code, len(ran.err.splitlines())) == (Exit.USAGE, 1), ran.err
    assert says in ran.err
