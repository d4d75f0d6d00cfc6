"""What a table looks like on the terminals that people have."""

import io
import re
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from jobs.cli import console
from jobs.cli.commands.collecting import show_in_brief
from jobs.steps.collecting.collected import Collected


def test_names_stay_whole_on_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(console, "_console", lambda: Console(file=screen, width=80, force_terminal=True))
    columns = ("source", "status", "fit", "held", "trial", "missing", "new", "retracted", "requests")
    console.show_table("Collected", columns, [("european_film_awards", "done", 0, 0, 0, 1, 0, 0, 1)])
    assert "european_film_awards" in screen.getvalue()


COLUMNS = ("year", "at", "for", "film", "verdict", "why", "blank", "source")
REASON = "fifth of the season, ahead of two of the six nominees with which it can be compared, in part by hindsight"
ROWS = [
    (
        2011,
        "64th British Academy Film Awards",
        "Actress in a Leading Role",
        "Never Let Me Go",
        "SNUB",
        REASON,
        "",
        "[1]",
    ),
    (2011, "83rd Academy Awards", "Directing", "千と千尋の神隠し", "OVERLOOKED", "", None, "[12]"),
]


def printed(monkeypatch: pytest.MonkeyPatch, width: int, rows: list[tuple[object, ...]] = ROWS) -> list[str]:
    screen = io.StringIO()
    monkeypatch.setattr(console, "_console", lambda: Console(file=screen, width=width, force_terminal=True))
    console.show_table("Missed", COLUMNS, rows)
    return Text.from_ansi(screen.getvalue()).plain.splitlines()


@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_a_table_fits_without_a_broken_word(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    lines = printed(monkeypatch, width)
    assert max(map(cell_len, lines)) <= width
    words = {word for row in ROWS for cell in row for word in str(cell or "").split()}
    assert words <= {word for line in lines for word in line.split()}


@pytest.mark.parametrize("width", [80, 100, 120])
def test_what_has_no_room_stands_below_its_row(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    lines = printed(monkeypatch, width)
    assert "why" not in lines[1]
    below = [line.strip() for line in lines if line.strip().startswith("why: ")]
    assert len(below) == 1, "a row without it has no line for it"
    assert below[0].startswith("why: fifth of the season")


def test_on_a_wide_terminal_a_row_is_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    title, heads, _, *lines = printed(monkeypatch, 240)
    assert (title, len(lines)) == ("Missed", len(ROWS))
    assert "why" in heads
    assert "blank" not in heads, "a column without content is left out"


def test_a_command_is_never_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(console, "_console", lambda: Console(file=screen, width=60, force_terminal=True))
    command = "snubs person 'person:A Name Of Many Parts And Even More Of Them (director)'"
    console.show_table("People", ("name", "", "ask for"), [("A Name", "A Film (2010), on two entries", command)])
    assert f"ask for: {command}" in Text.from_ansi(screen.getvalue()).plain


def test_a_table_without_rows_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert printed(monkeypatch, 80, []) == ["Missed: none"]


def test_no_colour_where_none_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    screen = io.StringIO()
    monkeypatch.setattr(console, "_console", lambda: Console(file=screen, width=80, force_terminal=True))
    console.show_table("Lists", ("list", "state"), [("a", "held"), ("b", "fit")])
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", screen.getvalue())


def test_what_many_sources_brought_is_a_line_and_what_is_wrong_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    came = [
        Collected("oscars", "done", {"fit": 21, "missing": 78}, new=3530),
        Collected(
            "venice",
            "held",
            {"fit": 22, "held": 1},
            new=2089,
            retracted=1,
            problems=["58th festival, line 227: unread"],
        ),
        Collected("wikidata_films", "failed", problems=["wikidata_films: not reached"]),
    ]
    show_in_brief(came, {"complete": 43, "held": 1})
    told = capsys.readouterr()
    assert told.out == (
        "read:    three sources; 5,619 new statements, one withdrawn\nnow:     44 lists: 43 complete, 1 held\n"
    )
    assert told.err.splitlines() == ["held: 58th festival, line 227: unread", "failed: wikidata_films: not reached"]
    show_in_brief([Collected("oscars", "done")], {})
    assert capsys.readouterr().out == "read:    one source; nothing new\nnow:     no list\n"


def test_a_weekly_run_names_its_sources_where_it_is_asked_to(small_week: Any, small: Any) -> None:
    assert "nyfcc" not in small_week.ran.out
    assert "`snubs compare` shows the misses" in small_week.ran.out
    assert "nyfcc" in small.snubs("weekly", "--verbose").out


def test_a_page_has_one_number_and_the_last_day_on_which_it_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    sources = console.Sources()
    page = {"source_url": "lists.csv", "source_revision": "77", "origin": "supplied"}
    days = ("2026-06-01T00:00:00Z", "2026-12-01T06:00:00Z", None)
    assert {sources.number(page | {"retrieved_at": day}) for day in days} == {"[1]"}
    assert sources.number(page | {"source_revision": "78", "retrieved_at": "2026-06-01"}) == "[2]"
    assert sources.beside([page, page | {"source_revision": "79"}]) == 1
    sources.show()
    assert capsys.readouterr().out.splitlines()[1:] == [
        "[1] lists.csv, revision 77, read on 2026-12-01, supplied as a file",
        "[2] lists.csv, revision 78, read on 2026-06-01, supplied as a file",
    ]
