"""The edition in Datasette: harmless, read-only, for this machine alone, and usable without a mouse or eyes."""

import asyncio
import re
import shutil
import socket
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from browsing import Looked, look, served
from hostile import TITLES
from jobs.cli.commands.exploring import HOST, _listening
from jobs.steps.editions.current import to_ask
from tracker.domain.errors import ConfigError
from tracker.domain.facts.tables import edition_tables
from tracker.export.explore import metadata, site

QUESTIONS = metadata("x")["databases"]["edition"]["queries"]
ASKED = {"film_year": "2010", "title": "Never Let%", "name": "Carey Mulligan", "text": "never let", "body": "oscars"}


@pytest.fixture(scope="module")
def edition(short_week: Any) -> Path:
    return Path(to_ask(short_week.desk.context()).path)


def get(file: Path, address: str, **parameters: str) -> Any:
    return asyncio.run(site(file).client.get(address, params=parameters))


def test_axe_finds_nothing_and_nothing_is_fetched_from_elsewhere(edition: Path, tmp_path: Path) -> None:
    if shutil.which("chromium") is None:
        pytest.skip("Chromium is not installed")
    row = get(edition, "/edition/snubs.json", _shape="array", _size="1").json()[0]["verdict_id"]
    with served(Looked(site(edition).app())) as address:
        # Rows are alike to axe, which takes a second for fifty.
        tables = ("/edition/snubs?_size=20", "/edition/misses?film_year=2010&_size=20")
        paths = ("/", f"/edition/snubs/{row}", *tables)
        pages = [(path, width) for path in paths for width in (390, 1280)]
        looks = look(address, pages, tmp_path / "profile")
    for page, look_of in zip(pages, looks, strict=True):
        assert (page, look_of["violations"], look_of["wider"], look_of["remote"]) == (page, [], False, [])
        assert look_of["width"] == page[1]


@pytest.mark.parametrize("question", sorted(QUESTIONS))
def test_each_question_is_answered(edition: Path, question: str) -> None:
    answer = get(edition, f"/edition/{question}.json", _shape="array", **ASKED)
    assert answer.status_code == 200, answer.text
    assert len(answer.json()) > 0


def test_tables_say_what_they_and_their_columns_mean(edition: Path) -> None:
    page = get(edition, "/edition/films").text
    films = edition_tables()["films"]
    assert films.title in page
    assert "Running time." in page
    assert re.search(r">\d+&nbsp;min<", page)


def test_nothing_can_be_changed(edition: Path) -> None:
    before = edition.read_bytes()
    for sql in ("DELETE FROM snubs", "WITH x AS (SELECT 1) INSERT INTO films (film) VALUES ('x')", "VACUUM"):
        assert get(edition, "/edition.json", sql=sql).status_code == 400
    assert edition.read_bytes() == before


def test_a_hostile_title_is_shown_as_the_text_it_is(tmp_path: Path) -> None:
    file = tmp_path / "hostile.sqlite3"
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("CREATE TABLE shown (place INTEGER PRIMARY KEY, film TEXT, film_year INTEGER)")
        database.executemany("INSERT INTO shown VALUES (?, ?, 2010)", enumerate(TITLES))
    rows = get(file, "/edition/shown.json", _shape="array", _size="max", _sort="place").json()
    assert [row["film"] for row in rows] == TITLES
    page = get(file, "/edition/shown", _size="max").text
    for bad in ("<script>alert(1)", '"><img src=x', 'href="javascript:', 'href="file:', "<b>x</b>"):
        assert bad not in page
    if shutil.which("chromium") is None:
        pytest.skip("Chromium is not installed")
    with served(Looked(site(file).app())) as address:
        (looks,) = look(address, [("/edition/shown?_size=max", 1280)], tmp_path / "profile")
    assert (looks["violations"], looks["remote"]) == ([], [])
    assert all(" ".join(title.split()) in " ".join(looks["text"].split()) for title in TITLES if title.isascii())


def test_without_datasette_one_line_names_the_remedy(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "datasette.app", None)
    ran = desk.snubs("explore")
    remedy = ".venv/bin/python -m pip install datasette"
    assert (ran.code, ran.err) == (2, f"snubs: snubs explore needs Datasette: {remedy}\n")


def test_it_listens_on_this_machine_alone_and_names_a_port_that_is_taken() -> None:
    with _listening(0) as listener:
        host, port = listener.getsockname()
        assert host == HOST == "127.0.0.1"
        listener.listen()
        with pytest.raises(ConfigError, match=f"port {port}: .* choose another one with --port"):
            _listening(port)
    assert isinstance(listener, socket.socket)
