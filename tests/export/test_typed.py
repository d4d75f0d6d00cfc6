"""Tables as values: a workbook for a desk, Parquet and JSON Lines for programs."""

import csv
import errno
import json
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pyarrow.parquet
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from hostile import TITLES
from tracker.domain.errors import ConfigError
from tracker.domain.facts.tables import tables
from tracker.export import workbook
from tracker.export.forms import Form, require
from tracker.export.typed import write_json_lines, write_parquet
from tracker.export.workbook import SHEETS, write_workbook

NOW = datetime(2026, 1, 12, 6, tzinfo=UTC)


def row(table: str, **cells: str) -> list[str]:
    return [cells.get(column.name, "") for column in tables()[table].columns]


def book(path: Path, written: dict[str, list[list[str]]]) -> Any:
    write_workbook(path, written, title="Award snubs", about={"made": "today"}, created=NOW)
    return openpyxl.load_workbook(path)


def column_of(sheet: Worksheet, name: str) -> list[Any]:
    head = [cell.value for cell in sheet[1]]
    return [line[head.index(name)] for line in sheet.iter_rows(min_row=2)]


def test_an_awkward_title_is_the_text_it_is(tmp_path: Path) -> None:
    sheet = book(tmp_path / "snubs.xlsx", {"films": [row("films", film=title) for title in TITLES]})["films"]
    cells = column_of(sheet, "film")
    assert [unescape(cell.value) for cell in cells] == TITLES
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    assert not any(cell.hyperlink for cell in cells)


@settings(max_examples=30)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff\r"), min_size=1)))
def test_any_text_stays_itself_in_a_workbook(texts: list[str]) -> None:
    with TemporaryDirectory() as folder:
        rows = [row("films", film=text, distributor="x") for text in texts] or [row("films", film="x")]
        cells = column_of(book(Path(folder) / "snubs.xlsx", {"films": rows})["films"], "film")
        assert [unescape(cell.value) for cell in cells] == (texts or ["x"])


def test_a_full_disk_is_an_error_of_the_system_as_with_any_file() -> None:
    with pytest.raises(OSError, match="No space left") as caught:
        write_workbook(Path("/dev/full"), {"films": [row("films", film="A")]}, title="", about={}, created=NOW)
    assert caught.value.errno == errno.ENOSPC


def test_a_line_is_what_the_library_writes_cell_by_cell(tmp_path: Path) -> None:
    texts = [*TITLES, "a & b", "_x0041_", "\x01", "\ufffe", " before", "after\n", "x" * 10]
    write_workbook(
        tmp_path / "lines.xlsx", {"films": [row("films", film=t) for t in texts]}, title="", about={}, created=NOW
    )
    with xlsxwriter.Workbook(tmp_path / "cells.xlsx", {"constant_memory": True}) as one:
        sheet, at = one.add_worksheet(), [column.name for column in tables()["films"].columns].index("film")
        for line, text in enumerate(texts, 1):
            sheet.write_string(line, at, text)
    rows = [_rows(tmp_path / "lines.xlsx", 2)[1:], _rows(tmp_path / "cells.xlsx", 1)]
    assert rows[0] == rows[1]
    assert len(rows[0]) == len(texts)


def _rows(path: Path, sheet: int) -> list[bytes]:
    with zipfile.ZipFile(path) as parts:
        return re.findall(rb"<row .*?</row>", parts.read(f"xl/worksheets/sheet{sheet}.xml"), re.DOTALL)


def test_days_numbers_and_truth_are_what_they_are(tmp_path: Path) -> None:
    verdict = row("snubs", film="1917", ceremony="83", p_nomination="0.25", as_of="2026-01-12", missed="true")
    film = row("films", film="8½", us_release="2010-11-05", uk_release="2011-01", first_release="1899-12-31")
    entry = row("nominations", film="Up", retrieved_at="2026-01-12T06:00:00Z", source_url="https://example.org/a")
    opened = book(tmp_path / "snubs.xlsx", {"snubs": [verdict], "films": [film], "nominations": [entry]})
    values = {c: column_of(opened["snubs"], c)[0].value for c in ("ceremony", "p_nomination", "missed", "film")}
    assert values == {"ceremony": 83, "p_nomination": 0.25, "missed": True, "film": "1917"}
    assert column_of(opened["snubs"], "as_of")[0].value == datetime(2026, 1, 12)  # noqa: DTZ001
    days = [column_of(opened["films"], c)[0].value for c in ("us_release", "uk_release", "first_release")]
    assert days == [datetime(2010, 11, 5), "2011-01", "1899-12-31"]  # noqa: DTZ001
    assert column_of(opened["nominations"], "retrieved_at")[0].value == datetime(2026, 1, 12, 6)  # noqa: DTZ001
    link = column_of(opened["nominations"], "source_url")[0]
    assert (link.value, link.hyperlink.target) == ("https://example.org/a", "https://example.org/a")


def test_the_first_sheet_explains_every_column_and_heads_stay_in_view(tmp_path: Path) -> None:
    opened = book(tmp_path / "snubs.xlsx", {name: [row(name)] for name in SHEETS})
    assert opened.sheetnames == ["about", *SHEETS]
    explained = [(line[0].value, line[1].value, line[3].value) for line in opened["about"].iter_rows(min_row=5)]
    assert explained == [(name, column.name, column.about) for name in SHEETS for column in tables()[name].columns]
    assert {opened[name].freeze_panes for name in SHEETS} == {"A2"}


def test_the_same_rows_and_moment_give_the_same_bytes(tmp_path: Path) -> None:
    rows = {"films": [row("films", film=title) for title in TITLES]}
    for name in ("one.xlsx", "two.xlsx"):
        book(tmp_path / name, rows)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_what_a_sheet_cannot_hold_goes_on_in_another_and_a_cut_text_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "ROWS", 3)
    films = [row("films", film=name) for name in ("A", "B", "C", "D" * 40_000)]
    opened = book(tmp_path / "snubs.xlsx", {"films": films})
    assert opened.sheetnames == ["about", "films", "films 2"]
    long = column_of(opened["films 2"], "film")[1].value
    assert (len(long), long.endswith("… (whole in csv/)")) == (32_767, True)


def test_each_title_is_itself_in_json_lines_and_parquet(tmp_path: Path) -> None:
    table, rows = tables()["films"], [row("films", film=title) for title in TITLES]
    write_json_lines(tmp_path / "x.jsonl", table, rows)
    lines = (tmp_path / "x.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    assert [json.loads(line)["film"] for line in lines] == TITLES
    write_parquet(tmp_path / "x.parquet", table, rows)
    assert pyarrow.parquet.read_table(tmp_path / "x.parquet")["film"].to_pylist() == TITLES


FULL = {name: [column.example for column in table.columns] for name, table in tables().items()}


@pytest.mark.parametrize("name", list(tables()))
def test_json_lines_have_the_types_of_the_dictionary(tmp_path: Path, name: str) -> None:
    table = tables()[name]
    write_json_lines(tmp_path / "x.jsonl", table, [FULL[name], [""] * len(table.columns)])
    full, blank = (json.loads(line) for line in (tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines())
    kinds = {"integer": int, "number": (int, float), "boolean": bool}
    for column in table.columns:
        assert blank[column.name] in (None, [])
        if column.example:
            assert isinstance(full[column.name], list if column.separator else kinds.get(column.kind, str))


@pytest.mark.parametrize("name", list(tables()))
def test_parquet_has_the_types_and_the_meaning_of_every_column(tmp_path: Path, name: str) -> None:
    table = tables()[name]
    write_parquet(tmp_path / "x.parquet", table, [FULL[name], [""] * len(table.columns)])
    read = pyarrow.parquet.read_table(tmp_path / "x.parquet")
    assert read.column_names == table.names
    blank = read.to_pylist()[1]
    assert all(value in (None, []) for value in blank.values())
    assert [field.metadata[b"description"].decode() for field in read.schema] == [c.about for c in table.columns]
    days = [c.name for c in table.columns if c.kind == "date" and c.example]
    assert all(isinstance(read.to_pylist()[0][day], date) for day in days)


def test_parquet_without_its_library_names_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ConfigError, match="pip install pyarrow"):
        require([Form.PARQUET])


@pytest.mark.long
def test_libreoffice_shows_each_title_as_it_is(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    films = [row("films", film=title, us_release="2010-11-05") for title in TITLES]
    book(tmp_path / "snubs.xlsx", {"films": films})
    to = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", to]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "snubs.xlsx"], check=True, capture_output=True)
    with (tmp_path / "snubs-films.csv").open(encoding="utf-8", newline="") as file:
        head, *lines = csv.reader(file)
    assert [line[head.index("film")] for line in lines] == TITLES
    assert {line[head.index("us_release")] for line in lines} == {"2010-11-05"}
