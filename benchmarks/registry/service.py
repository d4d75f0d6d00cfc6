"""A made season of the film registry behind a service with limits and moods: what reading it whole takes.

The service answers the project's own queries from a table. In front of it stands a proxy that ends any query over ten
seconds or 5,000 rows, and answers one in ten with 429 or 504 and the seconds to wait. Whether a query takes too long
follows from a stated cost of its rows, so that nobody waits for it.
"""

import json
import random
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from spiders.families.registry.answers import envelope
from spiders.families.registry.queries import CRAFTS

YEAR = 2010
_ENTITY = "http://www.wikidata.org/entity/"
_WINDOW = re.compile(r'>= "(\d{4}-\d\d-\d\d)T.*?< "(\d{4}-\d\d-\d\d)T')
_DIGITS = re.compile(r"\[(\d+)\]\$")
_IDS = re.compile(r"wd:(Q\d+)(?=[^{}]*\}\s)")

Rows = list[dict[str, dict[str, str]]]


def _row(**cells: str) -> dict[str, dict[str, str]]:
    return {
        name: {"type": "uri", "value": f"{_ENTITY}{text}"}
        if name in {"film", "person", "reviewer", "method"}
        else {"type": "literal", "value": text}
        for name, text in cells.items()
    }


# --- a season that is made up ---


@dataclass(frozen=True)
class Film:
    """What the service knows of a film."""

    qid: str
    day: str
    is_scored: bool
    people: Mapping[str, Sequence[str]]
    """By craft."""


@dataclass(frozen=True)
class Season:
    """Films and people by chance, the same for the same numbers: half of the films have a year for a day."""

    films: int
    people: int

    @cached_property
    def table(self) -> dict[str, Film]:
        """The films by id; each of the people worked on a film that a score speaks for."""
        chance = random.Random(self.films)  # noqa: S311
        nobody_yet = [f"Q{5_000_000 + n}" for n in range(self.people)]
        scored = [n for n in range(self.films) if n % 5 != 0]
        share = -(-self.people // len(scored))
        table = {}
        for n in range(self.films):
            day = f"{YEAR}-01-01" if n % 2 else f"{YEAR}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"
            own = [nobody_yet.pop() for _ in range(min(share, len(nobody_yet)))] if n % 5 else []
            others = [f"Q{5_000_000 + chance.randrange(self.people)}" for _ in range(4)]
            crew: dict[str, list[str]] = {}
            for place, person in enumerate(dict.fromkeys([*own, *others])):
                crew.setdefault(list(CRAFTS)[place % len(CRAFTS)], []).append(person)
            table[f"Q{1_000_000 + n}"] = Film(f"Q{1_000_000 + n}", day, n % 5 != 0, crew)
        return table

    def answer(self, text: str) -> Rows:
        """The rows of one query."""
        name = text.split(":", 1)[1].split(maxsplit=1)[0]
        if name == "ids":
            return [_row(film=film.qid) for film in self._published(text)]
        ids = _IDS.findall(text)
        if name == "names":
            return [_row(person=one, name=f"Person {one}", imdb=f"nm{one[1:]}", aliases=f"P. {one}") for one in ids]
        return [row for one in ids if one in self.table for row in _ROWS[name](self.table[one])]

    def _published(self, text: str) -> Iterator[Film]:
        windows, digits = set(_WINDOW.findall(text)), _DIGITS.search(text)
        ((first, until),) = windows
        for film in self.table.values():
            if first <= film.day < until and (digits is None or film.qid[-1] in digits[1]):
                yield film

    def whole(self) -> bytes:
        """The stored page of the season, where nothing is lost and nothing is there twice."""
        films = self.table.values()
        answers = {name: [row for film in films for row in rows(film)] for name, rows in _ROWS.items()}
        answers["credits"] = [row for film in films if film.is_scored for row in _credits(film)]
        people = {one for film in films if film.is_scored for of in film.people.values() for one in of}
        answers["names"] = self.answer(f"# snubs:names {YEAR} {{ {' '.join(f'wd:{one}' for one in people)} }} ")
        return envelope(YEAR, answers)


def _credits(film: Film) -> Rows:
    return [_row(film=film.qid, craft=craft, people=" ".join(people)) for craft, people in film.people.items()]


def _scores(film: Film) -> Rows:
    """Two figures of a film that has any."""
    tomatometer = _row(film=film.qid, score="71%", reviewer="Q105584", method="Q108403393")
    metascore = _row(film=film.qid, score="69/100", reviewer="Q150248", method="Q106515043")
    return [tomatometer, metascore] if film.is_scored else []


_ROWS: Mapping[str, Callable[[Film], Rows]] = {
    "films": lambda film: [_row(film=film.qid, label=f"Film {film.qid}", imdb=f"tt{film.qid[1:]}", kind="film")],
    "releases": lambda film: [_row(film=film.qid, date=f"{film.day}T00:00:00Z", precision="11")],
    "scores": _scores,
    "people": lambda film: [_row(film=film.qid, origin="Ruritania"), _row(film=film.qid, minutes="95")],
    "aliases": lambda film: [_row(film=film.qid, alias=f"Alias {film.qid}")],
    "titles": lambda film: [_row(film=film.qid, title=f"Titel {film.qid}", sort="native")],
    "credits": _credits,
}


# --- the proxy in front of it ---


@dataclass
class Proxy:
    """Limits and moods, and an account of how the caller behaves."""

    season: Season
    most_rows: int = 5_000
    most_seconds: float = 10
    mood: float = 0.1
    wait: int = 1
    """Seconds that a refusal asks for."""
    seconds_a_row: Mapping[str, float] = field(default_factory=lambda: {"titles": 0.06, "credits": 0.02})
    """What a row costs the service, where it is more than a thousandth of a second."""
    statuses: Counter[str] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)
    """How often each question was answered in full."""
    sent: int = 0
    """Bytes."""
    most_at_once: int = 0
    impatient: int = 0
    """Requests that came before the time that the last refusal had asked for."""
    port: int = 0
    before_silence: int | None = None
    """Requests that are still answered; the next one is not, until `released` is set."""
    silent: threading.Event = field(default_factory=threading.Event)
    released: threading.Event = field(default_factory=threading.Event)
    _now: int = 0
    _not_before: float = 0
    _chance: random.Random = field(default_factory=lambda: random.Random(11))  # noqa: S311
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def requests(self) -> int:
        """All that came."""
        return self.statuses.total()

    @property
    def endpoint(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}/sparql"

    def reply(self, text: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body."""
        if self.before_silence == 0:
            self.silent.set()
            self.released.wait()
            return 503, {}, b""
        with self._lock:
            if self.before_silence is not None:
                self.before_silence -= 1
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)
            self.impatient += time.monotonic() < self._not_before
        status, headers, body = self._reply(text)
        with self._lock:
            self._now -= 1
            self.statuses[headers.pop("What", str(status))] += 1
            self.sent += len(body)
        return status, headers, body

    def _reply(self, text: str) -> tuple[int, dict[str, str], bytes]:
        if self._chance.random() < self.mood:
            # A little less than is asked for: the caller's clock begins when the answer has come.
            self._not_before = time.monotonic() + self.wait * 0.95
            return self._chance.choice((429, 504)), {"Retry-After": str(self.wait)}, b""
        rows, name = self.season.answer(text), text.split(":", 1)[1].split(maxsplit=1)[0]
        if len(rows) * self.seconds_a_row.get(name, 0.001) > self.most_seconds:
            return (
                500,
                {"What": "took too long", "Content-Type": "text/plain"},
                b"java.util.concurrent.TimeoutException",
            )
        body = json.dumps({"results": {"bindings": rows[: self.most_rows]}}).encode()
        kind = {"Content-Type": "application/sparql-results+json"}
        if len(rows) > self.most_rows:
            return 200, kind | {"What": "broken off"}, body[:-20]
        self.answered[text] += 1
        return 200, kind, body


@contextmanager
def serving(proxy: Proxy) -> Iterator[Proxy]:
    """The proxy on loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            (text,) = parse_qs(urlsplit(self.path).query)["query"]
            status, headers, body = proxy.reply(text)
            try:
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                pass  # the caller was stopped

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    proxy.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
