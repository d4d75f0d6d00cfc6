"""Both CSV dialects: exact for machines, harmless and reversible for spreadsheets."""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.facts.tables import tables
from tracker.export import csvfiles
from tracker.export.csvfiles import GUARD, guard, read_table

TITLES = [
    "-30-",
    "+1",
    "@Zola",
    "1917",
    "8½",
    "'71",
    "10/31",
    "None",
    "NA",
    "NaN",
    "null",
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "\tx",
    "\rx",
    "007",
    "12 Years a Slave",
    "Amélie",
    "Crouching Tiger, Hidden Dragon",
    '"Sunrise"',
    "two\nlines",
    " leading",
    "TRUE",
    "#REF!",
    "May 5",
    "2:22",
    "1E5",
    "$9.99",
    "3 1/2",
    "50%",
    "＝1",
    "千と千尋の神隠し",
]
UNTOUCHED = {"None", "NA", "NaN", "null", "12 Years a Slave", "Amélie", "two\nlines", " leading", '"Sunrise"'}


def write_table(folder: Path, name: str, frame: pd.DataFrame) -> list[list[str]]:
    """Write a frame; the columns that it leaves out are blank."""
    return csvfiles.write_table(folder, name, frame.reindex(columns=tables()[name].names))


def excel_cells(folder: Path, name: str) -> list[list[str]]:
    with (folder / "excel" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.reader(handle))


def test_awkward_titles_survive_both_dialects(tmp_path: Path) -> None:
    assert len(write_table(tmp_path, "films", pd.DataFrame({"film": TITLES}))) == len(TITLES)
    assert read_table(tmp_path / "csv" / "films.csv", "films")["film"].tolist() == TITLES
    pandas_reading = pd.read_csv(tmp_path / "csv" / "films.csv", dtype=str, keep_default_na=False)
    assert pandas_reading["film"].tolist() == TITLES
    at = tables()["films"].names.index("film")
    guarded = [row[at] for row in excel_cells(tmp_path, "films")[1:]]
    assert [text.removeprefix(GUARD) for text in guarded] == TITLES
    assert {title for title, text in zip(TITLES, guarded, strict=True) if title == text} >= UNTOUCHED
    for title in ("-30-", "+1", "@Zola", "1917", "8½", "10/31", "'71", "May 5", "TRUE", "$9.99", "\rx", "＝1"):
        assert "'" + title in guarded


def test_the_dialects_differ_in_their_first_bytes_and_end_rows_alike(tmp_path: Path) -> None:
    write_table(tmp_path, "films", pd.DataFrame({"film": ["8½"]}))
    machine = (tmp_path / "csv" / "films.csv").read_bytes()
    sheet = (tmp_path / "excel" / "films.csv").read_bytes()
    assert machine.startswith(b"film_qid,")
    assert sheet.startswith(b"\xef\xbb\xbffilm_qid,")
    assert machine.count(b"\r\n") == sheet.count(b"\r\n") == machine.count(b"\n") == 2


def test_numbers_and_days_stay_what_they_are_in_the_spreadsheet(tmp_path: Path) -> None:
    frame = pd.DataFrame({"p_nomination": [0.25], "as_of": ["2026-01-12"], "ceremony": [83], "film": ["1917"]})
    write_table(tmp_path, "snubs", frame)
    row = dict(zip(*excel_cells(tmp_path, "snubs"), strict=True))
    assert (row["p_nomination"], row["as_of"], row["ceremony"], row["film"]) == ("0.25", "2026-01-12", "83", "'1917")


def test_a_spreadsheet_never_sees_a_formula_from_a_page(tmp_path: Path) -> None:
    hostile = "=cmd|' /C calc'!A0"
    frame = pd.DataFrame([dict.fromkeys(tables()["lists"].names, hostile)]).drop(
        columns=[c.name for c in tables()["lists"].columns if c.kind == "integer"]
    )
    write_table(tmp_path, "lists", frame)
    assert all(text == "" or text.startswith("'=") for text in excel_cells(tmp_path, "lists")[1])


def test_another_tables_file_is_refused_by_name(tmp_path: Path) -> None:
    write_table(tmp_path, "films", pd.DataFrame({"film": ["x"]}))
    with pytest.raises(ValueError, match=r"not those of snubs\.csv"):
        read_table(tmp_path / "csv" / "films.csv", "snubs")


def test_types_come_back(tmp_path: Path) -> None:
    frame = pd.DataFrame({"body": ["b", "b"], "ceremony": [83, None], "official": [True, None], "film": ["x", None]})
    write_table(tmp_path, "nominations", frame)
    back = read_table(tmp_path / "csv" / "nominations.csv", "nominations")
    assert back["ceremony"].tolist() == [83, pd.NA]
    assert back["official"].tolist() == [True, pd.NA]
    assert back["film"].tolist() == ["x", None]


text_cells = st.text(st.characters(exclude_categories=["Cs"]))


@given(text_cells)
def test_the_guard_can_always_be_taken_off(text: str) -> None:
    assert guard(text).removeprefix(GUARD) == text
    assert guard(text)[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n"}


@given(st.lists(st.tuples(text_cells, text_cells), max_size=5))
def test_any_text_makes_the_round_trip(rows: list[tuple[str, str]]) -> None:
    with TemporaryDirectory() as folder:
        write_table(Path(folder), "films", pd.DataFrame(rows, columns=["film", "distributor"], dtype=object))
        back = read_table(Path(folder) / "csv" / "films.csv", "films")
        assert back["film"].fillna("").tolist() == [film for film, _ in rows]
        assert back["distributor"].fillna("").tolist() == [other for _, other in rows]
        at = tables()["films"].names.index("film")
        guarded = [row[at] for row in excel_cells(Path(folder), "films")[1:]]
        assert [text.removeprefix(GUARD) for text in guarded] == [film for film, _ in rows]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_figure_makes_the_round_trip(figure: float) -> None:
    with TemporaryDirectory() as folder:
        write_table(Path(folder), "evidence", pd.DataFrame({"evidence_id": ["a"], "value": [figure]}))
        assert read_table(Path(folder) / "csv" / "evidence.csv", "evidence")["value"].tolist() == [figure]
