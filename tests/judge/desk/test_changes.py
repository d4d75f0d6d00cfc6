"""What changed between two reports, and why."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from tracker.config import Thresholds
from tracker.judge.desk.changes import CHANGES, CORRECTIONS, carry, corrections, diff, under_new_keys

Contest = Callable[[], Any]


def gem(made: Any) -> Any:
    made.film("Gem", us="2010-09-15", uk="2010-10-01", metascore=95).top_ten("Gem", 55)
    made.entry("bifa", "picture", "Gem", result="won")
    return made.entry("bifa", "lead_actress", "Gem", "Cara Lead")


def of_gem(changes: pd.DataFrame, body: str = "oscars") -> set[tuple[str, str, str, str, str]]:
    rows = changes[(changes["film"] == "Gem") & (changes["body"] == body)]
    columns = ["category", "kind", "label_before", "label_after", "cause"]
    return set(rows[columns].itertuples(index=False, name=None))


def test_nothing_changed(contest: Contest) -> None:
    world = gem(contest())
    assert diff(world.judge().verdicts, world.judge(as_of="2026-11-28").verdicts).empty


def test_the_first_report_has_its_lists(contest: Contest) -> None:
    changes = diff(pd.DataFrame(), gem(contest()).judge().verdicts)
    assert list(changes.columns) == list(CHANGES)
    assert changes[["kind", "body"]].to_numpy().tolist() == [["new_list", "oscars"], ["new_list", "baftas"]]


def test_a_new_list_brings_its_verdicts(contest: Contest) -> None:
    world = gem(contest())
    world.rows["lists"][0]["state"] = "missing"
    before = world.judge().verdicts
    world.rows["lists"][0]["state"] = "fit"
    changes = diff(before, world.judge().verdicts)
    assert ("picture", "new_snub", "UNKNOWN", "OVERLOOKED", "new list") in of_gem(changes)
    assert ("", "label_changed", "UNKNOWN", "SHUT_OUT", "new list") in of_gem(changes)  # ahead of too few: a fact
    assert set(changes["cause"]) == {"new list"}
    assert not of_gem(changes, "baftas")


def test_new_evidence_makes_a_new_snub(contest: Contest) -> None:
    world = gem(contest())
    before = world.judge().verdicts
    world.entry("nyfcc", "lead_actress", "Gem", "Cara Lead", result="won")
    changes = diff(before, world.judge().verdicts)
    assert of_gem(changes) == {
        ("lead_actress", "new_snub", "WEAK_EVIDENCE", "OVERLOOKED", "new evidence"),
        ("", "new_snub", "SHUT_OUT", "SHUT_OUT", "new evidence"),  # ahead of enough of the nominated now
    }


def test_a_reread_list_that_names_the_film_corrects_what_was_said(contest: Contest) -> None:
    world = gem(contest())
    before = world.judge().verdicts
    world.rows["lists"][0]["revision"] = "8"
    world.entry("oscars", "original_score", "Gem", "Rae Composer")
    after = world.judge(as_of="2026-11-28").verdicts
    changes = diff(before, after)
    assert ("", "correction", "SHUT_OUT", "NOMINATED", "correction") in of_gem(changes)
    taken = corrections(diff(before, after))
    assert list(taken.columns) == list(CORRECTIONS)
    assert taken[["film", "before", "after", "corrected_at"]].to_numpy().tolist()[0] == [
        "Gem",
        "SHUT_OUT",
        "NOMINATED",
        "2026-11-28",
    ]
    status = carry(before, after)
    assert status.loc[(status["film"] == "Gem") & (status["category"] == ""), "status"].tolist()[0] == "corrected"


def test_evidence_that_is_taken_back_is_a_correction(contest: Contest) -> None:
    world = gem(contest()).entry("nyfcc", "lead_actress", "Gem", "Cara Lead", result="won")
    before = world.judge().verdicts
    gone = world.rows["nominations"].pop()
    world.rows["works"] = [w for w in world.rows["works"] if w["statement"] != gone["statement"]]
    changes = diff(before, world.judge().verdicts)
    assert ("lead_actress", "correction", "OVERLOOKED", "WEAK_EVIDENCE", "correction") in of_gem(changes)


def test_of_an_older_database_a_miss_that_nothing_new_speaks_for_is_not_called_new_evidence(contest: Contest) -> None:
    after = gem(contest()).judge().verdicts
    weaker = (after["film"] == "Gem") & (after["label"] == "OVERLOOKED")
    before = after.assign(label=after["label"].mask(weaker, "WEAK_EVIDENCE"), missed=after["missed"] & ~weaker)
    changes = diff(before, after, is_older=True)
    assert ("picture", "new_snub", "WEAK_EVIDENCE", "OVERLOOKED", "older database") in of_gem(changes)
    assert changes["sentence"].str.contains("The database is older than the last report").all()


def test_other_thresholds_are_named_as_the_cause(contest: Contest) -> None:
    world = gem(contest())
    after = world.judge(thresholds=Thresholds(overlooked_fields=0.1)).verdicts
    changes = diff(world.judge().verdicts, after)
    assert set(changes["cause"]) == {"threshold change"}
    assert set(changes["kind"]) <= {"cleared", "label_changed"}


def test_other_rules_are_named_as_the_cause(contest: Contest) -> None:
    before = gem(contest()).judge().verdicts
    after = before.assign(rules="other")
    after.loc[after["film"] == "Gem", ["label", "reason_code", "eligibility"]] = [
        "INELIGIBLE",
        "too_short",
        "ineligible",
    ]
    assert {cause for *_, cause in of_gem(diff(before, after))} == {"rule change"}


@pytest.mark.parametrize(("before", "after", "kind"), [("fit", "held", "held"), ("held", "fit", "released")])
def test_lists_held_and_released(contest: Contest, before: str, after: str, kind: str) -> None:
    world = gem(contest())
    world.rows["lists"][1]["state"] = before
    old = world.judge().verdicts
    world.rows["lists"][1]["state"] = after
    changes = diff(old, world.judge().verdicts)
    assert changes[["kind", "body"]].to_numpy().tolist() == [[kind, "baftas"]]


def test_a_verdict_without_a_unit_any_more_is_withdrawn_and_stays(contest: Contest) -> None:
    world = gem(contest())
    before = world.judge().verdicts
    kept = [row for row in before.index if before.loc[row, "film"] != "Gem"]
    once = carry(before, before.loc[kept].assign(as_of="2026-11-28"))
    gone = once[once["status"] == "withdrawn"]
    assert set(gone["film"]) == {"Gem"}
    assert set(gone["last_changed"]) == {"2026-11-28"}
    twice = carry(once, before.loc[kept].assign(as_of="2026-12-05"))
    assert set(twice.loc[twice["status"] == "withdrawn", "last_changed"]) == {"2026-11-28"}
    assert diff(once, twice).empty
    assert "No longer said: " in diff(before, once[once["status"] == "active"])["sentence"].iloc[0]


def test_a_frame_kept_as_json_compares_like_a_fresh_one(contest: Contest) -> None:
    import json

    world = gem(contest())
    verdicts = world.judge().verdicts
    stored = pd.DataFrame(json.loads(verdicts.to_json(orient="records"))).astype(object)
    assert diff(stored.where(stored.notna(), None), verdicts).empty


def test_a_decision_about_identity_is_the_cause_and_says_why(contest: Contest) -> None:
    world = gem(contest())
    first = carry(pd.DataFrame(), world.judge().verdicts)
    (key,) = set(first.loc[first["film"] == "Gem", "film_key"])
    without = world.judge().verdicts
    without = without[without["film"] != "Gem"]
    decisions = {key: "tt9 is not it (A. Desk, 2026-11-20: a namesake)"}
    changes = diff(first, without, decisions)
    assert {row[-1] for row in of_gem(changes)} == {"identity correction"}
    assert set(changes["why"]) == {decisions[key]}
    taken = corrections(diff(first, without, decisions))
    assert set(taken["reason"]) == {f"Which film is meant was corrected: {decisions[key]}"}
    again = diff(carry(first, without, decisions), world.judge().verdicts)
    assert {row[-1] for row in of_gem(again)} == {"identity correction"}


def test_a_decision_that_stands_causes_nothing_more(contest: Contest) -> None:
    world = gem(contest())
    (key,) = set(world.judge().verdicts.query("film == 'Gem'")["film_key"])
    once = carry(pd.DataFrame(), world.judge().verdicts, {key: "decided"})
    world.entry("nyfcc", "lead_actress", "Gem", "Cara Lead", result="won")
    assert {row[-1] for row in of_gem(diff(once, world.judge().verdicts, {key: "decided"}))} == {"new evidence"}


def test_a_report_from_before_misses_were_kept_told_of_them_by_label(contest: Contest) -> None:
    verdicts = gem(contest()).judge().verdicts
    old = verdicts.drop(columns=["missed", "news"])
    kinds = diff(old, verdicts).query("film == 'Gem'")["kind"]
    assert set(kinds) == {"cleared"}  # of the films shut out, as a whole


def under_an_article(verdicts: pd.DataFrame) -> pd.DataFrame:
    """The same, as they were before anybody knew the film's id."""
    own = verdicts["film"] == "Gem"
    keys = {"film_key": "wp:Gem", "film_qid": "", "verdict_id": "v" + verdicts["verdict_id"]}
    people = verdicts["person"].mask(own & (verdicts["person"] != ""), "wp:" + verdicts["people"])
    return verdicts.assign(person=people, **{name: verdicts[name].mask(own, key) for name, key in keys.items()})


def test_a_film_that_gained_an_id_is_no_change(contest: Contest) -> None:
    now = carry(pd.DataFrame(), gem(contest()).judge().verdicts)
    before = under_an_article(now)
    assert of_gem(diff(before, now))
    assert diff(under_new_keys(before, now), now).empty
    assert under_new_keys(before, now)["verdict_id"].tolist() == now["verdict_id"].tolist()


def test_a_change_beside_the_new_id_is_told(contest: Contest) -> None:
    world = gem(contest())
    before = under_an_article(carry(pd.DataFrame(), world.judge().verdicts))
    world.entry("nyfcc", "lead_actress", "Gem", "Cara Lead", result="won")
    now = world.judge().verdicts
    assert {row[:2] for row in of_gem(diff(under_new_keys(before, now), now))} == {
        ("lead_actress", "new_snub"),
        ("", "new_snub"),
    }


def test_what_was_decided_about_a_film_stays_a_change(contest: Contest) -> None:
    now = carry(pd.DataFrame(), gem(contest()).judge().verdicts)
    (key,) = set(now.loc[now["film"] == "Gem", "film_key"])
    before = under_an_article(now)
    assert under_new_keys(before, now, {key: "decided"})["film_key"].tolist() == before["film_key"].tolist()
