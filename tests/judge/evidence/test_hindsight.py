"""What became known only after the announcement: it strengthens nothing at the time, and is marked in retrospect."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.judge.conftest import World, full_contest
from tracker.judge.evidence.hindsight import after, of_its_time
from tracker.judge.season import Judgement

ANNOUNCED = "2011-01-20"
"""Of both lists of the contest."""
AT_THE_TIME, IN_RETROSPECT = "2011-02-14", "2026-11-21"
SAID = ["label", "reason_code", "strength", "confidence", "missed", "news", "acclaim_percentile", "acclaim_place",
        "ahead_of", "p_nomination", "sentence", "aside", "evidence_ids", "sources_n", "known_since"]  # fmt: skip

FILMS = st.sampled_from([f"Film {i}" for i in range(20)])
LATE = st.dates(pd.Timestamp("2011-01-21").date(), pd.Timestamp("2024-12-31").date()).map(str)
BODIES = ("golden_globes", "critics_choice", "saturn_awards", "lafca", "cannes")


def nominate(world: World, film: str, body: str, slug: str, *, day: str, result: str = "nominated") -> World:
    people = [f"Somebody of {film}"] if slug == "lead_actress" else []
    return world.entry(body, slug, film, *people, result=result, announced_on=day)


def score(world: World, film: str, day: str, value: float) -> World:
    world._add("scores", qid=world.films[film], measure="tomatometer", value=value, as_of=day)
    return world


Addition = Callable[[World], World]
NOMINATIONS: st.SearchStrategy[Addition] = st.builds(
    lambda film, body, slug, result, day: lambda made: nominate(made, film, body, slug, result=result, day=day),
    FILMS,
    st.sampled_from(BODIES),
    st.sampled_from(["picture", "lead_actress", "original_score"]),
    st.sampled_from(["nominated", "won", "runner_up", "shortlisted"]),
    LATE,
)
SCORES: st.SearchStrategy[Addition] = st.builds(
    lambda *said: lambda made: score(made, *said), FILMS, LATE, st.floats(0, 100)
)


def early(world: World) -> World:
    """Some films stand on lists that came out in time."""
    for i in (0, 1, 4, 7):
        nominate(world, f"Film {i}", "critics_choice", "picture", day="2010-12-13")
    return nominate(world, "Film 2", "critics_choice", "lead_actress", day="2010-12-13")


def said_of(judgement: Judgement) -> pd.DataFrame:
    verdicts = judgement.verdicts[judgement.verdicts["body"].isin(["oscars", "baftas"])]
    return verdicts.set_index(["body", "category", "film_key", "person"])[SAID].sort_index()


@settings(
    max_examples=6,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.lists(st.one_of(NOMINATIONS, SCORES), min_size=1, max_size=6))
def test_evidence_after_the_announcement_changes_no_verdict_of_the_time(additions: list[Addition]) -> None:
    before = early(full_contest()).judge(as_of=AT_THE_TIME)
    world = early(full_contest())
    for add in additions:
        add(world)
    later = world.judge(as_of=AT_THE_TIME)
    pd.testing.assert_frame_equal(said_of(later), said_of(before))
    new = later.evidence[~later.evidence["evidence_id"].isin(before.evidence["evidence_id"])]
    assert (new["hindsight"] == "oscars;baftas").all()


def test_in_retrospect_it_counts_and_every_verdict_that_rests_on_it_says_so() -> None:
    world = nominate(early(full_contest()), "Film 0", "lafca", "picture", day="2011-02-03")
    verdicts = {row["film"]: row for row in rows(world.judge(as_of=IN_RETROSPECT))}
    own = verdicts.pop("Film 0")
    assert own["known_since"] == "2011-02-03"
    assert "(in part known only since 3 February 2011, after the announcement)" in own["sentence"]
    assert not any(row["known_since"] for row in verdicts.values())
    at_the_time = {row["film"]: row for row in rows(world.judge(as_of=AT_THE_TIME))}["Film 0"]
    assert "known only since" not in at_the_time["sentence"]


def rows(judgement: Judgement) -> list[dict[str, Any]]:
    frame = judgement.verdicts
    return frame[(frame["body"] == "oscars") & (frame["category"] == "")].to_dict("records")


def test_the_day_on_which_a_figure_was_read_is_not_the_day_since_which_it_is_known() -> None:
    world = score(early(full_contest()), "Film 0", "2026-06-01", 97.0)
    later = world.judge(as_of=IN_RETROSPECT)
    assert not any(row["known_since"] or "known only since" in row["sentence"] for row in rows(later))
    at_the_time = world.judge(as_of=AT_THE_TIME)
    before = early(full_contest()).judge(as_of=AT_THE_TIME)
    pd.testing.assert_frame_equal(said_of(at_the_time), said_of(before))


def test_a_prize_after_the_announcement_counts_as_the_nomination_that_it_was() -> None:
    def judged(result: str) -> pd.DataFrame:
        world = early(full_contest()).listed("critics_choice", announced_on="2010-12-13", held_on="2011-01-29")
        world.entry("critics_choice", "original_score", "Film 9", "A Composer", result=result)
        world.entry("critics_choice", "original_score", "Film 8", "B Composer")
        return said_of(world.judge(as_of=AT_THE_TIME)).drop(columns=["evidence_ids"])

    pd.testing.assert_frame_equal(judged("won"), judged("nominated"))


@pytest.mark.parametrize(
    ("day", "late"),
    [
        ("2011-01-21", True),
        (ANNOUNCED, False),
        ("2011-01", False),
        ("2011-02", True),
        ("2011", False),
        ("2012", True),
        ("", False),
    ],
)
def test_a_day_is_hindsight_only_where_all_of_it_lies_after(day: str, late: bool) -> None:
    assert after(day, ANNOUNCED) is late
    assert not after(day, "")


def test_a_list_that_came_late_still_tells_whose_performance_it_was() -> None:
    world = early(full_contest()).entry("critics_choice", "supporting_actor", "Film 9", announced_on="2010-12-13")
    world.entry("lafca", "supporting_actor", "Film 9", "Ann Player", announced_on="2011-01-30")
    verdicts = world.judge(as_of=AT_THE_TIME).verdicts
    own = verdicts[(verdicts["film"] == "Film 9") & (verdicts["category"] == "supporting_actor")].set_index("body")
    assert own.loc["oscars", "people"] == "Ann Player"
    assert own.loc["oscars", "sentence"].startswith("Ann Player was not nominated for ")


def test_whom_a_late_list_names_is_told_apart_from_the_one_nominated_in_the_other_category() -> None:
    world = early(full_contest()).entry("oscars", "supporting_actress", "Film 9", "Sue Porting")
    world.entry("critics_choice", "lead_actress", "Film 9", announced_on="2010-12-13")
    alone = world.judge(as_of=AT_THE_TIME).verdicts
    world.entry("lafca", "lead_actress", "Film 9", "Ann Player", announced_on="2011-01-30")
    judgement = world.judge(as_of=AT_THE_TIME)
    before, after = (
        rows[(rows["film"] == "Film 9") & (rows["category"] == "lead_actress")].set_index("body").loc["oscars"]
        for rows in (alone, judgement.verdicts)
    )
    assert (before["label"], before["reason_code"]) == ("UNKNOWN", "performance_not_told_apart")
    assert (after["label"], after["people"]) == ("SNUB_SHOCK", "Ann Player")
    assert after["acclaim_percentile"] == before["acclaim_percentile"], "what came late strengthens nothing"
    cited = judgement.evidence.set_index("evidence_id").loc[after["evidence_ids"].split(";")]
    assert "Ann Player" in cited["people"].tolist(), "whose word the name is"


def test_a_list_that_names_nobody_may_mean_the_performance_in_either_category() -> None:
    world = early(full_contest()).entry("oscars", "supporting_actress", "Film 9")
    world.entry("critics_choice", "lead_actress", "Film 9", "Ann Player", announced_on="2010-12-13")
    rows = world.judge(as_of=AT_THE_TIME).verdicts
    own = rows[(rows["film"] == "Film 9") & (rows["category"] == "lead_actress")].set_index("body").loc["oscars"]
    assert (own["label"], own["reason_code"]) == ("UNKNOWN", "list_names_no_people")


def test_a_judgement_is_of_its_time_until_the_next_season() -> None:
    days = [pd.Timestamp(day).date() for day in ("2011-01-20", "2012-01-19", "2012-01-20", "2026-01-01")]
    assert [of_its_time(ANNOUNCED, day) for day in days] == [True, True, False, False]
    assert of_its_time("", days[-1])
