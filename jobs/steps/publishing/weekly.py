"""The main job: collect, check, ingest, match, compare, report, export."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from jobs.context import WEEKLY, Context
from jobs.steps.collecting.collect import Collected, exit_code
from jobs.steps.collecting.order import collect_sources
from jobs.steps.publishing.publish import publish_season
from tracker.domain.errors import StoreError
from tracker.store import runs
from tracker.store.engine import transaction


@dataclass(frozen=True)
class Round:
    """What one round of work brought."""

    collected: Sequence[Collected]
    report: Path | None = None
    """Folder of the report, if one was due."""

    def exit_code(self, *, detect_changes: bool) -> int:
        """The code to exit with."""
        return exit_code(self.collected, detect_changes=detect_changes)


def weekly(context: Context, *, season: int | None, out: Path | None) -> Round:
    """Ask every source now, whatever is due, and write the report.

    Raises:
        PolicyError: a live crawl without a contact.
        OutputError: the report's folder cannot be written.
    """
    from tracker.export.folder import make_parent

    if not context.settings.archive_only:
        context.require_contact()
    make_parent(out or context.settings.output_dir)
    collected = collect_sources(context, list(context.sources), season=season)
    return Round(collected, publish_season(context, season or context.season, out))


def report_slot(context: Context, slot: str) -> Path:
    """The report of a claimed weekly slot; a slot whose report fails is given back, to be tried again."""
    try:
        return publish_season(context, context.season, None, slot=slot)
    except BaseException:
        with suppress(StoreError), transaction(context.engine) as conn:
            runs.release(conn, WEEKLY, slot)
        raise
