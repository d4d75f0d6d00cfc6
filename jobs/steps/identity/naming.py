"""What a claim names its film with: its *naming*. Claims with the same one mean the same film, whatever they say."""

from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from jobs.steps.identity.rows import OPEN

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
    """Whether nothing but its title tells the film."""


def naming_rows(name: str, frame: "pd.DataFrame") -> list[Naming]:
    """Rows of the table `naming` of a frame with keys."""
    from tracker.domain.titles.comparable import title_key
    from tracker.identity.cells import text

    rows = []
    has_reasons = "film_reason" in frame.columns
    reasons = (frame["film_reason"] if has_reasons else text(frame, "film_reason")).tolist()
    cells = zip(frame["statement"].tolist(), reasons, _cells(frame), strict=True)
    for statement, reason, (title, link, imdb, qid, year, kind) in cells:
        season_title = f"{title_key(title)}|{year}" if title and year else ""
        is_open = reason in OPEN if has_reasons else not (imdb or qid)
        naming = _hash((title, link, imdb, qid, year, kind))
        rows.append(Naming(name, statement, naming, season_title, bool(link and imdb), is_open))
    return rows


def namings(frame: "pd.DataFrame") -> list[str]:
    """The naming of each row."""
    return [_hash(cells) for cells in _cells(frame)]


def _cells(frame: "pd.DataFrame") -> list[tuple[str, ...]]:
    """What each row names its film with."""
    from tracker.identity.cells import text

    columns = (text(frame, name).tolist() for name in ("title", "link", "imdb", "qid", "film_year", "property"))
    *texts, years, kinds = columns
    return list(zip(*texts, [year.removesuffix(".0") for year in years], kinds, strict=True))


def _hash(cells: tuple[str, ...]) -> str:
    return blake2b(repr(cells).encode(), digest_size=8).hexdigest()
