"""What a claim names its film with: its *naming*. Claims with the same one mean the same film, whatever they say."""

from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from jobs.steps.identity.rows import OPEN
from tracker.domain.facts.records import NOT_FILMS

if TYPE_CHECKING:
    import pandas as pd


class Naming(NamedTuple):
    """A row of the table `naming`: what a claim names its film with."""

    frame: str
    statement: str
    naming: str
    """A hash of its cells."""
    title: str
    """Title key and film year; empty where either is missing."""
    states: bool
    """Whether it has both an id and a link."""
    is_open: bool
    """Whether nothing but its title tells the film; what is said of no film is compared with none."""


def naming_rows(name: str, frame: "pd.DataFrame") -> list[Naming]:
    """Rows of the table `naming` of a frame with keys."""
    from tracker.domain.titles.comparable import title_key
    from tracker.identity.cells import text

    rows = []
    has_reasons = "film_reason" in frame.columns
    reasons = (frame["film_reason"] if has_reasons else text(frame, "film_reason")).tolist()
    cells = zip(frame["statement"].tolist(), reasons, _cells(frame), strict=True)
    for statement, reason, own in cells:
        title, link, imdb, qid, year, *_, work_kind = own
        season_title = f"{title_key(title)}|{year}" if title and year else ""
        is_open = (reason in OPEN if has_reasons else not (imdb or qid)) and work_kind not in NOT_FILMS
        naming = _hash(own)
        rows.append(Naming(name, statement, naming, season_title, bool(link and imdb), is_open))
    return rows


def namings(frame: "pd.DataFrame") -> list[str]:
    """The naming of each row."""
    return [_hash(cells) for cells in _cells(frame)]


_CELLS = ("title", "link", "imdb", "qid", "film_year", "property", "people", "work_kind")


def _cells(frame: "pd.DataFrame") -> list[tuple[str, ...]]:
    """What each row names its film with."""
    from tracker.identity.cells import text

    title, link, imdb, qid, years, *more = (text(frame, name).tolist() for name in _CELLS)
    return list(zip(title, link, imdb, qid, [year.removesuffix(".0") for year in years], *more, strict=True))


def _hash(cells: tuple[str, ...]) -> str:
    return blake2b(repr(cells).encode(), digest_size=8).hexdigest()
