"""What there is: every source and import, every body's ceremonies, and what the registry has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jobs.context import CRAWL, Context
from jobs.steps.importing.definition import stored_sources
from tracker.store import overview
from tracker.store.overview import FieldClaim, Import, ListLine


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


KNOWN = ("read", "dated", "announced", "given", "sized")
"""What may be known of a ceremony, by the names of `BodyLine`."""


@dataclass(frozen=True)
class BodyLine:
    """Of how many ceremonies of a body something is known from a page or record at hand."""

    body: str
    ceremonies: int
    """Counted by the body's rule, up to the films of this year; those that lists at hand tell of, where none counts."""
    read: int
    """With entries read."""
    dated: int
    """With the day of the ceremony."""
    announced: int
    """With the day on which the nominations were announced."""
    given: int
    """With the categories that were given."""
    sized: int
    """With a size for every one of them."""

    @property
    def blanks(self) -> dict[str, int]:
        """Ceremonies without each of them."""
        return {name: self.ceremonies - getattr(self, name) for name in KNOWN}


@dataclass(frozen=True)
class Overview:
    """What there is."""

    sources: Sequence[SourceLine]
    """Sources that are on, then imports."""
    bodies: Sequence[BodyLine]
    registry: str
    """How many films the registry has, and of how many it lacks what; "" without any."""


def overview_of(context: Context) -> Overview:
    """Every source, import and body, and what is blank."""
    with context.glance() as rows:
        lists, imports, claims = overview.lists(rows), overview.imports(rows), overview.field_claims(rows)
        crawls, registry = overview.last_asked(rows, CRAWL), overview.registry(rows)
    lists_read = [line for line in lists if line.found]
    lines = [*_source_lines(context, lists_read, crawls), *(_import_line(one, lists_read) for one in imports)]
    return Overview(lines, _body_lines(context, lists, claims, imports), registry_line(registry))


def _source_lines(
    context: Context, lists_read: Sequence[ListLine], crawls: dict[str, overview.Asked]
) -> Iterable[SourceLine]:
    for name, source in sorted(context.sources.items()):
        mine = [line for line in lists_read if line.source == name]
        last = crawls[name].done if name in crawls else None
        yield SourceLine(
            name,
            source.title,
            source.family,
            source.tier,
            "verified" if source.verified else "trial",
            source.licence,
            f"{last:%Y-%m-%d %H:%M}" if last else None,
            len(mine),
            sum(not line.announced_on for line in mine),
            sum(not line.held_on for line in mine),
            source.unsized(context.today.year),
            source.body,
        )


def _import_line(one: Import, lists_read: Sequence[ListLine]) -> SourceLine:
    mine = [line for line in lists_read if line.source == one.source]
    return SourceLine(
        one.source,
        f"{one.definition['title']}, as of {one.as_of}",
        "import",
        int(one.definition["tier"]),
        "complete" if one.definition["complete"] else "evidence",
        str(one.definition["licence"]),
        f"{one.imported_at:%Y-%m-%d %H:%M}",
        len(mine),
        sum(not line.announced_on for line in mine),
        body=one.source.partition(".")[2] or None,
    )


def registry_line(count: overview.RegistryCount) -> str:
    """How many films the registry has, and of how many it lacks what; "" without any."""
    if not count.films:
        return ""
    blanks = ", ".join(f"{blank} without {what}" for what, blank in count.lacking.items())
    return f"Registry: {count.films} films, {blanks}."


def _body_lines(
    context: Context, lists: Iterable[ListLine], claims: Sequence[FieldClaim], imports: Sequence[Import]
) -> list[BodyLine]:
    """Every body that a source counts or a list tells of."""
    lists = [line for line in lists if line.kind in ("nominations", "eligibility") and line.body]
    ceremonies_of: dict[str, set[int]] = {}
    for source in (*context.sources.values(), *stored_sources(imports).values()):
        if source.body and source.ceremonies:
            dated = {ceremony.number for ceremony in source.ceremonies.known_by(context.today.year)}
            ceremonies_of[source.body] = ceremonies_of.get(source.body, set()) | dated
    for line in lists:
        if line.found:
            ceremonies_of.setdefault(str(line.body), set()).add(line.ceremony)
    return [_body_line(body, numbers, lists, claims) for body, numbers in sorted(ceremonies_of.items())]


def _body_line(body: str, numbers: set[int], lists: Iterable[ListLine], claims: Iterable[FieldClaim]) -> BodyLine:
    mine = [line for line in lists if line.body == body and line.ceremony in numbers]
    categories, sized = (
        {(c.source, c.ceremony, c.declared, c.category_as_printed) for c in claims if (c.body, c.claim) == (body, what)}
        for what in ("given", "size")
    )
    with_categories = {ceremony for _, ceremony, *_ in categories} & numbers
    return BodyLine(
        body,
        len(numbers),
        len({line.ceremony for line in mine if line.found}),
        len({line.ceremony for line in mine if line.held_on}),
        len({line.ceremony for line in mine if line.announced_on}),
        len(with_categories),
        len(with_categories - {ceremony for _, ceremony, *_ in categories - sized}),
    )
