"""Small tools on frames: what they give is what pandas gives."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from tracker.domain.facts.frames import Schema
from tracker.frames import SchemaError, frame_of, stored, typed
from tracker.judge.material.frames import in_order, of_years

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


def test_years_that_came_as_numbers_of_any_kind_are_whole_or_missing() -> None:
    cells = [2010, 2009.0, 2.5, float("nan"), None, pd.NA, "2011", "no year"]
    made = frame_of([{"year": cell} for cell in cells], SCHEMA)["year"]
    assert made.astype(object).where(made.notna(), None).tolist() == [2010, 2009, 2, None, None, None, 2011, None]
    assert frame_of([{"year": cell} for cell in cells[:6]], SCHEMA)["year"].equals(made[:6])


@pytest.mark.parametrize("name", SCHEMA)
def test_a_column_as_it_is_stored_has_the_values_of_the_column(name: str) -> None:
    frame = frame_of(ROWS, SCHEMA)
    pd.testing.assert_series_equal(pd.Series(stored(frame, name), name=name), frame[name])
    with pytest.raises(KeyError):
        stored(frame, "title")


def test_rows_come_in_the_order_that_pandas_gives_them() -> None:
    chance = np.random.default_rng(7)
    draw = [
        {
            "film": f"Film {chance.integers(4)}",
            "year": int(chance.integers(3)) or None,
            "score": chance.integers(3) or None,
        }
        for _ in range(60)
    ]
    frame = frame_of(draw, SCHEMA)
    for by in (["film"], ["year", "score", "film"], ["score", "year"]):
        pd.testing.assert_frame_equal(in_order(frame, by), frame.sort_values(by, kind="stable"))
        down = [name != "score" for name in by]
        expected = frame.sort_values(by, ascending=down, kind="stable")
        pd.testing.assert_frame_equal(in_order(frame, by, descending=["score"]), expected)
    assert in_order(frame.head(0), ["film"]).empty


def test_a_row_without_a_year_is_of_none() -> None:
    assert of_years(frame_of(ROWS, SCHEMA), [2010, 2011], "year").tolist() == [True, False, False, True]
