"""Rows of the kept keys from frames that identity has completed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

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


OPEN = ("title_year", "scored", "review", "printed")
"""Reasons of rows that nothing but their title identifies."""


def entry_rows(name: str, keyed: "Mapping[str, pd.DataFrame]", season_films: Iterable[str]) -> Iterable[Row]:
    """Rows of the table `entry`: a list's rows with the keys that they have by themselves, and `season_film`."""
    from tracker.domain.titles.comparable import title_key
    from tracker.identity.cells import article, text
    from tracker.identity.films.links import printed_key

    frame = keyed[name]
    titles, links, imdbs = text(frame, "title"), article(text(frame, "link")), text(frame, "imdb")
    for row, title, link, imdb, season_film in zip(
        film_rows(name, keyed), titles, links, imdbs, season_films, strict=True
    ):
        season = "" if row[3] is None else str(row[3])
        case = printed_key(link, title, season) if row[4] and row[5] in OPEN else ""
        yield *row, title, title_key(title), case, link, bool(link and imdb), season_film


def part_rows(places: Sequence[Row], every: "pd.DataFrame") -> tuple[list[Row], list[Row]]:
    """Rows of the tables `part` and `tie` for the places of credits, as `people_of` completes them."""
    names: dict[Any, str] = {}
    cells = [*zip(places, every["person_part"].tolist(), every["person_ties"].tolist(), strict=True)]
    for place, part, ties in cells:
        if ties:
            name = "|".join(map(str, place))
            names[part] = min(names.get(part, name), name)
    parts = [(*place, names[part]) for place, part, ties in cells if ties]
    return parts, sorted({(tie, names[part]) for _, part, ties in cells for tie in ties})


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
