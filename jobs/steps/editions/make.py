"""Make an edition: judge what changed, keep what did not, and write it whole or not at all."""

import hashlib
import logging
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jobs.context import Context
from jobs.steps.editions import tables as derived
from jobs.steps.editions.content import checked
from jobs.steps.editions.frames import frame
from jobs.steps.editions.holding import Contents, Mark, basis_of, holding, mark_of
from jobs.steps.editions.lost import lost_reports
from jobs.steps.editions.shelf import Shelf, unwritable
from jobs.steps.editions.since import as_judged, compare
from jobs.steps.identity.keys import Keys
from jobs.steps.identity.renew import forget, kept_keys
from jobs.steps.identity.season import every_frame_of, season_frames_of
from jobs.steps.judging.judge import judge_parts
from jobs.steps.judging.tiers import with_site_tiers
from jobs.steps.judging.weights import weights
from tracker import version
from tracker.domain.facts.tables import edition_tables
from tracker.domain.rules import load_rules
from tracker.edition.read import Edition
from tracker.edition.schema import of_seasons
from tracker.edition.write import Columns, Draft, drafting
from tracker.store import frames as store
from tracker.store import history
from tracker.store.engine import reading
from tracker.store.plain import rows_of

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Connection

    from tracker.judge.expectation.weights import Kept
    from tracker.judge.material.tables import SeasonTables
    from tracker.judge.season import Judgement

_log = logging.getLogger(__name__)

Season = tuple[dict[str, Any], dict[str, Columns]]
"""A row of `seasons`, and the season's rows of the other tables."""


def make(
    context: Context,
    suffices: Callable[[Edition], bool] = bool,
    *,
    refit: bool = False,
    contents: Contents | None = None,
) -> Edition:
    """The edition that holds now if it suffices, else a new one as of today, which holds from now on.

    Args:
        context: settings and clock.
        suffices: whether an edition that holds is enough.
        refit: learn what expectation rests on again, and judge every season anew.
        contents: what the statements said when the caller asked which edition holds.

    Raises:
        StoreError: the database cannot be used.
        OutputError: no edition can be written; those that were there stay.
    """
    contents = contents or Contents()
    shelf = Shelf(context.editions_dir)
    with shelf.alone(), reading(context.engine) as conn:
        edition = None if refit else holding(context, rows_of(conn), contents)
        if edition is not None and suffices(edition) and (mark := shelf.mark()) and shelf.whole(mark):
            return edition
        try:
            mark = _make(context, conn, shelf, contents, refit=refit)
        except (OSError, sqlite3.Error) as error:
            raise unwritable(shelf.folder, error) from error
        shelf.set_mark(mark)
    edition = shelf.open(mark.edition)
    assert edition is not None, "it was just written"  # noqa: S101
    return edition


def _make(context: Context, conn: "Connection", shelf: Shelf, contents: Contents, *, refit: bool) -> Mark:
    """Write an edition; from the one before, where that can be read, was made by the same program and settings."""
    mark, basis = shelf.mark(), basis_of(context, rows_of(conn))
    program, state, last = basis
    before = shelf.whole(mark) if mark else None
    if mark and before is None:
        shelf.put_aside(mark.edition)
    if refit:
        forget(context)
    if refit or (mark and mark.program != program):
        before = None

    def making(mark: Mark | None, before: Edition | None) -> Mark:
        content = contents.of(rows_of(conn), state)
        with kept_keys(context, conn, content["statements"]) as keys:
            path = _write(_Making(context, conn, keys, last, mark, before, refit), shelf)
            return mark_of(context, path, basis, content, keys.state)

    try:
        return making(mark, before)
    except _OF_DAMAGE as error:
        if getattr(error, "sqlite_errorcode", 0) % 256 in _OF_THE_DISK:
            raise
        _log.warning("the edition before or the kept keys cannot be read (%s); all is made anew", error)
        forget(context)
        return making(None, None)


_OF_DAMAGE = (sqlite3.Error, ValueError, TypeError, KeyError)
"""What reading a damaged file ends in, whatever byte it is; a fault of the program's own comes again."""

_OF_THE_DISK = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
"""Nothing can be written, and would not be at the second time either; the last byte tells the kind of an error."""


def _write(making: "_Making", shelf: Shelf) -> Path:
    with drafting(shelf.folder, making.before.path if making.before else None) as (draft, file):
        return shelf.take(file, making.context.today.isoformat(), making.fill(draft))


@dataclass(frozen=True)
class _Making:
    """One edition, while it is made from the statements at hand."""

    context: Context
    conn: "Connection"
    keys: Keys
    last: str
    """A hash of the reports; it is compared with the last one of each season."""
    mark: Mark | None
    before: Edition | None
    """The edition of the mark, if it was made by the same program and settings."""
    refit: bool

    def fill(self, draft: Draft) -> str:
        """Write what is not in the draft already, which is a copy of the edition before; gives the edition's key."""
        stale = [season for season in self.seasons if not self._stands(season)]
        if self.before is None:
            draft.add(_columns(derived.everywhere()))
        else:
            draft.remove({*self.before.seasons} - {*self.seasons})
            draft.note_checked(checked(rows_of(self.conn)))
        draft.put(_columns(derived.without_season(self.context, self.conn, self.keys)))
        for row, tables in self._judged(stale):
            draft.add_season(row, tables)
        for season in self._compared_anew({*self.seasons} - {*stale}):
            draft.add_season(*self._as_before(season))
        return draft.finish(self._about())

    @cached_property
    def seasons(self) -> list[int]:
        """Every season of which something was read, and that of today: a list that is missing makes none."""
        return sorted({*self.keys.sizes} - store.unread_seasons(self.conn) | {self.context.season})

    @cached_property
    def pinned(self) -> "Kept":
        """What judging any season reads of the others."""
        from tracker.judge.material.tables import build

        lists = build({"lists": store.lists(self.conn)})
        return weights(self.context, lists, self.seasons, self.refit, every=self._everything)

    def _everything(self) -> "SeasonTables":
        from tracker.judge.material.tables import build

        tiers = self.context.settings.press.tiers
        return build(with_site_tiers(every_frame_of(self.context, self.conn, self.keys), tiers))

    @cached_property
    def learnt(self) -> dict[int, str]:
        """A hash of the weights of each season that has any."""
        by_season: dict[int, list[tuple[str, str]]] = {}
        for (body, season), key in sorted(self.pinned.hashes().items()):
            by_season.setdefault(season, []).append((body, key))
        return {season: hashlib.sha256(repr(of).encode()).hexdigest()[:32] for season, of in by_season.items()}

    @cached_property
    def _touched(self) -> Collection[int] | None:
        return self.keys.touched_since(self.mark.keys) if self.mark and self.before else None

    def _stands(self, season: int) -> bool:
        """Whether a season would be judged as it was in the edition before."""
        row = self.before.seasons.get(season) if self.before else None
        if row is None or self._touched is None or season in self._touched:
            return False
        today = self.context.today.isoformat()
        in_time = (row["settled_on"] or "") <= today < (row["unsettled_on"] or "9999")
        return in_time and (row["weights"] or "") == self.learnt.get(season, "")

    def _judged(self, seasons: Sequence[int]) -> Iterator[Season]:
        from tracker.judge.season import LOADED, batches

        done = 0
        with self.context.progress("judging") as advance:
            for part in batches(self.keys.sizes, seasons, LOADED):
                advance(done, len(seasons), f"judging the films of {part[0]} to {part[-1]}")
                yield from self._of_part(part)
                done += len(part)

    def _of_part(self, seasons: Sequence[int]) -> Iterator[Season]:
        """Seasons that are judged from the same frames, which go with them."""
        material = derived.material(self._frames(seasons))
        for judgements in judge_parts(self.context, material.tables, seasons, self.pinned):
            for judgement, own in derived.of_seasons(self.context, self.conn, material, judgements):
                yield self._beside_reports(judgement.season, own, _settled(judgement), judgement.numbered)

    def _frames(self, seasons: Sequence[int]) -> "dict[str, pd.DataFrame]":
        frames = season_frames_of(self.context, self.conn, self.keys, seasons)
        return with_site_tiers(frames, self.context.settings.press.tiers)

    def _compared_anew(self, seasons: Collection[int]) -> list[int]:
        """Which of these seasons may have a report that they were not compared with, the database's or a lost one."""
        if self.mark is None or (self.mark.compared == self.last and not self._lost):
            return []
        return sorted((history.published_seasons(self.conn) | {*self._lost}) & set(seasons))

    @cached_property
    def _lost(self) -> dict[int, Edition]:
        return lost_reports(self.context, rows_of(self.conn))

    def _as_before(self, season: int) -> Season:
        """A season as it was judged before, to be compared with another report."""
        assert self.before is not None, "it is taken over"  # noqa: S101
        row = self.before.seasons[season]
        own = {
            name: frame(self.before, name, season)
            for name, table in edition_tables().items()
            if of_seasons(table) and name not in ("seasons", "changes", "corrections")
        }
        moments, lists = checked(rows_of(self.conn)), own["lists"]
        own["snubs"] = as_judged(own["snubs"])
        own["lists"]["checked_at"] = [moments[key] for key in _lists_of(lists)]
        return self._beside_reports(season, own, (row["settled_on"], row["unsettled_on"]), row["numbered"])

    def _beside_reports(
        self, season: int, own: "dict[str, pd.DataFrame]", settled: tuple[str, str], numbered: int
    ) -> Season:
        lost = frame(self._lost[season], "snubs", season) if season in self._lost else None
        compared = compare(self.conn, season, own["snubs"], self.context.corrections.about, lost)
        frames = own | {name: getattr(compared, name) for name in ("snubs", "changes", "corrections")}
        row = {
            "film_year": season,
            "weights": self.learnt.get(season, ""),
            "verdicts": len(own["snubs"]),
            "misses": int(own["snubs"]["missed"].sum()),
            "numbered": numbered,
            "first": compared.first,
            "settled_on": settled[0],
            "unsettled_on": settled[1],
        }
        return row, _columns(frames)

    def _about(self) -> dict[str, str]:
        thresholds = self.context.settings.thresholds.model_dump()
        return {
            "as_of": self.context.today.isoformat(),
            "origin": self.context.origin,
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
