"""What ceremonies gave: the claims that were read, beside what the source files declare; and what is blank."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jobs.context import Context
from jobs.steps.importing.definition import stored_sources
from tracker.domain.sources import ListSource, Source
from tracker.store import frames

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Connection


def given_fields(context: Context, conn: "Connection", seasons: Collection[int] | None = None) -> "pd.DataFrame":
    """The rows of fields.csv for film years; None for all of them."""
    from tracker.judge.material.ceremony_fields import ceremony_fields

    claims = frames.fields(conn, seasons=seasons)
    return ceremony_fields(claims, _declared(claims, context.sources | stored_sources(conn)))


def _declared(claims: "pd.DataFrame", sources: Mapping[str, Source]) -> "pd.DataFrame":
    """The size declared for every category that a claim names, and what it was counted on."""
    import pandas as pd

    named = claims.loc[claims["declared"] != "", ["source", "ceremony", "declared"]].drop_duplicates()
    rows = []
    for name, ceremony, category in named.itertuples(index=False, name=None):
        source = sources.get(name)
        if not isinstance(source, ListSource) or category not in source.categories:
            continue
        if size := source.categories[category].size_at(ceremony):
            rows.append((name, ceremony, category, *size, source.basis_at(ceremony, category)))
    columns = ["source", "ceremony", "declared", "declared_least", "declared_most", "declared_from"]
    return pd.DataFrame(rows, columns=columns)


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


def body_lines(context: Context, conn: "Connection") -> list[BodyLine]:
    """Every body that a source counts or a list tells of."""
    lists, claims = frames.lists(conn), frames.fields(conn)
    lists = lists[lists["kind"].isin(["nominations", "eligibility"]) & (lists["body"] != "")]
    counted: dict[str, set[int]] = {}
    for source in (*context.sources.values(), *stored_sources(conn).values()):
        if source.body and source.ceremonies:
            known = {ceremony.number for ceremony in source.ceremonies.known_by(context.today.year)}
            counted[source.body] = counted.get(source.body, set()) | known
    for body, ceremony in lists[lists["found"] > 0][["body", "ceremony"]].itertuples(index=False, name=None):
        counted.setdefault(body, set()).add(int(ceremony))
    return [_line(body, numbers, lists, claims) for body, numbers in sorted(counted.items())]


def _line(body: str, numbers: set[int], lists: "pd.DataFrame", claims: "pd.DataFrame") -> BodyLine:
    mine, said = lists[lists["body"] == body], claims[claims["body"] == body]

    def of(rows: "pd.DataFrame") -> set[int]:
        return numbers & {int(number) for number in rows["ceremony"]}

    given = said[said["claim"] == "given"]
    of_list = ["source", "ceremony", "declared", "category_as_printed"]
    sized = set(said[said["claim"] == "size"][of_list].itertuples(index=False, name=None))
    gaps = {int(row[1]) for row in given[of_list].itertuples(index=False, name=None) if row not in sized}
    return BodyLine(
        body,
        len(numbers),
        len(of(mine[mine["found"] > 0])),
        len(of(mine[mine["held_on"] != ""])),
        len(of(mine[mine["announced_on"] != ""])),
        len(of(given)),
        len(of(given) - gaps),
    )
