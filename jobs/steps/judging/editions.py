"""Judged seasons as a run keeps them, and whether a kept one still says what a new judgement would say."""

import logging
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import jobs
import tracker
from jobs.context import Context
from jobs.steps.judging.rows import records
from tracker.edition.key import content_of, key_of, state_of
from tracker.edition.read import Edition, open_edition
from tracker.store.plain import STATEMENTS_STATE, Rows, rows_of

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Connection

    from tracker.edition.write import Table
    from tracker.judge.material.tables import SeasonTables
    from tracker.judge.season import Judgement

_log = logging.getLogger(__name__)


def _file(context: Context, season: int) -> Path:
    return context.settings.data_dir / "editions" / f"{season}.sqlite3"


def _key(context: Context, rows: Rows) -> str:
    """What a judgement of today depends on."""
    settings = context.settings
    return key_of(
        day=context.today,
        statements=rows(STATEMENTS_STATE),
        program=state_of(*(Path(package.__path__[0]) for package in (tracker, jobs))),
        corrections=content_of(settings.corrections_file),
        thresholds=settings.thresholds.model_dump(mode="json"),
        tiers=settings.press.tiers,
    )


class Kept:
    """The editions that hold today."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._key = ""

    def judged(self, season: int) -> Edition | None:
        """The edition of a season, if there is one and nothing has changed that it depends on."""
        edition = open_edition(_file(self._context, season))
        if edition is not None and not self._key:
            with self._context.glance() as rows:
                self._key = _key(self._context, rows)
        return edition if edition is not None and edition.key == self._key else None

    def entered(self, wanted: str) -> list[int]:
        """Film years whose lists name a film of this title or id, the latest first."""
        edition = self.judged(self._context.season)
        return edition.entered(wanted) if edition else []


def keep(
    context: Context,
    conn: "Connection",
    keyed: "Mapping[str, pd.DataFrame]",
    tables: "SeasonTables",
    judgement: "Judgement",
) -> None:
    """Write the edition of a season as it was judged in this transaction.

    It holds nothing that cannot be judged again: where it cannot be written, the report is made all the same, a line
    of the log says why, and the next question judges for itself.
    """
    from tracker.edition.write import write

    path = _file(context, judgement.season)
    about = {"key": _key(context, rows_of(conn)), "season": judgement.season, "as_of": judgement.as_of.isoformat()}
    try:
        write(path, about, _tables(keyed, tables, judgement))
    except (OSError, sqlite3.Error) as error:
        _log.warning("%s: the judged season was not kept: %s", path, error)


def _tables(keyed: "Mapping[str, pd.DataFrame]", tables: "SeasonTables", judgement: "Judgement") -> "dict[str, Table]":
    from jobs.steps.judging.judge import ceremony_titles, season_frames
    from tracker.edition.write import Table

    def plain(frame: "pd.DataFrame") -> Table:
        return Table(list(frame.columns), [tuple(row.values()) for row in records(frame)])

    films = tables.films[["film", "qid", "imdb", "title"]]
    years = tables.entries[["film", "film_year"]].dropna().drop_duplicates()
    entered = films.merge(years, on="film")[["qid", "imdb", "title", "film_year"]]
    frames = {**season_frames(keyed, tables, judgement), "entered": entered}
    titles = [(*ceremony, title) for ceremony, title in ceremony_titles(judgement.verdicts).items()]
    return {
        **{name: plain(frame) for name, frame in frames.items()},
        "ceremonies": Table(("body", "ceremony", "title"), titles),
    }
