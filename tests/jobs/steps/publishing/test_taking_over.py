"""A report takes over files of the last one: only what would be made alike, and only as it was written."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from jobs.steps.editions.frames import season_of
from tracker.domain.facts.tables import tables
from tracker.edition.read import open_edition

OWN = {"run.json", "datapackage.json"}
"""Files that every report makes."""


def written(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def made(folder: Path) -> dict[str, Any]:
    files: dict[str, Any] = json.loads((folder / "run.json").read_text(encoding="utf-8"))["files"]
    return files


def reported(desk: Any) -> Path:
    done = desk.snubs("report", "--json")
    assert done.code == 0, done.err
    return Path(done.json["folder"])


@pytest.fixture
def latest(short: Any) -> Path:
    return (short.output / "latest").resolve()


def test_what_is_said_alike_is_the_same_file_and_its_page_says_when_it_was_made(short: Any, latest: Path) -> None:
    before, after = written(latest), written(reported(short))
    assert {name for name in before if before[name] != after[name]} == {"run.json"}
    assert set(made(latest)) == set(before) - OWN
    run = json.loads(before["run.json"])["runs"][0]
    assert f"run {run}".encode() in after["report.html"]


def test_files_that_were_edited_cut_or_deleted_are_made_anew(short: Any, latest: Path) -> None:
    before = written(latest)
    (latest / "csv" / "snubs.csv").write_bytes(before["csv/snubs.csv"].replace(b"SHUT_OUT", b"NOMINATED"))
    (latest / "csv" / "films.csv").write_bytes(before["csv/films.csv"][:-9])
    (latest / "csv" / "people.csv").unlink()
    (latest / "snubs.xlsx").write_bytes(b"")
    (latest / "report.md").write_text("By hand", encoding="utf-8")
    folder = reported(short)
    after = written(folder)
    tables_made = {name for name in before if name.startswith("csv/")}
    assert {name: after[name] for name in tables_made} == {name: before[name] for name in tables_made}
    assert len(after["snubs.xlsx"]) == len(before["snubs.xlsx"])
    run = json.loads(after["run.json"])["runs"][0]
    for page in ("report.html", "report.md"):
        assert f"run {run}".encode() in after[page], "pages are made together"


@pytest.mark.parametrize("change", ["thresholds", "record"])
def test_another_setting_or_a_lost_record_makes_everything_anew(short: Any, latest: Path, change: str) -> None:
    if change == "record":
        (latest / "run.json").unlink()
    else:
        short.set(offline=True, sources=short.settings["sources"], thresholds={"snub": 0.6})
    folder = reported(short)
    run = json.loads((folder / "run.json").read_text(encoding="utf-8"))["runs"][0]
    assert f"run {run}" in (folder / "report.html").read_text(encoding="utf-8")


def test_a_changed_cell_changes_what_a_file_is_made_of(short: Any, tmp_path: Path) -> None:
    (path,) = (short.data / "archive-editions").glob("*.sqlite3")
    shutil.copy(path, tmp_path / "changed.sqlite3")
    edition, other = open_edition(path), open_edition(tmp_path / "changed.sqlite3")
    assert edition
    assert other
    for name in tables():
        season, columns = season_of(name, 2010), edition.cells(name, season_of(name, 2010))
        *_, column = (column for column in columns if column != "film_year")
        if not columns[column]:
            continue
        with closing(sqlite3.connect(tmp_path / "changed.sqlite3")) as database, database:
            last = f"SELECT max(rowid) FROM {name}" + ("" if season is None else " WHERE film_year = 2010")  # noqa: S608
            change = f'UPDATE {name} SET "{column}" = coalesce("{column}" || 1, 1) WHERE rowid = ({last})'  # noqa: S608
            database.execute(change)
        assert other.digest(name, season) != edition.digest(name, season), name
        assert other.digest(name, season, (column,)) == edition.digest(name, season, (column,)), name
