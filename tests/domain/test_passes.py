"""A held line that somebody let pass holds nothing while it stays as it is."""

import pytest
from list_pages import gala

from tracker.domain.lists.fields import passed_lines, withhold
from tracker.domain.lists.passes import Passes, let_pass
from tracker.domain.lists.problems import Problem, Severity, held_categories, problem_at
from tracker.domain.sources import Source
from tracker.domain.verdicts import ListState

CATEGORIES = 'categories: {"Best Film": {is: picture}, "Best Director": {is: director}}\n'
TRIAL = gala(CATEGORIES)
SOURCE = gala(CATEGORIES + 'verified_on: ["50th Gala Awards"]')
BY = "A. Desk, 2026-11-29: a note"


def problem(message: str = "no film in 'Cy'", category: str | None = "Best Film", line: int | None = 9) -> Problem:
    made = problem_at("50th Gala Awards", "unreadable_entry", message, ("50th Gala Awards", 50, line))
    return made.model_copy(update={"category": category, "unread": f"{message} [[Cy Dorn]]"})


def passes(*problems: Problem) -> Passes:
    return {("gala", 50): {(p.category or "", p.mark): BY for p in problems}}


def judged(
    problems: list[Problem], own: Passes, state: ListState = ListState.FIT, source: Source = SOURCE
) -> tuple[ListState, list[Problem]]:
    return let_pass(source, {50: (state, problems)}, own)[50]


def test_a_passed_line_holds_nothing_wherever_it_stands() -> None:
    state, (moved, other) = judged([problem(line=77), problem("no film in 'Di'", "Best Director")], passes(problem()))
    assert (state, moved.severity, moved.passed) == (ListState.FIT, Severity.WARN, BY)
    assert held_categories([moved, other]) == {"Best Director"}


@pytest.mark.parametrize(
    "changed",
    [
        problem("no film in 'Cyd'"),
        problem(category="Best Director"),
        problem().model_copy(update={"unread": "what follows the first letters of the line is another name"}),
    ],
)
def test_a_line_that_changed_is_held_again_and_says_so(changed: Problem) -> None:
    _, (held, outdated) = judged([changed], passes(problem()))
    assert (held.severity, held.passed) == (Severity.HOLD, None)
    assert (outdated.code, outdated.severity) == ("pass_outdated", Severity.WARN)
    assert "no longer on the page as it was passed (A. Desk, 2026-11-29: a note): no film in 'Cy'" in outdated.message


def test_a_pass_is_for_one_list_of_one_body() -> None:
    elsewhere = {("gala", 51): passes(problem())["gala", 50], ("other", 50): passes(problem())["gala", 50]}
    assert judged([problem()], elsewhere) == (ListState.FIT, [problem()])


@pytest.mark.parametrize(("source", "state"), [(SOURCE, ListState.FIT), (TRIAL, ListState.TRIAL)])
def test_a_page_whose_every_doubt_is_passed_is_taken_in(source: Source, state: ListState) -> None:
    whole = [problem(category=None), problem("another", None, None)]
    assert judged(whole, passes(*whole), ListState.HELD, source)[0] is state
    assert judged(whole, passes(whole[0]), ListState.HELD, source)[0] is ListState.HELD
    assert judged(whole, passes(*whole), ListState.MISSING, source) == (ListState.MISSING, whole)


def test_what_a_passed_line_names_is_kept_beside_the_closed_category() -> None:
    _, problems = judged([problem()], passes(problem()))
    assert withhold(SOURCE, 50, [], problems)[1] == []  # type: ignore[arg-type]
    (line,) = passed_lines(SOURCE, problems)  # type: ignore[arg-type]
    assert (line.name, line.category, line.text) == ("Best Film", "picture", "no film in 'Cy' [[Cy Dorn]]")
    assert line.passed.startswith("no film in 'Cy' #")
    assert line.passed.endswith(f"({BY})")


def test_a_category_that_the_page_lacks_and_may_lack_takes_no_other_into_doubt() -> None:
    lacks = Problem(
        code="missing_category", message="the category 'Best Film' is not on the page", category="Best Film"
    )
    _, problems = judged([lacks], passes(lacks))
    assert withhold(SOURCE, 50, [], problems) == ([], [])  # type: ignore[arg-type]
