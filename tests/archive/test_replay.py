"""The archive answers as MediaWiki and a SPARQL endpoint do."""

import hashlib
import json
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.archive.generate import QUERY_VARIABLES, read_facts
from spiders.archive.replay import Archive, normal_title

API = "https://en.wikipedia.org/w/api.php"
SPARQL = "https://query.wikidata.org/sparql"
ARCHIVE = Archive()
CONTENT = {
    "action": "query",
    "format": "json",
    "formatversion": "2",
    "redirects": "1",
    "prop": "revisions|info|pageprops",
    "rvprop": "ids|timestamp|sha1|content",
    "rvslots": "main",
    "inprop": "url",
}


def ask(*titles: str, archive: Archive = ARCHIVE, **more: str) -> Any:
    query = CONTENT | {"titles": "|".join(titles)} | more
    status, headers, body = archive.answer("GET", f"{API}?{urlencode(query)}", b"")
    assert status == 200
    assert headers["Content-Type"].startswith("application/json")
    return json.loads(body)


def test_a_ceremony_page_comes_with_text_revision_and_address() -> None:
    (page,) = ask("83rd Academy Awards")["query"]["pages"]
    (revision,) = page["revisions"]
    text = revision["slots"]["main"]["content"]
    assert "{{Award category|" in text
    assert revision["sha1"] == hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()
    assert page["lastrevid"] == revision["revid"]
    assert revision["timestamp"].endswith("T00:00:00Z")
    assert page["canonicalurl"] == "https://en.wikipedia.org/wiki/83rd_Academy_Awards"


def test_only_what_is_asked_is_answered() -> None:
    (page,) = ask("83rd Academy Awards", prop="info", inprop="")["query"]["pages"]
    assert {"lastrevid", "length", "touched"} <= page.keys()
    assert not page.keys() & {"revisions", "pageprops", "canonicalurl"}
    (page,) = ask("127 Hours", prop="pageprops", ppprop="wikibase_item")["query"]["pages"]
    assert page == {"pageid": page["pageid"], "ns": 0, "title": "127 Hours", "pageprops": {"wikibase_item": "Q174371"}}


def test_spelling_redirects_and_missing_pages_are_told_as_mediawiki_tells_them() -> None:
    query = ask("68th_Golden Globe Awards", "never Let Me Go (2010 film)", "No such page", "a<b")["query"]
    assert {"fromencoded": False, "from": "68th_Golden Globe Awards", "to": "68th Golden Globe Awards"} in query[
        "normalized"
    ]
    assert query["redirects"] == [{"from": "68th Golden Globe Awards", "to": "68th Golden Globes"}]
    pages = {page["title"]: page for page in query["pages"]}
    assert pages["Never Let Me Go (2010 film)"]["pageprops"] == {"wikibase_item": "Q927826"}
    assert pages["No such page"] == {"ns": 0, "title": "No such page", "missing": True}
    assert pages["a<b"]["invalid"] is True
    assert "68th Golden Globes" in pages


def test_a_page_asked_for_twice_is_answered_once() -> None:
    query = ask("68th Golden Globes", "68th Golden Globe Awards")["query"]
    assert [page["title"] for page in query["pages"]] == ["68th Golden Globes"]


def test_a_link_into_a_section_does_not_give_the_films_id() -> None:
    (page,) = ask("The Lost Thing")["query"]["pages"]
    assert "pageprops" not in page


def test_at_most_fifty_titles_a_request() -> None:
    assert len(ask(*map(str, range(50)))["query"]["pages"]) == 50
    assert ask(*map(str, range(51)))["error"]["code"] == "toomanyvalues"


def test_a_form_may_be_posted() -> None:
    body = urlencode(CONTENT | {"titles": "127 Hours"}).encode()
    status, _, answer = ARCHIVE.answer("POST", API, body)
    assert (status, json.loads(answer)["query"]["pages"][0]["title"]) == (200, "127 Hours")


@pytest.mark.parametrize("name", QUERY_VARIABLES)
def test_named_queries_get_sparql_results(name: str) -> None:
    query = f"# snubs:{name} 2010\nPREFIX x: <http://example.org/>\nSELECT * WHERE {{}}"
    status, headers, body = ARCHIVE.answer("GET", f"{SPARQL}?{urlencode({'format': 'json', 'query': query})}", b"")
    result = json.loads(body)
    assert (status, headers["Content-Type"]) == (200, "application/sparql-results+json")
    assert tuple(result["head"]["vars"]) == QUERY_VARIABLES[name]
    rows = result["results"]["bindings"]
    assert bool(rows) == (name not in {"titles", "credits", "names"})  # the fact tables hold nothing of them
    assert all(row.keys() <= set(QUERY_VARIABLES[name]) for row in rows)
    assert all(row["film"]["value"].startswith("http://www.wikidata.org/entity/Q") for row in rows)


@pytest.mark.parametrize(
    ("method", "url"),
    [
        ("GET", f"{API}?action=parse&page=127_Hours"),
        ("GET", "https://en.wikipedia.org/wiki/127_Hours"),
        ("GET", f"{SPARQL}?query=SELECT+1"),
        ("GET", f"{SPARQL}?" + urlencode({"query": "# snubs:films 1999\n"})),
        ("GET", f"{SPARQL}?" + urlencode({"query": "# snubs:nothing 2010\n"})),
        ("PUT", API),
    ],
)
def test_anything_else_is_a_404_with_json(method: str, url: str) -> None:
    status, headers, body = ARCHIVE.answer(method, url, b"")
    assert status == 404
    assert headers["Content-Type"].startswith("application/json")
    assert json.loads(body)["error"]["code"] == "not_in_archive"


@given(st.text(max_size=60))
def test_any_title_gets_an_answer(title: str) -> None:
    for page in ask(title)["query"]["pages"] if title.strip("|") else []:
        assert {"missing", "invalid", "revisions"} & page.keys()


@given(st.text(max_size=60))
def test_a_normal_title_stays_as_it_is(title: str) -> None:
    assert normal_title(normal_title(title)) == normal_title(title)


def test_every_linked_film_with_an_id_is_resolved() -> None:
    films = {f["link"]: f["qid"] for f in read_facts("films") if f["link"] and f["qid"] and "#" not in f["link"]}
    found: dict[str, str] = {}
    links = sorted(films)
    for at in range(0, len(links), 50):
        for page in ask(*links[at : at + 50], prop="pageprops")["query"]["pages"]:
            found[page["title"]] = page["pageprops"]["wikibase_item"]
    assert found == films
