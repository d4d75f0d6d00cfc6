"""What the questions answer, in the shapes that a script relies on."""

import contextlib
import csv
import io
import json
import re
import sqlite3
from collections import Counter
from typing import Any

import pytest
from rich.console import Console
from rich.text import Text

from jobs.cli import answers, console
from jobs.cli.commands import publishing
from jobs.steps.questions.answers import Answer, Part

PAGE = {"source_url": "https://example.org/1"}


@pytest.fixture(scope="module")
def dossier(week_sqlite: Any) -> Any:
    ran = week_sqlite.desk.snubs("film", "Never Let Me Go", "--json")
    assert ran.code == 0, ran.err
    return ran.json


def test_a_film_s_dossier(dossier: Any) -> None:
    assert (dossier["film"], dossier["film_qid"], dossier["film_imdb"]) == ("Never Let Me Go", "Q927826", "tt1334260")
    assert {v["body"] for v in dossier["verdicts"]} == {"oscars", "baftas", "golden_globes"}
    for verdict in dossier["verdicts"]:
        assert verdict["label"]
        assert verdict["reason_code"]
        assert verdict["film_qid"] == "Q927826"
    assert all(e["source_url"] and e["claim"] and e["family"] for e in dossier["evidence"])


def test_an_unknown_film_names_near_ones(week_sqlite: Any) -> None:
    ran = week_sqlite.desk.snubs("film", "The Kings Speach")
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert "near: The King's Speech" in ran.err


def test_compare_shows_what_was_missed(week_sqlite: Any) -> None:
    rows = week_sqlite.desk.snubs("compare", "--json").json
    assert rows
    assert {"body", "category", "film", "label", "reason_code", "acclaim_percentile", "p_nomination"} <= rows[0].keys()
    assert {row["label"] for row in rows} <= {"SNUB_SHOCK", "SNUB", "OVERLOOKED", "SHUT_OUT"}
    assert "Never Let Me Go" in {row["film"] for row in rows}


def test_compare_gives_the_whole_reason_of_a_miss() -> None:
    row = {"aside": "fifth of the season, ahead of two nominees, in part by hindsight", "people": ("Ann Lee",)}
    row |= dict.fromkeys(("category", "category_as_printed", "reason_code", "acclaim_percentile", "p_nomination"))
    row |= {"body": "oscars", "film": "Alpha", "label": "OVERLOOKED", "weight": None}
    assert publishing._miss(row)[-1] == row["aside"]


@pytest.mark.parametrize(("width", "lines", "left_out"), [(60, 24, True), (80, 24, True), (100, 60, False)])
def test_an_answer_fits_the_screen_and_names_the_tables_that_do_not(
    monkeypatch: pytest.MonkeyPatch, width: int, lines: int, left_out: bool
) -> None:
    rows = [{"film": "Film of a long and windy road", "why": "about 80% likely beforehand, " * 3} | PAGE]
    parts = [Part(name, name.title(), {"film": "film", "why": "why"}, rows * 50) for name in ("missed", "lists")]
    screen = io.StringIO()
    monkeypatch.setattr(console, "_console", lambda: Console(file=screen, width=width, force_terminal=True))
    monkeypatch.setattr("shutil.get_terminal_size", lambda _: (width, lines))
    scope = {"as_of": "2011-02-14", "origin": "archive", "seasons": 1, "lists": {"complete": 30}}
    answers.show_answer(
        Answer(
            "Films of 2010",
            {},
            ["Six lists were read by three sources, and one of them is held back. " * 2],
            parts,
            scope,
        ),
        as_json=False,
        as_csv=False,
        xlsx=None,
        every=False,
    )
    text = Text.from_ansi(screen.getvalue()).plain.splitlines()
    assert len(text) < lines
    assert max(map(len, text)) <= width
    assert any(line.startswith("Not shown: lists (50)") for line in text) == left_out


def test_sources(week_sqlite: Any) -> None:
    rows = week_sqlite.desk.snubs("sources", "--json").json
    by_name = {source["name"]: source for source in rows}
    assert list(by_name) == sorted(by_name)
    oscars = by_name["oscars"]
    assert (oscars["family"], oscars["tier"], oscars["state"]) == ("wikipedia_ceremony", 2, "verified")
    assert (oscars["lists"], oscars["blanks"], oscars["licence"]) == (1, 0, "CC BY-SA 4.0")
    assert {source["state"] for source in rows} == {"verified", "trial"}


def test_status(week_sqlite: Any) -> None:
    answer = week_sqlite.desk.snubs("status", "--json").json
    assert answer.keys() >= {"held", "due", "weekly_slot", "runs"}
    assert answer["weekly_slot"] == "2011-02-14T06:00:00+00:00"
    assert answer["next_weekly_slot"] == "2011-02-21T06:00:00+00:00"
    assert answer["last_read"]["oscars"] == "2011-02-14T09:00:00+00:00"
    assert answer["last_read"]["press"] is None, "nothing was ever asked there"
    assert answer["held"] == []
    assert not {"oscars", "wikidata_films", "critics_top_tens"} & set(answer["due"])
    latest = answer["runs"][0]
    assert (latest["job"], latest["status"], latest["exit_code"]) == ("weekly", "done", 0)
    assert latest["started_at"] == "2011-02-14T09:00:00+00:00"


def test_status_says_how_old_the_data_is_and_when_the_next_report_is_due(week_sqlite: Any) -> None:
    ran = week_sqlite.desk.snubs("status")
    assert re.search(r"^oscars +.* 2011-02-14 09:00 ", ran.out, re.MULTILINE)
    assert "weekly report: last due 2011-02-14 06:00 UTC, next 2011-02-21 06:00 UTC" in ran.out


def test_a_run_whose_process_is_gone_is_not_shown_as_running(worked: Any) -> None:
    with contextlib.closing(sqlite3.connect(worked.database)) as conn, conn:
        conn.execute(
            "INSERT INTO run (id, job, source, status, host, process, started_at, stats) "
            "SELECT 'x', 'crawl', 'oscars', 'running', host, '1/1', '2011-02-14 10:00:00', '{}' FROM run LIMIT 1"
        )
    latest = worked.snubs("status", "--json").json["runs"][0]
    assert (latest["id"], latest["status"], latest["reason"]) == ("x", "failed", "died")


def test_before_the_first_run_everything_is_due_and_nothing_breaks(desk: Any) -> None:
    sources = desk.snubs("sources", "--json").json
    nothing_to_ask = {"press"}  # no pages were added; where links lead is asked beside the lists that bring them
    assert {*desk.snubs("status", "--json").json["due"]} == {source["name"] for source in sources} - nothing_to_ask
    assert {source["last_read"] for source in sources} == {None}
    compared = desk.snubs("compare")
    assert (compared.code, "the database is empty: `snubs weekly` reads" in compared.err) == (2, True)
    assert desk.snubs("reparse", "--json").json == []


def test_an_empty_database_makes_a_report_that_says_so(desk: Any) -> None:
    ran = desk.snubs("report", "--json")
    assert ran.code == 0, ran.err
    assert ran.json.keys() == {"folder", "report"}


def test_export_of_every_season(week_sqlite: Any, tmp_path: Any) -> None:
    ran = week_sqlite.desk.snubs("export", "--all", "--out", str(tmp_path), "--json")
    assert ran.code == 0, ran.err
    assert ran.json["folder"] == str(tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert {r["path"] for r in package["resources"]} >= {"csv/snubs.csv", "csv/nominations.csv"}
    rows = (week_sqlite.folder / "csv" / "nominations.csv").read_text(encoding="utf-8").count("\n") - 1
    assert ran.json["rows"]["nominations"] == rows, "the archive knows one season"


def test_upgrading_twice(desk: Any) -> None:
    assert desk.snubs("db", "upgrade").out.startswith("database: new -> ")
    assert desk.snubs("db", "upgrade").out.startswith("database: already at ")


def test_doctor_finds_a_good_desk_good(week_sqlite: Any) -> None:
    ran = week_sqlite.desk.snubs("doctor", "--json", at=None)
    findings = {finding["what"]: finding["state"] for finding in ran.json}
    assert ran.code == 0, ran.out
    assert findings["settings"] == findings["database"] == findings["clock"] == findings["sources"] == "ok"
    assert findings["contact"] == findings["reach"] == "note"


@pytest.mark.parametrize(
    ("settings", "what"),
    [
        ({"wikipedia_api_url": "http://127.0.0.1:1/w/api.php", "contact": "me@example.org"}, "reach wikipedia"),
        ({"wikipedia_api_url": "http://127.0.0.1:1/w/api.php"}, "contact"),
        ({"offline": True, "database_url": "sqlite:////dev/null/x.sqlite3"}, "database"),
        ({"offline": True, "sources": {"on": ["nobody"]}}, "sources"),
        ({"offline": True, "colour": "red"}, "settings"),
    ],
)
def test_doctor_names_what_would_stop_a_run(desk: Any, settings: dict[str, Any], what: str) -> None:
    if "contact" in settings:
        settings = settings | {"wikidata_sparql_url": "http://127.0.0.1:1/sparql"}
    ran = desk.set(**settings).snubs("doctor", "--json", at=None)
    assert ran.code == 2
    assert what in {finding["what"] for finding in ran.json if finding["state"] == "failed"}
    assert all(finding["detail"] for finding in ran.json)


def test_output_that_nobody_reads_is_no_bug(week_sqlite: Any) -> None:
    """As in `snubs sources --json | head -1`."""
    process = week_sqlite.desk.start("sources", "--json")
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) == 0, err
    assert err == ""


@pytest.mark.parametrize(
    "command", [("export", "--out", "out"), ("report",), ("compare",), ("compare", "--json"), ("weekly",)]
)
def test_a_season_of_which_nothing_is_at_hand_is_refused_with_the_remedy(small: Any, command: Any) -> None:
    ran = small.snubs(*command, "--season", "1999")
    assert (ran.code, len(ran.err.splitlines())) == (2, 1), ran.err
    assert "films of 1999: nothing is at hand; the bundled archive has one season: set `contact`" in ran.err


@pytest.mark.parametrize(
    "question",
    [
        ("season", "1999"),
        ("category", "oscars", "director", "--to", "1999"),
        ("records", "--with", "oscars:picture:won", "--to", "1999"),
        ("records", "--with", "oscars:picture:won", "--to", "1999", "--json"),
        ("records", "--with", "baftas:picture:won"),
    ],
)
def test_a_question_about_what_is_not_at_hand_has_no_answer(small: Any, question: Any) -> None:
    ran = small.snubs(*question)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1), ran.err
    assert "no list of" in ran.err


def test_a_round_counts_lists_and_no_files_of_facts(short_week: Any, short: Any) -> None:
    rows = csv.DictReader((short_week.folder / "csv" / "lists.csv").read_text(encoding="utf-8").splitlines())
    fit = Counter(row["source"] for row in rows if row["state"] == "fit")
    sources = short.snubs("reparse", "--json").json
    assert {one["source"]: one["lists"].get("fit", 0) for one in sources} == {
        one["source"]: fit[one["source"]] for one in sources
    }


@pytest.mark.parametrize(
    "question",
    [
        *(("film", "Never Let Me Go"), ("person", "Carey Mulligan"), ("season", "2010"), ("search", "mulligan")),
        *(("category", "oscars", "director"), ("changes", "--since", "2011-01-01"), ("records", "--body", "oscars")),
        *(("records", "picture_without_director"), ("column", "Never Let Me Go")),
        ("export", "--out", "tables"),
        ("export", "--all", "--out", "tables"),
        ("explore", "--port", "0"),
    ],
)
def test_a_question_to_an_empty_database_says_that_it_is_empty_and_what_fills_it(
    desk: Any, question: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.folder)
    ran = desk.snubs(*question)
    assert (ran.code, len(ran.err.splitlines())) == (2, 1)
    assert "the database is empty: `snubs weekly` reads the bundled season" in ran.err
    assert not desk.snubs("editions", "--json").json, "no edition is made of nothing"


def test_an_empty_archive_says_which_live_data_lie_beside_it(desk: Any) -> None:
    desk.snubs("db", "upgrade")
    live = desk.data / "snubs.sqlite3"
    (desk.data / "archive.sqlite3").rename(live)
    with contextlib.closing(sqlite3.connect(live)) as file, file:
        file.execute("INSERT INTO database_origin (id, origin) VALUES (1, 'live')")
    ran = desk.snubs("film", "Inception")
    assert (ran.code, len(ran.err.splitlines())) == (2, 1)
    assert f"live data lie beside it in {live}, which SNUBS_OFFLINE or `offline` leaves" in ran.err


def test_doctor_says_that_a_database_is_empty(desk: Any) -> None:
    desk.snubs("db", "upgrade")
    [database] = [one for one in desk.snubs("doctor", "--json", at=None).json if one["what"] == "database"]
    assert (database["state"], "empty: snubs weekly fills it" in database["detail"]) == ("note", True)
    assert desk.snubs("articles").out.startswith("no film's article has been read: snubs crawl wikipedia_film")


def test_an_export_names_its_files(worked: Any) -> None:
    out = worked.folder / "tables"
    ran = worked.snubs("export", "--season", "2010", "--out", str(out), "--format", "jsonl", "--json")
    assert sorted(ran.json["files"]) == sorted(
        path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()
    )
    text = worked.snubs("export", "--season", "2010", "--out", str(out), "--format", "jsonl").out
    assert "csv/press_claims.csv" in text
    assert "also: datapackage.json; the same tables in jsonl/ as NAME.jsonl" in text


def test_a_category_without_a_span_is_not_told_to_leave_it_out(worked: Any) -> None:
    spans = [worked.snubs("category", "oscars", "casting", *span).err for span in ((), ("--from", "1950"))]
    assert ["leave out" in err for err in spans] == [False, True]
    back = worked.snubs("category", "oscars", "director", "--from", "2011", "--to", "2005")
    assert (back.code, back.err) == (2, "snubs: the span ends before it begins: --from 2011 --to 2005\n")


def test_a_film_shows_everything_also_where_its_name_is_a_person_s(worked: Any) -> None:
    assert "--all" not in worked.snubs("film", "Carey Mulligan").out
    assert " more" not in "".join(
        line for line in worked.snubs("film", "Inception").out.splitlines() if line.startswith("Cast: ")
    )
