"""What is asked of the Action API, and what its answers mean."""

import contextlib
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.ceremonies.ask import queries
from spiders.formats.mediawiki import CONTENT, Lookup, batches, clean_title, error_code, page_address, read_reply, url
from spiders.formats.replies import RefusalError, json_body


def lookup(*answers: dict[str, Any]) -> Lookup:
    titles = Lookup()
    for answer in answers:
        titles.add(read_reply("wiki.example", json.dumps(answer).encode()))
    return titles


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("never_Let Me Go_(2010 film)#Plot", "Never Let Me Go (2010 film)"),
        ("  Black   Swan (film) ", "Black Swan (film)"),
        (":The Fighter", "The Fighter"),
        ("Am%C3%A9lie", "Amélie"),
        ("Ame\u0301lie", "Amélie"),
        ("Lilo &amp; Stitch", "Lilo & Stitch"),
        ("100% Wolf", "100% Wolf"),
        ("ßtraße", "ßtraße"),
        ("éa", "Éa"),
        ("1917", "1917"),
        ("'71 (film)", "'71 (film)"),
        ("#Plot", None),
        ("", None),
        ("a|b", None),
        ("a\nb<ref>", None),
        ("a\x1fb", None),
        ("{{film}}", None),
        ("x" * 256, None),
        ("%FF", "%FF"),
    ],
)
def test_link_targets_become_titles(raw: str, title: str | None) -> None:
    assert clean_title(raw) == title


@given(st.text(max_size=300))
def test_a_clean_title_stays_itself_and_is_safe_in_a_list(raw: str) -> None:
    title = clean_title(raw)
    if title is not None:
        assert "|" not in title
        assert title == title.strip()
        assert len(title.encode()) <= 255


PRINTABLE = st.characters(exclude_categories=["C", "Z"], include_characters=" ")


@given(st.lists(st.text(PRINTABLE, min_size=1, max_size=80), max_size=130))
def test_batches_hold_every_title_once_in_requests_a_server_takes(titles: list[str]) -> None:
    runs = batches(titles)
    assert [t for run in runs for t in run] == list(dict.fromkeys(titles))
    for run in runs:
        assert 0 < len(run) <= 50
        assert len(url("https://en.wikipedia.org/w/api.php", CONTENT, run)) < 8_000


def test_addresses_carry_the_titles_and_the_continuation() -> None:
    address = url("https://w.example/api.php?uselang=en", CONTENT, ["A & B", "C"], {"rvcontinue": "7|8"})
    fields = parse_qs(urlsplit(address).query)
    assert fields["titles"] == ["A & B|C"]
    assert fields["rvcontinue"] == ["7|8"]
    assert (fields["maxlag"], fields["uselang"]) == (["5"], ["en"])


def test_titles_are_followed_through_spelling_and_chains_of_redirects() -> None:
    titles = lookup(
        {
            "query": {
                "normalized": [{"from": "a", "to": "A"}],
                "redirects": [{"from": "A", "to": "B"}, {"from": "B", "to": "C", "tofragment": "Awards"}],
                "pages": [{"title": "C", "pageprops": {"wikibase_item": "Q5"}}],
            }
        }
    )
    for title in ("a", "A", "B", "C"):
        page = titles.find(title).page
        assert page is not None
        assert (page.title, page.qid) == ("C", "Q5")
    assert (titles.find("a").moved, titles.find("a").section) == (True, "Awards")
    assert (titles.find("C").moved, titles.find("C").section) == (False, None)
    assert titles.find("Z").page is None


def test_redirects_in_a_circle_lead_nowhere() -> None:
    circle = lookup({"query": {"redirects": [{"from": "A", "to": "B"}, {"from": "B", "to": "A"}]}})
    assert circle.find("A").page is None
    assert lookup({"query": {"redirects": [{"from": "A", "to": "A"}]}}).find("A").page is None


def test_parts_of_an_answer_add_up_in_any_order() -> None:
    revision = {"revid": 7, "slots": {"main": {"content": "x"}}}
    info = {"query": {"pages": [{"title": "A", "lastrevid": 7, "pageprops": {"wikibase_item": "Q1"}}]}}
    content = {"query": {"pages": [{"title": "A", "revisions": [revision]}]}}
    for parts in ((info, content), (content, info)):
        page = lookup(*parts).find("A").page
        assert page is not None
        assert (page.revision, page.qid, page.slot and page.slot.content) == ("7", "Q1", "x")


def test_what_is_no_wikidata_id_is_none() -> None:
    page = lookup({"query": {"pages": [{"title": "A", "pageprops": {"wikibase_item": "<script>"}}]}}).find("A").page
    assert page is not None
    assert page.qid is None


@pytest.mark.parametrize(
    ("canonical", "address"),
    [
        ("https://w.example/wiki/A_B", "https://w.example/wiki/A_B"),
        ("javascript:alert(1)", "https://api.example/wiki/A_B%22"),
        (None, "https://api.example/wiki/A_B%22"),
    ],
)
def test_a_pages_address_is_a_web_address(canonical: str | None, address: str) -> None:
    page = lookup({"query": {"pages": [{"title": 'A B"', "canonicalurl": canonical}]}}).find('A B"').page
    assert page is not None
    assert page_address("https://api.example/w/api.php", page) == address


def test_errors_that_come_with_status_200_are_seen() -> None:
    lag = b'{"error": {"code": "maxlag", "info": "6 seconds lagged"}}'
    assert error_code(lag) == "maxlag"
    assert error_code(b'{"query": {"pages": [{"title": "error"}]}}') is None
    assert error_code(b'{"error": ') is None
    with pytest.raises(RefusalError, match="maxlag: 6 seconds"):
        read_reply("w", lag)


def test_a_refusal_passes_on_what_the_service_says() -> None:
    says = b'{"error": {"code": "x", "info": "the archive holds\\n the films of 2010 alone"}}'
    with pytest.raises(RefusalError, match=r"w answered 404 Not Found: the archive holds the films of 2010 alone$"):
        json_body("w", 404, "application/json", says)
    for nothing in (b'{"error": "x"}', b'{"error": []}', b"[]", b"{", b'{"error": {}}'):
        with pytest.raises(RefusalError, match=r"w answered 500 Internal Server Error$"):
            json_body("w", 500, "application/json", nothing)


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(body: bytes) -> None:
    with contextlib.suppress(RefusalError):
        read_reply("w", json_body("w", 200, "application/json", body))


def test_checks_fill_their_last_batch_with_pages_that_were_never_there() -> None:
    titles = [f"t{n}" for n in range(98)]
    known = {f"t{n}": "1" for n in range(0, 52, 2)}
    first = queries(titles, known)
    assert (len(first.check), len(first.read)) == (50, 48)
    assert set(known) <= set(first.check)
    assert sorted(first.check + first.read) == sorted(titles)
    assert queries(titles, {}).check == ()
    assert queries(titles, dict.fromkeys(titles, "1")).read == ()
