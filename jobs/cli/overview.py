"""What there is, how old it is, and what comes next."""

from collections import Counter
from dataclasses import asdict, dataclass

import pandas as pd

from jobs.cli.console import emit_json, say, show_table
from jobs.context import Context
from jobs.schedule.asking import announcements, due_sources
from jobs.schedule.due import interval
from jobs.schedule.running import slot_now
from jobs.steps.collecting.collect import MOST_PROBLEMS
from jobs.steps.judging.fields import KNOWN, BodyLine, body_lines
from tracker.domain.errors import Exit
from tracker.domain.verdicts import ListState
from tracker.store import frames, imports, migrate, runs
from tracker.store.engine import reading


@dataclass(frozen=True)
class SourceLine:
    """One source as `snubs sources` shows it."""

    name: str
    title: str
    family: str
    tier: int
    state: str
    """`verified`, or `trial`: read, but closes no list; of an import `complete` or `evidence`."""
    licence: str
    last_read: str | None
    lists: int
    blanks: int
    """Lists without a stated announcement day; what no page supports stays blank."""
    unheld: int = 0
    """Lists without a stated day of the ceremony."""
    unsized: int = 0
    """Declared categories without a size at the latest ceremony they were given."""
    body: str | None = None


def source_lines(context: Context) -> list[SourceLine]:
    """Every source that is on."""
    with reading(context.engine) as conn:
        lists = frames.lists(conn)
        last = {name: runs.last_done(conn, "crawl", name) for name in context.sources}
    lines = []
    for name, source in sorted(context.sources.items()):
        mine = lists[(lists["source"] == name) & (lists["found"] > 0)]
        run = last[name]
        lines.append(
            SourceLine(
                name,
                source.title,
                source.family,
                source.tier,
                "verified" if source.verified else "trial",
                source.licence,
                f"{run.started_at:%Y-%m-%d %H:%M}" if run else None,
                len(mine),
                int(mine["announced_on"].isna().sum()),
                int(mine["held_on"].isna().sum()),
                source.unsized(context.today.year),
                source.body,
            )
        )
    return lines


def registry_line(context: Context) -> str:
    """How many films the registry has, and of how many it lacks what; "" without any."""
    with reading(context.engine) as conn:
        films, released = frames.films(conn), frames.releases(conn)
    if films.empty:
        return ""
    placed = set(released.loc[released["country"].notna(), "qid"])
    lacking = {
        "people": films["credits"].isna(),
        "directors": ~films["directors"].astype(bool),
        "titles of other places": films["titles"].isna(),
        "releases by country": ~films["qid"].isin(placed),
        "an IMDb id": films["imdb"].isna(),
    }
    blanks = ", ".join(f"{int(blank.sum())} without {what}" for what, blank in lacking.items())
    return f"Registry: {len(films)} films, {blanks}."


def import_lines(context: Context) -> list[SourceLine]:
    """Every import, as a source of its own."""
    with reading(context.engine) as conn:
        lists, known = frames.lists(conn), imports.every(conn)
    lines = []
    for one in known:
        mine = lists[(lists["source"] == one.source) & (lists["found"] > 0)]
        lines.append(
            SourceLine(
                one.source,
                f"{one.definition['title']}, as of {one.as_of}",
                "import",
                int(one.definition["tier"]),
                "complete" if one.definition["complete"] else "evidence",
                str(one.definition["licence"]),
                f"{one.imported_at:%Y-%m-%d %H:%M}",
                len(mine),
                int(mine["announced_on"].isna().sum()),
                body=one.source.partition(".")[2] or None,
            )
        )
    return lines


def run_sources(context: Context, *, as_json: bool) -> int:
    """The command `snubs sources`."""
    lines = [*source_lines(context), *import_lines(context)]
    with reading(context.engine) as conn:
        bodies = body_lines(context, conn)
    if as_json:
        known = {line.body: asdict(line) | {"blanks": line.blanks} for line in bodies}
        emit_json([asdict(line) | {"of_body": known.get(line.body or "")} for line in lines])
        return int(Exit.DONE)
    columns = (
        "source",
        "what",
        "family",
        "tier",
        "state",
        "last read (UTC)",
        "lists",
        "no announcement",
        "no day",
        "no size",
    )
    rows = [
        (s.name, s.title, s.family, s.tier, s.state, s.last_read, s.lists, s.blanks, s.unheld, s.unsized) for s in lines
    ]
    show_table("Sources", columns, rows)
    say("trial: read and counted as evidence, but its lists close nothing.")
    if registry := registry_line(context):
        say(registry)
    say(
        "Blanks, since nothing is filled in from memory: lists without a stated announcement, lists without the day of "
        "the ceremony, categories declared without a size."
    )
    show_table(
        "Ceremonies of each body, and of how many pages and records at hand tell",
        ("body", "ceremonies", "list read", "day", "announcement", "categories given", "all sizes"),
        [(line.body, line.ceremonies, *(_known(line, name) for name in KNOWN)) for line in bodies],
    )
    say("fields.csv (`snubs export`) has every category and size that was read, with page, revision and line.")
    return int(Exit.DONE)


def _known(line: BodyLine, name: str) -> str:
    blank = line.blanks[name]
    return f"{getattr(line, name)}, {blank} blank" if blank else str(getattr(line, name))


def _held(lists: pd.DataFrame) -> list[dict[str, object]]:
    held = lists[lists["state"] == "held"]
    keys = ("source", "ceremony", "as_of", "checked_at")
    return [
        {key: (None if pd.isna(row[key]) else row[key]) for key in keys} | {"problems": row["problems"]}
        for row in held.to_dict("records")
    ]


def run_status(context: Context, *, as_json: bool) -> int:
    """The command `snubs status`: 20 when a list that could be closed is held; one on trial is only shown."""
    now = context.now()
    due = {source.name for source in due_sources(context)}
    with reading(context.engine) as conn:
        lists, recent, brought = frames.lists(conn), runs.recent(conn, 10), imports.every(conn)
        known = announcements(conn, now)
    held = _held(lists)
    code = int(Exit.HELD if any(_closes(context, one) for one in held) else Exit.DONE)
    if as_json:
        emit_json(
            {
                "held": held,
                "due": sorted(due),
                "weekly_slot": slot_now(context),
                "imports": [{"source": one.source, "as_of": one.as_of, "sha256": one.sha256} for one in brought],
                "runs": [asdict(r) for r in recent],
            }
        )
        return code
    states = Counter(zip(lists["source"], lists["state"], strict=True))
    rows = [
        (
            name,
            *(states[name, state.value] for state in ListState),
            _span(interval(source.cadence, now, known.get(name)).total_seconds()),
            "due" if name in due else "",
        )
        for name, source in sorted(context.sources.items())
    ]
    rows += [
        (one.source, *(states[one.source, state.value] for state in ListState), f"as of {one.as_of}", "")
        for one in brought
    ]
    show_table("Lists", ("source", *ListState, "every", "now"), rows)
    for one in held:
        say(_held_line(one))
    show_table(
        "Latest runs",
        ("started (UTC)", "job", "source", "status", "reason"),
        [(f"{r.started_at:%Y-%m-%d %H:%M:%S}", r.job, r.source, r.status, r.reason) for r in recent],
    )
    say(f"weekly report: last due {slot_now(context):%Y-%m-%d %H:%M %Z}")
    return code


def _closes(context: Context, one: dict[str, object]) -> bool:
    source = context.sources.get(str(one["source"]))
    return source is None or not (source.on_trial or source.compared_with)


def _held_line(one: dict[str, object]) -> str:
    problems = one["problems"] if isinstance(one["problems"], list) else []
    said = "; ".join(map(str, problems[:MOST_PROBLEMS]))
    if len(problems) > MOST_PROBLEMS:
        said += f"; and {len(problems) - MOST_PROBLEMS} more (--json lists them)"
    return f"held: {one['source']} {one['ceremony'] or ''}: data as of {one['as_of'] or 'never'}: {said}"


_HOUR, _DAY = 3600, 86400


def _span(seconds: float) -> str:
    if seconds < _HOUR:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / _HOUR:.0f} h" if seconds < 2 * _DAY else f"{seconds / _DAY:.0f} d"


def run_upgrade(context: Context) -> int:
    """The command `snubs db upgrade`."""
    before = migrate.state(context.settings.database)
    after = migrate.upgrade(context.settings.database)
    if before.current == after.current:
        say(f"database: already at {after.current}")
    else:
        say(f"database: {before.current or 'new'} -> {after.current}")
    return int(Exit.DONE)
