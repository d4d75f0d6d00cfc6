"""How a row is cited: by page, revision and terms, of whatever kind of source it comes."""

import pandas as pd
import pytest

from tracker.domain.citations import cite
from tracker.frames import cited

PAGE, OTHER, WIKI = (
    "https://example.org/page",
    "https://example.org/other",
    "https://en.wikipedia.org/wiki/Example_Awards",
)
HASH = "0f" * 32


@pytest.mark.parametrize(
    ("url", "cites", "page"),
    [
        (PAGE, OTHER, PAGE),
        ("list.csv", [PAGE, OTHER], PAGE),
        ("list.csv", f"{PAGE};{OTHER}", PAGE),
        ("list.csv", "", "list.csv"),
        ("list.csv", None, "list.csv"),
    ],
)
def test_a_row_of_a_file_is_cited_by_the_first_page_that_it_names(url: str, cites: object, page: str) -> None:
    assert cite(url, "", "", "supplied", cites=cites).url == page


def test_a_row_of_the_archive_is_cited_by_the_page_where_it_was_read() -> None:
    assert cite(PAGE, "1", "mine", "archive", cites=[OTHER, PAGE]) == (OTHER, "", "")
    assert cite(PAGE, "1", "mine", "archive") == (PAGE, "", "")


def test_a_row_of_a_page_that_was_read_is_cited_by_that_page_in_its_revision() -> None:
    assert cite(WIKI, "7", "", "live", cites=[OTHER]) == (WIKI, "7", "CC BY-SA 4.0")


def test_the_hash_of_a_file_is_not_the_revision_of_a_page_that_it_names() -> None:
    assert cite("list.csv", HASH, "mine", "supplied", cites=PAGE) == (PAGE, "", "")
    assert cite("list.csv", HASH, "mine", "supplied") == ("list.csv", HASH, "mine")


@pytest.mark.parametrize("endpoint", ["https://query.wikidata.org/sparql", "http://127.0.0.1:8896/sparql"])
@pytest.mark.parametrize("origin", ["live", "archive"])
def test_an_answer_of_the_query_service_is_cited_by_the_item_with_its_hash(endpoint: str, origin: str) -> None:
    item = cite(endpoint, HASH, "CC0 1.0", origin, cites=PAGE, qid="Q42")
    assert item == ("https://www.wikidata.org/wiki/Q42", HASH, "CC0 1.0")


@pytest.mark.parametrize(
    ("url", "origin", "licence"),
    [
        (WIKI, "archive", "CC BY-SA 4.0"),
        (WIKI, "live", "CC BY-SA 4.0"),
        ("https://news.example/awards", "archive", ""),
        ("https://en.wikipedia.org.example/wiki/X", "archive", ""),
        ("https://news.example/awards", "live", "as the source file says"),
    ],
)
def test_terms_are_those_of_the_host_or_of_the_publisher_that_was_read(url: str, origin: str, licence: str) -> None:
    assert cite(url, "1", "as the source file says", origin).licence == licence


@pytest.mark.parametrize(
    ("url", "origin", "revision"),
    [
        (WIKI, "live", "7"),
        (WIKI, "archive", ""),
        ("https://en.wikipedia.org/w/index.php?title=X&oldid=701", "archive", "701"),
        ("https://web.archive.org/web/20110211205646/http://news.example/", "archive", "20110211205646"),
        (f"https://github.com/owner/name/blob/{'ab' * 20}/list.csv", "archive", "ab" * 20),
    ],
)
def test_a_number_of_the_archive_is_no_revision_and_an_address_may_state_one(
    url: str, origin: str, revision: str
) -> None:
    assert cite(url, "7", "", origin).revision == revision


def test_citing_a_cited_frame_again_changes_nothing() -> None:
    pages = [(WIKI, "7", "archive", ""), ("list.csv", HASH, "supplied", PAGE), (f"{PAGE}/sparql", HASH, "live", "")]
    frame = pd.DataFrame(pages, columns=["source_url", "source_revision", "origin", "cites"])
    once = cited(frame.assign(licence="x", film_qid="Q1"))
    assert cited(once).equals(once)
