"""Live data and the bundled archive never mix: a database holds one of them and says which."""

import re
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tracker.domain.errors import PolicyError
from tracker.store.plain import Rows, rows_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

Held = Literal["live", "archive"]
KEPT = "SELECT origin FROM database_origin"
_OF_PAGES = "SELECT max(origin) FROM page WHERE origin IN ('live', 'archive')"
"""For a file of an older version; the migration asks the same."""
_REFUSED: dict[Held, str] = {
    "live": "holds live data, and the bundled archive never goes with it; set `contact` in config.yaml or "
    "SNUBS_CONTACT to your email address or page, or read the archive from a database of its own: SNUBS_OFFLINE=1 "
    "without SNUBS_DATABASE_URL",
    "archive": "holds the bundled archive, and live data never goes into it; move it away, or set SNUBS_DATABASE_URL "
    "or SNUBS_DATA_DIR to another place",
}


def refuse_mixing(rows: Rows, wanted: Held, url: str) -> None:
    """Refuse a database that crawls of the other origin have filled; one that none has filled may hold either.

    Args:
        rows: queries over the database.
        wanted: what the settings ask for.
        url: the database's address, for the message.

    Raises:
        PolicyError: says what it holds, and the remedy.
    """
    if any(held != wanted for (held,) in rows(KEPT)):
        refuse("archive" if wanted == "live" else "live", url)


def refuse(held: Held, url: str) -> None:
    """Say what a database holds, and the remedy.

    Raises:
        PolicyError: always.
    """
    from tracker.store.engine import describe

    raise PolicyError(f"{describe(url)} {_REFUSED[held]}")


def claim(conn: "Connection", wanted: Held, url: str) -> None:
    """Let crawls of one origin fill the database from now on; the first that takes something in decides.

    Raises:
        PolicyError: another one was first.
    """
    from tracker.store.bulk import insert_missing, table_of
    from tracker.store.models import DatabaseOrigin

    insert_missing(conn, table_of(DatabaseOrigin), {"id": 1, "origin": wanted})
    refuse_mixing(rows_of(conn), wanted, url)


def is_live(url: str) -> bool:
    """Whether an address is a SQLite file, of this or an older version, with live data."""
    match = re.fullmatch(r"sqlite:///([^?:]+)", url)
    if match is None or not Path(match[1]).is_file():
        return False
    with suppress(sqlite3.Error), closing(sqlite3.connect(match[1])) as connection:
        for query in (KEPT, _OF_PAGES):
            with suppress(sqlite3.OperationalError):
                return ("live",) in connection.execute(query)
    return False
