"""The run table (the schedule's memory), and claims, which keep two hosts from doing the same job."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, delete, insert, select, update

from tracker.domain.errors import Exit
from tracker.domain.text.secrets import masked
from tracker.store import processes
from tracker.store.bulk import insert_missing, table_of
from tracker.store.models import Claim as ClaimRow
from tracker.store.models import Run as RunRow
from tracker.store.overview import Run

_RUNS = table_of(RunRow)
_CLAIMS = table_of(ClaimRow)

Ended = Literal["done", "held", "failed"]


def new_id(job: str, now: datetime) -> str:
    """A run id that sorts by time and is safe as a folder's name."""
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{job}-{secrets.token_hex(3)}"


def begin(
    conn: Connection, *, job: str, host: str, now: datetime, slot: str | None = None, source: str | None = None
) -> str:
    """Record that work starts; return the run's id.

    Args:
        conn: a connection inside a writing transaction.
        job: what is done, for example `crawl` or `weekly`.
        host: the host's name, or `name:pid` for another process than this.
        now: aware time.
        slot: the period the work is for, as it was claimed.
        source: the source that is crawled, if one.
    """
    name, process = processes.worker(host)
    row = {
        "id": new_id(job, now),
        "job": job,
        "slot": slot,
        "source": source,
        "status": "running",
        "host": name,
        "process": process,
        "started_at": now,
    }
    conn.execute(insert(_RUNS), [row])
    return str(row["id"])


def finish(
    conn: Connection,
    run_id: str,
    status: Ended,
    now: datetime,
    *,
    exit_code: int | None = None,
    reason: str | None = None,
    stats: Mapping[str, Any] | None = None,
) -> None:
    """Record how work ended."""
    ended = {"status": status, "finished_at": now, "exit_code": exit_code, "reason": reason and masked(reason)}
    conn.execute(update(_RUNS).where(_RUNS.c.id == run_id).values(**ended, stats=dict(stats or {})))


def note(conn: Connection, run_id: str, more: Mapping[str, Any]) -> None:
    """Add to the figures of a run that has ended."""
    run = get(conn, run_id)
    if run is not None:
        conn.execute(update(_RUNS).where(_RUNS.c.id == run_id).values(stats={**run.stats, **more}))


def fail(conn: Connection, run_id: str, now: datetime, error: BaseException) -> None:
    """Record that work ended with an error; its exit code, if any, shows the kind."""
    code = getattr(error, "exit_code", Exit.BUG)
    finish(conn, run_id, "failed", now, exit_code=int(code), reason=str(error) or type(error).__name__)


def get(conn: Connection, run_id: str) -> Run | None:
    """One run."""
    return next(iter(_select(conn, [_RUNS.c.id == run_id], 1)), None)


def _select(conn: Connection, conditions: Sequence[Any], limit: int) -> list[Run]:
    newest = select(_RUNS).where(*conditions).order_by(_RUNS.c.started_at.desc(), _RUNS.c.id.desc()).limit(limit)
    return [Run(**{**row, "stats": row["stats"] or {}}) for row in conn.execute(newest).mappings()]


def claim(conn: Connection, job: str, slot: str, host: str, now: datetime) -> bool:
    """Take one (job, slot); False when another has it."""
    name, process = processes.worker(host)
    row = {"job": job, "slot": slot, "host": name, "process": process, "claimed_at": now}
    return insert_missing(conn, _CLAIMS, row)


def release(conn: Connection, job: str, slot: str) -> None:
    """Give a (job, slot) back, so that it can be tried again."""
    conn.execute(delete(_CLAIMS).where(_CLAIMS.c.job == job, _CLAIMS.c.slot == slot))


def reap(conn: Connection, host: str, now: datetime) -> list[Run]:
    """Mark runs whose process died on this host as failed, and release their claims.

    A claim whose work was done stays, so that nothing is done twice. Returns the runs that were marked.
    """
    name, _ = processes.worker(host)
    running = _select(conn, [_RUNS.c.status == "running", _RUNS.c.host == name], limit=1_000_000)
    dead = [run for run in running if not processes.alive(run.process)]
    for run in dead:
        finish(conn, run.id, "failed", now, reason="died", stats=run.stats)
    _free_claims(conn, name)
    return [ended for run in dead if (ended := get(conn, run.id))]


def _free_claims(conn: Connection, host: str) -> None:
    for row in conn.execute(select(_CLAIMS).where(_CLAIMS.c.host == host)).all():
        if processes.alive(row.process):
            continue
        ended = select(_RUNS.c.id).where(
            _RUNS.c.job == row.job, _RUNS.c.slot == row.slot, _RUNS.c.status.in_(("done", "held"))
        )
        if conn.execute(ended.limit(1)).first() is None:
            release(conn, row.job, row.slot)
