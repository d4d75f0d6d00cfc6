"""Labelled passages: what a careful reader finds in them is found. The bars are those of docs/press.md."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tracker.domain.yamltext import load_yaml
from tracker.press.reading import About, read
from tracker.press.titles import Known, TitleIndex

FILE = Path(__file__).with_name("passages.yml")


@cache
def labelled() -> dict[str, Any]:
    data: dict[str, Any] = load_yaml(FILE.read_text(encoding="utf-8"), FILE.name)
    return data


@cache
def index() -> TitleIndex:
    return TitleIndex(
        Known(
            key=f"{work['title']} ({work.get('kind', 'film')})",
            title=work["title"],
            kind=work.get("kind", "film"),
            year=work.get("year"),
            people=tuple(work.get("people", ())),
            directors=tuple(work.get("directors", ())),
        )
        for work in labelled()["works"]
    )


@cache
def read_all() -> list[tuple[dict[str, Any], list[About]]]:
    return [(passage, read(passage["text"], index())) for passage in labelled()["passages"]]


Pairs = Iterator[tuple[object, object]]


def films(passage: dict[str, Any], found: list[About]) -> tuple[set[Any], set[Any]]:
    return set(passage["works"]), {about.work.title for about in found}


def _claims(passage: dict[str, Any], found: list[About], name: str) -> tuple[set[Any], set[Any]]:
    """By film where the label says whose it is, else of the passage as a whole."""
    whose = passage.get(f"{name}_of")
    if whose is None:
        return set(passage.get(name, [])), {value for about in found for value in getattr(about, name)}
    wanted = {(title, value) for title, values in whose.items() for value in values}
    return wanted, {(about.work.title, value) for about in found for value in getattr(about, name)}


def crafts(passage: dict[str, Any], found: list[About]) -> tuple[set[Any], set[Any]]:
    return _claims(passage, found, "crafts")


def missed(passage: dict[str, Any], found: list[About]) -> tuple[set[Any], set[Any]]:
    return _claims(passage, found, "missed")


@pytest.mark.parametrize("half", [0, 1])
@pytest.mark.parametrize(("part", "bar"), [(films, 0.95), (crafts, 0.85), (missed, 0.9)])
def test_what_the_passages_say_is_read(half: int, part: Callable[..., tuple[set[Any], set[Any]]], bar: float) -> None:
    right = wrong = lost = 0
    for passage, found in read_all()[half::2]:
        wanted, got = part(passage, found)
        right, wrong, lost = right + len(wanted & got), wrong + len(got - wanted), lost + len(wanted - got)
    assert 2 * right / (2 * right + wrong + lost) >= bar


def test_films_and_books_of_one_title_are_told_apart() -> None:
    pairs = [
        (kind, [about.kind for about in found if about.work.title == title])
        for passage, found in read_all()
        for title, kind in passage["works"].items()
    ]
    assert len(pairs) >= 100
    assert sum([kind] == found for kind, found in pairs) / len(pairs) >= 0.98


def test_there_are_passages_enough() -> None:
    assert len(labelled()["passages"]) >= 120
