"""The whole way on the bundled archive, once on each database: what stands in the folder, and what it says."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from jobs.cli.commands.publishing import OFFLINE
from tracker.domain.figures import tally

WRITTEN = {
    *("report.html", "report.md", "feed.atom", "calendar.ics", "csv", "snubs.xlsx"),
    *("datapackage.json", "run.json"),
}
TABLES = {
    "snubs", "nominations", "matches", "films", "people", "credits", "evidence", "eligibility", "lists", "changes",
    "corrections", "categories", "fields", "press_claims",
}  # fmt: skip


@pytest.fixture(params=["week_sqlite", "week_postgresql"], scope="module")
def run(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def rows(week_sqlite: Any) -> dict[str, list[dict[str, str]]]:
    from csv import DictReader

    found = {}
    for file in sorted((week_sqlite.folder / "csv").glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            found[file.stem] = list(DictReader(lines))
    return found


def _verdict(rows: list[dict[str, str]], film: str, body: str) -> dict[str, str]:
    """The verdict on the film as a whole."""
    (one,) = [r for r in rows if (r["film"], r["body"], r["category"]) == (film, body, "")]
    return one


def test_it_ends_well_and_says_where_the_report_is(run: Any) -> None:
    assert run.ran.code == 0, run.ran.err
    assert run.ran.out.startswith(OFFLINE)
    assert str(run.folder / "report.html") in run.ran.out
    assert run.ran.err == ""


def test_the_folder_is_named_for_the_day_and_holds_everything(run: Any) -> None:
    assert {p.name for p in run.folder.iterdir()} == WRITTEN
    assert {p.stem for p in (run.folder / "csv").iterdir()} == TABLES
    assert (run.folder.parent / "latest").resolve() == run.folder.resolve()
    assert all(p.stat().st_size for p in run.folder.rglob("*") if p.is_file())


def test_no_list_is_held_and_every_source_brought_something(week_sqlite: Any) -> None:
    listed = week_sqlite.desk.snubs("sources", "--json").json
    unread = {source["family"] for source in listed if source["last_read"] is None}
    assert unread <= {"press", "wikipedia_film"}, "the archive holds neither articles nor feeds"
    assert week_sqlite.desk.snubs("status", "--json").json["held"] == []
    record = json.loads((week_sqlite.folder / "run.json").read_text(encoding="utf-8"))
    assert (record["season"], record["as_of"], record["offline"], record["held"]) == (2010, "2011-02-14", True, [])


@pytest.mark.parametrize("body", ["oscars", "baftas"])
def test_what_the_film_writers_example_missed(rows: Any, body: str) -> None:
    film = _verdict(rows["snubs"], "Never Let Me Go", body)
    assert film["label"] == "SHUT_OUT"
    of_film = [r for r in rows["snubs"] if r["film"] == "Never Let Me Go" and r["body"] == body]
    assert {r["label"] for r in of_film} & {"OVERLOOKED", "SNUB"}
    assert not {r["label"] for r in of_film} & {"NOMINATED", "UNKNOWN"}
    assert {r["body"] for r in rows["nominations"] if r["film"] == "Never Let Me Go"} >= {"bifa", "evening_standard"}


@pytest.mark.parametrize("body", ["oscars", "baftas", "golden_globes"])
def test_a_nominated_film_is_not_missed(rows: Any, body: str) -> None:
    labels = {r["label"] for r in rows["snubs"] if r["film"] == "The King's Speech" and r["body"] == body}
    assert "NOMINATED" in labels
    assert _verdict(rows["snubs"], "The King's Speech", body)["label"] == "NOMINATED"


def test_the_report_cites_what_it_says(week_sqlite: Any) -> None:
    page = (week_sqlite.folder / "report.html").read_text(encoding="utf-8")
    assert "Never Let Me Go" in page
    cited = set(re.findall(r'href="#(source-\d+)"', page))
    assert cited
    assert cited <= set(re.findall(r'id="(source-\d+)"', page)), "every claim leads to a source that is listed"
    assert not re.search(r'<(script|link|img)[^>]+(src|href)="https?:', page), "the page needs nothing from elsewhere"


def test_both_databases_say_the_same(short_week: Any, week_postgresql: Any) -> None:
    for name in sorted(TABLES):
        file = Path("csv") / f"{name}.csv"
        assert (short_week.folder / file).read_bytes() == (week_postgresql.folder / file).read_bytes(), name


def test_a_second_run_the_same_day_brings_nothing_new_and_gets_its_own_folder(short: Any) -> None:
    first = short.output / "2011-02-14"
    before = {p: p.read_bytes() for p in first.rglob("*") if p.is_file()}
    again = short.snubs("weekly", "--detect-changes", "--json")
    assert again.code == 0, again.err
    assert {(s["status"], s["new"], s["retracted"]) for s in again.json["sources"]} == {("done", 0, 0)}
    assert sum(s["content_bytes"] for s in again.json["sources"] if s["source"] == "oscars") == 0
    assert Path(again.json["folder"]).name == "2011-02-14.2"
    assert {p: p.read_bytes() for p in before} == before, "the first report stays as it was"
    assert (short.output / "latest").resolve().name == "2011-02-14.2"
    changes = (Path(again.json["folder"]) / "csv" / "changes.csv").read_text(encoding="utf-8")
    assert len(changes.splitlines()) == 1, "nothing has changed"


def test_a_report_that_tells_of_a_change_exits_with_10_whoever_brought_it(short: Any, tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("body,ceremony,category,title,film_year\noscars,83,lead_actor,Inception,2010\n", encoding="utf-8")
    assert short.snubs("import", "nominations", str(file), "--as-of", "2011-02-01", "--tier", "2").code == 0
    again = short.snubs("weekly", "--detect-changes", "--json")
    changes = (Path(again.json["folder"]) / "csv" / "changes.csv").read_text(encoding="utf-8")
    assert ",label_changed,oscars," in changes
    assert {(s["new"], s["retracted"]) for s in again.json["sources"]} == {(0, 0)}
    assert again.code == 10, again.err
    assert short.snubs("weekly", "--detect-changes").code == 0, "nothing has changed since"


def test_lists_that_are_missing_make_no_season_in_any_view(short: Any) -> None:
    before = short.snubs("status", "--json").json["lists"]
    assert short.snubs("crawl", "oscars", "--ceremony", "84").code == 0
    assert short.snubs("status", "--json").json["lists"] == before
    assert short.snubs("season", "2010", "--json").json["scope"]["lists"] == before
    again = short.snubs("weekly")
    assert tally("list", before) in re.search(r"(?m)^now: .*", again.out)[0]


def test_a_second_crawl_of_every_source_brings_nothing_new(worked: Any) -> None:
    names = {source for job, source, *_ in worked.runs() if job == "crawl" and source}
    again = worked.snubs("crawl", *sorted(names), "--season", "2010", "--detect-changes", "--json")
    assert again.code == 0, again.err
    assert {s["source"] for s in again.json} == names - {"wikipedia_titles"}, "no link is open any more"
    assert {(s["status"], s["new"], s["retracted"]) for s in again.json} == {("done", 0, 0)}


def test_a_second_crawl_into_postgresql_brings_nothing_new(week_postgresql: Any) -> None:
    names = week_postgresql.desk.settings["sources"]["on"]
    again = week_postgresql.desk.snubs("crawl", *names, "--season", "2010", "--detect-changes", "--json")
    assert again.code == 0, again.err
    assert {(s["status"], s["new"], s["retracted"]) for s in again.json} == {("done", 0, 0)}
