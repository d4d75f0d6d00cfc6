"""Databases, disks and folders that cannot be used: one line and exit 2, and nothing half-written."""

import functools
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet
import pytest

from tracker.store import engine


def _one_line(outcome: Any, *says: str) -> None:
    assert outcome.code == 2, outcome.err
    assert len(outcome.err.splitlines()) == 1
    assert all(words in outcome.err for words in says), outcome.err


@pytest.mark.parametrize("command", [["weekly"], ["run"], ["report"], ["status"], ["db", "upgrade"]])
def test_a_database_of_a_newer_version_is_refused_and_left_alone(desk: Any, command: list[str]) -> None:
    assert desk.snubs("db", "upgrade").code == 0
    file = desk.database
    with sqlite3.connect(file) as database:
        database.execute("UPDATE alembic_version SET version_num = 'from_2031'")
    database.close()
    before = file.read_bytes()
    _one_line(desk.snubs(*command), "newer than this snubs knows", "upgrade snubs", str(file))
    assert file.read_bytes() == before
    assert desk.snubs("doctor").code == 2


def test_a_locked_database_says_so(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert desk.snubs("db", "upgrade").code == 0
    monkeypatch.setattr(engine, "open_engine", functools.partial(engine.open_engine, busy_seconds=0.05))
    other = sqlite3.connect(desk.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    _one_line(desk.snubs("crawl", "cdg", "--season", "2010"), "locked by another process", "try again")
    other.close()
    assert desk.snubs("crawl", "cdg", "--season", "2010").code == 0


def test_a_database_that_may_only_be_read_says_so_and_still_answers(worked: Any) -> None:
    file = worked.database
    worked.set(offline=True, database_url=f"sqlite:///file:{file}?mode=ro&uri=true")
    _one_line(worked.snubs("crawl", "cdg", "--season", "2010"), "read-only")
    assert worked.snubs("sources").code == 0


@pytest.mark.parametrize("command", [["weekly"], ["db", "upgrade"], ["film", "Inception"], ["status"]])
def test_a_misspelt_path_of_a_database_is_named_and_makes_no_folder(desk: Any, command: list[str]) -> None:
    folder = desk.folder / "mispelt"
    desk.set(offline=True, database_url=f"sqlite:///{folder}/deeper/snubs.sqlite3")
    _one_line(desk.snubs(*command), f"{folder}/deeper: no such folder", "mend database_url (SNUBS_DATABASE_URL)")
    assert not folder.exists()
    findings = {one["what"]: one for one in desk.snubs("doctor", "--json", at=None).json}
    assert "no such folder" in findings["database"]["detail"]
    (folder / "deeper").mkdir(parents=True)
    assert desk.snubs("db", "upgrade").code == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """A disk of so many bytes; asked again it grows."""
    place = tmp_path / "small"
    mounted = []

    def make(size: str) -> Path:
        place.mkdir(exist_ok=True)
        options = f"{'remount,' if mounted else ''}size={size}"
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], capture_output=True, text=True, check=False
        )
        if done.returncode:
            pytest.skip(f"no disk of a set size can be mounted here: {done.stderr.strip()}")
        mounted.append(size)
        return place

    if os.geteuid():
        pytest.skip("only root can mount a disk of a set size")
    yield make
    if mounted:
        subprocess.run(["umount", "--lazy", str(place)], check=True)  # an edition may still be open


def test_a_full_data_disk_says_so_and_the_next_run_finishes(
    desk: Any, week_sqlite: Any, small_disk: Callable[[str], Path]
) -> None:
    """Room for the database and the pages of the crawl, and not for what they say."""
    place = small_disk("640k")
    desk.set(offline=True, data_dir=str(place))
    assert desk.snubs("db", "upgrade").code == 0
    outcome = desk.snubs("crawl", "oscars", "wikidata_films", "--season", "2010")
    assert outcome.code in (2, 30), outcome.err
    assert "Traceback" not in outcome.err
    assert "disk" in outcome.err
    with sqlite3.connect(desk.database) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("SELECT count(*) FROM film").fetchone() == (0,)
    database.close()
    small_disk("64m")
    again = desk.snubs("crawl", "oscars", "wikidata_films", "--season", "2010")
    assert again.code == 0, again.err
    with sqlite3.connect(desk.database) as database:
        ids = [id_ for (id_,) in database.execute("SELECT id FROM nomination ORDER BY id")]
    database.close()
    assert ids == week_sqlite.desk.statements("oscars"), "as if the disk had never been full"


def test_a_folder_that_may_only_be_read_answers_from_the_edition_that_holds(
    desk: Any, small_week: Any, small_disk: Callable[[str], Path]
) -> None:
    place = small_disk("64m")
    shutil.copytree(small_week.desk.data, place, dirs_exist_ok=True)
    subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
    settings = small_week.desk.settings | {"data_dir": str(place)}
    desk.set(**settings)
    for command in (["film", "Inception"], ["status"], ["sources"]):
        outcome = desk.snubs(*command)
        assert outcome.code == 0, outcome.err
    desk.set(**settings | {"thresholds": {"snub": 0.4}})
    _one_line(desk.snubs("film", "Inception"), str(place), "check that its folder exists, and the rights of both")


@pytest.mark.parametrize("command", [["film", "Inception"], ["season", "2010"], ["changes", "--since", "2011-01-01"]])
def test_what_may_only_be_read_after_an_import_answers_from_the_edition_before_it(
    desk: Any, small_week: Any, small_disk: Callable[[str], Path], command: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    place = small_disk("64m")
    shutil.copytree(small_week.desk.data, place, dirs_exist_ok=True)
    desk.set(**small_week.desk.settings | {"data_dir": str(place)})
    before = desk.snubs(*command, "--json").json
    scores = desk.folder / "scores.csv"
    scores.write_text("title,film_year,metascore\nInception,2010,1\n", encoding="utf-8")
    assert desk.snubs("import", "scores", str(scores), "--as-of", "2011-01-01", "--tier", "3").code == 0
    subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
    outcome = desk.snubs(*command, "--json")
    assert (outcome.code, outcome.json) == (0, before), outcome.err
    [warning] = [record.getMessage() for record in caplog.records]
    assert warning.endswith("; this is from the edition of 2011-02-14, older than what was taken in since")
    assert str(place) in warning


def test_a_report_without_room_leaves_the_last_one_and_no_verdicts(
    short: Any, small_disk: Callable[[str], Path], tools: Any
) -> None:
    with sqlite3.connect(short.database) as database:
        database.execute("DELETE FROM verdict")
    database.close()
    place = small_disk("300k")
    short.set(**short.settings | {"output_dir": str(place)})
    outcome = short.snubs("report", at=tools.MONDAY + timedelta(days=7))
    _one_line(outcome, str(place), "no space left", "SNUBS_OUTPUT_DIR")
    assert list(place.iterdir()) == []
    with sqlite3.connect(short.database) as database:
        assert database.execute("SELECT count(*) FROM verdict").fetchone() == (0,), "kept only with their report"
        assert database.execute("SELECT status FROM run WHERE job = 'report'").fetchall() == [("failed",)]
    database.close()


@pytest.mark.parametrize("command", [["weekly"], ["report"], ["export", "--season", "2010"]])
@pytest.mark.parametrize("below", ["", "deeper/still"])
def test_an_output_that_is_a_file_is_named_before_any_work(desk: Any, command: list[str], below: str) -> None:
    file = desk.folder / "file"
    file.write_text("mine", encoding="utf-8")
    _one_line(desk.snubs(*command, "--out", str(file / below)), str(file))
    assert file.read_text(encoding="utf-8") == "mine"
    assert desk.snubs("status", "--json").json["runs"] == []


def test_an_export_into_a_folder_that_exists_replaces_its_own_files_only(short: Any) -> None:
    out = short.folder / "tables"
    (out / "csv").mkdir(parents=True)
    (out / "csv" / "snubs.csv").write_text("old", encoding="utf-8")
    (out / "csv" / "mine.csv").write_text("mine", encoding="utf-8")
    assert short.snubs("export", "--season", "2010", "--out", str(out)).code == 0
    assert (out / "csv" / "mine.csv").read_text(encoding="utf-8") == "mine"
    assert (out / "csv" / "snubs.csv").read_text(encoding="utf-8").startswith("as_of,body,")
    assert sorted(p.name for p in out.iterdir()) == ["csv", "datapackage.json"]


def test_an_export_is_written_in_each_format_that_is_asked_for(short: Any) -> None:
    out = short.folder / "formats"
    asked = [part for form in ("xlsx", "parquet", "jsonl") for part in ("--format", form)]
    outcome = short.snubs("export", "--season", "2010", "--out", str(out), "--json", *asked)
    assert outcome.code == 0, outcome.err
    lines = (out / "jsonl" / "snubs.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == outcome.json["rows"]["snubs"] > 0
    assert pyarrow.parquet.read_table(out / "parquet" / "snubs.parquet").num_rows == len(lines)
    assert openpyxl.load_workbook(out / "snubs.xlsx", read_only=True)["snubs"].max_row == len(lines) + 1
