"""A small wiki on loopback that can misbehave in every way at hand, and the child process that crawls it."""

import gzip
import hashlib
import json
import os
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
TODAY = "2011-03-01"
QUICK = {"delay": 0, "backoff": 0, "timeout": 2, "sparql_timeout": 2, "retries": 1, "retry_after": 5}

SOURCE = """\
title: {name}
body: oscars
publisher: nobody
family: wikipedia_ceremony
tier: 2
licence: none
page: "{page}"
ceremonies: {{first: 1, last: {last}, film_year: "ceremony + 1900", year: "ceremony + 1901"}}
"""


@dataclass
class Reply:
    """An answer as it goes over the wire; `promise` is the length it claims to have."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    promise: int | None = None


Behaviour = Callable[["Wiki", dict[str, str]], Reply]


def as_json(value: object, **headers: str) -> Reply:
    return Reply(json.dumps(value).encode(), headers={"Content-Type": "application/json; charset=utf-8"} | headers)


class Wiki:
    """Answers like the Action API about the pages it is given; `faults` by a word of the first title come first."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.redirects: dict[str, str] = {}
        self.faults: dict[str, Behaviour] = {}
        self.robots = "User-agent: *\nDisallow: /\n"
        self.requests: list[tuple[str, dict[str, str], dict[str, str]]] = []
        self.at_once: list[int] = []
        self.released = threading.Event()
        self.arrived = threading.Event()
        self._now = 0
        self._lock = threading.Lock()
        self.port = 0
        self.server: ThreadingHTTPServer | None = None

    def secure(self, context: ssl.SSLContext) -> None:
        """Speak TLS from now on."""
        assert self.server is not None
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)

    @property
    def api(self) -> str:
        return f"http://127.0.0.1:{self.port}/w/api.php"

    def asked(self, word: str) -> list[dict[str, str]]:
        """Parameters of the requests about pages with a word in their title."""
        return [p for _, p, _ in self.requests if word in p.get("titles", "")]

    def handle(self, path: str, parameters: dict[str, str], headers: dict[str, str]) -> Reply:
        with self._lock:
            self.requests.append((path, parameters, headers))
            self._now += 1
            self.at_once.append(self._now)
        try:
            return self._answer(path, parameters)
        finally:
            with self._lock:
                self._now -= 1

    def _answer(self, path: str, parameters: dict[str, str]) -> Reply:
        if path == "/robots.txt":
            return Reply(self.robots.encode(), headers={"Content-Type": "text/plain"})
        first = parameters.get("titles", "").partition("|")[0]
        for word, behaviour in self.faults.items():
            if word in first:
                return behaviour(self, parameters)
        return as_json(self.query(parameters), **{"Set-Cookie": "follow=me"})

    def query(self, parameters: dict[str, str]) -> dict[str, Any]:
        titles = parameters["titles"].split("|")
        assert len(titles) <= 50
        moves = [{"from": t, "to": self.redirects[t]} for t in titles if t in self.redirects]
        pages = list(dict.fromkeys(self.redirects.get(t, t) for t in titles))
        return {
            "batchcomplete": True,
            "query": {"redirects": moves, "pages": [self.page(t, "revisions" in parameters["prop"]) for t in pages]},
        }

    def page(self, title: str, content: bool) -> dict[str, Any]:
        if title not in self.pages:
            return {"ns": 0, "title": title, "missing": True}
        text = self.pages[title]
        revision = int(hashlib.sha256(text.encode()).hexdigest()[:6], 16)
        page: dict[str, Any] = {"ns": 0, "title": title, "lastrevid": revision}
        page["canonicalurl"] = f"https://wiki.example/{title.replace(' ', '_')}"
        if content:
            sha1 = hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()
            main = {"contentmodel": "wikitext", "content": text}
            page["revisions"] = [
                {"revid": revision, "timestamp": "2011-02-28T01:02:03Z", "sha1": sha1, "slots": {"main": main}}
            ]
        return page


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wiki: Wiki

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        parameters = {k: v[-1] for k, v in parse_qs(parts.query, keep_blank_values=True).items()}
        reply = self.wiki.handle(parts.path, parameters, dict(self.headers.items()))
        try:
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body) if reply.promise is None else reply.promise))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(reply.body)
        except OSError:
            pass  # the client gave up, as it should
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def serving(wiki: Wiki) -> Iterator[Wiki]:
    handler = type("Handler", (_Handler,), {"wiki": wiki})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    wiki.port = server.server_address[1]
    wiki.server = server
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield wiki
    finally:
        wiki.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def wiki() -> Iterator[Wiki]:
    with serving(Wiki()) as running:
        yield running


@dataclass
class Outcome:
    """What a child left behind."""

    folder: Path
    code: int
    stderr: str
    progress: list[dict[str, Any]]

    @property
    def stats(self) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads((self.folder / "stats.json").read_text())
        return loaded

    def source(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = self.stats["sources"][name]
        return found

    def codes(self, name: str) -> list[str]:
        return [p["code"] for p in self.source(name)["problems"]]

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.folder / "records.jsonl").read_text().splitlines()]

    def pages(self, source: str) -> dict[str, dict[str, Any]]:
        return {r["title"]: r for r in self.records if r["kind"] == "page" and r["source"] == source}

    def bytes_of(self, page: Mapping[str, Any]) -> bytes:
        return gzip.decompress((self.folder / "pages" / f"{page['sha256']}.gz").read_bytes())


def write_source(folder: Path, name: str, page: str = "", last: int = 1) -> None:
    folder.mkdir(exist_ok=True)
    text = SOURCE.format(name=name, page=page or f"{{number}} {name}", last=last)
    (folder / f"{name}.yml").write_text(text, encoding="utf-8")


def write_job(folder: Path, api: str, sources: Iterable[dict[str, Any]], **more: Any) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    job = {
        "run": folder.name,
        "sources": list(sources),
        "contact": "desk@example.org",
        "wikipedia_api_url": api,
        "wikidata_sparql_url": api.replace("/w/api.php", "/sparql"),
        "archive": False,
        "supplied_dir": None,
        "today": TODAY,
        "limits": QUICK,
    } | more
    path = folder / "job.json"
    path.write_text(json.dumps(job), encoding="utf-8")
    return path


def environment() -> dict[str, str]:
    """Without proxies and settings of whoever runs the tests."""
    clean = {k: v for k, v in os.environ.items() if "proxy" not in k.lower() and not k.startswith("SNUBS_")}
    return clean | {"PYTHONWARNINGS": "error::DeprecationWarning:spiders"}


def start(job: Path, **more: Any) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "spiders.crawl", str(job)]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more
    )


def finish(child: "subprocess.Popen[str]", job: Path) -> Outcome:
    out, err = child.communicate(timeout=60)
    lines = [json.loads(line) for line in out.splitlines()]
    return Outcome(job.parent, child.returncode, err, lines)


def run(job: Path, **more: Any) -> Outcome:
    return finish(start(job, **more), job)


class Tools:
    """The helpers above, for tests in other modules."""

    Reply = Reply
    Wiki = Wiki
    as_json = staticmethod(as_json)
    serving = staticmethod(serving)
    write_source = staticmethod(write_source)
    write_job = staticmethod(write_job)
    start = staticmethod(start)
    finish = staticmethod(finish)
    run = staticmethod(run)
    QUICK = QUICK


@pytest.fixture(scope="session")
def tools() -> type[Tools]:
    return Tools


def _service(folder: str, what: str, url: str) -> str:
    """A service of ../shared, started with its own defaults unless it runs already; its address."""
    serve = ROOT.parent / "shared" / folder / "serve"
    if not serve.is_file():
        pytest.skip(f"needs ../shared/{folder} ({what}), which this machine does not have")
    status = subprocess.run([str(serve), "status"], capture_output=True, text=True, timeout=60, check=False)
    if status.returncode != 0:
        started = subprocess.run([str(serve), "start"], capture_output=True, text=True, timeout=300, check=False)
        if started.returncode != 0:
            pytest.skip(f"{what} does not start here: {(started.stderr or started.stdout).strip()[-200:]}")
        status = subprocess.run([str(serve), "status"], capture_output=True, text=True, timeout=60, check=False)
    found = [word for word in status.stdout.split() if word.startswith("http://127.0.0.1")]
    return found[0] if found else url


@pytest.fixture(scope="session")
def test_wiki() -> str:
    """Address of the Action API of a real MediaWiki with real pages."""
    return _service("wiki", "a real MediaWiki", "http://127.0.0.1:8890/w/api.php")


@pytest.fixture(scope="session")
def test_sparql() -> str:
    """Address of a real SPARQL endpoint with real facts."""
    return _service("wikidata", "a real SPARQL endpoint", "http://127.0.0.1:8891/sparql")
