"""What of imported files needs a look: films that nobody else knows, rows that contradict what is at hand."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from tracker.domain.cells import whole
from tracker.store import frames

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Connection

    from jobs.steps.importing.doubtful import Doubt
    from tracker.identity.corrections import Corrections
    from tracker.identity.unmet import Unmet


def unmet_of(conn: "Connection", sources: Collection[str], corrections: "Corrections") -> "Unmet":
    """The films of some imports that meet none."""
    from tracker.identity.unmet import NEEDED, unmet_films

    return unmet_films({name: getattr(frames, name)(conn) for name in NEEDED}, sources, corrections)


def doubts_of(conn: "Connection", sources: Collection[str], corrections: "Corrections") -> "list[Doubt]":
    """The rows of some imports that contradict what is at hand, or that nothing at hand knows."""
    if not sources:
        return []
    from jobs.steps.importing.doubtful import NEEDED, barring, doubtful_rows, may_be_doubtful
    from tracker.identity.resolve import with_keys

    own = frames.nominations(conn, {"source": sources}, ("film_year",))
    records = frames.eligibility(conn, {"source": sources}, ("source", "category", "status", "film_year"))
    seasons = {"film_year": _seasons_beside(own, barring(records, sources))}
    among = dict.fromkeys(_OF_LISTS, seasons)
    rows = {name: getattr(frames, name)(conn, among.get(name)) for name in NEEDED}
    return doubtful_rows(with_keys(rows, corrections), sources, corrections) if may_be_doubtful(rows, sources) else []


def doubts_in(
    keyed: "Mapping[str, pd.DataFrame]", sources: Collection[str], corrections: "Corrections"
) -> "list[Doubt]":
    """The same of frames with keys of films and people."""
    from jobs.steps.importing.doubtful import barring, doubtful_rows

    lists = keyed["nominations"]
    seasons = _seasons_beside(lists[lists["source"].isin(sources)], barring(keyed["eligibility"], sources))
    lists = lists[lists["film_year"].isin(seasons)]
    parts = {name: keyed[name][keyed[name]["statement"].isin(lists["statement"])] for name in _OF_LISTS}
    return doubtful_rows({**keyed, **parts}, sources, corrections)


_OF_LISTS = ("nominations", "works", "credits")


def _seasons_beside(*rows: "pd.DataFrame") -> set[int]:
    """Film years of nominations and records, and those before and after."""
    years = {int(year) for part in rows for year in part["film_year"].dropna().unique()}
    return {year + beside for year in years for beside in (-1, 0, 1)}


def named_in_words(row: Mapping[Any, Any]) -> str:
    """How a file names a film: "Winter (2010)"."""
    year = whole(row["film_year"])
    title = row["title"] or row["film"]
    return f"{title} ({year})" if year else str(title)
