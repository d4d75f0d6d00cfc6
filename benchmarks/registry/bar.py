"""What it takes to read a made season whole through a proxy with limits and moods."""

import gzip
import json
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

from benchmarks.measure import Result, Scale, compared
from benchmarks.registry.service import YEAR, Proxy, Season, serving
from spiders.asking.job import Job, JobSource, Limits

CASE = "registry"
_SOURCE = "wikidata_films"
_STOPS = 10
MOODY_BAR = 1.6
"""One in ten refused is a ninth more, as many halves again for each 504, and one query fits in half portions alone."""


def _crawl(proxy: Proxy, folder: Path, name: str) -> "subprocess.Popen[bytes]":
    """A crawl of the season in a child process, as a run starts it, without the pause between requests."""
    job = Job(
        run=name, sources=(JobSource(name=_SOURCE, film_years=(YEAR,)),), contact="desk@example.org",
        wikipedia_api_url="http://127.0.0.1:9/w/api.php", wikidata_sparql_url=proxy.endpoint,
        today=f"{YEAR + 1}-02-01", limits=Limits(delay=0, backoff=0), unfinished_dir=folder / "unfinished",
    )  # fmt: skip
    path = folder / name / "job.json"
    path.parent.mkdir()
    path.write_text(job.model_dump_json(), encoding="utf-8")
    command = [sys.executable, "-m", "spiders.crawl.process", str(path)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def read(proxy: Proxy, folder: Path, name: str = "whole") -> bytes:
    """The stored page of the season; b"" where the crawl stored none."""
    _crawl(proxy, folder, name).wait()
    stats = json.loads((folder / name / "stats.json").read_text(encoding="utf-8"))
    pages = [*(folder / name / "pages").glob("*.gz")] if stats["finished"] else []
    return gzip.decompress(pages[0].read_bytes()) if pages else b""


def read_with_stops(proxy: Proxy, folder: Path, times: int, after: int) -> bytes:
    """The same, where the crawl is stopped while it waits for an answer, after so many others, and begun again.

    Raises:
        AssertionError: a crawl ended before it could be stopped.
    """
    for number in range(times):
        proxy.before_silence = after
        child = _crawl(proxy, folder, f"stop{number}")
        while not proxy.silent.wait(0.05):
            if child.poll() is not None:
                raise AssertionError(f"crawl {number} ended by itself")
        child.send_signal(signal.SIGTERM)
        child.wait()
        proxy.before_silence = None
        proxy.released.set()
        proxy.silent.clear()
        proxy.released = threading.Event()
    return read(proxy, folder)


def _read_well(season: Season, expected: bytes, stops: int = 0, after: int = 0, **ways: Any) -> Proxy:
    """The proxy after a season was read through it.

    Raises:
        AssertionError: it did not come whole, or the caller was impatient or asked twice.
    """
    with tempfile.TemporaryDirectory() as folder, serving(Proxy(season, **ways)) as proxy:
        if read_with_stops(proxy, Path(folder), stops, after) != expected:
            raise AssertionError("the season did not come whole")
    if (proxy.most_at_once, proxy.impatient) != (1, 0):
        raise AssertionError(f"{proxy.most_at_once} requests at once, {proxy.impatient} before their time")
    if set(proxy.answered.values()) != {1}:
        raise AssertionError("a question was asked again that had been answered")
    return proxy


def measure(scale: Scale) -> list[Result]:
    """Requests and megabytes beside those of a service without limits; what ten stops cost beside none."""
    season = Season(200, 600) if scale.small else Season(10_000, 60_000)
    expected = season.whole()
    calm = _read_well(season, expected, mood=0.0, most_rows=10**9, most_seconds=10**9)
    moody = _read_well(season, expected)
    stopped = _read_well(season, expected, _STOPS, moody.requests // (_STOPS + 2))
    size, plain = f"{season.films} films and {season.people} people", "a service without limits"
    return [
        compared(CASE, f"read {size}, requests", moody.requests, plain, calm.requests, bar=MOODY_BAR, unit=""),
        compared(CASE, "the same, sent", moody.sent / 2**20, plain, calm.sent / 2**20, bar=1.1, unit="MiB"),
        compared(
            CASE, "the same, stopped ten times", stopped.requests, "never stopped", moody.requests, bar=1.1, unit=""
        ),
    ]
