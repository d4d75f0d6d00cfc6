"""Make an edition: judge what changed, take over what did not, and write it whole or not at all."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jobs.context import Context
from jobs.steps.editions import tables as derived
from jobs.steps.editions.content import checked, content_of
from jobs.steps.editions.frames import frame
from jobs.steps.editions.holding import Mark, basis_of, holding
from jobs.steps.editions.shelf import Shelf, unwritable
from jobs.steps.editions.since import as_judged, compare
from jobs.steps.judging.judge import judge_seasons, keyed_frames
from jobs.steps.judging.weights import weights
from tracker import version
from tracker.domain.facts.tables import edition_tables
from tracker.domain.rules import load_rules
from tracker.edition.read import Edition, open_edition
from tracker.edition.schema import of_seasons
from tracker.edition.write import Columns, Draft, drafting
from tracker.export.folder import sync
from tracker.store import history
from tracker.store.engine import reading
from tracker.store.plain import rows_of

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Connection

    from tracker.judge.season import Judgement

Season = tuple[dict[str, Any], dict[str, Columns]]
"""A row of `seasons`, and the season's rows of the other tables."""


def make(context: Context, *, refit: bool = False) -> Edition:
    """A new edition as of today, which holds from now on.

    Args:
        context: settings and clock.
        refit: learn what expectation rests on again, and judge every season anew.

    Raises:
        StoreError: the database cannot be used.
        OutputError: no edition can be written; those that were there stay.
    """
    shelf = Shelf(context.editions_dir)
    with reading(context.engine) as conn:
        rows = rows_of(conn)
        (program, state, last), content, mark = basis_of(context, rows), content_of(rows), shelf.mark()
        alike = mark is not None and not refit and (mark.program, mark.content) == (program, content)
        before = shelf.open(mark.edition) if mark and alike else None
        try:
            path = _write(_Making(context, conn, before, refit), shelf.folder)
        except (OSError, sqlite3.Error) as error:
            raise unwritable(shelf.folder, error) from error
    shelf.set_mark(Mark(path.name, program, state, content, last))
    edition = open_edition(path)
    assert edition is not None, "it was just written"  # noqa: S101
    return edition


def as_of_today(context: Context) -> Edition:
    """The edition that holds now if it is one of today, else a new one: what is published has the day of its report."""
    with context.glance() as rows:
        edition = holding(context, rows)
    published = Shelf(context.editions_dir).published()
    today = edition is not None and edition.as_of == context.today.isoformat()
    return edition if edition and today and edition.path.name != published else make(context)


def _write(making: "_Making", folder: Path) -> Path:
    with drafting(folder, making.before.path if making.before else None) as (draft, file):
        key = making.fill(draft)
        path = folder / f"{making.context.today.isoformat()}-{key[:8]}.sqlite3"
        sync(file)
        file.replace(path)
    return path


@dataclass(frozen=True)
class _Making:
    """One edition, while it is made from the statements at hand."""

    context: Context
    conn: "Connection"
    before: Edition | None
    """An edition of the same statements, program and settings."""
    refit: bool

    @cached_property
    def material(self) -> derived.Material:
        """Everything at hand."""
        keyed = keyed_frames(self.conn, self.context.corrections, self.context.settings.press.tiers)
        return derived.Material(keyed)

    @cached_property
    def published(self) -> frozenset[int]:
        """Seasons of which reports were published."""
        return history.published_seasons(self.conn)

    def fill(self, draft: Draft) -> str:
        """Add everything to a draft, season by season; gives the edition's key."""
        if self.before:
            draft.note_checked(self.checked)
            draft.take_over(None)
        else:
            draft.add(_columns(derived.everywhere() | derived.without_season(self.context, self.conn, self.material)))
        stale = [season for season in self.seasons if not self._stands(season)]
        judged = self._judged(stale)
        for season in self.seasons:
            if season in stale:
                draft.add_season(*next(judged))
            elif season in self.published:
                draft.add_season(*self._as_before(season))
            else:
                draft.take_over(season)
        return draft.finish(self._about())

    @cached_property
    def seasons(self) -> list[int]:
        """Every season at hand, and that of today."""
        years = self.before.seasons if self.before else derived.years(self.material.tables)
        return sorted({*years, self.context.season})

    @cached_property
    def checked(self) -> dict[tuple[str, str, int], str]:
        """When each list was last looked at."""
        return checked(rows_of(self.conn))

    def _stands(self, season: int) -> bool:
        """Whether a season would be judged as it was in the edition before."""
        row = self.before.seasons.get(season) if self.before else None
        today = self.context.today.isoformat()
        return row is not None and (row["settled_on"] or "") <= today < (row["unsettled_on"] or "9999")

    def _judged(self, seasons: Sequence[int]) -> Iterator[Season]:
        from tracker.judge.season import batches

        with self.context.progress("judging") as advance:
            tables, done = self.material.tables, 0
            weights(self.context, tables, seasons, self.refit)  # learnt at once, and read again part by part
            for part in batches(tables, seasons):
                advance(done, len(seasons), f"judging the films of {part[0]} to {part[-1]}")
                judgements, done = judge_seasons(self.context, tables, part), done + len(part)
                for judgement, own in derived.of_seasons(self.context, self.conn, self.material, judgements):
                    yield self._beside_reports(judgement.season, own, _settled(judgement), judgement.numbered)

    def _as_before(self, season: int) -> Season:
        """A season of which a report was published, as it was judged before."""
        assert self.before is not None, "it is taken over"  # noqa: S101
        row = self.before.seasons[season]
        own = {
            name: frame(self.before, name, season)
            for name, table in edition_tables().items()
            if of_seasons(table) and name not in ("seasons", "changes", "corrections")
        }
        own["snubs"] = as_judged(own["snubs"])
        own["lists"]["checked_at"] = [self.checked[key] for key in _lists_of(own["lists"])]
        return self._beside_reports(season, own, (row["settled_on"], row["unsettled_on"]), row["numbered"])

    def _beside_reports(
        self, season: int, own: "dict[str, pd.DataFrame]", settled: tuple[str, str], numbered: int
    ) -> Season:
        compared = compare(self.conn, season, own["snubs"], self.context.corrections.about)
        frames = own | {name: getattr(compared, name) for name in ("snubs", "changes", "corrections")}
        row = {
            "film_year": season,
            "verdicts": len(own["snubs"]),
            "misses": int(own["snubs"]["missed"].sum()),
            "numbered": numbered,
            "first": compared.first,
            "settled_on": settled[0],
            "unsettled_on": settled[1],
        }
        return row, _columns(frames)

    def _about(self) -> dict[str, str]:
        names = ("version", "rules", "thresholds")
        program = self.before.about if self.before else _program(self.context)
        today = self.context.today.isoformat()
        return {"as_of": today, "origin": self.context.origin, **{name: program[name] for name in names}}


def _program(context: Context) -> dict[str, str]:
    thresholds = context.settings.thresholds.model_dump()
    return {
        "version": version(),
        "rules": load_rules().fingerprint,
        "thresholds": ";".join(f"{name}={value:g}" for name, value in thresholds.items()),
    }


def _settled(judgement: "Judgement") -> tuple[str, str]:
    """The last day that time alone changed what counts, and the next one."""
    day = judgement.as_of.isoformat()
    past, ahead = [t for t in judgement.turns if t <= day], [t for t in judgement.turns if t > day]
    return max(past, default=""), min(ahead, default="")


def _lists_of(lists: "pd.DataFrame") -> Iterator[tuple[str, str, int]]:
    return zip(*(lists[name].tolist() for name in ("source", "body", "ceremony")), strict=True)


def _columns(frames: "Mapping[str, pd.DataFrame]") -> dict[str, Columns]:
    return {name: {str(column): of[column].tolist() for column in of} for name, of in frames.items()}
