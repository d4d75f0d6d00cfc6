"""Why-missed factors: dated facts that go with a miss, and nothing about what was nominated."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.judge.conftest import PAGE

Contest = Callable[[], Any]


def factors(made: Any, film: str, body: str = "oscars") -> set[tuple[str, str]]:
    rows = made.judge().factors
    rows = rows[(rows["film_key"] == made.films[film]) & (rows["body"] == body)]
    return set(zip(rows["code"], rows["text"], strict=True))


def missed(made: Any, film: str = "Gem", **dates: str) -> Any:
    made.film(film, metascore=99, **dates).top_ten(film, 90)
    for body in ("bifa", "nyfcc", "spirit_awards"):
        made.entry(body, "lead_actress", film, "Cara Lead", result="won")
    return made


def test_a_release_in_the_windows_last_days_is_told_with_its_date(contest: Contest) -> None:
    world = missed(contest(), us="2010-12-29", uk="2010-06-01")
    assert ("late_release", "United States release 2010-12-29, two days before the window closed") in factors(
        world, "Gem"
    )
    assert "late_release" not in {code for code, _ in factors(world, "Gem", "baftas")}


def test_a_release_in_autumn_is_not_late(contest: Contest) -> None:
    assert "late_release" not in {code for code, _ in factors(missed(contest(), us="2010-10-01"), "Gem")}


def test_one_performance_in_two_categories_is_told_once(contest: Contest) -> None:
    world = missed(contest(), us="2010-10-01").entry("sag_x", "supporting_actress", "Gem", "Cara Lead")
    texts = [text for code, text in factors(world, "Gem") if code == "placed_in_two_categories"]
    assert texts == ["Cara Lead was placed in two categories: Lead Actress and Supporting Actress"]


def test_a_person_named_for_two_films_may_have_split_their_own_votes(contest: Contest) -> None:
    world = missed(contest(), us="2010-10-01").entry("dga_x", "lead_actress", "Film 3", "Cara Lead")
    code = "named_for_two_films"
    assert (code, "Cara Lead was named elsewhere for Film 3 in the same category (Lead Actress)") in factors(
        world, "Gem"
    )


def test_a_factor_about_a_person_stands_beside_no_work_of_others(contest: Contest) -> None:
    world = missed(contest(), us="2010-12-29").entry("dga_x", "lead_actress", "Film 3", "Cara Lead")
    for body in ("bifa", "nyfcc", "spirit_awards"):
        world.entry(body, "original_score", "Gem", "Ed Tune", result="won")
    rows = world.judge().verdicts
    rows = rows[(rows["film_key"] == world.films["Gem"]) & (rows["body"] == "oscars")]
    why = dict(zip(rows["category"], rows["why_factors"], strict=True))
    assert "Cara Lead was named elsewhere" in why["lead_actress"]
    assert "Cara Lead" not in why["original_score"]
    assert all("before the window closed" in why[category] for category in ("lead_actress", "original_score"))


def test_whoever_was_nominated_for_the_other_film_is_told_of_once(contest: Contest) -> None:
    world = missed(contest(), us="2010-10-01").entry("oscars", "lead_actress", "Film 3", "Cara Lead")
    codes = {code for code, text in factors(world, "Gem") if "Cara Lead" in text}
    assert codes == {"own_competition"}


def test_of_a_film_that_was_shut_out_only_whoever_was_in_the_running_explains_it(contest: Contest) -> None:
    world = missed(contest(), us="2010-10-01").entry("oscars", "film_editing", "Nominee 0", "Ed Cutter")
    world.entry("oscars", "original_score", "Nominee 0", "Rae Composer")
    credit = PAGE | {"qid": world.films["Gem"], "note": None, "craft": "editor", "name": "Ed Cutter", "position": 0}
    world.rows["film_credits"] = [credit | {"statement": "credit", "source_url": "https://example.org/Gem"}]
    assert not any("Ed Cutter" in text for _, text in factors(world, "Gem"))
    world.entry("bifa", "original_score", "Gem", "Rae Composer")
    assert ("own_competition", "Rae Composer was nominated for Nominee 0 (Original Score)") in factors(world, "Gem")


def test_what_was_nominated_has_no_factors(contest: Contest) -> None:
    assert not factors(contest(), "Nominee 0")


@pytest.mark.parametrize(
    ("day", "words"), [("30", "one day before the window closed"), ("31", "the last day of the window")]
)
def test_one_day_is_one_day_and_none_is_the_last(contest: Contest, day: str, words: str) -> None:
    world = missed(contest(), us=f"2010-12-{day}", uk="2011-01-01")
    texts = {text for _, text in factors(world, "Gem")}
    assert f"United States release 2010-12-{day}, {words}" in texts
    gap = "one day" if day == "31" else "two days"
    assert f"UK release 2011-01-01, {gap} after the US release 2010-12-{day}" in texts


def test_a_factor_rests_on_evidence_for_each_thing_it_says(contest: Contest) -> None:
    world = missed(contest(), us="2010-12-30", uk="2011-01-01").entry("dga_x", "lead_actress", "Film 3", "Cara Lead")
    world.entry("sag_x", "supporting_actress", "Gem", "Cara Lead")
    judgement = world.judge()
    claims = dict(zip(judgement.evidence["evidence_id"], judgement.evidence["claim"], strict=True))
    rows = judgement.factors[
        (judgement.factors["film_key"] == world.films["Gem"]) & (judgement.factors["body"] == "oscars")
    ]
    rests = {row.code: [claims[one] for one in row.evidence_ids.split(";")] for row in rows.itertuples()}
    assert {claim[:23] for claim in rests["uk_after_us"]} == {"Release dated 2010-12-3", "Release dated 2011-01-0"}
    assert any("Supporting Actress" in claim for claim in rests["placed_in_two_categories"])
    films = dict(zip(judgement.evidence["evidence_id"], judgement.evidence["film"], strict=True))
    [two] = rows.loc[rows["code"] == "named_for_two_films", "evidence_ids"]
    assert {films[one] for one in two.split(";")} == {"Gem", "Film 3"}
