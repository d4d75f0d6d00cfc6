"""A database put back from an older copy: what was published and is no longer held is told, with its cause."""

import csv
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("bare_reports")

CAUSE = "older database"


def import_scores(desk: Any, folder: Path) -> None:
    file = folder / "scores.csv"
    rows = "\n".join(f"{title},2010,{score}" for title, score in (("Never Let Me Go", 99), ("Inception", 1)))
    file.write_text(f"title,film_year,metascore\n{rows}\n", encoding="utf-8")
    outcome = desk.snubs("import", "scores", str(file), "--as-of", "2011-01-01", "--tier", "3", "--name", "mine")
    assert outcome.code == 0, outcome.err


def misses(desk: Any, folder: str = "latest") -> set[tuple[str, ...]]:
    rows = tables(desk.output / folder)["snubs"]
    unit = ("body", "category", "film", "people")
    return {tuple(row[name] for name in unit) for row in rows if row["missed"] == "true" and row["status"] == "active"}


def tables(folder: Path) -> dict[str, list[dict[str, str]]]:
    return {
        name: list(csv.DictReader((folder / "csv" / f"{name}.csv").read_text(encoding="utf-8").splitlines()))
        for name in ("snubs", "changes")
    }


def test_what_an_older_database_no_longer_holds_is_told_in_the_next_report(
    short: Any, tools: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    older = tmp_path / "older.sqlite3"
    shutil.copyfile(short.database, older)
    import_scores(short, tmp_path)
    assert short.snubs("weekly", at=tools.MONDAY + timedelta(days=7)).code == 0
    published = misses(short)
    shutil.copyfile(older, short.database)

    later = tools.MONDAY + timedelta(days=14)
    database = {f["what"]: f for f in short.snubs("doctor", "--json", at=later).json}["database"]
    assert (database["state"], "older than the report of" in database["detail"]) == ("note", True), database
    assert short.snubs("film", "127 Hours", at=later).code == 0, "a question makes an edition of what is at hand"
    outcome = short.snubs("weekly", at=later)
    assert outcome.code == 0, outcome.err
    (line,) = (record.getMessage() for record in caplog.records if "older than the report of" in record.getMessage())
    assert "put back a newer copy, or read and import it again" in line
    gone = published - misses(short)
    assert gone, "the scores brought misses"
    changes = [row for row in tables(short.output / "latest")["changes"] if row["kind"] == "cleared"]
    unit = ("body", "category", "film", "people")
    assert {tuple(row[name] for name in unit) for row in changes} == gone
    assert {row["cause"] for row in changes} == {CAUSE}
    ending = "The statement it rested on is no longer held: the database is older than the last report."
    assert all(row["sentence"].startswith("No longer said: ") for row in changes)
    assert all(row["sentence"].endswith(ending) for row in changes)

    caplog.clear()
    assert short.snubs("weekly", at=later + timedelta(days=7)).code == 0
    assert not caplog.records, "the next report knows this one"
    assert tables(short.output / "latest")["changes"] == []
    assert "older" not in {f["what"]: f for f in short.snubs("doctor", "--json", at=later).json}["database"]["detail"]


def days(desk: Any) -> dict[tuple[str, ...], tuple[str, str]]:
    """Since when each verdict of the last report has been given, and with this meaning."""
    unit = ("body", "category", "film", "people")
    rows = tables(desk.output / "latest")["snubs"]
    return {tuple(row[name] for name in unit): (row["first_seen"], row["last_changed"]) for row in rows}


def test_a_verdict_keeps_its_days_where_the_database_that_knew_them_is_lost(
    short: Any, tools: Any, tmp_path: Path
) -> None:
    older = tmp_path / "older.sqlite3"
    shutil.copyfile(short.database, older)
    import_scores(short, tmp_path)
    weeks = [tools.MONDAY + timedelta(days=7 * n) for n in (1, 2, 3)]
    assert short.snubs("weekly", at=weeks[0]).code == 0
    before = days(short)
    assert weeks[0].date().isoformat() in {changed for _, changed in before.values()}
    shutil.copyfile(older, short.database)
    import_scores(short, tmp_path)
    for week in weeks[1:]:
        assert short.snubs("weekly", at=week).code == 0
        assert days(short) == before
