"""A user's CSV as rows of text, with its columns mapped and its flaws named.

Every value stays plain text: `1917`, `None`, `NA` and `=1+1` are titles. Nothing is converted here.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from spiders.families.supplied.source import SuppliedSource
from tracker.domain.models import Frozen
from tracker.domain.tables import Names, table

Row = dict[str, str]

MAX_BYTES = 60_000_000
GUARD = "'"
EXPORTED = {"title": "film", "link": "film_wikipedia", "qid": "film_qid", "imdb": "film_imdb", "people": "nominees"}
"""What exported tables call our columns; they are read as they are."""
LIKE = {
    "title": ("name", "film", "movie", "film title", "movie title", "original title"),
    "body": ("award", "award body", "organization"),
    "category": ("award", "prize"),
    "date": ("release date", "released"),
    "film_year": ("year",),
    "status": ("eligibility",),
    "craft": ("role", "job"),
    "metascore": ("score", "rating"),
}
"""What others call them: a remedy may name such a column, but a person must say that it is meant."""
OF_ALL = frozenset({"body", "category", "status", "craft", "film_year"})
"""Columns that may well say the same in every row."""
_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]+")
"""Spaces of other widths, and of none, that word processors leave."""
_DIRECTIONS = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
"""Marks of writing direction, which nobody sees."""
_DELIMITERS = (",", ";", "\t")
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")


class BadInputError(ValueError):
    """What is wrong with a row or a file, for people."""


class Column(Frozen):
    """One column a file may have."""

    about: str
    needed: bool = False


class Kind(Frozen):
    """One kind of file."""

    about: str
    columns: dict[str, Column]
    either: tuple[Names, ...] = ()
    """Of each of these groups of columns, a file must have one."""


@cache
def kinds() -> dict[str, Kind]:
    """Every kind of file with its columns."""
    return table("spiders.families.supplied", "columns.yml", dict[str, Kind])


@dataclass(frozen=True)
class Flaw:
    """One row, or the file as a whole (line None), that cannot be read."""

    message: str
    line: int | None = None
    cells: Row = field(default_factory=dict)
    """The row as far as it could be told apart."""


@dataclass(frozen=True)
class Sheet:
    """A file's rows, each with the line it begins on, by our column names; columns the file lacks are ""."""

    rows: list[tuple[int, Row]] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)
    aside: tuple[str, ...] = ()
    """Columns of the file that nothing was read from."""


def read_sheet(body: bytes, source: SuppliedSource, header: tuple[str, ...] | None) -> Sheet:
    """The rows of a file.

    Args:
        body: its bytes, in the encoding the source says.
        source: how the file names its columns, and what it does not say itself.
        header: the exact header the file must have; None lets the source's `columns` say which column is which.
    """
    try:
        text = _decode(body, source.encoding)
        reader = _Reader(text, source, header)
        return Sheet(*reader.read(), reader.aside)
    except BadInputError as error:
        return Sheet(flaws=[Flaw(str(error))])
    except csv.Error as error:
        return Sheet(flaws=[Flaw(f"cannot be read as CSV: {error}; check its quotation marks")])


def _decode(body: bytes, encoding: str) -> str:
    if len(body) > MAX_BYTES:
        raise BadInputError(f"larger than {MAX_BYTES} bytes; split the file")
    if body.startswith(_BYTE_ORDER_MARKS) and encoding == "utf-8":
        raise BadInputError("is UTF-16; save the file as UTF-8")
    try:
        return body.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        line = body[: error.start].count(b"\n") + 1
        name = encoding.upper()
        raise BadInputError(f"line {line}: not {name}; save the file as UTF-8, or name its --encoding") from None


_NO_HEADER = "line 1: names no column; the first line of a file names its columns"


def _refuse_other_marks(name: str) -> None:
    """Refuse a first line that is no header of ours, but says what its cells are separated by, or is one cell.

    Raises:
        BadInputError: says so.
    """
    if re.match("sep=", name, re.IGNORECASE):
        raise BadInputError(f"line 1: {name!r} is for one spreadsheet program only; delete the line")
    if "|" in name:
        raise BadInputError("line 1: the cells are separated by '|'; save the file with commas, semicolons or tabs")


class _Reader:
    """One file being split into rows."""

    def __init__(self, text: str, source: SuppliedSource, header: tuple[str, ...] | None) -> None:
        self.source, self.exact = source, header
        self.guarded = source.guarded
        self._rows = _rows(text, "," if header else _delimiter(text))
        first = next(self._rows, (1, []))[1]
        if not header and not any(name.strip() for name in first):
            raise BadInputError("is empty; its first line names its columns" if not text.strip() else _NO_HEADER)
        if not header and len(filled := [name.strip() for name in first if name.strip()]) == 1:
            _refuse_other_marks(filled[0])
        self.header = tuple(first) if header else tuple(name.strip() for name in first)
        self.places = self._exact_places(header) if header else self._places()
        used = set(self.places.values())
        self.aside = tuple(name for place, name in enumerate(self.header) if place not in used and name)
        self._seen: dict[tuple[str, ...], int] = {}

    def _exact_places(self, header: tuple[str, ...]) -> dict[str, int]:
        if self.header != header:
            missing = [name for name in header if name not in self.header]
            unknown = [name for name in self.header if name not in header]
            what = (f"; missing: {', '.join(missing)}" if missing else "") + (
                f"; unknown: {', '.join(unknown)}" if unknown else ""
            )
            raise BadInputError(f"line 1: the header must be exactly {','.join(header)}{what or '; the order differs'}")
        return {name: place for place, name in enumerate(header)}

    def _places(self) -> dict[str, int]:
        """The position of each of our columns, by the source's mapping or its own name."""
        ours = kinds()[str(self.source.table)].columns
        twice = sorted({name for name in self.header if name and self.header.count(name) > 1})
        if twice:
            raise BadInputError(f"line 1: the header has {', '.join(twice)} twice")
        theirs = dict(self.source.columns or {})
        absent = sorted({name for name in theirs.values() if name not in self.header})
        if absent:
            raise BadInputError(
                f"line 1: the header has no {', '.join(absent)}; it has {', '.join(n for n in self.header if n)[:300]}"
            )
        sources = set(theirs.values())
        headings = {_as_ours(name): name for name in reversed(self.header)}
        for name in ours:
            spellings = (name, EXPORTED.get(name), headings.get(name))
            column = next((n for n in spellings if n in self.header and n not in sources), None)
            if name not in theirs and column and name not in self.source.values:
                theirs[name] = column
                sources.add(column)
        self._refuse_lacking(kinds()[str(self.source.table)], {*theirs, *self.source.values}, sources)
        return {name: self.header.index(column) for name, column in theirs.items()}

    def _refuse_lacking(self, kind: Kind, names: set[str], sources: set[str]) -> None:
        """Refuse a file without a column that it needs, and say how its own may be meant.

        Raises:
            BadInputError: names the column, once, with those that the file has.
        """
        needed = [(name,) for name, column in kind.columns.items() if column.needed]
        for group in (*needed, *kind.either):
            if names.isdisjoint(group):
                others = f" (nor {', '.join(group[1:])})" if group[1:] else ""
                alike = {name.casefold(): name for name in self.header if name not in sources}
                like = next((alike[n] for n in (group[0], *LIKE.get(group[0], ())) if n in alike), "THEIRS")
                has = ", ".join(filter(None, self.header))[:300]
                every = f", or for every row --set {group[0]}=VALUE" if group[0] in OF_ALL else ""
                raise BadInputError(
                    f"line 1: no column is {group[0]}{others}; the file has {has}: "
                    f"say --columns {group[0]}={like}{every}"
                )

    def read(self) -> tuple[list[tuple[int, Row]], list[Flaw]]:
        rows, flaws = [], []
        for line, cells in self._rows:
            if self.exact is None and not any(map(str.strip, cells)):
                continue  # spreadsheets write rows of nothing
            try:
                rows.append((line, self._row(line, cells)))
            except BadInputError as error:
                row = self._named(cells) if len(cells) == len(self.header) else {}
                flaws.append(Flaw(str(error), line, row))
        return rows, flaws

    def _row(self, line: int, cells: list[str]) -> Row:
        if len(cells) != len(self.header):
            raise BadInputError(f"{len(cells)} cells where the header has {len(self.header)}")
        if self.exact is None:
            cells = [_plain(cell) for cell in cells]
        for name, place in self.places.items():
            if not cells[place].isprintable():
                raise BadInputError(f"{name} holds a line break or another character that cannot be printed")
            if self.exact is None and (original := garbled(cells[place])):
                raise BadInputError(
                    f"{name} {cells[place][:80]!r} is garbled, probably {original[:80]!r}: save the file as UTF-8 from "
                    "where it came, or name the --encoding it has"
                )
        if (before := self._seen.setdefault(tuple(cells), line)) != line:
            raise BadInputError(f"the same as line {before}")
        return self._named(cells)

    def _named(self, cells: list[str]) -> Row:
        blank = dict.fromkeys(kinds()[str(self.source.table)].columns, "")
        row = {name: cells[place] for name, place in self.places.items()}
        if self.guarded:
            row = {name: cell.removeprefix(GUARD) for name, cell in row.items()}
        return blank | row | self.source.values


def _as_ours(name: str) -> str:
    """The name of a column as ours are written: "Film Year" is `film_year`."""
    return re.sub(r"[\s_-]+", "_", name.strip()).lower()


def garbled(cell: str) -> str | None:
    """What a cell says whose UTF-8 was read in another encoding ("MisÃ©rables"); None for a cell that is in order."""
    if cell.isascii():
        return None
    if "\ufffd" in cell:
        return cell.replace("\ufffd", "?")
    for encoding in ("cp1252", "latin-1", "mac_roman"):
        try:
            original = cell.encode(encoding).decode()
        except UnicodeError:
            continue
        if all(_LIKELY.match(character) for character in original if not character.isascii()):
            return original
    return None


_LIKELY = re.compile("[\u00a0-\u017f\u0400-\u044f\u0800-\U0010ffff]")
"""Letters of Western, Central and Eastern Europe, and signs of three bytes, which no text makes by chance."""


def _plain(cell: str) -> str:
    """A cell without invisible characters: odd spaces become spaces, and none are left at its ends.

    Quotation marks that a program escaped with backslashes and then doubled as well stand alone again.
    """
    cell = cell.replace('\\"', '"')
    return cell.strip() if cell.isascii() else _DIRECTIONS.sub("", _SPACES.sub(" ", cell)).strip()


def _delimiter(text: str) -> str:
    """The one that parts the first line into the most cells."""
    first = text.partition("\n")[0]
    return max(_DELIMITERS, key=first.count)


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank, with the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)
    begins = 1
    for cells in reader:
        if cells:
            yield begins, cells
        begins = reader.line_num + 1
