"""From statements to verdicts: match, compare, and keep what was said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jobs.context import Context
from jobs.steps.judging.rows import records
from jobs.steps.judging.tiers import with_site_tiers
from tracker.domain.ceremonies import edition
from tracker.domain.facts.frames import JUDGED
from tracker.domain.rules import load_rules
from tracker.store import frames
from tracker.store.engine import reading

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Connection

    from tracker.identity.corrections import Corrections
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
    from tracker.judge import season

    return season.judge_seasons(
        tables,
        seasons=seasons,
        rules=load_rules(),
        thresholds=context.settings.thresholds,
        as_of=context.today,
        weights=weights(context, tables, seasons),
    )


def season_frames(
    keyed: "Mapping[str, pd.DataFrame]", tables: "SeasonTables", judgement: "Judgement"
) -> "dict[str, pd.DataFrame]":
    """What is said of each film of a season, by `film_key`; what the press claims of it, of other seasons too.

    Args:
        keyed: the store's frames, with film keys.
        tables: the same as judged.
        judgement: of the season.
    """
    from tracker.identity.films.matches import matches
    from tracker.judge.claims.press import press_claims

    claims, titles = press_claims(tables), matches(keyed)
    return {
        "films": judgement.films,
        "snubs": judgement.verdicts,
        "evidence": judgement.evidence,
        "press_claims": claims[claims["film_key"].isin(judgement.films["film_key"])],
        "matches": titles[titles["film_year"] == judgement.season],
    }


def ceremony_titles(verdicts: "pd.DataFrame") -> dict[tuple[str, int | None], str]:
    """Titles in plain English by body and number; the body's own where no list gives a number."""
    title = load_rules().equivalence.title
    ceremonies = ((row["body"], row["ceremony"]) for row in records(verdicts[["body", "ceremony"]].drop_duplicates()))
    return {
        (body, number): title(body) if number is None else edition(number, title(body)) for body, number in ceremonies
    }


@dataclass(frozen=True)
class Compared:
    """A season's verdicts as a terminal shows them."""

    missed: "pd.DataFrame"
    """Verdicts of what was missed, in the order of news."""
    unexpected: "pd.DataFrame"
    """Nominations that were least expected."""
    empty: bool
    """Nothing of the season is at hand."""


def compare(context: Context, season: int) -> Compared:
    """Judge a season from what is in the database, and keep nothing."""
    from tracker.judge.verdict.news import ranked_misses, surprises

    with reading(context.engine) as conn:
        tables = season_tables(conn, context.corrections, context.settings.press.tiers)
    [judgement] = judge_seasons(context, tables, [season])
    verdicts = judgement.verdicts
    return Compared(ranked_misses(verdicts), surprises(verdicts), verdicts.empty)
