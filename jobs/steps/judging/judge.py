"""From statements to verdicts: match, then judge."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from jobs.context import Context
from jobs.steps.judging.tiers import with_site_tiers
from tracker.domain.facts.frames import JUDGED
from tracker.domain.rules import load_rules
from tracker.store import frames

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Connection

    from tracker.identity.corrections import Corrections
    from tracker.judge.expectation.weights import Kept
    from tracker.judge.material.tables import SeasonTables
    from tracker.judge.season import Judgement


def keyed_frames(
    conn: "Connection", corrections: "Corrections", tiers: "Mapping[str, int] | None" = None
) -> "dict[str, pd.DataFrame]":
    """Everything the database holds, with every work's film found; other seasons teach expectation.

    Args:
        conn: a connection.
        corrections: people's decisions.
        tiers: sites of the press and how far each is trusted; the others are blogs.
    """
    from tracker.identity.resolve import with_keys
    from tracker.judge.material.rulings import with_rulings

    return with_keys(with_rulings(with_site_tiers(stored_frames(conn), tiers or {})), corrections)


def stored_frames(conn: "Connection") -> "dict[str, pd.DataFrame]":
    """Everything the database holds, as the sources say it."""
    return {name: getattr(frames, name)(conn) for name in JUDGED}


def season_tables(
    conn: "Connection", corrections: "Corrections", tiers: "Mapping[str, int] | None" = None
) -> "SeasonTables":
    """The same as a judgement reads it."""
    from tracker.judge.material.tables import build

    return build(keyed_frames(conn, corrections, tiers))


def judge_seasons(context: Context, tables: "SeasonTables", seasons: "Sequence[int]") -> "list[Judgement]":
    """The verdicts of seasons as of today, by the weights that are kept."""
    from jobs.steps.judging.weights import weights

    return [one for part in judge_parts(context, tables, seasons, weights(context, tables, seasons)) for one in part]


def judge_parts(
    context: Context, tables: "SeasonTables", seasons: "Sequence[int]", pinned: "Kept"
) -> "Iterator[list[Judgement]]":
    """The same by given weights, some seasons at a time."""
    from tracker.judge import season

    return season.judge_parts(
        tables,
        seasons=seasons,
        rules=load_rules(),
        thresholds=context.settings.thresholds,
        as_of=context.today,
        weights=pinned,
    )
