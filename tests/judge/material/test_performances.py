"""Prizes for a performance of either kind: whom they speak for at a body that honours actors and actresses apart."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from tracker.domain.categories import categories, kinds_of
from tracker.judge.claims.nominations import stands_for

Contest = Callable[[], Any]
Verdict = Callable[..., dict[str, Any]]


def praised(made: Any, *, name: str = "Cara Lead", gendered: Iterable[str] = (), kind: str = "lead_actress") -> Any:
    """A season whose `Gem` has a prize for a performance of either kind; some bodies say of which kind it is."""
    made.film("Gem", us="2010-09-15", uk="2010-10-01", metascore=88)
    made.entry("oscars", "lead_actor", "Nominee 0", "Al Actor").entry("baftas", "lead_actor", "Nominee 0", "Al Actor")
    made.entry("berlin", "lead_performance", "Gem", name, result="won")
    for body in gendered:
        made.entry(body, kind, "Gem", name, result="won")
    return made.judge()


def units(verdicts: Any, film: str, body: str = "oscars") -> dict[str, str]:
    rows = verdicts.verdicts[(verdicts.verdicts["film"] == film) & (verdicts.verdicts["body"] == body)]
    acting = rows[rows["category"].isin([s for s, c in categories().items() if c.group == "acting"])]
    return dict(zip(acting["category"], acting["label"], strict=True))


def test_it_speaks_for_the_actress_where_a_list_names_her_as_one(contest: Contest, verdict: Verdict) -> None:
    verdicts = praised(contest(), gendered=["bifa"])
    assert set(units(verdicts, "Gem")) == {"lead_actress"}
    hers = verdict(verdicts, "oscars", "lead_actress", "Gem", "Cara Lead")
    assert set(hers["families"].split(";")) == {"peers", "festivals"}
    prize = verdicts.evidence[verdicts.evidence["body"] == "berlin"].iloc[0]
    assert (prize["category"], prize["claim"]) == (
        "lead_actress",
        "Won Lead Performance – Berlin International Film Festival 2011 (Cara Lead)",
    )


def test_an_earlier_season_or_a_supporting_part_tells_as_well(contest: Contest) -> None:
    world = contest().entry("bifa", "supporting_actor", "Older", "Carl Lead", season=2006)
    assert set(units(praised(world, name="Carl Lead"), "Gem")) == {"lead_actor"}


def test_where_no_record_tells_nothing_is_said_of_either_award(contest: Contest, verdict: Verdict) -> None:
    verdicts = praised(contest())
    assert units(verdicts, "Gem") == {"lead_performance": "UNKNOWN"}
    open_ = verdict(verdicts, "oscars", "lead_performance", "Gem")
    assert (open_["reason_code"], open_["people"]) == ("performance_of_either_kind", "Cara Lead")
    assert open_["sentence"] == (
        "Whether Cara Lead could be nominated for a lead performance at the 83rd Academy Awards for Gem is not "
        "settled: the prize on record is for actors and actresses alike, and no record says for which of the two "
        "awards here the performance counts."
    )
    assert verdict(verdicts, "oscars", "", "Gem")["label"] == "SHUT_OUT"


def test_records_that_differ_leave_it_open(contest: Contest) -> None:
    world = contest().entry("bifa", "lead_actor", "Older", "Cara Lead", season=2006)
    assert "lead_performance" in units(praised(world, gendered=["spirit_awards"]), "Gem")


def test_her_own_nomination_there_is_a_nomination(contest: Contest) -> None:
    verdicts = praised(contest().entry("oscars", "lead_actress", "Gem", "Cara Lead"))
    assert units(verdicts, "Gem") == {"lead_actress": "NOMINATED"}
    assert set(units(verdicts, "Gem", "baftas")) == {"lead_actress"}


def test_who_gives_one_prize_has_asked_about_both(contest: Contest) -> None:
    """A list of women alone has passed over every man: it was asked, and named none."""
    world = contest().film("Gem", us="2010-09-15").entry("critics_choice", "lead_performance", "Gem", "Cara Lead")
    world.listed("critics_choice").entry("bifa", "lead_actress", "Gem", "Cara Lead")
    for season in range(2002, 2010):
        world.listed("oscars", season).entry("oscars", "lead_actor", f"Old {season}", "Al Actor", season=season)
    world.entry("oscars", "lead_actor", "Nominee 0", "Al Actor")
    for one in world.rows["lists"]:
        if one["body"] == "critics_choice":
            one["announced_on"] = "2010-12-13"
    verdicts = world.judge().verdicts
    asked = verdicts[(verdicts["body"] == "oscars") & (verdicts["category"] == "lead_actor")]
    assert set(asked["precursor_possible"]) == {1}
    assert set(asked["precursor_hits"]) == {0}


@pytest.mark.parametrize(
    ("named", "meant"),
    [
        ("lead_actress", {"lead_actress", "lead_performance"}),
        ("supporting_actor", {"supporting_actor", "supporting_performance"}),
        ("director", {"director"}),
    ],
)
def test_an_article_that_says_best_actress_may_mean_the_prize_of_either_kind(named: str, meant: set[str]) -> None:
    assert stands_for(named) == meant
    assert {"lead_performance", "supporting_performance"} <= stands_for("acting")


def test_each_prize_of_either_kind_takes_two_categories_with_a_credit_each() -> None:
    for slug in ("lead_performance", "supporting_performance"):
        assert sorted(categories()[kind].credit or "" for kind in kinds_of(slug)) == ["actor", "actress"]
    assert kinds_of("director") == ("director",)
