"""Answers on a terminal, as JSON and as CSV: exact for programs, harmless and at most a screen for people."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from jobs.cli.commands.film import quotable
from tracker.edition.read import Edition

ASKED = [
    ("film", "Juno"),
    ("person", "Ada Moss"),
    ("person", "Sam Lee"),
    ("season", "2001"),
    ("season", "2001", "oscars"),
    ("seasons",),
    ("seasons", "oscars"),
    ("category", "oscars", "director"),
    ("changes", "--since", "2001-01-01"),
    ("search", "garden"),
]
DOCS = Path(__file__).resolve().parents[4] / "docs"
HOSTILE = "Red\x1b[31m \u202eeulB\n=1+1"
_DANGEROUS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def ask(desk: Any, edition: Edition, monkeypatch: pytest.MonkeyPatch) -> Any:
    for module in ("film", "questions"):
        monkeypatch.setattr(f"jobs.cli.commands.{module}.this_edition", lambda: edition)
    monkeypatch.setattr("jobs.steps.editions.kept.to_ask", lambda _: edition)
    return desk.snubs


@pytest.mark.parametrize("question", ASKED, ids=" ".join)
def test_every_answer_has_its_scope_in_text_and_json(ask: Any, question: tuple[str, ...]) -> None:
    heading = "as of 2002-03-01, bundled archive; two seasons, four lists: two complete, two on trial"
    assert heading in ask(*question).out
    lists = {"complete": 2, "on_trial": 2}
    scope = {"as_of": "2002-03-01", "origin": "archive", "seasons": 2, "lists": lists}
    assert ask(*question, "--json").json["scope"] == scope


@pytest.mark.parametrize("question", ASKED, ids=" ".join)
def test_csv_has_the_rows_of_json(ask: Any, question: tuple[str, ...]) -> None:
    rows = list(csv.DictReader(io.StringIO(ask(*question, "--csv").out, newline="")))
    parts = {name: part for name, part in ask(*question, "--json").json.items() if isinstance(part, list)}
    counts = {name: sum(row["part"] == name for row in rows) for name in parts}
    asked = {name: len(part) for name, part in parts.items() if part and isinstance(part[0], dict)}
    assert {name: count for name, count in counts.items() if count} == asked


@pytest.mark.parametrize("question", ASKED, ids=" ".join)
def test_every_column_is_explained(ask: Any, question: tuple[str, ...]) -> None:
    explained = set(re.findall(r"`([a-z_]+)`", (DOCS / "questions.md").read_text(encoding="utf-8")))
    explained |= set(re.findall(r"^\| `([a-z_]+)`", (DOCS / "data-dictionary.md").read_text(encoding="utf-8"), re.M))
    parts = [part for part in ask(*question, "--json").json.values() if isinstance(part, list)]
    assert {name for part in parts for row in part if isinstance(row, dict) for name in row} <= explained


@pytest.mark.parametrize("question", ASKED, ids=" ".join)
def test_what_is_shown_has_no_control_characters(ask: Any, question: tuple[str, ...]) -> None:
    for form in ((), ("--json",)):
        assert not _DANGEROUS.search(ask(*question, *form).out)


def test_a_hostile_title_is_exact_for_programs(ask: Any) -> None:
    rows = csv.DictReader(io.StringIO(ask("season", "2001", "--csv").out, newline=""))
    assert HOSTILE in {row["film"] for row in rows}
    assert HOSTILE in {row["film"] for row in json.loads(ask("season", "2001", "--json").out)["missed"]}


@pytest.mark.parametrize("question", ASKED, ids=" ".join)
def test_a_workbook_has_the_rows_of_json_and_runs_nothing(ask: Any, question: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "answer.xlsx"
    answer = ask(*question, "--json", "--xlsx", str(file))
    assert answer.code == 0, answer.err
    book = openpyxl.load_workbook(file)
    parts = {name: part for name, part in answer.json.items() if isinstance(part, list)}
    rows = {name: len(part) for name, part in parts.items() if not part or isinstance(part[0], dict)}
    assert {sheet.title: sheet.max_row - 1 for sheet in book} == {name: rows[name] for name in book.sheetnames}
    assert not [cell for sheet in book for line in sheet for cell in line if cell.data_type == "f"]


def test_a_workbook_that_cannot_be_written_is_said_in_a_line(ask: Any, tmp_path: Path) -> None:
    outcome = ask("season", "2001", "--xlsx", str(tmp_path / "no folder" / "answer.xlsx"))
    assert (outcome.code, len(outcome.err.splitlines())) == (2, 1)


def test_a_hostile_title_that_is_offered_keeps_an_error_to_one_harmless_line(ask: Any) -> None:
    outcome = ask("film", "Red 31m eulb 1 2")
    assert (outcome.code, len(outcome.err.splitlines()), outcome.out) == (2, 1, "")
    assert "near: Red" in outcome.err
    assert not _DANGEROUS.search(outcome.err.rstrip("\n"))


def test_people_get_a_screen_unless_they_ask_for_all(ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINES", "16")
    short = ask("season", "2001").out
    assert len(short.splitlines()) <= 16, "tables without room are named"
    assert re.search(r"^Not shown: .*; --all shows them", short, re.MULTILINE)
    assert "--all" not in ask("season", "2001", "--all").out


def test_a_page_is_cited_once_with_revision_day_and_licence(ask: Any) -> None:
    lines = ask("person", "Ada Moss").out.splitlines()
    cited = [line for line in lines if line.startswith("[")]
    page = "https://en.wikipedia.org/wiki/a"
    assert cited[0] == f"[1] {page}, revision 77, read on 2002-02-12, bundled archive (CC BY-SA 4.0)"
    assert len(cited) == len(set(cited))


def test_a_person_who_was_asked_for_as_a_film_is_shown_and_said(ask: Any) -> None:
    outcome = ask("film", "Ada Moss")
    assert outcome.out.startswith("Ada Moss\n")
    assert outcome.err == "no film is called 'Ada Moss'; a person is: snubs person\n"


def test_each_miss_of_a_film_has_its_sentence_and_the_like_of_others_two() -> None:
    rows = [
        {"label": label, "reason_code": "r", "missed": label == "SNUB", "sentence": f"{label} {place}."}
        for label in ("SNUB", "NOMINATED")
        for place in range(4)
    ]
    labels = [sentence.split()[0] for sentence in quotable(rows)]
    assert labels == ["SNUB"] * 4 + ["NOMINATED"] * 2
