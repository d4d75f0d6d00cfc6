"""Every test of the store runs on SQLite and on a real PostgreSQL, each on a database of its own."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, make_url, text

from tracker.domain.records import NominationRecord, Origin, PageRecord, Person, Result, Work
from tracker.domain.sources import Source, parse_source
from tracker.store import migrate, runs
from tracker.store.engine import open_engine, transaction
from tracker.store.models import Base

NOW = datetime(2011, 2, 1, 12, 0, tzinfo=UTC)
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
def postgresql_server() -> Iterator[str]:
    """URL of a server's maintenance database: TEST_POSTGRESQL_URL, or a server started here and stopped at the end."""
    given = os.environ.get("TEST_POSTGRESQL_URL")
    if given:
        yield given
        return
    initdb, pg_ctl = _tool("initdb"), _tool("pg_ctl")
    if initdb is None or pg_ctl is None:
        pytest.skip("PostgreSQL is not installed, and TEST_POSTGRESQL_URL is not set")
    folder = Path(tempfile.mkdtemp(prefix="snubs-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    try:
        _run(folder, initdb, "-D", str(data), "-U", "snubs", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        _run(folder, pg_ctl, "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql+psycopg://snubs@/postgres?host={folder}"
        finally:
            _run(folder, pg_ctl, "-D", str(data), "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _create_database(server: str) -> str:
    name = f"snubs_test_{os.getpid()}_{next(_numbers)}"
    _on_server(server, f"CREATE DATABASE {name}")
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _on_server(server: str, *statements: str) -> None:
    engine = create_engine(make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("migrated") / "snubs.sqlite3"
    migrate.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_server: str) -> Iterator[str]:
    """A migrated database that is emptied after every test, for making one takes longer than a test."""
    url = _create_database(postgresql_server)
    migrate.upgrade(url)
    yield url
    _on_server(postgresql_server, f"DROP DATABASE {make_url(url).database} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def dialect(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def empty_url(dialect: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty database."""
    if dialect == "sqlite":
        yield f"sqlite:///{tmp_path / 'data' / 'snubs.sqlite3'}"
        return
    server = request.getfixturevalue("postgresql_server")
    url = _create_database(server)
    yield url
    _on_server(server, f"DROP DATABASE {make_url(url).database} WITH (FORCE)")


@pytest.fixture
def url(dialect: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A migrated database without rows, whose tables stay as they are."""
    if dialect == "sqlite":
        path = tmp_path / "snubs.sqlite3"
        shutil.copy(request.getfixturevalue("migrated"), path)
        yield f"sqlite:///{path}"
        return
    url = request.getfixturevalue("migrated_postgresql")
    yield url
    _on_server(url, *(f"DELETE FROM {table.name}" for table in reversed(Base.metadata.sorted_tables)))  # noqa: S608


@pytest.fixture
def own_url(empty_url: str) -> str:
    """A migrated database whose tables a test may change."""
    migrate.upgrade(empty_url)
    return empty_url


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = open_engine(url, busy_seconds=0.05)
    yield engine
    engine.dispose()


@pytest.fixture
def conn(engine: Engine) -> Iterator[Connection]:
    """A connection inside one transaction."""
    with transaction(engine) as connection:
        yield connection


@pytest.fixture
def undone(engine: Engine) -> Callable[[], AbstractContextManager[Connection]]:
    """Makes connections inside transactions that are rolled back: one for every example of a property."""

    @contextmanager
    def start() -> Iterator[Connection]:
        with engine.connect() as connection, connection.begin() as begun:
            yield connection
            begun.rollback()

    return start


class Maker:
    """Short ways to say what a crawl read."""

    NOW = NOW

    def source(self, name: str = "oscars", *, verified: bool = True) -> Source:
        trusted = 'verified_on: ["83rd Academy Awards"]' if verified else ""
        return parse_source(
            f"""
body: {name}
title: Academy Awards
publisher: Wikipedia
family: wikipedia_ceremony
tier: 2
licence: CC BY-SA 4.0
page: "{{ordinal}} Academy Awards"
ceremonies: {{film_year: "ceremony + 1927", year: "ceremony + 1928"}}
{trusted}
""",
            name,
        )

    def registry(self, family: str = "wikidata_films") -> Source:
        name = "links" if family == "wikipedia_titles" else "wikidata"
        text = f"title: Films\npublisher: Wikidata\nfamily: {family}\ntier: 2\nlicence: CC0\n"
        return parse_source(text, name)

    def page(
        self, ceremony: int | None = 83, *, source: str = "oscars", id: str | None = None, **more: Any
    ) -> PageRecord:
        title = id or f"{ceremony}rd Academy Awards"
        values = {
            "id": title,
            "source": source,
            "title": title,
            "url": f"https://en.wikipedia.org/wiki/{title.replace(' ', '_')}",
            "revision": "100",
            "sha256": "a" * 64,
            "retrieved_at": "2011-02-01T12:00:00Z",
            "origin": Origin.LIVE,
            "ceremony": ceremony,
        }
        return PageRecord(**(values | more))

    def entry(
        self, title: str = "Black Swan", ceremony: int = 83, result: Result = Result.NOMINATED, **more: Any
    ) -> NominationRecord:
        values: dict[str, Any] = {
            "page": f"{ceremony}rd Academy Awards",
            "body": "oscars",
            "ceremony": ceremony,
            "category": "picture",
            "category_as_printed": "Best Picture",
            "result": result,
            "works": (Work(title=title, link=f"{title} (film)"),),
            "people": (Person(name="Mike Medavoy", role="producer"),),
        }
        return NominationRecord(**(values | more))

    def run(self, conn: Connection, job: str = "crawl", **more: Any) -> str:
        return runs.begin(conn, job=job, host="here", now=more.pop("now", NOW), **more)


@pytest.fixture
def make() -> Maker:
    return Maker()
