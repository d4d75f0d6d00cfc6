"""Claims of the press beside closed lists: who was right, and what a longlist does not change."""

import json
from typing import Any

from tracker.domain.facts.frames import JUDGED
from tracker.frames import frame_of
from tracker.judge.claims.press import press_claims, press_errors, records_of_sites
from tracker.judge.material.tables import SeasonTables, build

FILM = {"film": "Q1", "qid": "Q1", "title": "Low Water", "year": 2010, "aliases": [], "tier": 2}
LIST = {
    "source": "baftas",
    "body": "baftas",
    "ceremony": 64,
    "ceremony_year": 2011,
    "film_year": 2010,
    "kind": "nominations",
    "state": "fit",
    "announced_on": "2011-01-18",
    "source_url": "https://lists.example.org/64",
    "revision": "7",
    "as_of": "2011-02-01",
}


def mention(site: str = "a.org", published: str = "2011-02-20", **more: Any) -> dict[str, Any]:
    words = {"missed": ["baftas"], "quotations": ["Nothing from the Baftas."], "quoted_for": ["missed"]}
    about = {"title": "Low Water", "qid": "Q1", "film": "Q1", "work_kind": "film", "voice": "article"}
    where = {"site": site, "published_on": published, "source_url": f"https://{site}/1", "tier": 4, "source": "press"}
    return {"statement": site + published} | words | about | where | more


def tables(*mentions: dict[str, Any], results: tuple[str, ...] = (), **of_list: Any) -> SeasonTables:
    entry = {"body": "baftas", "ceremony": 64, "ceremony_year": 2011, "film_year": 2010, "source": "baftas"}
    rows = [
        entry | {"statement": r, "result": r, "category": "picture", "category_as_printed": "Film"} for r in results
    ]
    works = [{"statement": r, "position": 0, "title": "Low Water", "film": "Q1"} for r in results]
    lists = [LIST | of_list]
    statements = {"films": [FILM], "mentions": list(mentions), "lists": lists, "nominations": rows, "works": works}
    return build({name: frame_of(rows, JUDGED[name]) for name, rows in statements.items() if rows})


def holds(*mentions: dict[str, Any], **more: Any) -> list[str]:
    return list(press_claims(tables(*mentions, **more))["holds"])


def test_a_claim_is_right_where_the_closed_list_has_nothing() -> None:
    assert holds(mention()) == ["right"]
    assert holds(mention(), results=("nominated",)) == ["wrong"]
    assert holds(mention(), results=("won",)) == ["wrong"]


def test_a_longlist_is_no_nomination_and_is_told() -> None:
    claims = press_claims(tables(mention(), results=("longlisted",)))
    assert list(claims["holds"]) == ["right"]
    assert list(claims["list_says"]) == ["no nomination; but longlisted for Film"]


def test_each_claim_is_quoted_with_its_own_sentence() -> None:
    words = {
        "missed": ["baftas", "oscars"],
        "quotations": ["The Academy passed.", "Nothing from BAFTA."],
        "quoted_for": ["missed:oscars", "acting missed:baftas"],
    }
    quotations = press_claims(tables(mention(**words))).set_index("body")["quotation"].to_dict()
    assert quotations == {"baftas": "Nothing from BAFTA.", "oscars": "The Academy passed."}


def test_what_no_closed_list_decides_stays_open() -> None:
    assert holds(mention(), state="trial", as_of="") == ["open"]
    assert holds(mention(missed=["oscars"])) == ["open"]
    assert holds(mention(published="2011-01-02")) == ["open"]


def test_readers_books_and_silence_claim_nothing() -> None:
    assert holds(mention(voice="comment")) == []
    assert holds(mention(work_kind="book")) == []
    assert holds(mention(missed=[])) == []


def test_an_error_has_the_lists_citation_and_each_site_its_record() -> None:
    claims = press_claims(tables(mention(), mention("b.org", "2010-12-01"), results=("nominated",)))
    (error,) = press_errors(claims).to_dict("records")
    assert (error["site"], error["list_says"]) == ("a.org", "nominated: Film")
    assert (error["list_url"], error["list_revision"]) == ("https://lists.example.org/64", "7")
    assert error["quotation"] == "Nothing from the Baftas."
    sites = records_of_sites(claims).set_index("site").to_dict("index")
    assert sites == {"a.org": {"right": 0, "wrong": 1, "open": 0}, "b.org": {"right": 0, "wrong": 0, "open": 1}}


def test_a_film_that_may_stand_in_what_was_not_read_leaves_the_claim_open() -> None:
    def unread(text: str | None) -> str:
        return json.dumps([{"name": "Best Sound", "category": "sound", "text": text}])

    assert holds(mention(), unread=unread("Low Water – Ann Bell")) == ["open"]
    assert holds(mention(), unread=unread(None)) == ["open"]
    assert holds(mention(), unread=unread("High Water – Ann Bell")) == ["right"]
    assert holds(mention(), results=("nominated",), unread=unread(None)) == ["wrong"]
