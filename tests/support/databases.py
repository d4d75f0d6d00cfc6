"""Empty databases for tests of commands: copies of one that every migration made."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tracker.store import migrate, plain


@pytest.fixture
def copied_databases(session_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new SQLite file gets the tables of one that was upgraded from nothing; any other is upgraded as ever."""
    template, upgrade = session_folder / "empty.sql", migrate.upgrade

    def copy(url: str) -> plain.MigrationState:
        kind, _, path = url.partition(":///")
        if kind == "sqlite" and Path(path).is_file() and plain.state(url).current is None:
            if not template.exists():
                _write_tables(template.with_suffix(f".{os.getpid()}")).rename(template)
            with closing(sqlite3.connect(path)) as database, suppress(sqlite3.Error):  # another process was first
                database.executescript(template.read_text(encoding="utf-8"))
        return upgrade(url)

    def _write_tables(draft: Path) -> Path:
        made = draft.with_name(f"{draft.name}.sqlite3")
        upgrade(f"sqlite:///{made}")
        with closing(sqlite3.connect(made)) as database:
            statements = "\n".join(database.iterdump())
        draft.write_text(statements.replace("BEGIN", "BEGIN IMMEDIATE", 1), encoding="utf-8")
        return draft

    monkeypatch.setattr(migrate, "upgrade", copy)
