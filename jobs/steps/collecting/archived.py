"""The bundled archive says the same to the same program: what has been read of it is not read again.

That nothing has been different since is noted with the last run that read it: the program with its archive, the sources
and the season that were asked, and how the statements stood afterwards. So a list's `checked_at` stays the moment when
the archive was last read.
"""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from jobs.context import Context
from jobs.steps.collecting.collected import Collected
from jobs.steps.editions.holding import program_of
from tracker.domain.errors import Exit
from tracker.store.plain import Rows, rows_of, statements_state

if TYPE_CHECKING:
    from sqlalchemy import Connection

_NOTE = "archive"
_LAST_RUN = "SELECT id, stats FROM run WHERE source IS NOT NULL ORDER BY started_at DESC, id DESC LIMIT 1"


def already_read(context: Context, rows: Rows, names: Sequence[str], season: int) -> list[Collected] | None:
    """What the sources brought when the archive was last read, if it would say the same now, with nothing new."""
    if not context.settings.archive_only:
        return None
    with suppress(IndexError, KeyError, TypeError, ValueError, RecursionError):  # no run, or one without a fit note
        note = json.loads(rows(_LAST_RUN)[0][1])[_NOTE]
        made_of = {"made_of": _made_of(context, names, season), "state": statements_state(rows)}
        if isinstance(note, dict) and note.items() >= made_of.items() and _as_then(context, note["day"]):
            return [Collected(**one) for one in note["collected"]]
    return None


def note_reading(
    context: Context, conn: "Connection", names: Sequence[str], season: int, collected: Sequence[Collected]
) -> None:
    """Note what sources brought, so that the archive is not read again by this program; nothing if one failed."""
    from tracker.store import runs

    rows = rows_of(conn)
    if not context.settings.archive_only or any(one.exit_code is Exit.SOURCE_FAILED for one in collected):
        return
    note = {
        "made_of": _made_of(context, names, season),
        "state": statements_state(rows),
        "day": context.today.isoformat(),
        "collected": [_with_nothing_new(one) for one in collected],
    }
    for run, _ in rows(_LAST_RUN):
        runs.note(conn, run, {_NOTE: note})


def _made_of(context: Context, names: Sequence[str], season: int) -> list[Any]:
    return [program_of(context), sorted(names), season]


def _as_then(context: Context, day: str) -> bool:
    """Whether days make no difference: it is the same one, or all that the archive tells of was over then as now."""
    from spiders.archive.replay import Archive

    today = context.today.isoformat()
    return day == today or Archive().recorded_on <= day <= today


def _with_nothing_new(collected: Collected) -> dict[str, Any]:
    return asdict(collected) | dict.fromkeys(("new", "retracted", "requests", "content_bytes"), 0)
