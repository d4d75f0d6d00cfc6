"""`snubs.xlsx`: the tables for a desk. Days are days, numbers are numbers, and a text is always the text it is."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from datetime import date, datetime, time, timedelta
from functools import lru_cache, partial
from io import BytesIO
from itertools import chain
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.url import Url
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from tracker.domain.cells import is_web_address
from tracker.domain.facts.tables import Column, Table, tables
from tracker.export.typed import Rows, typed

SHEETS = (
    *("snubs", "films", "nominations", "people", "evidence", "eligibility", "lists", "changes", "corrections"),
    *("press_claims", "credits", "matches", "fields", "categories"),
)
"""Every table, in the order of the sheets: what a desk reads comes first."""

ROWS, TEXT, LINKS, ADDRESS = 1_048_576, 32_767, 65_530, 2_079
"""What a sheet holds: rows, characters in a cell, links, characters in an address."""
_WIDEST, _NARROWEST, _BUTTON, _LOOKED_AT = 60, 8, 3, 500
"""Widths of columns and of the filter's button, in characters; rows whose texts say how wide a column is."""
_CUT = "… (whole in csv/)"
_FIRST_DAY = date(1900, 3, 1)
"""Days before are text: spreadsheets begin with 1900 and disagree about its February."""
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's days have no zone
_REMEMBERED = 1 << 16
_SPECIAL = re.compile(r"[&<>\x00-\x1f\ufffe\uffff]|_x[0-9a-fA-F]{4}_")
"""What the library writes in another way."""
_AS_TEXT = "number_stored_as_text", "two_digit_text_year", "formula_differs"


def write_workbook(
    path: Path, written: Mapping[str, Rows], *, title: str, about: Mapping[str, str], created: datetime
) -> None:
    """Write the sheets of `SHEETS` that there are, after one that explains every column.

    Args:
        path: the file.
        written: rows by table.
        title: of the workbook.
        about: what the first sheet says of it: names and values.
        created: moment of writing; the same moment and rows give the same bytes.

    Raises:
        OSError: the disk is full, and the like.
    """
    whole = BytesIO()  # an archive on a full disk would complain once more when it is forgotten
    try:
        _write(whole, written, title, about, created)
    except FileCreateError as error:
        raise error.args[0] from error  # what the library caught, an OSError as of any other file
    path.write_bytes(whole.getbuffer())


def _write(
    stream: BytesIO, written: Mapping[str, Rows], title: str, about: Mapping[str, str], created: datetime
) -> None:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"title": title, "created": created.replace(tzinfo=None)})
        styles = _Styles(book)
        sheets = [(name, number, part) for name in SHEETS for number, part in _parts(written.get(name, ()))]
        _explain(book.add_worksheet("about"), title, about, sheets, styles)
        for name, number, part in sheets:
            sheet = book.add_worksheet(name if number == 1 else f"{name} {number}", worksheet_class=_Lines)
            _Sheet(sheet, tables()[name], styles).fill(part)


def _parts(rows: Rows) -> list[tuple[int, Rows]]:
    """A table cut into sheets, numbered from 1."""
    most = ROWS - 1
    return [(at // most + 1, rows[at : at + most]) for at in range(0, len(rows), most)]


class _Styles:
    def __init__(self, book: "xlsxwriter.Workbook") -> None:
        self.head: Format = book.add_format({"bold": True, "bottom": 1, "text_wrap": False})
        self.title: Format = book.add_format({"bold": True, "font_size": 14})
        self.day: Format = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self.moment: Format = book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left"})
        self.wrapped: Format = book.add_format({"text_wrap": True, "valign": "top"})
        self.link: Format = book.add_format({"font_color": "#0b57d0", "underline": 1})


def _explain(
    sheet: Worksheet,
    title: str,
    about: Mapping[str, str],
    sheets: Sequence[tuple[str, int, Rows]],
    styles: _Styles,
) -> None:
    for column, width in enumerate((16, 24, 14, 90, 40)):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, title, styles.title)
    at = 1
    for name, value in about.items():
        sheet.write_string(at, 0, name)
        sheet.write_string(at, 1, value)
        at += 1
    for column, head in enumerate(("sheet", "column", "type", "what", "example")):
        sheet.write_string(at + 1, column, head, styles.head)
    at += 2
    for name in dict.fromkeys(name for name, _, _ in sheets):
        for one in tables()[name].columns:
            for column, text in enumerate((name, one.name, _kind(one), one.about, one.example)):
                sheet.write_string(at, column, text, styles.wrapped)
            at += 1


def _kind(column: Column) -> str:
    several = f", {column.separator} between" if column.separator else ""
    return ("day, month or year" if column.partial else column.kind) + several


class _Lines(Worksheet):  # type: ignore[misc]  # it has no types
    """A sheet that takes lines of XML as the library writes them cell by cell, in a fraction of its time."""

    def write_lines(self, lines: Iterable[str], rows: int, columns: int) -> None:
        self._check_dimensions(0, 0)
        self._check_dimensions(rows - 1, columns - 1)
        self.row_data_fh.writelines(lines)

    def link(self, row: int, column: int, address: str) -> None:
        self.hyperlinks[row][column] = copy(_url(address))  # the library numbers each link

    def text(self, text: str, style: str = "") -> str:
        """The inside of a cell."""
        cell = text if len(text) <= TEXT else text[: TEXT - len(_CUT)] + _CUT
        cell = self._escape_data(self._escape_control_characters(cell)) if _SPECIAL.search(cell) else cell
        space = ' xml:space="preserve"' if cell.strip() != cell else ""
        return f'{style} t="inlineStr"><is><t{space}>{cell}</t></is></c>'


class _Sheet:
    """One table, or a part of it."""

    def __init__(self, sheet: _Lines, table: Table, styles: _Styles) -> None:
        self._sheet, self._table = sheet, table
        formats = (styles.head, styles.day, styles.moment, styles.link)
        self._head, self._day, self._moment, self._link = (f' s="{one._get_xf_index()}"' for one in formats)
        self._refs = [f'<c r="{xl_col_to_name(at)}' for at in range(len(table.columns))]

    def fill(self, rows: Rows) -> None:
        sheet, columns = self._sheet, self._table.columns
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
        sheet.ignore_errors(dict.fromkeys(_AS_TEXT, "A1:XFD1048576"))
        for at, column in enumerate(columns):
            longest = max([len(column.name) + _BUTTON, *(len(row[at]) for row in rows[:_LOOKED_AT])])
            sheet.set_column(at, at, min(max(longest, _NARROWEST), _WIDEST))
        head = (f'{ref}1"{sheet.text(c.name, self._head)}' for ref, c in zip(self._refs, columns, strict=True))
        linked = self._add_links(rows)
        lines = chain(self._lines(rows[:linked], 2, links=True), self._lines(rows[linked:], linked + 2, links=False))
        sheet.write_lines(chain([f'<row r="1">{"".join(head)}</row>'], lines), len(rows) + 1, len(columns))

    def _add_links(self, rows: Rows) -> int:
        """Link the addresses of as many rows as a sheet holds links; gives how many rows."""
        addresses = [at for at, column in enumerate(self._table.columns) if column.name.endswith("url")]
        links = 0
        for line, row in enumerate(rows):
            here = [at for at in addresses if _may_link(row[at])]
            links += len(here)
            if links > LINKS:
                return line
            for at in here:
                self._sheet.link(line + 1, at, row[at])
        return len(rows)

    def _lines(self, rows: Rows, first: int, *, links: bool) -> Iterator[str]:
        """Rows from a number on: of every cell that is not blank its column's letter, its row and its inside."""
        insides = [self._inside(column, links=links) for column in self._table.columns]
        for number, row in enumerate(rows, first):
            cells = [f'{ref}{number}"{inside(text)}' for ref, inside, text in zip(self._refs, insides, row) if text]  # noqa: B905
            if cells:
                yield f'<row r="{number}">{"".join(cells)}</row>'

    def _inside(self, column: Column, *, links: bool) -> Callable[[str], str]:
        """What writes the inside of a column's cells; what stands in several is worked out once."""
        inside: Callable[[str], str] = partial(self._value, column)
        if column.kind == "string" and not column.partial:
            inside = self._address if links and column.name.endswith("url") else self._sheet.text
        return lru_cache(_REMEMBERED)(inside)

    def _address(self, text: str) -> str:
        return self._sheet.text(text, self._link if _may_link(text) else "")

    def _value(self, column: Column, text: str) -> str:
        value = typed(text, column)
        if isinstance(value, bool):
            return f' t="b"><v>{int(value)}</v></c>'
        if isinstance(value, int | float):
            return f"><v>{value:.16G}</v></c>"
        if isinstance(value, datetime) and value.date() >= _FIRST_DAY:
            return f"{self._moment}><v>{_serial(value.replace(tzinfo=None)):.16G}</v></c>"
        if isinstance(value, date) and not isinstance(value, datetime) and value >= _FIRST_DAY:
            return f"{self._day}><v>{_serial(datetime.combine(value, time())):.16G}</v></c>"
        return self._sheet.text(text)


def _serial(moment: datetime) -> float:
    """Days since 30 December 1899, as spreadsheets count them."""
    return (moment - _EPOCH) / timedelta(days=1)


@lru_cache(_REMEMBERED)
def _url(address: str) -> Url:
    return Url(address)


@lru_cache(_REMEMBERED)
def _may_link(text: str) -> bool:
    return len(text) <= ADDRESS and is_web_address(text)
