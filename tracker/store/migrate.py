"""Upgrade a database to this version, safely when several processes start at once."""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection, Engine, text

from tracker.domain.errors import StoreError
from tracker.store.engine import clear_errors, describe, opened, reading
from tracker.store.models import Base, ours
from tracker.store.plain import MigrationState, migrations, revision_of, state_at

_LOCK = 0x736E756273
"""PostgreSQL advisory lock held while migrating ("snubs")."""


def scripts() -> ScriptDirectory:
    """The migrations: beside this module in an installed wheel, `alembic/` in a checkout."""
    return ScriptDirectory.from_config(_config())


def _config(connection: Connection | None = None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(migrations()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def upgrade(url: str) -> MigrationState:
    """Upgrade a database to this version in one transaction; return its new state.

    Raises:
        StoreError: newer than this code, locked, read-only, out of space or not reachable.
    """
    with opened(url) as engine:
        before = state_at(revision_of(engine))
        _refuse_newer(before, url)
        if before.pending:
            with _alone(engine) as connection:
                command.upgrade(_config(connection), "head")
        return state_at(revision_of(engine))


def _refuse_newer(state: MigrationState, url: str) -> None:
    if state.newer:
        raise StoreError(
            f"{describe(url)}: is at revision {state.current}, newer than this snubs knows ({state.head}); "
            "upgrade snubs, or set SNUBS_DATABASE_URL to another database"
        )


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """A transaction closed to other starting processes, in which their finished migrations are visible."""
    with clear_errors(engine.url), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            with connection.begin():
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
                yield connection
            return
        # Rebuilding a table would fire its foreign keys; the pragma does nothing inside a transaction.
        _pragma(connection, "foreign_keys = OFF")
        try:
            with connection.begin():
                yield connection
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise StoreError(
                        f"{describe(engine.url)}: migrating would leave broken references; nothing was done"
                    )
        finally:
            _pragma(connection, "foreign_keys = ON")


def _pragma(connection: Connection, pragma: str) -> None:
    driver = connection.connection.driver_connection
    if driver is not None:
        driver.execute(f"PRAGMA {pragma}")


def check(url: str) -> list[str]:
    """Differences between a migrated database and the models, one line each; empty when they agree.

    Raises:
        StoreError: the database cannot be migrated or read.
    """
    upgrade(url)
    with opened(url) as engine, reading(engine) as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": ours, "compare_type": True, "compare_server_default": True}
        )
        return [repr(difference) for difference in compare_metadata(context, Base.metadata)]


def revise(url: str, what: str) -> Path:
    """Write the next migration, from the newest revision to the models; return the file, for review.

    Raises:
        StoreError: models and migrations agree already, or the database cannot be migrated.
    """
    if not check(url):
        raise StoreError("models and migrations agree already; change a record or a table first")
    number = len(list(scripts().walk_revisions())) + 1
    with opened(url) as engine, _alone(engine) as connection:
        script = command.revision(_config(connection), what, autogenerate=True, rev_id=f"{number:04d}")
    if not isinstance(script, Script):
        raise StoreError("no migration was written")
    return Path(script.path)


def main(arguments: Sequence[str] | None = None) -> int:
    """For developers: what `alembic check` and `alembic revision` do, on an empty database of its own.

    Returns:
        1 when models and migrations differ.
    """
    parser = argparse.ArgumentParser(prog="python -m tracker.store.migrate", description=main.__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="compare models with migrations")
    commands.add_parser("revision", help="write the next migration").add_argument("what", help="what it changes")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/check.sqlite3"
        if options.command == "revision":
            print(f"wrote {revise(url, options.what)}: read it before it is used")
            return 0
        differences = check(url)
    for difference in differences:
        print(difference, file=sys.stderr)
    if not differences:
        print("migrations and models agree")
    return 1 if differences else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except StoreError as error:
        sys.exit(f"migrate: {error}")
