"""Family `supplied`: CSV files that a user provides, or that come with the archive, in one of three schemas.

The header must be exactly the schema's (`HEADERS`, in that order). Every value is text as it stands: the titles
`1917`, `None`, `NA` and `8½` are titles. A blank cell means "not known". Several people stand in one cell, between
semicolons; `people_links` holds their page titles in the same order. A row that cannot be read becomes a problem that
names the file and the line, and gives no record.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import date

from pydantic import ValidationError

from tracker.domain.categories import categories, printed_key
from tracker.domain.errors import ConfigError
from tracker.domain.problems import Problem
from tracker.domain.records import (
    EligibilityRecord,
    NominationRecord,
    PageRecord,
    Person,
    Record,
    Result,
    TopTenRecord,
    Work,
)
from tracker.domain.sources import Source

_WORK = ("title", "link", "imdb", "qid")
_PEOPLE = ("people", "people_links")
HEADERS: dict[str, tuple[str, ...]] = {
    "nominations": (
        *("ceremony", "category", "result", *_WORK, *_PEOPLE),
        *("starred", "detail", "note", "announced_on", "source_url"),
    ),
    "top_tens": ("film_year", *_WORK, "lists", "of", "source_url"),
    "eligibility": ("body", "ceremony", "category", "status", *_WORK, *_PEOPLE, "reason", "source_url"),
}
"""The columns of each schema, in order; docs/supplied.md explains them."""

MAX_BYTES = 20_000_000
_IMDB = re.compile(r"tt\d{7,10}")
_QID = re.compile(r"Q[1-9]\d{0,11}")
_URL = re.compile(r"(?:https?://[^\s/]+|pkg:)\S*")
_NUMBER = re.compile(r"[0-9]{1,6}")
_SLUG = re.compile(r"[a-z][a-z0-9_]*")

Row = dict[str, str]


class _BadInputError(ValueError):
    """What is wrong with a row or a file, for people."""


def _number(row: Row, column: str) -> int:
    if not _NUMBER.fullmatch(row[column]):
        raise _BadInputError(f"{column} must be a whole number, not {row[column]!r}")
    return int(row[column])


def _shaped(row: Row, column: str, shape: re.Pattern[str], example: str) -> str | None:
    if row[column] and not shape.fullmatch(row[column]):
        raise _BadInputError(f"{column} must look like {example}, not {row[column][:80]!r}")
    return row[column] or None


def _day(row: Row, column: str) -> str | None:
    try:
        return date.fromisoformat(row[column]).isoformat() if row[column] else None
    except ValueError:
        raise _BadInputError(f"{column} must be a day such as 2011-01-25, not {row[column][:80]!r}") from None


def _choice(row: Row, column: str, choices: tuple[str, ...]) -> str:
    if row[column] not in choices:
        raise _BadInputError(
            f"{column} must be one of {', '.join(c or 'blank' for c in choices)}, not {row[column][:80]!r}"
        )
    return row[column]


def _cites(row: Row) -> tuple[str, ...]:
    url = _shaped(row, "source_url", _URL, "https://…")
    if not url:
        raise _BadInputError("source_url is blank; say where the fact was read")
    return (url,)


def _work(row: Row) -> Work:
    imdb, qid = _shaped(row, "imdb", _IMDB, "tt0123456"), _shaped(row, "qid", _QID, "Q927826")
    if not row["title"]:
        raise _BadInputError("title is blank")
    return Work(title=row["title"], link=row["link"] or None, imdb=imdb, qid=qid)


def _people(row: Row) -> tuple[Person, ...]:
    names = [name.strip() for name in row["people"].split(";")] if row["people"] else []
    links = [link.strip() for link in row["people_links"].split(";")] if row["people_links"] else [""] * len(names)
    if len(links) != len(names):
        raise _BadInputError(f"people_links has {len(links)} parts for {len(names)} people")
    if not all(names):
        raise _BadInputError("people has an empty name between semicolons")
    return tuple(Person(name=name, link=link or None) for name, link in zip(names, links, strict=True))


def _nomination(source: Source, page: PageRecord, row: Row, line: int) -> NominationRecord | None:
    if source.body is None:
        raise ConfigError(f"{source.name}: a supplied list of nominations needs a body")
    if printed_key(row["category"]) in map(printed_key, source.ignore):
        return None
    ceremony, people = _number(row, "ceremony"), _people(row)
    if not row["category"]:
        raise _BadInputError("category is blank")
    named = any(row[column] for column in _WORK)
    if not named and not people:
        raise _BadInputError("neither a title nor people")
    declared = source.declared(row["category"], ceremony)
    result = _choice(row, "result", ("", *Result)) or source.result
    return NominationRecord(
        page=page.id,
        body=source.body,
        ceremony=ceremony,
        category=declared[1].concept if declared else None,
        category_as_printed=row["category"],
        result=Result(result),
        works=(_work(row),) if named else (),
        people=people,
        detail=row["detail"] or None,
        note=row["note"] or None,
        starred=_choice(row, "starred", ("", "no", "yes")) == "yes",
        cites=_cites(row),
        line=line,
        announced_on=_day(row, "announced_on"),
    )


def _top_ten(_source: Source, page: PageRecord, row: Row, _line: int) -> TopTenRecord:
    lists, of = _number(row, "lists"), _number(row, "of")
    if lists > of or not of:
        raise _BadInputError(f"lists must be at most of, and of more than 0, not {lists} of {of}")
    year = _number(row, "film_year")
    return TopTenRecord(page=page.id, film=_work(row), film_year=year, lists=lists, of=of, cites=_cites(row))


def _eligibility(_source: Source, page: PageRecord, row: Row, _line: int) -> EligibilityRecord:
    if row["category"] and row["category"] not in categories():
        raise _BadInputError(f"category must be blank or a slug of categories.yml, not {row['category'][:80]!r}")
    body = _shaped(row, "body", _SLUG, "oscars")
    if not body:
        raise _BadInputError("body is blank")
    return EligibilityRecord.model_validate(
        {
            "page": page.id,
            "body": body,
            "ceremony": _number(row, "ceremony"),
            "category": row["category"] or None,
            "film": _work(row),
            "people": _people(row),
            "status": _choice(row, "status", ("eligible", "ineligible", "not_submitted", "not_advanced")),
            "reason": row["reason"] or None,
            "cites": _cites(row),
        }
    )


_READERS: dict[str, Callable[[Source, PageRecord, Row, int], Record | None]] = {
    "nominations": _nomination,
    "top_tens": _top_ten,
    "eligibility": _eligibility,
}


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank, with the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    for cells in reader:
        if cells:
            yield begins, cells
        begins = reader.line_num + 1


def _check_cells(header: tuple[str, ...], cells: list[str]) -> None:
    if len(cells) != len(header):
        raise _BadInputError(f"{len(cells)} cells where the header has {len(header)}")
    odd = next((name for name, cell in zip(header, cells, strict=True) if not cell.isprintable()), None)
    if odd:
        raise _BadInputError(f"{odd} holds a line break or another character that cannot be printed")


def _ceremony_of(header: tuple[str, ...], cells: list[str]) -> int | None:
    """The ceremony a bad row belongs to, when at least that can be read."""
    if "ceremony" not in header or len(cells) != len(header):
        return None
    cell = cells[header.index("ceremony")]
    return int(cell) if _NUMBER.fullmatch(cell) else None


def _decode(body: bytes) -> str:
    if len(body) > MAX_BYTES:
        raise _BadInputError(f"larger than {MAX_BYTES} bytes; split the file")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body[: error.start].count(b"\n") + 1
        raise _BadInputError(f"line {line}: not UTF-8; save the file as UTF-8") from None


def _check_header(header: tuple[str, ...], first: list[str]) -> None:
    if tuple(first) == header:
        return
    missing = [name for name in header if name not in first]
    unknown = [name for name in first if name not in header]
    what = (f"; missing: {', '.join(missing)}" if missing else "") + (
        f"; unknown: {', '.join(unknown)}" if unknown else ""
    )
    raise _BadInputError(f"line 1: the header must be exactly {','.join(header)}{what or '; the order differs'}")


class _File:
    """One file being read: what it gave so far, and what was wrong."""

    def __init__(self, source: Source, page: PageRecord, table: str) -> None:
        self.source, self.page, self.table = source, page, table
        self.header = HEADERS[table]
        self.records: list[Record] = []
        self.problems: list[Problem] = []
        self._seen: dict[tuple[str, ...], int] = {}

    def problem(self, code: str, message: str, line: int | None = None, ceremony: int | None = None) -> None:
        where = f"{self.page.title}: line {line}: " if line else f"{self.page.title}: "
        found = Problem(code=code, message=where + message, page=self.page.id, ceremony=ceremony, line=line)
        self.problems.append(found)

    def row(self, line: int, cells: list[str]) -> Record | None:
        _check_cells(self.header, cells)
        if (before := self._seen.setdefault(tuple(cells), line)) != line:
            raise _BadInputError(f"the same as line {before}")
        try:
            named = dict(zip(self.header, cells, strict=True))
            return _READERS[self.table](self.source, self.page, named, line)
        except ValidationError as error:
            first = error.errors()[0]
            raise _BadInputError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None

    def body(self, text: str) -> None:
        rows = _rows(text)
        _check_header(self.header, next(rows, (1, []))[1])
        for line, cells in rows:
            try:
                record = self.row(line, cells)
            except _BadInputError as error:
                self.problem("bad_row", str(error), line, _ceremony_of(self.header, cells))
            else:
                self.records += [record] if record else []


def read(source: Source, page: PageRecord, body: bytes) -> tuple[list[Record], list[Problem]]:
    """The records of a supplied file, one a row, and a problem for every row that cannot be read.

    Args:
        source: its `table` says which schema the file has.
        page: the file.
        body: the file's bytes: UTF-8, with or without a byte order mark.

    Raises:
        ConfigError: the source does not say its schema, or has no body where it needs one.
    """
    if source.table is None:
        raise ConfigError(f"{source.name}.yml: table: say one of {', '.join(HEADERS)}")
    file = _File(source, page, source.table)
    try:
        file.body(_decode(body))
    except _BadInputError as error:
        file.problem("bad_file", str(error))
    except csv.Error as error:
        file.problem("bad_file", f"cannot be read as CSV: {error}; check its quotation marks")
    return file.records, file.problems
