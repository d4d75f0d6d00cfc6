"""Empty databases for tests of commands: copies of one that every migration made."""

import os
from pathlib import Path

import pytest

from tracker.store import migrate


@pytest.fixture
def copied_databases(session_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new SQLite file is a copy of one that was upgraded from nothing; any other is upgraded as ever."""
    template, upgrade = session_folder / "empty.sqlite3", migrate.upgrade

    def copy(url: str) -> migrate.MigrationState:
        kind, _, path = url.partition(":///")
        file = Path(path)
        if kind == "sqlite" and file.parent.is_dir() and not (file.is_file() and file.stat().st_size):
            if not template.exists():
                draft = template.with_suffix(f".{os.getpid()}")
                upgrade(f"sqlite:///{draft}")
                draft.rename(template)
            file.write_bytes(template.read_bytes())
        return upgrade(url)

    monkeypatch.setattr(migrate, "upgrade", copy)
