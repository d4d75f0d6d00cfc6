"""The child process of a crawl, as tests start it."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from loopback_wiki import Reply, Wiki, as_json, serving

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
        own: dict[str, Any] = self.stats["sources"][name]
        return own

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


def start(job: Path, python: str = sys.executable, **more: Any) -> "subprocess.Popen[str]":
    command = [python, "-m", "spiders.crawl.process", str(job)]
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
def tools(quick_python: str) -> type[Tools]:
    """With a `run` whose child does not import everything anew."""
    return type("Tools", (Tools,), {"run": staticmethod(partial(run, python=quick_python))})
