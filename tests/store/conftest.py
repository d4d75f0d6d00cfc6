"""Every test of the store runs on SQLite and on a real PostgreSQL, each on a database of its own."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, make_url

from postgresql import create_database, migrated_database, on_server
from spiders.catalogue import parse_source
from tracker.domain.facts.records import NominationRecord, Origin, PageRecord, Person, Result, Work
from tracker.domain.sources import Source
from tracker.store import migrate, runs
from tracker.store.engine import open_engine, transaction
from tracker.store.models import Base

NOW = datetime(2011, 2, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("migrated") / "snubs.sqlite3"
    migrate.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_server: str) -> Iterator[str]:
    """A migrated database that is emptied after every test, for making one takes longer than a test."""
    url = migrated_database(postgresql_server)
    yield url
    on_server(postgresql_server, f"DROP DATABASE {make_url(url).database} WITH (FORCE)")


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
    url = create_database(server)
    yield url
    on_server(server, f"DROP DATABASE {make_url(url).database} WITH (FORCE)")


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
    on_server(url, *(f"DELETE FROM {table.name}" for table in reversed(Base.metadata.sorted_tables)))  # noqa: S608


@pytest.fixture
def own_url(dialect: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """A migrated database whose tables a test may change."""
    if dialect == "sqlite":
        yield request.getfixturevalue("url")
        return
    server = request.getfixturevalue("postgresql_server")
    url = migrated_database(server)
    yield url
    on_server(server, f"DROP DATABASE {make_url(url).database} WITH (FORCE)")


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
        name = {"wikipedia_titles": "links"}.get(family, "wikidata")
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
