"""Columns, cells and the nominations table."""

from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.cells import join, parts_of, split
from tracker.domain.facts.tables import Column, tables
from tracker.export.tables import cell, dictionary, films_once, nominations_table, texts
from tracker.frames import SchemaError

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = {
    "snubs": """as_of, body, ceremony, ceremony_year, film_year, category, category_as_printed, level, film,
        film_original_title, film_qid, film_imdb, people, people_qids, label, strength, reason_code, eligibility,
        p_nomination, p_low, p_high, acclaim_percentile, precursor_hits, precursor_possible, near_miss, field_size,
        nominated_instead, why_factors, sentence, evidence_ids, sources_n, confidence, first_seen, last_changed,
        status""",
    "nominations": """body, ceremony, ceremony_year, film_year, category, category_as_printed, film, film_wikipedia,
        film_qid, film_imdb, nominees, detail, result, official, source_url, source_revision, retrieved_at""",
}


def test_the_data_dictionary_is_the_code() -> None:
    assert (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8") == dictionary()


@pytest.mark.parametrize("name", PRODUCT)
def test_the_promised_columns_stand_first_in_the_promised_order(name: str) -> None:
    promised = [column.strip() for column in PRODUCT[name].split(",")]
    assert tables()[name].names[: len(promised)] == promised


@pytest.mark.parametrize("table", tables().values(), ids=lambda table: table.name)
def test_every_example_is_a_value_of_its_column(table: object) -> None:
    for column in table.columns:  # type: ignore[attr-defined]
        assert cell(column.example, column) == column.example
        assert not column.allowed or column.example in column.allowed


def column(kind: str) -> Column:
    return Column.model_validate({"name": "x", "type": kind, "about": "", "example": ""})


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("string", "None", "None"),
        ("string", "NA", "NA"),
        ("string", "nan", "nan"),
        ("string", None, ""),
        ("string", float("nan"), ""),
        ("string", pd.NA, ""),
        ("string", pd.NaT, ""),
        ("string", "half \ud800 pair", "half ? pair"),
        ("string", ["Ethan Coen", None, "Joel Coen"], "Ethan Coen;;Joel Coen"),
        ("string", [], ""),
        ("integer", 83.0, "83"),
        ("number", 0.1, "0.1"),
        ("number", 90.0, "90"),
        ("number", float("inf"), ""),
        ("boolean", True, "true"),
        ("boolean", False, "false"),
        ("boolean", "False", "false"),
        ("date", date(2011, 1, 25), "2011-01-25"),
        ("date", pd.Timestamp("2011-01-25 13:30"), "2011-01-25"),
        ("date", "=1+1", ""),
        ("datetime", "2026-01-12T06:00:00+01:00", "2026-01-12T05:00:00Z"),
        ("datetime", datetime(2026, 1, 12, 6, tzinfo=UTC), "2026-01-12T06:00:00Z"),
        ("datetime", "@soon", ""),
    ],
)
def test_a_cell_is_written_without_loss_or_guessing(kind: str, value: object, text: str) -> None:
    assert cell(value, column(kind)) == text


@given(st.lists(st.text(), min_size=1), st.sampled_from([";", "|"]))
def test_what_is_joined_can_be_split(parts: list[str], separator: str) -> None:
    joined = join(parts, separator)
    assert split(joined, separator) == ([] if joined == "" else parts)


def test_parts_come_from_lists_and_from_joined_text_alike() -> None:
    assert parts_of(["a", None, " b "]) == parts_of("a;;b") == ["a", "b"]
    assert parts_of(None) == parts_of(pd.NA) == []


def test_cells_come_in_the_tables_order_and_a_frame_without_a_column_is_refused() -> None:
    given = pd.DataFrame({"label": ["SNUB"], "extra": [1], "film": ["NA"]})
    with pytest.raises(SchemaError, match="snubs: no column as_of, body"):
        texts("snubs", given)
    names = tables()["snubs"].names
    cells = dict(zip(names, texts("snubs", given.reindex(columns=["extra", *reversed(names)])), strict=True))
    assert [cells[name] for name in ("film", "label", "p_nomination")] == [["NA"], ["SNUB"], [""]]
    assert not any(texts("people", pd.DataFrame()))


def test_one_nomination_for_several_films_stays_one_row() -> None:
    nominations = pd.DataFrame(
        {"statement": ["a", "b"], "body": ["oscars"] * 2, "result": ["won", "nominated"], "official": [True, True]}
    )
    works = pd.DataFrame(
        {
            "statement": ["a", "a", "b"],
            "position": [1, 0, 0],
            "title": ["Sunrise", "Seventh Heaven", "NA"],
            "link": ["Sunrise (1927 film)", None, None],
            "imdb": [None, None, "tt0000003"],
            "qid": [None, "Q2", None],
            "film": ["Q1", "Q2", "Q3"],
        }
    )
    credits = pd.DataFrame({"statement": ["a", "b", "b"], "position": [0, 1, 0], "name": ["Janet Gaynor", "Y", "X; Z"]})
    films = pd.DataFrame({"qid": ["Q1", "Q2", "Q3"], "imdb": ["tt0000001", None, "tt0000009"]})
    first, second = nominations_table(nominations, works, credits, films).to_dict("records")
    assert (first["film"], first["film_wikipedia"]) == ("Seventh Heaven|Sunrise", "|Sunrise (1927 film)")
    assert (first["film_qid"], first["film_imdb"], first["nominees"]) == ("Q2|Q1", "|tt0000001", "Janet Gaynor")
    assert (second["film"], second["film_qid"], second["film_imdb"]) == ("NA", "Q3", "tt0000003")
    assert split(second["nominees"], ";") == ["X; Z", "Y"]


def test_a_nomination_without_a_film_is_still_a_row() -> None:
    nominations = pd.DataFrame({"statement": ["a"], "body": ["oscars"], "category": ["other"]})
    none = pd.DataFrame({"statement": [], "position": [], "title": [], "name": []})
    (row,) = nominations_table(nominations, none, none, pd.DataFrame({"qid": [], "imdb": []})).to_dict("records")
    assert (row["film"], row["film_qid"], row["nominees"]) == ("", "", "")


def test_a_film_known_by_its_imdb_id_alone_has_it_also_where_the_list_gives_none() -> None:
    nominations = pd.DataFrame({"statement": ["a"], "body": ["oscars"], "category": ["picture"]})
    works = pd.DataFrame({"statement": ["a"], "position": [0], "title": ["Gem"], "film": ["tt0000007"]})
    none = pd.DataFrame({"statement": [], "position": [], "name": []})
    (row,) = nominations_table(nominations, works, none, pd.DataFrame({"qid": [], "imdb": []})).to_dict("records")
    assert row["film_imdb"] == "tt0000007"


def test_a_film_that_bodies_list_in_two_seasons_has_one_row_with_all_it_was_given() -> None:
    columns = ["film_key", "film_year", "film", "metascore", "nominations_n", "wins_n", "bodies_n"]
    films = pd.DataFrame(
        [
            ["Q1", 1999, "Magnolia", None, 3, 0, 2],
            ["Q2", 1999, "Ghost Dog", 74.0, 1, 0, 1],
            ["Q1", 2000, "Magnolia", 78.0, 2, 1, 2],
            ["Q3", 2000, "", None, 0, 0, 0],
        ],
        columns=columns,
    )
    entries = [("Q1", "oscars", "nominated"), ("Q1", "baftas", "nominated"), ("Q1", "baftas", "longlisted")]
    entries += [("Q1", "baftas", "nominated"), ("Q1", "berlin", "won"), ("Q2", "cannes", "nominated"), ("Q3", "x", "")]
    evidence = pd.DataFrame(entries, columns=["film_key", "body", "result"])
    rows = films_once(films, evidence)
    assert rows["film_key"].tolist() == ["Q1", "Q2", "Q3"]
    assert rows.loc[0, columns[1:]].tolist() == [1999, "Magnolia", 78.0, 5, 1, 3]
    assert rows.loc[1, columns[1:]].tolist() == [1999, "Ghost Dog", 74.0, 1, 0, 1]
    assert rows.loc[2, ["nominations_n", "bodies_n"]].tolist() == [0, 0]
