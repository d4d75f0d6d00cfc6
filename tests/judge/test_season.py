"""Labels of a season: each gate, each label, in words a reader would use."""

import json
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from tracker.domain.facts.tables import tables
from tracker.domain.verdicts import MISSED, UNIT_KEY, Label
from tracker.judge.season import VERDICTS

World = Any
Contest = Callable[[], Any]
Verdict = Callable[..., dict[str, Any]]


def acclaimed(world: World, title: str = "Gem", **film: Any) -> World:
    """A film that everyone but the two main bodies honoured."""
    world.film(title, **({"us": "2010-09-15", "uk": "2010-10-01", "metascore": 88} | film))
    world.top_ten(title, 55)
    world.entry("bifa", "picture", title, result="won").entry("spirit_awards", "director", title, "Ann Director")
    return world.entry("lafca", "picture", title, result="won")


def implying_nothing(world: World) -> World:
    """Without the nomination that, beside critics' lists, speaks for a release in the United States."""
    world.rows["nominations"] = [row for row in world.rows["nominations"] if row["body"] != "spirit_awards"]
    return world


def test_a_nominee_is_nominated_and_a_winner_won(contest: Contest, verdict: Verdict) -> None:
    world = contest().entry("oscars", "film_editing", "Nominee 0", "Ed Cutter", result="won")
    judgement = world.judge()
    whole = verdict(judgement, "oscars", "", "Nominee 0")
    assert (whole["label"], whole["reason_code"]) == ("NOMINATED", "nominated")
    assert whole["sentence"] == "Nominee 0 received seven nominations at the 83rd Academy Awards and won one."
    editing = verdict(judgement, "oscars", "film_editing", "Nominee 0")
    assert (editing["label"], editing["reason_code"], editing["people"]) == ("NOMINATED", "won", "Ed Cutter")


def test_an_acclaimed_film_without_nomination_is_shut_out_and_overlooked(contest: Contest, verdict: Verdict) -> None:
    judgement = acclaimed(contest()).judge()
    for body in ("oscars", "baftas"):
        whole, picture = verdict(judgement, body, "", "Gem"), verdict(judgement, body, "picture", "Gem")
        assert whole["label"] == "SHUT_OUT"
        assert (picture["label"], picture["reason_code"]) == ("OVERLOOKED", "acclaimed_not_nominated")
        assert picture["strength"] in ("moderate", "strong")
        assert picture["nominated_instead"] == "Nominee 0;Nominee 1;Nominee 2;Nominee 3;Nominee 4"
        assert picture["field_size"] == 5
        assert (picture["acclaim_place"], picture["ahead_of"], picture["of_nominees"]) == (5, 1, 5)
    columns = (
        "with three nominations or prizes from three other bodies on record; "
        "by the evidence on record it was ahead of one of the five"
    )
    assert f"{columns} features that were nominated." in whole["sentence"]


@pytest.mark.parametrize("claims", [[], [("2010-03-05", "France")], [("2010-09-15", None)], [("2010", None)]])
def test_without_a_us_release_in_the_window_the_oscars_snub_nobody(
    contest: Contest, claims: list[tuple[str, str | None]]
) -> None:
    world = implying_nothing(acclaimed(contest(), us=None))
    for day, country in claims:
        world.release("Gem", day, country)
    verdicts = world.judge().verdicts
    ours = verdicts[(verdicts["body"] == "oscars") & (verdicts["film"] == "Gem")]
    assert set(ours["label"]) == {"UNKNOWN"}
    assert set(ours["reason_code"]) == {"no_release_claim"}


@pytest.mark.parametrize(
    ("day", "label"), [("2012-06-01", "INELIGIBLE"), ("2011-01-21", "UNKNOWN"), ("2009-10-02", "INELIGIBLE")]
)
def test_a_release_outside_the_window(contest: Contest, verdict: Verdict, day: str, label: str) -> None:
    world = acclaimed(contest(), us=day).release("Gem", day, "United States")
    assert verdict(world.judge(), "oscars", "", "Gem")["label"] == label


def test_a_festival_showing_is_no_release(contest: Contest, verdict: Verdict) -> None:
    world = implying_nothing(acclaimed(contest(), us=None)).release("Gem", "2010-09-03", "United States", "Telluride")
    assert verdict(world.judge(), "oscars", "", "Gem")["reason_code"] == "no_release_claim"


def test_claims_that_differ_but_decide_alike_stand(contest: Contest, verdict: Verdict) -> None:
    world = acclaimed(contest(), uk="2011-01-14").release("Gem", "2011-01-21", "United Kingdom")
    world.release("Gem", "2011-02-11", "United Kingdom")
    judgement = world.judge()
    assert verdict(judgement, "baftas", "", "Gem")["eligibility"] == "presumed"
    one = judgement.eligibility[
        (judgement.eligibility["film"] == "Gem") & (judgement.eligibility["body"] == "baftas")
    ].iloc[0]
    assert one["reason_code"] == "released_in_extended_window"
    assert one["claimed_dates"] == "2011-01-14, 2011-01-21, 2011-02-11"
    assert not one["conflict"]


def test_claims_that_decide_differently_are_a_conflict_and_never_certain(contest: Contest, verdict: Verdict) -> None:
    world = acclaimed(contest(), uk="2009-11-06").release("Gem", "2010-04-02", "United Kingdom")
    judgement = world.judge()
    assert verdict(judgement, "baftas", "", "Gem")["reason_code"] == "release_dates_conflict"
    assert verdict(judgement, "baftas", "", "Gem")["label"] == "UNKNOWN"
    rows = judgement.eligibility[(judgement.eligibility["film"] == "Gem") & (judgement.eligibility["body"] == "baftas")]
    assert rows["conflict"].all()
    reason = "United Kingdom release claimed for 2009-11-06 and 2010-04-02, which decide differently"
    assert rows["reason"].tolist()[0] == reason


def test_the_bodys_own_longlist_makes_a_film_eligible(contest: Contest, verdict: Verdict) -> None:
    world = acclaimed(contest(), uk=None).entry("baftas", "director", "Gem", "Ann Director", result="longlisted")
    assert verdict(world.judge(), "baftas", "", "Gem")["eligibility"] == "eligible"


def test_a_disqualified_score_is_ineligible_there_and_only_there(contest: Contest, verdict: Verdict) -> None:
    world = contest().record("oscars", "Nominee 1", "ineligible", "original_score", "mostly older music")
    world.rows["nominations"] = [
        r for r in world.rows["nominations"] if (r["body"], r["category"]) != ("oscars", "original_score")
    ]
    world.entry("oscars", "original_score", "Nominee 2", "Cy Composer")
    judgement = world.judge()
    score = verdict(judgement, "oscars", "original_score", "Nominee 1")
    assert score["label"] == "INELIGIBLE"
    assert score["sentence"].endswith(
        "was not eligible for Best Original Score at the 83rd Academy Awards: mostly older music."
    )
    assert verdict(judgement, "oscars", "", "Nominee 1")["label"] == "NOMINATED"


def test_not_submitted_is_said_as_such(contest: Contest, verdict: Verdict) -> None:
    world = acclaimed(contest()).record("oscars", "Gem", "not_submitted", "original_score")
    assert verdict(world.judge(), "oscars", "original_score", "Gem")["label"] == "NOT_SUBMITTED"


def test_ineligible_films_leave_the_population_of_acclaim(contest: Contest, verdict: Verdict) -> None:
    with_rival = acclaimed(acclaimed(contest()), "Rival", metascore=99)
    before = verdict(with_rival.judge(), "oscars", "", "Gem")["acclaim_percentile"]
    after = verdict(with_rival.record("oscars", "Rival", "ineligible").judge(), "oscars", "", "Gem")
    assert after["acclaim_percentile"] > before


@pytest.mark.parametrize("state", ["missing", "trial"])
def test_absence_from_a_list_that_is_not_closed_is_no_finding(contest: Contest, state: str) -> None:
    world = acclaimed(contest())
    for one in world.rows["lists"]:
        one["state"] = state
    verdicts = world.judge().verdicts
    assert not set(verdicts["label"]) & {label.value for label in MISSED}
    assert set(verdicts.loc[verdicts["film"] == "Gem", "label"]) == {"UNKNOWN"}


def test_a_body_without_any_list_is_unknown_and_not_forgotten(world: World) -> None:
    verdicts = acclaimed(world).judge().verdicts
    assert set(verdicts["body"]) == {"oscars", "baftas"}
    assert set(verdicts["reason_code"]) == {"list_missing"}
    assert verdicts["ceremony"].isna().all()


@pytest.mark.parametrize(("season", "due"), [(1940, {"oscars"}), (1900, set())])
def test_of_a_year_before_a_bodys_first_ceremony_nothing_is_open(world: World, season: int, due: set[str]) -> None:
    world.film("Gem", year=season).entry("critics_choice", "picture", "Gem", season=season)
    assert set(world.judge(season).verdicts["body"]) == due


def test_a_held_list_with_a_last_good_one_stays_closed(contest: Contest, verdict: Verdict) -> None:
    world = acclaimed(contest())
    for one in world.rows["lists"]:
        one["state"] = "held"
    whole = verdict(world.judge(), "oscars", "", "Gem")
    assert (whole["label"], whole["confidence"]) == ("SHUT_OUT", "low")


def test_nominated_the_season_before_is_the_wrong_season(contest: Contest, verdict: Verdict) -> None:
    world = acclaimed(contest(), year=2009).listed("oscars", season=2009)
    world.entry("oscars", "international_feature", "Gem", season=2009)
    whole = verdict(world.judge(), "oscars", "", "Gem")
    assert whole["label"] == "WRONG_SEASON"
    assert whole["sentence"] == "Gem was nominated at the 82nd Academy Awards, not at the 83rd Academy Awards."


def test_an_older_foreign_film_waits_for_the_season_before(contest: Contest, verdict: Verdict) -> None:
    world = acclaimed(contest(), year=2009, countries=["Argentina"])
    waiting = verdict(world.judge(), "oscars", "", "Gem")
    assert (waiting["reason_code"], waiting["eligibility"]) == ("neighbouring_season_not_at_hand", "unknown")
    table = world.judge().eligibility
    row = table[(table["body"] == "oscars") & (table["category"] == "") & (table["film"] == "Gem")].iloc[0]
    assert (row["eligibility"], row["reason_code"]) == (waiting["eligibility"], waiting["reason_code"])
    assert verdict(world.listed("oscars", season=2009).judge(), "oscars", "", "Gem")["label"] == "SHUT_OUT"


def test_what_the_bodys_own_list_names_belongs_to_this_season(contest: Contest, verdict: Verdict) -> None:
    world = acclaimed(contest(), year=2009, countries=["Argentina"])
    world.entry("oscars", "international_feature", "Gem", result="shortlisted")
    assert verdict(world.judge(), "oscars", "", "Gem")["label"] == "SHUT_OUT"


def test_of_two_records_the_one_that_names_a_nomination_is_told(contest: Contest, verdict: Verdict) -> None:
    world = acclaimed(contest())
    world.record("oscars", "Gem", "ineligible", reason="was eligible the year before")
    world.record("oscars", "Gem", "ineligible", reason="nominated at the 82nd Academy Awards")
    whole = verdict(world.judge(), "oscars", "", "Gem")
    assert whole["sentence"] == "Gem was not eligible at the 83rd Academy Awards: nominated at the 82nd Academy Awards."


def test_an_older_film_of_the_bodys_own_country_does_not_wait(contest: Contest, verdict: Verdict) -> None:
    world = acclaimed(contest(), year=2009, countries=["United States"])
    assert verdict(world.judge(), "oscars", "", "Gem")["label"] == "SHUT_OUT"


def performance(world: World, *, result: str = "longlisted", starred: bool = True) -> World:
    world.entry("bifa", "lead_actress", "Gem", "Cara Lead", result="won")
    return world.entry("baftas", "lead_actress", "Gem", "Cara Lead", result=result, starred=starred)


def test_a_starred_longlist_place_with_acclaim_is_a_snub(contest: Contest, verdict: Verdict) -> None:
    judgement = performance(acclaimed(contest())).judge()
    one = verdict(judgement, "baftas", "lead_actress", "Gem", "Cara Lead")
    assert (one["label"], one["reason_code"], one["near_miss"]) == ("SNUB", "near_miss_starred", "starred")
    assert one["level"] == "credit"
    assert "Cara Lead was not nominated" in one["sentence"]
    assert one["nominated_instead"].startswith("Person lead_actress 0 (Nominee 0)")


def test_a_plain_longlist_place_is_no_near_miss(contest: Contest, verdict: Verdict) -> None:
    one = verdict(
        performance(acclaimed(contest()), starred=False).judge(), "baftas", "lead_actress", "Gem", "Cara Lead"
    )
    assert one["label"] == "OVERLOOKED"


def test_one_family_of_evidence_is_weak_however_much_of_it(contest: Contest, verdict: Verdict) -> None:
    world = acclaimed(contest())
    for body in ("nyfcc", "lafca", "nsfc", "nbr", "london_critics"):
        world.entry(body, "original_score", "Gem", "Rae Composer", result="won")
    one = verdict(world.judge(), "oscars", "original_score", "Gem")
    assert (one["label"], one["reason_code"]) == ("WEAK_EVIDENCE", "one_family")


def test_a_craft_of_a_shut_out_film_without_evidence_is_weak(contest: Contest, verdict: Verdict) -> None:
    one = verdict(acclaimed(contest()).judge(), "oscars", "original_score", "Gem")
    assert (one["label"], one["reason_code"]) == ("WEAK_EVIDENCE", "no_evidence")


def test_an_award_that_was_not_given_is_not_applicable(contest: Contest, verdict: Verdict) -> None:
    one = verdict(acclaimed(contest()).judge(), "oscars", "casting", "Gem")
    assert one["label"] == "NOT_APPLICABLE"
    assert one["sentence"] == "The 83rd Academy Awards had no award for Casting."


def test_nominated_for_another_film_is_a_shift(contest: Contest, verdict: Verdict) -> None:
    world = acclaimed(contest()).entry("bifa", "supporting_actor", "Gem", "Person supporting_actor 3", result="won")
    one = verdict(world.judge(), "baftas", "supporting_actor", "Gem")
    assert (one["label"], one["reason_code"]) == ("SHIFTED", "nominated_for_other_film")
    assert one["sentence"].endswith("for Nominee 3, not for Gem.")


def test_another_nomination_of_a_craft_team_stands_beside_the_miss_and_excuses_nothing(
    contest: Contest, verdict: Verdict
) -> None:
    world = acclaimed(contest()).entry("bifa", "original_score", "Nominee 4", "Person original_score 4")
    for body in ("bifa", "nyfcc"):
        world.entry(body, "original_score", "Gem", "Person original_score 3", result="won")
    one = verdict(world.judge(), "oscars", "original_score", "Gem")
    assert one["label"] == "OVERLOOKED"
    assert "Person original_score 3 was nominated for Nominee 3 (Original Score)" in one["why_factors"].split(";")


def test_a_producer_of_another_nominee_leaves_the_film_overlooked(contest: Contest, verdict: Verdict) -> None:
    world = contest().entry("oscars", "picture", "Nominee 5", "Meg Producer").film("Nominee 5", metascore=40)
    one = verdict(acclaimed(world).entry("pga", "picture", "Gem", "Meg Producer").judge(), "oscars", "picture", "Gem")
    assert one["label"] == "OVERLOOKED"


def with_score(world: World) -> World:
    """A film whose score critics and peers honoured, ahead of one nominee."""
    for body in ("bifa", "nyfcc"):
        world.entry(body, "original_score", "Gem", "Coe Composer", result="won")
    return world.entry("bifa", "original_score", "Nominee 4", "Person original_score 4")


def test_where_works_are_disqualified_without_notice_a_miss_says_that_eligibility_is_not_on_record(
    contest: Contest, verdict: Verdict
) -> None:
    world = with_score(acclaimed(contest())).judge()
    oscars, baftas = (verdict(world, body, "original_score", "Gem") for body in ("oscars", "baftas"))
    assert (oscars["label"], oscars["confidence"]) == ("OVERLOOKED", "low")
    assert "eligible for this award is not on record" in oscars["sentence"]
    assert "not on record" not in baftas["sentence"]


def test_a_shortlist_or_a_record_shows_that_the_work_was_not_disqualified(contest: Contest, verdict: Verdict) -> None:
    listed = with_score(acclaimed(contest())).entry(
        "oscars", "original_score", "Gem", "Coe Composer", result="shortlisted"
    )
    recorded = with_score(acclaimed(contest())).record("oscars", "Gem", "eligible", "original_score")
    for world in (listed, recorded):
        assert "not on record" not in verdict(world.judge(), "oscars", "original_score", "Gem")["sentence"]


def test_the_same_performance_in_another_category_is_a_shift(contest: Contest, verdict: Verdict) -> None:
    world = contest().entry("bifa", "supporting_actress", "Nominee 2", "Person lead_actress 2", result="won")
    for i in (0, 1):
        world.entry("oscars", "supporting_actress", f"Nominee {i}", f"Other {i}")
    one = verdict(world.judge(), "oscars", "supporting_actress", "Nominee 2")
    assert (one["label"], one["reason_code"]) == ("SHIFTED", "nominated_in_other_category")


def test_an_entry_the_body_does_not_count_is_rescinded(contest: Contest, verdict: Verdict) -> None:
    world = acclaimed(contest()).entry("oscars", "original_score", "Gem", "Rae", official=False, note="withdrawn")
    one = verdict(world.judge(), "oscars", "original_score", "Gem")
    assert (one["label"], one["reason_code"]) == ("RESCINDED", "not_an_official_nomination")


def test_what_a_record_lists_of_a_year_without_nominations_was_no_nominee(world: Any, verdict: Verdict) -> None:
    season = world.film("Gem", year=1929).film("Victor", year=1929)
    season.listed("oscars", season=1929).entry(
        "oscars", "picture", "Gem", season=1929, official=False, note="only winners were revealed"
    )
    judgement = season.entry("oscars", "picture", "Victor", season=1929, result="won").judge(season=1929)
    gem = verdict(judgement, "oscars", "picture", "Gem")
    assert (gem["label"], gem["reason_code"]) == ("NOT_APPLICABLE", "no_nominations_announced")
    assert gem["sentence"].endswith(" at the 2nd Academy Awards, which announced winners and no nominations.")
    assert verdict(judgement, "oscars", "picture", "Victor")["reason_code"] == "won"
    whole = verdict(judgement, "oscars", "", "Victor")["sentence"]
    assert whole == "Victor won one award at the 2nd Academy Awards, which announced no nominations."


def test_one_rescinded_name_stands_beside_the_nominated_team(contest: Contest, verdict: Verdict) -> None:
    world = contest().entry("oscars", "sound", "Nominee 0", "Ann Mixer")
    judgement = world.entry("oscars", "sound", "Nominee 0", "Bob Mixer", official=False, note="barred").judge()
    team, name = (verdict(judgement, "oscars", "sound", "Nominee 0", person) for person in ("Ann Mixer", "Bob Mixer"))
    assert (team["label"], team["people"]) == ("NOMINATED", "Ann Mixer")
    assert (name["label"], name["people"]) == ("RESCINDED", "Bob Mixer")
    assert name["sentence"] == (
        "Bob Mixer, of Nominee 0, is listed for Best Sound at the 83rd Academy Awards, "
        "but not as an official nomination (barred)."
    )


def test_a_score_in_the_award_for_adaptations_has_its_place_there(world: Any, verdict: Verdict) -> None:
    season = world.film("Gem", year=1975, us="1975-06-01").film("Nominee", year=1975, us="1975-06-01")
    season.entry("oscars", "original_score", "Nominee", "Cy", season=1975)
    name = "MUSIC (Scoring: Original Song Score and Adaptation -or- Scoring: Adaptation)"
    season.entry("oscars", "other", "Gem", "Rae", season=1975, category_as_printed=name, result="won")
    one = verdict(season.listed("oscars", season=1975).judge(season=1975), "oscars", "original_score", "Gem")
    assert (one["label"], one["reason_code"]) == ("SHIFTED", "nominated_in_other_category")
    assert "nominated for Best Music (Original Song Score), not for Best Original Score" in one["sentence"]


def test_what_was_rescinded_is_told_of_any_category(contest: Contest, verdict: Verdict) -> None:
    judgement = contest().entry("oscars", "other", "Film 0", "Cy Story", official=False).judge()
    assert verdict(judgement, "oscars", "other", "Film 0")["label"] == "RESCINDED"


def test_a_screenplay_of_unknown_placement_is_judged_against_both_fields(contest: Contest, verdict: Verdict) -> None:
    world = acclaimed(contest()).entry("bifa", "screenplay", "Gem", "Wyn Writer", result="won")
    one = verdict(world.judge(), "oscars", "screenplay", "Gem")
    assert one["field_size"] == 10
    assert one["label"] == "WEAK_EVIDENCE"
    placed = world.entry("wga", "adapted_screenplay", "Gem", "Wyn Writer").judge().verdicts
    slugs = placed.loc[(placed["film"] == "Gem") & (placed["body"] == "oscars"), "category"]
    assert "adapted_screenplay" in set(slugs)
    assert "screenplay" not in set(slugs)


def test_nominations_for_either_script_speak_for_an_award_for_any(contest: Contest, verdict: Verdict) -> None:
    world = acclaimed(contest().listed("golden_globes"))
    for i in range(5):
        world.entry("golden_globes", "screenplay", f"Nominee {i}", f"Person {i}")
        world.entry("wga", "original_screenplay", f"Nominee {i}", f"Person {i}")
    for body in ("wga", "critics_choice"):
        world.entry(body, "adapted_screenplay", "Gem", "Wyn Writer", result="won")
    judgement = world.entry("nyfcc", "screenplay", "Gem", "Wyn Writer").judge()
    one, rows = verdict(judgement, "golden_globes", "screenplay", "Gem"), judgement.verdicts
    assert (one["people"], one["families"]) == ("Wyn Writer", "peers;critics_prizes")
    assert one["reason_code"] == "behind_the_field"
    written = rows[(rows["body"] == "golden_globes") & rows["category"].str.contains("screenplay")]
    assert set(written["category"]) == {"screenplay"}


def performed(world: World, *also: str) -> World:
    """Seasons in which whom two lists named was nominated, the last on a list of films; there others name `also`."""
    for season in range(2004, 2011):
        last = season == 2010
        for body, day in (("golden_globes", "01-05"), ("critics_choice", "01-06"), ("oscars", "01-20")):
            world.listed(body, season, announced_on=f"{season + 1}-{day}", held_on=f"{season + 1}-03-01")
        for i in range(10):
            film, who = f"{season} film {i}", f"{season} star {i}"
            world.film(film, year=season, us=f"{season}-10-01")
            world.entry("golden_globes", "lead_actor", film, who, season=season)
            if i < 5:
                world.entry("critics_choice", "lead_actor", film, who, season=season)
                world.entry("oscars", "lead_actor", film, *([] if last else [who]), season=season)
    for body in ("golden_globes", "critics_choice"):
        for name in also:
            world.entry(body, "lead_actor", "2010 film 0", name)
    return world


@pytest.mark.parametrize("also", [(), ("Second Star",)])
def test_a_list_of_films_makes_no_surprise_of_the_performer_whom_others_name(
    world: World, also: tuple[str, ...]
) -> None:
    rows = performed(world, *also).judge().verdicts
    rows = rows[(rows["body"] == "oscars") & (rows["category"] == "lead_actor") & (rows["film"] == "2010 film 0")]
    nominee, candidate = (rows[rows["label"] == label].iloc[0] for label in ("NOMINATED", "UNKNOWN"))
    assert nominee["people"] == ""
    assert not nominee["surprising"]
    if also:
        assert pd.isna(nominee["p_nomination"])
        assert pd.isna(nominee["precursor_hits"])
        assert nominee["e_reason"] == "list_names_no_people"
    else:
        same = ["p_nomination", "p_low", "p_high", "precursor_hits", "precursor_possible"]
        assert nominee[same].tolist() == candidate[same].tolist()
        assert candidate["precursor_hits"] == 2


@pytest.mark.parametrize(("named", "confidence"), [(["2010 star 5"], "medium"), ([], "low")])
def test_a_likely_performance_that_may_be_a_colleague_s_is_no_sure_miss(
    world: World, named: list[str], confidence: str
) -> None:
    star, day = ("oscars", "lead_actor", "2010 film 5", "2010 star 5"), "2011-01-10"
    performed(world).entry("critics_choice", "lead_actor", "2010 film 5", *named)
    world.entry(*star, result="longlisted", announced_on=day).entry("oscars", "lead_actor", "2010 film 5", "Colleague")
    rows = world.judge().verdicts
    [miss] = rows[(rows["body"] == "oscars") & (rows["people"] == "2010 star 5")].to_dict("records")
    assert (miss["label"], miss["confidence"]) == ("SNUB", confidence)


@pytest.mark.parametrize(
    ("step", "surprise"),
    [
        (None, True),
        (("longlisted", "lead_actor", "2010 star 7"), False),
        (("shortlisted", "lead_actor", "2010 star 7"), False),
        (("shortlisted", "lead_actor"), False),
        (("longlisted", "supporting_actor", "2010 star 7"), False),
        (("longlisted", "lead_actor", "Second Star"), True),
        (("longlisted", "sound"), True),
    ],
)
def test_a_nomination_is_no_surprise_where_the_body_had_listed_the_work_before(
    world: World, step: tuple[str, ...] | None, surprise: bool
) -> None:
    performed(world).entry("oscars", "lead_actor", "2010 film 7", "2010 star 7")
    if step:
        result, category, *people = step
        world.entry("oscars", category, "2010 film 7", *people, result=result, announced_on="2011-01-10")
    rows = world.judge().verdicts
    rows = rows[(rows["body"] == "oscars") & (rows["category"] == "lead_actor") & (rows["film"] == "2010 film 7")]
    [nominee] = rows[rows["label"] == "NOMINATED"].to_dict("records")
    assert nominee["p_nomination"] < 0.5
    assert nominee["surprising"] is surprise


def test_a_category_that_needs_a_submission_is_unknown_without_one(contest: Contest, verdict: Verdict) -> None:
    world = acclaimed(contest()).entry("oscars", "international_feature", "Nominee 0")
    world.entry("baftas", "international_feature", "Nominee 0").entry(
        "nyfcc", "international_feature", "Gem", result="won"
    )
    assert verdict(world.judge(), "oscars", "international_feature", "Gem")["reason_code"] == "submission_not_known"


def test_a_film_with_a_score_alone_was_shut_out_and_is_no_miss(contest: Contest, verdict: Verdict) -> None:
    one = verdict(contest().judge(), "oscars", "", "Film 18")
    assert (one["label"], one["reason_code"]) == ("SHUT_OUT", "not_in_contention")
    assert (one["missed"], one["strength"]) == (False, "")


def test_television_cannot_be_snubbed_at_the_oscars(contest: Contest, verdict: Verdict) -> None:
    world = acclaimed(contest(), work_kind="television").film("Gem", work_kind="television", source="desk")
    assert verdict(world.judge(), "oscars", "", "Gem")["label"] == "INELIGIBLE"


def test_other_films_of_a_distributor_are_listed_as_in_a_sentence(contest: Contest, verdict: Verdict) -> None:
    world = acclaimed(contest(), us="2010-09-15", distributor="Lantern")
    for other in ("Ash", "Elm"):
        world.film(other, us="2010-10-01", distributor="Lantern").entry("oscars", "sound", other)
    factors = verdict(world.judge(), "oscars", "", "Gem")["why_factors"].split(";")
    assert "Lantern also had Ash (one nomination) and Elm (one nomination)" in factors


def test_why_factors_are_dated_facts(contest: Contest, verdict: Verdict) -> None:
    world = acclaimed(contest(), us="2010-09-15", uk="2011-02-11", distributor="Lantern")
    world.film("Lantern's Other", us="2010-10-01", distributor="Lantern").entry("oscars", "sound", "Lantern's Other")
    world.entry("bifa", "original_score", "Gem", "Person original_score 1")
    judgement = world.judge()
    factors = verdict(judgement, "oscars", "", "Gem")["why_factors"].split(";")
    assert "UK release 2011-02-11, 149 days after the US release 2010-09-15" in factors
    assert "Lantern also had Lantern's Other (one nomination)" in factors
    (others,) = judgement.factors.loc[judgement.factors["text"].str.startswith("Lantern also"), "evidence_ids"].unique()
    grounds = judgement.evidence[judgement.evidence["evidence_id"].isin(others.split(";"))]
    assert set(grounds["film"]) == {"Lantern's Other"}
    assert "Person original_score 1 was nominated for Nominee 1 (Original Score)" in factors
    assert verdict(judgement, "oscars", "", "Nominee 0")["why_factors"] == ""
    assert judgement.factors["code"].isin(["uk_after_us", "distributor_had_other_nominees", "own_competition"]).all()


def test_every_verdict_is_cited_sourced_and_said(contest: Contest) -> None:
    judgement = performance(acclaimed(contest())).judge()
    ids = set(judgement.evidence["evidence_id"])
    assert judgement.evidence["evidence_id"].is_unique
    for cell in judgement.verdicts["evidence_ids"]:
        assert cell
        assert set(cell.split(";")) <= ids
    assert (judgement.verdicts["sources_n"] >= 1).all()
    assert judgement.verdicts["sentence"].str.endswith(".").all()
    assert judgement.verdicts["label"].isin([label.value for label in Label]).all()
    assert judgement.verdicts["reason_code"].ne("").all()
    assert (judgement.evidence["source_url"] != "").all()


def test_every_unit_passes_or_fails_five_gates(contest: Contest) -> None:
    judgement = acclaimed(contest()).judge()
    assert len(judgement.gates) == 5 * len(judgement.verdicts)
    assert set(judgement.gates["gate"]) == {"G1", "G2", "G3", "G4", "G5"}
    assert (judgement.gates["value"] != "").all()


def test_units_are_unique_and_columns_are_those_promised(contest: Contest) -> None:
    verdicts = acclaimed(contest()).judge().verdicts
    assert list(verdicts.columns) == list(VERDICTS)
    assert list(verdicts.columns)[: len(tables()["snubs"].names)] == tables()["snubs"].names
    assert not verdicts.duplicated(UNIT_KEY).any()


def test_types_are_the_same_for_an_empty_season_and_a_full_one(contest: Contest, world: World) -> None:
    full, empty = acclaimed(contest()).judge(), world.judge()
    for name in ("verdicts", "evidence", "eligibility", "gates", "factors", "films", "people"):
        pd.testing.assert_series_equal(getattr(full, name).dtypes, getattr(empty, name).dtypes)


def test_a_judgement_changes_none_of_its_frames(contest: Contest) -> None:
    world = acclaimed(contest())
    tables = world.tables()
    kept = {name: getattr(tables, name).copy(deep=True) for name in vars(tables)}
    world.judge()
    from datetime import date

    from tracker.config import Thresholds
    from tracker.domain.rules import load_rules
    from tracker.judge.season import judge_seasons

    judge_seasons(tables, seasons=[2010], rules=load_rules(), thresholds=Thresholds(), as_of=date(2026, 1, 1))
    for name, frame in kept.items():
        pd.testing.assert_frame_equal(getattr(tables, name), frame)


def test_the_order_of_statements_changes_nothing(contest: Contest) -> None:
    world = performance(acclaimed(contest()))
    first = world.judge()
    for name in ("nominations", "works", "credits", "films", "releases", "scores", "top_tens", "lists"):
        world.rows[name].reverse()
    second = world.judge()
    columns = [
        c for c in first.verdicts.columns if c not in ("nominated_instead", "evidence_ids", "people", "people_qids")
    ]
    pd.testing.assert_frame_equal(first.verdicts[columns], second.verdicts[columns])
    assert set(first.evidence["evidence_id"]) == set(second.evidence["evidence_id"])


def test_a_film_of_two_seasons_is_counted_from_the_evidence_of_both(contest: Contest) -> None:
    from tracker.export.tables import films_once

    world = acclaimed(contest()).entry("european_film_awards", "picture", "Gem", season=2011)
    both = [world.judge(season) for season in (2010, 2011)]
    films, evidence = (pd.concat([getattr(one, name) for one in both]) for name in ("films", "evidence"))
    assert films_once(films, evidence).set_index("film").loc["Gem", ["bodies_n", "nominations_n"]].tolist() == [4, 4]


def test_thresholds_are_the_operators(contest: Contest, verdict: Verdict) -> None:
    from tracker.config import Thresholds

    world = acclaimed(contest())
    strict = world.judge(thresholds=Thresholds(overlooked_fields=0.1))
    assert verdict(world.judge(), "oscars", "picture", "Gem")["label"] == "OVERLOOKED"
    whole = strict.verdicts[(strict.verdicts["film"] == "Gem") & (strict.verdicts["body"] == "oscars")]
    assert "OVERLOOKED" not in set(whole["label"])


def test_a_film_that_may_be_on_the_list_under_another_key_is_never_called_missed(
    contest: Contest, verdict: Verdict
) -> None:
    world = acclaimed(contest(), wikipedia="Gem (2010 film)")
    world.entry("oscars", "original_score", "Gem (2010 film)", "Rae Composer")
    world.rows["works"][-1] |= {"link": "Gem (drama)", "title": "GEM!"}
    judgement = world.judge()
    assert verdict(judgement, "oscars", "", "Gem")["reason_code"] == "not_told_apart"
    assert verdict(judgement, "baftas", "", "Gem")["label"] == "SHUT_OUT"
    gates = judgement.gates[
        (judgement.gates["gate"] == "G3") & (judgement.gates["body"] == "oscars") & (judgement.gates["category"] == "")
    ]
    assert "not_told_apart" in set(gates["value"])


def test_a_film_known_by_a_number_alone_is_a_nominee_and_never_a_candidate(contest: Contest) -> None:
    world = contest().entry("baftas", "picture", "tt0000009").entry("critics_choice", "picture", "tt0000009")
    world.entry("critics_choice", "picture", "tt0000008")
    for work in world.rows["works"][-3:]:
        work["imdb"] = work["title"]
    judgement = world.judge()
    numbered = judgement.verdicts[judgement.verdicts["film"].str.startswith("tt")]
    assert numbered[["body", "film", "label"]].drop_duplicates().to_numpy().tolist() == [
        ["baftas", "tt0000009", "NOMINATED"]
    ]
    assert judgement.films["film"].eq("tt0000009").any()
    assert not judgement.films["film"].eq("tt0000008").any()
    assert not judgement.eligibility["film"].eq("tt0000008").any()
    assert judgement.numbered == 1


def test_a_number_in_a_category_for_shorts_is_no_feature_of_the_season(contest: Contest, verdict: Verdict) -> None:
    world = acclaimed(contest()).entry("baftas", "british_short", "tt0000009")
    world.rows["works"][-1]["imdb"] = "tt0000009"
    world.film("Tale", us="2010-09-15", uk="2010-10-01", work_kind=None).top_ten("Tale", 3)
    judgement = world.judge()
    assert verdict(judgement, "baftas", "", "Gem")["label"] == "SHUT_OUT"
    assert verdict(judgement, "baftas", "", "Tale")["reason_code"] == "not_told_apart"


def test_two_known_films_of_one_title_are_two_films(contest: Contest) -> None:
    world = acclaimed(contest()).film("Other", us="2010-03-05")
    world.rows["films"][-1]["title"] = "Gem"
    world.entry("oscars", "original_score", "Other", "Rae Composer")
    world.rows["works"][-1]["title"] = "Gem"
    rows = world.judge().verdicts
    films = rows[(rows["body"] == "oscars") & (rows["category"] == "")].set_index("film_qid")["label"]
    assert (films[world.films["Gem"]], films[world.films["Other"]]) == ("SHUT_OUT", "NOMINATED")


def test_seasons_judged_together_are_judged_as_if_alone(contest: Contest) -> None:
    from datetime import date

    from tracker.config import Thresholds
    from tracker.domain.rules import load_rules
    from tracker.judge.season import judge_seasons

    world = performance(acclaimed(contest()))
    for season in (2008, 2009, 2011):
        world.listed("oscars", season)
        for film in ("Gem", "Film 3", "Nominee 1"):
            world.entry("bifa", "director", film, "Someone", season=season)
        world.entry("oscars", "original_score", "Film 1", "Rae", season=season)
    tables, seasons = world.tables(), [2011, 2008, 2010, 2009]
    basis = {"rules": load_rules(), "thresholds": Thresholds(), "as_of": date(2026, 1, 1)}
    for season, together in zip(seasons, judge_seasons(tables, seasons=seasons, **basis), strict=True):
        (alone,) = judge_seasons(tables, seasons=[season], **basis)
        assert together.season == season
        for name in ("verdicts", "evidence", "eligibility", "gates", "factors", "films", "people"):
            pd.testing.assert_frame_equal(getattr(together, name), getattr(alone, name))


def test_a_performance_that_no_list_names_is_judged_without_a_name(contest: Contest, verdict: Verdict) -> None:
    world = contest()
    for body in ("bifa", "nyfcc"):
        world.entry(body, "lead_actress", "Film 2", result="won")
    unit = verdict(world.judge(), "oscars", "lead_actress", "Film 2")
    assert (unit["label"], unit["people"], unit["level"]) == ("OVERLOOKED", "", "film")
    assert unit["sentence"].startswith("No performance in Film 2 was nominated for Best Actress")


def test_a_performance_without_a_name_may_be_the_one_nominated_in_the_other_category(
    contest: Contest, verdict: Verdict
) -> None:
    world = contest().entry("oscars", "supporting_actress", "Film 2", "Cara Lead")
    for body in ("bifa", "nyfcc"):
        world.entry(body, "lead_actress", "Film 2", result="won")
    unit = verdict(world.judge(), "oscars", "lead_actress", "Film 2")
    assert (unit["label"], unit["reason_code"]) == ("UNKNOWN", "performance_not_told_apart")
    assert unit["sentence"].startswith("No performance in Film 2 was nominated for Best Actress"), "its list is closed"


def test_what_was_nominated_instead_names_the_people_of_a_category_of_people(
    contest: Contest, verdict: Verdict
) -> None:
    world = (
        contest()
        .entry("oscars", "director", "Nominee 0", "Jo Ek", "Ed Ek")
        .entry("bifa", "director", "Film 2", "Cy Ray")
    )
    world.entry("oscars", "director", "NOMINEE 1").entry("oscars", "animated_feature", "Nominee 2", "Pro Ducer")
    world.rows["works"][-2]["qid"] = world.films["Nominee 1"]
    judgement = world.entry("bifa", "animated_feature", "Film 2", "Cy Ray").judge()
    instead = {
        slug: verdict(judgement, "oscars", slug, "Film 2")["nominated_instead"]
        for slug in ("director", "animated_feature")
    }
    assert instead == {"director": "Jo Ek and Ed Ek (Nominee 0);Nominee 1", "animated_feature": "Nominee 2"}


def test_direction_gets_a_word_where_the_film_is_named_as_the_best(contest: Contest, verdict: Verdict) -> None:
    world = contest().entry("oscars", "director", "Nominee 0", "Di Rector").entry("bifa", "picture", "Film 2")
    assert verdict(world.judge(), "oscars", "director", "Film 2")["reason_code"] == "no_evidence"


def test_an_imdb_id_that_one_list_gives_holds_for_every_list_of_the_season(contest: Contest, verdict: Verdict) -> None:
    world = contest().entry("oscars", "film_editing", "Rarity", "Ed Cutter").entry("bifa", "picture", "Rarity")
    world.rows["works"][-1]["imdb"] = "tt0000007"
    assert verdict(world.judge(), "oscars", "", "Rarity")["film_imdb"] == "tt0000007"


def scored(world: World, season: int, metascore: int) -> World:
    """A season of eight nominees with scores between 60 and 67, and one more film that was not nominated."""
    world.listed("oscars", season)
    for i in range(8):
        world.film(f"Film {i}", us=f"{season}-06-04", year=season, metascore=60 + i)
        world.entry("oscars", "picture", f"Film {i}", season=season)
    return world.film("Late", us=f"{season}-06-04", year=season, metascore=metascore)


@pytest.mark.parametrize(
    ("season", "metascore", "label"),
    [(1990, 99, "RETROSPECTIVE"), (1990, 30, "SHUT_OUT"), (2010, 99, "SHUT_OUT")],
)
def test_scores_made_up_long_after_the_ceremony_speak_in_retrospect_only(
    world: World, verdict: Verdict, season: int, metascore: int, label: str
) -> None:
    unit = verdict(scored(world, season, metascore).judge(season), "oscars", "", "Late")
    assert unit["label"] == label
    sentence = "Late was not nominated at the 63rd Academy Awards; only its later standing speaks for it."
    assert (unit["sentence"] == sentence) == (label == "RETROSPECTIVE")


def test_what_speaks_at_the_time_goes_before_later_standing(world: World, verdict: Verdict) -> None:
    season = scored(world, 1990, 99).entry("spirit_awards", "picture", "Late", season=1990)
    assert verdict(season.judge(1990), "oscars", "", "Late")["label"] == "SHUT_OUT"


def test_a_list_of_films_merges_performances_that_another_list_of_the_ceremony_names(
    world: Any, verdict: Verdict
) -> None:
    season = world.film("Gem", us="2010-06-01").listed("oscars", source="films").listed("nyfcc")
    for i in range(4):
        season.film(f"Nominee {i}", us="2010-06-01").entry(
            "oscars", "supporting_actress", f"Nominee {i}", source="films"
        )
        season.entry("oscars", "supporting_actress", f"Nominee {i}", f"Person {i}", source="names")
    season.entry("oscars", "supporting_actress", "Gem", result="won", source="films")
    season.entry("oscars", "supporting_actress", "Gem", "Ann", result="won", source="names")
    season.entry("oscars", "supporting_actress", "Gem", "Bo", source="names")
    season.entry("nyfcc", "supporting_actress", "Gem", "Bo", result="won").top_ten("Gem", 90)
    judgement = season.judge()
    reasons = {
        who: verdict(judgement, "oscars", "supporting_actress", "Gem", who)["reason_code"] for who in ("Ann", "Bo")
    }
    assert reasons == {"Ann": "won", "Bo": "nominated"}


def test_a_performer_whom_another_list_adds_leaves_the_others_of_the_film_told_apart(
    world: Any, verdict: Verdict
) -> None:
    season = world.film("Gem", us="2010-06-01").listed("oscars", source="films").listed("nyfcc")
    for i in range(5):
        season.film(f"Nominee {i}", us="2010-06-01").entry(
            "oscars", "supporting_actress", f"Nominee {i}", f"Person {i}", source="films"
        )
    season.entry("oscars", "supporting_actress", "Gem", "Bo", source="mine", origin="supplied")
    season.entry("nyfcc", "supporting_actress", "Gem", "Bo", result="won")
    season.entry("nyfcc", "supporting_actress", "Gem", "Cy").top_ten("Gem", 90)
    judgement = season.judge()
    reasons = {
        who: verdict(judgement, "oscars", "supporting_actress", "Gem", who)["reason_code"] for who in ("Bo", "Cy")
    }
    assert reasons["Bo"] == "lists_disagree"
    assert reasons["Cy"] not in {"lists_disagree", "not_told_apart"}
    sentence = verdict(judgement, "oscars", "supporting_actress", "Gem", "Bo")["sentence"]
    assert "names the performance, and the complete one does not under that name; `snubs review rows` " in sentence


@pytest.mark.parametrize(
    ("origin", "says"),
    [
        ("supplied", "that name; `snubs review rows` shows that row and what to do about it."),
        ("live", "that name."),
    ],
)
def test_a_row_that_names_a_film_alone_is_not_said_to_name_the_performance(
    world: Any, verdict: Verdict, origin: str, says: str
) -> None:
    season = world.film("Gem", us="2010-06-01").listed("oscars", source="films").listed("nyfcc")
    for i in range(5):
        season.film(f"Nominee {i}", us="2010-06-01").entry(
            "oscars", "supporting_actress", f"Nominee {i}", f"Person {i}", source="films"
        )
    season.entry("oscars", "supporting_actress", "Gem", source="mine", origin=origin)
    season.entry("nyfcc", "supporting_actress", "Gem", "Bo", result="won").top_ten("Gem", 90)
    one = verdict(season.judge(), "oscars", "supporting_actress", "Gem", "Bo")
    assert (one["label"], one["reason_code"]) == ("UNKNOWN", "lists_disagree")
    assert "names the film for this award, and the complete one does not under" in one["sentence"]
    assert one["sentence"].endswith(says)


def second_name(world: Any, *colleagues: str, second: str) -> Any:
    """A season whose guild names a performer that the Academy's list does not, and the Academy another of the film."""
    world.film("Gem", us="2010-06-01").listed("oscars").entry("oscars", "lead_actress", "Gem", "Bee Carr")
    for name in (second, *colleagues):
        world.entry("actor_awards", "lead_actress", "Gem", name)
    return world.judge()


def test_a_performer_whom_the_list_may_name_otherwise_is_never_called_not_nominated(
    contest: Contest, verdict: Verdict
) -> None:
    judgement = second_name(contest(), second='Anne "Bee" DOE')
    one = verdict(judgement, "oscars", "lead_actress", "Gem", "DOE")
    assert (one["label"], one["reason_code"]) == ("UNKNOWN", "person_not_told_apart")
    assert "is not known: the list names somebody for the film who may be the same person" in one["sentence"]
    gates = judgement.gates[(judgement.gates["gate"] == "G3") & (judgement.gates["body"] == "oscars")]
    assert "person_not_told_apart" in set(gates["value"])


def test_performers_of_a_film_whom_one_list_names_both_are_told_apart(contest: Contest, verdict: Verdict) -> None:
    judgement = second_name(contest(), "Bee Carr", second="Anne Carr")
    assert verdict(judgement, "oscars", "lead_actress", "Gem", "Anne")["label"] == "SNUB"


def test_performers_of_a_film_whose_names_have_nothing_in_common_are_told_apart(
    contest: Contest, verdict: Verdict
) -> None:
    judgement = second_name(contest(), second="Anne Doe")
    assert verdict(judgement, "oscars", "lead_actress", "Gem", "Doe")["label"] == "SNUB"


@pytest.mark.parametrize(("cast", "label"), [(["Bee Carr"], "UNKNOWN"), (["Bee Carr", "Anne Doe"], "SNUB")])
def test_a_performer_whom_the_cast_does_not_have_may_be_one_whom_it_has(
    contest: Contest, verdict: Verdict, cast: list[str], label: str
) -> None:
    credits = json.dumps([["cast", name, None] for name in cast])
    judgement = second_name(contest().film("Gem", credits=credits), second="Anne Doe")
    assert verdict(judgement, "oscars", "lead_actress", "Gem", "Doe")["label"] == label


@pytest.mark.usefixtures("own_lists_alone")
@pytest.mark.parametrize(
    ("own", "other", "people"),
    [("lead_actress", "supporting_actress", ["Ann"]), ("adapted_screenplay", "original_screenplay", [])],
)
def test_a_work_that_the_body_moved_to_another_category_is_no_surprise(
    world: Any, verdict: Verdict, own: str, other: str, people: list[str]
) -> None:
    for season in range(2000, 2011):
        world.listed("oscars", season).listed("critics_choice", season, announced_on=f"{season}-12-13")
        for i in range(4):
            title = f"Film {season} {i}"
            world.film(title, us=f"{season}-06-04", year=season)
            for slug in (own, other):
                names = [f"{slug} {i}"] if people else []
                world.entry("critics_choice", slug, title, *names, season=season)
                world.entry("oscars", slug, title, *names, season=season)
    world.film("Gem", us="2010-06-01").entry("critics_choice", other, "Gem", *people)
    nominee = verdict(world.entry("oscars", own, "Gem", *people).judge(), "oscars", own, "Gem")
    assert (nominee["label"], nominee["surprising"]) == ("NOMINATED", False)


def test_people_have_the_ids_that_the_registry_gives_and_blanks_where_it_gives_none(contest: Contest) -> None:
    credits = [["director", "Ann Lee", "Q5"], ["screenwriter", "Bo Ek", "Q6"], ["screenwriter", "Cy Ray", None]]
    world = contest().film("Pearl", us="2010-11-05", credits=json.dumps(credits)).film("Jade", us="2010-11-05")
    world.entry("oscars", "director", "Pearl", "Ann Lee").entry("oscars", "original_score", "Jade", "Di Fox", "Ed Ito")
    world.entry("oscars", "original_screenplay", "Pearl", "Cy Ray", "Bo Ek")
    rows = world.judge().verdicts.to_dict("records")
    people = {(row["film"], row["category"]): (row["people"], row["people_qids"]) for row in rows if row["people"]}
    assert people["Pearl", "director"] == ("Ann Lee", "Q5")
    assert people["Pearl", "original_screenplay"] == ("Cy Ray;Bo Ek", ";Q6")
    assert people["Jade", "original_score"] == ("Di Fox;Ed Ito", "")


def test_a_place_in_a_line_up_is_no_nomination_or_prize(contest: Contest, verdict: Verdict) -> None:
    world = contest().film("Shown", us="2010-11-05").listed("cannes", announced_on="2010-04-15")
    world.entry("cannes", "picture", "Shown").entry("bifa", "picture", "Shown").entry("bifa", "director", "Shown")
    judgement = world.judge()
    assert (
        ", with two nominations or prizes from one other body on record"
        in verdict(judgement, "oscars", "", "Shown")["sentence"]
    )
    row = judgement.films.set_index("film").loc["Shown"]
    assert (row["nominations_n"], row["bodies_n"]) == (2, 1)


def test_the_place_of_a_runner_up_is_counted_apart(contest: Contest, verdict: Verdict) -> None:
    world = contest().film("Close", us="2010-11-05").entry("bifa", "picture", "Close")
    world.entry("nyfcc", "picture", "Close", result="runner_up")
    sentence = verdict(world.judge(), "oscars", "", "Close")["sentence"]
    assert ", with one nomination or prize from one other body and one runner-up place on record" in sentence


def test_nobody_wins_a_list_of_the_best_films(contest: Contest) -> None:
    world = contest().film("Pearl", us="2010-11-05")
    world.entry("nbr", "other", "Pearl", result="won", category_as_printed="Ten Best Films")
    world.entry("nbr", "picture", "Pearl", result="won", category_as_printed="Best Film")
    claims = [row["claim"].partition(" – ")[0] for row in world.judge().evidence.to_dict("records")]
    assert {"Named among the Ten Best Films", "Won Best Film"} <= set(claims)


def test_a_film_that_no_registry_has_is_cited_by_what_names_it(contest: Contest) -> None:
    world = contest().entry("bifa", "picture", "Unheard Of")
    world.rows["nominations"][-1] |= {
        "source_url": "bifa.csv",
        "origin": "supplied",
        "cites": ["https://example.org/n"],
    }
    films = world.judge().films.set_index("film")
    assert films.loc["Unheard Of", "source_url"] == "https://example.org/n"
    assert (films["source_url"] != "").all()


def test_what_is_nominated_in_a_category_apart_is_not_missed_in_the_other(contest: Contest, verdict: Verdict) -> None:
    world = contest().listed("golden_globes").film("Drawn", us="2010-06-18", metascore=99).top_ten("Drawn", 90)
    for title in ("Drawn", "Nominee 0"):
        world.entry("golden_globes", "animated_feature" if title == "Drawn" else "picture", title)
    for body in ("bifa", "nyfcc", "spirit_awards"):
        world.entry(body, "picture", "Drawn", result="won")
    one = verdict(world.judge(), "golden_globes", "picture", "Drawn")
    assert (one["label"], one["reason_code"], one["missed"]) == ("UNKNOWN", "stands_apart", False)
    assert one["sentence"].endswith(
        "is not settled: it was nominated for Best Animated Feature, and no film on record was nominated for both."
    )


def test_a_prize_for_films_of_another_country_says_nothing_of_films_in_another_language(world: Any) -> None:
    season = world.listed("baftas").film("Court", uk="2010-05-01").film("Nominee", uk="2010-05-01")
    season.entry("baftas", "international_feature", "Nominee")
    season.entry("spirit_awards", "international_feature", "Court").entry("nyfcc", "picture", "Court", result="won")
    rows = season.judge().verdicts
    about = rows[(rows["body"] == "baftas") & (rows["film"] == "Court") & (rows["category"] == "international_feature")]
    assert about.empty


def test_a_title_that_lists_print_in_capitals_is_spelt_as_figures_have_it(world: Any) -> None:
    season = world.entry("oscars", "picture", "THE GEM").listed("oscars")
    season.rows["works"][-1]["imdb"] = "tt0000007"
    season._add("scores", title="The Gem", imdb="tt0000007", film_year=2010, measure="metascore", value=70.0)
    assert "The Gem" in set(season.judge().films["film"])
