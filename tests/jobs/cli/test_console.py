"""What a table looks like on the terminals that people have."""

import io

import pytest
from rich.console import Console

from jobs.cli import console


def test_names_stay_whole_on_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(console, "_console", lambda: Console(file=screen, width=80, force_terminal=True))
    columns = ("source", "status", "fit", "held", "trial", "missing", "new", "retracted", "requests")
    console.show_table("Collected", columns, [("european_film_awards", "done", 0, 0, 0, 1, 0, 0, 1)])
    assert "european_film_awards" in screen.getvalue()
