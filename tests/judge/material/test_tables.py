"""The tables of a judgement: what several statements about one film come to."""

import pandas as pd
import pytest

from tracker.domain.facts.frames import JUDGED
from tracker.frames import SchemaError, frame_of
from tracker.judge.material.tables import build


def test_a_film_of_two_sources_has_the_provenance_of_the_first_as_a_whole() -> None:
    registry = {"film": "Q1", "qid": "Q1", "title": "One", "year": 2010, "source": "registry"}
    registry["source_url"] = "https://r.example.org/"
    desk = {"film": "Q1", "qid": "Q1", "title": "One", "distributor": "Tide", "source": "desk", "source_url": "d.csv"}
    films = build(
        {"films": frame_of([registry, desk | {"source_revision": "as of 2011-03-01"}], JUDGED["films"])}
    ).films
    (film,) = films.to_dict("records")
    assert (film["title"], film["distributor"]) == ("One", "Tide")
    assert (film["source"], film["source_url"], film["source_revision"]) == ("registry", "https://r.example.org/", "")


def test_of_several_sources_the_one_that_says_most_of_a_film_is_cited() -> None:
    company = {"film": "Q1", "qid": "Q1", "title": "One", "distributor": "A Company", "source": "companies"}
    registry = company | {"imdb": "tt0000001", "year": 2010, "distributor": "", "source": "registry"}
    other = {"film": "Q2", "qid": "Q2", "title": "Two", "source": "companies"}
    tables = build({"films": frame_of([company, other, registry], JUDGED["films"])})
    films = tables.films[["film", "imdb", "distributor", "source"]].to_numpy().tolist()
    assert films == [["Q1", "tt0000001", "A Company", "registry"], ["Q2", "", "", "companies"]]


def test_a_frame_without_a_column_of_its_schema_is_refused() -> None:
    films = frame_of([{"qid": "Q1", "title": "One", "film": "Q1"}], JUDGED["films"])
    with pytest.raises(SchemaError, match="films: no column title"):
        build({"films": films.rename(columns={"title": "tilte"})})
    with pytest.raises(SchemaError, match="there is no column tilte"):
        frame_of([{"tilte": "One"}], JUDGED["films"])


def test_what_a_row_leaves_out_is_missing_in_one_way() -> None:
    (row,) = frame_of([{"statement": "s"}], JUDGED["nominations"]).to_dict("records")
    assert (row["category"], row["cites"], row["official"], row["starred"]) == ("", (), True, False)
    assert pd.isna(row["ceremony"])
