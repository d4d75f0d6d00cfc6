"""Bringing a database to this version."""

import os
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import inspect, make_url, text

from postgresql import on_server
from tracker.domain.errors import Exit, StoreError
from tracker.store import migrate, plain
from tracker.store.engine import open_engine, opened, transaction
from tracker.store.models import Base

ROOT = Path(__file__).resolve().parents[2]


def test_migrations_from_empty_make_what_the_models_say(empty_url: str) -> None:
    assert migrate.check(empty_url) == []


def test_a_difference_between_models_and_database_is_found(own_url: str) -> None:
    engine = open_engine(own_url)
    with transaction(engine) as conn:
        conn.execute(text("DROP INDEX ix_film_qid"))
        conn.execute(text("ALTER TABLE film ADD COLUMN budget INTEGER"))
    engine.dispose()
    problems = " ".join(migrate.check(own_url))
    assert "ix_film_qid" in problems
    assert "budget" in problems


def test_tables_of_other_programs_are_left_alone(own_url: str) -> None:
    engine = open_engine(own_url)
    with transaction(engine) as conn:
        conn.execute(text("CREATE TABLE procrastinate_jobs (id INTEGER PRIMARY KEY)"))
    engine.dispose()
    assert migrate.check(own_url) == []


def test_every_constraint_and_index_has_a_name(url: str) -> None:
    engine = open_engine(url)
    inspector = inspect(engine)
    for table in Base.metadata.tables:
        assert inspector.get_pk_constraint(table)["name"] == f"pk_{table}"
        assert all(key["name"] for key in inspector.get_foreign_keys(table))
        assert all(index["name"] for index in inspector.get_indexes(table))
    engine.dispose()


def test_a_database_that_does_not_exist_is_pending_and_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "none" / "snubs.sqlite3"
    state = plain.state(f"sqlite:///{path}")
    assert (state.current, state.pending, state.newer) == (None, True, False)
    assert not path.parent.exists()


def test_upgrading_twice_is_upgrading_once(empty_url: str) -> None:
    first = migrate.upgrade(empty_url)
    assert (first.current, first.pending, first.newer) == (first.head, False, False)
    assert migrate.upgrade(empty_url) == first == plain.state(empty_url)


def test_a_database_of_a_newer_version_is_refused(own_url: str) -> None:
    engine = open_engine(own_url)
    with transaction(engine) as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    assert plain.state(own_url).newer
    with pytest.raises(StoreError, match=r"9999, newer than this snubs knows .*; upgrade snubs") as caught:
        migrate.upgrade(own_url)
    assert caught.value.exit_code is Exit.USAGE
    assert "\n" not in str(caught.value)


def test_processes_that_start_at_once_migrate_once(empty_url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        states = list(pool.map(migrate.upgrade, [empty_url] * 4))
    assert {state.pending for state in states} == {False}
    assert migrate.check(empty_url) == []


def test_a_migration_that_fails_leaves_nothing_behind(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class BrokenError(Exception):
        pass

    upgrade = migrate.command.upgrade

    def half_way(config: migrate.Config, revision: str) -> None:
        upgrade(config, revision)
        raise BrokenError

    monkeypatch.setattr(migrate.command, "upgrade", half_way)
    with pytest.raises(BrokenError):
        migrate.upgrade(empty_url)
    assert plain.state(empty_url).current is None
    engine = open_engine(empty_url)
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are my notes about the films of 2010, and they are not a database.\n" * 20)
    with pytest.raises(StoreError, match=r"notes\.txt: not a SQLite database; move the file away"):
        migrate.upgrade(f"sqlite:///{path}")


def test_a_database_at_head_opens_while_another_process_writes(tmp_path: Path, migrated: Path) -> None:
    path = tmp_path / "snubs.sqlite3"
    path.write_bytes(migrated.read_bytes())
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    assert not migrate.upgrade(f"sqlite:///{path}").pending
    writer.close()


@pytest.mark.parametrize("how", [["-c", "import alembic; print(alembic.__file__)"], ["-m", "alembic", "--version"]])
def test_in_the_checkout_alembic_is_the_library(how: list[str]) -> None:
    done = subprocess.run([sys.executable, *how], cwd=ROOT, capture_output=True, text=True, check=True)
    assert str(ROOT / "alembic") not in done.stdout
    assert "alembic" in done.stdout


def test_the_check_that_make_runs() -> None:
    command = [sys.executable, "-m", "tracker.store.migrate", "check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "migrations and models agree\n"), done.stderr


def test_an_installed_package_finds_its_own_migrations(tmp_path: Path) -> None:
    """Laid out as the wheel is: the migrations inside the package, and no checkout in sight."""
    shutil.copytree(ROOT / "tracker", tmp_path / "site" / "tracker", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "alembic", tmp_path / "site" / "tracker" / "store" / "migrations")
    program = (
        "import sys; sys.path.insert(0, 'site')\n"
        "from tracker.store import migrate, plain\n"
        "print(migrate.__file__, migrate.scripts().dir, migrate.upgrade('sqlite:///snubs.sqlite3').pending)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    module, scripts, pending = done.stdout.split() if done.returncode == 0 else (done.stderr, "", "")
    assert module.endswith("site/tracker/store/migrate.py"), module
    assert Path(scripts) == (tmp_path / "site/tracker/store/migrations").resolve()
    assert pending == "False"


def test_a_new_field_of_a_record_gets_the_next_migration_and_unchanged_records_none(tmp_path: Path) -> None:
    for name in ("tracker", "alembic"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))

    def migrate_there(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-P", "-m", "tracker.store.migrate", *arguments]
        environment = {"PYTHONPATH": str(tmp_path), "PATH": "/usr/bin:/bin"}
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    versions = tmp_path / "alembic" / "versions"
    known = {path.name for path in versions.glob("*.py")}
    assert "agree already" in migrate_there("revision", "nothing").stderr
    assert {path.name for path in versions.glob("*.py")} == known
    records = tmp_path / "tracker" / "domain" / "facts" / "records.py"
    before = "    starred: bool = False\n"
    text_of_records = records.read_text(encoding="utf-8")
    assert before in text_of_records
    field = f'    flavour: Annotated[Text | None, Since("{len(known) + 1:04d}")] = None\n'
    records.write_text(text_of_records.replace(before, field + before, 1), encoding="utf-8")
    assert migrate_there("revision", "nominations have a flavour").returncode == 0
    (made,) = (path for path in versions.glob("*.py") if path.name not in known)
    assert made.name == f"{len(known) + 1:04d}_nominations_have_a_flavour.py"
    assert "flavour" in made.read_text(encoding="utf-8")
    assert migrate_there("check").returncode == 0


def test_a_database_of_another_program_is_refused_and_left_alone(empty_url: str) -> None:
    with opened(empty_url) as engine, transaction(engine) as conn:
        conn.exec_driver_sql("CREATE TABLE film (title TEXT)")
        conn.exec_driver_sql("CREATE TABLE run (day TEXT)")
    for look in (migrate.upgrade, plain.state):
        with pytest.raises(StoreError, match=r"holds tables of another program \(film, run\); nothing was changed"):
            look(empty_url)


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
def test_a_database_that_does_not_hold_every_letter_is_refused(postgresql_server: str, encoding: str) -> None:
    name = f"snubs_test_{encoding.lower()}_{os.getpid()}"
    on_server(
        postgresql_server,
        f"CREATE DATABASE {name} ENCODING '{encoding}' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'",
    )
    url = make_url(postgresql_server).set(database=name).render_as_string(hide_password=False)
    with pytest.raises(StoreError, match=f"is {encoding} and must be UTF8: createdb -E UTF8 -T template0"):
        plain.state(url)
    on_server(postgresql_server, f"DROP DATABASE {name} WITH (FORCE)")
