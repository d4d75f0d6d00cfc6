"""Each count is the same in every view: report, feed, calendar, tables in each form, run.json and commands."""

import csv
import json
import re
from collections import Counter
from decimal import ROUND_DOWN, Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from benchmarks.sentences.counts import persons
from tracker.domain.figures import tally
from tracker.judge.verdict.reliability import ENOUGH
from tracker.report.feeds.atom import ATOM

Row = dict[str, str]
Rows = list[Row]


@pytest.fixture(scope="module", params=["week_sqlite", "short_week"])
def week(request: pytest.FixtureRequest) -> Any:
    """The whole bundled season, and a week of few sources."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def tables(week: Any) -> dict[str, Rows]:
    return {file.stem: rows_of(file) for file in sorted((week.folder / "csv").glob("*.csv"))}


@pytest.fixture(scope="module")
def missed(tables: dict[str, Rows]) -> Rows:
    return [row for row in tables["snubs"] if row["missed"] == "true"]


def rows_of(file: Path) -> Rows:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def counts(rows: Any, *columns: str) -> Counter[Any]:
    return Counter(tuple(str(row[name] or "") for name in columns) for row in rows)


COUNTED = {
    "snubs": ("body", "label"),
    "films": ("work_kind",),
    "nominations": ("body", "result"),
    "lists": ("body", "state"),
}


def test_every_table_has_as_many_rows_in_each_form(week: Any, tables: dict[str, Rows]) -> None:
    rows = {name: len(table) for name, table in tables.items()}
    assert json.loads((week.folder / "run.json").read_text(encoding="utf-8"))["rows"] == rows
    package = json.loads((week.folder / "datapackage.json").read_text(encoding="utf-8"))
    assert {resource["name"] for resource in package["resources"]} == set(rows)
    assert all(of["rows"] == rows[name] for name, of in package["blank_citations"].items())
    book = openpyxl.load_workbook(week.folder / "snubs.xlsx", read_only=True)
    assert {name: book[name].max_row - 1 for name in rows if name in book.sheetnames} == {
        name: count for name, count in rows.items() if count
    }


def test_labels_films_nominations_and_lists_are_as_many_in_the_workbook(week: Any, tables: dict[str, Rows]) -> None:
    book = openpyxl.load_workbook(week.folder / "snubs.xlsx", read_only=True)
    for name, columns in COUNTED.items():
        head, *lines = book[name].iter_rows(values_only=True)
        rows = [dict(zip(head, line, strict=True)) for line in lines]
        assert counts(rows, *columns) == counts(tables[name], *columns), name
    head, *lines = book["snubs"].iter_rows(values_only=True)
    at = head.index("missed")
    assert sum(line[at] is True for line in lines) == sum(row["missed"] == "true" for row in tables["snubs"])


def test_labels_are_as_many_in_an_export_in_every_other_form(
    week: Any, tables: dict[str, Rows], tmp_path: Path
) -> None:
    ran = week.desk.snubs("export", "--season", "2010", "--out", str(tmp_path), "--format", "jsonl", "--json")
    assert ran.code == 0, ran.err
    for name, columns in COUNTED.items():
        lines = (tmp_path / "jsonl" / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
        assert counts(map(json.loads, lines), *columns) == counts(tables[name], *columns), name
        assert counts(rows_of(tmp_path / "csv" / f"{name}.csv"), *columns) == counts(tables[name], *columns), name


@pytest.mark.parametrize("name", ["report.md", "report.html"])
def test_the_report_counts_films_and_misses_as_the_tables_do(
    week: Any, tables: dict[str, Rows], missed: Rows, name: str
) -> None:
    text = re.sub(r"<[^>]+>", "", (week.folder / name).read_text(encoding="utf-8"))
    count = re.search(r"Of (\d+) films of 2010, (\d+|none) (?:was|were) missed by at least one of \w+ bodies", text)
    assert count
    assert int(count[1]) == len(tables["films"])
    assert count[2] == str(len({row["film_key"] for row in missed}))


def test_the_feed_has_an_entry_a_miss(week: Any, missed: Rows) -> None:
    feed = ET.fromstring((week.folder / "feed.atom").read_bytes())  # noqa: S314 - our own document
    ids = [entry.findtext(f"{{{ATOM}}}id", "") for entry in feed.findall(f"{{{ATOM}}}entry")]
    assert sum(":verdict/" in one for one in ids) == len(missed)


def test_the_calendar_has_the_days_that_the_lists_state(week: Any, tables: dict[str, Rows]) -> None:
    calendar = (week.folder / "calendar.ics").read_text(encoding="utf-8")
    days = {day.replace("-", "") for row in tables["lists"] for day in (row["announced_on"], row["held_on"]) if day}
    assert set(re.findall(r"DTSTART;VALUE=DATE:(\d{8})", calendar)) == days


def test_commands_count_as_the_tables_do(week: Any, tables: dict[str, Rows], missed: Rows) -> None:
    compared = week.desk.snubs("compare", "--season", "2010", "--json").json
    assert counts(compared, "body", "label") == counts(missed, "body", "label")
    season = week.desk.snubs("season", "2010", "--json").json
    assert counts(season["missed"], "body", "label") == counts(missed, "body", "label")
    whole = {row["verdict_id"]: row for row in tables["snubs"]}
    assert all(whole[row["verdict_id"]]["sentence"] == row["sentence"] for row in season["missed"])
    entries = [
        row for row in tables["nominations"] if row["result"] in ("nominated", "won") and row["official"] == "true"
    ]
    of_films = Counter((row["body"], key) for row in entries for key in row["film_key"].split("|"))
    judged = {row["body"] for row in tables["snubs"]}
    sweeps = [row for row in season["sweeps"] if row["body"] in judged]
    assert sweeps
    assert all(row["nominations"] == of_films[row["body"], row["film_key"]] for row in sweeps)


def test_a_list_is_counted_once_and_alike_in_every_view(week: Any, tables: dict[str, Rows]) -> None:
    lists: dict[tuple[str, ...], list[Row]] = {}
    for row in tables["lists"]:
        lists.setdefault((row["body"], row["ceremony"], row["kind"]), []).append(row)
    best = Counter(min((_state(row) for row in own), key=STATES.index) for own in lists.values())
    counts = {state.replace(" ", "_"): best[state] for state in STATES if best[state]}
    states = tally("list", {state: best[state] for state in STATES if best[state]})
    assert json.loads((week.folder / "run.json").read_text(encoding="utf-8"))["lists"] == counts
    for name in ("report.md", "report.html"):
        assert states in (week.folder / name).read_text(encoding="utf-8").lower()
    season, status = week.desk.snubs("season", "2010", "--json").json, week.desk.snubs("status", "--json").json
    assert status["lists"] == season["scope"]["lists"] == counts
    assert Counter(row["state"] for row in season["lists"]) == best
    for command in (("status",), ("season", "2010"), ("film", "Never Let Me Go")):
        assert states in week.desk.snubs(*command).out.lower()


STATES = ("complete", "in part", "held", "on trial", "missing")


def _state(row: Row) -> str:
    if row["state"] == "fit":
        return "in part" if row["not_read"] else "complete"
    return "on trial" if row["state"] == "trial" else row["state"]


BANDS = ((0, 9), (10, 29), (30, 49), (50, 69), (70, 89), (90, 100))
UNSETTLED = {
    *(
        "not_announced",
        "list_missing",
        "list_held",
        "list_never_fit",
        "list_on_trial",
        "list_names_no_people",
        "category_not_read",
    ),
    *("lists_disagree", "not_told_apart", "performance_of_either_kind", "performance_not_told_apart"),
}


def _checked(row: Row) -> bool:
    counts = row["category"] and row["p_nomination"] and row["precursor_hits"] not in ("", "0")
    settled = row["reason_code"] not in UNSETTLED and row["label"] not in ("RESCINDED", "NOT_APPLICABLE")
    return bool(counts) and settled and row["status"] != "withdrawn"


def test_probabilities_are_held_against_the_nominations_of_the_table(week: Any, tables: dict[str, Rows]) -> None:
    own: dict[tuple[int, int], Rows] = {band: [] for band in BANDS}
    for row in filter(_checked, tables["snubs"]):
        percent = int(Decimal(row["p_nomination"]).scaleb(2).quantize(Decimal(1), ROUND_DOWN))
        own[next(band for band in BANDS if band[0] <= percent <= band[1])].append(row)
    bands = [(*band, len(rows), sum(row["label"] == "NOMINATED" for row in rows)) for band, rows in own.items() if rows]
    told = json.loads((week.folder / "run.json").read_text(encoding="utf-8"))["reliability"]
    assert [(band["first"], band["last"], band["works"], band["nominated"]) for band in told] == bands
    text = (week.folder / "report.md").read_text(encoding="utf-8")
    section = text.split("## How far to trust these probabilities")[1].split("\n## ")[0]
    lines = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| ")][1:]
    shown = [(int(works), int(nominated)) for _, _, works, nominated, _ in lines]
    enough = sum(works for *_, works, _ in bands) >= ENOUGH
    assert shown == ([(works, nominated) for *_, works, nominated in reversed(bands)] if enough else [])


def test_held_lists_are_as_many_in_status_and_run_json(week: Any, tables: dict[str, Rows]) -> None:
    held = sum(row["state"] == "held" for row in tables["lists"])
    assert len(json.loads((week.folder / "run.json").read_text(encoding="utf-8"))["held"]) == held
    assert len(week.desk.snubs("status", "--json").json["held"]) == held


def test_a_person_has_as_many_nominations_in_an_answer_at_the_records_desk_and_in_the_tables(
    week: Any, tables: dict[str, Rows]
) -> None:
    edition = Path(week.desk.snubs("edition", "--json").json["edition"])
    counted = list(persons(edition))
    assert len(counted) > 100
    assert [person for person in counted if person.desk != person.answer] == []
    official = {row["statement"] for row in tables["nominations"] if row["official"] == "true"}
    rows = [row for row in tables["people"] if row["result"] in ("nominated", "won") and row["statement"] in official]
    named = {(row["body"], row["person_key"]) for row in rows}
    without_film = {row["nominees"] for row in tables["nominations"] if row["nominees"] and not row["film"]}
    assert named <= {(person.body, person.key) for person in counted}
    assert len(counted) - len(named) <= len(without_film)


def test_a_person_has_the_entries_that_name_no_film(week: Any, tables: dict[str, Rows]) -> None:
    named = [row for row in tables["nominations"] if row["nominees"] and not row["film"]]
    assert {row["body"] for row in named} >= {"baftas"}
    for row in {row["body"]: row for row in named}.values():
        about = week.desk.snubs("person", row["nominees"], "--json").json
        own = [entry for part in ("nominations", "near_misses") for entry in about[part] if not entry["film"]]
        shown = [(entry["body"], entry["category"], entry["result"], entry["source_url"]) for entry in own]
        assert (row["body"], row["category"], row["result"], row["source_url"]) in shown
        found = week.desk.snubs("search", row["nominees"], "--json").json["people"]
        assert row["nominees"] in {person["name"] for person in found}


def test_a_film_has_the_verdicts_of_the_table(week: Any, tables: dict[str, Rows], missed: Rows) -> None:
    key = min(missed, key=lambda row: int(row["news"]))["film_key"]
    dossier = week.desk.snubs("film", key, "--season", "2010", "--json").json
    own = [row for row in tables["snubs"] if row["film_key"] == key]
    assert counts(dossier["verdicts"], "body", "label") == counts(own, "body", "label")
