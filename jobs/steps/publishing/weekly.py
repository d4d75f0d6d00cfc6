"""The main job: collect, check, ingest, match, compare, report, export; each stage says what it did."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from jobs.cli.console import emit_json, say
from jobs.context import Context
from jobs.schedule.asking import collect_sources
from jobs.schedule.due import WEEKLY
from jobs.steps.collecting.collect import Collected, exit_code, show
from jobs.steps.publishing.publish import report_season, tell
from tracker.domain.errors import StoreError
from tracker.store import runs
from tracker.store.engine import transaction

OFFLINE = (
    "offline: reading the bundled archive of the films of 2010; to go live, set `contact` in config.yaml "
    "or SNUBS_CONTACT to your mail address"
)


def run_weekly(context: Context, *, season: int | None, out: Path | None, detect_changes: bool, as_json: bool) -> int:
    """The command `snubs weekly`: every source is asked now, whatever is due."""
    from tracker.export.folder import make_parent

    if context.settings.archive_only:
        if not as_json:
            say(OFFLINE)
    else:
        context.require_contact()
    make_parent(out or context.settings.output_dir)
    collected = collect_sources(context, list(context.sources), season=season)
    place = report_season(context, season or context.season, out, job=WEEKLY)
    return conclude(collected, place, detect_changes=detect_changes, as_json=as_json)


def report_slot(
    context: Context, slot: str, collected: Sequence[Collected], *, detect_changes: bool, as_json: bool
) -> int:
    """The report of a claimed weekly slot; a slot whose report fails is given back, to be tried again."""
    try:
        place = report_season(context, context.season, None, slot=slot, job=WEEKLY)
    except BaseException:
        with suppress(StoreError), transaction(context.engine) as conn:
            runs.release(conn, WEEKLY, slot)
        raise
    return conclude(collected, place, detect_changes=detect_changes, as_json=as_json)


def conclude(collected: Sequence[Collected], place: Path | None, *, detect_changes: bool, as_json: bool) -> int:
    """Say what was collected and where the report is, if one was due; gives the exit code."""
    if as_json:
        emit_json({"folder": None if place is None else str(place), "sources": [asdict(c) for c in collected]})
    else:
        show(collected, as_json=False)
        if place is not None:
            tell(place)
    return exit_code(collected, detect_changes=detect_changes)
