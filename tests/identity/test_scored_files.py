"""CSV files in and out: every bad input is one clear line with file, line and column, and nothing is half written."""

from pathlib import Path

import pandas as pd
import pytest

from tracker.domain.errors import InputError
from tracker.identity.files import match_files
from tracker.identity.films.scored import match

REGISTRY = "imdb_id,title,year,director,original_title\ntt0000001,Winter,2010,Ann Lee,\ntt0000002,Summer,,,Sommer\n"
QUERIES = "query_id,title,year,director,source\nq1,1. Winter,2011,,list\nq2,Autumn,2010,,list\nq3,,,,\n"


def run(folder: Path, registry: str | bytes = REGISTRY, queries: str | bytes = QUERIES) -> Path:
    for name, text in (("registry.csv", registry), ("queries.csv", queries)):
        (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    match_files(folder / "registry.csv", folder / "queries.csv", folder / "out.csv")
    return folder / "out.csv"


def test_a_row_for_every_query_and_ids_only_where_accepted(tmp_path: Path) -> None:
    out = pd.read_csv(run(tmp_path), dtype=str, keep_default_na=False)
    assert out["query_id"].tolist() == ["q1", "q2", "q3"]
    assert out["imdb_id"].tolist() == ["tt0000001", "", ""]
    assert out["decision"].tolist() == ["accept", "none", "none"]
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".part"] == []


def test_byte_order_mark_other_columns_blank_lines_and_quoted_newlines(tmp_path: Path) -> None:
    registry = '\ufefftitle,imdb_id,year,director,original_title,extra\n\n"Winter\nNight",tt0000001,2010,,,x\n'
    out = pd.read_csv(run(tmp_path, registry, QUERIES.replace("1. Winter", "Winter Night")), dtype=str)
    assert out["imdb_id"][0] == "tt0000001"


@pytest.mark.parametrize(
    ("registry", "queries", "message"),
    [
        (
            REGISTRY.replace("tt0000002", "tt0000001"),
            QUERIES,
            r"registry\.csv:3, column imdb_id: 'tt0000001' is given twice",
        ),
        (REGISTRY.replace("tt0000002", ""), QUERIES, r"registry\.csv:3, column imdb_id: blank"),
        (REGISTRY.replace("2010", "MMX"), QUERIES, r"registry\.csv:2, column year: 'MMX' is not a year"),
        (REGISTRY, QUERIES.replace("2010", "20l0"), r"queries\.csv:3, column year: '20l0' is not a year"),
        (REGISTRY, QUERIES.replace("q2", "q1"), r"queries\.csv:3, column query_id: 'q1' is given twice"),
        (REGISTRY, QUERIES.replace("Autumn", "Autumn, again"), r"queries\.csv:3: 6 cells where the header has 5"),
        (REGISTRY, "query_id,title\n", r"queries\.csv:1: no column year, director, source"),
        (REGISTRY, "", r"queries\.csv:1: no column"),
        (REGISTRY, QUERIES.replace(",", ";"), r"its cells are separated by ';': save it with commas"),
        (REGISTRY, "title," + QUERIES, r"queries\.csv:1: column title is given twice"),
        (REGISTRY, QUERIES.encode("utf-16"), r"queries\.csv:\d+ or later: not UTF-8"),
        (REGISTRY, QUERIES.encode().replace(b"Autumn", b"Autom\xff"), r"queries\.csv:\d+ or later: not UTF-8"),
        (REGISTRY, QUERIES.replace("Autumn", '"Autumn'), r"queries\.csv:\d+: "),
        (REGISTRY, QUERIES.replace("Autumn", "A" * 200_000), r"queries\.csv:3: field larger than field limit"),
    ],
)
def test_bad_files_name_the_place(tmp_path: Path, registry: str, queries: str | bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as error:
        run(tmp_path, registry, queries)
    assert "\n" not in str(error.value)
    assert not (tmp_path / "out.csv").exists()


def test_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere"):
        match_files(tmp_path / "nowhere.csv", tmp_path / "queries.csv", tmp_path / "out.csv")
    run(tmp_path)
    with pytest.raises(InputError, match="cannot be written"):
        match_files(tmp_path / "registry.csv", tmp_path / "queries.csv", tmp_path / "no" / "out.csv")


def test_frames_name_the_row() -> None:
    registry = pd.DataFrame({c: ["x", "x"] for c in ("imdb_id", "title", "director", "original_title")} | {"year": ""})
    queries = pd.DataFrame(columns=["query_id", "title", "year", "director", "source"])
    with pytest.raises(InputError, match="registry, row 2, column imdb_id: 'x' is given twice"):
        match(queries, registry)
    with pytest.raises(InputError, match="registry: no column year"):
        match(queries, registry.drop(columns="year"))


def test_hostile_titles_cost_neither_time_nor_sense(tmp_path: Path) -> None:
    titles = [
        "Winter " * 1500,
        "(" * 10_000,
        ", the" * 2000,
        "\u202eretniW",
        "\x1b[2J\x07",
        "'s " * 3000,
        " or " * 2500,
    ]
    queries = pd.DataFrame(
        {"query_id": range(len(titles)), "title": titles, "year": "2010", "director": "x" * 10_000, "source": "list"}
    )
    queries.to_csv(tmp_path / "hostile.csv", index=False)
    out = run(tmp_path)
    answers = match_files(tmp_path / "registry.csv", tmp_path / "hostile.csv", out)
    assert answers["decision"].isin(["review", "none"]).all()


def test_the_review_file_shows_the_uncertain_lines_beside_their_candidates(tmp_path: Path) -> None:
    twins = REGISTRY + "tt0000003,Autumn,2010,Ann Lee,\ntt0000004,Autumn,2010,Bo Ek,Höst\n"
    for name, text in (("registry.csv", twins), ("queries.csv", QUERIES)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    steps: list[tuple[int, int]] = []
    match_files(
        *(tmp_path / name for name in ("registry.csv", "queries.csv", "out.csv", "review.csv")),
        step=lambda done, total, _: steps.append((done, total)),
    )
    review = pd.read_csv(tmp_path / "review.csv", dtype=str, keep_default_na=False)
    assert review["query_id"].tolist() == ["q2", "q2"]
    assert set(review["imdb_id"]) == {"tt0000003", "tt0000004"}
    assert set(review["film_director"]) == {"Ann Lee", "Bo Ek"}
    assert review["rank"].tolist() == ["1", "2"]
    assert review["score"].tolist() == sorted(review["score"], reverse=True)
    assert steps[-1] == (3, 3)


def test_an_input_is_never_overwritten(tmp_path: Path) -> None:
    run(tmp_path)
    with pytest.raises(InputError, match="a name of its own"):
        match_files(tmp_path / "registry.csv", tmp_path / "queries.csv", tmp_path / "." / "queries.csv")
    assert (tmp_path / "queries.csv").read_text() == QUERIES


def test_of_two_files_neither_is_written_when_one_cannot_be(tmp_path: Path) -> None:
    run(tmp_path).unlink()
    with pytest.raises(InputError, match=r"review\.csv: cannot be written"):
        match_files(
            tmp_path / "registry.csv", tmp_path / "queries.csv", tmp_path / "out.csv", tmp_path / "no" / "review.csv"
        )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["queries.csv", "registry.csv"]
