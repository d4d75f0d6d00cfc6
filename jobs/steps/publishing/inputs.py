"""What a report's files are made of: tables of an edition, the program with its settings, the day where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from jobs.context import Context
from jobs.steps.editions.frames import schema_of, season_of
from jobs.steps.editions.holding import program_of
from tracker import version
from tracker.edition.read import SINCE, Edition
from tracker.export.last import hash_of

READ = ("snubs", "evidence", "eligibility", "changes", "corrections", "lists", "nominations", "films", "press_claims")
"""Tables that the pages of a report are made of."""
_BESIDE = "factors"
"""A table that the pages are made of, and that is not exported."""
_UNREAD = {"lists": ("checked_at",)}
"""Columns of them that no page prints."""


@dataclass(frozen=True)
class Inputs:
    """Hashes of what is said of a season."""

    context: Context
    edition: Edition
    season: int
    _digests: dict[tuple[str, tuple[str, ...]], str] = field(default_factory=dict)

    def table(self, name: str) -> str:
        """Of what a table's file is made of."""
        columns = schema_of(name).values()
        dated = any(column.everywhere or column.name in SINCE for column in columns)
        return self._hash(name, self._digest(name), self.edition.as_of if dated else "")

    def pages(self, *more: object) -> str:
        """Of what the pages are made of."""
        digests = [self._digest(name, _UNREAD.get(name, ())) for name in (*READ, _BESIDE)]
        return self._hash("pages", *digests, self.season, self.edition.as_of, self.context.settings.site, *more)

    def verdicts(self) -> str:
        """Of what is said but for since when, which follows from the reports before."""
        return self._hash("verdicts", self._digest("snubs", SINCE))

    def _digest(self, name: str, without: tuple[str, ...] = ()) -> str:
        if (name, without) not in self._digests:
            self._digests[name, without] = self.edition.digest(name, season_of(name, self.season), without)
        return self._digests[name, without]

    @cached_property
    def _program(self) -> str:
        return hash_of(version(), program_of(self.context))

    def _hash(self, *parts: object) -> str:
        return hash_of(self._program, *parts)


def sources_of(edition: Edition, names: "Iterator[str] | list[str]", season: int | None) -> Iterator[dict[str, Any]]:
    """The pages that rows of tables name, with their source and licence."""
    for name in names:
        columns = [column for column in ("source", "source_url", "licence") if column in schema_of(name)]
        if {"source", "source_url"} <= {*columns}:
            chosen = season_of(name, season)
            where = "" if chosen is None else f" WHERE film_year = {chosen:d}"
            yield from edition.rows(f'SELECT DISTINCT {", ".join(columns)} FROM "{name}"{where}')  # noqa: S608
