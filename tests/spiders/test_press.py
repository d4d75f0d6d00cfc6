"""The press over a real loopback server: what is followed, what is refused, and that one bad page spoils nothing."""

import gzip
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from spiders.asking.addresses import blocked
from spiders.asking.web import is_public
from tracker.domain.text.secrets import masked

WORDS = "It is one of the films of the year and the score is as good as anything that was heard in it. " * 6
HEAD = "<html lang=en><head><title>On Winter</title></head>"
ARTICLE = f"{HEAD}<body><article><h1>On Winter</h1><p>{WORDS}</p></article></body></html>"


@dataclass
class Site:
    """Pages by path: status, headers and body; what was asked, with its headers."""

    pages: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    port: int = 0

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def page(self, path: str, body: str | bytes, status: int = 200, **headers: str) -> str:
        raw = body if isinstance(body, bytes) else body.encode()
        self.pages[path] = (status, {"Content-Type": "text/html; charset=utf-8"} | headers, raw)
        return self.url(path)

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append((self.path, dict(self.headers)))
            status, headers, body = made.pages.get(self.path, (404, {}, b""))
            tag = self.headers.get("If-None-Match")
            if tag and tag == headers.get("ETag"):
                status, body = 304, b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.port = server.server_port
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()


Crawl = Callable[..., Any]


def test_a_page_is_asked_for_with_its_secret_and_cited_without(site: Site, crawl: "Crawl") -> None:
    address = site.page("/column?id=7&api_key=s3cret", ARTICLE)
    ran = crawl(addresses=[address])
    assert site.paths() == ["/column?id=7&api_key=s3cret"]
    [page] = [record for record in ran.records if record["kind"] == "page"]
    assert (page["title"], page["url"]) == (address, site.url("/column?id=7&api_key=***"))


@pytest.fixture
def crawl(tools: Any, tmp_path: Path) -> Crawl:
    """Runs the child over what it is given; the two services are not there."""

    def run(known: dict[str, str] | None = None, **press: Any) -> Any:
        source = {"name": "press", "known": known or {}} | press
        job = tools.write_job(tmp_path, "http://127.0.0.1:9/w/api.php", [source], sources_dir=None)
        return tools.run(job)

    return run


def articles(outcome: Any) -> list[dict[str, Any]]:
    return [r for r in outcome.records if r["kind"] == "article"]


def test_a_named_page_is_read_although_its_address_is_private(site: Site, crawl: Crawl) -> None:
    outcome = crawl(addresses=[site.page("/winter", ARTICLE)])
    (article,) = articles(outcome)
    assert article["title"] == "On Winter"
    assert "one of the films" in article["text"]
    assert outcome.source("press")["finished"]


def test_robots_txt_is_obeyed(site: Site, crawl: Crawl) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /private\n", **{"Content-Type": "text/plain"})
    outcome = crawl(addresses=[site.page("/private/winter", ARTICLE), site.page("/winter", ARTICLE)])
    assert site.paths() == ["/winter"]
    assert len(articles(outcome)) == 1


def test_an_unchanged_page_is_not_downloaded_again(site: Site, crawl: Crawl) -> None:
    address = site.page("/winter", ARTICLE, ETag='"v1"')
    outcome = crawl(addresses=[address], known={address: 'ETag: "v1"'})
    assert articles(outcome) == []
    (page,) = outcome.pages("press").values()
    assert page["unchanged"]
    assert outcome.source("press")["content_bytes"] == 0


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>{items}</channel></rss>"""
ITEM = "<item><title>x</title><link>{link}</link><pubDate>Sun, 20 Feb 2011 10:00:00 GMT</pubDate></item>"


def test_a_feed_gives_its_articles_their_date_and_relative_links_are_resolved(site: Site, crawl: Crawl) -> None:
    site.page("/2011/winter", ARTICLE)
    feed = site.page("/feed", RSS.format(items=ITEM.format(link="/2011/winter#comments")))
    (article,) = articles(crawl(feeds=[feed]))
    assert article["published_on"] == "2011-02-20"
    assert article["url"] == site.url("/2011/winter")


def test_dates_of_a_feed_that_cannot_be_read_are_counted_and_shown(site: Site, crawl: Crawl) -> None:
    items = (ITEM.format(link=site.page(f"/{n}", ARTICLE)) for n in range(2))
    text = RSS.format(items="".join(items)).replace("Sun, 20 Feb 2011 10:00:00 GMT", "1298196000")
    outcome = crawl(feeds=[site.page("/feed", text)])
    assert [a["published_on"] for a in articles(outcome)] == [None, None]
    (problem,) = outcome.source("press")["problems"]
    assert "2 dates cannot be read and count as none: '1298196000'" in problem["message"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<html><head><title>no</title></head><body>a page</body></html>", "not_a_feed"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><rss><channel><item><link>http://a/</link></item></channel></rss>', "entities"),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss>&a;</rss>', "entities"),
        ("", "not_a_feed"),
        ("\x00\xff garbage", "not_a_feed"),
        (gzip.compress(b"<rss>" + b"x" * (40 * 2**20), 1), "too_large"),
    ],
    ids=["html", "bomb", "external", "empty", "garbage", "gzip bomb"],
)
def test_what_is_no_feed_is_named_and_the_rest_is_read(site: Site, crawl: Crawl, body: str | bytes, code: str) -> None:
    packed = {"Content-Encoding": "gzip"} if isinstance(body, bytes) else {}
    outcome = crawl(feeds=[site.page("/feed", body, **packed)], addresses=[site.page("/winter", ARTICLE)])
    assert outcome.codes("press") == [code]
    assert len(articles(outcome)) == 1
    press = outcome.source("press")
    assert (press["finished"], press["reason"].startswith(f"{site.url('/feed')}: ")) == (False, True)


def test_a_feed_that_is_not_there_fails_the_source_and_the_rest_is_read(site: Site, crawl: Crawl) -> None:
    outcome = crawl(feeds=[site.url("/feed")], addresses=[site.page("/winter", ARTICLE)])
    press = outcome.source("press")
    assert (press["finished"], press["reason"]) == (False, f"{site.url('/feed')}: answered 404")
    assert len(articles(outcome)) == 1


def test_a_malformed_feed_is_read_as_far_as_it_goes(site: Site, crawl: Crawl) -> None:
    site.page("/winter", ARTICLE)
    broken = (
        "<rss><channel><item><link>/winter</link><title>a & b <b>unclosed</item><item><link>javascript:alert(1)</link>"
    )
    assert [a["url"] for a in articles(crawl(feeds=[site.page("/feed", broken)]))] == [site.url("/winter")]


def test_a_feed_cannot_lead_into_a_private_network(site: Site, crawl: Crawl) -> None:
    inside = f"http://localhost:{site.port}/admin"
    feed = site.page("/feed", RSS.format(items=ITEM.format(link=inside)))
    outcome = crawl(feeds=[feed], addresses=[site.page("/winter", ARTICLE)])
    assert site.paths().count("/admin") == 0
    assert outcome.codes("press") == ["private_address"]


@pytest.mark.parametrize(
    "target", ["http://169.254.169.254/latest", "http://[::1]/x", "ftp://127.0.0.1/x", "file:///etc/passwd"]
)
def test_a_redirect_cannot_lead_where_nobody_may_be_led(site: Site, crawl: Crawl, target: str) -> None:
    moved = site.page("/moved", "", status=302, Location=target)
    outcome = crawl(addresses=[moved, site.page("/winter", ARTICLE)])
    assert outcome.codes("press") in (["private_address"], ["redirect_refused"])
    assert len(articles(outcome)) == 1


def test_a_redirect_on_the_site_is_followed_and_one_in_circles_ends(site: Site, crawl: Crawl) -> None:
    site.page("/winter", ARTICLE)
    moved = site.page("/old", "", status=301, Location="/winter")
    circle = site.page("/a", "", status=302, Location="/b")
    site.page("/b", "", status=302, Location="/a")
    outcome = crawl(addresses=[moved, circle])
    assert [a["url"] for a in articles(outcome)] == [site.url("/winter")]
    assert outcome.codes("press") == ["redirect_loop"]


def test_pages_that_are_gone_or_blocked_are_named(site: Site, crawl: Crawl) -> None:
    other = "https://spam.example/x"
    outcome = crawl(addresses=[site.url("/gone"), other, site.page("/winter", ARTICLE)], blocked=["spam.example"])
    assert sorted(outcome.codes("press")) == ["blocked", "gone"]
    assert outcome.source("press")["finished"]


def test_when_nothing_at_all_can_be_fetched_the_source_has_failed(site: Site, crawl: Crawl) -> None:
    outcome = crawl(addresses=[site.url("/gone"), site.url("/away")])
    assert not outcome.source("press")["finished"]
    assert "not one of 2 articles" in outcome.source("press")["reason"]


@pytest.mark.parametrize(
    ("addresses", "public"),
    [
        (["93.184.216.34"], True),
        (["10.1.2.3"], False),
        (["93.184.216.34", "127.0.0.1"], False),
        (["::1"], False),
        (["fe80::1%eth0"], False),
        (["169.254.169.254"], False),
        (["100.64.0.1"], False),
        (["224.0.0.1"], False),
        (["::ffff:10.0.0.1"], False),
        ([], False),
    ],
)
def test_only_addresses_of_the_whole_world_are_public(addresses: list[str], public: bool) -> None:
    assert is_public(addresses) is public


def test_a_blocked_site_is_blocked_with_its_parts_and_not_its_namesakes() -> None:
    assert blocked("https://www.spam.example/x", ["spam.example"])
    assert blocked("https://news.spam.example/x", ["spam.example"])
    assert not blocked("https://notspam.example/x", ["spam.example"])


def test_the_records_hold_no_more_than_they_may(site: Site, crawl: Crawl) -> None:
    body = f"{HEAD}<body><article><p>{'the film is long and ' * 60_000}</p></article></body></html>"
    outcome = crawl(addresses=[site.page("/long", body)])
    assert all(len(json.dumps(r)) < 700_000 for r in outcome.records)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://a.example/feed?token=abc: answered 404", "https://a.example/feed?token=***: answered 404"),
        ("https://a.example/x?page=2&Api_Key=a%20b#top", "https://a.example/x?page=2&Api_Key=***#top"),
        ("<https://a.example/x?sig=abc>, https://b.example/?key=x;y", "<https://a.example/x?sig=***>, https://b.example/?key=***;y"),
        ("https://me:word@a.example/x", "https://me:***@a.example/x"),
        ("https://a.example/?author=Ann&monkey=7&design=x", "https://a.example/?author=Ann&monkey=7&design=x"),
        ("no token=abc of an address", "no token=abc of an address"),
    ],
)  # fmt: skip
def test_values_of_queries_that_are_nobody_s_business_are_masked(text: str, shown: str) -> None:
    assert masked(text) == shown
