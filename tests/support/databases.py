"""Empty databases for tests of commands: copies of one that every migration made; and queries compiled once.

What takes long to import is imported by those who ask: the process that starts the others runs no test.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tracker.store.plain import MigrationState


class CompiledQueries(dict[Any, Any]):
    """What SQLAlchemy made of queries, by the kind of database: its own key names the engine, new at each command."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(_by_kind(key), default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(_by_kind(key), value)


def _by_kind(key: Any) -> tuple[Any, ...]:
    dialect, *query = key
    return type(dialect), *query


@pytest.fixture(scope="session")
def kept_queries() -> Iterator[None]:
    """Commands that run in this process compile a query once: a twentieth of their time goes into that."""
    from sqlalchemy import create_engine

    from tracker.store import engine

    with pytest.MonkeyPatch.context() as patch:
        options = {"compiled_cache": CompiledQueries()}
        patch.setattr(engine, "create_engine", partial(create_engine, execution_options=options))
        yield


@pytest.fixture
def copied_databases(session_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new SQLite file gets the tables of one that was upgraded from nothing; any other is upgraded as ever."""
    from tracker.store import migrate, plain

    template, upgrade = session_folder / "empty.sql", migrate.upgrade

    def copy(url: str) -> "MigrationState":
        kind, _, path = url.partition(":///")
        if kind == "sqlite" and _is_new(Path(path)) and plain.state(url).current is None:
            if not template.exists():
                _write_tables(template.with_suffix(f".{os.getpid()}")).rename(template)
            with suppress(sqlite3.Error, OSError):  # another process was first, or the upgrade says what is wrong
                _copy_tables(Path(path))
        return upgrade(url)

    def _is_new(path: Path) -> bool:
        return path.is_file() or not (os.path.lexists(path) or str(path).startswith(("file:", ":")))

    def _copy_tables(path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path)) as database:
            database.executescript(template.read_text(encoding="utf-8"))

    def _write_tables(draft: Path) -> Path:
        made = draft.with_name(f"{draft.name}.sqlite3")
        upgrade(f"sqlite:///{made}")
        with closing(sqlite3.connect(made)) as database:
            statements = "\n".join(database.iterdump())
        draft.write_text(statements.replace("BEGIN", "BEGIN IMMEDIATE", 1), encoding="utf-8")
        return draft

    monkeypatch.setattr(migrate, "upgrade", copy)
