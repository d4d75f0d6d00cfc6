"""CSVs that every reader takes for the same values."""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostile import TITLES
from tracker.domain.facts.tables import tables
from tracker.export import csvfiles
from tracker.export.csvfiles import read_rows
from tracker.export.typed import Rows, plain


def write_table(folder: Path, name: str, frame: pd.DataFrame) -> Rows:
    """Write a frame; the columns that it leaves out are blank."""
    return csvfiles.write_table(folder, name, frame.reindex(columns=tables()[name].names))


def read_columns(path: Path, name: str) -> dict[str, list[Any]]:
    """The values of a written table, by column."""
    table = tables()[name]
    cells = zip(*read_rows(path, table), strict=True)
    return {
        column.name: [plain(text, column) for text in texts] for column, texts in zip(table.columns, cells, strict=True)
    }


@pytest.fixture
def films(tmp_path: Path) -> Path:
    """A table of films with every hostile title."""
    assert len(write_table(tmp_path, "films", pd.DataFrame({"film": TITLES}))) == len(TITLES)
    return tmp_path / "csv" / "films.csv"


def test_each_title_is_itself_for_the_standard_library_pandas_duckdb_and_ourselves(films: Path) -> None:
    with films.open(encoding="utf-8", newline="") as handle:
        assert [line["film"] for line in csv.DictReader(handle)] == TITLES
    assert pd.read_csv(films, dtype=str, keep_default_na=False)["film"].tolist() == TITLES
    plain = "header=true, all_varchar=true, delim=',', quote='\"', escape='\"', new_line='\\r\\n', auto_detect=false"
    columns = dict.fromkeys(tables()["films"].names, "VARCHAR")
    question = f"SELECT film FROM read_csv(?, {plain}, columns={columns})"  # noqa: S608
    assert [film for (film,) in duckdb.sql(question, params=[str(films)]).fetchall()] == TITLES
    assert read_columns(films, "films")["film"] == TITLES


def test_a_file_begins_with_its_header_and_ends_every_row_alike(tmp_path: Path) -> None:
    write_table(tmp_path, "films", pd.DataFrame({"film": ["8½"]}))
    written = (tmp_path / "csv" / "films.csv").read_bytes()
    assert written.startswith(b"film_qid,")
    assert written.count(b"\r\n") == written.count(b"\n") == 2


def test_another_tables_file_is_refused_by_name(tmp_path: Path) -> None:
    write_table(tmp_path, "films", pd.DataFrame({"film": ["x"]}))
    with pytest.raises(ValueError, match=r"not those of snubs\.csv"):
        read_rows(tmp_path / "csv" / "films.csv", tables()["snubs"])


def test_types_come_back(tmp_path: Path) -> None:
    frame = pd.DataFrame({"body": ["b", "b"], "ceremony": [83, None], "official": [True, None], "film": ["x", None]})
    write_table(tmp_path, "nominations", frame)
    back = read_columns(tmp_path / "csv" / "nominations.csv", "nominations")
    assert (back["ceremony"], back["official"], back["film"]) == ([83, None], [True, None], ["x", None])


text_cells = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.lists(st.tuples(text_cells, text_cells), max_size=5))
def test_any_text_makes_the_round_trip(rows: list[tuple[str, str]]) -> None:
    with TemporaryDirectory() as folder:
        write_table(Path(folder), "films", pd.DataFrame(rows, columns=["film", "distributor"], dtype=object))
        back = read_rows(Path(folder) / "csv" / "films.csv", tables()["films"])
        places = [tables()["films"].names.index(name) for name in ("film", "distributor")]
        assert [tuple(row[place] for place in places) for row in back] == rows


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_figure_makes_the_round_trip(figure: float) -> None:
    with TemporaryDirectory() as folder:
        write_table(Path(folder), "evidence", pd.DataFrame({"evidence_id": ["a"], "value": [figure]}))
        assert read_columns(Path(folder) / "csv" / "evidence.csv", "evidence")["value"] == [figure]
