"""An answer as a workbook, a sheet a part: numbers are numbers, and a text is the text it is."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from tracker.domain.cells import is_missing, join
from tracker.export.folder import write_whole

AS_TEXT = {"in_memory": True, **{f"strings_to_{what}": False for what in ("formulas", "numbers", "urls")}}


def write_sheets(path: Path, tables: Mapping[str, Sequence[Mapping[str, Any]]], as_of: str) -> None:
    """Write a workbook.

    Args:
        path: the file, which is replaced.
        tables: rows by the name of their sheet; one without rows has none.
        as_of: the day of rows that name no other.

    Raises:
        OutputError: it cannot be written.
    """
    import xlsxwriter

    content = BytesIO()
    with xlsxwriter.Workbook(content, AS_TEXT) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        for name, rows in tables.items():
            columns = list(dict.fromkeys(["as_of", *(column for row in rows for column in row)]))
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, columns, bold)
            for at, row in enumerate(rows, start=1):
                sheet.write_row(at, 0, [_cell({"as_of": as_of, **row}.get(column)) for column in columns])
            sheet.freeze_panes(1, 0)
    write_whole(path, content.getvalue())


def _cell(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return join(value, ";")
    return None if is_missing(value) else value if isinstance(value, bool | int | float) else str(value)
