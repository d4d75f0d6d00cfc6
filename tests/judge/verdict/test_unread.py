"""Absence is no fact where a category, or one in which a film may stand, was not read."""

import json
from collections.abc import Callable
from typing import Any

import pytest

Verdict = Callable[..., dict[str, Any]]
HELD = {"name": "Best Original Score", "category": "original_score"}


def season(contest: Callable[[], Any], *unread: dict[str, Any]) -> Any:
    """A season with an acclaimed film that stands on no list of the Oscars, parts of which were not read."""
    world = contest().film("Gem", us="2010-09-15", uk="2010-10-01", metascore=88).top_ten("Gem", 55)
    world.entry("spirit_awards", "director", "Gem", "Ann Director").entry("lafca", "picture", "Gem", result="won")
    world.entry("lafca", "original_score", "Gem", "Cy Composer", result="won")
    for one in world.rows["lists"]:
        if one["body"] == "oscars":
            one["unread"] = json.dumps(unread)
    return world.judge()


@pytest.mark.parametrize("text", ["Gem | Gem (2010 film)", "Cy Composer – an untidy line", None])
def test_a_film_that_may_stand_in_a_category_that_was_not_read_is_not_shut_out(
    contest: Callable[[], Any], verdict: Verdict, text: str | None
) -> None:
    whole = verdict(season(contest, HELD | {"text": text}), "oscars", "", "Gem")
    assert (whole["label"], whole["reason_code"]) == ("UNKNOWN", "category_not_read")


def test_a_film_that_nothing_unread_names_is_shut_out(contest: Callable[[], Any], verdict: Verdict) -> None:
    judgement = season(contest, HELD | {"text": "Another film – Ed Other"})
    assert verdict(judgement, "oscars", "", "Gem")["label"] == "SHUT_OUT"
    assert verdict(judgement, "baftas", "", "Gem")["label"] == "SHUT_OUT"


def test_a_category_that_was_not_read_says_nothing_of_anybody(contest: Callable[[], Any], verdict: Verdict) -> None:
    judgement = season(contest, HELD | {"text": "Another film – Ed Other"})
    assert verdict(judgement, "oscars", "original_score", "Gem")["reason_code"] == "category_not_read"
    assert verdict(judgement, "oscars", "picture", "Gem")["label"] == "OVERLOOKED"


PASSED = HELD | {"passed": "no film in 'Gem' #12ab (A. Desk, 2026-11-29: it is the rule of the prize)"}


def test_a_line_that_somebody_let_pass_closes_its_category_but_for_what_it_names(
    contest: Callable[[], Any], verdict: Verdict
) -> None:
    judgement = season(contest, PASSED | {"text": "Another film – Ed Other"})
    assert verdict(judgement, "oscars", "", "Gem")["label"] == "SHUT_OUT"
    assert verdict(judgement, "oscars", "original_score", "Gem")["reason_code"] != "category_not_read"
    other = season(contest, PASSED | {"text": "Gem – Cy Composer"})
    for category in ("", "original_score"):
        row = verdict(other, "oscars", category, "Gem")
        assert (row["label"], row["reason_code"]) == ("UNKNOWN", "category_not_read")
    assert verdict(other, "oscars", "picture", "Gem")["label"] == "OVERLOOKED"


def test_a_verdict_names_the_passed_line_that_it_rests_on(contest: Callable[[], Any], verdict: Verdict) -> None:
    judgement = season(contest, PASSED | {"text": "Another film"}, PASSED | {"text": "", "category": "film_editing"})
    claims = judgement.evidence.set_index("evidence_id")["claim"]

    def rests_on(body: str, category: str) -> int:
        ids = verdict(judgement, body, category, "Gem")["evidence_ids"].split(";")
        return sum(claims[one].startswith("Let pass after a look: no film in 'Gem' #12ab (A. Desk") for one in ids)

    assert (rests_on("oscars", "original_score"), rests_on("oscars", "")) == (1, 2)
    assert (rests_on("oscars", "picture"), rests_on("baftas", "original_score")) == (0, 0)


def test_a_prize_for_a_performance_of_either_kind_that_was_not_read_may_be_for_each(
    contest: Callable[[], Any], verdict: Verdict
) -> None:
    world = contest().film("Gem", us="2010-09-15", uk="2010-10-01", metascore=88).top_ten("Gem", 55)
    world.entry("lafca", "lead_actress", "Gem", "Ann Bell", result="won").entry("lafca", "picture", "Gem", result="won")
    for one in world.rows["lists"]:
        if one["body"] == "oscars":
            one["unread"] = json.dumps([{"name": "Lead", "category": "lead_performance", "text": "Another film"}])
    judgement = world.judge()
    assert verdict(judgement, "oscars", "lead_actress", "Gem")["reason_code"] == "category_not_read"
    assert verdict(judgement, "baftas", "lead_actress", "Gem")["reason_code"] != "category_not_read"


def test_what_a_nominated_film_received_may_be_more_than_was_read(contest: Callable[[], Any], verdict: Verdict) -> None:
    for text, least in (("Nominee 0", "at least "), ("Another film", "")):
        judgement = season(contest, HELD | {"text": text})
        sentence = verdict(judgement, "oscars", "", "Nominee 0")["sentence"]
        assert sentence.startswith(f"Nominee 0 received {least}six nominations at the 83rd Academy Awards")


def test_a_category_that_one_list_has_open_is_read_from_another_closed_one(
    contest: Callable[[], Any], verdict: Verdict
) -> None:
    def judged(**of_record: Any) -> Any:
        world = contest().film("Gem", us="2010-09-15", uk="2010-10-01", metascore=88).top_ten("Gem", 55)
        world.entry("lafca", "original_score", "Gem", "Cy Composer", result="won")
        page = [row for row in world.rows["nominations"] if row["body"] == "oscars"]
        held = {row["statement"] for row in page if row["category"] == "original_score"}
        for one in world.rows["lists"]:
            if one["body"] == "oscars":
                one |= {"source": "page", "unread": json.dumps([HELD | {"text": "Gem – Cy"}])}
        for one in page:
            one["source"] = "record" if one["statement"] in held else "page"
        world.listed("oscars", source="record", **of_record)
        return world.judge()

    for whole in (True, False):
        judgement = judged(state="fit") if whole else judged(state="trial", as_of="")
        assert verdict(judgement, "oscars", "original_score", "Nominee 1")["label"] == "NOMINATED"
        missed = verdict(judgement, "oscars", "original_score", "Gem")
        assert (missed["reason_code"] == "category_not_read") is not whole


def test_a_film_of_the_year_before_may_stand_in_what_of_that_years_list_was_not_read(
    contest: Callable[[], Any], verdict: Verdict
) -> None:
    def reason(text: str) -> str:
        world = contest().film("Old", year=2009, us="2010-09-15", uk="2010-10-01", metascore=88, countries=["France"])
        world.top_ten("Old", 55).entry("lafca", "picture", "Old", result="won").listed("oscars", season=2009)
        world.entry("oscars", "picture", "Someone's", season=2009)
        world.rows["lists"][-1]["unread"] = json.dumps([HELD | {"text": text}])
        return str(verdict(world.judge(), "oscars", "", "Old")["reason_code"])

    assert reason("Old – Cy Composer") == "neighbouring_season_not_at_hand"
    assert reason("New – Cy Composer") == "no_nomination_at_this_body"
