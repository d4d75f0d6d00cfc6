"""What is different from what was published, and since when each verdict has been given."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from tracker.store import history

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Connection


class Compared(NamedTuple):
    """A season beside its last published report."""

    snubs: "pd.DataFrame"
    changes: "pd.DataFrame"
    corrections: "pd.DataFrame"
    first: bool
    """No report of the season was published before."""


def compare(
    conn: "Connection",
    season: int,
    verdicts: "pd.DataFrame",
    decisions: Mapping[str, str],
    lost: "pd.DataFrame | None" = None,
) -> Compared:
    """A season's verdicts beside the last published report.

    Args:
        conn: a connection.
        season: the film year.
        verdicts: as they were judged.
        decisions: what people decided about the identity of each film key, in words.
        lost: the verdicts of that report, where the database is older and does not know them.
    """
    from tracker.judge.desk.changes import carry, corrections, diff, under_new_keys

    report = history.previous_verdicts(conn, season) if lost is None else lost
    before = under_new_keys(report, verdicts, decisions)
    carried = carry(before, verdicts.assign(first_seen="", last_changed=""), decisions, is_older=lost is not None)
    changes = diff(before, carried, decisions, is_older=lost is not None)
    under_other_keys = before[before["verdict_id"] != report["verdict_id"]] if lost is None else lost
    dated = history.known_since(conn, carried, season, under_other_keys)
    return Compared(dated, changes, corrections(changes).assign(corrected_at=""), first=before.empty)


def as_judged(rows: "pd.DataFrame") -> "pd.DataFrame":
    """A season's verdicts of an edition as they were judged, before they were compared with a report."""
    rows = rows[rows["status"] != "withdrawn"].reset_index(drop=True)
    return rows.assign(status="active", identity="", first_seen="", last_changed="")
