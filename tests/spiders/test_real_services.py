"""Against a real MediaWiki and a real SPARQL endpoint beside the checkout, and against the bundled archive."""

import json
from math import ceil
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, Request, build_opener

import pytest

from spiders.families.registry.parts import Batch, months
from spiders.families.registry.queries import QUERIES, query

LISTS = ("oscars", "baftas", "golden_globes")


@pytest.fixture(scope="module")
def two_runs(tools: Any, test_wiki: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    folder = tmp_path_factory.mktemp("real")
    live = {"wikipedia_api_url": test_wiki, "today": "2026-01-01", "limits": {"delay": 0}}
    first = tools.run(tools.write_job(folder / "1", test_wiki, [{"name": name} for name in LISTS], **live))
    again = [
        {"name": name, "known": {t: p["revision"] for t, p in first.pages(name).items() if not p["missing"]}}
        for name in LISTS
    ]
    return first, tools.run(tools.write_job(folder / "2", test_wiki, again, **live))


def test_all_ceremonies_cost_a_request_for_each_fifty_pages(two_runs: tuple[Any, Any]) -> None:
    first, second = two_runs
    for name in LISTS:
        there = [p for p in first.pages(name).values() if not p["missing"]]
        assert first.source(name)["finished"]
        assert there
        for outcome in two_runs:
            assert outcome.source(name)["requests"] <= ceil(len(there) / 50) + 3
    assert second.stats["content_bytes"] == 0
    assert all(p["unchanged"] or p["missing"] for name in LISTS for p in second.pages(name).values())


def test_pages_arrive_whole_under_their_own_and_their_asked_title(two_runs: tuple[Any, Any], shared: Path) -> None:
    first, _ = two_runs
    page = first.pages("oscars")["83rd Academy Awards"]
    text = (shared / "wiki" / "pages" / "83rd_Academy_Awards.wikitext").read_text(encoding="utf-8")
    assert first.bytes_of(page).decode("utf-8").strip() == text.strip()
    assert page["url"].endswith("/wiki/83rd_Academy_Awards")


def test_link_titles_and_a_season_of_films(tools: Any, test_wiki: str, test_sparql: str, tmp_path: Path) -> None:
    titles = ["68th_Golden Globe Awards#Winners", "83rd Academy Awards", "No such page at all", "|"]
    sources = [
        {"name": "wikipedia_titles", "titles": titles},
        {"name": "wikidata_films", "film_years": [2010]},
    ]
    limits = {"delay": 0, "sparql_timeout": 60}
    job = tools.write_job(tmp_path / "run", test_wiki, sources, wikidata_sparql_url=test_sparql, limits=limits)
    outcome = tools.run(job)
    assert outcome.stats["finished"], outcome.stderr
    links = {r["title"]: r["canonical"] for r in outcome.records if r["kind"] == "link"}
    assert links == dict(zip(titles, ["68th Golden Globes", "83rd Academy Awards", None, None], strict=True))
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for record in outcome.records:
        by_kind.setdefault(record["kind"], []).append(record)
    assert len(by_kind["film"]) > 600
    people = {f["qid"]: {(c["craft"], c["name"]) for c in f["credits"]} for f in by_kind["film"]}
    assert {("cast", "James Franco"), ("director", "Danny Boyle")} <= people["Q174371"]
    assert (
        sum(not any(craft == "cast" for craft, _ in several) for several in people.values()) < len(people) / 5
    )  # documentaries
    dated = {(r["date"], r["country"]) for r in by_kind["release"] if r["qid"] == "Q927826"}
    assert {("2010-09-15", "United States"), ("2011-02-11", "United Kingdom")} <= dated
    scores = {r["measure"]: r["value"] for r in by_kind["score"] if r["qid"] == "Q927826"}
    assert scores == {"metascore": 69, "tomatometer": 71, "rt_average": 6.8}


@pytest.mark.parametrize("name", QUERIES)
def test_every_query_is_understood_by_a_plain_endpoint(test_sparql: str, name: str) -> None:
    of_people, of_films = Batch("person", ("Q2000000001",)), Batch("film", ("Q927826", "Q174371"))
    part = {"ids": months(2010)[0], "named": Batch("imdb", ("tt1334260",)), "names": of_people}.get(name, of_films)
    request = Request(  # noqa: S310 - loopback
        test_sparql, data=query(name, 2010, part.clause).encode(), headers={"Content-Type": "application/sparql-query"}
    )
    request.add_header("Accept", "application/sparql-results+json")
    with build_opener(ProxyHandler({})).open(request, timeout=60) as response:
        answer = json.load(response)
    rows = answer["results"]["bindings"]
    assert {v for r in rows for v in r} <= set(answer["head"]["vars"])
    assert bool(rows) == (name != "titles"), "of titles the endpoint has none"


def test_the_bundled_archive_needs_neither_network_nor_contact(tools: Any, tmp_path: Path) -> None:
    sources = [
        {"name": "oscars", "ceremonies": [83]},
        {"name": "wikidata_films", "film_years": [2010]},
        {"name": "wikipedia_titles", "titles": ["Never Let Me Go (2010 film)"]},
    ]
    job = tools.write_job(tmp_path / "run", "https://en.wikipedia.org/w/api.php", sources, archive=True, contact="")
    outcome = tools.run(job)
    assert outcome.stats["finished"], outcome.stderr
    page = outcome.pages("oscars")["83rd Academy Awards"]
    assert page["origin"] == "archive"
    assert page["retrieved_at"] == page["revised_at"], "what is recorded was true on the day of the recording"
    assert any(r["kind"] == "link" and r["qid"] == "Q927826" for r in outcome.records)
    assert any(r["kind"] == "film" and r["qid"] == "Q927826" for r in outcome.records)
