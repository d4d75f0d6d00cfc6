"""The book a film adapts: whose it is, what it speaks for, and what disagrees about it."""

import pandas as pd

from tracker.domain.facts.frames import JUDGED
from tracker.domain.rules import load_rules
from tracker.frames import frame_of
from tracker.judge.evidence.feeding import Fields, Row, fed
from tracker.judge.evidence.gather import SOURCE_WORK
from tracker.judge.evidence.source_work import share_a_name, source_work_evidence
from tracker.judge.material.releases import disagreement, release_days
from tracker.judge.material.tables import build

PROVENANCE = {"licence": "x", "source_revision": "", "retrieved_at": "2026-01-01T00:00:00Z", "origin": "live"}
FILM = {"film": "Q1", "qid": "Q1", "title": "Low Water", "year": 2010, "aliases": [], "tier": 2}


def claim(number: int, claim: str, year: int | None, url: str, tier: int = 4, **more: object) -> dict[str, object]:
    row = {"statement": f"b{number}", "title": "Low Water", "authors": ["Eve Ford"], "claim": claim, "year": year}
    prize = {"prize": "booker", "prize_as_printed": "Booker Prize"} if claim != "published" else {}
    return row | prize | {"source": "press", "source_url": url, "tier": tier} | PROVENANCE | more


def evidence(books: list[dict[str, object]], **frames: list[dict[str, object]]) -> pd.DataFrame:
    statements = {"films": [FILM], "books": books} | frames
    return source_work_evidence(build({name: frame_of(rows, JUDGED[name]) for name, rows in statements.items()}))


def based_on(value: str, author: str | None = None) -> list[dict[str, object]]:
    facts = [("based_on", value), *([("based_on_author", author)] if author else [])]
    about = {"film": "Q1", "qid": "Q1", "tier": 2, "source": "wikipedia_film"}
    return [about | {"statement": name, "property": name, "value": text} for name, text in facts]


def writer(name: str) -> list[dict[str, object]]:
    return [{"statement": "c", "film": "Q1", "qid": "Q1", "craft": "writer", "name": name}]


LISTED = claim(1, "shortlisted", 2005, "https://en.wikipedia.org/p", 2)


def test_a_book_of_the_same_title_is_not_what_a_film_adapts() -> None:
    assert evidence([LISTED]).empty
    assert evidence([LISTED], film_credits=writer("Gil Hart")).empty
    assert evidence([LISTED], facts=based_on("Low Water", "Gil Hart")).empty
    assert evidence([LISTED], facts=based_on("High Water", "Eve Ford")).empty


def test_what_links_a_film_to_its_book() -> None:
    review = {"statement": "m", "film": "Q1", "qid": "Q1", "title": "Low Water", "source_url": "https://a.org/r"}
    for frames in (
        {"facts": based_on("Low Water", "Eve Ford")},
        {"facts": based_on("Low Water")},
        {"film_credits": writer("E. Ford")},
    ):
        assert list(evidence([LISTED], **frames)["value"]) == [1.0]
    reviewed = claim(1, "shortlisted", None, "https://a.org/r")
    mention = review | {"work_kind": "film", "source": "press"}
    assert len(evidence([reviewed], mentions=[mention])) == 1
    assert evidence([reviewed], mentions=[mention | {"work_kind": "book"}]).empty


def test_it_speaks_for_adapted_screenplay_alone() -> None:
    rows = evidence([LISTED], film_credits=writer("Eve Ford"))
    assert list(rows["category"]) == ["adapted_screenplay"]
    assert list(rows["claim"]) == ["Adapts Low Water by Eve Ford, shortlisted for the Booker Prize 2005"]


def test_the_better_sourced_claim_counts_and_the_conflict_is_printed() -> None:
    books = [
        LISTED,
        claim(2, "published", 1992, "https://a.org/r"),
        claim(3, "shortlisted", None, "https://a.org/r"),
        claim(4, "shortlisted", 2006, "https://b.org/r"),
    ]
    rows = evidence(books, film_credits=writer("Eve Ford")).set_index("statement")
    assert dict(rows["value"]) == {"b1": 1.0, "b2": 0.0, "b3": 0.0, "b4": 0.0}
    assert rows["claim"]["b1"].endswith(
        "; another source says 2006; another source says it was published in 1992, which disagrees"
    )
    assert "which disagrees" in rows["claim"]["b2"]
    assert list(rows["stage"]) == ["source_work", "", "", ""]


def test_one_site_of_the_press_does_not_settle_a_prize_and_two_that_agree_do() -> None:
    one = claim(1, "won", 2005, "https://a.org/r")
    assert list(evidence([one], film_credits=writer("Eve Ford"))["value"]) == [0.0]
    two = [one, claim(2, "won", None, "https://b.org/r")]
    assert sorted(evidence(two, film_credits=writer("Eve Ford"))["value"]) == [0.0, 2.0]


def test_a_prize_after_the_film_is_another_books() -> None:
    assert evidence([claim(1, "won", 2015, "https://en.wikipedia.org/p", 2)], film_credits=writer("Eve Ford")).empty


def test_names() -> None:
    assert share_a_name(["Kázuo Ford"], ["K. Ford"])
    assert not share_a_name(["Eve Ford"], ["Gil Ford"])
    assert not share_a_name([], ["Gil Ford"])


def test_release_dates_that_disagree_say_so_and_better_sources_speak_first() -> None:
    rows = pd.DataFrame(
        [
            ("Q1", "2011-02-11", "United Kingdom", "", "w", 2),
            ("Q1", "2011-01-14", "united kingdom", "", "p", 4),
            ("Q1", "2010-09", "United States", "", "w", 2),
            ("Q1", "2010-09-15", "United States", "", "p", 4),
            ("Q1", "2010-09-03", "United States", "Festival", "w", 2),
            ("Q2", "2011-01-14", "United Kingdom", "", "p", 4),
        ],
        columns=["film", "date", "country", "event", "source_url", "tier"],
    ).assign(cites=[()] * 6)
    assert list(disagreement(rows)) == [
        "; another source says 2011-01-14",
        "; another source says 2011-02-11",
        "",
        "",
        "",
        "",
    ]
    british, american = (release_days(rows, frozenset({name})) for name in ("united kingdom", "united states"))
    assert british.to_dict("records") == [
        {"film": "Q1", "date": "2011-02-11", "source_url": "w"},
        {"film": "Q2", "date": "2011-01-14", "source_url": "p"},
    ]
    assert american.to_dict("records") == [{"film": "Q1", "date": "2010-09", "source_url": "w"}]


def test_the_book_behind_a_film_speaks_for_no_award_for_any_script() -> None:
    fields = Fields({1: frozenset({"screenplay"})}, {1: 2010}, load_rules().equivalence)
    row = Row(1, "Q1", "e", "s", SOURCE_WORK, "acclaimed", 1.0, 0.0, "", "", "", None, "adapted_screenplay", "", False)
    receivers = {
        unit.category for kind in ("peers", SOURCE_WORK) for unit, _ in fed([row._replace(kind=kind)], fields, {})
    }
    assert receivers == {"screenplay", "adapted_screenplay"}
