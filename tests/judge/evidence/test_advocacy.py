"""Advocacy in the press: a family of its own that makes a claim better founded and never greater."""

from collections.abc import Callable
from typing import Any

Contest = Callable[[], Any]
Verdict = Callable[..., dict[str, Any]]


def article(made: Any, film: str, site: str, *, tier: int = 3, sketch: str = "", **more: Any) -> Any:
    """An article that praises the film's music; sites differ in every word unless a sketch is given."""
    about = {
        "title": film,
        "qid": made.films[film],
        "work_kind": "film",
        "voice": "article",
        "crafts": ["original_score"],
    }
    where = {"article": site, "site": site, "published_on": "2011-01-30", "sketch": sketch or f"{hash_of(site)}" * 16}
    made._add("mentions", **(about | where | {"tier": tier, "source": "press"} | more))
    return made


def hash_of(site: str) -> str:
    return f"{sum(map(ord, site)):08x}"


def families(verdict: Verdict, made: Any, category: str = "original_score") -> str:
    return str(verdict(made.judge(), "oscars", category, "Film 3")["families"])


def test_press_alone_is_weak_evidence_and_cited(contest: Contest, verdict: Verdict) -> None:
    unit = verdict(article(contest(), "Film 3", "a.example").judge(), "oscars", "original_score", "Film 3")
    assert (unit["label"], unit["reason_code"], unit["families"]) == ("WEAK_EVIDENCE", "one_family", "press")
    assert any(one.startswith("p") for one in unit["evidence_ids"].split(";"))


def test_one_blog_is_no_family_and_two_are_unless_one_copies_the_other(contest: Contest, verdict: Verdict) -> None:
    world = article(contest(), "Film 3", "a.example", tier=4)
    assert families(verdict, world) == ""
    copied = article(world, "Film 3", "b.example", tier=4, sketch=hash_of("a.example") * 16)
    assert families(verdict, copied) == ""
    assert families(verdict, article(copied, "Film 3", "quite-another.example", tier=4)) == "press"


def test_readers_comments_do_not_add_up_quickly(contest: Contest, verdict: Verdict) -> None:
    world = contest()
    for site in ("a.example", "bb.example", "ccc.example"):
        article(world, "Film 3", site, voice="comment")
    assert families(verdict, world) == ""


def test_it_founds_a_claim_better_without_making_it_greater(contest: Contest, verdict: Verdict) -> None:
    world = contest().entry("bifa", "original_score", "Film 3", "Rae", result="won")
    before = verdict(world.judge(), "oscars", "original_score", "Film 3")
    whole = verdict(world.judge(), "oscars", "", "Film 3")["acclaim_percentile"]
    after = verdict(article(world, "Film 3", "a.example").judge(), "oscars", "original_score", "Film 3")
    assert (before["label"], after["label"]) == ("WEAK_EVIDENCE", "OVERLOOKED")
    assert after["acclaim_percentile"] == before["acclaim_percentile"]
    assert verdict(world.judge(), "oscars", "", "Film 3")["acclaim_percentile"] == whole


def test_praise_of_a_film_elsewhere_lowers_nobody(contest: Contest, verdict: Verdict) -> None:
    world = contest().entry("bifa", "original_score", "Film 3", "Rae")
    before = verdict(world.judge(), "oscars", "original_score", "Film 3")["acclaim_percentile"]
    after = verdict(article(world, "Film 5", "a.example").judge(), "oscars", "original_score", "Film 3")
    assert after["acclaim_percentile"] >= before
