"""By which names people are found: those that verdicts credit, and every name that the search knows."""

import sqlite3

from tracker.domain.titles.comparable import fold, search_key

IS_NUMBER = "(title IS NULL OR title GLOB 'tt[0-9]*' OR title GLOB 'Q[0-9]*')"
"""Of an entry: whether it tells nothing but its film's id."""

SEARCH = (
    "CREATE VIRTUAL TABLE search USING fts5(text, name UNINDEXED, kind UNINDEXED, key UNINDEXED, "
    "tokenize = 'trigram', detail = 'none', columnsize = 0)"
)
"""`text` is the comparable form of `name`; of a film, with initials as one word."""
_NAMES = (
    "SELECT DISTINCT title, 'film', film_key FROM titles ORDER BY rowid",
    "SELECT name, 'person', person_key FROM persons ORDER BY rowid",
    "SELECT value, 'person', person_key FROM persons, json_each(spellings) ORDER BY persons.rowid, json_each.id",
    "SELECT title, 'body', body FROM bodies ORDER BY rowid",
    "SELECT value, 'body', body FROM bodies, json_each(also) ORDER BY bodies.rowid, json_each.id",
    "SELECT DISTINCT printed, 'category', concept FROM categories ORDER BY rowid",
)


def index_names(connection: sqlite3.Connection) -> None:
    """Make the search over every title, person, body and category that stands in an edition's tables."""
    connection.execute("DROP TABLE IF EXISTS search")
    connection.execute(SEARCH)
    for query in _NAMES:
        rows = [
            ((search_key if kind == "film" else fold)(name), name, kind, key)
            for name, kind, key in connection.execute(query)
        ]
        connection.executemany("INSERT INTO search VALUES (?, ?, ?, ?)", rows)
