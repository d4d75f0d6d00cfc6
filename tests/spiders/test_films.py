"""Film articles are asked for only when they changed, one by one, and only those that are the film's own."""

import json
from pathlib import Path
from typing import Any

import pytest

HEAD = (
    "<table class='infobox'><tr><th>Directed by</th><td>Ann Lee</td></tr>"
    "<tr><th>Starring</th><td>Bo Ek</td></tr></table>"
)
LIST = "List of accolades received by One"
HATNOTE = f"<div class='hatnote'><a href='/wiki/{LIST.replace(' ', '_')}'>x</a></div>"
TABLE = (
    "<table><tr><th>Award</th><th>Category</th><th>Recipient</th><th>Result</th></tr>"
    "<tr><td>Academy Awards</td><td>Best Director</td><td>Ann Lee</td><td>Won</td></tr></table>"
)
FAMILY = "wikipedia_film"


@pytest.fixture
def articles(wiki: Any) -> Any:
    wiki.pages = {"One (film)": HEAD + HATNOTE, "Two": HEAD, "A novel": HEAD, LIST: TABLE}
    wiki.qids = {"One (film)": "Q1", "Two": "Q2", "A novel": "Q99", LIST: "Q77"}
    wiki.redirects = {"One": "One (film)"}
    return wiki


def crawl(tools: Any, folder: Path, wiki: Any, films: dict[str, str], **known: Any) -> Any:
    ask = {"name": FAMILY, "films": films, "known": known.get("known", {})}
    return tools.run(tools.write_job(folder, wiki.api, [ask]))


def test_articles_and_the_lists_they_point_to(tools: Any, tmp_path: Path, articles: Any) -> None:
    outcome = crawl(tools, tmp_path / "run", articles, {"One": "Q1", "Two": "Q2"})
    assert outcome.code == 0
    pages = outcome.pages(FAMILY)
    assert set(pages) == {"One", "Two", LIST}
    assert pages["One"]["id"] == "One (film)"
    stored = json.loads(outcome.bytes_of(pages["One"]))
    assert stored["film"] == "Q1"
    assert stored["answer"]["parse"]["title"] == "One (film)"
    (accolade,) = [r for r in outcome.records if r["kind"] == "accolade"]
    assert (accolade["qid"], accolade["body"], accolade["category"]) == ("Q1", "oscars", "director")
    assert {r["qid"] for r in outcome.records if r["kind"] == "credit"} == {"Q1", "Q2"}


def test_what_is_known_is_not_asked_again(tools: Any, tmp_path: Path, articles: Any) -> None:
    first = crawl(tools, tmp_path / "first", articles, {"One": "Q1", "Two": "Q2"})
    known = {title: page["revision"] for title, page in first.pages(FAMILY).items()}
    articles.pages["Two"] += "<p>changed</p>"
    articles.requests.clear()
    films = {"One": "Q1", "Two": "Q2", LIST: "Q1"}
    second = crawl(tools, tmp_path / "second", articles, films, known=known)
    assert [p["page"] for _, p, _ in articles.requests if p.get("action") == "parse"] == ["Two"]
    assert [p["titles"].count("|") for _, p, _ in articles.requests if p.get("action") == "query"] == [2]
    pages = second.pages(FAMILY)
    assert {title for title, page in pages.items() if page["unchanged"]} == {"One", LIST}
    assert second.source(FAMILY)["content_bytes"] > 0


def test_an_article_about_something_else_is_left_alone(tools: Any, tmp_path: Path, articles: Any) -> None:
    outcome = crawl(tools, tmp_path / "run", articles, {"A novel": "Q5", "Nowhere": "Q6", "Two": "Q2"})
    assert set(outcome.pages(FAMILY)) == {"Two"}
    assert sorted(outcome.codes(FAMILY)) == ["article_missing", "moved_elsewhere"]
    assert outcome.source(FAMILY)["finished"]


def test_one_article_that_cannot_be_had_does_not_cost_the_others(tools: Any, tmp_path: Path, articles: Any) -> None:
    def broken(wiki: Any, parameters: dict[str, str]) -> Any:
        if parameters.get("action") == "parse":
            return type(wiki.handle("/robots.txt", {}, {}))(b'{"parse": {"title": 3}}')
        return type(wiki.handle("/robots.txt", {}, {}))(json.dumps(wiki.query(parameters)).encode())

    articles.faults["One"] = broken
    outcome = crawl(tools, tmp_path / "run", articles, {"One": "Q1", "Two": "Q2"})
    assert set(outcome.pages(FAMILY)) == {"Two"}
    assert outcome.codes(FAMILY) == ["article_unread"]
