"""Published reports that the database does not know: it was put back from a copy that is older than they are."""

from jobs.context import Context
from jobs.steps.editions.holding import REPORTS
from jobs.steps.editions.shelf import Shelf
from tracker.edition.read import Edition
from tracker.store.plain import Rows


def lost_reports(context: Context, rows: Rows) -> dict[int, Edition]:
    """The edition of the last report of each film year, where it can be read and the database does not know of it."""
    shelf, own = Shelf(context.editions_dir), {run for (run,) in rows(REPORTS)}
    last = {report.season: report for report in shelf.reports() if report.run}
    lost = [report for report in last.values() if report.run not in own]
    return {int(report.season): edition for report in lost if (edition := shelf.open(report.edition))}


def warning(context: Context, rows: Rows) -> str:
    """What to say of such a database, in one line with the remedy; "" for one that knows its reports."""
    lost = lost_reports(context, rows)
    if not lost:
        return ""
    season, edition = max(lost.items(), key=lambda one: one[1].as_of)
    return (
        f"the database is older than the report of {edition.as_of} on the films of {season}: what was read and "
        "imported after its copy was made is missing; put back a newer copy, or read and import it again"
    )
