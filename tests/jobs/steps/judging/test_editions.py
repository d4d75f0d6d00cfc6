"""A film is answered from what the last run kept of its season, in the very words of a new judgement."""

import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from jobs.steps.judging import film
from tracker.edition.write import Table, write

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
MODULES = 25
QUESTIONS = [
    ["Never Let Me Go"],
    ["Never Let Me Go", "--season", "2010"],
    ["Inception"],
    ["Q927826"],
    ["tt1334260"],
    ["the king's speech"],
    ["The Kings Speach"],
    ["No film has this name"],
    [""],
]


def edition(desk: Any) -> Path:
    return Path(desk.data / "editions" / "2010.sqlite3")


def judged_anew(desk: Any, *arguments: str, **clock: Any) -> bool:
    """Whether an answer does not come from the kept season, in which every title was changed."""
    with closing(sqlite3.connect(edition(desk))) as file, file:
        file.execute("UPDATE films SET film = 'Kept'")
    ran = desk.snubs("film", "Q927826", "--json", *arguments, **clock)
    assert ran.code == 0, ran.err
    return bool(ran.json["film"] != "Kept")


@pytest.fixture(scope="module")
def anew(week_sqlite: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    """A copy of the week without what it kept, and one new judgement of it for all questions."""
    desk = week_sqlite.desk.copy(tmp_path_factory.mktemp("anew") / "desk")
    edition(desk).unlink()
    judging = film._Judging(desk.context())
    judging.judged = cache(judging.judged)
    return desk, judging


@pytest.fixture
def judged_once(anew: tuple[Any, Any], monkeypatch: pytest.MonkeyPatch) -> Any:
    desk, judging = anew
    monkeypatch.setattr(film, "_Judging", lambda _: judging)
    return desk


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
def test_a_kept_season_answers_as_a_new_judgement(
    week_sqlite: Any, judged_once: Any, question: list[str], form: list[str]
) -> None:
    kept = week_sqlite.desk.snubs("film", *question, *form)
    assert judged_once.snubs("film", *question, *form) == kept


def test_films_of_one_name_are_told_apart_alike(short: Any, tmp_path: Path) -> None:
    own = "kind,film,other,title,who,when,why,source,undone\nretitle,Q927826,,Inception,A,2011-02-01,a test,,\n"
    short.data.joinpath("identity-corrections.csv").write_text(own, encoding="utf-8")
    assert short.snubs("report", "--out", str(tmp_path / "out")).code == 0
    kept = short.snubs("film", "Inception")
    edition(short).unlink()
    assert "several films are called" in kept.err
    assert short.snubs("film", "Inception") == kept


def test_what_has_not_changed_is_not_judged_again(short: Any) -> None:
    assert not judged_anew(short)


def test_another_day_judges_anew(short: Any, tools: Any) -> None:
    assert judged_anew(short, at=tools.MONDAY + timedelta(days=1))


def test_another_threshold_judges_anew(short: Any) -> None:
    short.set(**short.settings, thresholds={"overlooked_fields": 2})
    assert judged_anew(short)


def test_another_trust_in_a_site_judges_anew(short: Any) -> None:
    short.set(**short.settings, press={"tiers": {"example.org": 3}})
    assert judged_anew(short)


def test_a_changed_file_of_corrections_judges_anew(short: Any) -> None:
    short.data.joinpath("identity-corrections.csv").write_text(
        "kind,film,other,title,who,when,why,source,undone\nalias,Q927826,,Another,A,2011-02-01,a test,,\n"
    )
    assert judged_anew(short)


def test_a_new_import_judges_anew(short: Any, tmp_path: Path) -> None:
    file = tmp_path / "scores.csv"
    file.write_text("title,film_year,metascore\nNever Let Me Go,2010,70\n", encoding="utf-8")
    ran = short.snubs("import", "scores", str(file), "--as-of", "2011-01-01", "--tier", "3", "--name", "mine")
    assert ran.code == 0, ran.err
    assert judged_anew(short)


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0 and no more"])
def test_a_damaged_file_is_judged_anew(short: Any, content: bytes) -> None:
    kept = short.snubs("film", "Q927826")
    edition(short).write_bytes(content)
    assert short.snubs("film", "Q927826") == kept


def test_a_season_that_cannot_be_kept_breaks_no_report(short: Any, tmp_path: Path, caplog: Any) -> None:
    edition(short).unlink()
    edition(short).parent.rmdir()
    edition(short).parent.write_text("a file where the folder should be")
    assert short.snubs("report", "--out", str(tmp_path / "out")).code == 0
    assert "the judged season was not kept" in caplog.text
    assert short.snubs("film", "Q927826").code == 0


def test_a_file_that_cannot_be_written_whole_leaves_the_one_before(tmp_path: Path) -> None:
    films = Table(("film_key", "film_qid", "film_imdb", "film", "film_original_title"), [])
    path, tables = tmp_path / "2010.sqlite3", {"films": films, "entered": Table((), [])}
    write(path, {"key": "1"}, tables)
    before = path.read_bytes()
    with pytest.raises(sqlite3.Error):
        write(path, {"key": "2"}, {**tables, "ceremonies": Table(("body", "body"), [])})
    assert [path.read_bytes(), *tmp_path.iterdir()] == [before, path]


def test_few_modules_answer_for_a_film(week_sqlite: Any, tools: Any) -> None:
    process = week_sqlite.desk.start("film", "Never Let Me Go", program=("-c", PROGRAM, tools.MONDAY.isoformat()))
    out, err = process.communicate(timeout=60)
    modules = json.loads(err.splitlines()[-1])
    assert "How it was recognised" in out, err
    assert len(modules) <= MODULES, "\n".join(modules)
