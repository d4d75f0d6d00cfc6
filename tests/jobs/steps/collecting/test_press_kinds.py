"""A column, a film's page and the review of a book: over HTTP and as files, each read as what it is."""

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

COLUMN = """<!DOCTYPE html><html lang=en><head><title>Left out – Never Let Me Go</title>
<meta property="article:published_time" content="2011-02-20T09:00:00Z"></head><body><article>
<h1>Left out – Never Let Me Go</h1>
<p>Nobody seems to have campaigned for <em>Never Let Me Go</em>, and a film that opened in the US first and
flopped there
had little hope at home. It has no Oscar nominations to speak of, and it didn’t even make the Baftas.</p>
<p>The careful writing and the beautiful direction deserved far better. Carey Mulligan and Andrew Garfield are
heartbreaking
in it, and Keira Knightley is surprisingly good in a part that asks nobody to like her. Even a nomination for
the jumpers
would have been enough.</p></article></body></html>"""
FILM = """<!DOCTYPE html><html><head><title>Never Let Me Go (2010)</title></head><body><h1>Never Let Me Go (2010)</h1>
<dl><dt>Director</dt><dd>Mark Romanek</dd><dt>Writers</dt><dd>Alex Garland, Kazuo Ishiguro</dd><dt>D.O.P.</dt>
<dd>Adam Kimmel</dd><dt>Production Design</dt><dd>Mark Digby</dd><dt>Set Decoration</dt><dd>Michelle Day</dd>
<dt>Casting</dt><dd>Kate Dowd</dd><dt>Running time</dt><dd>103 min</dd></dl>
<h2>2010 preview</h2><p>The author Kazuo Ishiguro was shortlisted for the 2005 Booker Prize for this work, and
with a cast
like this an awards push is not out of the question.</p>
<h2>Release dates</h2><ul><li>14 January 2011: UK</li><li>9 February 2011: France</li></ul></body></html>"""
BOOK = """<!DOCTYPE html><html><head><title>Never Let Me Go: Book Review</title></head><body><article>
<h1>Never Let Me Go: Book Review</h1><p>Never Let Me Go, written by Kazuo Ishiguro and published in 1992, is a
novel that
asks what a life is for. It was shortlisted for the Booker Prize.</p><p>Its narrator tells of a school and of what the
pupils there are for, and the prose is so calm that the reader is slow to see it. The score of small betrayals is kept
with great care, and the novel’s last chapters are beautiful.</p><p>A film of it with Keira Knightley came out
in 2010;
the book is better, and you should read it first.</p></article></body></html>"""
PAGES = {"/column": COLUMN, "/film": FILM, "/book": BOOK}


class _Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = PAGES.get(self.path, "").encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nobody reads it."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def check(desk: Any, sources: dict[str, str]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What comes of the three, whichever way they came; gives the film's evidence and the sites."""
    told = desk.snubs("film", "Never Let Me Go", "--json").json
    cited: dict[str, list[dict[str, Any]]] = {}
    for row in told["evidence"]:
        cited.setdefault(row["source_url"], []).append(row)
    assert set(sources.values()) <= set(cited)
    praise = [row for row in cited[sources["column"]] if row["claim"].startswith("Praises")]
    praised = {row["category"] for row in praise if "reader’s comment" not in row["claim"].replace("'", "’")}
    assert praised == {"director", "screenplay", ""}
    assert any("says it missed baftas, oscars" in row["claim"].casefold() for row in cited[sources["column"]])
    (date,) = [
        row["claim"] for row in cited[sources["film"]] if row["claim"].startswith("Release dated 2011-01-14, United")
    ]
    assert "another source says" in date
    talk = [row for row in cited[sources["film"]] if row["claim"].startswith("Talk of awards")]
    assert [row["dated"] for row in talk] == ["2010"]
    books = {row["claim"] for url in sources.values() for row in cited[url] if row["family"] == "source_work"}
    assert any("shortlisted for the Booker Prize 2005" in claim for claim in books)
    assert any("published in 1992" in claim and "disagrees" in claim for claim in books)
    assert {row["family"] for row in cited[sources["book"]]} == {"source_work"}
    verdicts = {(row["body"], row["category"]): row for row in told["verdicts"]}
    assert verdicts["oscars", "costume_design"]["label"] == "WEAK_EVIDENCE"
    assert verdicts["oscars", "production_design"]["people"] == "Mark Digby;Michelle Day"
    assert verdicts["oscars", "casting"]["label"] == "NOT_APPLICABLE"
    rows = desk.snubs("press", "list", "--json").json
    assert rows["press_errors"] == []
    claims = told["press_claims"]
    assert {row["holds"] for row in claims} == {"right"}
    assert any("longlisted" in row["list_says"] for row in claims if row["body"] == "baftas")
    return told["evidence"], rows["sites"]


def test_three_kinds_over_http(short: Any, site: str) -> None:
    short.turn_live().set(contact="films@example.org", press={"tiers": {"127.0.0.1": 3}})
    addresses = {name: f"{site}/{name}" for name in ("column", "film", "book")}
    for address in addresses.values():
        added = short.snubs("press", "add", address, "--json")
        assert added.code == 0, added.err
    _, sites = check(short, addresses)
    assert [(row["tier"], row["right"], row["wrong"]) for row in sites] == [(3, 2, 0)]


def test_the_three_documents_as_files(short: Any, shared: Path) -> None:
    files = {
        "column": "blog_not_at_the_oscars.txt",
        "film": "film_page_never_let_me_go.txt",
        "book": "book_review_never_let_me_go.txt",
    }
    for name in files.values():
        added = short.snubs("press", "add", str(shared / "seeds" / name), "--json")
        assert added.code == 0, added.err
    evidence, sites = check(short, files)
    assert {row["site"] for row in sites} == set(files.values())
    readers = [row["category"] for row in evidence if "A reader's comment" in row["claim"]]
    assert readers == ["original_score"]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--date", "2999-01-01"), "lies in the future"),
        (("--date", "2011-02-30"), "write a day such as"),
        (("--url", "nonsense"), "write an address such as"),
    ],
)
def test_a_file_with_a_day_or_an_address_that_cannot_be_is_refused(
    desk: Any, tmp_path: Path, more: tuple[str, str], says: str
) -> None:
    page = tmp_path / "column.html"
    page.write_text(COLUMN, encoding="utf-8")
    ran = desk.snubs("press", "add", str(page), *more)
    assert (ran.code, says in ran.err) == (2, True)


def test_offline_an_address_is_not_fetched_and_the_remedy_is_a_file(desk: Any) -> None:
    ran = desk.set(offline=True).snubs("press", "add", "https://example.org/column")
    assert (ran.code, "save the page and give the file" in ran.err) == (40, True)
