"""Opening databases, and failures that say what to do in one line."""

import socket
import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, insert, make_url, select, text
from sqlalchemy.exc import IntegrityError, StatementError

from tracker.domain.errors import StoreError
from tracker.store import runs
from tracker.store.engine import describe, open_engine, reading, transaction
from tracker.store.models import Claim
from tracker.store.overview import recent_runs
from tracker.store.plain import rows_of
from tracker.store.types import clean, dump

NOW = datetime(2011, 2, 1, 12, 0, tzinfo=UTC)


def _claims(engine: Engine) -> int:
    with reading(engine) as conn:
        return len(conn.execute(select(Claim.job)).all())


def test_what_happens_in_a_transaction_happens_whole(engine: Engine) -> None:
    with transaction(engine) as conn:
        runs.claim(conn, "weekly", "2011-01-31", "here", NOW)

    def begin_and_end(status: Any) -> None:
        with transaction(engine) as conn:
            runs.finish(conn, runs.begin(conn, job="weekly", host="here", now=NOW), status, NOW)

    with pytest.raises(IntegrityError):
        begin_and_end("sunk")
    with reading(engine) as conn:
        assert recent_runs(rows_of(conn), 9) == []
    assert _claims(engine) == 1


def test_foreign_keys_hold(engine: Engine) -> None:
    with pytest.raises(IntegrityError), transaction(engine) as conn:
        conn.execute(text("INSERT INTO nomination_work (statement, position, title) VALUES ('none', 0, 'x')"))


def test_a_reader_sees_one_state(engine: Engine) -> None:
    with reading(engine) as conn:
        before = conn.execute(select(Claim.job)).all()
        with transaction(engine) as other:
            runs.claim(other, "weekly", "2011-01-31", "here", NOW)
        assert conn.execute(select(Claim.job)).all() == before


def test_times_come_back_aware_and_in_utc(engine: Engine) -> None:
    zone = timezone(timedelta(hours=-8))
    with transaction(engine) as conn:
        runs.claim(conn, "weekly", "a", "here", datetime(2011, 1, 25, 5, 38, 30, 125, tzinfo=zone))
        (moment,) = conn.execute(select(Claim.claimed_at)).one()
    assert moment == datetime(2011, 1, 25, 13, 38, 30, 125, tzinfo=UTC)
    assert moment.utcoffset() == timedelta(0)


def test_a_time_without_a_zone_is_refused(engine: Engine) -> None:
    naive = {"job": "a", "slot": "b", "host": "c", "process": "1", "claimed_at": datetime(2011, 1, 25)}  # noqa: DTZ001
    with pytest.raises(StatementError, match="no time zone"), transaction(engine) as conn:
        conn.execute(insert(Claim).values(**naive))


def test_tables_that_are_not_there_yet_name_the_remedy(empty_url: str) -> None:
    engine = open_engine(empty_url)
    with pytest.raises(StoreError, match="run `snubs db upgrade`"), reading(engine) as conn:
        conn.execute(select(Claim.job))
    engine.dispose()


def test_a_locked_database_says_so(engine: Engine, dialect: str) -> None:
    def write(conn: Connection) -> None:
        if dialect == "postgresql":
            conn.execute(text("LOCK TABLE claim IN EXCLUSIVE MODE"))

    with transaction(engine) as first:
        write(first)
        with pytest.raises(StoreError, match="locked by another process; wait for it"), transaction(engine) as second:
            write(second)


def test_a_database_that_may_only_be_read_says_so(url: str, dialect: str) -> None:
    if dialect == "sqlite":
        path = make_url(url).database
        engine = open_engine(f"sqlite:///file:{path}?mode=ro&uri=true")
    else:
        engine = open_engine(
            make_url(url).update_query_dict({"options": "-cdefault_transaction_read_only=on"}).render_as_string()
        )
    with reading(engine) as conn:
        assert conn.execute(select(Claim.job)).all() == []
    with pytest.raises(StoreError, match="read-only; give this user"), transaction(engine) as conn:
        runs.claim(conn, "weekly", "a", "here", NOW)
    engine.dispose()


def test_a_full_disk_says_so_and_changes_nothing(tmp_path: Path, migrated: Path) -> None:
    path = tmp_path / "snubs.sqlite3"
    path.write_bytes(migrated.read_bytes())
    engine = open_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def _small(dbapi: sqlite3.Connection, _record: object) -> None:
        pages = dbapi.execute("PRAGMA page_count").fetchone()[0]
        dbapi.execute(f"PRAGMA max_page_count = {pages + 1}")

    full = pytest.raises(StoreError, match=r"snubs\.sqlite3: no space left on the disk; free some")
    with full, transaction(engine) as conn:
        for slot in range(100):
            runs.claim(conn, "weekly", f"{slot}" * 500, "here", NOW)
    assert _claims(engine) == 0
    engine.dispose()


def test_sqlite_gets_its_folder_and_write_ahead_log(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/a/b/snubs.sqlite3")
    with transaction(engine) as conn:
        assert conn.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert conn.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()


def test_a_folder_that_cannot_be_made_names_the_setting(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"file/a: cannot be made .*; set SNUBS_DATA_DIR"):
        open_engine(f"sqlite:///{tmp_path}/file/a/snubs.sqlite3")


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "not an address"),
        ("snubs.sqlite3", "not an address"),
        ("mysql://me@here/snubs", "names 'mysql'; the tracker keeps its data in sqlite or postgresql"),
    ],
)
def test_an_unusable_address_says_what_to_write(url: str, says: str) -> None:
    with pytest.raises(StoreError, match=says):
        open_engine(url)


def test_a_server_that_does_not_answer_is_named_without_the_password() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        engine = open_engine(f"postgresql://me:secret@127.0.0.1:{port}/snubs?connect_timeout=2")
        with pytest.raises(StoreError) as caught, transaction(engine):
            pass
        engine.dispose()
    message = str(caught.value)
    assert message.startswith(f"postgresql://127.0.0.1:{port}/snubs: cannot be reached (")
    assert "secret" not in message
    assert "\n" not in message


def test_a_database_that_is_not_there_names_the_remedy(postgresql_server: str) -> None:
    url = make_url(postgresql_server).set(database="absent", password="secret")  # noqa: S106 - that it is kept quiet
    engine = open_engine(url.render_as_string(hide_password=False))
    with (
        pytest.raises(StoreError, match=r"/absent: .*(no such database|cannot be reached)") as caught,
        transaction(engine),
    ):
        pass
    engine.dispose()
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://me:secret@db.example/snubs?password=secret", "postgresql://db.example/snubs"),
        ("postgres://me:secret@db.example:5433/snubs", "postgresql://db.example:5433/snubs"),
        ("sqlite:////var/lib/snubs.sqlite3", "/var/lib/snubs.sqlite3"),
        ("sqlite://", "database in memory"),
    ],
)
def test_a_database_is_called_by_its_place(url: str, shown: str) -> None:
    assert describe(url) == shown


@pytest.mark.parametrize("value", ["a\0b", ["a", {"k": "\0"}], "a\\u0000b", {"x": ["\0\0"]}])
def test_nul_never_reaches_a_database(value: Any) -> None:
    assert "\\u0000" not in dump(value).replace("\\\\u0000", "")
    assert "\0" not in str(clean(value))
