"""By which names people are found: those that verdicts credit, and every name that the search knows."""

import sqlite3

from tracker.domain.titles.comparable import fold, search_key

IS_NUMBER = "(title IS NULL OR title GLOB 'tt[0-9]*' OR title GLOB 'Q[0-9]*')"
"""Of an entry: whether it tells nothing but its film's id."""

FILMLESS = """(
SELECT own.value AS person_key, names.value AS person, NULL AS person_qid, NULL AS person_imdb,
iif(own.value GLOB 'name:*', NULL, own.value) AS person_wikipedia, NULL AS film, nominations.*
FROM entries JOIN json_each(entries.person_keys) AS own JOIN json_each(entries.people) AS names ON names.key = own.key
JOIN nominations ON nominations.film_year = entries.film_year AND nominations.body = entries.body
AND nominations.ceremony IS entries.ceremony AND nominations.category = entries.category
AND nominations.category_as_printed IS entries.category_as_printed
AND nominations.result = entries.result AND nominations.nominees = entries.people AND nominations.film IS NULL
WHERE entries.film_key IS NULL AND entries.heard AND own.value <> '')"""
"""People whom entries name without a film, as for an honour or a promise; `people` has those of entries with films."""

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
