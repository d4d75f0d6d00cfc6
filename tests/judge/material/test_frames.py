"""Small tools on frames: what they give is what pandas gives."""

from typing import Any

import pandas as pd
import pytest

from tracker.domain.facts.frames import Schema
from tracker.frames import SchemaError, frame_of, stored, typed

SCHEMA: Schema = {"film": "text", "year": "int", "score": "float", "open": "no", "people": "list"}
ROWS: list[dict[str, Any]] = [
    {"film": "Gem", "year": 2010, "score": 0.5, "open": True, "people": ["Ann", "Bo"]},
    {"film": "Ash", "score": None, "open": None, "people": None},
    {"film": None, "year": 2009, "score": 2},
    {"film": "Gem", "year": 2010, "score": 0.75},
]


def test_rows_make_the_frame_that_pandas_makes_of_them() -> None:
    made = frame_of(ROWS, SCHEMA)
    pd.testing.assert_frame_equal(made, typed(pd.DataFrame(ROWS), SCHEMA))
    assert made["people"].tolist() == [("Ann", "Bo"), (), (), ()]
    with pytest.raises(SchemaError, match="there is no column title"):
        frame_of([*ROWS, {"title": "Gem"}], SCHEMA)


@pytest.mark.parametrize("name", SCHEMA)
def test_a_column_as_it_is_stored_has_the_values_of_the_column(name: str) -> None:
    frame = frame_of(ROWS, SCHEMA)
    pd.testing.assert_series_equal(pd.Series(stored(frame, name), name=name), frame[name])
    with pytest.raises(KeyError):
        stored(frame, "title")
