"""The film and person of every statement, kept beside the editions: a file that can be made again from statements.

They are those of matching everything, which is done again where a statement came, went or moved to another season; what
is then different tells which film years are judged otherwise.
"""

import secrets
import sqlite3
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from contextlib import closing, contextmanager
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.store.bulk import chunks

if TYPE_CHECKING:
    import pandas as pd

Row = tuple[Any, ...]
Place = tuple[str, int]
"""A statement, and the position in it (0 where it has one film)."""

Ceremony = tuple[str, int]
"""A body, and the number of its ceremony."""

Changes = dict[str, dict[str, tuple[Row | None, Row | None]]]
"""By kind and statement: version of the page, film year, body and ceremony as they were and as they are, None where it
does not stand."""

_SCHEMA = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE statement (
    kind TEXT, id TEXT, page TEXT NOT NULL, film_year INTEGER, body TEXT, ceremony INTEGER, PRIMARY KEY (kind, id))
    WITHOUT ROWID;
CREATE TABLE film (
    frame TEXT, statement TEXT, position INTEGER, film_year INTEGER, film TEXT NOT NULL, film_reason TEXT,
    film_score REAL, film_why TEXT, PRIMARY KEY (frame, statement, position)) WITHOUT ROWID;
CREATE TABLE credit (
    frame TEXT, statement TEXT, position INTEGER, film TEXT, person TEXT, person_qid TEXT, person_reason TEXT,
    person_why TEXT, person_imdb TEXT, PRIMARY KEY (frame, statement, position)) WITHOUT ROWID;
CREATE TABLE alike (film TEXT, twin TEXT, PRIMARY KEY (film, twin)) WITHOUT ROWID;
CREATE TABLE offer (
    "case" TEXT, frame TEXT, place INTEGER, rank INTEGER, film TEXT, score REAL, why TEXT,
    PRIMARY KEY ("case", frame, place)) WITHOUT ROWID;
CREATE TABLE finding (
    "case" TEXT PRIMARY KEY, plain TEXT, likely TEXT, sure INTEGER, by_others INTEGER, key TEXT, first TEXT,
    season_title TEXT) WITHOUT ROWID;
CREATE TABLE entry (
    frame TEXT, statement TEXT, position INTEGER, film_year INTEGER, film TEXT, film_reason TEXT, film_score REAL,
    film_why TEXT, printed TEXT, title TEXT, "case" TEXT, link TEXT, states INTEGER, season_film TEXT,
    PRIMARY KEY (frame, statement, position)) WITHOUT ROWID;
CREATE TABLE pair (film TEXT, twin TEXT, agreed INTEGER, supported INTEGER, PRIMARY KEY (film, twin)) WITHOUT ROWID;
CREATE TABLE best (film TEXT PRIMARY KEY, best TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE block (block TEXT, film TEXT, PRIMARY KEY (block, film)) WITHOUT ROWID;
CREATE TABLE part (frame TEXT, statement TEXT, position INTEGER, part TEXT, PRIMARY KEY (frame, statement, position))
    WITHOUT ROWID;
CREATE TABLE tie (tie TEXT, part TEXT, PRIMARY KEY (tie, part)) WITHOUT ROWID;
CREATE TABLE unjoined (
    frame TEXT, statement TEXT, position INTEGER, film_year INTEGER, film TEXT NOT NULL, film_reason TEXT,
    film_score REAL, film_why TEXT, PRIMARY KEY (frame, statement, position)) WITHOUT ROWID;
CREATE TABLE naming (
    frame TEXT, statement TEXT, naming TEXT NOT NULL, title TEXT NOT NULL, states INTEGER NOT NULL,
    is_open INTEGER NOT NULL, PRIMARY KEY (frame, statement)) WITHOUT ROWID;
CREATE TABLE list (
    key TEXT PRIMARY KEY, body TEXT, ceremony INTEGER, film_year INTEGER, of_rows TEXT NOT NULL, state TEXT NOT NULL)
    WITHOUT ROWID;
CREATE TABLE season (film_year INTEGER PRIMARY KEY, touched INTEGER NOT NULL);
"""
_INDEXES = """
CREATE INDEX IF NOT EXISTS statement_season ON statement (film_year, kind);
CREATE INDEX IF NOT EXISTS statement_ceremony ON statement (ceremony, body);
CREATE INDEX IF NOT EXISTS film_season ON film (film_year, frame);
CREATE INDEX IF NOT EXISTS film_key ON film (film, frame);
CREATE INDEX IF NOT EXISTS credit_person ON credit (person);
CREATE INDEX IF NOT EXISTS finding_key ON finding (key);
CREATE INDEX IF NOT EXISTS entry_film ON entry (film);
CREATE INDEX IF NOT EXISTS entry_season_film ON entry (season_film);
CREATE INDEX IF NOT EXISTS entry_title ON entry (title, film_year);
CREATE INDEX IF NOT EXISTS entry_season ON entry (film_year);
CREATE INDEX IF NOT EXISTS entry_case ON entry ("case") WHERE "case" <> '';
CREATE INDEX IF NOT EXISTS block_film ON block (film);
CREATE INDEX IF NOT EXISTS part_part ON part (part);
CREATE INDEX IF NOT EXISTS tie_part ON tie (part);
CREATE INDEX IF NOT EXISTS naming_naming ON naming (naming);
CREATE INDEX IF NOT EXISTS naming_open ON naming (title) WHERE is_open;
"""
_VERSION = zlib.crc32((_SCHEMA + _INDEXES).encode()) >> 1
"""Of the file; one of another version is made again."""
_KEYS = {
    **dict.fromkeys(("film", "credit", "unjoined", "entry", "part"), ("frame", "statement", "position")),
    "alike": ("film", "twin"),
    "pair": ("film", "twin"),
    "best": ("film",),
    "block": ("block", "film"),
    "tie": ("tie", "part"),
    "naming": ("frame", "statement"),
    "offer": ('"case"', "frame", "place"),
    "finding": ('"case"',),
}
"""What tells the rows of a table apart: their first columns."""
FILM = ("film", "film_reason", "film_score", "film_why")
PERSON = ("person", "person_qid", "person_reason", "person_why", "person_imdb")


class Keys:
    """Keys of films and people by statement."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def rows(self, sql: str, *values: object) -> list[Row]:
        """The rows of a query."""
        return self.db.execute(sql, values).fetchall()

    def among(self, sql: str, values: Iterable[object], *more: object) -> Iterator[Row]:
        """The rows of a query that ends in `IN`, for any number of values; `more` come before them."""
        for part in chunks(sorted(values, key=str), 5_000):
            yield from self.db.execute(f"{sql} ({', '.join('?' * len(part))})", (*more, *part))

    def write(self, table: str, rows: Iterable[Row]) -> None:
        """Put rows into a table, in place of those with their key."""
        every = list(rows)
        if every:
            marks = ", ".join("?" * len(every[0]))
            self.db.executemany(f"REPLACE INTO {table} VALUES ({marks})", every)  # noqa: S608 - our own names

    def remove(self, table: str, where: str, keys: Iterable[Row]) -> None:
        """Take rows out."""
        self.db.executemany(f"DELETE FROM {table} WHERE {where}", list(keys))  # noqa: S608 - our own names

    def replace(self, table: str, frame: str, rows: Iterable[Row]) -> set[Row]:
        """Make a table's rows, or those of a frame in it, these; gives those that came or went."""
        of_frame = "WHERE frame = ?" if frame else ""
        before = {*self.rows(f"SELECT * FROM {table} {of_frame}", *([frame] if frame else []))}  # noqa: S608 - our own names
        return self.put(table, before, {row[: len(_KEYS[table])]: row for row in rows}.values())

    def put(self, table: str, before: Set[Row], rows: Iterable[Row]) -> set[Row]:
        """Put rows in the place of others; gives those that came or went."""
        key, now = _KEYS[table], {*rows}
        gone = before - now
        self.remove(table, " AND ".join(f"{name} = ?" for name in key), (row[: len(key)] for row in gone))
        self.write(table, sorted(now - before, key=itemgetter(*range(len(key)))))
        return {*gone, *(now - before)}

    def index(self) -> None:
        """Make the indexes, unless they are there: in a new file they are made faster of all rows."""
        for statement in _INDEXES.split(";\n"):
            self.db.execute(statement)

    @property
    def about(self) -> dict[str, str]:
        """What the keys were made from, and how often they changed."""
        return dict(self.rows("SELECT name, value FROM about"))

    @property
    def state(self) -> str:
        """Which file this is, and how often its keys, or what is said of films, have changed."""
        return f"{self.about['file']}:{self._changed}"

    @property
    def _changed(self) -> int:
        return int(self.about.get("changed", 0))

    def touched_since(self, state: str) -> frozenset[int] | None:
        """Film years of which anything that a judgement reads has changed since a state; None for all of them."""
        file, _, number = state.rpartition(":")
        if file != self.about["file"] or not int(self.about.get("all", 0)) <= int(number) <= self._changed:
            return None
        return frozenset(year for (year,) in self.rows("SELECT film_year FROM season WHERE touched > ?", int(number)))

    def touch(self, seasons: Iterable[int] | None) -> None:
        """Say that something changed of some film years, None for all of them."""
        number = self._changed + 1
        self.write("about", [("changed", str(number)), *([("all", str(number))] if seasons is None else [])])
        self.write("season", [(year, number) for year in seasons or ()])

    @property
    def sizes(self) -> dict[int, int]:
        """How many rows name a film of each film year at hand; a film year of a list alone has none."""
        lists = self.rows(
            "SELECT film_year FROM list WHERE film_year IS NOT NULL UNION SELECT film_year FROM statement "
            "WHERE film_year IS NOT NULL AND kind IN ('nomination', 'eligibility', 'top_ten')"
        )
        rows: dict[int, int] = dict(self.rows("SELECT film_year, count(*) FROM film GROUP BY film_year"))
        return {year: rows.get(year, 0) for (year,) in sorted(lists)}

    def films_of(self, seasons: Iterable[int]) -> set[str]:
        """Films that lists name in some film years, or that the registry or a release dates to them."""
        return {film for (film,) in self.among("SELECT DISTINCT film FROM film WHERE film_year IN", seasons)} - {""}

    def statements_about(self, films: Iterable[str], frames: Collection[str]) -> dict[str, set[str]]:
        """By frame, the statements that name some films."""
        every: dict[str, set[str]] = {frame: set() for frame in frames}
        for frame, statement in self.among("SELECT frame, statement FROM film WHERE film IN", films):
            if frame in every:
                every[frame].add(statement)
        return every

    def seasons_about(self, films: Iterable[str]) -> set[int]:
        """Film years in which lists name some films, or to which the registry or a release dates them."""
        sql = "SELECT DISTINCT film_year FROM film WHERE film_year IS NOT NULL AND film IN"
        return {year for (year,) in self.among(sql, films)}

    def films_mentioned(self) -> set[str]:
        """Films that the press speaks of."""
        return {film for (film,) in self.rows("SELECT DISTINCT film FROM film WHERE frame = 'mentions'")} - {""}

    def nominations_of(self, seasons: Iterable[int]) -> set[str]:
        """Nominations of film years."""
        sql = "SELECT id FROM statement WHERE kind = 'nomination' AND film_year IN"
        return {statement for (statement,) in self.among(sql, seasons)}

    def unplaced(self, kind: str) -> set[str]:
        """Statements of a kind whose film year nobody states."""
        sql = "SELECT id FROM statement WHERE film_year IS NULL AND kind = ?"
        return {statement for (statement,) in self.rows(sql, kind)}

    @property
    def has_unplaced_lists(self) -> bool:
        """Whether nobody states the film year of any list."""
        return bool(self.rows("SELECT 1 FROM list WHERE film_year IS NULL LIMIT 1"))

    def performances_of_people(self, people: Iterable[str]) -> set[str]:
        """Nominations that name some people."""
        sql = "SELECT DISTINCT statement FROM credit WHERE frame = 'credits' AND person IN"
        return {statement for (statement,) in self.among(sql, {*people} - {""})}

    def performances_of(self, statements: Iterable[str]) -> set[str]:
        """Nominations that name somebody whom one of these names."""
        sql = "SELECT DISTINCT person FROM credit WHERE statement IN"
        return self.performances_of_people(person for (person,) in self.among(sql, statements))

    def ceremonies_of(self, statements: Iterable[str]) -> set[Ceremony]:
        """The ceremonies of nominations."""
        sql = "SELECT DISTINCT body, ceremony FROM statement WHERE kind = 'nomination' AND id IN"
        return set(self.among(sql, statements))

    def statements_of(self, ceremonies: Iterable[Ceremony]) -> set[str]:
        """The statements of ceremonies' lists."""
        own = set(ceremonies)
        sql = "SELECT body, ceremony, id FROM statement WHERE ceremony IN"
        every = self.among(sql, {number for _, number in own})
        return {statement for body, number, statement in every if (body, number) in own}

    def alike(self, films: Iterable[str]) -> list[Row]:
        """Pairs of keys that are not told apart, of which the first is one of these films."""
        return sorted(self.among("SELECT film, twin FROM alike WHERE film IN", films))

    def candidates(self, cases: Iterable[str]) -> "pd.DataFrame":
        """The films that works may mean which stand under these keys, likeliest first."""
        import pandas as pd

        sql = 'SELECT "case", frame, place, rank, film, score, why FROM offer WHERE "case" IN'
        # What lists offer stands before what claims do.
        rows = sorted(self.among(sql, cases), key=lambda row: (row[0], row[1] != "lists", row[2]))
        return pd.DataFrame([(row[0], *row[3:]) for row in rows], columns=["case", "rank", "film", "score", "why"])

    def completed(self, name: str, frame: "pd.DataFrame") -> "pd.DataFrame":
        """A frame of the store with its keys, as identity completes it."""
        if name not in (*_FILMS, *_PEOPLE):
            return frame
        positions = frame["position"].tolist() if name in ("works", "credits") else [0] * len(frame)
        places = list(zip(frame["statement"].tolist(), positions, strict=True))
        if name in _FILMS:
            columns = FILM if name in _REASONED else FILM[:1]
            frame = _with(frame, columns, self._keys("film", columns, name, places), places)
        if name in _PEOPLE:
            frame = _with(frame, PERSON, self._keys("credit", PERSON, name, places), places)
        return frame

    def _keys(self, table: str, columns: tuple[str, ...], name: str, places: list[Place]) -> dict[Place, Row]:
        sql = f"SELECT statement, position, {', '.join(columns)} FROM {table} WHERE frame = ? AND statement IN"  # noqa: S608
        rows = self.among(sql, {statement for statement, _ in places}, name)
        return {(statement, position): tuple(keys) for statement, position, *keys in rows}


_REASONED = ("works", "top_tens", "eligibility", "releases", "scores", "mentions")
_FILMS = (*_REASONED, "films", "facts", "film_credits")
_PEOPLE = ("credits", "film_credits")
_NONE: Mapping[str, Any] = dict.fromkeys((*FILM, *PERSON), "") | {"film_score": 0.0}


def _with(
    frame: "pd.DataFrame", columns: tuple[str, ...], keys: Mapping[Place, Row], places: list[Place]
) -> "pd.DataFrame":
    import numpy as np
    import pandas as pd

    from tracker.frames import OBJECT

    none = tuple(_NONE[name] for name in columns)
    cells = list(zip(*(keys.get(place, none) for place in places), strict=True)) or [()] * len(columns)
    types: dict[str, Any] = {"film_score": np.dtype(float)}
    return frame.assign(
        **{
            name: pd.Series(list(values), index=frame.index, dtype=types.get(name, OBJECT))
            for name, values in zip(columns, cells, strict=True)
        }
    )


@contextmanager
def opened(path: Path) -> Iterator[Keys]:
    """The keys of a file, which is made where there is none; what was written stands when all went well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, timeout=30)) as db, db:
        db.execute("BEGIN IMMEDIATE")
        if db.execute("PRAGMA user_version").fetchone() != (_VERSION,):
            for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                db.execute(f'DROP TABLE "{table}"')
            for statement in _SCHEMA.split(";\n"):
                db.execute(statement)
            db.execute("INSERT INTO about VALUES ('file', ?)", (secrets.token_hex(8),))
            db.execute(f"PRAGMA user_version = {_VERSION}")
        yield Keys(db)


def offers(frame: str, candidates: "pd.DataFrame") -> list[Row]:
    """Rows of the table `offer`, of lists or of claims."""
    places: Counter[str] = Counter()
    rows = []
    for case, *cells in candidates.itertuples(index=False, name=None):
        places[case] += 1
        rows.append((case, frame, places[case], *cells))
    return rows
