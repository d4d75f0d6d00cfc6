"""An edition is made once, holds while nothing changed that it was made from, and is whole or not there."""

import contextlib
import json
import random
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("bare_reports")

PROGRAM = """
import json, os, sys
from datetime import datetime
import time_machine

time_machine.travel(datetime.fromisoformat(sys.argv.pop(1)), tick=False).start()
ROOT, OPTIMIZED, modules = os.getcwd() + os.sep, 1, set()


def note(frame, event, _):
    code = frame.f_code
    path = code.co_filename
    if event == "call" and code.co_flags & OPTIMIZED and path.startswith(ROOT) and "site-packages" not in path:
        modules.add(path.removeprefix(ROOT))


sys.setprofile(note)
from jobs.cli.main import main

try:
    main()
finally:
    sys.setprofile(None)
    print(json.dumps(sorted(modules)), file=sys.stderr)
"""
MODULES = 15


def shelf(desk: Any) -> Path:
    return Path(desk.data / "archive-editions")


def editions(desk: Any) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(shelf(desk).glob("*.sqlite3"))}


def holding(desk: Any) -> Path:
    """The file of the edition that holds."""
    return shelf(desk) / json.loads((shelf(desk) / "current").read_text(encoding="utf-8"))["edition"]


def cells(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as file:
        return file.execute(query).fetchall()


def made_anew(desk: Any, *arguments: str, **clock: Any) -> bool:
    """Whether an answer does not come from the edition at hand, in which every title was changed."""
    with closing(sqlite3.connect(holding(desk))) as file, file:
        file.execute("UPDATE films SET film = 'Kept'")
    (film,) = cells(holding(desk), "SELECT min(film_key) FROM films")[0]
    outcome = desk.snubs("film", film, "--json", *arguments, **clock)
    assert outcome.code == 0, outcome.err
    return bool(outcome.json["film"] != "Kept")


def test_what_has_not_changed_is_not_judged_again(small: Any) -> None:
    assert not made_anew(small)


def test_another_day_alone_makes_no_edition_before_time_changes_what_counts(small: Any, tools: Any) -> None:
    (turn,) = cells(holding(small), "SELECT unsettled_on FROM seasons")[0]
    assert turn > f"{tools.MONDAY:%Y-%m-%d}"
    assert not made_anew(small, at=tools.MONDAY + timedelta(days=1))
    assert small.snubs("film", "wp:127 Hours", at=tools.MONDAY + timedelta(days=1)).out.count("as of 2011-02-14") == 1
    assert made_anew(small, at=tools.MONDAY + timedelta(days=365))
    assert f"{tools.MONDAY + timedelta(days=365):%Y-%m-%d}" in holding(small).name


def test_another_threshold_judges_anew(small: Any) -> None:
    small.set(**small.settings, thresholds={"overlooked_fields": 2})
    assert made_anew(small)


def test_another_trust_in_a_site_judges_anew(short: Any) -> None:
    short.set(**short.settings, press={"tiers": {"example.org": 3}})
    assert made_anew(short)


def test_a_changed_file_of_corrections_judges_anew(small: Any) -> None:
    small.data.joinpath("identity-corrections.csv").write_text(
        "kind,film,other,title,who,when,why,source,undone\nalias,Q174371,,Another,A,2011-02-01,a test,,\n"
    )
    assert made_anew(small)


def test_a_new_import_judges_anew(short: Any, tmp_path: Path) -> None:
    file = tmp_path / "scores.csv"
    file.write_text("title,film_year,metascore\nNever Let Me Go,2010,70\n", encoding="utf-8")
    outcome = short.snubs("import", "scores", str(file), "--as-of", "2011-01-01", "--tier", "3", "--name", "mine")
    assert outcome.code == 0, outcome.err
    assert made_anew(short)


def test_films_of_one_name_are_told_apart(short: Any) -> None:
    own = "kind,film,other,title,who,when,why,source,undone\nretitle,Q927826,,Inception,A,2011-02-01,a test,,\n"
    short.data.joinpath("identity-corrections.csv").write_text(own, encoding="utf-8")
    assert "several films are called" in short.snubs("film", "Inception").err


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0 and no more"])
@pytest.mark.parametrize("file", ["edition", "current"])
def test_a_damaged_file_is_made_anew(small: Any, content: bytes, file: str) -> None:
    answer = small.snubs("film", "wp:127 Hours")
    (holding(small) if file == "edition" else shelf(small) / "current").write_bytes(content)
    assert small.snubs("film", "wp:127 Hours") == answer


def damage(path: Path, first: int, last: int, count: int) -> None:
    """Turn over so many bytes of a file between two places."""
    content, chance = bytearray(path.read_bytes()), random.Random(1)  # noqa: S311 - repeatable on purpose
    for place in chance.sample(range(first, last), count):
        content[place] ^= 0xFF
    path.write_bytes(content)


def damage_verdicts(path: Path) -> None:
    (size,), (page,) = (
        cells(path, query)[0]
        for query in ("PRAGMA page_size", "SELECT rootpage FROM sqlite_master WHERE name = 'snubs'")
    )
    damage(path, (page - 1) * size, (page - 1) * size + 100, 100)


QUESTIONS = [["film", "wp:127 Hours"], ["season", "2010"], ["category", "oscars", "director"], ["compare"], ["records"]]


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_question_to_a_damaged_edition_ends_in_a_traceback(small: Any, question: list[str]) -> None:
    path = holding(small)
    damage(path, 4_096, path.stat().st_size, 2_000)
    outcome = small.snubs(*question)
    assert outcome.code == 0 or (outcome.code, outcome.err.count("\n")) == (2, 1), outcome.err
    assert outcome.code == 0 or f"damaged: {path}; `snubs edition`" in outcome.err


def test_a_damaged_edition_is_told_with_what_mends_it(small: Any) -> None:
    path = holding(small)
    damage_verdicts(path)
    outcome = small.snubs("compare")
    assert (outcome.code, f"damaged: {path}; `snubs edition`" in outcome.err) == (2, True)
    assert [line["state"] for line in small.snubs("editions", "--json").json] == ["current, published, damaged"]
    doctor = small.snubs("doctor", "--json", at=None)
    assert (doctor.code, str(path) in doctor.out) == (2, True)
    assert small.snubs("edition").code == 0
    assert [line["state"] for line in small.snubs("editions", "--json").json] == ["current"]
    assert path.with_name(f"{path.name}.damaged").exists()
    assert small.snubs("compare").code == 0
    assert small.snubs("doctor", at=None).code == 0


def test_an_edition_of_which_a_letter_changed_is_made_anew(small: Any) -> None:
    path = holding(small)
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE films SET film = 'Kept'")
    assert small.snubs("edition").code == 0
    assert cells(holding(small), "SELECT count(*) FROM films WHERE film = 'Kept'") == [(0,)]
    assert [*editions(small)] == [holding(small).name], "what is damaged is none"


def test_a_damaged_file_is_listed_and_is_not_compared(small: Any) -> None:
    path = shelf(small) / "2011-01-01-abcdef01.sqlite3"
    path.write_bytes(b"no database")
    assert [line["state"] for line in small.snubs("editions", "--json").json] == ["current, published", "damaged"]
    outcome = small.snubs("editions", "diff", path.name, holding(small).name)
    assert (outcome.code, f"damaged: {path}" in outcome.err) == (2, True)
    assert small.snubs("editions", "prune", "--keep", "0", "--json").json == {"removed": []}


def test_the_same_statements_settings_and_day_give_the_same_bytes(small: Any) -> None:
    small.data.joinpath("identity-corrections.csv").write_text("kind,film,other,title,who,when,why,source,undone\n")
    assert small.snubs("film", "wp:127 Hours").code == 0
    taken_over = {holding(small).name: holding(small).read_bytes()}
    shutil.rmtree(shelf(small))
    assert small.snubs("film", "wp:127 Hours").code == 0
    assert editions(small) == taken_over


def test_a_season_of_which_a_report_was_published_is_taken_over_in_the_same_bytes(small: Any, tools: Any) -> None:
    later = tools.MONDAY + timedelta(days=7)
    assert small.snubs("weekly", at=later).code == 0
    taken_over = {holding(small).name: holding(small).read_bytes()}
    shutil.rmtree(shelf(small))
    assert small.snubs("film", "wp:127 Hours", at=later).code == 0
    assert holding(small).name in taken_over


def test_a_crawl_that_brings_nothing_new_judges_nothing_again(small: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    before = holding(small)
    monkeypatch.setattr("jobs.steps.editions.make.season_frames_of", lambda *_: pytest.fail("something is judged"))
    assert small.snubs("crawl", "oscars", "--season", "2010").code == 0
    assert small.snubs("film", "wp:127 Hours").code == 0
    assert holding(small) == before
    assert small.snubs("weekly").code == 0
    assert holding(small) != before, "what is published is compared with the report before"
    assert cells(holding(small), "SELECT count(*) FROM changes") == [(0,)]


def test_a_list_that_is_missing_makes_no_season_of_its_own(short: Any) -> None:
    assert short.snubs("crawl", "oscars", "--ceremony", "77-78").code == 0
    outcome = short.snubs("season", "2005")
    assert outcome.code != 0
    assert "no list of any body for the films of 2005" in outcome.err
    assert cells(holding(short), "SELECT count(*) FROM snubs WHERE film_year < 2010") == [(0,)]


def test_editions_are_listed_compared_and_removed_by_rule(short: Any, tools: Any, tmp_path: Path) -> None:
    file = tmp_path / "scores.csv"
    file.write_text("title,film_year,metascore\nNever Let Me Go,2010,99\nInception,2010,1\n", encoding="utf-8")
    outcome = short.snubs("import", "scores", str(file), "--as-of", "2011-01-01", "--tier", "3", "--name", "mine")
    assert outcome.code == 0, outcome.err
    summary = short.snubs("edition", "--json").json
    lines = short.snubs("editions", "--json").json
    assert [line["state"] for line in lines] in (["current", "published"], ["published", "current"])
    (first,) = [line["name"] for line in lines if line["state"] == "published"]
    rows = short.snubs("editions", "diff", first, Path(summary["edition"]).name, "--json").json
    assert rows
    assert {row["cause"] for row in rows} == {"new evidence"}, [row for row in rows if row["cause"] != "new evidence"]
    assert short.snubs("editions", "diff", first, first, "--json").json == []
    assert short.snubs("editions", "diff", first, "2009-01-01").code == 2
    assert short.snubs("editions", "prune", "--keep", "0", "--json").json == {"removed": []}
    changes = short.snubs("changes", "--since", f"{tools.MONDAY:%Y-%m-%d}", "--json").json["changes"]
    assert causes([row for row in changes if row["kind"] != "new_list"]) == causes(rows)
    assert short.snubs("weekly", at=tools.MONDAY + timedelta(days=7)).code == 0
    removed = short.snubs("editions", "prune", "--keep", "0", "--json", at=tools.MONDAY + timedelta(days=500)).json
    assert removed == {"removed": [Path(summary["edition"]).name, first]}


def test_what_was_put_aside_goes_once_the_newest_are_of_a_later_day(small: Any, tools: Any) -> None:
    day, week = f"{tools.MONDAY:%Y-%m-%d}", timedelta(days=7)
    aside = shelf(small) / f"{day}-0123abcd.sqlite3.damaged"
    aside.write_bytes(b"no edition")
    assert small.snubs("editions", "prune", "--keep", "2", "--json").json == {"removed": []}, "too few are newer"
    for later in (1, 2):
        assert small.snubs("weekly", at=tools.MONDAY + later * week).code == 0
    assert small.snubs("editions", "prune", "--keep", "2", "--json").json == {"removed": [aside.name]}
    assert not aside.exists()


def causes(rows: list[dict[str, Any]]) -> set[tuple[Any, ...]]:
    """What changed and why, with or without a report between."""
    unit = ("body", "ceremony", "category", "film", "kind", "label_before", "label_after", "cause")
    return {tuple(row[name] or "" for name in unit) for row in rows}


def test_a_disk_that_fills_up_leaves_what_was_there(small: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    before = editions(small)
    small.data.joinpath("identity-corrections.csv").write_text("kind,film,other,title,who,when,why,source,undone\n")
    with monkeypatch.context() as patch:
        patch.setattr("tracker.edition.write.Draft.finish", full)
        outcome = small.snubs("film", "wp:127 Hours")
    assert (outcome.code, "no edition can be written: disk" in outcome.err) == (2, True)
    assert editions(small) == before
    assert not list(shelf(small).glob(".*"))
    assert small.snubs("film", "wp:127 Hours").code == 0


def full(*_: object) -> None:
    raise sqlite3.OperationalError("disk is full")


def test_a_report_by_hand_publishes_nothing(small: Any, tools: Any, tmp_path: Path) -> None:
    published = (shelf(small) / "published").read_text()
    latest = (small.output / "latest").resolve()
    for place in (["--out", str(tmp_path)], []):
        assert small.snubs("report", *place, at=tools.MONDAY + timedelta(days=7)).code == 0
    assert (shelf(small) / "published").read_text() == published
    assert (small.output / "latest").resolve() == latest
    assert not (tmp_path / "latest").exists()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"2011-02-14-0011aa", b"nonsense 2010\n", b"<html>\n\n"])
def test_a_garbled_note_of_what_was_published_is_no_empty_one(small: Any, tools: Any, content: bytes) -> None:
    note, before = shelf(small) / "published", editions(small)
    whole = note.read_bytes()
    note.write_bytes(content)
    for command in (["editions"], ["editions", "prune", "--keep", "1"], ["weekly"], ["run"]):
        ran = small.snubs(*command, at=tools.MONDAY + timedelta(days=7))
        assert (ran.code, len(ran.err.splitlines())) == (2, 1), ran.err
        assert f"{note}: " in ran.err
        assert "put back a copy, or move it away" in ran.err or "put a sound copy in its place" in ran.err
    assert str(note) in {one["what"]: one["detail"] for one in small.snubs("doctor", "--json").json}["editions"]
    assert small.snubs("film", "Inception").code == 0, "the edition that holds is what it was"
    assert editions(small) == before
    note.write_bytes(whole)
    assert small.snubs("editions").code == 0


def test_where_no_edition_can_be_written_the_command_says_so(small: Any) -> None:
    shutil.rmtree(shelf(small))
    shelf(small).write_text("a file where the folder should be")
    outcome = small.snubs("film", "wp:127 Hours")
    assert (outcome.code, outcome.out) == (2, "")
    assert "no edition can be written" in outcome.err
    assert f"; move {shelf(small)} away or set data_dir (SNUBS_DATA_DIR)" in outcome.err


def test_few_modules_answer_for_a_film(week_sqlite: Any, tools: Any) -> None:
    process = week_sqlite.desk.start("film", "Never Let Me Go", program=("-c", PROGRAM, tools.MONDAY.isoformat()))
    out, err = process.communicate(timeout=60)
    modules = json.loads(err.splitlines()[-1])
    assert "How it was recognised" in out, err
    assert len(modules) <= MODULES, "\n".join(modules)


@pytest.mark.parametrize("lacking", ["ALTER TABLE snubs DROP COLUMN why_factors", "DROP TABLE seasons"])
def test_an_edition_of_another_version_is_compared_with_nothing(small: Any, lacking: str) -> None:
    now = holding(small)
    older = now.with_name("2010-01-04-0123abcd.sqlite3")
    shutil.copy(now, older)
    with contextlib.closing(sqlite3.connect(older)) as file, file:
        file.execute("UPDATE seasons SET season_key = 'other'")
        file.execute(lacking)
    outcome = small.snubs("editions", "diff", older.name, now.name)
    assert (outcome.code, outcome.err.count("\n")) == (2, 1), outcome.err
    assert "lacks what this version of the program compares; choose later editions" in outcome.err
    assert small.snubs("changes", "--since", "2010-01-01").code == 0
    assert small.snubs("editions").code == 0
