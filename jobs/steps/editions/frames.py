"""An edition's tables as frames, as the judgement gives them: lists of values in one cell, blanks as text has them."""

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tracker.domain.cells import join
from tracker.domain.facts.tables import Column, edition_tables, tables
from tracker.edition.read import SINCE, Edition
from tracker.frames import TEXT

if TYPE_CHECKING:
    import pandas as pd


def frame(edition: Edition, name: str, season: int | None = None) -> "pd.DataFrame":
    """A table, of one season or of all of them."""
    import pandas as pd

    table = edition_tables()[name]
    cells = edition.cells(name, season)
    rows = len(next(iter(cells.values())))
    columns = (*table.columns, *table.inner)
    cells |= {column.name: [edition.about[column.name]] * rows for column in columns if column.everywhere}
    return pd.DataFrame({column.name: _array(column, cells[column.name], edition.as_of) for column in columns})


def texts_of(edition: Edition, name: str, columns: Collection[str], season: int | None) -> list[dict[str, Any]]:
    """Columns of a table, of text or of numbers that are never blank, as its frame has them, without making one."""
    cells, schema = edition.cells(name, season_of(name, season)), schema_of(name)
    separators = {column: schema[column].separator for column in columns}
    own = [
        [join(value or (), separator) if separator else "" if value is None else value for value in cells[column]]
        for column, separator in separators.items()
    ]
    return [dict(zip(columns, row, strict=True)) for row in zip(*own, strict=True)]


class Frames(Mapping[str, "pd.DataFrame"]):
    """Tables of an edition as frames, of a season or of all; each is made when it is first asked for."""

    def __init__(self, edition: Edition, season: int | None, names: Collection[str]) -> None:
        self._edition, self._season, self._names = edition, season, names
        self._frames: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> "pd.DataFrame":
        if name not in self._names:
            raise KeyError(name)
        if name not in self._frames:
            self._frames[name] = self._frame(name)
        return self._frames[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def _frame(self, name: str) -> "pd.DataFrame":
        table = frame(self._edition, name, season_of(name, self._season))
        if name == "films" and self._season is None:
            from tracker.export.tables import films_once

            return films_once(table, self["evidence"])
        return table


def season_of(name: str, season: int | None) -> int | None:
    """The season whose rows of a table are meant; a table whose rows belong to none is always whole."""
    return season if "film_year" in schema_of(name) else None


def exported(edition: Edition, season: int | None) -> Frames:
    """The tables that are exported, of a season or of all at hand."""
    at_hand = season is None or season in edition.seasons
    names = [name for name in tables() if at_hand or name not in ("changes", "corrections")]
    return Frames(edition, season, names)


def schema_of(name: str) -> Mapping[str, Column]:
    """The columns of a table by name."""
    table = edition_tables()[name]
    return {column.name: column for column in (*table.columns, *table.inner)}


def _array(column: Column, values: list[Any], as_of: str) -> Any:
    """The values of a column; a Series of them would take half as long again to make."""
    import numpy as np
    import pandas as pd

    if column.separator:
        return pd.array(_joined(values, column.separator), dtype=TEXT)
    if column.kind == "integer":
        return pd.array(values, dtype="Int64")
    if column.kind == "number":
        return np.array(values, dtype="float64")
    if column.kind == "boolean":
        return np.array([value is True for value in values], dtype="bool")
    blank = as_of if column.name in SINCE else ""
    return pd.array([blank if value is None else value for value in values], dtype=TEXT)


def _joined(values: list[Any], separator: str) -> list[str]:
    texts: dict[tuple[str, ...] | None, str] = {None: ""}
    for value in values:
        if value not in texts:
            texts[value] = join(value, separator)
    return [texts[value] for value in values]
