"""Why-missed factors: dated facts that go with a miss, and nothing about what was nominated."""

from collections.abc import Callable
from typing import Any

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
    made = missed(contest(), us="2010-12-29", uk="2010-06-01")
    assert ("late_release", "United States release 2010-12-29, 2 days before the window closed") in factors(made, "Gem")
    assert "late_release" not in {code for code, _ in factors(made, "Gem", "baftas")}


def test_a_release_in_autumn_is_not_late(contest: Contest) -> None:
    assert "late_release" not in {code for code, _ in factors(missed(contest(), us="2010-10-01"), "Gem")}


def test_one_performance_in_two_categories_is_told_once(contest: Contest) -> None:
    made = missed(contest(), us="2010-10-01").entry("sag_x", "supporting_actress", "Gem", "Cara Lead")
    said = [text for code, text in factors(made, "Gem") if code == "placed_in_two_categories"]
    assert said == ["Cara Lead was placed in two categories: Lead Actress and Supporting Actress"]


def test_a_person_named_for_two_films_may_have_split_their_own_votes(contest: Contest) -> None:
    made = missed(contest(), us="2010-10-01").entry("dga_x", "lead_actress", "Film 3", "Cara Lead")
    code = "named_for_two_films"
    assert (code, "Cara Lead was named elsewhere for Film 3 in the same category (Lead Actress)") in factors(
        made, "Gem"
    )


def test_what_was_nominated_has_no_factors(contest: Contest) -> None:
    assert not factors(contest(), "Nominee 0")
