"""Stages of matching that stand because nothing that they read has changed leave the keys of matching everything."""

# ruff: noqa: S608 - our own names

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from connections import connected

from benchmarks.sentences.damaged_list import glued, with_slip
from jobs.steps.identity.keys import Keys, opened
from jobs.steps.identity.match import match
from jobs.steps.identity.renew import kept_keys, renew

TABLES = (
    *("film", "credit", "alike", "offer", "finding", "unjoined", "statement", "list"),
    *("entry", "pair", "best", "block", "part", "tie", "naming"),
)
LISTED = ("nomination", "eligibility", "top_ten")
NAMING = ("nomination_work", "eligibility", "top_ten", "score", "release")


class Statements:
    """Statements of a database that come and go by chance."""

    def __init__(self, file: sqlite3.Connection, chance: random.Random) -> None:
        self.file, self.chance = file, chance

    def some(self, table: str, most: int, where: str = "") -> list[str]:
        ids = [one for (one,) in self.file.execute(f"SELECT id FROM {table} {where} ORDER BY id")]
        return self.chance.sample(ids, min(len(ids), self.chance.randrange(1, most)))

    def retract(self, tables: tuple[str, ...] = LISTED, most: int = 9) -> None:
        table = self.chance.choice(tables)
        for one in self.some(table, most, "WHERE retracted_run IS NULL"):
            self.file.execute(f"UPDATE {table} SET retracted_run = last_seen_run WHERE id = ?", (one,))

    def come_back(self) -> None:
        for table in (*LISTED, "film", "score", "release", "link"):
            self.file.execute(f"UPDATE {table} SET retracted_run = NULL WHERE retracted_run = last_seen_run")

    def lose_claims(self) -> None:
        self.retract(("score", "release", "link"), 30)

    def lose_films(self) -> None:
        self.retract(("film",), 5)

    def say_again(self) -> None:
        """Some claims are made again in other words, or of another film."""
        columns = self.chance.choice([(), (), ("qid",), ("title",), ("imdb", "qid")])
        for table in ("score", "release"):
            for one in self.some(table, 20, "WHERE retracted_run IS NULL"):
                other = f"{self.chance.randrange(10**9):064d}"
                self.copy(table, "id", one, other)
                self.file.execute(f"UPDATE {table} SET retracted_run = last_seen_run WHERE id = ?", (one,))
                for column in columns:
                    cell = self.cell(column)
                    self.file.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (cell, other))

    def be_called_otherwise(self) -> None:
        """Some nominations are of works with other titles, links and ids, as other statements have them."""
        for one in self.some("nomination", 6, "WHERE retracted_run IS NULL"):
            other = self.replaced(one)
            column = self.chance.choice(["title", "link", "imdb", "qid"])
            self.file.execute(
                f"UPDATE nomination_work SET {column} = ? WHERE statement = ?", (self.cell(column), other)
            )

    def be_misspelt(self) -> None:
        """Some nominations are of works whose titles have slips, without a link, perhaps with another's id."""
        for one in self.some("nomination", 6, "WHERE retracted_run IS NULL"):
            other = self.replaced(one)
            (title,) = self.file.execute(
                "SELECT max(title) FROM nomination_work WHERE statement = ?", (one,)
            ).fetchone()
            spell = self.chance.choice([with_slip, glued])
            cells = (spell(title or "", self.chance), self.chance.choice(["", self.cell("imdb")]), other)
            self.file.execute("UPDATE nomination_work SET title = ?, imdb = ?, link = '' WHERE statement = ?", cells)

    def cell(self, column: str) -> str:
        """What some statement has in a column."""
        cells = self.file.execute(f"SELECT {column} FROM {self.chance.choice(NAMING)} ORDER BY 1").fetchall()
        (cell,) = self.chance.choice([*cells, (None,)])
        return cell or ""

    def replaced(self, one: str) -> str:
        """A copy of a nomination, which goes."""
        other = f"{self.chance.randrange(10**9):064d}"
        self.copy("nomination", "id", one, other)
        for part in ("nomination_work", "nomination_person"):
            self.copy(part, "statement", one, other)
        self.file.execute("UPDATE nomination SET retracted_run = last_seen_run WHERE id = ?", (one,))
        return other

    def copy(self, table: str, key: str, one: str, other: str) -> None:
        columns = [name for _, name, *_ in self.file.execute(f"PRAGMA table_info({table})") if name != key]
        names = ", ".join(columns)
        sql = f"INSERT OR IGNORE INTO {table} ({key}, {names}) SELECT ?, {names} FROM {table} WHERE {key} = ?"
        self.file.execute(sql, (other, one))

    def lists_move(self) -> None:
        """Ceremonies of a list are of another film year."""
        self.file.execute(
            "UPDATE ceremony_list SET film_year = film_year + ? WHERE key = (SELECT key FROM ceremony_list "
            "WHERE film_year IS NOT NULL ORDER BY key LIMIT 1 OFFSET ?)",
            (self.chance.choice([-1, 1]), self.chance.randrange(3)),
        )


KINDS: list[Callable[[Statements], None]] = [
    Statements.retract,
    Statements.be_called_otherwise,
    Statements.come_back,
    Statements.retract,
    Statements.be_called_otherwise,
    Statements.lists_move,
    Statements.be_misspelt,
    Statements.say_again,
    Statements.lose_claims,
    Statements.say_again,
    Statements.be_called_otherwise,
    Statements.lose_films,
    Statements.come_back,
]


def change(database: Path, chance: random.Random, kind: Callable[[Statements], None]) -> None:
    with closing(sqlite3.connect(database)) as file, file:
        kind(Statements(file, chance))
        moment = f"20{chance.randrange(30, 99)}-01-01 00:00:{chance.randrange(60):02d}.{chance.randrange(10**6):06d}"
        file.execute(
            "UPDATE run SET finished_at = ? WHERE id = (SELECT max(id) FROM run WHERE source IS NOT NULL)", (moment,)
        )


def rows(keys: Keys) -> dict[str, list[Any]]:
    return {table: keys.rows(f"SELECT * FROM {table}") for table in TABLES}


def stay_equal(desk: Any, folder: Path, seed: int, kinds: list[Callable[[Statements], None]]) -> None:
    """Let statements come and go, and compare the keys after each change with those of matching everything."""
    chance = random.Random(seed)  # noqa: S311
    with connected(desk) as (context, conn), kept_keys(context, conn):
        pass
    for at, kind in enumerate(kinds):
        change(desk.database, chance, kind)
        with connected(desk) as (context, conn):
            with kept_keys(context, conn) as keys:
                again = rows(keys)
            with opened(folder / f"{at}.sqlite3") as keys:
                renew(context, conn, keys)
                anew = rows(keys)
        for table in TABLES:
            assert again[table] == anew[table], (seed, at, kind.__name__, table)


def test_after_some_changes_keys_are_those_of_matching_everything(small: Any, tmp_path: Path) -> None:
    kinds = [Statements.be_called_otherwise, Statements.be_misspelt, Statements.retract, Statements.lose_claims]
    stay_equal(small, tmp_path, 1, kinds)


def test_after_claims_were_made_again_keys_are_those_of_matching_everything(short: Any, tmp_path: Path) -> None:
    stay_equal(short, tmp_path, 3, [Statements.say_again] * 3)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 22))
def test_after_any_changes_keys_are_those_of_matching_everything(worked: Any, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    stay_equal(worked, tmp_path, seed, chance.sample(KINDS, len(KINDS)))


def called(desk: Any, number: int, **cells: str) -> None:
    """A copy of the first nomination whose work is called otherwise, perhaps in another category."""
    with closing(sqlite3.connect(desk.database)) as file, file:
        (one,) = file.execute("SELECT min(id) FROM nomination WHERE retracted_run IS NULL").fetchone()
        other = f"{number:064x}"
        of = Statements(file, random.Random(number))  # noqa: S311
        of.copy("nomination", "id", one, other)
        of.copy("nomination_work", "statement", one, other)
        for column in ("title", "link", "imdb", "qid"):
            file.execute(f"UPDATE nomination_work SET {column} = ? WHERE statement = ?", (cells.get(column, ""), other))
        if "category" in cells:
            file.execute("UPDATE nomination SET category = ? WHERE id = ?", (cells["category"], other))
        file.execute(
            "UPDATE run SET finished_at = ? WHERE id = (SELECT max(id) FROM run WHERE source IS NOT NULL)",
            (f"20{number}-01-01 00:00:00.000000",),
        )


def keys_and_anew(desk: Any, file: Path) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
    with connected(desk) as (context, conn):
        with kept_keys(context, conn) as keys:
            again = rows(keys)
        with opened(file) as keys:
            renew(context, conn, keys)
            return again, rows(keys)


def test_a_new_row_with_a_link_has_the_id_that_another_row_states_with_it(small: Any, tmp_path: Path) -> None:
    called(small, 40, title="Made Up", link="Made Up (film)", imdb="tt9999999")
    keys_and_anew(small, tmp_path / "before.sqlite3")
    called(small, 41, title="Made Up", link="Made Up (film)")
    again, anew = keys_and_anew(small, tmp_path / "after.sqlite3")
    assert [row[4] for row in again["film"] if row[:2] == ("works", f"{41:064x}")] == ["tt9999999"]
    assert again == anew


def test_a_new_row_with_a_slip_at_both_ends_is_not_told_from_its_film(small: Any, tmp_path: Path) -> None:
    called(small, 39, title="Made Up Harbour", link="Made Up Harbour", category="sound")
    keys_and_anew(small, tmp_path / "before.sqlite3")
    called(small, 41, title="Mzde Up Harboxr", category="costume_design")
    again, anew = keys_and_anew(small, tmp_path / "after.sqlite3")
    assert [pair for pair in again["alike"] if "wp:Made Up Harbour" in pair]
    assert again == anew


def test_a_new_row_without_any_name_stands_without_a_film(small: Any, tmp_path: Path) -> None:
    keys_and_anew(small, tmp_path / "before.sqlite3")
    called(small, 41)
    again, anew = keys_and_anew(small, tmp_path / "after.sqlite3")
    assert [row[4] for row in again["film"] if row[:2] == ("works", f"{41:064x}")] == [""]
    assert again == anew


def test_neither_claims_are_read_nor_people_told_apart_where_no_list_says_otherwise(
    small: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with connected(small) as (context, conn), kept_keys(context, conn):
        pass
    monkeypatch.setattr("jobs.steps.identity.stages._ONLY_CLAIMS", ("no such frame",))
    monkeypatch.setattr("tracker.identity.people.persons.people_of", None)
    with connected(small) as (context, conn), kept_keys(context, conn) as keys:
        assert match(context, conn, keys, {"nomination": {}}) == (set(), set())


def test_a_nomination_that_goes_is_matched_without_matching_everything(
    small: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with connected(small) as (context, conn), kept_keys(context, conn) as keys:
        state = keys.state
    with closing(sqlite3.connect(small.database)) as file, file:
        (one,) = file.execute("SELECT min(id) FROM nomination").fetchone()
        file.execute("UPDATE nomination SET retracted_run = last_seen_run WHERE id = ?", (one,))
        file.execute("UPDATE run SET finished_at = '2031-01-01 00:00:00.000000' WHERE source IS NOT NULL")
    monkeypatch.setattr("jobs.steps.identity.match.Stages", None)
    with connected(small) as (context, conn), kept_keys(context, conn) as keys:
        assert keys.touched_since(state)
        assert not keys.rows("SELECT 1 FROM film WHERE statement = ?", one)


def said_again(desk: Any, one: str, other: str, **cells: str) -> None:
    """A score is made again, perhaps of a film that is called otherwise."""
    with closing(sqlite3.connect(desk.database)) as file, file:
        Statements(file, random.Random(1)).copy("score", "id", one, other)  # noqa: S311
        for column, cell in cells.items():
            file.execute(f"UPDATE score SET {column} = ? WHERE id = ?", (cell, other))
        file.execute("UPDATE score SET retracted_run = last_seen_run WHERE id = ?", (one,))
        file.execute(
            "UPDATE run SET finished_at = ? WHERE source IS NOT NULL", (f"20{ord(other[0])}-01-01 00:00:00.000000",)
        )


@pytest.mark.parametrize("ids", [{}, {"qid": "", "imdb": ""}, {"qid": "Q1", "title": "Made Up"}])
def test_a_score_that_changes_has_its_film_without_matching_everything(
    short: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ids: dict[str, str]
) -> None:
    with closing(sqlite3.connect(short.database)) as file:
        (one,) = file.execute("SELECT min(id) FROM score WHERE retracted_run IS NULL").fetchone()
    said_again(short, one, "A" * 64, **{column: cell for column, cell in ids.items() if not cell})
    before, _ = keys_and_anew(short, tmp_path / "before.sqlite3")
    said_again(short, "A" * 64, "B" * 64, **{column: cell for column, cell in ids.items() if cell})
    with monkeypatch.context() as patch, connected(short) as (context, conn):
        patch.setattr("jobs.steps.identity.match.Stages", None)
        with kept_keys(context, conn) as keys:
            again = rows(keys)
    films = {row[1]: row[4:] for row in (*before["film"], *again["film"]) if row[0] == "scores"}
    assert films["B" * 64] == ((ids.get("qid") or films["A" * 64][0]), *films["A" * 64][1:])
    assert again == keys_and_anew(short, tmp_path / "after.sqlite3")[1]
