"""Do a person's answer and the records desk count the same? Every person of an edition, body by body.

python -m benchmarks.sentences.counts EDITION [--list]

EDITION is an edition's file. Exit code 1 where a count differs.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from jobs.steps.questions.person import documents_of, nominations
from tracker.edition.desk.entries import NOMINATED, Entry, reading
from tracker.edition.desk.material import Material
from tracker.edition.desk.units import number, persons_of
from tracker.edition.read import Edition

Count = tuple[int, int]
"""Nominations or prizes, and how many of them were won."""


class Person(NamedTuple):
    """A person at a body, as both count."""

    body: str
    key: str
    desk: Count
    answer: Count


def persons(path: Path) -> Iterator[Person]:
    """Everybody whom either of both counts."""
    desk, answers = _desk(path), _answers(path)
    for body, key in sorted({*desk, *answers}):
        yield Person(body, key, desk.get((body, key), (0, 0)), answers.get((body, key), (0, 0)))


def _desk(path: Path) -> dict[tuple[str, str], Count]:
    material = Material(reading(path), whole=True)
    by_film = material.entries(list(material.titles), None, people=True)
    return {
        (body, unit.key): (
            number(unit.sure, of_person=True),
            number([entry for entry in unit.sure if entry.result == "won"], of_person=True),
        )
        for body in material.titles
        for unit in persons_of(by_film, _at(body), by_season=False)
        if unit.sure
    }


def _at(body: str) -> Callable[[Entry], bool]:
    return lambda entry: entry.body == body and entry.result in NOMINATED


def _answers(path: Path) -> dict[tuple[str, str], Count]:
    edition = Edition(path)
    counts: dict[tuple[str, str], Count] = {}
    for row in edition.rows("SELECT person_key FROM persons ORDER BY person_key"):
        documents = documents_of(edition, row["person_key"])
        for body in {document["body"] for document in documents}:
            count = nominations([document for document in documents if document["body"] == body])
            if count != (0, 0):
                counts[body, row["person_key"]] = count
    edition.close()
    return counts


def main() -> int:
    """Say how many count alike, by body, and who does not."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("edition", type=Path)
    parser.add_argument("--list", action="store_true", help="name everybody whom they count differently")
    asked = parser.parse_args()
    every = list(persons(asked.edition))
    different = [person for person in every if person.desk != person.answer]
    of_body, wrong = (Counter(person.body for person in rows) for rows in (every, different))
    for body, count in sorted(of_body.items()):
        print(f"{body}: {count} persons, {wrong[body]} counted differently")
    for person in different if asked.list else ():
        print(f"{person.body} {person.key}: records desk {person.desk}, person's answer {person.answer}")
    return bool(different)


if __name__ == "__main__":
    raise SystemExit(main())
