"""What the judgement of some seasons reads: their lists, and everything said of their films."""

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from tracker.judge.material.frames import of_years
from tracker.judge.material.tables import SeasonTables

_OF_SEASONS = ("entries", "unheard", "top_tens", "eligibility")
_OF_FILMS = ("films", "releases", "scores", "accolades", "film_credits", "facts")


def window(tables: SeasonTables, seasons: Sequence[int]) -> SeasonTables:
    """The tables without what says nothing of seasons, in the same order.

    What names one of their films stays, in whichever season it stands: a film may belong to the season beside it, and a
    list of documentaries says what a film is. The state of lists, books and the press is whole, since sources are
    compared with one another.

    Args:
        tables: statements of more seasons than these, or of the same.
        seasons: years of the films.
    """
    films = _films(tables, seasons)
    parts = {
        name: _rows(rows, of_years(rows, seasons) | rows["film"].isin(films))
        for name, rows in ((name, getattr(tables, name)) for name in _OF_SEASONS)
    } | {
        name: _rows(rows, rows["film"].isin(films))
        for name, rows in ((name, getattr(tables, name)) for name in _OF_FILMS)
    }
    statements = {*parts["entries"]["statement"], *parts["unheard"]["statement"]}
    nominations, credits = tables.nominations, tables.credits
    listed = of_years(nominations, seasons) | nominations["statement"].isin(statements)
    return replace(
        tables,
        **parts,
        nominations=_rows(nominations, listed),
        credits=_rows(credits, credits["statement"].isin(statements)),
    )


def _films(tables: SeasonTables, seasons: Collection[int]) -> set[str]:
    """Films that may be candidates of seasons (`tracker.judge.material.candidates`), and those not told apart."""
    days = tables.releases["date"].str[:4].isin([str(year) for year in seasons])
    films = {*tables.releases["film"][days], *tables.films["film"][of_years(tables.films, seasons, "year")]}
    for name in ("entries", "top_tens", "eligibility"):
        rows = getattr(tables, name)
        films |= {*rows["film"][of_years(rows, seasons)]}
    return films | {*tables.alike["twin"][tables.alike["film"].isin(films)]}


def _rows(rows: pd.DataFrame, wanted: "pd.Series[bool]") -> pd.DataFrame:
    return rows if wanted.all() else rows.take(np.flatnonzero(wanted.to_numpy(dtype=bool))).reset_index(drop=True)
