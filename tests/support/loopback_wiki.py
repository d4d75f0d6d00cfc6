"""A small wiki on loopback that can misbehave in every way at hand."""

import hashlib
import json
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest


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
        self.qids: dict[str, str] = {}
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
        first = parameters.get("titles", parameters.get("page", "")).partition("|")[0]
        for word, behaviour in self.faults.items():
            if word in first:
                return behaviour(self, parameters)
        answer = self.parse if parameters.get("action") == "parse" else self.query
        return as_json(answer(parameters), **{"Set-Cookie": "follow=me"})

    def parse(self, parameters: dict[str, str]) -> dict[str, Any]:
        """One page as rendered; its text is its HTML."""
        title = self.redirects.get(parameters["page"], parameters["page"])
        if title not in self.pages:
            return {"error": {"code": "missingtitle", "info": "The page you specified doesn't exist."}}
        page = self.page(title, content=False)
        return {"parse": {"title": title, "revid": page["lastrevid"], "text": self.pages[title]}}

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
        if title in self.qids:
            page["pageprops"] = {"wikibase_item": self.qids[title]}
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
