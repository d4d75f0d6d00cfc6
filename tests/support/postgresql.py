"""A PostgreSQL server of the tests' own, and databases on it.

What takes long to import is imported by those who ask: the process that starts the others runs no test.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path

import pytest

from processes import in_use

MEMORY = Path("/dev/shm")  # noqa: S108 - the folder in it has a name by chance
ROOM = 2**30
"""What the databases of a test run may take, many times over."""

_numbers = count()


def _tool(name: str) -> str | None:
    places = [Path(found)] if (found := shutil.which(name)) else []
    places += sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return next((str(place) for place in places if place.exists()), None)


def _run(folder: Path, *command: str) -> None:
    """PostgreSQL refuses to run as root."""
    other_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*other_user, *command], check=True, stdout=subprocess.DEVNULL, cwd=folder)


@pytest.fixture(scope="session")
def postgresql_server(session_folder: Path) -> Iterator[str]:
    """URL of a server's maintenance database: TEST_POSTGRESQL_URL, or a server of this test run, stopped at its end."""
    url = os.environ.get("TEST_POSTGRESQL_URL")
    if url:
        yield url
        return
    initdb, pg_ctl = _tool("initdb"), _tool("pg_ctl")
    if initdb is None or pg_ctl is None:
        pytest.skip("PostgreSQL is not installed, and TEST_POSTGRESQL_URL is not set")
    link = session_folder / "postgresql"
    """To the server's folder, whose own name is short enough for a socket's address."""

    def start() -> None:
        if link.exists():
            return
        folder = Path(tempfile.mkdtemp(prefix="snubs-pg-", dir=_quick_place()))
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        data = str(folder / "data")
        _run(folder, initdb, "-D", data, "-U", "snubs", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        _run(folder, pg_ctl, "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
        link.symlink_to(folder)

    def stop() -> None:
        folder = link.resolve()
        link.unlink()
        _run(folder, pg_ctl, "-D", str(folder / "data"), "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)

    with in_use(session_folder / "postgresql.lock", start, stop):
        yield f"postgresql+psycopg://snubs@/postgres?host={link.resolve()}"


def _quick_place() -> Path | None:
    """Memory, where a database is made in a third of the time, if there is a folder of it with room."""
    usable = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if usable else None


def create_database(server: str, like: str = "template1") -> str:
    from sqlalchemy import make_url

    name = f"snubs_test_{os.getpid()}_{next(_numbers)}"
    on_server(server, f"CREATE DATABASE {name} TEMPLATE {like}")
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def migrated_database(server: str) -> str:
    """A database with the tables of this version, copied from one that every migration made."""
    return create_database(server, _migrated(server))


@cache
def _migrated(server: str) -> str:
    from sqlalchemy import make_url

    from tracker.store import migrate

    url = create_database(server)
    migrate.upgrade(url)
    return str(make_url(url).database)


def on_server(server: str, *statements: str) -> None:
    from sqlalchemy import create_engine, make_url, text

    engine = create_engine(make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()
