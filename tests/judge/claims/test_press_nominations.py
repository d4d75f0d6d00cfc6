"""Nominations and prizes that the press claims, beside closed lists: right, wrong with both figures, or open."""

import json
from typing import Any

from tracker.domain.facts.frames import JUDGED
from tracker.frames import frame_of
from tracker.judge.claims.press import press_claims, press_errors, records_of_sites
from tracker.judge.evidence.advocacy import press_evidence
from tracker.judge.material.tables import SeasonTables, build

FILM = {"film": "Q1", "qid": "Q1", "title": "Low Water", "year": 2010, "aliases": [], "tier": 2}
AT = {"body": "oscars", "ceremony": 83, "ceremony_year": 2011, "film_year": 2010, "source": "oscars"}
LIST = AT | {
    "kind": "nominations",
    "state": "fit",
    "announced_on": "2011-01-25",
    "held_on": "2011-02-27",
    "source_url": "https://lists.example.org/83",
    "revision": "7",
    "as_of": "2011-03-01",
}
NAMES = {"picture": "Best Picture", "director": "Best Director", "lead_actress": "Actress", "sound": "Sound Mixing"}
OTHERS = {"picture": "won", "director": "won", "lead_actress": "nominated", "sound": "won"}
"""What another film has, so that every category but one has its winner."""


def mention(*claimed: str, published: str = "2011-03-10", site: str = "a.org", **more: Any) -> dict[str, Any]:
    words = {"nominated": list(claimed), "quotations": ["It has Oscars."], "quoted_for": ["acting nominated:oscars"]}
    about = {"title": "Low Water", "qid": "Q1", "film": "Q1", "work_kind": "film", "voice": "article"}
    where = {"site": site, "published_on": published, "source_url": f"https://{site}/1", "tier": 4, "source": "press"}
    return {"statement": site + published} | words | about | where | more


def tables(
    *mentions: dict[str, Any],
    has: dict[str, str] | None = None,
    after: dict[str, Any] | None = None,
    **of_list: Any,
) -> SeasonTables:
    entries, works = [], []
    for film, results in (("Q1", has or {}), ("Q2", OTHERS)):
        for category, result in results.items():
            statement = f"{film}-{category}"
            entries.append(
                AT
                | {
                    "statement": statement,
                    "result": result,
                    "category": category,
                    "category_as_printed": NAMES[category],
                }
            )
            works.append({"statement": statement, "position": 0, "title": film, "film": film})
    statements = {
        "films": [FILM],
        "mentions": list(mentions),
        "lists": [LIST | of_list, *([after] if after else [])],
        "nominations": entries,
        "works": works,
    }
    return build({name: frame_of(rows, JUDGED[name]) for name, rows in statements.items()})


def judged(*claimed: str, **more: Any) -> list[tuple[str, str]]:
    about = {name: more.pop(name) for name in ("published", "voice", "work_kind") if name in more}
    claims = press_claims(tables(mention(*claimed, **about), **more))
    return list(zip(claims["holds"], claims["list_says"], strict=True))


SOME = {"picture": "nominated", "director": "nominated"}


def test_a_nomination_is_right_where_the_list_has_it_and_wrong_where_a_closed_list_has_not() -> None:
    assert judged("oscars:nominated", has=SOME) == [("right", "2 nominations: Best Picture, Best Director")]
    assert judged("oscars:nominated") == [("wrong", "no nomination")]
    assert judged("oscars:nominated:director", has=SOME)[0][0] == "right"
    assert judged("oscars:nominated:lead_actress", has=SOME)[0][0] == "wrong"


def test_a_figure_that_is_not_the_lists_is_wrong_and_both_are_told() -> None:
    (error,) = press_errors(press_claims(tables(mention("oscars:nominated::5"), has=SOME))).to_dict("records")
    assert (error["claim"], error["claimed_count"], error["list_count"]) == ("5 nominations", 5, 2)
    assert error["list_says"] == "2 nominations: Best Picture, Best Director"
    assert (error["list_url"], error["list_revision"]) == ("https://lists.example.org/83", "7")
    assert (error["quotation"], error["source_url"]) == ("It has Oscars.", "https://a.org/1")
    assert judged("oscars:nominated::2", has=SOME)[0][0] == "right"


def test_a_longlist_or_shortlist_is_no_nomination() -> None:
    assert judged("oscars:nominated", has={"sound": "shortlisted"}) == [
        ("wrong", "no nomination; but shortlisted for Sound Mixing")
    ]


def test_a_group_of_categories_holds_for_each_of_them() -> None:
    assert judged("oscars:nominated:acting", has={"lead_actress": "nominated"})[0][0] == "right"
    assert judged("oscars:nominated:acting", has=SOME)[0][0] == "wrong"


def test_a_category_that_the_body_did_not_give_decides_nothing() -> None:
    assert judged("oscars:nominated:casting", has=SOME) == [("open", "")]


def test_a_prize_is_judged_where_the_winners_are_known() -> None:
    assert judged("oscars:won:director", has={"director": "won"})[0] == (
        "right",
        "1 prize: Best Director; 1 nomination: Best Director",
    )
    assert judged("oscars:won:director", has=SOME) == [
        ("wrong", "no prize; 2 nominations: Best Picture, Best Director")
    ]
    assert judged("oscars:won:lead_actress", has={"lead_actress": "nominated"}) == [("open", "")]
    assert judged("oscars:won", has=SOME)[0][0] == "open"  # one category's winner is not known
    assert judged("oscars:won::2", has={"director": "won"})[0][0] == "open"


def test_what_is_older_than_the_announcement_is_open() -> None:
    assert judged("oscars:nominated", published="2011-01-02") == [("open", "")]
    assert judged("oscars:won:director", published="2011-02-01", has=SOME) == [("open", "")]


def test_a_later_article_may_mean_the_season_after_while_its_list_is_not_at_hand() -> None:
    later = "2012-02-10"
    assert judged("oscars:nominated", published=later) == [("open", "")]
    assert judged("oscars:nominated", published="") == [("open", "")]
    assert judged("oscars:nominated::5", published=later, has=SOME)[0][0] == "wrong"  # it stands on this list
    after = LIST | {"ceremony": 84, "ceremony_year": 2012, "film_year": 2011, "announced_on": "2012-01-24"}
    assert judged("oscars:nominated", published=later, after=after) == [("wrong", "no nomination")]
    assert judged("oscars:nominated", published="2013-02-10", after=after) == [("wrong", "no nomination")]


def test_a_list_that_is_not_closed_and_a_body_without_one_decide_nothing() -> None:
    assert judged("oscars:nominated", state="trial", as_of="") == [("open", "")]
    assert judged("baftas:nominated") == [("open", "")]


def test_a_claim_about_a_year_is_held_against_lists_of_that_year() -> None:
    assert judged("oscars:nominated:::2011", has=SOME)[0][0] == "right"
    assert judged("oscars:nominated:::2010", has=SOME)[0][0] == "right"
    assert judged("oscars:nominated:::2015") == [("open", "")]


def test_readers_and_books_claim_nothing_and_what_is_no_claim_is_left_out() -> None:
    assert judged("oscars:nominated", voice="comment") == []
    assert judged("oscars:nominated", work_kind="book") == []
    assert judged("oscars", "oscars:hoped") == []


def test_both_kinds_of_claims_make_a_sites_record() -> None:
    articles = (
        mention("oscars:nominated", "oscars:nominated::9", missed=["oscars"]),
        mention("oscars:won", published="2010-12-01"),
    )
    claims = press_claims(tables(*articles, has=SOME))
    assert list(claims["claimed"]) == ["won", "missed", "nominated", "nominated"]
    (site,) = records_of_sites(claims).to_dict("records")
    assert (site["right"], site["wrong"], site["open"]) == (1, 2, 1)


def test_a_claim_sets_no_fact_and_speaks_for_nothing() -> None:
    statements = tables(mention("oscars:nominated::5"), has=SOME)
    assert press_evidence(statements).empty
    assert set(statements.entries["film"]) == {"Q1", "Q2"}
    assert len(statements.entries[statements.entries["film"] == "Q1"]) == len(SOME)


def test_a_category_that_was_not_read_decides_no_claim() -> None:
    def held(*claimed: str, text: str | None = "Low Water", **more: Any) -> str:
        unread = json.dumps([{"name": NAMES["sound"], "category": "sound", "text": text}])
        return judged(*claimed, unread=unread, **more)[0][0]

    assert held("oscars:nominated") == "open"
    assert held("oscars:nominated", text="High Water") == "wrong"
    assert held("oscars:nominated", has=SOME) == "right"
    assert held("oscars:nominated:sound", text="High Water") == "open"
    assert held("oscars:nominated:director") == "wrong"
    assert [held(f"oscars:nominated::{n}", has=SOME) for n in (1, 2, 3)] == ["wrong", "open", "open"]
    assert held("oscars:nominated::3", text="High Water", has=SOME) == "wrong"
    assert held("oscars:won", has=SOME) == "open"
