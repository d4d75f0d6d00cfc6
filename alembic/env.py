"""Runs migrations on the connection it is given, or on the configured database."""

from typing import Literal

from alembic import context
from sqlalchemy import Connection, DateTime, TypeDecorator

from tracker.config import load_settings
from tracker.store.engine import open_engine, transaction
from tracker.store.models import Base, ours


def render_plainly(kind: str, item: object, _context: object) -> str | Literal[False]:
    """A migration names the database's own types: it must run the same when this code has moved on."""
    if kind != "type" or not isinstance(item, TypeDecorator):
        return False
    return "sa.DateTime(timezone=True)" if isinstance(item.impl, DateTime) else f"sa.{item.impl!r}"


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_name=ours,
        render_as_batch=True,
        transactional_ddl=True,
        render_item=render_plainly,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if context.is_offline_mode():
    raise SystemExit("migrations need a database; `--sql` is not supported")
if given is not None:
    run(given)
else:
    with transaction(open_engine(load_settings().database)) as connection:
        run(connection)
