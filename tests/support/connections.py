"""A desk's context with a connection to its database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection

from tracker.store.engine import reading


@contextmanager
def connected(desk: Any) -> Iterator[tuple[Any, Connection]]:
    context = desk.context()
    with reading(context.engine) as conn:
        yield context, conn
    context.close()
