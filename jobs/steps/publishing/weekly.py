"""The main job: collect, check, ingest, match, compare, report, export."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from jobs.context import WEEKLY, Context
from jobs.steps.collecting.archived import already_read
from jobs.steps.collecting.collected import Collected, exit_code
from jobs.steps.publishing.publish import publish_season
from tracker.domain.errors import Exit, StoreError
from tracker.store import runs
from tracker.store.engine import transaction


@dataclass(frozen=True)
class Round:
    """What one round of work brought."""

    collected: Sequence[Collected]
    report: Path | None = None
    """Folder of the report, if one was due."""

    def exit_code(self, *, detect_changes: bool) -> int:
        """The code to exit with; a report may tell of what was collected, imported or decided before this round."""
        code = exit_code(self.collected, detect_changes=detect_changes)
        if code == Exit.DONE and detect_changes and self.report and _tells_of_changes(self.report):
            return int(Exit.CHANGED)
        return code


def _tells_of_changes(report: Path) -> bool:
    rows = json.loads((report / "run.json").read_text(encoding="utf-8"))["rows"]
    return bool(rows["changes"] or rows["corrections"])


def weekly(
    context: Context,
    *,
    season: int | None,
    out: Path | None,
    slot: str | None = None,
    clock_is_right: bool = False,
) -> Round:
    """Ask every source now, whatever is due, and write the report; an archive that says the same is not read again.

    Args:
        context: settings, clock and database.
        season: the film year to report on; by default the one that leads.
        out: the folder to write; by default one of the day.
        slot: the weekly slot whose report it is, if it was claimed.
        clock_is_right: the report takes the place of one of a later day, too.

    Raises:
        PolicyError: a live crawl without a contact.
        OutputError: the report's folder cannot be written.
    """
    from tracker.export.folder import make_parent

    if not context.settings.archive_only:
        context.require_contact()
    make_parent(out or context.settings.output_dir)
    collected = _collected(context, season)
    return Round(collected, publish_season(context, season, out, slot=slot, clock_is_right=clock_is_right))


def _collected(context: Context, season: int | None) -> list[Collected]:
    names = list(context.sources)
    with context.glance() as rows:
        collected = already_read(context, rows, names, season or context.season)
    if collected is None:
        from jobs.steps.collecting.order import collect_sources

        collected = collect_sources(context, names, season=season)
    return collected


@contextmanager
def claimed(context: Context, slot: str | None) -> Iterator[None]:
    """A weekly slot that was claimed, if one was, is given back if its report fails, to be tried again."""
    try:
        yield
    except BaseException:
        if slot is None:
            raise
        with suppress(StoreError), transaction(context.engine) as conn:
            runs.release(conn, WEEKLY, slot)
        raise
