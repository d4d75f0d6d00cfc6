"""One weak claim decides nothing: days and kinds need a second document or a source with standing."""

from collections.abc import Callable
from typing import Any

import pytest

World = Any
Verdict = Callable[..., dict[str, Any]]
WEAK = 4
"""The tier of a blog."""


def claimed(world: World, title: str, day: str, *, tier: int = WEAK, cites: tuple[str, ...] = ()) -> World:
    world.release(title, day, "United States")
    world.rows["releases"][-1] |= {"tier": tier, "cites": cites}
    return world


def answer(world: World, title: str, body: str = "oscars") -> dict[str, Any]:
    rows = world.judge().eligibility
    (row,) = rows[(rows["body"] == body) & (rows["film"] == title) & (rows["category"] == "")].to_dict("records")
    return dict(row)


def test_the_day_of_a_remake_rules_nothing_out(contest: Callable[[], World]) -> None:
    world = claimed(contest().film("Film"), "Film", "2011-12-20")
    gate = answer(world, "Film")
    assert (gate["eligibility"], gate["reason_code"]) == ("unknown", "one_weak_claim")
    assert gate["reason"] == "one source alone claims a United States release on 2011-12-20"


def test_two_documents_that_agree_do(contest: Callable[[], World]) -> None:
    world = claimed(claimed(contest().film("Film"), "Film", "2011-12-20"), "Film", "2011-12-20")
    assert answer(world, "Film")["reason_code"] == "released_after_window"


@pytest.mark.parametrize(
    ("tier", "cites", "expected"),
    [(1, "a", "ineligible"), (2, "a", "unknown"), (2, "ab", "ineligible"), (2, "", "unknown")],
)
def test_an_encyclopaedia_rules_out_with_two_documents_and_a_body_alone(
    contest: Callable[[], World], tier: int, cites: str, expected: str
) -> None:
    documents = tuple(f"https://{name}.example.org/" for name in cites)
    world = claimed(contest().film("Film"), "Film", "2011-12-20", tier=tier, cites=documents)
    assert answer(world, "Film")["eligibility"] == expected


@pytest.mark.parametrize(
    ("day", "expected"), [("2012-01-06", "released_after_window"), ("2010-10-01", "one_weak_claim")]
)
def test_a_weaker_source_confirms_what_it_says_too(contest: Callable[[], World], day: str, expected: str) -> None:
    world = claimed(contest().film("Film"), "Film", "2011-12-20", tier=2)
    assert answer(claimed(world, "Film", day), "Film")["reason_code"] == expected


def test_a_weaker_source_that_says_otherwise_is_shown(contest: Callable[[], World]) -> None:
    world = claimed(contest().film("Film", us="2010-10-01"), "Film", "2011-12-20")
    gate = answer(claimed(world, "Film", "2010-10-01"), "Film")
    assert (gate["eligibility"], gate["reason_code"], gate["conflict"]) == ("presumed", "released_in_window", True)
    assert gate["reason"] == "United States release claimed for 2010-10-01; weaker sources say 2011-12-20"
    assert len(gate["cites"].split(";")) == 3


def test_a_nomination_that_implies_a_release_goes_before_one_weak_claim(contest: Callable[[], World]) -> None:
    world = claimed(contest().film("Film").listed("critics_choice"), "Film", "2011-12-20")
    gate = answer(world.entry("critics_choice", "lead_actress", "Film", "Ann", announced_on="2010-12-13"), "Film")
    assert (gate["reason_code"], gate["conflict"]) == ("implied_by_peer_list", True)
    assert gate["reason"] == (
        "one source alone claims a United States release on 2011-12-20, "
        "but the Critics' Choice Movie Awards, which ask for a release there, nominated it on 2010-12-13"
    )


@pytest.mark.parametrize("documents", [1, 2])
def test_one_day_in_the_season_does_not_undo_a_nomination_elsewhere_the_season_before(
    contest: Callable[[], World], verdict: Verdict, documents: int
) -> None:
    world = contest().film("Film", metascore=99).listed("golden_globes").listed("oscars", 2009)
    world.entry("golden_globes", "picture", "Nominee 0").entry("nyfcc", "picture", "Film")
    for _ in range(documents):
        claimed(world, "Film", "2010-01-22")
    world.entry("oscars", "picture", "Film", season=2009, announced_on="2010-02-02")
    gate = answer(world, "Film", "golden_globes")
    known = "one source alone claims a United States release on 2010-01-22"
    reason = f"{known}, but the Academy Awards nominated it a season before, on 2010-02-02"
    expected = [("unknown", reason), ("presumed", "United States release claimed for 2010-01-22")][documents - 1]
    assert (gate["eligibility"], gate["reason"]) == expected
    assert (verdict(world.judge(), "golden_globes", "", "Film")["label"] == "UNKNOWN") == (documents == 1)


def test_one_day_in_the_season_does_not_undo_a_record_of_the_season_before(contest: Callable[[], World]) -> None:
    world = claimed(contest().film("Film").listed("golden_globes"), "Film", "2010-01-22")
    world.entry("golden_globes", "picture", "Nominee 0").record("oscars", "Film", "eligible")
    world.rows["eligibility"][-1]["ceremony"] -= 1
    gate = answer(world, "Film", "golden_globes")
    assert gate["reason_code"] == "in_the_race_a_season_before"
    assert gate["reason"].endswith("but the Academy Awards had listed it as eligible a season before")


@pytest.mark.parametrize(
    ("document", "had_its_turn"),
    [("record", True), ("lead_actress", True), ("international_feature", False)],
    ids=["a record", "a longlist", "a longlist with entry rules of its own"],
)
def test_a_film_that_the_body_had_as_eligible_the_season_before_has_had_its_turn(
    contest: Callable[[], World], verdict: Verdict, document: str, had_its_turn: bool
) -> None:
    world = contest().film("Film", metascore=99).listed("oscars", 2009).listed("oscars", 2009, kind="longlist")
    if document == "record":
        world.record("oscars", "Film", "eligible").rows["eligibility"][-1]["ceremony"] -= 1
    else:
        world.entry("oscars", document, "Film", result="longlisted", season=2009)
    for _ in range(2):
        claimed(world, "Film", "2010-01-22")
    gate = answer(world, "Film")
    claim = "United States release claimed for 2010-01-22"
    turn = f"{claim}, but the Academy Awards had listed it as eligible a season before"
    expected = ("eligible_a_season_before", turn) if had_its_turn else ("released_in_window", claim)
    assert (gate["reason_code"], gate["reason"]) == expected
    assert (verdict(world.judge(), "oscars", "", "Film")["label"] == "UNKNOWN") is had_its_turn


@pytest.mark.parametrize("status", ["ineligible", "not_submitted"])
@pytest.mark.parametrize(("slug", "barred"), [("sound", False), ("international_feature", True)])
def test_a_record_bars_no_film_that_the_list_nominates_beside_others(
    contest: Callable[[], World], verdict: Verdict, status: str, slug: str, barred: bool
) -> None:
    """A foreign film may be nominated for its country's award and barred from all others."""
    world = contest().film("Film", us="2010-06-01", metascore=99).top_ten("Film", 90)
    judgement = world.entry("oscars", slug, "Film").record("oscars", "Film", status).judge()
    if barred:
        own = judgement.verdicts[judgement.verdicts["film"] == "Film"]
        assert set(own.loc[own["body"] == "oscars", "category"]) == {"", slug}
    else:
        assert verdict(judgement, "oscars", "picture", "Film")["eligibility"] == "eligible"


@pytest.mark.parametrize(("lists", "code"), [(3, "no_release_claim"), (4, "implied_by_critics")])
def test_a_prize_open_to_festivals_implies_a_release_where_critics_list_the_film_too(
    contest: Callable[[], World], lists: int, code: str
) -> None:
    world = contest().film("Film").listed("spirit_awards").entry("spirit_awards", "lead_actress", "Film", "Ann")
    gate = answer(world.top_ten("Film", lists, of=80), "Film")
    assert gate["reason_code"] == code
    assert gate["reason"].endswith("and 4 of 80 lists of critics for that year name it") == (lists == 4)


@pytest.mark.parametrize("peer", ["oscars", "critics_choice", "actor_awards"])
def test_a_peer_that_asks_for_the_same_release_implies_it_at_the_globes(
    contest: Callable[[], World], peer: str
) -> None:
    world = contest().film("Film").listed(peer).listed("golden_globes").entry("golden_globes", "picture", "Nominee 0")
    assert answer(world.entry(peer, "lead_actor", "Film", "Bo"), "Film", "golden_globes")["eligibility"] == "presumed"


@pytest.mark.parametrize(("slug", "expected"), [("international_feature", "presumed"), ("director", "unknown")])
def test_a_foreign_film_of_the_british_independents_was_in_british_cinemas(
    contest: Callable[[], World], slug: str, expected: str
) -> None:
    world = contest().film("Film").listed("bifa").entry("bifa", slug, "Film")
    assert answer(world, "Film", "baftas")["eligibility"] == expected


def documentary(world: World) -> World:
    """A film that one source calls a documentary, at a body without an award for them."""
    return world.film("Film", us="2010-08-27", uk="2010-09-03", work_kind="documentary")


def test_one_source_does_not_make_a_documentary(contest: Callable[[], World]) -> None:
    gate = answer(documentary(contest()), "Film", "baftas")
    assert (gate["eligibility"], gate["reason_code"]) == ("unknown", "kind_in_doubt")
    assert gate["reason"].startswith("one source alone says that it is a documentary, for which there was no award")


def test_a_nominated_performance_is_shown_against_it(contest: Callable[[], World]) -> None:
    world = documentary(contest()).listed("spirit_awards").entry("spirit_awards", "supporting_actress", "Film", "Ann")
    assert (
        "listed for Supporting Actress at the Film Independent Spirit Awards"
        in answer(world, "Film", "baftas")["reason"]
    )


def test_a_second_source_or_a_list_of_documentaries_does(contest: Callable[[], World]) -> None:
    twice = documentary(contest())
    twice.film("Film", work_kind="documentary", source="desk")
    listed = documentary(contest()).listed("spirit_awards").entry("spirit_awards", "documentary_feature", "Film")
    for made in (twice, listed):
        assert answer(made, "Film", "baftas")["reason_code"] == "no_category_for_kind"


def test_one_source_does_not_make_it_television(contest: Callable[[], World]) -> None:
    world = contest().film("Film", us="2010-08-27", work_kind="television")
    assert answer(world, "Film")["reason_code"] == "kind_in_doubt"


def televised(world: World, *titles: str) -> World:
    """Films that the Golden Globes' page has among those made for television."""
    world.listed("golden_globes", source="globes").entry("golden_globes", "picture", "Nominee 0", source="globes")
    for title in titles:
        world.rows["films"][-1]["wikipedia"] = title
        world._add(
            "facts",
            property="kind",
            value="television",
            link=title,
            note="Best Film Made for Television",
            source="globes",
        )
    return world


@pytest.mark.parametrize(
    ("body", "expected"), [("oscars", "ineligible"), ("golden_globes", "ineligible"), ("baftas", "presumed")]
)
def test_what_a_list_names_as_made_for_television_is_barred_where_television_is(
    contest: Callable[[], World], body: str, expected: str
) -> None:
    world = televised(contest().film("Film", us="2010-08-27", uk="2010-09-03"), "Film")
    gate = answer(world, "Film", body)
    assert gate["eligibility"] == expected
    if expected == "ineligible":
        assert gate["reason"] == "listed for Best Film Made for Television at the Golden Globe Awards"
        assert "https://example.org/facts/" in gate["cites"]


def test_a_film_that_such_a_body_nominated_is_in_doubt(contest: Callable[[], World]) -> None:
    world = televised(contest().film("Film", us="2010-08-27"), "Film")
    world.entry("golden_globes", "director", "Film", "Ann", source="globes")
    gate = answer(world, "Film")
    assert (gate["eligibility"], gate["reason_code"]) == ("unknown", "kind_in_doubt")
    assert gate["reason"].endswith("and Golden Globe Awards nominated it as a film")
