"""What there is, how old it is, what comes next, and whether everything is in order."""

from collections import Counter
from collections.abc import Collection
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer

from jobs.cli.commands.collecting import MOST_PROBLEMS
from jobs.cli.console import ORIGINS, emit_json, progress, say, show_table
from jobs.cli.options import Json, State, this_context
from tracker.domain.errors import Exit
from tracker.domain.figures import tally
from tracker.domain.lists.standing import counts
from tracker.domain.verdicts import ListState

if TYPE_CHECKING:
    from jobs.steps.overview import BodyLine
    from tracker.store.overview import ListLine

database = typer.Typer(help="The database behind the reports.", no_args_is_help=True)


def sources(as_json: Json = False) -> None:
    """List the sources: what each one gives, how far it is trusted and when it was last read.

    For example: snubs sources, snubs sources --json.

    Columns: tier is 1 for the body itself, 2 for an encyclopaedia that cites it, 3 for the established press, 4 for
    others; state is "verified", or "trial" where nobody has checked the reader yet; lists is how many were read, and
    the last three count blanks. The second table counts ceremonies body by body.
    """
    from jobs.steps.overview import KNOWN, overview_of

    there = overview_of(this_context())
    if as_json:
        bodies = {line.body: asdict(line) | {"blanks": line.blanks} for line in there.bodies}
        emit_json([asdict(line) | {"of_body": bodies.get(line.body or "")} for line in there.sources])
        return
    columns = (
        *("source", "what", "family", "tier", "state", "last read (UTC)", "lists"),
        *("no announcement", "no day", "no size"),
    )
    rows = [
        (s.name, s.title, s.family, s.tier, s.state, s.last_read, s.lists, s.blanks, s.unheld, s.unsized)
        for s in there.sources
    ]
    show_table("Sources", columns, rows)
    say("trial: read and counted as evidence, but its lists close nothing.")
    if there.registry:
        say(there.registry)
    say(
        "Blanks, since nothing is filled in from memory: lists without a stated announcement, lists without the day of "
        "the ceremony, categories declared without a size."
    )
    say("")
    show_table(
        "Ceremonies of each body, and of how many pages and records at hand tell",
        ("body", "ceremonies", "list read", "day", "announcement", "categories given", "all sizes"),
        [(line.body, line.ceremonies, *(_share(line, name) for name in KNOWN)) for line in there.bodies],
    )
    say("fields.csv (`snubs export`) has every category and size that was read, with page, revision and line.")


def _share(line: "BodyLine", name: str) -> str:
    blank = line.blanks[name]
    return f"{getattr(line, name)}, {blank} blank" if blank else str(getattr(line, name))


def status(as_json: Json = False) -> int:
    """Show what is held, how old the data is, and what is due next.

    For example: snubs status; its exit code is 20 while something is held.

    Columns: a source's readings of lists by state (fit, held, trial, missing); every is how often it is asked at this
    time of the year; now says that it is due. What is held stands below, with the reason. The line after the runs
    counts lists, each once however many sources read it.
    """
    from jobs.schedule.status import status_now
    from tracker.store.overview import counted

    context = this_context()
    now = status_now(context)
    holds = [line for line in now.lists if line.state == ListState.HELD or line.not_read or line.withheld]
    imports = {one.source for one in now.imports}
    code = Exit.HELD if any(_closes(line, imports) for line in holds) else Exit.DONE
    stand = counts(map(vars, counted(now.lists, context.season)))
    if as_json:
        emit_json(
            {
                "origin": context.origin,
                "lists": stand,
                "held": [{key: getattr(line, key) for key in _HELD} for line in holds],
                "passed": [{key: getattr(line, key) for key in _PASSED} for line in now.lists if line.passed],
                "due": sorted(now.due),
                "weekly_slot": now.weekly_slot,
                "next_weekly_slot": now.next_weekly_slot,
                "last_read": now.last_read,
                "imports": [{"source": one.source, "as_of": one.as_of, "sha256": one.sha256} for one in now.imports],
                "runs": [asdict(run) for run in now.runs],
            }
        )
        return code
    states = Counter((line.source, line.state) for line in now.lists)
    rows = [
        (
            name,
            *(states[name, state.value] for state in ListState),
            _minute(now.last_read[name]),
            _span(every.total_seconds()),
            "due" if name in now.due else "",
        )
        for name, every in now.intervals.items()
    ]
    rows += [
        (one.source, *(states[one.source, state.value] for state in ListState), f"as of {one.as_of}", "", "")
        for one in now.imports
    ]
    show_table("Lists", ("source", *ListState, "last read (UTC)", "every", "now"), rows)
    for line in holds:
        say(_held_line(line))
    for line in now.lists:
        for message in line.passed or ():
            say(f"passed: {line.source} {line.ceremony}: {message}")
    say("")
    show_table(
        "Latest runs",
        ("started (UTC)", "job", "source", "status", "reason"),
        [(f"{r.started_at:%Y-%m-%d %H:%M:%S}", r.job, r.source, r.status, r.reason) for r in now.runs],
    )
    say(f"weekly report: last due {_slot(now.weekly_slot)}, next {_slot(now.next_weekly_slot)}")
    say(f"{tally('list', stand)}; {ORIGINS[context.origin]}".capitalize())
    return code


def _minute(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""


def _slot(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M %Z}"


_HELD = ("source", "ceremony", "as_of", "checked_at", "not_read", "withheld", "problems")
_PASSED = ("source", "ceremony", "passed")


def _closes(line: "ListLine", imports: Collection[str]) -> bool:
    """Whether a held list could be closed; one on trial, or of a source that was removed, is only shown."""
    from spiders.catalogue import load_sources

    source = load_sources().get(line.source)
    if source is None:
        return line.source in imports
    return not (source.on_trial or source.compared_with)


def _held_line(line: "ListLine") -> str:
    problems = line.problems or []
    first = "; ".join(problems[:MOST_PROBLEMS])
    if len(problems) > MOST_PROBLEMS:
        first += f"; and {len(problems) - MOST_PROBLEMS} more (--json lists them)"
    if line.state != ListState.HELD:
        last_good = sorted({*(line.withheld or ())} - {*(line.not_read or ())})
        parts = (("not read", line.not_read or ()), ("as of the last good reading", last_good))
        names = "; ".join(f"{how}: {', '.join(filter(None, of))}" for how, of in parts if of)
        return f"held: {line.source} {line.ceremony}: {names}: {first}"
    return f"held: {line.source} {line.ceremony or ''}: data as of {line.as_of or 'never'}: {first}"


_HOUR, _DAY = 3600, 86400


def _span(seconds: float) -> str:
    if seconds < _HOUR:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / _HOUR:.0f} h" if seconds < 2 * _DAY else f"{seconds / _DAY:.0f} d"


def doctor(as_json: Json = False) -> int:
    """Check settings, database, migrations, clock, disk, network and contact, with a remedy for each finding.

    For example: snubs doctor, before the first live run and whenever cron reports a failure. The exit code is 2 where
    a finding would stop a run; a note stops none.
    """
    from jobs.steps.doctor import examine

    findings = list(examine(State.config, datetime.now(UTC), progress))
    if as_json:
        emit_json([vars(f) for f in findings])
    else:
        show_table("Doctor", ("what", "state", "detail"), [(f.what, f.state, f.detail) for f in findings])
    return Exit.USAGE if any(f.state == "failed" for f in findings) else Exit.DONE


@database.command("upgrade")
def upgrade() -> None:
    """Update the database to this version's tables."""
    from tracker.store import migrate, plain

    context = this_context()
    context.require_kept_contact()
    context.require_database_folder()
    address = context.settings.database
    before = plain.state(address)
    after = migrate.upgrade(address)
    if before.current == after.current:
        say(f"database: already at {after.current}")
    else:
        say(f"database: {before.current or 'new'} -> {after.current}")
