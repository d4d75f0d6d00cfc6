"""The season that is told of where nobody asks for one: the running one, or the last that has nominations."""

import csv
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tracker.domain.ceremonies import current_season
from tracker.report.words import NAMED_ALONE


@pytest.fixture
def live(desk: Any) -> Any:
    return desk.set(offline=False, contact="desk@example.org")


@pytest.fixture
def running(tools: Any) -> int:
    """Film year of the running season."""
    return current_season(tools.MONDAY)


def bring(desk: Any, folder: Path, year: int) -> None:
    file = folder / f"nominations-{year}.csv"
    rows = "".join(f"oscars,{year},picture,Film {year} {n},Q{year}{n}\n" for n in range(5))
    file.write_text(f"body,film_year,category,title,qid\n{rows}", encoding="utf-8")
    options = ("--as-of", f"{year}-01-01", "--tier", "1", "--complete", "--name", f"nominations-{year}")
    ran = desk.snubs("import", "nominations", str(file), *options)
    assert ran.code == 0, ran.err


def told(desk: Any, folder: Path) -> str:
    assert desk.snubs("report", "--out", str(folder)).code == 0
    [report] = folder.glob("*/report.md")
    return report.read_text(encoding="utf-8")


def test_the_last_season_with_nominations_is_told_of_while_the_running_one_has_none(
    live: Any, running: int, tmp_path: Path
) -> None:
    for year in (running - 2, running - 1):
        bring(live, tmp_path, year)
    report = told(live, tmp_path / "reports")
    assert f"Award snubs · films of {running - 1}" in report
    assert f"The films of {running} follow with the first nominations" in report
    assert f"{NAMED_ALONE}." in report
    assert f"`snubs backfill --from {running - 1} --to {running - 1}` adds the others" in " ".join(
        live.snubs("season", str(running - 1)).out.split()
    )
    compared = live.snubs("compare").out
    assert f"Films of {running - 1}" in compared
    assert f"{NAMED_ALONE}." in compared
    alone = f"Of the films of {running - 2} to {running - 1} only those that a list names are on record"
    for question in (("seasons",), ("category", "oscars", "picture")):
        assert alone in " ".join(live.snubs(*question).out.split())
    assert live.snubs("export", "--out", str(tmp_path / "tables")).code == 0
    rows = csv.DictReader((tmp_path / "tables" / "csv" / "nominations.csv").read_text(encoding="utf-8").splitlines())
    assert {row["film_year"] for row in rows} == {str(running - 1)}


def test_the_running_season_leads_as_soon_as_nominations_are_at_hand(live: Any, running: int, tmp_path: Path) -> None:
    for year in (running - 1, running):
        bring(live, tmp_path, year)
    report = told(live, tmp_path / "reports")
    assert f"Award snubs · films of {running}" in report
    assert "follow with the first nominations" not in report


def test_an_earlier_season_that_was_asked_for_stands_in_for_no_other(live: Any, running: int, tmp_path: Path) -> None:
    for year in (running - 2, running - 1):
        bring(live, tmp_path, year)
    assert live.snubs("report", "--season", str(running - 2), "--out", str(tmp_path / "reports")).code == 0
    [report] = (tmp_path / "reports").glob("*/report.md")
    assert "follow with the first nominations" not in report.read_text(encoding="utf-8")


def test_without_any_nominations_the_running_season_is_told_of(live: Any, running: int, tmp_path: Path) -> None:
    report = told(live, tmp_path / "reports")
    assert f"films of {running}" in report
    assert NAMED_ALONE not in report, "there is no film at all"


def test_a_season_whose_films_were_read_does_not_say_that_only_nominees_are_on_record(short: Any) -> None:
    assert NAMED_ALONE not in (short.output / "latest" / "report.md").read_text(encoding="utf-8")
    assert NAMED_ALONE not in " ".join(short.snubs("season", "2010").out.split())


def test_the_running_season_leads_once_a_list_tells_who_is_in_the_running(live: Any, tmp_path: Path) -> None:
    bring(live, tmp_path, 2009)
    file = tmp_path / "globes.csv"
    rows = "".join(f"golden_globes,2010,director,Film {n},Ann {n} Doe\n" for n in range(5))
    file.write_text(f"body,film_year,category,title,nominees\n{rows}", encoding="utf-8")
    day = datetime(2011, 1, 10, 9, tzinfo=UTC)
    options = ("--as-of", "2011-01-05", "--tier", "1", "--name", "globes")
    assert live.snubs("import", "nominations", str(file), *options, at=day).code == 0
    assert live.snubs("report", "--out", str(tmp_path / "reports"), at=day).code == 0
    [page] = (tmp_path / "reports").glob("*/report.md")
    report = page.read_text(encoding="utf-8")
    assert "Award snubs · films of 2010" in report
    assert report.splitlines()[0] == "# The race for the Academy Awards is close", "five films have one chance"
    assert "| Ann 0 Doe (Film 0) |" in report
    compared = live.snubs("compare", at=day).out
    assert compared == "films of 2010: nominations are still to come; `snubs race` shows who is in the running\n"
