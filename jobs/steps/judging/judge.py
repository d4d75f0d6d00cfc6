"""From statements to verdicts: match, compare, and keep what was said."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from jobs.cli.console import emit_json, say, show_table
from jobs.context import Context
from jobs.steps.collecting.press_pages import with_site_tiers
from tracker.domain.cells import is_missing, parts_of
from tracker.domain.errors import Exit
from tracker.domain.figures import whole_percent, whole_percentile
from tracker.domain.rules import load_rules
from tracker.report.words import category_title, listing, reason_words
from tracker.store import frames
from tracker.store.engine import reading

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Connection

    from tracker.identity.corrections import Corrections
    from tracker.judge.material.tables import SeasonTables
    from tracker.judge.season import Judgement

SHOWN = 40
"""Rows of the table on a terminal; the CSVs have them all."""

SURPRISES = 10
"""Rows of the table of surprises."""


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

    return with_keys(with_site_tiers(stored_frames(conn), tiers or {}), corrections)


def stored_frames(conn: "Connection") -> "dict[str, pd.DataFrame]":
    """Everything the database holds, as the sources say it."""
    from tracker.judge.material.tables import SCHEMAS

    return {name: getattr(frames, name)(conn) for name in SCHEMAS}


def season_tables(
    conn: "Connection", corrections: "Corrections", tiers: "Mapping[str, int] | None" = None
) -> "SeasonTables":
    """The same as a judgement reads it."""
    from tracker.judge.material.tables import build

    return build(keyed_frames(conn, corrections, tiers))


def judge_seasons(context: Context, tables: "SeasonTables", seasons: "Sequence[int]") -> "list[Judgement]":
    """The verdicts of seasons as of today."""
    from tracker.judge import season

    return season.judge_seasons(
        tables, seasons=seasons, rules=load_rules(), thresholds=context.settings.thresholds, as_of=context.today
    )


def run_compare(context: Context, *, season: int | None, as_json: bool) -> int:
    """The command `snubs compare`: judges and shows, and keeps nothing."""
    from tracker.judge.verdict.ranking import ranked_misses
    from tracker.judge.verdict.surprises import surprises

    wanted = season or context.season
    with reading(context.engine) as conn:
        tables = season_tables(conn, context.corrections, context.settings.press.tiers)
    [judgement] = judge_seasons(context, tables, [wanted])
    rows = ranked_misses(judgement.verdicts)
    if as_json:
        emit_json(records(rows))
        return int(Exit.DONE)
    if judgement.verdicts.empty:
        say(f"films of {wanted}: nothing to judge yet; run `snubs weekly` or `snubs crawl` first")
        return int(Exit.DONE)
    columns = ("body", "category", "film", "people", "verdict", "acclaim", "expected", "why")
    show_table(
        f"Films of {wanted}: missed",
        columns,
        [_line(row) for row in rows.head(SHOWN).to_dict("records")],
    )
    if len(rows) > SHOWN:
        say(f"and {len(rows) - SHOWN} more; `snubs export --season {wanted} --out FOLDER` writes them all")
    unexpected = surprises(judgement.verdicts)
    if len(unexpected):
        show_table(
            f"Films of {wanted}: nominated though least expected",
            ("body", "category", "film", "people", "expected"),
            [_surprise(row) for row in unexpected.head(SURPRISES).to_dict("records")],
        )
    return int(Exit.DONE)


def _surprise(row: "dict[Hashable, Any]") -> tuple[object, ...]:
    people = listing(parts_of(row["people"]))
    return (row["body"], category_title(row["category"]), row["film"], people, percent(row["p_nomination"]))


def _line(row: "dict[Hashable, Any]") -> tuple[object, ...]:
    return (
        row["body"],
        category_title(row["category"]) if row["category"] else "film as a whole",
        row["film"],
        listing(parts_of(row["people"])),
        row["label"],
        percentile(row["acclaim_percentile"]),
        percent(row["p_nomination"]),
        reason_words(row["reason_code"]),
    )


def percent(share: Any) -> str:
    """A share as the report's sentences say it; nothing for no figure."""
    return "" if is_missing(share) else f"{whole_percent(share)}%"


def percentile(value: Any) -> str:
    """A percentile as the report's sentences say it; nothing for no figure."""
    return "" if is_missing(value) else str(whole_percentile(value))


def records(frame: "pd.DataFrame") -> list[dict[str, object]]:
    """Rows for JSON: missing is null."""
    import pandas as pd

    return [
        {str(k): (None if not isinstance(v, list | tuple) and pd.isna(v) else v) for k, v in row.items()}
        for row in frame.to_dict("records")
    ]
