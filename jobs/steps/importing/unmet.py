"""Films of imported figures that neither a list nor the registry knows."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from tracker.domain.cells import whole
from tracker.store import frames

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tracker.identity.corrections import Corrections
    from tracker.identity.unmet import Unmet


def unmet_of(conn: "Connection", sources: Collection[str], corrections: "Corrections") -> "Unmet":
    """The films of some imports that meet none."""
    from tracker.identity.unmet import NEEDED, unmet_films

    return unmet_films({name: getattr(frames, name)(conn) for name in NEEDED}, sources, corrections)


def named_in_words(row: Mapping[Any, Any]) -> str:
    """How a file names a film: "Winter (2010)"."""
    year = whole(row["film_year"])
    title = row["title"] or row["film"]
    return f"{title} ({year})" if year else str(title)
