"""What is said of a verdict: plain English, the person before the film, small numbers as words, never too strong."""

from typing import Any

import pandas as pd
import pytest

from tests.judge.conftest import World
from tracker.config import Thresholds
from tracker.domain.rules import load_rules
from tracker.judge.season import judge_seasons
from tracker.judge.verdict.sentences import Facts, aside, sentence

PLAIN = Facts(
    label="OVERLOOKED",
    reason_code="acclaimed_not_nominated",
    backing="",
    film="Argo",
    work_kind="feature",
    people="Ben Affleck",
    by_credit=False,
    category="director",
    category_as_printed="",
    ceremony="85th Academy Awards",
    acclaim_place=5,
    joint=False,
    ahead_of=1,
    of_nominees=5,
    nominees=5,
    field_size=5,
    p_nomination=0.5,
    e_basis="",
    apart=False,
    near_miss="",
    nominations=0,
    wins=0,
    others_n=0,
    bodies_n=0,
    seconds_n=0,
    others_since="",
    known_since="",
    reason="",
    named_in="",
    named_whom=False,
    named_by_file=False,
    shift_person="",
    shift_to="",
    shift_category="",
    shift_printed="",
    other="",
    note="",
    unannounced=False,
    may_be_barred=False,
    list_reason="",
)
AT = "at the 85th Academy Awards"
FIFTH = "by the evidence on record the work was fifth of the season, in a field of five, ahead of one nominee"


def say(**facts: Any) -> str:
    return sentence(PLAIN._replace(**facts))


def test_directing_is_what_a_person_did() -> None:
    assert say() == f"Ben Affleck was not nominated for directing Argo {AT}; {FIFTH}."


NOBODY = {"people": ""}
LIKELY = {"label": "SHUT_OUT", "reason_code": "no_nomination_at_this_body", "category": "", "backing": "chance"}


@pytest.mark.parametrize(
    ("basis", "reason"),
    [
        ("model", "; what was known before the announcement made one about 70% likely."),
        ("rates", ", although about 70% of those with as many earlier nominations from other bodies had one."),
    ],
)
def test_a_film_that_was_shut_out_against_the_odds_says_so(basis: str, reason: str) -> None:
    facts = LIKELY | {"e_basis": basis, "p_nomination": 0.7, "ahead_of": 1}
    assert say(**facts) == f"Argo received no nomination {AT}{reason}"
    assert aside(PLAIN._replace(**facts)) == "about 70% likely beforehand"


@pytest.mark.parametrize(
    ("basis", "acclaimed", "close"),
    [
        (
            "model",
            "; what was known before the announcement made one about 70% likely, and by the evidence on record it was",
            "; what was known before the announcement made one about 70% likely.",
        ),
        (
            "rates",
            ", although about 70% of those with as many earlier nominations from other bodies had one; by the evidence "
            "on record it was",
            ", and about 70% of those with as many earlier nominations from other bodies had one.",
        ),
    ],
)
def test_a_likely_film_that_was_shut_out_says_how_likely_whatever_else_backs_it(
    basis: str, acclaimed: str, close: str
) -> None:
    facts = LIKELY | {"e_basis": basis, "p_nomination": 0.7, "ahead_of": 9, "of_nominees": 41, "nominees": 41}
    ahead = "ahead of nine of the 41 features that were nominated"
    assert say(**facts | {"backing": "acclaim;chance"}) == f"Argo received no nomination {AT}{acclaimed} {ahead}."
    assert aside(PLAIN._replace(**facts | {"backing": "acclaim;chance"})) == f"about 70% likely beforehand, {ahead}"
    facts |= {"backing": "near_miss;acclaim;chance", "near_miss": "shortlisted"}
    assert say(**facts) == f"Argo received no nomination {AT}, although it was on the body's own shortlist{close}"
    assert aside(PLAIN._replace(**facts)) == "on the body's own shortlist, about 70% likely beforehand"


def test_a_film_is_not_said_to_be_starred_for_work_on_it() -> None:
    facts = {"label": "SHUT_OUT", "near_miss": "starred", "backing": "near_miss"}
    assert (
        say(**facts) == f"Argo received no nomination {AT}, although work on it was starred on the body's own longlist."
    )


ACTING = NOBODY | {"category": "supporting_actor"}
NOMINATED = {"label": "NOMINATED", "reason_code": "nominated"}
EITHER = {"category": "lead_actor", "category_as_printed": "Best Actor – Drama / Best Actor – Comedy"}
ANIMATED = {"category": "animated_feature", "people": "Ann Lee"}
SUPPORTING = f"for Best Supporting Actor {AT}"
SUBJECTS: list[tuple[dict[str, Any], str]] = [
    (NOBODY, f"The direction of Argo was not nominated {AT};"),
    (NOBODY | NOMINATED, f"The direction of Argo was nominated {AT}."),
    (
        NOBODY | {"label": "UNKNOWN", "reason_code": "no_release_claim"},
        f"Whether the direction of Argo could be nominated {AT} is",
    ),
    (ACTING, f"No performance in Argo was nominated {SUPPORTING}; by the evidence on record a perf"),
    (ACTING | NOMINATED, f"A performance in Argo was nominated {SUPPORTING}."),
    (
        ACTING | {"label": "UNKNOWN", "reason_code": "list_names_no_people"},
        f"Whether a performance in Argo was nominated {SUPPORTING} is not known: ",
    ),
    (
        ACTING | {"label": "UNKNOWN", "reason_code": "performance_not_told_apart"},
        f"No performance in Argo was nominated {SUPPORTING}; the lists that spoke for one may mean one nominated",
    ),
    (
        {"by_credit": True},
        f"Ben Affleck, the credited director of Argo, was not nominated for Best Director {AT};",
    ),
    (
        {"by_credit": True, "people": "A;B", "category": "original_screenplay"},
        "A and B, the credited writers of Argo, were not nominated for Best Original Screenplay",
    ),
    (
        {"by_credit": True, "people": "A", "category": "visual_effects"},
        "A, credited with the visual effects of Argo, was not nominated for Best Visual Effects",
    ),
    (ANIMATED, f"Argo was not nominated for Best Animated Feature {AT}; by the evidence on record the film"),
    (EITHER, f"Ben Affleck was not nominated for either Best Actor award {AT} for Argo;"),
    (
        EITHER
        | {"label": "SHIFTED", "reason_code": "nominated_for_other_film", "shift_person": "Bo Ek", "shift_to": "Gem"},
        f"Bo Ek was nominated for a Best Actor award {AT} for Gem, not for Argo.",
    ),
]


@pytest.mark.parametrize(("facts", "begins"), SUBJECTS)
def test_a_person_a_credit_or_else_the_work_is_the_subject(facts: dict[str, Any], begins: str) -> None:
    assert say(**facts).startswith(begins)


@pytest.mark.parametrize(
    ("ahead", "of", "every", "words"),
    [
        (1, 5, 5, "ahead of one nominee"),
        (2, 5, 5, "ahead of two nominees"),
        (12, 20, 20, "ahead of 12 nominees"),
        (2, 2, 2, "ahead of both nominees"),
        (3, 3, 3, "ahead of all three nominees"),
        (1, 1, 1, "ahead of one nominee"),
        (2, 3, 5, "ahead of two of the three nominees with which it can be compared"),
        (3, 3, 5, "ahead of all three nominees with which it can be compared"),
        (1, 1, 4, "ahead of the one nominee with which it can be compared"),
    ],
)
def test_small_numbers_are_words_with_their_plurals(ahead: int, of: int, every: int, words: str) -> None:
    figures = {"ahead_of": ahead, "of_nominees": of, "nominees": every}
    assert say(**figures).endswith(f"{words}.")
    assert aside(PLAIN._replace(**figures)) == f"fifth of the season, {words}"


def test_works_of_the_same_acclaim_share_a_place() -> None:
    assert "the work was joint second of the season, in a field of five, ahead of two nominees." in say(
        acclaim_place=2, joint=True, ahead_of=2
    )


def test_a_shut_out_film_counts_in_words() -> None:
    out = {"label": "SHUT_OUT", "reason_code": "no_nomination_at_this_body", "category": "", "people": ""}
    out |= {"others_n": 1, "bodies_n": 1, "ahead_of": 9, "of_nominees": 41, "nominees": 41}
    assert say(**out) == (
        f"Argo received no nomination {AT}, with one nomination or prize from one other body on record; "
        "by the evidence on record it was ahead of nine of the 41 features that were nominated."
    )
    assert aside(PLAIN._replace(**out)) == "ahead of nine of the 41 features that were nominated"


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((40, 12, 1), "40 nominations or prizes from 12 other bodies and one runner-up place"),
        ((2, 1, 0), "two nominations or prizes from one other body"),
        ((0, 0, 2), "two runner-up places at other bodies"),
    ],
)
def test_a_runner_up_was_neither_nominated_nor_given_a_prize(counts: tuple[int, int, int], words: str) -> None:
    facts = LIKELY | dict(zip(("others_n", "bodies_n", "seconds_n"), counts, strict=True))
    facts |= {"e_basis": "model", "p_nomination": 0.7}
    assert say(**facts).startswith(f"Argo received no nomination {AT}, with {words} on record; what")


def test_a_work_behind_the_field_is_not_called_thin_evidence() -> None:
    assert behind(acclaim_place=9) == "by the evidence on record the work stood behind the field."
    assert behind(acclaim_place=6, ahead_of=0) == "by the evidence on record the work stood behind the field."


@pytest.mark.parametrize(
    ("compared", "why"),
    [
        (5, "by the evidence on record the work was ahead of no nominee."),
        (3, "by the evidence on record the work was ahead of no nominee with which it can be compared."),
        (0, "by the evidence on record no nominee can be compared with it."),
    ],
)
def test_a_work_whose_place_is_within_the_field_did_not_stand_behind_it(compared: int, why: str) -> None:
    assert behind(acclaim_place=3, ahead_of=0, of_nominees=compared) == why


def behind(**facts: Any) -> str:
    """Why a work that is acclaimed is no miss."""
    return say(label="WEAK_EVIDENCE", reason_code="behind_the_field", **facts).partition("; ")[2]


@pytest.mark.parametrize("code", ["kind_not_eligible", "released_after_window", "too_short"])
def test_what_an_assumed_rule_bars_is_open_because_the_rule_is_assumed(code: str) -> None:
    text = say(label="UNKNOWN", reason_code=code, category="", reason="United States release claimed for 2011-12-20")
    assert "is not settled" in text
    assert "assumed" in text
    assert "2011-12-20" not in text


def reel(contest: Any, **more: Any) -> World:
    """A film of which two circles honour the direction and the writing, and name nobody."""
    made: World = contest().film("Reel", us="2010-11-05", metascore=90, **more)
    made.entry("oscars", "director", "Nominee 0", "Ann One")
    for body in ("bifa", "nyfcc"):
        made.entry(body, "director", "Reel", result="won").entry(body, "screenplay", "Reel", result="won")
    return made


def test_the_films_own_credits_name_whom_no_list_does(contest: Any, verdict: Any) -> None:
    judgement = reel(contest, directors=("Ada Dee",)).judge()
    one = verdict(judgement, "oscars", "director", "Reel")
    assert (one["people"], one["level"]) == ("Ada Dee", "credit")
    assert one["sentence"].startswith("Ada Dee, the credited director of Reel, was not nominated for Best Director at")
    rows = judgement.evidence.set_index("evidence_id").loc[one["evidence_ids"].split(";")]
    credit = rows[rows["family"] == "credit"].iloc[0]
    assert credit["claim"] == "Credited as director: Ada Dee"
    assert credit["source_url"]


def test_a_festivals_line_up_names_the_director_whom_no_list_does(contest: Any, verdict: Any) -> None:
    shown = reel(contest).listed("cannes", announced_on="2010-04-15").entry("cannes", "picture", "Reel", "Ada Dee")
    shown.entry("cannes", "lead_actress", "Reel", "Eva Part", result="won")
    judgement = shown.judge()
    direction, script = (verdict(judgement, "oscars", of, "Reel") for of in ("director", "screenplay"))
    assert direction["sentence"].startswith("Ada Dee, the credited director of Reel, was not nominated for Best")
    rows = judgement.evidence.set_index("evidence_id").loc[direction["evidence_ids"].split(";")]
    assert list(rows.loc[rows["family"] == "credit", "claim"]) == ["Credited as director: Ada Dee"]
    assert script["people"] == ""


def test_a_festival_of_the_season_before_names_the_director_whichever_seasons_are_judged_together(
    contest: Any, verdict: Any
) -> None:
    shown = reel(contest).listed("cannes", season=2009).entry("cannes", "picture", "Reel", "Ada Dee", season=2009)
    alone = shown.judge()
    assert verdict(alone, "oscars", "director", "Reel")["people"] == "Ada Dee"
    day, seasons = alone.as_of, [2009, 2010]
    beside = judge_seasons(shown.tables(), seasons=seasons, rules=load_rules(), thresholds=Thresholds(), as_of=day)
    pd.testing.assert_frame_equal(beside[-1].verdicts, alone.verdicts)


def test_a_nominee_of_the_same_work_elsewhere_is_named_and_no_credit(contest: Any) -> None:
    rows = reel(contest).entry("wga", "original_screenplay", "Reel", "Eva Pen").judge().verdicts
    written = rows[(rows["film"] == "Reel") & rows["category"].isin(["screenplay", "original_screenplay"])]
    assert set(written["people"]) == {"Eva Pen"}
    assert not written["sentence"].str.contains("credited").any()


def test_a_recorded_reason_is_a_clause_with_one_colon() -> None:
    out = {"label": "INELIGIBLE", "reason_code": "record_ineligible", "category": ""}
    before = f"Argo was not eligible {AT}: "
    assert say(**out, reason="was eligible the year before") == f"{before}it was eligible the year before."
    assert (
        say(**out, reason="disqualified: too much of it is older") == f"{before}disqualified, too much of it is older."
    )


@pytest.mark.parametrize("title", ["Moulin Rouge!", "Where Art Thou?", "One Night in Miami...", "E.T."])
def test_a_title_that_ends_in_a_mark_ends_the_sentence(title: str) -> None:
    text = say(label="NOMINATED", reason_code="nominated", film=title, category="lead_actor")
    assert text.endswith(f" for {title}")


@pytest.mark.parametrize(
    "code", ["list_missing", "lists_disagree", "not_told_apart", "list_names_no_people", "category_not_read"]
)
def test_what_a_list_leaves_open_is_whether_there_was_a_nomination(code: str) -> None:
    text = say(label="UNKNOWN", reason_code=code, category="", people="")
    assert text.startswith(f"Whether Argo was nominated {AT} is not known: ")


def test_nothing_is_asked_about_nominations_of_a_year_that_announced_none() -> None:
    text = say(label="UNKNOWN", reason_code="list_on_trial", category="", people="", unannounced=True)
    assert text == "The 85th Academy Awards announced winners and no nominations; nothing is claimed of Argo."


@pytest.mark.parametrize(
    ("told", "late"), [({"backing": "chance"}, True), ({"backing": ""}, False), ({"near_miss": "starred"}, True)]
)
def test_that_honours_were_given_later_is_said_where_no_place_by_acclaim_is(told: dict[str, str], late: bool) -> None:
    facts = LIKELY | {"backing": "", "e_basis": "model", "others_n": 3, "bodies_n": 2, "others_since": "2011-03-01"}
    facts |= {"ahead_of": 9, "of_nominees": 41, "nominees": 41}
    assert ("in part known only since 1 March 2011" in say(**facts | told)) is late


def test_a_chance_without_awards_that_often_disqualify_says_so_and_is_no_counted_share() -> None:
    text = say(**LIKELY | {"e_basis": "rates", "apart": True, "p_nomination": 0.7})
    assert text == (
        f"Argo received no nomination {AT}; leaving out awards from which works are often disqualified, what was known "
        "before the announcement made one about 70% likely."
    )


def test_a_film_known_by_its_number_is_not_called_by_it() -> None:
    text = say(label="NOMINATED", category="", people="", film="tt0120001", nominations=1, wins=1)
    assert text == f"The film with the IMDb number tt0120001 received one nomination {AT} and won."


def test_a_note_does_not_say_again_that_the_nomination_is_not_official() -> None:
    struck = {"label": "RESCINDED", "reason_code": "not_an_official_nomination"}
    before = f"Ben Affleck, of Argo, is listed for Best Director {AT}, but not as an official nomination"
    shout = "NOTE: THIS IS NOT AN OFFICIAL NOMINATION. Write-in candidate."
    assert say(**struck, note=f"came in 3rd|{shout}") == f"{before} (came in 3rd; Write-in candidate)."
    assert say(**struck, note="NOTE: THIS IS NOT AN OFFICIAL NOMINATION.") == f"{before}."


def test_a_nomination_elsewhere_is_for_one_of_two_awards() -> None:
    halves = {"shift_category": "lead_actor", "shift_printed": "Best Actor – Drama / Best Actor – Comedy"}
    text = say(label="SHIFTED", reason_code="nominated_in_other_category", category="supporting_actor", **halves)
    assert text.startswith("Ben Affleck was nominated for a Best Actor award, not for Best Supporting Actor, at")


def test_what_was_made_for_television_did_not_qualify_as_a_film() -> None:
    made = {"label": "INELIGIBLE", "reason_code": "kind_not_eligible", "work_kind": "television", "category": ""}
    text = say(**made, reason="listed for Best Miniseries at the Gala Awards")
    assert (
        text
        == f"By what is on record Argo did not qualify as a film {AT} (listed for Best Miniseries at the Gala Awards)."
    )
