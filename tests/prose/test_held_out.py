"""Passages that nothing was fitted or tuned on are read as well as docs/prose.md says, and no better claim is made."""

from functools import cache
from pathlib import Path

import pytest

from tracker.prose.reading import read
from tracker.prose.titles import KnownWork, TitleIndex
from training.passages import FITTED, HELD_OUT, Passage, load_all
from training.scores import Scores, score

HERE = Path(__file__).parent
TITLES = HERE.parent.parent / "training" / "texts" / "common_titles.txt"
UNSEEN = ("second", "seventh", "eighth")
"""Sets whose first reading neither this reader nor the one before had been mended on."""


@cache
def passages() -> list[Passage]:
    return list(load_all(HELD_OUT))


@cache
def scores(*sources: str) -> Scores:
    chosen = [p for p in passages() if p.source in sources]
    return score(chosen, lambda passage: read(passage.text, passage.index))


EIGHT = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


@pytest.mark.parametrize(
    ("task", "floor", "unseen"), [("films", 0.97, 0.97), ("crafts", 0.73, 0.83), ("missed", 0.87, 0.83)]
)
def test_what_columns_say_is_read(task: str, floor: float, unseen: float) -> None:
    assert getattr(scores(*EIGHT), task).f1 >= floor
    assert getattr(scores(*UNSEEN), task).f1 >= unseen


def test_passages_that_were_written_last_are_read_as_well() -> None:
    assert scores("ninth").films.f1 >= 0.97
    assert scores("ninth").crafts.f1 >= 0.8
    assert scores("ninth").missed.f1 >= 0.85
    assert scores("nominated_3").nominated.f1 >= 0.9
    assert scores("nominated_3").nominated.precision >= 0.95


def test_films_and_books_of_one_title_are_told_apart() -> None:
    assert scores(*EIGHT).kind.recall >= 0.96


def test_figures_of_speech_and_news_are_read_less_well_but_not_at_random() -> None:
    school = scores("school_1", "school_2", "school_3")
    assert school.crafts.f1 >= 0.55
    assert school.missed.f1 >= 0.6


def test_claims_of_nominations_are_rightly_read_more_often_than_not() -> None:
    claims = scores("nominated").nominated
    assert claims.precision >= 0.78
    assert claims.recall >= 0.55


def test_ordinary_sentences_name_hardly_a_film_of_one_common_word() -> None:
    index = TitleIndex(KnownWork(key=title, title=title) for title in TITLES.read_text(encoding="utf-8").splitlines())
    lines = (HERE / "ordinary.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) >= 80
    assert sum(len(read(line, index)) for line in lines) <= 2


def test_no_held_out_passage_is_fitted_on() -> None:
    fitted = [frozenset(p.text.lower().split()) for p in load_all(FITTED)]
    for passage in passages():
        words = frozenset(passage.text.lower().split())
        assert max(len(words & other) / len(words | other) for other in fitted) < 0.7, passage.text
