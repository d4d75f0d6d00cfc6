"""Letting a held line pass: seen, looked at, stored, closed by the next reading, outdated by a change, taken back."""

from typing import Any

import pytest

DESK = ("--who", "A. Desk", "--why", "a remark, no nominee", "--yes")
LINE = "** [[David Fincher]]&nbsp;– ''[[The Social Network]]''"
REMARK = "\n** The rules of {{foo}} ''[[Salt (2010 film)|Salt]]''"
OSCARS = ("crawl", "oscars", "--ceremony", "83")


def doubted(text: str, remark: str = REMARK) -> str:
    """The page with a line under Best Directing that cannot be read."""
    return text.replace(LINE, LINE + remark)


@pytest.fixture
def live(short: Any, services: Any, tools: Any) -> Any:
    services.rewrite(doubted)
    desk = tools.live(short.turn_live(), services)
    assert desk.snubs(*OSCARS).code == 20
    return desk


def lines(desk: Any) -> list[tuple[str, str]]:
    return [(one["category"], one["state"]) for one in desk.snubs("review", "held", "--json").json]


def test_a_category_is_held_at_every_crawl_that_leaves_it_so(live: Any) -> None:
    again = live.snubs(*OSCARS)
    assert (again.code, live.snubs("status").code) == (20, 20)
    assert "Best Directing" in again.err
    assert again.err.startswith("held: ")


def test_a_held_line_is_listed_passed_and_closed_by_the_next_crawl_of_the_same_page(live: Any) -> None:
    assert lines(live) == [("Best Directing", "holds")]
    assert "held: oscars 83: as of the last good reading: Best Directing: " in live.snubs("status").out
    assert "Best Directing" in live.snubs("review").out
    ran = live.snubs("review", "pass", "oscars", "83", "--category", "Best Directing", *DESK)
    assert ran.code == 0, ran.err
    assert "oscars 83, Best Directing: let pass: " in ran.out
    assert "the next `snubs reparse` applies it" in ran.out
    assert (lines(live), live.snubs("status").code) == ([("Best Directing", "passes next")], 20)
    assert live.snubs(*OSCARS).code == 0
    assert lines(live) == [("Best Directing", "passed")]
    status = live.snubs("status")
    assert status.code == 0
    assert "passed: oscars 83: 83rd Academy Awards, line " in status.out
    assert "(A. Desk, 2011-02-14: a remark, no nominee)" in status.out
    assert live.snubs("status", "--json").json["passed"][0]["source"] == "oscars"
    claims = {row["evidence_id"]: row["claim"] for row in live.exported()["evidence"]}
    passed = [one for one, claim in claims.items() if claim.startswith("Let pass after a look: Best Directing: ")]
    assert len(passed) == 1


def test_a_line_that_changed_is_held_again_and_the_pass_says_that_it_is_outdated(live: Any, services: Any) -> None:
    line = live.snubs("review", "held", "--json").json[0]["line"]
    assert live.snubs("review", "pass", "oscars", "83", "--line", str(line), *DESK).code == 0
    assert live.snubs("reparse", "oscars").code == 0
    services.rewrite(lambda text: text.replace("The rules of {{foo}}", "The new rules of {{foo}}"))
    ran = live.snubs(*OSCARS)
    assert ran.code == 20
    assert "no longer on the page as it was passed (A. Desk, 2011-02-14: a remark, no nominee): Best Direct" in ran.err
    assert sorted(lines(live)) == [("Best Directing", "holds"), ("Best Directing", "outdated")]


def test_a_pass_that_the_page_needs_no_more_wakes_nobody(live: Any, services: Any) -> None:
    assert live.snubs("review", "pass", "oscars", "83", "--category", "Best Directing", *DESK).code == 0
    assert live.snubs("reparse", "oscars").code == 0
    services.rewrite(lambda text: text.replace(REMARK, ""))
    ran = live.snubs(*OSCARS)
    assert (ran.code, "no longer" in ran.err) == (0, False)
    assert lines(live) == [("Best Directing", "outdated")]


def test_a_pass_that_is_taken_back_holds_at_the_next_reading(live: Any) -> None:
    assert live.snubs("review", "pass", "oscars", "83", "--category", "Best Directing", *DESK).code == 0
    assert live.snubs("reparse", "oscars").code == 0
    outcome = live.snubs("review", "undo", "--who", "A. Desk", "--why", "it is one", "--yes")
    assert outcome.code == 0, outcome.err
    assert lines(live) == [("Best Directing", "holds next")]
    assert live.snubs(*OSCARS).code == 20
    assert lines(live) == [("Best Directing", "holds")]
    assert live.snubs("review", "log", "--json").json[-1]["kind"] == "pass"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("oscars", "83", "--category", "Best Picture"), "nothing is held there"),
        (("oscars", "82", "--page"), "nothing is held there"),
        (("oscars", "83"), "say one of --line, --category and --page"),
    ],
)
def test_what_cannot_be_passed_is_one_line(short: Any, arguments: tuple[str, ...], message: str) -> None:
    ran = short.snubs("review", "pass", *arguments, *DESK)
    assert ran.code == 2
    assert message in ran.err
