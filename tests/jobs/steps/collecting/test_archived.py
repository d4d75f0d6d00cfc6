"""The bundled archive is read once by one program; what it would only say again is not asked."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest

from jobs.steps.collecting.archived import already_read
from spiders.archive.replay import Archive

pytestmark = pytest.mark.usefixtures("bare_reports")


def crawls(desk: Any) -> int:
    return sum(run[0] == "crawl" for run in desk.runs())


def files(desk: Any) -> dict[str, bytes]:
    latest = desk.output / "latest"
    return {path.name: path.read_bytes() for path in latest.rglob("*") if path.is_file()}


def test_what_was_read_is_said_again_as_it_stands_and_when_it_was_looked_at(small: Any) -> None:
    count, before = crawls(small), files(small)
    again = small.snubs("weekly", "--json")
    assert again.code == 0, again.err
    assert crawls(small) == count
    assert [run[0] for run in small.runs()].count("weekly") == 2
    assert {source["source"] for source in again.json["sources"]} == {run[1] for run in small.runs()} - {None}
    assert all(source["new"] == source["requests"] == 0 for source in again.json["sources"])
    assert any(source["lists"] for source in again.json["sources"])
    assert files(small)["lists.csv"] == before["lists.csv"], "looked at when the archive was read"


def test_it_counts_as_asked(small: Any, tools: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Archive, "recorded_on", tools.MONDAY.date().isoformat())
    later = tools.MONDAY + timedelta(days=40)
    count = crawls(small)
    outcome = small.snubs("run", "--json", at=later)
    assert (outcome.code, outcome.json["sources"], crawls(small)) == (0, [], count)
    assert outcome.json["folder"], "the week's report"


def imported(desk: Any) -> None:
    file = desk.folder / "scores.csv"
    file.write_text("title,year,metascore\nInception,2010,88\n", encoding="utf-8")
    assert desk.snubs("import", "scores", str(file), "--as-of", "2011-02-01", "--tier", "2").code == 0


def another_program(desk: Any) -> None:
    desk.set(**{**desk.settings, "thresholds": {"shock": 0.9}})


def another_note(desk: Any) -> None:
    with closing(sqlite3.connect(desk.database)) as database, database:
        database.execute("UPDATE run SET stats = '[]' WHERE job = 'crawl'")


@pytest.mark.parametrize("note", ["null", "[]", '"text"', "5", '{"made_of": null}', "[" * 100_000 + "]" * 100_000])
def test_a_note_that_is_none_counts_as_absent(small: Any, note: str) -> None:
    with closing(sqlite3.connect(small.database)) as database, database:
        database.execute("UPDATE run SET stats = ? WHERE job = 'crawl'", (f'{{"archive": {note}}}',))
    with small.context().glance() as rows:
        assert already_read(small.context(), rows, ["oscars"], 2010) is None


@pytest.mark.parametrize("change", [imported, another_program, another_note])
def test_it_is_read_again_where_anything_is_different(small: Any, change: Callable[[Any], None]) -> None:
    count = crawls(small)
    change(small)
    again = small.snubs("weekly")
    assert again.code == 0, again.err
    assert crawls(small) > count


def test_it_is_read_again_where_it_tells_of_days_that_were_ahead(small: Any, tools: Any) -> None:
    count = crawls(small)
    assert small.snubs("weekly", at=tools.MONDAY + timedelta(days=1)).code == 0
    assert crawls(small) > count
