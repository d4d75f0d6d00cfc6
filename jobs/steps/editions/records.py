"""The records desk: questions to an edition, and what fell or rose since the one before."""

import csv
import gc
import sqlite3
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from io import StringIO
from pathlib import Path
from typing import Any

from jobs.context import Context
from jobs.steps.editions.shelf import Shelf
from tracker.domain.errors import InputError
from tracker.edition.desk.answer import answer
from tracker.edition.desk.entries import reading
from tracker.edition.desk.material import Material
from tracker.edition.desk.named import SUFFIXES, named, of_file, shipped
from tracker.edition.desk.present import PLACED, Page, present
from tracker.edition.desk.question import Question, as_question
from tracker.edition.read import Edition


def questions(name: str, asked: Mapping[str, Any]) -> list[Question]:
    """What is asked: a named question, those of a file, or one in options; options change a named one. None: nothing.

    Raises:
        ConfigError: one line that names the key and the remedy.
    """
    if name.endswith(SUFFIXES):
        return [as_question({**data, **asked}, key) for key, data in of_file(Path(name)).items()]
    if name:
        return [as_question({**named(name), **asked}, name)]
    return [as_question(asked, "")] if asked else []


def listed() -> list[tuple[str, str]]:
    """Names and titles of the questions that ship with the tracker."""
    return [(name, data["title"]) for name, data in shipped().items()]


def every_line(question: Question, *, places: bool) -> Question:
    """The same, with every line of an answer that lists its cases, and of one with places where all `places` are meant.

    Otherwise that has those that are asked for.
    """
    return question if question.show in PLACED and not places else question.model_copy(update={"top": sys.maxsize})


def ask(edition: Edition, asked: Sequence[Question], *, with_untold: bool) -> list[Page]:
    """The answers of an edition, with what cannot be told laid out or not; one of them at least is an answer.

    Raises:
        ConfigError: a question names what the edition does not hold.
        InputError: no list is at hand that any of the questions asks for.
    """
    with closing(reading(edition.path)) as connection, uncollected():
        year = int(edition.as_of[:4])
        pages = [
            present(connection, answer(Material(connection), question), with_untold=with_untold, year=year)
            for question in asked
        ]
    if asked and not any(page.is_answer for page in pages):
        why = pages[0].sentences[0].removeprefix("No answer: ").rstrip(".")
        raise InputError(f"{pages[0].heading}: {why}; `snubs seasons` shows what is")
    return pages


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for cycles: cases hold many values and no cycles, and a search of them takes a tenth of an answer."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def moved(context: Context, edition: Edition) -> tuple[str, ...]:
    """What fell or rose since the edition that was published last; nothing where there is none to compare with."""
    from tracker.edition.desk.weekly import moved as compared

    shelf = Shelf(context.editions_dir)
    before = shelf.folder / (shelf.published() or edition.path.name)
    if before == edition.path or not before.is_file():
        return ()
    with closing(reading(before)) as old, closing(reading(edition.path)) as new, suppress(sqlite3.Error):
        return tuple(compared(old, new))
    return ()


def write_csv(path: Path | None, pages: Sequence[Page]) -> None:
    """Write the rows as one CSV table, to a file or to standard output.

    Raises:
        OutputError: it cannot be written.
    """
    if path is None:
        _write(sys.stdout, pages)
        return
    from tracker.export.folder import write_whole

    file = StringIO(newline="")
    _write(file, pages)
    write_whole(path, file.getvalue().encode())


def write_listed() -> None:
    """Write names and titles of the questions that ship with the tracker to standard output, as CSV."""
    csv.writer(sys.stdout, lineterminator="\r\n").writerows([("name", "title"), *listed()])


def _write(file: Any, pages: Sequence[Page]) -> None:
    writer = csv.writer(file, lineterminator="\r\n")
    columns = list(dict.fromkeys(column for page in pages for column in page.columns))
    writer.writerow(["question", *columns] if len(pages) > 1 else columns)
    for page in pages:
        for row in page.rows:
            cells = [_cell(row.get(column, "")) for column in columns]
            writer.writerow([page.heading, *cells] if len(pages) > 1 else cells)


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    return "|".join(map(str, value)) if isinstance(value, list) else "" if value is None else value
