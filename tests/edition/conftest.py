"""A small edition of lists, told in a few words, for questions to the records desk."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tracker.edition.desk.answer import answer
from tracker.edition.desk.material import Material
from tracker.edition.desk.present import Page, present
from tracker.edition.desk.question import as_question

_TABLES = {
    "bodies": "body, title, first_film_year, precursors",
    "entries": "film_year, body, ceremony, category, category_as_printed, result, heard, tells, source, film_key, "
    "title, position, people, person_keys, source_url",
    "coverage": "body, ceremony, category, film_year, closed, why",
    "alike": "film_year, film_key, twin",
    "films": "film_year, film_key, film, film_qid, film_imdb, countries, distributor",
    "lists": "source, body, ceremony, kind, source_url, state, revision, as_of, origin",
    "words": "kind, code, title",
    "snubs": "body, film_year, film_key, category, label, reason_code, eligibility",
}
BODIES = {"oscars": "Academy Awards", "globes": "Golden Globes", "guild": "Actors Guild", "critics": "Critics"}


class Desk:
    """Lists in memory, in the form of an edition's tables; a ceremony goes by its film year."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:")
        for table, columns in _TABLES.items():
            self.connection.execute(f"CREATE TABLE {table} ({columns})")
        for body, title in BODIES.items():
            precursors = json.dumps(["globes", "guild", "critics"] if body == "oscars" else [])
            self._insert("bodies", body, title, {"guild": 2000, "critics": 1990}.get(body), precursors)

    def _insert(self, table: str, *cells: Any) -> None:
        self.connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(cells))})", cells)  # noqa: S608

    def listed(self, body: str, *years: int, given: str = "", unread: str = "", why: str = "") -> "Desk":
        """Lists of a body: closed unless there is a reason; what was given, and what of it nobody could read."""
        for year in years:
            reason = why or ("category_not_read" if unread else None)
            self._insert("coverage", body, year, None, year, not reason, reason)
            for slug in given.split():
                self._insert(
                    "coverage",
                    body,
                    year,
                    slug,
                    year,
                    not why and slug != unread,
                    reason if slug == unread else why or None,
                )
            page = ("nominations", f"https://example.org/{body}/{year}", "trial" if why else "fit")
            self._insert("lists", "page", body, year, *page, "123", "2026-01-12T06:00:00Z", "live")
        return self

    def named(
        self, body: str, year: int, category: str, film: str | None, *people: str, won: bool = False, **more: Any
    ) -> "Desk":
        """An entry of a list."""
        row = {
            "heard": True,
            "tells": False,
            "source": "page",
            "printed": category,
            "key": film,
            "result": "won" if won else "nominated",
            "position": 0,
        }
        row |= more
        keys = [f"name:{person.lower()}" for person in people]
        self._insert(
            "entries",
            *(year, body, year, category, row["printed"], row["result"], row["heard"], row["tells"], row["source"]),
            *(row["key"], film, row["position"]),
            *(json.dumps(people), json.dumps(keys), f"https://example.org/{body}/{year}"),
        )
        return self

    def alike(self, one: str, other: str) -> "Desk":
        """Two keys that are not told apart."""
        self._insert("alike", None, one, other)
        self._insert("alike", None, other, one)
        return self

    def judged(
        self,
        body: str,
        film: str,
        label: str,
        reason: str,
        eligibility: str,
        *,
        year: int = 0,
        category: str | None = None,
    ) -> "Desk":
        """A verdict on a film as a whole, or in a category."""
        self._insert("snubs", body, year, film, category, label, reason, eligibility)
        return self

    def film(self, key: str, title: str, countries: str = "[]", distributor: str | None = None) -> "Desk":
        """A film of the registry."""
        self._insert("films", 2000, key, title, None, None, countries, distributor)
        return self

    def ask(self, **question: Any) -> Page:
        """The answer; `_` stands for what Python reserves: `with_`, `from_`."""
        data = {key.rstrip("_"): value for key, value in question.items()}
        return present(self.connection, answer(Material(self.connection), as_question(data, "")))

    def saved(self, path: Path) -> Path:
        """The same in a file."""
        self.connection.commit()
        with sqlite3.connect(path) as file:
            self.connection.backup(file)
        return path


@pytest.fixture
def desk() -> Iterator[Desk]:
    """An edition without lists."""
    made = Desk()
    yield made
    made.connection.close()


def films(page: Page) -> list[str]:
    """The films of an answer, in its order."""
    return [row["film"] for row in page.rows]
