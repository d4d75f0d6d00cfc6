"""The page of a book prize: read whole, not read again while it is the same, and missed without harm."""

from pathlib import Path
from typing import Any

TITLE = "List of winners and nominated authors of the Booker Prize"
ROWS = "".join(f"|-\n| {year} || Winner || Author {year} || ''Book {year}''\n" for year in range(1980, 2000))
PAGE = '{| class="wikitable"\n! Year !! Award !! Author !! Title\n' + ROWS + "|}\n"


def crawl(tools: Any, folder: Path, wiki: Any, known: dict[str, str] | None = None) -> Any:
    return tools.run(tools.write_job(folder, wiki.api, [{"name": "booker", "known": known or {}}]))


def test_a_prizes_page_is_read_once(tools: Any, tmp_path: Path, wiki: Any) -> None:
    wiki.pages = {TITLE: PAGE}
    first = crawl(tools, tmp_path / "first", wiki)
    assert first.code == 0
    books = [record for record in first.records if record["kind"] == "book"]
    assert {(book["prize"], book["claim"]) for book in books} == {("booker", "won")}
    assert len(books) == 20
    again = crawl(tools, tmp_path / "again", wiki, {TITLE: first.pages("booker")[TITLE]["revision"]})
    assert again.pages("booker")[TITLE]["unchanged"]
    assert [record for record in again.records if record["kind"] == "book"] == []


def test_a_page_that_is_not_there_is_a_warning(tools: Any, tmp_path: Path, wiki: Any) -> None:
    outcome = crawl(tools, tmp_path / "run", wiki)
    assert outcome.source("booker")["finished"]
    assert outcome.codes("booker") == ["page_missing"]
