"""Answers of the records desk against plain set arithmetic, on small sets of lists made at random."""

import re
from collections.abc import Callable
from contextlib import suppress
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tests.edition.conftest import Desk
from tracker.domain.errors import ConfigError
from tracker.edition.desk.absence import REASONS
from tracker.edition.desk.present import Page

YEARS, BODIES, SLUGS = (2001, 2002), ("oscars", "globes", "critics"), ("lead_actor", "lead_actress")
FILMS = {f"Film {year}{letter}": year for year in YEARS for letter in "ab"}
PEOPLE = ("Ann Lee", "Bea Orr")
Line = tuple[str, str, str, str, bool]
"""Body, category, film, person and whether it won."""

LINES = st.sets(st.tuples(*map(st.sampled_from, (BODIES, SLUGS, sorted(FILMS), PEOPLE)), st.booleans()), max_size=24)
CLOSED = st.sets(st.sampled_from(sorted(product(BODIES, YEARS))))
SOME = st.sets(st.sampled_from(BODIES), min_size=1).map(sorted)


def made(lines: set[Line], closed: set[tuple[str, int]]) -> Desk:
    desk = Desk()
    for body, year in sorted(closed):
        desk.listed(body, year, given=" ".join(SLUGS))
    for body, slug, film, person, won in sorted(lines):
        desk.named(body, FILMS[film], slug, film, person, won=won)
    return desk


def expected(
    lines: set[Line],
    closed: set[tuple[str, int]],
    having: tuple[list[str], int],
    without: tuple[list[str], int],
    unit: Callable[[Line], tuple[str, ...]],
) -> dict[str, set[tuple[str, ...]]]:
    """Units by status, as a columnist with paper and pencil would count."""
    at = {key: {line[0] for line in lines if unit(line) == key} for key in map(unit, lines)}
    cases = {key for key, bodies in at.items() if len(bodies & set(having[0])) >= having[1]}
    statuses: dict[str, set[tuple[str, ...]]] = {name: set() for name in ("answer", "has", "aside", "uncounted")}
    for key in cases:
        present = at[key] & set(without[0])
        open_ = {body for body in set(without[0]) - present if (body, FILMS[key[0]]) not in closed}
        undecided = [body for body in without[0] if (body, FILMS[key[0]]) not in closed]
        status = "aside" if len(present | open_) >= without[1] else "answer"
        if len(present) >= without[1]:
            status = "has" if len(undecided) < without[1] else "uncounted"
        statuses[status].add(key)
    return statuses


STATUSES = ("answer", "has", "film_level", "uncounted")


def searched(page: Page) -> int:
    """How many cases the scope says were searched."""
    number = re.match(r"Searched: ([\d,]+) ", page.scope[0])
    return int(number[1].replace(",", "")) if number else 0


def found(page: Page) -> set[tuple[str, ...]]:
    return {tuple(filter(None, (row["film"], row["person"]))) for row in page.rows}


@given(lines=LINES, closed=CLOSED, having=SOME, without=SOME, data=st.data())
def test_films_and_performances_with_and_without_are_those_of_set_arithmetic(
    lines: set[Line], closed: set[tuple[str, int]], having: list[str], without: list[str], data: st.DataObject
) -> None:
    most, least = data.draw(st.integers(1, len(having))), data.draw(st.integers(1, len(without)))
    desk = made(lines, closed)
    for of, unit in (("film", lambda line: line[2:3]), ("performance", lambda line: line[2:4])):
        page = desk.ask(
            of=of, with_=f"{most} of {'+'.join(having)}", without=f"{least} of {'+'.join(without)}", top=1000
        )
        right = expected(lines, closed, (having, most), (without, least), unit)
        assert found(page) == right["answer"]
        assert page.counts["has"] == len(right["has"])
        assert page.counts["uncounted"] == len(right["uncounted"])
        assert sum(page.counts.get(code, 0) for code in ("no_list", "not_given")) == len(right["aside"])
        assert searched(page) == sum(page.counts.get(code, 0) for code in (*STATUSES, *REASONS)), (
            "all are accounted for"
        )
    desk.connection.close()


@given(lines=LINES)
def test_the_most_are_those_of_a_count(lines: set[Line]) -> None:
    desk = made(lines, set())
    counts = {film: len([line for line in lines if line[2] == film and line[0] == "oscars"]) for film in FILMS}
    page = desk.ask(with_="oscars", show="most", top=1000)
    right = sorted(filter(None, counts.values()), reverse=True)
    assert [row["nominations"] for row in page.rows] == right
    assert [row["place"] for row in page.rows] == [right.index(count) + 1 for count in right]
    assert all(counts[row["film"]] == row["nominations"] for row in page.rows)
    desk.connection.close()


@given(text=st.text(max_size=40))
def test_any_text_for_a_condition_is_answered_or_refused(text: str) -> None:
    desk = made({("oscars", "lead_actor", "Film 2001a", "Ann Lee", True)}, set())
    with suppress(ConfigError):
        assert desk.ask(with_=text).sentences
    desk.connection.close()
