"""Statements written into a database by hand, as a run of a source would leave them: for kinds that no file brings."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

_RUN = "job, slot, source, status, host, process, started_at, exit_code, reason, stats"
_PAGE = "source, title, url, revision, revised_at, sha256, retrieved_at, origin, ceremony, missing, checked_at"


def asked(database: Path, sql: str) -> list[str]:
    """The first column of a query."""
    with closing(sqlite3.connect(database)) as file:
        return [str(cell) for cell, *_ in file.execute(sql)]


def state(database: Path, name: str, statements: list[tuple[str, Mapping[str, Any]]]) -> None:
    """Add statements, each with its table, on a page of their own that has a name nothing else has.

    Page and run are like those of the source that was read last.
    """
    with closing(sqlite3.connect(database)) as file, file:
        source = _run(file, name)
        file.execute(
            f'INSERT INTO page ("key", id, {_PAGE}) SELECT ?, ?, {_PAGE} FROM page WHERE source = ? LIMIT 1',  # noqa: S608
            (name, name, source),
        )
        for place, (table, cells) in enumerate(statements):
            seen = {"page": name, "first_seen_run": name, "last_seen_run": name}
            row = {**cells, "id": f"{name} {place}", "source": source, **seen}
            marks = ", ".join("?" * len(row))
            file.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", [*row.values()])  # noqa: S608


def retract(database: Path, name: str, table: str, statement: str) -> None:
    """Take a statement back in a run that has a name nothing else has."""
    with closing(sqlite3.connect(database)) as file, file:
        _run(file, name)
        file.execute(f"UPDATE {table} SET retracted_run = ? WHERE id = ?", (name, statement))  # noqa: S608


def _run(file: sqlite3.Connection, name: str) -> str:
    """Note one more run of the source that was read last; gives the source."""
    last = "SELECT id FROM run WHERE source IS NOT NULL ORDER BY started_at DESC, id LIMIT 1"
    sql = f"INSERT INTO run (id, finished_at, {_RUN}) SELECT ?, finished_at, {_RUN} FROM run WHERE id = ({last})"  # noqa: S608
    file.execute(sql, (name,))
    return str(file.execute("SELECT source FROM run WHERE id = ?", (name,)).fetchone()[0])
