"""`snubs.xlsx`: the tables for a desk. Days are days, numbers are numbers, and a text is always the text it is."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
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
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": title, "created": created.replace(tzinfo=None)})
        styles = _Styles(book)
        sheets = [(name, number, part) for name in SHEETS for number, part in _parts(written.get(name, ()))]
        _explain(book.add_worksheet("about"), title, about, sheets, styles)
        for name, number, part in sheets:
            sheet = book.add_worksheet(name if number == 1 else f"{name} {number}")
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


class _Sheet:
    """One table, or a part of it."""

    def __init__(self, sheet: Worksheet, table: Table, styles: _Styles) -> None:
        self._sheet, self._table, self._styles = sheet, table, styles
        self._links = 0

    def fill(self, rows: Rows) -> None:
        sheet, columns = self._sheet, self._table.columns
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
        sheet.ignore_errors(dict.fromkeys(_AS_TEXT, "A1:XFD1048576"))
        for at, column in enumerate(columns):
            longest = max([len(column.name) + _BUTTON, *(len(row[at]) for row in rows[:_LOOKED_AT])])
            sheet.set_column(at, at, min(max(longest, _NARROWEST), _WIDEST))
            sheet.write_string(0, at, column.name, self._styles.head)
        for line, row in enumerate(rows, 1):
            for at, (text, column) in enumerate(zip(row, columns, strict=True)):
                if text:
                    self._write((line, at), text, column)

    def _write(self, place: tuple[int, int], text: str, column: Column) -> None:
        sheet, value = self._sheet, typed(text, column)
        if isinstance(value, bool):
            sheet.write_boolean(*place, value)
        elif isinstance(value, int | float):
            sheet.write_number(*place, value)
        elif isinstance(value, datetime) and value.date() >= _FIRST_DAY:
            sheet.write_datetime(*place, value.replace(tzinfo=None), self._styles.moment)
        elif isinstance(value, date) and not isinstance(value, datetime) and value >= _FIRST_DAY:
            sheet.write_datetime(*place, value, self._styles.day)
        elif column.name.endswith("url") and self._may_link(text):
            self._links += 1
            sheet.write_url(*place, text, self._styles.link, text)
        else:
            sheet.write_string(*place, text if len(text) <= TEXT else text[: TEXT - len(_CUT)] + _CUT)

    def _may_link(self, text: str) -> bool:
        return self._links < LINKS and len(text) <= ADDRESS and is_web_address(text)
