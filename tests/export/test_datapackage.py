"""The data package holds what it says, and Frictionless agrees."""

import hashlib
import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tracker.domain.cells import is_web_address
from tracker.domain.facts.tables import tables
from tracker.export.datapackage import provenances, settings_digest, write_export, write_run

NOW = datetime(2026, 1, 12, 6, tzinfo=UTC)


def examples() -> dict[str, pd.DataFrame]:
    """For each table a full row, and one with its key, what is required and one cell more."""
    frames = {}
    for name, table in tables().items():
        full = {column.name: column.example for column in table.columns}
        bare = {c.name: c.example for n, c in enumerate(table.columns) if c.required or n == 0}
        bare |= {c.name: c.example + "x" * (c.kind == "string") for c in table.columns if c.name in table.key}
        frames[name] = pd.DataFrame([full, bare], dtype=object)
    films = pd.DataFrame({"film": ["NA", "None", "1917", "two\nlines", "8½"], "year": [1917, None, 0, 1, 2]})
    films = films.assign(film_key=["Q174371", "Q174371x", "Q3", "Q4", "Q5"])
    return frames | {"films": films.reindex(columns=tables()["films"].names)}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    write_export(tmp_path, examples(), title="Award snubs, films of 2010", version="0.1.0", created=NOW)
    return tmp_path


def test_frictionless_finds_nothing_to_complain_of(package: Path) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "frictionless", "validate", "datapackage.json", "--json"]
    done = subprocess.run(command, cwd=package, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(done.stdout)
    assert report["valid"]
    assert report["stats"]["tasks"] == len(tables())


def test_bytes_and_hashes_are_those_of_the_files(package: Path) -> None:
    described = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    assert described["created"] == "2026-01-12T06:00:00Z"
    assert [resource["name"] for resource in described["resources"]] == list(tables())
    for resource in described["resources"]:
        content = (package / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_sources_are_named_once_and_only_web_addresses_count() -> None:
    rows = pd.DataFrame(
        {
            "source": ["oscars", "oscars", "bafta", "bad", None],
            "source_url": [
                "https://a.org/1",
                "https://a.org/1",
                "http://b.org/",
                "javascript:alert(1)",
                "https://c.org",
            ],
            "licence": ["CC0", "CC0", None, "CC0", "CC0"],
        }
    )
    assert [(s.title, s.url, s.licence) for s in provenances([*rows.to_dict("records"), *rows.to_dict("records")])] == [
        ("bafta", "http://b.org/", ""),
        ("oscars", "https://a.org/1", "CC0"),
    ]


@pytest.mark.parametrize(
    "text", ["", None, "javascript:alert(1)", "data:text/html,x", "//host/x", "https:", "https://[x"]
)
def test_what_is_no_web_address(text: object) -> None:
    assert not is_web_address(text)


def test_the_run_record_tells_how_it_was_made_and_nothing_of_the_operator(tmp_path: Path) -> None:
    settings = {"contact": "me@example.org", "database_url": "postgresql://u:secret@h/db", "timezone": "UTC"}
    write_run(
        tmp_path,
        version="0.1.0",
        settings=settings,
        season=2010,
        as_of=date(2026, 1, 12),
        generated_at=NOW,
        offline=True,
        rows={"snubs": 2},
        numbered=2,
        lists={"fit": 1},
        held=[{"body": "baftas", "ceremony": 64, "problems": ["2 categories missing"]}],
        sources=["oscars"],
        runs=["r1"],
    )
    text = (tmp_path / "run.json").read_text(encoding="utf-8")
    assert "secret" not in text
    assert "example.org" not in text
    record = json.loads(text)
    assert (record["season"], record["as_of"], record["rows"]) == (2010, "2026-01-12", {"snubs": 2})
    assert record["settings_sha256"] == settings_digest({"timezone": "UTC", "contact": "other"})
    assert record["settings_sha256"] != settings_digest({"timezone": "Europe/London"})


def validate(folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-W", "ignore", "-m", "frictionless", "validate", "datapackage.json", "--json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def test_a_row_that_refers_to_none_and_a_key_met_twice_are_found(package: Path) -> None:
    """So that a package called valid has keys that hold."""
    snubs = package / "csv" / "snubs.csv"
    snubs.write_text(snubs.read_text(encoding="utf-8").replace("Q174371", "Q1"), encoding="utf-8", newline="")
    with (package / "csv" / "films.csv").open("ab") as films:
        films.write((package / "csv" / "films.csv").read_bytes().splitlines(keepends=True)[-1])
    kinds = {error["type"] for task in validate(package)["tasks"] for error in task["errors"]}
    assert {"foreign-key", "primary-key"} <= kinds
