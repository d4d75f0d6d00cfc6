"""How everything stands: what is held, what is due, and what was done last."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from jobs.context import Context
from jobs.schedule.asking import announcements, due_sources
from jobs.schedule.due import interval
from jobs.schedule.running import slot_now
from tracker.domain.cells import is_missing
from tracker.store import frames, imports, runs
from tracker.store.engine import reading

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Status:
    """How everything stands at one moment."""

    held: Sequence[Mapping[str, Any]]
    """Lists that are held: source, ceremony, as_of, checked_at, problems."""
    states: Sequence[tuple[str, str]]
    """Source and state of every list."""
    due: Collection[str]
    intervals: Mapping[str, timedelta]
    """By source, how often it is asked now."""
    imports: Sequence[imports.Import]
    runs: Sequence[runs.Run]
    """The latest ten."""
    weekly_slot: datetime
    """The latest moment at which a weekly report was due."""


def status_now(context: Context) -> Status:
    """How everything stands now."""
    now = context.now()
    with reading(context.engine) as conn:
        lists, recent, brought = frames.lists(conn), runs.recent(conn, 10), imports.every(conn)
        days = announcements(conn, now)
    return Status(
        _held(lists),
        list(zip(lists["source"], lists["state"], strict=True)),
        {source.name for source in due_sources(context)},
        {name: interval(s.cadence, now, days.get(name)) for name, s in sorted(context.sources.items())},
        brought,
        recent,
        slot_now(context),
    )


def _held(lists: "pd.DataFrame") -> list[dict[str, object]]:

    held = lists[lists["state"] == "held"]
    keys = ("source", "ceremony", "as_of", "checked_at")
    return [
        {key: (None if is_missing(row[key]) else row[key]) for key in keys} | {"problems": row["problems"]}
        for row in held.to_dict("records")
    ]
