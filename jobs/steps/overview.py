"""What there is: every source and import, and what the registry has."""

from dataclasses import dataclass

from jobs.context import Context
from tracker.store import frames, imports, runs
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
                int((mine["announced_on"] == "").sum()),
                int((mine["held_on"] == "").sum()),
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
    placed = set(released.loc[released["country"] != "", "qid"])
    lacking = {
        "people": films["credits"] == "",
        "directors": ~films["directors"].astype(bool),
        "titles of other places": films["titles"] == "",
        "releases by country": ~films["qid"].isin(placed),
        "an IMDb id": films["imdb"] == "",
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
                int((mine["announced_on"] == "").sum()),
                body=one.source.partition(".")[2] or None,
            )
        )
    return lines
