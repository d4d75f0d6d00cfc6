"""Gates of kinds, countries and Best Picture's further conditions; Globe and Oscar nominations imply each other."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tracker.domain.rules import RuleBook

Contest = Callable[[], Any]
Verdict = Callable[..., dict[str, Any]]


def acclaimed(made: Any, title: str = "Gem", **film: Any) -> Any:
    film = {"us": "2010-10-01", "uk": "2010-11-01", "metascore": 99} | film
    made.film(title, **film).top_ten(title, 90)
    for slug in ("picture", "director"):
        made.entry("nyfcc", slug, title, result="won")
    return made


def test_a_documentary_is_not_shut_out_where_no_award_was_for_documentaries(contest: Contest, verdict: Verdict) -> None:
    world = acclaimed(contest(), work_kind="documentary").entry("oscars", "documentary_feature", "Nominee 0")
    world.film("Gem", work_kind="documentary", source="desk")
    judgement = world.listed("golden_globes").entry("golden_globes", "picture", "Nominee 1").judge()
    one = verdict(judgement, "golden_globes", "", "Gem")
    assert (one["label"], one["reason_code"]) == ("NOT_APPLICABLE", "no_category_for_kind")
    assert one["sentence"] == "The 68th Golden Globe Awards had no award for documentaries such as Gem."
    assert verdict(judgement, "oscars", "", "Gem")["label"] == "SHUT_OUT"


def test_a_list_that_nominates_a_documentary_for_anything_leaves_it_open_for_the_others(
    contest: Contest, verdict: Verdict
) -> None:
    world = contest()
    for title in ("Gem", "First Film"):
        acclaimed(world, title, work_kind="documentary").film(title, work_kind="documentary", source="desk")
    world.entry("baftas", "debut", "First Film", "Ann Director", category_as_printed="Outstanding Debut")
    gem, first = (verdict(world.judge(), "baftas", "", title) for title in ("Gem", "First Film"))
    assert first["label"] == "NOMINATED"
    assert (gem["label"], gem["reason_code"]) == ("UNKNOWN", "kind_without_award")
    assert gem["sentence"] == (
        "Whether Gem could be nominated at the 64th British Academy Film Awards is not settled: there was no award for "
        "its kind of film, though First Film was nominated for Outstanding Debut."
    )


def test_a_documentary_may_stand_in_a_category_for_documentaries_that_was_not_read(
    contest: Contest, verdict: Verdict
) -> None:
    world = acclaimed(contest(), work_kind="documentary").listed("golden_globes")
    held = {"name": "Best Documentary", "category": "documentary_feature", "text": "Gem"}
    world.rows["lists"][-1]["unread"] = json.dumps([held])
    judgement = world.entry("golden_globes", "picture", "Nominee 1").judge()
    assert verdict(judgement, "golden_globes", "", "Gem")["reason_code"] == "category_not_read"
    globes = judgement.eligibility[judgement.eligibility["body"] == "golden_globes"]
    assert "no_category_for_kind" not in set(globes["reason_code"])


def test_what_a_list_names_as_a_documentary_is_one(contest: Contest, verdict: Verdict) -> None:
    world = acclaimed(contest()).entry("nyfcc", "documentary_feature", "Gem", result="won")
    judgement = world.listed("golden_globes").entry("golden_globes", "picture", "Nominee 1").judge()
    assert verdict(judgement, "golden_globes", "", "Gem")["reason_code"] == "no_category_for_kind"


def test_a_country_that_chose_another_film_submitted_no_second_one(contest: Contest, verdict: Verdict) -> None:
    world = contest().film("Their Choice", countries=["South Korea"], uk="2010-05-01")
    world.entry("oscars", "international_feature", "Their Choice", "South Korea")
    for title, countries in (("Passed Over", ["South Korea"]), ("Shared", ["South Korea", "Japan"])):
        acclaimed(world, title, countries=countries).entry("nyfcc", "international_feature", title, result="won")
    judgement = world.judge()
    one = verdict(judgement, "oscars", "international_feature", "Passed Over")
    assert (one["label"], one["reason_code"]) == ("NOT_SUBMITTED", "country_chose_other")
    assert "South Korea was represented by Their Choice" in one["sentence"]
    assert verdict(judgement, "oscars", "international_feature", "Shared")["reason_code"] == "submission_not_known"
    assert verdict(judgement, "oscars", "picture", "Passed Over")["label"] != "NOT_SUBMITTED"


@pytest.mark.parametrize(("season", "expected"), [(2010, "eligible"), (2023, "presumed"), (2025, "presumed")])
def test_eligible_for_the_awards_is_not_eligible_for_best_picture(
    world: Any, verdict: Verdict, season: int, expected: str
) -> None:
    made = world.film("Gem", year=season, us=f"{season}-06-01", metascore=99).top_ten("Gem", 90, season=season)
    made.entry("nyfcc", "picture", "Gem", result="won", season=season)
    for i in range(10):
        made.film(f"Film {i}", year=season, us=f"{season}-05-01", metascore=40 + i)
        made.entry("oscars", "picture", f"Film {i}", season=season)
        made.entry("oscars", "director", f"Film {i}", f"Person {i}", season=season)
    made.listed("oscars", season=season)
    made._add(
        "eligibility",
        body="oscars",
        ceremony=season - 1927,
        film_year=season,
        category=None,
        title="Gem",
        qid=made.films["Gem"],
        people=[],
        status="eligible",
        reason="",
    )
    judgement = made.judge(season=season)
    assert verdict(judgement, "oscars", "picture", "Gem")["eligibility"] == expected
    assert verdict(judgement, "oscars", "", "Gem")["eligibility"] == "eligible"


def test_a_nomination_by_one_american_body_speaks_for_the_other(contest: Contest, verdict: Verdict) -> None:
    world = contest().film("Undated").entry("oscars", "sound", "Undated").listed("golden_globes")
    judgement = world.entry("golden_globes", "picture", "Nominee 1").judge()
    assert verdict(judgement, "golden_globes", "", "Undated")["eligibility"] == "presumed"


def test_television_is_barred_only_where_a_page_says_so(rules: RuleBook) -> None:
    body = rules.bodies["oscars"]
    sources = {number: kinds.basis for number in (30, 47, 83, 93, 98) if (kinds := body.kinds_at(number))}
    assert sources == {30: "assumed", 47: "stated", 83: "stated", 93: "stated", 98: "assumed"}
    assert rules.bodies["baftas"].kinds_at(64) is None


def test_conditions_of_categories_are_dated(rules: RuleBook) -> None:
    body = rules.bodies["oscars"]
    assert body.category_at(95, "picture") is None
    assert [rule.eligible_films for n in (96, 98) if (rule := body.category_at(n, "picture"))] == [265, 201]
    chosen = {n: rule.one_per_country for n in (83, 98, 99) if (rule := body.category_at(n, "international_feature"))}
    assert chosen == {83: True, 98: True, 99: False}
