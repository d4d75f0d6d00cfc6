"""Read an edition: the rows of one film, by any of its names, without a database engine or a frame."""

import json
import sqlite3
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from tracker.domain.titles.comparable import title_key

Row = dict[str, Any]


def _of_json(text: bytes) -> object:
    value = json.loads(text)
    return tuple(value) if isinstance(value, list) else value


sqlite3.register_converter("JSON", _of_json)
sqlite3.register_converter("BOOLEAN", lambda text: text == b"1")


class Edition:
    """One judged season. Its methods raise `sqlite3.Error` where the file is damaged."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._about = dict(connection.execute("SELECT name, value FROM about").fetchall())
        self.key = self._about["key"]
        self.season = int(self._about["season"])
        self.as_of = self._about["as_of"]

    @cached_property
    def ceremonies(self) -> dict[tuple[str, int | None], str]:
        """Titles of the season's ceremonies by body and number."""
        rows = self._connection.execute("SELECT body, ceremony, title FROM ceremonies")
        return {(body, number): title for body, number, title in rows}

    def films(self, wanted: str) -> list[Row]:
        """The films that a title or an id may mean; all of the season where there is none."""
        matches = self._rows(
            "SELECT * FROM films WHERE ? IN (film_key, film_qid, film_imdb) OR film_key IN "
            "(SELECT film_key FROM titles WHERE title_key = ?) ORDER BY rowid",
            wanted,
            title_key(wanted),
        )
        return matches or self._rows("SELECT * FROM films ORDER BY rowid")

    def rows(self, table: str, film: str) -> list[Row]:
        """The rows of a film by its key, in the table's order."""
        return self._rows(f'SELECT * FROM "{table}" WHERE film_key = ? ORDER BY rowid', film)  # noqa: S608

    def entered(self, wanted: str) -> list[int]:
        """The film years, of all seasons, whose lists name a film of this title or id; the latest first."""
        query = "SELECT DISTINCT film_year FROM entered WHERE qid = ? OR imdb = ? OR title_key = ? ORDER BY 1 DESC"
        return [year for (year,) in self._connection.execute(query, (wanted, wanted, title_key(wanted)))]

    def _rows(self, query: str, *values: str) -> list[Row]:
        cursor = self._connection.execute(query, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]


def open_edition(path: Path) -> Edition | None:
    """The edition in a file; None where there is none that can be read."""
    with suppress(sqlite3.Error, KeyError, ValueError):
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        return Edition(sqlite3.connect(address, uri=True, detect_types=sqlite3.PARSE_DECLTYPES))
    return None
