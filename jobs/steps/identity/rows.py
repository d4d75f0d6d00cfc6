"""Rows of the kept keys from frames that identity has completed."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from jobs.steps.identity.keys import FILM, PERSON, Row
from tracker.domain.cells import is_missing

if TYPE_CHECKING:
    import pandas as pd

NAMED = ("works", "top_tens", "eligibility")
"""Frames of lists."""
CLAIMS = ("releases", "scores", "mentions", "facts", "film_credits", "films")


def film_rows(name: str, keyed: "Mapping[str, pd.DataFrame]") -> Iterable[Row]:
    """Rows of the table `film`."""
    frame = keyed[name]
    positions = frame["position"].tolist() if name == "works" else [0] * len(frame)
    cells = (frame[column].tolist() if column in frame.columns else [None] * len(frame) for column in FILM)
    return zip([name] * len(frame), frame["statement"].tolist(), positions, _years(name, frame), *cells, strict=True)


def _years(name: str, frame: "pd.DataFrame") -> list[int | None]:
    """The film year of each row: its list's, its film's own, or that of a release's day."""
    if name == "releases":
        days = zip(frame["date"].tolist(), frame["event"].tolist(), strict=True)
        return [int(day[:4]) if not event and day[:4].isdigit() else None for day, event in days]
    column = {"films": "year"} | dict.fromkeys(NAMED, "film_year")
    cells = frame[column[name]].tolist() if name in column else [None] * len(frame)
    return [int(str(cell).split(".")[0]) if not is_missing(cell) else None for cell in cells]


def credit_rows(name: str, frame: "pd.DataFrame", every: "pd.DataFrame") -> Iterable[Row]:
    """Rows of the table `credit`; `every` is the same as `people_of` completes it."""
    positions = frame["position"].tolist() if name == "credits" else [0] * len(frame)
    cells = (every[column].tolist() for column in ("film", *PERSON))
    return zip([name] * len(frame), frame["statement"].tolist(), positions, *cells, strict=True)
