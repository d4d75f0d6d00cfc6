"""The named questions of every edition: what is kept of their answers, and what fell or rose since another edition."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tracker.edition.desk.answer import OF_PEOPLE, answer
from tracker.edition.desk.material import Material
from tracker.edition.desk.named import every
from tracker.edition.desk.present import PLACED, Page, Pages, present
from tracker.edition.desk.question import PRECURSORS, Question
from tracker.edition.desk.reuse import made_of

KEPT = 100
"""Lines of an answer that an edition keeps."""
LINES = 5
"""Sentences that a report has of what fell or rose."""
ANSWERS = ("question", "title", "cases", "answers", "sentence", "scope", "made_of")
RECORDS = (
    "question",
    "within",
    "place",
    "film_year",
    "film_key",
    "film",
    "person",
    "category",
    "length",
    "nominations",
    "wins",
    "source_url",
)
"""Columns of the tables `answers` and `records`."""


class Line(NamedTuple):
    """One line of an answer, as an edition keeps it."""

    group: str
    place: int
    film: str
    person: str
    year: int | None
    measure: int
    """What its place is given for."""

    @property
    def name(self) -> str:
        """`Amy Adams, Arrival (2016)`."""
        return f"{', '.join(filter(None, (self.person, self.film)))} ({self.year})"


Rows = list[tuple[Any, ...]]


def answers(
    connection: sqlite3.Connection,
    hashes: Mapping[str, str] | None = None,
    before: Mapping[str, "Before"] | None = None,
) -> tuple[Rows, Rows]:
    """The rows of `ANSWERS` and of `RECORDS`; a question about a body that the edition lacks has none.

    Args:
        connection: of the edition.
        hashes: of what questions read, by body.
        before: answers of the edition before, of which those that are made of the same still hold.
    """
    material = Material(connection, whole=True)
    pages: Pages = {}
    rows: Rows = []
    lines: Rows = []
    for name, question in every().items():
        bodies = _bodies(material, question)
        if not bodies <= set(material.titles):
            continue
        key = made_of(hashes or {}, material.titles if question.of in OF_PEOPLE else bodies)
        old = (before or {}).get(name)
        if old is not None and key and old.answer[-1] == key:
            rows.append(old.answer)
            lines += old.lines
            continue
        wider = question if question.show in PLACED else question.model_copy(update={"top": KEPT})
        page = present(connection, answer(material, wider), pages, with_untold=False)
        cases, sentences = page.counts["answer"] + page.counts["has"], " ".join((*page.sentences, *page.folded))
        rows.append((name, page.title, cases, page.counts["answer"], sentences, " ".join(page.scope), key))
        lines += _lines(name, page)
    return rows, lines


class Before(NamedTuple):
    """An answer that an edition keeps, and its lines."""

    answer: tuple[Any, ...]
    lines: Rows


def answers_before(connection: sqlite3.Connection) -> dict[str, Before]:
    """The answers that stand in an edition, by question."""
    rows = connection.execute(f"SELECT {', '.join(ANSWERS)} FROM answers").fetchall()  # noqa: S608 - our own names
    by_question = {row[0]: Before(row, []) for row in rows}
    for row in connection.execute(f"SELECT {', '.join(RECORDS)} FROM records ORDER BY rowid"):  # noqa: S608
        by_question[row[0]].lines.append(row)
    return by_question


def _bodies(material: Material, question: Question) -> set[str]:
    """The bodies that a question is about, the ones whose precursors are meant among them."""
    terms = (*question.having, *question.without, *filter(None, (question.count,)))
    bodies = {body for term in terms for body in term.bodies}
    slugs = {body.removesuffix(PRECURSORS) for body in bodies}
    return slugs | {
        one
        for body in bodies
        if body.endswith(PRECURSORS)
        for one in material.precursors(body.removesuffix(PRECURSORS))
    }


def _lines(name: str, page: Page) -> Iterator[tuple[Any, ...]]:
    for row in page.rows:
        url = row["source_urls"][0] if row["source_urls"] else None
        own = ("film_year", "film_key", "film", "person", "category", "length", "nominations", "wins")
        yield (name, row["group"], row["place"], *map(row.get, own), url)


def moved(before: sqlite3.Connection, now: sqlite3.Connection) -> list[str]:
    """What fell or rose from one edition to another, the records that were broken first; empty where nothing did."""
    was, has = _kept(before), _kept(now)
    titles = dict(now.execute("SELECT question, title FROM answers").fetchall())
    counts = {
        name: (answers, cases) for name, cases, answers in now.execute("SELECT question, cases, answers FROM answers")
    }
    broken: list[str] = []
    others: list[str] = []
    for name, title in titles.items():
        if name in was and name in every():
            is_placed = every()[name].show in PLACED
            own = _moves(title, was[name], has.get(name, {}), counts[name], is_placed=is_placed)
            (broken if is_placed else others).extend(own)
    lines = [*broken, *others]
    more = len(lines) - LINES
    return [*lines[:LINES], *([f"And {more} more: snubs records."] if more > 0 else [])]


_Lines = Mapping[tuple[str, ...], Line]


def _kept(connection: sqlite3.Connection) -> Mapping[str, _Lines]:
    """By question, its lines by film, person, category and group; a question without lines has an empty answer."""
    query = (
        "SELECT question, coalesce(film_key, ''), coalesce(person, ''), coalesce(category, ''), coalesce(within, ''), "
        "place, coalesce(film, ''), film_year, coalesce(length, nominations) FROM records"
    )
    answers: dict[str, dict[tuple[str, ...], Line]] = {
        name: {} for (name,) in connection.execute("SELECT question FROM answers")
    }
    for name, film, person, category, group, place, title, *figures in connection.execute(query):
        answers[name][film, person, category, group] = Line(group, place, title, person, *figures)
    return answers


def _moves(title: str, was: _Lines, has: _Lines, counts: Sequence[int], *, is_placed: bool) -> Iterator[str]:
    """Sentences on one question."""
    rose = [line for key, line in has.items() if key not in was]
    fell = [line for key, line in was.items() if key not in has]
    if is_placed:
        holders = {line.group: line for line in reversed(list(was.values())) if line.place == 1}
        for line in (line for line in rose if line.place == 1 and line.group in holders):
            old = holders[line.group]
            level = "level with" if line.measure == old.measure else f"where it was {old.measure}, by"
            where = f" ({line.group})" if line.group else ""
            yield f"{title}{where}: {line.name} with {line.measure}, {level} {old.name}."
        return
    share = f" ({counts[0]} of {counts[1]})" if counts[1] > counts[0] else ""
    if rose and len(was) < KEPT:
        yield f"{title}: new {'; '.join(line.name for line in rose[:LINES])}{share}."
    if fell and len(has) < KEPT:
        yield f"{title}: no longer {'; '.join(line.name for line in fell[:LINES])}{share}."
